"""What a workbook has of the things that the declaration gives it, as plain values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from nastavnik.model.cells import RecordTable
from nastavnik.model.schema import Record
from nastavnik.model.text import fold
from nastavnik.readers.package.archive import BrokenArchiveError
from nastavnik.workbooks.restore.moves import tables
from nastavnik.workbooks.restore.names import own_names, repeating_rows
from nastavnik.workbooks.restore.package import MAIN, Node, Package, cell_text, children, tag
from nastavnik.workbooks.restore.pages import is_set_up
from nastavnik.workbooks.restore.rules import Area, areas, is_own_colouring
from nastavnik.workbooks.restore.sheet_parts import ColumnDefinitions
from nastavnik.workbooks.restore.whole import SHOWING

_MOST_COLUMNS = 199
"""Columns further right are nobody's of ours."""
_SHARED, _INLINE = (
    etree.XPath(path, namespaces={"m": MAIN}, smart_strings=False)
    for path in ("//m:c[@t='s']/m:v/text()", "//m:c[@t='inlineStr']")
)


class InputRule(NamedTuple):
    """A validation: its type, and where it holds."""

    kind: str
    areas: tuple[Area, ...]


class DeclaredSheet(NamedTuple):
    """What a sheet of records has; of most things it is enough to know how many."""

    table: RecordTable[Record]
    rules: tuple[InputRule, ...]
    colouring: int
    tables: int
    styled_tables: int
    folded: int
    panes: int
    is_set_up: bool
    repeats_titles: bool


class ShowingSheet(NamedTuple):
    """What a sheet that only shows consists of; `formulas` are cell → formula."""

    formulas: Mapping[str, str]
    formula_cells: int
    charts: int
    formats: int
    links: int
    words: frozenset[str]


NOTHING_SHOWN = ShowingSheet({}, 0, 0, 0, 0, frozenset())
"""A sheet that is not there."""


class Holdings(NamedTuple):
    """What a workbook has: its tabs, names that mean something, and sheets by declared title.

    `sheets` are those whose headers it has.
    """

    titles: tuple[str, ...]
    names: tuple[str, ...]
    sheets: Mapping[str, DeclaredSheet]
    showing: Mapping[str, ShowingSheet]


def holdings(package: Package) -> Holdings:
    """What the workbook has."""
    parts = package.sheets()
    by_title = {fold(title): part for title, part in parts.items()}
    repeating = repeating_rows(package)
    return Holdings(
        tuple(parts),
        tuple(name for name, meaning in own_names(package) if "#REF!" not in meaning),
        {
            title: _declared(package, by_title[fold(title)], table, fold(title) in repeating)
            for title, table in tables(package).items()
            if table.headers
        },
        {title: showing_sheet(package, parts[title]) for title in SHOWING if title in parts},
    )


def _declared(
    package: Package, part: str, table: RecordTable[Record], repeats_titles: bool
) -> DeclaredSheet:
    root = package.root(part)
    drawn = map(package.root, package.related(part, "table"))
    styles = [each.find(tag("tableStyleInfo")) for each in drawn]
    return DeclaredSheet(
        table,
        tuple(_rules(root)),
        sum(is_own_colouring([f.text or "" for f in rule]) for rule in root.iter(tag("cfRule"))),
        len(styles),
        sum(node is not None and bool(node.get("name")) for node in styles),
        ColumnDefinitions(root).folded(_MOST_COLUMNS),
        _number(root, "pane"),
        is_set_up(root),
        repeats_titles,
    )


def _rules(root: Node) -> Iterator[InputRule]:
    for node in children(root.find(tag("dataValidations")), "dataValidation"):
        yield InputRule(node.get("type") or "none", tuple(areas(node.get("sqref"))))


def showing_sheet(package: Package, part: str) -> ShowingSheet:
    """What a sheet that only shows consists of."""
    root, shared = package.root(part), package.shared
    formulas = {node.getparent().get("r"): node.text for node in root.iter(tag("f")) if node.text}
    inline = (cell_text(cell, shared) for cell in _INLINE(root))
    drawings = package.related(part, "drawing")
    return ShowingSheet(
        formulas,
        _number(root, "f"),
        sum(len(package.related(drawing, "chart")) for drawing in drawings),
        _number(root, "cfRule"),
        _number(root, "hyperlink"),
        frozenset(filter(None, (*_shared(root, shared), *inline))),
    )


def _shared(root: Node, shared: list[str]) -> list[str]:
    """The shared strings that stand on a sheet."""
    try:
        return [shared[int(number)] for number in _SHARED(root)]
    except (IndexError, ValueError) as error:
        raise BrokenArchiveError("sharedStrings") from error


def _number(root: Node, name: str) -> int:
    return sum(1 for _ in root.iter(tag(name)))
