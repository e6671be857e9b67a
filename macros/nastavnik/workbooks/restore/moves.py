"""Where the sheets of a fresh book stand in a person's book, and references moved accordingly."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from nastavnik.model.cells import HEADER_ROWS, RecordTable, find_table
from nastavnik.model.findings import Value
from nastavnik.model.grid import Grid, column_number, letters
from nastavnik.model.schema import Record
from nastavnik.model.sheets import LISTS, RECORDS
from nastavnik.model.text import fold
from nastavnik.workbooks.restore.package import Node, Package, texts

_CELL = r"(\$?)([A-Z]{1,3})(?:(\$?)([0-9]+))?"
_REFERENCE = re.compile(
    rf"(?:(?P<sheet>'[^']+'|[\w.]+)!)?(?<![\w$.]){_CELL}(?::{_CELL})?(?![\w(.!])"
)
_USUAL_HEADER_ROWS = 5
"""Where all headers stand in one of so many rows, no other row can have more of them."""
_QUOTED = re.compile(r'("(?:[^"]|"")*")')


@dataclass(frozen=True, slots=True)
class CellMoves:
    """Columns and rows of a fresh sheet → those of the person's; what is not named stays."""

    columns: Mapping[int, int] = field(default_factory=dict)
    rows: Mapping[int, int] = field(default_factory=dict)
    shift: int = 0

    def column(self, number: int) -> int:
        """The person's number of a fresh column."""
        return self.columns.get(number, number)

    def row(self, number: int) -> int:
        """The person's number of a fresh row."""
        return self.rows.get(number, number + self.shift)


STAY = CellMoves()


def sheet_grid(package: Package, part: str, rows: int | None = None) -> Grid:
    """The texts of a sheet as a grid; with `rows`, of no rows below the first so many."""
    found = {(row, column): text for row, column, text in texts(package, part, rows)}
    height = max((row for row, _ in found), default=0)
    width = max((column for _, column in found), default=0)
    cells: list[list[Value]] = [[None] * width for _ in range(height)]
    for (row, column), text in found.items():
        cells[row - 1][column - 1] = text
    return Grid(cells)


class FreshPackage(Package):
    """A newly built workbook, which nobody changes: it is looked through once."""

    def root(self, part: str, rows: int | None = None) -> Node:
        """See `Package.root`; always with all rows, since whole sheets are copied from it."""
        return super().root(part)

    @cached_property
    def tables(self) -> dict[str, RecordTable[Record]]:
        """See `tables`."""
        return _tables(self)


def tables(package: Package) -> dict[str, RecordTable[Record]]:
    """The declared sheets that the workbook has, by declared title, with no record read."""
    return package.tables if isinstance(package, FreshPackage) else _tables(package)


def _tables(package: Package) -> dict[str, RecordTable[Record]]:
    found = {fold(title): part for title, part in package.sheets().items()}
    return {
        record.sheet: _table(record, package, found[fold(record.sheet)])
        for record in RECORDS
        if fold(record.sheet) in found
    }


def _table(record: type[Record], package: Package, part: str) -> RecordTable[Record]:
    if record.vertical:
        return find_table(record, sheet_grid(package, part))
    package.root(part, HEADER_ROWS)
    table = find_table(record, sheet_grid(package, part, _USUAL_HEADER_ROWS))
    if len(table.headers) == len(record.columns):
        return table
    return find_table(record, sheet_grid(package, part, HEADER_ROWS))


def move_of(fresh: RecordTable[Record], own: RecordTable[Record]) -> CellMoves:
    """How the sheet of one table maps to that of the other."""
    places = {
        place: own.headers[title] for title, place in fresh.headers.items() if title in own.headers
    }
    if not fresh.record.vertical:
        return CellMoves(columns=places, shift=own.header_row - fresh.header_row)
    side = own.value_column - fresh.value_column
    columns = {number: number + side for number in range(1, fresh.value_column + 2)}
    return CellMoves(columns=columns, rows=places)


def lists_move(fresh: Mapping[str, int], own: Mapping[str, int]) -> CellMoves:
    """How «Справочники» maps, by the titles of its lists."""
    return CellMoves(columns={place: own[title] for title, place in fresh.items() if title in own})


def list_columns(package: Package, header_row: int) -> dict[str, int]:
    """Title → column of every list on «Справочники»."""
    part = package.sheets().get(LISTS)
    cells = texts(package, part, header_row) if part else ()
    return {fold(text): column for row, column, text in cells if row == header_row}


def moved(formula: str, own: CellMoves, moves: Mapping[str, CellMoves]) -> str:
    """The formula with every reference where it belongs; quoted texts stay."""
    parts = _QUOTED.split(formula)
    return "".join(
        part if part.startswith('"') else _moved_part(part, own, moves) for part in parts
    )


def _moved_part(text: str, own: CellMoves, moves: Mapping[str, CellMoves]) -> str:
    def replace(found: re.Match[str]) -> str:
        sheet = found["sheet"]
        move = moves.get(sheet.strip("'"), STAY) if sheet else own
        first, last = found.groups()[1:5], found.groups()[5:9]
        if not sheet and first[3] is None:
            return found[0]
        new = _cell(move, *first) + (":" + _cell(move, *last) if last[1] else "")
        return f"{sheet}!{new}" if sheet else new

    return _REFERENCE.sub(replace, text)


def _cell(move: CellMoves, fixed: str, column: str, fixed_row: str | None, row: str | None) -> str:
    text = fixed + letters(move.column(column_number(column)))
    return text if row is None else f"{text}{fixed_row}{move.row(int(row))}"


def moved_area(area: str, move: CellMoves) -> str:
    """The areas of an `sqref`, moved; rows below the data only shift."""
    return " ".join(_moved_part(each, move, {}) for each in area.split())
