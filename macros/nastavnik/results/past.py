"""«Показатели по годам»: numerators and denominators of each year, for percents cannot be added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from nastavnik.model.changes import AppendRows, Change, SetCell
from nastavnik.model.parsing import cell_value
from nastavnik.model.school import School
from nastavnik.model.sheets import Indicator, PastIndicator
from nastavnik.model.text import fold
from nastavnik.russian.dates import SchoolYear

Key = tuple[str, str]


def past_rows(school: School) -> Mapping[Key, PastIndicator]:
    """The rows by year, however it is written, and folded title; of two for one the last."""
    return {_key(row): row for row in school.table(PastIndicator).rows}


def _key(row: PastIndicator) -> Key:
    year = SchoolYear.parse(row.year)
    return str(year) if year else fold(row.year), fold(row.title)


def of_this_year(
    indicators: Iterable[Indicator], year: str, version: str
) -> Iterator[PastIndicator]:
    """The rows that keep the indicators of a year: what is printed, so what a person typed too."""
    for row in indicators:
        if row.part is not None:
            yield PastIndicator(
                year=year,
                title=row.title,
                part=row.part,
                whole=row.whole,
                target=row.target,
                counted_on=row.counted_on,
                version=version,
            )


def kept(school: School, rows: Iterable[PastIndicator]) -> Iterator[Change]:
    """The changes that bring the sheet up to these rows; other years are left alone."""
    known = past_rows(school)
    new = []
    for row in rows:
        old = known.get(_key(row))
        if old is None:
            new.append(_values(row))
            continue
        for title, value in _values(row).items():
            if old.values()[title] != row.values()[title]:
                yield SetCell(PastIndicator.sheet, old.row, title, value)
    if new:
        yield AppendRows(PastIndicator.sheet, tuple(new))


def _values(row: PastIndicator) -> dict[str, Any]:
    return {c.title: cell_value(c.of(row), c) for c in row.columns}
