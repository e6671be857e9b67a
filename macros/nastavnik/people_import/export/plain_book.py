"""A workbook of one plain table: texts, numbers and dates, never a formula or a link."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from nastavnik.model.findings import Value
from nastavnik.model.text import cleaned

_CREATED = datetime(2026, 1, 1)
"""Every file bears this time, so that equal rows give equal bytes."""
_WIDTH = 24


def plain_book(title: str, headers: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """A .xlsx with one sheet: a row of titles, then the rows; equal bytes for equal input."""
    import xlsxwriter

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": _CREATED})
        bold = workbook.add_format({"bold": True})
        day = workbook.add_format({"num_format": "dd.mm.yyyy"})
        sheet = workbook.add_worksheet(cleaned(title)[:31])
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(headers) - 1, _WIDTH)
        for column, header in enumerate(headers):
            sheet.write_string(0, column, cleaned(header), bold)
        for row, values in enumerate(rows, start=1):
            for column, value in enumerate(values):
                if isinstance(value, date):
                    sheet.write_datetime(row, column, value, day)
                elif isinstance(value, int | float) and not isinstance(value, bool):
                    sheet.write_number(row, column, value)
                elif value not in (None, ""):
                    sheet.write_string(row, column, _as_text(value))
    return stream.getvalue()


def _as_text(value: Value) -> str:
    return ("да" if value else "нет") if isinstance(value, bool) else cleaned(str(value))
