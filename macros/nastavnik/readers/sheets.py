"""Workbooks of every kind as sheets, and as rows of tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from nastavnik.model.findings import Value
from nastavnik.model.grid import Grid, address
from nastavnik.readers.blocks import Row
from nastavnik.readers.markup import plain
from nastavnik.readers.sheet import ReadSheet


def spread(grid: Grid) -> Grid:
    """The grid with a cell that is merged downwards held by every row it covers."""
    rows: list[list[Value]] = [list(row) for row in grid.rows]
    for (top, left), (bottom, _) in grid.merged:
        value = grid.value(top, left)
        for row in rows[top:bottom]:
            row.extend([None] * (left - len(row)))
            row[left - 1] = value
    return replace(grid, rows=rows)


def sheet_rows(sheets: Sequence[ReadSheet]) -> Iterator[Row]:
    """Rows of all sheets, each sheet a table of its own; what is struck out is left out."""
    for number, sheet in enumerate(sheets, start=1):
        continued = _continued(sheet.grid)
        struck = sheet.marks.struck
        for row, cells in enumerate(spread(sheet.grid).rows, start=1):
            texts = tuple(
                "" if (row, column) in struck else as_text(value)
                for column, value in enumerate(cells, start=1)
            )
            place = f"лист «{sheet.title}», {address(row, 1)}"
            yield Row(texts, place, number, frozenset(continued.get(row, ())))


def _continued(grid: Grid) -> dict[int, set[int]]:
    """For each row the columns, from 0, whose cell goes on from above."""
    found: dict[int, set[int]] = {}
    for (top, left), (bottom, _) in grid.merged:
        for row in range(top + 1, min(bottom, len(grid.rows)) + 1):
            found.setdefault(row, set()).add(left - 1)
    return found


def as_text(value: Value) -> str:
    """A cell's value as a person would type it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return plain(str(value)).strip()
