"""Workbooks of old and binary kinds: .xls and .xlsb.

xlrd tells the error cells and hidden sheets of a .xls, python-calamine its values alone; only the
latter reads .xlsb.
"""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from nastavnik.model.findings import Value
from nastavnik.model.grid import Grid, Position, as_moment, as_number
from nastavnik.readers.refusals import Refusal, RefusedError
from nastavnik.readers.sheet import Marks, ReadSheet


def old_sheets(content: bytes, name: str) -> Iterator[ReadSheet]:
    """The sheets of a .xls.

    Raises:
        RefusedError: it is damaged, or closed by a password.
    """
    import xlrd

    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        try:
            book = xlrd.open_workbook(
                file_contents=content, logfile=nowhere, formatting_info=True, ragged_rows=True
            )
        except xlrd.XLRDError as error:
            is_closed = "encrypted" in str(error)
            cause = Refusal.PASSWORD if is_closed else Refusal.DAMAGED_BOOK
            raise RefusedError(cause, name) from error
        for sheet in book.sheets():
            yield _old_sheet(sheet, book)


def _old_sheet(sheet: Any, book: Any) -> ReadSheet:
    from xlrd.biffh import XL_CELL_ERROR, error_text_from_code

    errors: dict[Position, str] = {}
    rows: list[list[Value]] = []
    for row in range(sheet.nrows):
        cells = sheet.row(row)
        rows.append([_old_value(cell, book.datemode) for cell in cells])
        for column, cell in enumerate(cells, start=1):
            if cell.ctype == XL_CELL_ERROR:
                errors[row + 1, column] = error_text_from_code.get(cell.value, "#VALUE!")
    merged = tuple(
        ((top + 1, left + 1), (bottom, right)) for top, bottom, left, right in sheet.merged_cells
    )
    grid = Grid(rows, errors, merged=merged)
    return ReadSheet(sheet.name, grid, sheet.visibility > 0, _marks(sheet, book))


def _marks(sheet: Any, book: Any) -> Marks:
    hidden = {row + 1 for row, about in sheet.rowinfo_map.items() if about.hidden}
    struck = {
        (row + 1, column + 1)
        for row in range(sheet.nrows)
        for column, cell in enumerate(sheet.row(row))
        if cell.value != "" and book.font_list[book.xf_list[cell.xf_index].font_index].struck_out
    }
    comments = {
        (row + 1, column + 1): note.text for (row, column), note in sheet.cell_note_map.items()
    }
    return Marks(frozenset(hidden), frozenset(struck), comments)


def _old_value(cell: Any, datemode: int) -> Value:
    import xlrd

    if cell.ctype == xlrd.XL_CELL_TEXT:
        return str(cell.value) or None
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        return as_number(cell.value)
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return as_moment(xlrd.xldate_as_datetime(cell.value, datemode))
        except (OverflowError, ValueError):
            return as_number(cell.value)
    return None


def binary_sheets(content: bytes, name: str) -> Iterator[ReadSheet]:
    """The sheets of a .xlsb.

    Raises:
        RefusedError: it is damaged.
    """
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(with_used_cells(content)))
        for about in book.sheets_metadata:
            sheet = book.get_sheet_by_name(about.name)
            rows = [[_value(cell) for cell in row] for row in sheet.to_python(False)]
            yield ReadSheet(about.name, Grid(rows), about.visible is not SheetVisibleEnum.Visible)
    except (CalamineError, OSError, zipfile.BadZipFile) as error:
        raise RefusedError(Refusal.DAMAGED_BOOK, name) from error


_USED_CELLS = bytes((0x94, 0x01, 16)) + bytes(16)
"""The record BrtWsDim of [MS-XLSB]; which cells it names, python-calamine does not mind."""
_CELLS_BEGIN = bytes((0x91, 0x01, 0))
"""The record BrtBeginSheetData."""


def with_used_cells(content: bytes) -> bytes:
    """The workbook with a record of used cells in every sheet, which OnlyOffice and Р7 leave out.

    python-calamine looks for it to the end of the part and then gives the file up.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {entry: archive.read(entry) for entry in archive.infolist()}
    lacking = {
        entry: before + _USED_CELLS + _CELLS_BEGIN + after
        for entry, part in parts.items()
        if _SHEET_PART.fullmatch(entry.filename)
        for before, begin, after in [part.partition(_CELLS_BEGIN)]
        if begin and _USED_CELLS[:3] not in before
    }
    if not lacking:
        return content
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for entry, part in (parts | lacking).items():
            archive.writestr(entry, part)
    return stream.getvalue()


_SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.bin")


def _value(cell: object) -> Value:
    if isinstance(cell, str):
        return cell or None
    if isinstance(cell, bool | int) or cell is None:
        return cell
    if isinstance(cell, float):
        return as_number(cell)
    if isinstance(cell, datetime):
        return as_moment(cell)
    return cell if isinstance(cell, date) else str(cell)
