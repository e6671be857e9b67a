"""Workbooks: every sheet is a table, and its merged cells are known."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from nastavnik.model.grid import address
from nastavnik.roadmap.blocks import Row
from nastavnik.roadmap.sources.errors import BrokenFileError
from nastavnik.roadmap.text import plain

Corner = tuple[int, int]


def sheet_blocks(source: bytes) -> Iterator[Row]:
    """Rows of all sheets, each sheet a table of its own."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(source))
    except CalamineError as error:
        raise BrokenFileError from error
    for number, title in enumerate(book.sheet_names, start=1):
        yield from _rows(book.get_sheet_by_name(title), number, title)


def _rows(sheet: CalamineSheet, table: int, title: str) -> Iterator[Row]:
    values = sheet.to_python(skip_empty_area=False)
    grid = [[as_text(value) for value in row] for row in values]
    merged = _spread(grid, sheet.merged_cell_ranges or ())
    for number, cells in enumerate(grid):
        place = f"лист «{title}», {address(number + 1, 1)}"
        yield Row(tuple(cells), place, table, frozenset(merged.get(number, ())))


def _spread(grid: list[list[str]], areas: Sequence[tuple[Corner, Corner]]) -> dict[int, set[int]]:
    """Repeats merged cells downwards; gives for each row the columns that continue a cell."""
    continued: dict[int, set[int]] = {}
    for (top, left), (bottom, _) in areas:
        for row in range(top + 1, min(bottom + 1, len(grid))):
            grid[row][left] = grid[top][left]
            continued.setdefault(row, set()).add(left)
    return continued


def as_text(value: object) -> str:
    """A cell's value as a person would type it."""
    if isinstance(value, datetime | date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return plain(str(value)).strip()
