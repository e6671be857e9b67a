"""Children of a sheet part: each where the standard wants it."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from nastavnik.model.grid import position
from nastavnik.workbooks.restore.package import Node, children, tag

ORDER = (
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "legacyDrawing",
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)
"""The children of a sheet in the order of the standard."""


def insert(root: Node, node: Node) -> None:
    """Put a child into a sheet after those that must stand before it."""
    rank = ORDER.index(etree.QName(node).localname)
    before = [i for i, child in enumerate(root) if _rank(child) <= rank]
    root.insert(max(before, default=-1) + 1, node)


def child(root: Node, name: str) -> Node:
    """The child of this name, made where there is none."""
    found = root.find(tag(name))
    if found is None:
        found = etree.Element(tag(name))
        insert(root, found)
    return found


def _rank(node: Node) -> int:
    name = etree.QName(node).localname if isinstance(node.tag, str) else ""
    return ORDER.index(name) if name in ORDER else -1


def rows(root: Node) -> dict[int, Node]:
    """Row number → row."""
    return {int(node.get("r")): node for node in children(root.find(tag("sheetData")), "row")}


def put_cell(root: Node, number: int, cell: Node) -> None:
    """Put a cell into its row, made where there is none; one that stands there goes."""
    node = rows(root).get(number)
    if node is None:
        node = etree.Element(tag("row"), r=str(number))
        data = root.find(tag("sheetData"))
        data.insert(sum(other < number for other in rows(root)), node)
    node.attrib.pop("spans", None)
    for other in [each for each in node if each.get("r") == cell.get("r")]:
        node.remove(other)
    before = position(cell.get("r"))[1]
    node.insert(sum(position(each.get("r"))[1] < before for each in node), cell)


class ColumnDefinitions:
    """The `cols` of a sheet, one definition a column where it matters."""

    def __init__(self, root: Node) -> None:
        self._root = root
        self._spans = [
            (int(node.get("min")), int(node.get("max")), dict(node.attrib))
            for node in children(root.find(tag("cols")), "col")
        ]

    def at(self, number: int) -> dict[str, str]:
        """The attributes of a column; empty where none are defined."""
        return next((dict(given) for low, high, given in self._spans if low <= number <= high), {})

    def folded(self, last: int) -> int:
        """How many columns up to `last` are in a group."""
        return sum(
            min(high, last) - low + 1
            for low, high, given in self._spans
            if int(given.get("outlineLevel", "0")) > 0 and low <= last
        )

    def put(self, number: int, attributes: dict[str, str]) -> None:
        """Define one column, leaving its neighbours as they were."""
        self._spans = sorted(
            [*self._without(number), (number, number, attributes)], key=lambda span: span[0]
        )

    def write(self) -> None:
        """Put the definitions into the sheet."""
        if not self._spans:
            return
        node = child(self._root, "cols")
        node[:] = [
            etree.Element(tag("col"), {**given, "min": str(low), "max": str(high)})
            for low, high, given in self._spans
        ]

    def _without(self, number: int) -> Iterator[tuple[int, int, dict[str, str]]]:
        for low, high, given in self._spans:
            if not low <= number <= high:
                yield low, high, given
                continue
            if low < number:
                yield low, number - 1, given
            if number < high:
                yield number + 1, high, given
