"""What the declaration gives a book and how much of it a person's book still has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from nastavnik.model.text import fold
from nastavnik.workbooks.restore.moves import tables
from nastavnik.workbooks.restore.names import own_names, repeating_rows
from nastavnik.workbooks.restore.package import Node, Package, children, tag
from nastavnik.workbooks.restore.pages import is_set_up
from nastavnik.workbooks.restore.rules import Area, areas, is_own_colouring
from nastavnik.workbooks.restore.sheet_parts import ColumnDefinitions
from nastavnik.workbooks.restore.sheets import SheetPair, pairs
from nastavnik.workbooks.restore.whole import SHOWING, kept

SHEETS, COLUMNS = "листы", "столбцы"
"""Kinds of things without which data may be missing."""


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


def census(own: Package, fresh: Package) -> Census:
    """What `own` has of what `fresh` has."""
    return Census(tuple(item for item in _items(own, fresh) if item.wanted))


def _items(own: Package, fresh: Package) -> Iterator[CensusItem]:
    own_titles = {fold(title) for title in own.sheets()}
    for title in fresh.sheets():
        yield CensusItem(title, SHEETS, 1, int(fold(title) in own_titles))
    names = {fold(name) for name, meaning in own_names(own) if "#REF!" not in meaning}
    named = [fold(name) for name, _ in own_names(fresh)]
    yield CensusItem("", "имена", len(named), sum(name in names for name in named))
    found = {pair.fresh_table.record.sheet: pair for pair in pairs(own, fresh)}
    for title, table in tables(fresh).items():
        has = set(found[title].own_table.headers) if title in found else set()
        yield CensusItem(title, COLUMNS, len(table.headers), len(has & set(table.headers)))
    for pair in found.values():
        yield from _sheet_items(pair, own, fresh)
    for title in SHOWING:
        part = own.sheets().get(title, "")
        for kind, (want, have) in kept(own, part, fresh, fresh.sheets()[title]).items():
            yield CensusItem(title, kind, want, have)


def _sheet_items(pair: SheetPair, own: Package, fresh: Package) -> Iterator[CensusItem]:
    title = pair.fresh_table.record.sheet
    counts = {
        "правила ввода": (_rules(pair.fresh), _kept_rules(pair)),
        "подсветка замечаний": (_colouring(pair.fresh), _colouring(pair.own)),
        "таблицы": _table_counts(pair, own, fresh, ""),
        "стили таблиц": _table_counts(pair, own, fresh, "tableStyleInfo"),
        "свёрнутые столбцы": (_folded(pair.fresh), _folded(pair.own)),
        "закрепление": (_panes(pair.fresh), _panes(pair.own)),
        "печать": (1, int(is_set_up(pair.own))),
        "заголовки на каждой странице": (_repeats(fresh, title), _repeats(own, title)),
    }
    for kind, (want, have) in counts.items():
        yield CensusItem(title, kind, want, have)


def _validations(root: Node) -> list[Node]:
    return children(root.find(tag("dataValidations")), "dataValidation")


def _rules(root: Node) -> int:
    return len(_validations(root))


def _kept_rules(pair: SheetPair) -> int:
    """Fresh rules whose every cell has one of the same type in the person's sheet."""
    have = [(_kind(node), list(areas(node.get("sqref")))) for node in _validations(pair.own)]
    return sum(_is_kept(node, pair, have) for node in _validations(pair.fresh))


def _is_kept(node: Node, pair: SheetPair, have: list[tuple[str, list[Area]]]) -> bool:
    move = pair.move
    for (top, left), (bottom, _) in areas(node.get("sqref")):
        column, rows = move.column(left), range(move.row(top), move.row(bottom) + 1)
        spans = [
            (low, high)
            for kind, places in have
            for (low, first), (high, last) in places
            if kind == _kind(node) and first <= column <= last
        ]
        covered = {row for low, high in spans for row in range(low, min(high, rows[-1]) + 1)}
        if not covered.issuperset(rows):
            return False
    return True


def _kind(node: Node) -> str:
    return str(node.get("type") or "none")


def _colouring(root: Node) -> int:
    rules = root.iter(tag("cfRule"))
    return sum(is_own_colouring([formula.text or "" for formula in rule]) for rule in rules)


def _table_counts(pair: SheetPair, own: Package, fresh: Package, child: str) -> tuple[int, int]:
    def count(package: Package, part: str) -> int:
        roots = [package.root(table) for table in package.related(part, "table")]
        if not child:
            return len(roots)
        found = [root.find(tag(child)) for root in roots]
        return sum(node is not None and bool(node.get("name")) for node in found)

    return count(fresh, pair.fresh_part), count(own, pair.own_part)


def _folded(root: Node) -> int:
    columns = ColumnDefinitions(root)
    return sum(int(columns.at(number).get("outlineLevel", "0")) > 0 for number in range(1, 200))


def _panes(root: Node) -> int:
    return sum(1 for _ in root.iter(tag("pane")))


def _repeats(package: Package, title: str) -> int:
    return int(fold(title) in repeating_rows(package))
