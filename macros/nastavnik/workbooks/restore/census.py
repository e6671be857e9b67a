"""What the declaration gives a book and how much of it a person's book still has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from nastavnik.model.cells import RecordTable
from nastavnik.model.schema import Record
from nastavnik.model.text import fold
from nastavnik.workbooks.restore.holdings import (
    NOTHING_SHOWN,
    DeclaredSheet,
    Holdings,
    InputRule,
    ShowingSheet,
)
from nastavnik.workbooks.restore.moves import CellMoves, move_of

SHEETS, COLUMNS = "листы", "столбцы"
"""Kinds of things without which data may be missing."""
FORMER = tuple(map(re.compile, (r"COUNTA\(\w+\[", r"SUMPRODUCT\(MAX\(", r"\[Сделано\],\"=\"")))
"""Parts of formulas of earlier books that are replaced.

OnlyOffice takes the header of a table for one of its rows where LibreOffice has spelt out
`headerRowCount="1"`: they counted one person too many, and no last meeting. A day shown as empty
by a formula was done in LibreOffice and open in OnlyOffice.
"""


@dataclass(frozen=True, slots=True)
class CensusItem:
    """One kind of thing on one sheet: so many wanted, so many found."""

    sheet: str
    kind: str
    wanted: int
    found: int


@dataclass(frozen=True, slots=True)
class Census:
    """Everything the declaration gives, counted."""

    items: tuple[CensusItem, ...]

    @property
    def totals(self) -> dict[str, tuple[int, int]]:
        """Kind → (wanted, found) over all sheets."""
        want: Counter[str] = Counter()
        have: Counter[str] = Counter()
        for item in self.items:
            want[item.kind] += item.wanted
            have[item.kind] += min(item.found, item.wanted)
        return {kind: (count, have[kind]) for kind, count in want.items()}

    @property
    def lost(self) -> tuple[CensusItem, ...]:
        """What is not there in full."""
        return tuple(item for item in self.items if item.found < item.wanted)


def census(own: Holdings, fresh: Holdings) -> Census:
    """What `own` has of what `fresh` has."""
    return Census(tuple(item for item in _items(own, fresh) if item.wanted))


def _items(own: Holdings, fresh: Holdings) -> Iterator[CensusItem]:
    titles, names = set(map(fold, own.titles)), set(map(fold, own.names))
    for title in fresh.titles:
        yield CensusItem(title, SHEETS, 1, int(fold(title) in titles))
    known = sum(fold(name) in names for name in fresh.names)
    yield CensusItem("", "имена", len(fresh.names), known)
    for title, sheet in fresh.sheets.items():
        has = own.sheets[title].table.headers if title in own.sheets else {}
        wanted = sheet.table.headers
        yield CensusItem(title, COLUMNS, len(wanted), len(has.keys() & wanted.keys()))
    for title, sheet in fresh.sheets.items():
        if title in own.sheets:
            yield from _sheet_items(title, own.sheets[title], sheet)
    for title, shown in fresh.showing.items():
        for kind, want, have in _shown(own.showing.get(title, NOTHING_SHOWN), shown):
            yield CensusItem(title, kind, want, have)


def _sheet_items(title: str, own: DeclaredSheet, fresh: DeclaredSheet) -> Iterator[CensusItem]:
    for kind, want, have in (
        ("правила ввода", len(fresh.rules), _kept_rules(own, fresh)),
        ("подсветка замечаний", fresh.colouring, own.colouring),
        ("таблицы", fresh.tables, own.tables),
        ("стили таблиц", fresh.styled_tables, own.styled_tables),
        ("свёрнутые столбцы", fresh.folded, own.folded),
        ("закрепление", fresh.panes, own.panes),
        ("печать", 1, int(own.is_set_up)),
        ("заголовки на каждой странице", int(fresh.repeats_titles), int(own.repeats_titles)),
    ):
        yield CensusItem(title, kind, want, have)


def _kept_rules(own: DeclaredSheet, fresh: DeclaredSheet) -> int:
    """Fresh rules whose every cell has one of the same type in the person's sheet."""
    move = move_of(fresh.table, own.table)
    untouched = set(own.rules) if _is_laid_out_alike(own.table, fresh.table) else set()
    return sum(rule in untouched or _is_kept(rule, move, own.rules) for rule in fresh.rules)


def _is_laid_out_alike(own: RecordTable[Record], fresh: RecordTable[Record]) -> bool:
    """Whether every declared cell stands where it does in the fresh sheet."""
    return own.headers == fresh.headers and (own.header_row, own.value_column) == (
        fresh.header_row,
        fresh.value_column,
    )


def _is_kept(rule: InputRule, move: CellMoves, have: Collection[InputRule]) -> bool:
    for (top, left), (bottom, _) in rule.areas:
        column = move.column(left)
        spans = [
            (low, high)
            for other in have
            for (low, first), (high, last) in other.areas
            if other.kind == rule.kind and first <= column <= last
        ]
        if not _are_covered(move.row(top), move.row(bottom), spans):
            return False
    return True


def _are_covered(first: int, last: int, spans: Collection[tuple[int, int]]) -> bool:
    """Whether every row from the first to the last lies in one of the spans."""
    for low, high in sorted(spans):
        if low > first:
            break
        first = max(first, high + 1)
    return first > last


def not_shown(own: Holdings, fresh: Holdings) -> list[str]:
    """The titles of the sheets that only show and have lost some of it."""
    return [
        title
        for title, shown in fresh.showing.items()
        if title in own.showing
        and any(have < want for _, want, have in _shown(own.showing[title], shown))
    ]


def _shown(own: ShowingSheet, fresh: ShowingSheet) -> tuple[tuple[str, int, int], ...]:
    """What a showing sheet consists of, by kind: so much wanted, so much found."""
    formulas = min(fresh.formula_cells, own.formula_cells) - sum(1 for _ in _outdated(own, fresh))
    return (
        ("формулы", fresh.formula_cells, formulas),
        ("графики", fresh.charts, own.charts),
        ("условные форматы", fresh.formats, own.formats),
        ("ссылки", fresh.links, own.links),
        ("надписи", len(fresh.words), len(fresh.words & own.words)),
    )


def _outdated(own: ShowingSheet, fresh: ShowingSheet) -> Iterator[str]:
    """The cells whose formula is one of earlier books, and not that of the fresh book."""
    for cell, formula in own.formulas.items():
        wanted = fresh.formulas.get(cell, formula)
        if any(former.search(formula) and not former.search(wanted) for former in FORMER):
            yield cell
