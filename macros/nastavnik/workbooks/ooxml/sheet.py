"""One sheet part with new values in some of its cells; all else in it stays."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lxml import etree

from nastavnik.model.changes import CellValue, Link
from nastavnik.model.findings import Value
from nastavnik.model.grid import Position, address, column_number
from nastavnik.readers.package.archive import BrokenArchiveError
from nastavnik.workbooks.ooxml import text
from nastavnik.workbooks.ooxml.formulas import moved
from nastavnik.workbooks.ooxml.styles import Dates
from nastavnik.workbooks.port import BookError
from nastavnik.workbooks.row_heights import LINE, row_height

HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_REFERENCE = re.compile(r"([A-Z]+)([0-9]+)")
_NAMESPACES = re.compile(rb'\sxmlns(?::[\w.-]+)?="[^"]*"')
_FURTHER_ROWS = "further-rows"
"""Stands at the end of the rows for those that are text already."""
_ROWS_KEPT = 2000
"""Of so many rows the cells that were found are kept at hand."""

Node = Any
"""An lxml element; the library has no types."""


@dataclass(slots=True)
class PatchedSheet:
    """A sheet part after the patch: `formulas_lost` are cells that had a formula before."""

    xml: bytes
    changed: set[Position] = field(default_factory=set)
    formulas_lost: set[Position] = field(default_factory=set)


def patched_sheet(
    xml: bytes,
    cells: Mapping[Position, CellValue],
    *,
    title: str,
    header_row: int | None,
    dates: Dates,
) -> PatchedSheet:
    """The sheet part with `cells` written; the same bytes where they hold these values already.

    Raises:
        BookError: a cell is part of an array formula or hidden under a merged one.
    """
    sheet = _Sheet(xml, title, header_row, dates)
    for position in sorted(cells):
        sheet.put(position, cells[position])
    if not sheet.result.changed:
        return sheet.result
    sheet.widen()
    sheet.fit_rows()
    sheet.result.xml = b"".join(sheet.written())
    return sheet.result


def _parsed(xml: bytes) -> Node:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise BrokenArchiveError("sheet") from error


class _Sheet:
    """A parsed sheet part and the rows and cells found in it.

    Rows below the last one become text as soon as the next but one begins: as nodes a long sheet
    would take twenty times as much memory.
    """

    def __init__(self, xml: bytes, title: str, header_row: int | None, dates: Dates) -> None:
        self.root = _parsed(xml)
        self.result = PatchedSheet(xml)
        self._title, self._header_row, self._dates = title, header_row, dates
        self._space: str = self.root.tag.rpartition("}")[0] + "}"
        self._data = self.root.find(self._tag("sheetData"))
        self._rows = dict(_numbered(self._data, _row_number))
        self._numbers = sorted(self._rows)
        self._last = self._numbers[-1] if self._numbers else 0
        self._row = 0
        self._further: list[bytes] = []
        self._cells: dict[int, dict[int, Node]] = {}
        self._covered = list(self._merged_areas())
        self._arrays = list(self._array_areas())
        self._room = list(self._columns())

    def put(self, position: Position, value: CellValue) -> None:
        """Write one value, unless the cell holds it already; rows come in their order."""
        row, column = position
        if row != self._row:
            self._go_to(row)
        self._check_place(position, value)
        cell = self._row_cells(row).get(column)
        if value is None and cell is None:
            return
        fresh = etree.Element(self._tag("c"), r=address(row, column))
        style = self._style(position, cell)
        self._fill(fresh, value, style, column, row)
        if cell is not None and _says_the_same(cell, fresh):
            return
        self._give_up_formula(position, cell, fresh)
        self._place(fresh, position, cell)
        self.result.changed.add(position)

    def written(self) -> Iterator[bytes]:
        """The part as bytes, piece by piece."""
        yield HEAD
        for number in self._new_rows():
            self._write_down(number)
        mark = etree.ProcessingInstruction(_FURTHER_ROWS)
        self._data.append(mark)
        whole: bytes = etree.tostring(self.root, encoding="UTF-8")
        before, after = whole.split(etree.tostring(mark))
        yield before
        yield from self._further
        yield after

    def _go_to(self, row: int) -> None:
        """Leave the rows above, but for the one whose styles this row takes over."""
        for number in [number for number in self._new_rows() if number < row - 1]:
            self._write_down(number)
        if len(self._cells) > _ROWS_KEPT:
            self._cells = {n: cells for n, cells in self._cells.items() if n == row - 1}
        self._row = row

    def _new_rows(self) -> list[int]:
        """The numbers of the rows below the last one that are nodes still."""
        return self._numbers[bisect(self._numbers, self._last) :]

    def _write_down(self, number: int) -> None:
        """Make the first of the new rows below all others text."""
        self._fit_row(number)
        node = self._rows.pop(number)
        del self._numbers[bisect(self._numbers, self._last)]
        self._cells.pop(number, None)
        start, mark, rest = etree.tostring(node, encoding="UTF-8").partition(b">")
        self._further.append(_NAMESPACES.sub(b"", start) + mark + rest)
        self._data.remove(node)

    def widen(self) -> None:
        """Make the sheet's `dimension` cover the new cells."""
        dimension = self.root.find(self._tag("dimension"))
        if dimension is None:
            return
        corners = [_position(corner) for corner in dimension.get("ref", "A1").split(":")]
        corners += self.result.changed
        top, left = min(row for row, _ in corners), min(column for _, column in corners)
        bottom, right = max(row for row, _ in corners), max(column for _, column in corners)
        first, last = address(top, left), address(bottom, right)
        dimension.set("ref", first if first == last else f"{first}:{last}")

    def fit_rows(self) -> None:
        """Make the rows of the table that changed as high as their texts, unless a person has.

        An office application does so itself for whatever is typed in it, LibreOffice for no file.
        """
        for row in {row for row, _ in self.result.changed} & self._rows.keys():
            self._fit_row(row)

    def _fit_row(self, row: int) -> None:
        node = self._rows[row]
        is_in_table = self._header_row is not None and row > self._header_row
        if not is_in_table or node.get("customHeight") in ("1", "true"):
            return
        before = float(node.get("ht") or LINE)
        height = row_height(self._texts(row))
        if any(cell.get("t") == "s" for cell in node):  # its text is in another part
            height = max(height, before)
        if height != before:
            node.set("ht", f"{height:g}")

    def _texts(self, row: int) -> Iterator[tuple[str, float]]:
        """The texts that a row itself has, each with the width of its column."""
        for column, cell in self._row_cells(row).items():
            width = next((room for low, high, room in self._room if low <= column <= high), 0.0)
            if width and cell.get("t") in ("inlineStr", "str"):
                yield "".join(cell.itertext(self._tag("t"), self._tag("v"))), width

    def _columns(self) -> Iterator[tuple[int, int, float]]:
        """The first and the last of the columns that show, and their width in characters."""
        for node in self.root.iterfind(f"{self._tag('cols')}/{self._tag('col')}"):
            if node.get("hidden") not in ("1", "true") and node.get("width"):
                yield int(node.get("min", 0)), int(node.get("max", 0)), float(node.get("width"))

    def _tag(self, name: str) -> str:
        return self._space + name

    # what stands there

    def _row_cells(self, row: int) -> dict[int, Node]:
        if row not in self._cells:
            node = self._rows.get(row)
            self._cells[row] = {} if node is None else dict(_numbered(node, _cell_column))
        return self._cells[row]

    def _check_place(self, position: Position, value: CellValue) -> None:
        where = f"Ячейка {address(*position)} листа «{self._title}»"
        top_left = _area_over(self._covered, position)
        if value is not None and top_left not in (None, position):
            raise BookError(
                f"{where} объединена с соседними и не видна: отмените объединение ячеек и повторите"
            )
        if _area_over(self._arrays, position):
            raise BookError(
                f"{where} занята формулой массива: удалите эту формулу целиком и повторите"
            )

    def _merged_areas(self) -> Iterator[tuple[Position, Position]]:
        for merge in self.root.iterfind(f"{self._tag('mergeCells')}/{self._tag('mergeCell')}"):
            yield _corners(merge.get("ref", "A1"))

    def _array_areas(self) -> Iterator[tuple[Position, Position]]:
        """Areas of more than one cell that a single formula fills."""
        for formula in self._data.iter(self._tag("f")):
            if formula.get("t") in ("array", "dataTable"):
                first, last = _corners(formula.get("ref", "A1"))
                if first != last:
                    yield first, last

    # styles

    def _style(self, position: Position, cell: Node | None) -> int | None:
        if cell is not None:
            return _number(cell.get("s"))
        row, column = position
        if self._header_row is not None and row - 1 > self._header_row:
            above = self._row_cells(row - 1).get(column)
            if above is not None:
                return _number(above.get("s"))
        node = self._rows.get(row)
        if node is not None and node.get("s"):
            return _number(node.get("s"))
        return self._column_style(column)

    def _column_style(self, column: int) -> int | None:
        for node in self.root.iterfind(f"{self._tag('cols')}/{self._tag('col')}"):
            if int(node.get("min", 0)) <= column <= int(node.get("max", 0)):
                return _number(node.get("style"))
        return None

    def _date_style(self, style: int | None, column: int, row: int) -> int | None:
        """The cell's own style, the nearest one in its column, or any, that shows a date."""
        known = self._dates.styles()
        if style in known:
            return style
        for number in sorted(self._numbers, key=lambda number: abs(number - row)):
            cell = self._row_cells(number).get(column)
            if cell is not None and _number(cell.get("s")) in known:
                return _number(cell.get("s"))
        of_column = self._column_style(column)
        return of_column if of_column in known else known.first

    # writing

    def _fill(self, cell: Node, value: CellValue, style: int | None, column: int, row: int) -> None:
        if isinstance(value, date):
            shown_as = self._date_style(style, column, row)
            number = text.serial(value, date1904=self._dates.date1904)
            if shown_as is None or number is None:
                value = text.date_as_text(value)
            else:
                style, value = shown_as, number
        if style is not None:
            cell.set("s", str(style))
        if isinstance(value, Link):
            self._fill_link(cell, value)
        else:
            self._fill_plain(cell, value)

    def _fill_plain(self, cell: Node, value: Value) -> None:
        if isinstance(value, bool):
            cell.set("t", "b")
            self._child(cell, "v", str(int(value)))
        elif isinstance(value, str):
            text.check_length(value)
            cell.set("t", "inlineStr")
            self._child(self._child(cell, "is"), "t", text.escaped(value))
        elif value is not None:
            self._child(cell, "v", _spelt(value))

    def _fill_link(self, cell: Node, link: Link) -> None:
        formula, shown = text.link_formula(link)
        cell.set("t", "str")
        self._child(cell, "f", formula)
        self._child(cell, "v", text.escaped(shown))

    def _child(self, parent: Node, name: str, content: str | None = None) -> Node:
        child = etree.SubElement(parent, self._tag(name))
        if content is not None:
            child.text = content
            if text.needs_preserving(content):
                child.set(_SPACE, "preserve")
        return child

    def _place(self, fresh: Node, position: Position, old: Node | None) -> None:
        row, column = position
        if old is None:
            node = self._row_node(row)
            later = [place for place in self._row_cells(row) if place < column]
            node.insert(len(later), fresh)
            _widen_spans(node, column)
        elif fresh.get("s") is None and not len(fresh):
            old.getparent().remove(old)
            del self._row_cells(row)[column]
            return
        else:
            old.getparent().replace(old, fresh)
        self._row_cells(row)[column] = fresh

    def _row_node(self, row: int) -> Node:
        if row not in self._rows:
            node = etree.Element(self._tag("row"), r=str(row))
            at = bisect(self._numbers, row)
            if at == len(self._numbers):
                self._data.append(node)  # `insert` walks over all rows
            else:
                self._data.insert(at, node)
            self._numbers.insert(at, row)
            self._rows[row] = node
        return self._rows[row]

    # formulas that make room

    def _give_up_formula(self, position: Position, cell: Node | None, fresh: Node) -> None:
        formula = None if cell is None else cell.find(self._tag("f"))
        if formula is None:
            return
        if fresh.find(self._tag("f")) is None:
            self.result.formulas_lost.add(position)
        if formula.get("t") == "shared" and formula.text:
            self._hand_on(formula, position)

    def _hand_on(self, master: Node, position: Position) -> None:
        """The next cell that shares the formula becomes the one that spells it out."""
        heirs = [
            node
            for node in self._data.iter(self._tag("f"))
            if node.get("t") == "shared" and node.get("si") == master.get("si")
        ]
        heirs.remove(master)
        if not heirs:
            return
        places = [_position(heir.getparent().get("r")) for heir in heirs]
        heir, place = heirs[0], places[0]
        heir.text = moved(master.text, place[0] - position[0], place[1] - position[1])
        top, left = min(row for row, _ in places), min(column for _, column in places)
        bottom, right = max(row for row, _ in places), max(column for _, column in places)
        heir.set("ref", f"{address(top, left)}:{address(bottom, right)}")


