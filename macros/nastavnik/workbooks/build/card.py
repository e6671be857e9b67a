"""The sheet «Школа»: one record, a field a row, with a hint beside each."""

from __future__ import annotations

from nastavnik.model.grid import address
from nastavnik.model.schema import Column, Record
from nastavnik.workbooks.build.looks import CellFormats
from nastavnik.workbooks.build.paper import set_paper
from nastavnik.workbooks.build.sheet import FittedSheet
from nastavnik.workbooks.build.tables import (
    HEADER,
    Rows,
    add_colouring,
    write_banner,
    write_value,
)
from nastavnik.workbooks.build.validation import validation
from nastavnik.workbooks.row_heights import row_height

LABEL, VALUE, HINT = 0, 1, 2
WIDTHS = (34, 62, 70)
TITLES = ("Реквизит", "Значение", "Подсказка")


def write_card(sheet: FittedSheet, looks: CellFormats, record: type[Record], rows: Rows) -> None:
    """Sections, labels, values and hints of a vertical sheet."""
    values = rows[0] if rows else {}
    for place, width in enumerate(WIDTHS):
        sheet.set_column(place, place, width)
    write_banner(sheet, looks, record, len(TITLES))
    head = looks.header(Column("", required=True), record.tab)
    for place, title in enumerate(TITLES):
        sheet.write_string(HEADER - 1, place, title, head)
    row = HEADER
    for column in record.columns:
        if column.section:
            _write_section(sheet, looks, row, column.section)
            row += 1
        value = values.get(column.title)
        write_value(sheet, (row, VALUE), value, looks.entry(column))
        _write_field(sheet, looks, row, column)
        texts = (column.title, str(value or ""), _hint(column))
        height = row_height(zip(texts, WIDTHS, strict=True), bold=column.required)
        sheet.fit_row(row, height)
        row += 1
    add_colouring(sheet, looks, record.sheet, VALUE, 1)
    sheet.freeze_panes(HEADER, 1)
    set_paper(sheet, record.sheet, columns=HINT, landscape=False)
    sheet.repeat_rows(HEADER - 1)


def _write_section(sheet: FittedSheet, looks: CellFormats, row: int, title: str) -> None:
    look = looks.look(
        bold=True, font_color="#1F6F8B", bg_color="#E8F1F4", top=1, top_color="#1F6F8B"
    )
    sheet.set_row(row, 20)
    sheet.write_string(row, LABEL, title, look)
    for place in (VALUE, HINT):
        sheet.write_blank(row, place, None, look)


def _write_field(sheet: FittedSheet, looks: CellFormats, row: int, column: Column) -> None:
    label = looks.look(bold=column.required, text_wrap=True, valign="top")
    hint = looks.look(font_color="#6B7280", italic=True, text_wrap=True, valign="top")
    sheet.write_string(row, LABEL, column.title, label)
    sheet.write_string(row, HINT, _hint(column), hint)
    rule = validation(column, address(row + 1, VALUE + 1))
    if rule:
        sheet.data_validation(row, VALUE, row, VALUE, rule)


def _hint(column: Column) -> str:
    return "; ".join(filter(None, (column.hint, "обязательно" if column.required else "")))
