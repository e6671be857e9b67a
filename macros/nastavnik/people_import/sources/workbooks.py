"""Workbooks: each sheet is a table; a cell merged downwards holds its value in every row."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from nastavnik.model.errors import JobError
from nastavnik.model.findings import Value
from nastavnik.model.grid import Grid
from nastavnik.model.sheets import RECORDS
from nastavnik.people_import.model import REGISTRIES, Source
from nastavnik.people_import.sources import refusals
from nastavnik.people_import.sources.sheet import Refusal, RefusedError
from nastavnik.workbooks.closed import ClosedBook
from nastavnik.workbooks.ooxml.archive import Archive
from nastavnik.workbooks.ooxml.outline import outline, workbook_part

_REFUSALS = {
    Refusal.PASSWORD: refusals.PASSWORD,
    Refusal.BROKEN: refusals.DAMAGED_BOOK,
    Refusal.BIG: refusals.TOO_BIG,
}
_OURS = {record.sheet for record in RECORDS}
_FEWEST_OF_OURS = 5
"""A workbook with so many of our sheets is one of our books."""


def excel_sheets(content: bytes, path: Path) -> list[Source]:
    """The sheets of a .xlsx, after the same preflight as a book of our own."""
    cells = ClosedBook(path, datetime.now).read()
    if len(_OURS & cells.keys()) >= _FEWEST_OF_OURS:
        # its journals name people as well, and are no registries
        cells = {
            record.sheet: cells[record.sheet] for record in REGISTRIES if record.sheet in cells
        }
    hidden = _hidden_sheets(content)
    return [
        _source(path.name, title, _spread(grid), hidden=title in hidden)
        for title, grid in cells.items()
    ]


def _hidden_sheets(content: bytes) -> set[str]:
    """The titles of the sheets that a .xlsx hides."""
    archive = Archive(content)
    part = workbook_part(archive)
    return (
        {sheet.title for sheet in outline(archive, part).sheets if sheet.hidden} if part else set()
    )


def foreign_sheets(content: bytes, path: Path, kind: str) -> list[Source]:
    """The sheets of a workbook of a kind that `apart` reads: .xls, .xlsb, .ods, XML 2003."""
    from nastavnik.people_import.sources.sandbox import sheets_apart

    try:
        sheets = sheets_apart(content, kind)
    except RefusedError as error:
        raise JobError(_REFUSALS[error.refusal].format(name=path.name)) from error
    return [_source(path.name, s.title, _spread(s.grid), hidden=s.hidden) for s in sheets]


def _source(file: str, title: str, grid: Grid, *, hidden: bool) -> Source:
    return Source(file, f"лист «{title}»", grid, (file, title), hidden)


def _spread(grid: Grid) -> Grid:
    rows: list[list[Value]] = [list(row) for row in grid.rows]
    for (top, left), (bottom, _) in grid.merged:
        value = grid.value(top, left)
        for row in rows[top:bottom]:
            _put(row, left - 1, value)
    return replace(grid, rows=rows)


def _put(row: list[Value], column: int, value: Value) -> None:
    row.extend([None] * (column + 1 - len(row)))
    row[column] = value
