"""A roadmap that comes again: which of its rows the book has, and what changed in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from nastavnik.model.changes import Link, Row, SetCell
from nastavnik.model.findings import Finding, Value
from nastavnik.model.outcome import value_text
from nastavnik.model.parsing import cell_value
from nastavnik.model.schema import Cell, Column
from nastavnik.model.school import School
from nastavnik.model.sheets import Activity
from nastavnik.model.text import counted, fold
from nastavnik.roadmap.booked import remark_at
from nastavnik.roadmap.checks.remarks import places, question, quoted
from nastavnik.roadmap.text import may_say_the_same

OTHER_MAP = question(
    "ДК68",
    "в книге уже есть дорожная карта ({count}), и это другая: общих строк {common}",
    "Строки двух карт в одной таблице не различить",
    "Если новая карта заменяет прежнюю, отмените загрузку, добавьте к команде --replace и "
    "повторите (или сначала очистите лист «Дорожная карта»)",
)
DIFFERS = question(
    "ДК69",
    "в загруженной карте иначе: «{text}»",
    "В книге это могли исправить после прошлой загрузки, поэтому ячейка осталась прежней",
    "Если верна загруженная карта, впишите её текст",
)
GONE = question(
    "ДК70",
    "в загруженной карте этих мероприятий нет: {count}",
    "Их могли исключить из новой редакции",
    "Если мероприятие исключено, удалите его строку",
)

_REVISED: tuple[Column, ...] = (
    Activity.number,
    Activity.stage_title,
    Activity.lead,
    Activity.title,
    Activity.deadline,
    Activity.start,
    Activity.end,
    Activity.recurrence,
)
"""What a new edition changes in a row whose text or deadline it changes."""
_ASKED: tuple[Column, ...] = (Activity.documents, Activity.responsible)
"""What people complete in the book after a load: it is filled where empty, otherwise asked."""
_ALIKE_BY_NUMBER, _ALIKE = 50, 85
_FEW, _MOST = 1 / 3, 2 / 3
"""With fewer rows in common it is another roadmap; with more, rows that it lacks are missed."""


class EditedCell(NamedTuple):
    """A cell that a new edition changes, and what it holds now."""

    change: SetCell
    before: Value

    def shown(self) -> tuple[str, str, str, str]:
        """Row, column, what it was and what it becomes."""
        change = self.change
        after = change.value if not isinstance(change.value, Link) else change.value.text
        return str(change.row), change.header, value_text(self.before), value_text(after)


@dataclass(frozen=True)
class Revision:
    """Rows that are new, cells that change in those the book has, and what to ask about them."""

    new: tuple[Row, ...]
    changed: tuple[SetCell, ...] = ()
    same: int = 0
    findings: tuple[Finding, ...] = ()
    is_other: bool = False
    is_replaced: bool = False

    edited: tuple[EditedCell, ...] = ()
    """Those of `changed` that held something."""

    @property
    def changed_rows(self) -> int:
        """How many rows of the book change."""
        return len({change.row for change in self.changed})


def revised(
    school: School, rows: Sequence[Row], *, over: bool = False, edits: bool = True
) -> Revision:
    """The rows of a roadmap against those of the book; `over` replaces another roadmap by them.

    Without `edits` the rows that the book has stay as they are.
    """
    pairs = _pairs(school.activities, rows)
    common = len(pairs)
    book = school.activities
    if book and common < _FEW * min(len(book), len(rows)):
        count = counted(len(book), "мероприятие", "мероприятия", "мероприятий")
        if over:
            return Revision(tuple(rows), is_other=True, is_replaced=True)
        doubt = OTHER_MAP.at("весь файл", count=count, common=common)
        fresh = [row for order, row in enumerate(rows) if order not in pairs]
        return Revision(tuple(fresh), same=common, findings=(doubt,), is_other=True)
    changed: list[SetCell] = []
    findings: list[Finding] = []
    for order, old in pairs.items() if edits else ():
        changed += _changes(school, old, rows[order])
        findings += _doubts(school, old, rows[order])
    findings += _gone(school, [row for row in book if row not in pairs.values()], common)
    return Revision(
        tuple(row for order, row in enumerate(rows) if order not in pairs),
        tuple(changed),
        common - len({change.row for change in changed}),
        tuple(findings),
        edited=tuple(_edited(school, changed)),
    )


def _edited(school: School, changes: Iterable[SetCell]) -> Iterator[EditedCell]:
    for change in changes:
        before = school.value(Cell(change.sheet, change.row, change.header))
        if before not in (None, ""):
            yield EditedCell(change, before)


def _pairs(book: Sequence[Activity], rows: Sequence[Row]) -> dict[int, Activity]:
    """Which row of the book each row of the roadmap is: the very same, by number, by likeness."""
    found: dict[int, Activity] = {}
    for is_same in (_is_identical, _is_same_by_number, _is_alike):
        left = [old for old in book if not any(old is taken for taken in found.values())]
        for order, row in enumerate(rows):
            if order in found:
                continue
            old = next((old for old in left if is_same(old, row)), None)
            if old is not None:
                found[order] = old
                left = [other for other in left if other is not old]
    return dict(sorted(found.items()))


def _text(row: Row, column: Column) -> str:
    return fold(str(row.get(column.title) or ""))


def _is_identical(old: Activity, row: Row) -> bool:
    same = _text(row, Activity.title) == fold(old.title)
    return same and _text(row, Activity.deadline) == fold(old.deadline)


def _is_same_by_number(old: Activity, row: Row) -> bool:
    if not old.number or _text(row, Activity.number) != fold(old.number):
        return False
    if _text(row, Activity.stage_title) != fold(old.stage_title):
        return False
    return _likeness(old, row) >= _ALIKE_BY_NUMBER


def _is_alike(old: Activity, row: Row) -> bool:
    return _likeness(old, row) >= _ALIKE


def _likeness(old: Activity, row: Row) -> float:
    """How alike the activities are, in percent; 0 where numbers or people in them differ."""
    from rapidfuzz.fuzz import token_sort_ratio

    first, second = fold(old.title), _text(row, Activity.title)
    return token_sort_ratio(first, second) if may_say_the_same(first, second) else 0


def _changes(school: School, old: Activity, row: Row) -> Iterator[SetCell]:
    """The cells that a new edition changes, and those it fills."""
    edited = not _is_identical(old, row)
    headers = school.table(Activity).headers
    for column in (*_REVISED, *_ASKED, Activity.note):
        new, value = row.get(column.title), cell_value(column(old), column)
        revises = edited and column in _REVISED
        if new and column.title in headers and new != value and (revises or not value):
            yield SetCell(old.sheet, old.row, column.title, new)


def _doubts(school: School, old: Activity, row: Row) -> Iterator[Finding]:
    """Cells that differ and may have been corrected in the book."""
    for column in _ASKED:
        new, value = _text(row, column), fold(str(column(old) or ""))
        if new and value and new != value:
            text = quoted(" ".join(str(row[column.title]).split()))
            yield remark_at(DIFFERS, school, old.at(column), text=text)


def _gone(school: School, left: Iterable[Activity], common: int) -> Iterator[Finding]:
    """Rows of the book that a new edition of its roadmap no longer has."""
    rows = list(left)
    if rows and common >= _MOST * len(school.activities):
        where = places([f"строка {row.row}" for row in rows])
        count = counted(len(rows), "мероприятие", "мероприятия", "мероприятий")
        yield GONE.at(f"лист «{Activity.sheet}», {where}", count=count)
