"""Changes to a workbook as data: a dry run prints them, every host applies them alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from nastavnik.model.findings import Value
from nastavnik.model.grid import Position


class Link(NamedTuple):
    """A cell that shows `text` and leads to `sheet`!`cell`."""

    sheet: str
    cell: str
    text: str


CellValue = Value | Link
Row = Mapping[str, CellValue]
"""One row of a table: header title → value; headers that are not named stay empty."""


class SetCell(NamedTuple):
    """Put `value` into row number `row` (the sheet's first is 1), under header `header`."""

    sheet: str
    row: int
    header: str
    value: CellValue


class AppendRows(NamedTuple):
    """Add `rows` below the last filled row of the sheet's table."""

    sheet: str
    rows: tuple[Row, ...]


class ReplaceRows(NamedTuple):
    """Make `rows` the whole content of the sheet's table (of the columns that `headers` names)."""

    sheet: str
    headers: tuple[str, ...]
    rows: tuple[Row, ...]


class ArrangeRows(NamedTuple):
    """Make these rows, by the numbers they have, the content of the sheet's table in this order.

    None stands for an empty row. A row goes with all its cells, those in the school's own columns
    included, and an own column that is calculated stays as it is.
    """

    sheet: str
    rows: tuple[int | None, ...]


class PutGrid(NamedTuple):
    """Make `rows` the whole content of a sheet without a table, from row number `row` down."""

    sheet: str
    row: int
    rows: tuple[tuple[CellValue, ...], ...]


Change = SetCell | AppendRows | ReplaceRows | ArrangeRows | PutGrid


class Patch(NamedTuple):
    """Changes to one sheet with every position found: a host only has to write them.

    `cells` maps positions to new values (None empties a cell). `table_ends` is the last row that
    the sheet's table covers afterwards, `header_row` the row of its header; None leaves it.
    """

    sheet: str
    cells: Mapping[Position, CellValue]
    header_row: int | None = None
    table_ends: int | None = None


class NewFile(NamedTuple):
    """A file to write beside the workbook; `path` is relative and uses «/»."""

    path: str
    content: bytes


class Changes(NamedTuple):
    """Everything one verb asks for: applied as a whole or not at all."""

    cells: tuple[Change, ...] = ()
    files: tuple[NewFile, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.cells or self.files)
