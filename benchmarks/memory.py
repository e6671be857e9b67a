"""What memory costs as a book grows: why a row of a large book takes longer than of a small one.

No code of the product is run. `look` finds names in a table by others that equal them, in their
order, as the names of pairs are looked up among those of people. `read` asks every row for a day,
as a rule does, rule after rule; `at once` asks a row as often before it goes on to the next.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from statistics import median

from _turns import seconds

SIZES = (1_000, 10_000, 100_000)
RULES, FIELDS, RUNS = 24, 12, 3
"""So many rules ask a row, which has so many fields filled."""


class Row:
    """A row as a record keeps it: a dictionary of its fields."""

    day: date

    def __init__(self, number: int) -> None:
        day = date(2026, 9, 1) + timedelta(days=number % 300)
        self.__dict__ = {f"text{n}": f"{n}-{number}" for n in range(FIELDS)} | {"day": day}


def looks(names: Mapping[str, Row], keys: Sequence[str], _: Sequence[Row]) -> None:
    """Every name looked up, rule after rule."""
    for _rule in range(RULES):
        for key in keys:
            names[key]


def reads(_: Mapping[str, Row], __: Sequence[str], rows: Sequence[Row]) -> None:
    """Every row asked, rule after rule."""
    for _rule in range(RULES):
        for row in rows:
            row.day  # noqa: B018 - that it is read is what is measured


def reads_at_once(_: Mapping[str, Row], __: Sequence[str], rows: Sequence[Row]) -> None:
    """Every rule asked, row after row."""
    for row in rows:
        for _rule in range(RULES):
            row.day  # noqa: B018


JOBS: Mapping[str, Callable[[Mapping[str, Row], Sequence[str], Sequence[Row]], None]] = {
    "look": looks,
    "read": reads,
    "read, at once": reads_at_once,
}


def measured(size: int) -> dict[str, float]:
    """Nanoseconds of one look, or of one field, among so many rows."""
    rows = [Row(number) for number in range(size)]
    names = {f"Фамилия{number} Имя Отчество": row for number, row in enumerate(rows)}
    keys = [name[:1] + name[1:] for name in names]
    found = {}
    for name, job in JOBS.items():
        taken = median(seconds(partial(job, names, keys, rows)) for _ in range(RUNS))
        found[name] = 1e9 * taken / (size * RULES)
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one object on standard output")
    options = parser.parse_args()
    found = {size: measured(size) for size in SIZES}
    if options.json:
        print(json.dumps(found))
        return
    for name in JOBS:
        taken = "  ".join(f"{figures[name]:5.0f} ns of {size:7}" for size, figures in found.items())
        print(f"{name:>16}  {taken}")


if __name__ == "__main__":
    main()
