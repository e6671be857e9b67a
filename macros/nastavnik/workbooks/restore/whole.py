"""Whole sheets of a fresh book in a person's: those missing, and those that only show."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy

from lxml import etree

from nastavnik.model.grid import position
from nastavnik.model.sheets import FIT, GANTT, GUIDE, PANEL, RESULTS
from nastavnik.model.text import fold
from nastavnik.workbooks.ooxml.sheet import HEAD
from nastavnik.workbooks.restore.moves import STAY, CellMoves, moved
from nastavnik.workbooks.restore.package import (
    OFFICE,
    Node,
    Package,
    children,
    tag,
)
from nastavnik.workbooks.restore.sheet_parts import put_cell
from nastavnik.workbooks.restore.styles import Styles

SHOWING = (PANEL, GANTT, FIT, RESULTS, GUIDE)
"""Sheets that hold nothing a person types: the program may make them anew."""
_ID = f"{{{OFFICE}}}id"


def add_missing_sheets(own: Package, fresh: Package, styles: Styles) -> list[str]:
    """Every declared sheet that the book lacks, where the declaration has it; their titles."""
    added = []
    order = list(fresh.sheets())
    for title, part in fresh.sheets().items():
        if fold(title) in {fold(known) for known in own.sheets()}:
            continue
        _add_sheet(own, title, _copied(own, fresh, part, styles), order)
        added.append(title)
    return added


def _add_sheet(own: Package, title: str, part: str, order: list[str]) -> None:
    """A tab for the part, behind the nearest one that the declaration has before it."""
    section = own.workbook.find(tag("sheets"))
    tabs = [fold(node.get("name")) for node in section]
    before = [fold(name) for name in order[: order.index(title)]]
    at = max((tabs.index(name) + 1 for name in before if name in tabs), default=0)
    numbers = [int(node.get("sheetId")) for node in section]
    node = etree.Element(tag("sheet"), name=title, sheetId=str(max(numbers) + 1))
    node.set(_ID, own.relate(own.workbook_part, "worksheet", part))
    section.insert(at, node)
    _shift_numbers(own, at)


def _shift_numbers(own: Package, at: int) -> None:
    """Names and views count tabs: those from `at` on have moved by one."""
    counted = [(node, "localSheetId") for node in own.workbook.iter(tag("definedName"))]
    views = list(own.workbook.iter(tag("workbookView")))
    counted += [(node, name) for node in views for name in ("activeTab", "firstSheet")]
    for node, name in counted:
        if node.get(name) and int(node.get(name)) >= at:
            node.set(name, str(int(node.get(name)) + 1))


def replace_sheets(own: Package, fresh: Package, titles: Iterable[str], styles: Styles) -> None:
    """Make sheets anew that only show; what a person wrote beside their own cells stays."""
    for title in titles:
        _replace(own, own.sheets()[title], _copied(own, fresh, fresh.sheets()[title], styles))


def move_formulas(own: Package, titles: Iterable[str], moves: Mapping[str, CellMoves]) -> None:
    """Let the formulas of these sheets look where the columns stand in the person's book."""
    for title in titles:
        for formula in own.root(own.sheets()[title]).iter(tag("f")):
            if formula.text:
                formula.text = moved(formula.text, STAY, moves)


def _replace(own: Package, part: str, copy: str) -> None:
    """Put the copied sheet in place of `part`, with the person's own cells."""
    root, new = own.root(part), own.root(copy)
    _keep_own_cells(root, new)
    for drawing in own.related(part, "drawing"):
        for chart in own.related(drawing, "chart"):
            own.drop(chart)
        own.drop(drawing)
    own.unrelate(part, "drawing")
    for drawing in new.iter(tag("drawing")):
        target = own.targets(copy, "drawing")[drawing.get(_ID)]
        drawing.set(_ID, own.relate(part, "drawing", target))
    root[:] = list(new)
    own.drop(copy)


def _keep_own_cells(old: Node, new: Node) -> None:
    """The filled cells of the old sheet that the new one leaves free."""
    taken = {cell.get("r") for cell in new.iter(tag("c"))}
    merged = [node.get("ref") for node in new.iter(tag("mergeCell"))]
    for row in children(old.find(tag("sheetData")), "row"):
        for cell in row:
            is_filled = cell.find(tag("f")) is None and len(cell)
            if not is_filled or cell.get("r") in taken or _is_inside(cell.get("r"), merged):
                continue
            put_cell(new, int(row.get("r")), deepcopy(cell))


def _is_inside(cell: str, merged: list[str]) -> bool:
    row, column = position(cell)
    corners = (tuple(position(corner) for corner in area.split(":")) for area in merged)
    return any(a[0] <= row <= b[0] and a[1] <= column <= b[1] for a, b in corners)


def _copied(own: Package, fresh: Package, part: str, styles: Styles) -> str:
    """A fresh sheet as a new part of `own`, with its tables, drawing and charts."""
    root = deepcopy(fresh.root(part))
    _inline_texts(root, fresh.shared)
    _restyle(root, styles)
    for view in root.iter(tag("sheetView")):
        view.attrib.pop("tabSelected", None)
    copy = own.add("worksheet", HEAD + bytes(etree.tostring(root)), "xl/worksheets")
    root = own.root(copy)
    for node in root.iter(tag("tablePart")):
        table = own.add("table", _table(own, fresh, part), "xl/tables")
        node.set(_ID, own.relate(copy, "table", table))
    for node in root.iter(tag("drawing")):
        node.set(_ID, own.relate(copy, "drawing", _drawing(own, fresh, part)))
    return copy


def _table(own: Package, fresh: Package, part: str) -> bytes:
    table = deepcopy(fresh.root(fresh.related(part, "table")[0]))
    table.set("id", str(max(_table_numbers(own), default=0) + 1))
    return HEAD + bytes(etree.tostring(table))


def _table_numbers(own: Package) -> Iterator[int]:
    for name in own.names():
        if name.startswith("xl/tables/") and name.endswith(".xml"):
            yield int(own.root(name).get("id"))


def _drawing(own: Package, fresh: Package, part: str) -> str:
    old = fresh.related(part, "drawing")[0]
    drawing = own.add("drawing", fresh.read(old), "xl/drawings")
    names = {}
    for name, chart in fresh.targets(old, "chart").items():
        copy = own.add("chart", fresh.read(chart), posixpath.dirname(chart))
        names[name] = own.relate(drawing, "chart", copy)
    for node in own.root(drawing).iter("{*}chart"):
        node.set(_ID, names[node.get(_ID)])
    return drawing


def _inline_texts(root: Node, shared: list[str]) -> None:
    """Texts into the cells themselves: the other book has its own list of shared ones."""
    for cell in root.iter(tag("c")):
        if cell.get("t") == "s":
            text = shared[int(cell.findtext(tag("v")))]
            cell.set("t", "inlineStr")
            cell[:] = []
            content = etree.SubElement(etree.SubElement(cell, tag("is")), tag("t"))
            content.text = text
            content.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _restyle(root: Node, styles: Styles) -> None:
    for name, attribute in (("c", "s"), ("row", "s"), ("col", "style")):
        for node in root.iter(tag(name)):
            if node.get(attribute):
                node.set(attribute, str(styles.cell(int(node.get(attribute)))))
    for node in root.iter(tag("cfRule")):
        if node.get("dxfId"):
            node.set("dxfId", str(styles.conditional(int(node.get("dxfId")))))
