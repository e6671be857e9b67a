"""The rows of a table: as high as their texts, and none drawn that is empty."""

from __future__ import annotations

from nastavnik.model.grid import position
from nastavnik.workbooks.build.looks import GRID
from nastavnik.workbooks.restore.package import Node, Package, cell_text, children, tag
from nastavnik.workbooks.restore.sheet_parts import ColumnDefinitions, rows
from nastavnik.workbooks.restore.sheets import SheetPair
from nastavnik.workbooks.row_heights import LINE, row_height


class TableRows:
    """What becomes of the rows of one sheet of a former version."""

    def __init__(self, pair: SheetPair, own: Package, drawn: frozenset[int]) -> None:
        self._pair, self._own, self._drawn = pair, own, drawn
        self._header = pair.own_table.header_row
        columns = ColumnDefinitions(pair.own)
        self._widths = {
            place: float(columns.at(place).get("width", "0"))
            for place in pair.own_table.headers.values()
            if columns.at(place).get("hidden") not in ("1", "true")
        }

        data = (node for number, node in rows(pair.own).items() if number > self._header)
        self._is_seen = any(node.get("ht") for node in data)

    def restore(self) -> None:
        """Fit the rows that no office application has seen yet; take away what is only drawn."""
        for node in list(rows(self._pair.own).values()):
            if not self.kept(node):
                node.getparent().remove(node)
        self._own.edit_rows(self._pair.own_part, self.kept)

    def kept(self, row: Node) -> bool:
        """Whether the row stays; its height is set where it has none."""
        if int(row.get("r") or 0) <= self._header or row.get("ht"):
            return True
        if len(row) and all(self._is_only_drawn(cell) for cell in row):
            return int(row.get("r")) == self._header + 1  # a table has one row at least
        if self._is_seen:  # an office application knows better
            return True
        height = row_height(
            (cell_text(cell, self._own.shared), self._widths.get(position(cell.get("r"))[1], 0))
            for cell in row
            if cell.get("t") in ("s", "inlineStr") and self._widths.get(position(cell.get("r"))[1])
        )
        if height > LINE:
            row.set("ht", f"{height:g}")
        return True

    def _is_only_drawn(self, cell: Node) -> bool:
        return not len(cell) and int(cell.get("s") or 0) in self._drawn


def drawn_styles(own: Package) -> frozenset[int]:
    """The numbers of the cell formats with the lines that the program draws around its cells."""
    (part,) = own.related(own.workbook_part, "styles")[:1] or ("",)
    root = own.root(part)
    ours = {
        number
        for number, border in enumerate(children(root.find(tag("borders")), "border"))
        if [node.get("style") for node in border][:4] == ["thin"] * 4
        and all(_ink(side) == GRID.removeprefix("#") for side in list(border)[:4])
    }
    formats = children(root.find(tag("cellXfs")), "xf")
    return frozenset(n for n, each in enumerate(formats) if int(each.get("borderId", 0)) in ours)


def _ink(side: Node) -> str:
    color = side.find(tag("color"))
    return "" if color is None else str(color.get("rgb", ""))[-6:]
