"""What changed between two copies of a school's book: by people and numbers, nobody named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from nastavnik.model.schema import CellKind, Column, Record
from nastavnik.model.school import School
from nastavnik.model.sheets import (
    RECORDS,
    Card,
    Check,
    Indicator,
    MeetingRow,
    Mentee,
    Mentor,
    Pair,
    RepairRow,
)
from nastavnik.model.text import fold
from nastavnik.people_import.export.registries import is_alias
from nastavnik.readers.files import load
from nastavnik.region.task import school_in, values_of

NOTHING_NEW = "без изменений"
MOST_NAMED = 5
"""So many rows of a sheet are named."""
_FIRST: tuple[type[Record], ...] = (Mentor, Mentee, Pair, MeetingRow)


class TwoCopies(NamedTuple):
    """The kept copies of a school's last two books."""

    key: str
    former: Path
    latter: Path


def comparer() -> Callable[[TwoCopies], str]:
    """Compares one pair of copies after another."""
    return compared


def compared(copies: TwoCopies) -> str:
    """What the latter copy has that the former has not, in words without a name.

    Raises:
        JobError: one of them cannot be read.
    """
    former, latter = (school_in(load(path), path.name) for path in copies[1:])
    return changes_between(former, latter)


def changes_between(former: School, latter: School) -> str:
    """The changes sheet by sheet, those of people first; `NOTHING_NEW` where there are none."""
    others = [r for r in RECORDS if r not in (*_FIRST, Check, RepairRow)]
    said = [text for r in [*_FIRST, *others] if (text := _changes(r, former, latter))]
    return "; ".join(said) or NOTHING_NEW


def _changes(record: type[Record], former: School, latter: School) -> str:
    if record is Card:
        return _changed_card(former.card, latter.card)
    old, new = _rows(record, former), _rows(record, latter)
    added, gone = new.keys() - old.keys(), old.keys() - new.keys()
    changed = {key for key in new.keys() & old.keys() if values_of(new[key]) != values_of(old[key])}
    said = [
        f"{word} {len(keys)}{_named([rows[key] for key in keys])}"
        for word, keys, rows in (
            ("добавлено", added, new),
            ("убрано", gone, old),
            ("изменено", changed, new),
        )
        if keys
    ]
    if record is Indicator:
        said += _numbers([(old[key], new[key]) for key in sorted(changed)])
    return f"{record.sheet}: {', '.join(said)}" if said else ""


def _rows(record: type[Record], school: School) -> Mapping[tuple[object, ...], Record]:
    """The rows of a sheet by what names them; of those without a name by their number."""
    found: dict[tuple[object, ...], Record] = {}
    for row in school.table(record).rows:
        named = tuple(fold(str(column.of(row) or "")) for column in record.naming())
        key: tuple[object, ...] = named if any(named) else (row.row,)
        while key in found:
            key = (*key, "ещё раз")
        found[key] = row
    return found


def _named(rows: list[Record]) -> str:
    """Aliases, or where in the new copy a row is: a name stays in the book."""
    ordered = sorted(rows, key=lambda row: row.row)
    names = [name for row in ordered for name in _aliases(row)] or [
        f"строка {row.row}" for row in ordered
    ]
    return f" ({', '.join(names[:MOST_NAMED])}{'…' if len(names) > MOST_NAMED else ''})"


def _aliases(row: Record) -> Iterator[str]:
    for column in row.naming():
        value = column.of(row)
        if isinstance(value, str) and is_alias(value):
            yield value


def _numbers(pairs: list[tuple[Record, Record]]) -> Iterator[str]:
    for old, new in pairs:
        assert isinstance(old, Indicator)
        assert isinstance(new, Indicator)
        before, after = ((i.part, i.whole) for i in (old, new))
        if before != after:
            yield f"«{new.title}»: {_words(*before)} → {_words(*after)}"


def _words(part: float | None, whole: float | None) -> str:
    return " из ".join(map(_number, (part, whole)))


def _number(value: object) -> str:
    return f"{value:g}" if isinstance(value, int | float) else "—"


def _changed_card(old: Card, new: Card) -> str:
    said = [_setting(c, old, new) for c in Card.columns if c.of(old) != c.of(new)]
    return f"{Card.sheet}: {', '.join(said)}" if said else ""


def _setting(column: Column, old: Card, new: Card) -> str:
    """A setting that changed; of a number from what to what, since a text may name somebody."""
    if column.kind not in {CellKind.INTEGER, CellKind.NUMBER}:
        return f"«{column.title}»"
    return f"«{column.title}»: {_number(column.of(old))} → {_number(column.of(new))}"