def _numbered(parent: Node, number_of: Callable[[Node, int], int]) -> Iterator[tuple[int, Node]]:
    """(number, child) of rows or cells, each given its address where it had none."""
    number = 0
    for child in parent:
        if isinstance(child.tag, str):
            number = number_of(child, number)
            yield number, child


def _row_number(row: Node, previous: int) -> int:
    number = int(row.get("r") or previous + 1)
    row.set("r", str(number))
    return number


def _cell_column(cell: Node, previous: int) -> int:
    if not cell.get("r"):
        cell.set("r", address(int(cell.getparent().get("r")), previous + 1))
    return _position(cell.get("r"))[1]


def _position(reference: str) -> Position:
    found = _REFERENCE.fullmatch(reference.replace("$", ""))
    if found is None:
        raise BookError(f"В книге есть ячейка с непонятным адресом «{reference}»: пересохраните её")
    return int(found[2]), column_number(found[1])


def _corners(reference: str) -> tuple[Position, Position]:
    first, _, last = reference.partition(":")
    return _position(first), _position(last or first)


def _area_over(areas: list[tuple[Position, Position]], position: Position) -> Position | None:
    """The first cell of the area that covers `position`."""
    row, column = position
    for (top, left), (bottom, right) in areas:
        if top <= row <= bottom and left <= column <= right:
            return top, left
    return None


def _number(style: str | None) -> int | None:
    return None if style is None else int(style)


def _says_the_same(old: Node, new: Node) -> bool:
    """Whether two cells are written alike, but for marks that say nothing about the value."""
    return _essence(old) == _essence(new)


def _essence(cell: Node) -> tuple[object, ...]:
    kind = cell.get("t", "n")
    parts = ((etree.QName(node).localname, node.text or "") for node in cell.iter() if node.text)
    return kind, cell.get("s"), tuple(parts)


def _spelt(number: Value) -> str:
    return str(int(number)) if isinstance(number, int) else repr(float(str(number)))


def _widen_spans(row: Node, column: int) -> None:
    if spans := row.get("spans"):
        first, _, last = spans.split()[0].partition(":")
        row.set("spans", f"{min(int(first), column)}:{max(int(last or first), column)}")
