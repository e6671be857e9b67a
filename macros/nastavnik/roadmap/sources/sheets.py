"""Workbooks: every sheet is a table, and its merged cells are known."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from python_calamine import CalamineError, CalamineWorkbook

from nastavnik.model.grid import address
from nastavnik.roadmap.blocks import Row
from nastavnik.roadmap.sources.errors import BrokenFileError, HugeFileError, LockedFileError
from nastavnik.roadmap.text import plain

Corner = tuple[int, int]


def sheet_blocks(source: bytes, kind: str = "xlsx") -> Iterator[Row]:
    """Rows of all sheets, each sheet a table of its own; `kind` as `apart` knows it, or xlsx."""
    read = _sheets_apart(source, kind) if kind in APART else _sheets(source)
    for number, (title, grid, merged) in enumerate(read, start=1):
        yield from _rows(grid, merged, number, title)


APART = ("ods", "xlsb")
"""Kinds that python-calamine reads wrong or not at all as some programs write them."""
_Sheet = tuple[str, list[list[str]], Sequence[tuple[Corner, Corner]]]


def _sheets(source: bytes) -> Iterator[_Sheet]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(source))
    except CalamineError as error:
        raise BrokenFileError from error
    for title in book.sheet_names:
        sheet = book.get_sheet_by_name(title)
        values = sheet.to_python(skip_empty_area=False)
        yield title, _texts(values), sheet.merged_cell_ranges or ()


def _sheets_apart(source: bytes, kind: str) -> Iterator[_Sheet]:
    from nastavnik.people_import.sources.sandbox import sheets_apart
    from nastavnik.people_import.sources.sheet import Refusal, RefusedError

    errors = {Refusal.PASSWORD: LockedFileError, Refusal.BIG: HugeFileError}
    try:
        sheets = sheets_apart(source, kind)
    except RefusedError as error:
        raise errors.get(error.refusal, BrokenFileError) from error
    for sheet in sheets:
        width = max(map(len, sheet.grid.rows), default=0)
        rows = [[*row, *[None] * (width - len(row))] for row in sheet.grid.rows]
        merged = [
            ((top - 1, left - 1), (bottom - 1, right - 1))
            for (top, left), (bottom, right) in sheet.grid.merged
        ]
        yield sheet.title, _texts(rows), merged


def _texts(rows: Sequence[Sequence[object]]) -> list[list[str]]:
    return [[as_text(value) for value in row] for row in rows]


def _rows(
    grid: list[list[str]], areas: Sequence[tuple[Corner, Corner]], table: int, title: str
) -> Iterator[Row]:
    merged = _spread(grid, areas)
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
    if value is None:
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, datetime | date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return plain(str(value)).strip()
