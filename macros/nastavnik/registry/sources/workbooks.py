"""Workbooks: each sheet is a table; a cell merged downwards holds its value in every row."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from pathlib import Path

from nastavnik.books.closed import ClosedBook
from nastavnik.books.preflight import MAX_PART_BYTES
from nastavnik.errors import JobError
from nastavnik.findings import Value
from nastavnik.grid import Grid
from nastavnik.registry.model import REGISTRIES, Source
from nastavnik.roadmap.sources.errors import SourceError
from nastavnik.sheets import RECORDS

_PASSWORD_OR_BROKEN = (
    "Файл «{name}» повреждён или закрыт паролем: откройте его в Excel или LibreOffice, снимите "
    "пароль и сохраните как «Книга Excel (.xlsx)»"
)
_TOO_BIG = (
    "Файл «{name}» слишком велик: скопируйте из него только таблицу с людьми в новую книгу "
    "и повторите"
)
MOST_REPEATED = 20_000
_REPEATED = re.compile(
    rb'<table:table-row[^>]*number-rows-repeated="(\d+)"[^>]*>(?=(?:(?!</table:table-row).)*?value-type)'
    rb'|<table:table-cell(?=[^>]*value-type)[^>]*number-columns-repeated="(\d+)"',
    re.DOTALL,
)
"""How often a row or a cell with a value is repeated; empty ones are repeated a million times."""
_OURS = {record.sheet for record in RECORDS}
_FEWEST_OF_OURS = 5
"""A workbook with so many of our sheets is one of our books."""


def excel_sheets(_content: bytes, path: Path) -> list[Source]:
    """The sheets of a .xlsx, after the same preflight as a book of our own."""
    cells = ClosedBook(path, datetime.now).read()
    if len(_OURS & cells.keys()) >= _FEWEST_OF_OURS:
        # its journals name people as well, and are no registries
        cells = {
            record.sheet: cells[record.sheet] for record in REGISTRIES if record.sheet in cells
        }
    return [_source(path.name, title, _spread(grid)) for title, grid in cells.items()]


def other_sheets(content: bytes, path: Path) -> list[Source]:
    """The sheets of a .xls, .xlsb or .ods."""
    from nastavnik.roadmap.sources.sheets import sheet_blocks

    _refuse_endless(content, path.name)
    try:
        blocks = list(sheet_blocks(content))
    except SourceError as error:
        raise JobError(_PASSWORD_OR_BROKEN.format(name=path.name)) from error
    except BaseException as error:
        # a panic in Rust arrives as a BaseException of a module that cannot be imported
        if type(error).__name__ != "PanicException":
            raise
        raise JobError(_PASSWORD_OR_BROKEN.format(name=path.name)) from error
    tables = groupby(blocks, key=lambda row: (row.table, row.place.rpartition(",")[0]))
    return [
        _source(
            path.name, place.strip("лист «»"), Grid([[*map(_value, row.cells)] for row in rows])
        )
        for (_, place), rows in tables
    ]


def _refuse_endless(content: bytes, name: str) -> None:
    """Nothing, unless unpacking the file would fill the memory; python-calamine does not look.

    Raises:
        JobError: its parts are too large, or a filled row or cell is repeated without end.
    """
    if not content.startswith(b"PK"):
        return
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
        has_cells = size <= MAX_PART_BYTES and "content.xml" in archive.namelist()
        cells = archive.read("content.xml") if has_cells else b""
    repeated = (int(row or cell) for row, cell in _REPEATED.findall(cells))
    if size > MAX_PART_BYTES or max(repeated, default=0) > MOST_REPEATED:
        raise JobError(_TOO_BIG.format(name=name))


def _value(text: str) -> Value:
    return text or None


def _source(file: str, title: str, grid: Grid) -> Source:
    return Source(file, f"лист «{title}»", grid, (file, title))


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
