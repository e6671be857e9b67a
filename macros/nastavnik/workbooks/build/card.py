"""The sheet «Школа»: one record, a field a row, with a hint beside each."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from nastavnik.model.grid import address
from nastavnik.model.schema import Column, Record
from nastavnik.workbooks.build.looks import CellFormats
from nastavnik.workbooks.build.tables import (
    HEADER,
    Rows,
    add_colouring,
    print_page,
    write_banner,
    write_value,
)
from nastavnik.workbooks.build.validation import validation

LABEL, VALUE, HINT = 0, 1, 2
TITLES = ("Реквизит", "Значение", "Подсказка")


def write_card(sheet: Worksheet, looks: CellFormats, record: type[Record], rows: Rows) -> None:
    """Sections, labels, values and hints of a vertical sheet."""
    values = rows[0] if rows else {}
    sheet.set_column(LABEL, LABEL, 34)
    sheet.set_column(VALUE, VALUE, 62)
    sheet.set_column(HINT, HINT, 70)
    write_banner(sheet, looks, record, len(TITLES))
    head = looks.header(Column("", required=True), record.tab)
    for place, title in enumerate(TITLES):
        sheet.write_string(HEADER - 1, place, title, head)
    row = HEADER
    for column in record.columns:
        if column.section:
            _write_section(sheet, looks, row, column.section)
            row += 1
        _write_field(sheet, looks, row, column)
        write_value(sheet, (row, VALUE), values.get(column.title), looks.entry(column))
        row += 1
    add_colouring(sheet, looks, record.sheet, VALUE, 1)
    sheet.freeze_panes(HEADER, 1)
    print_page(sheet, record.sheet)
    sheet.fit_to_pages(1, 1)


def _write_section(sheet: Worksheet, looks: CellFormats, row: int, title: str) -> None:
    look = looks.look(
        bold=True, font_color="#1F6F8B", bg_color="#E8F1F4", top=1, top_color="#1F6F8B"
    )
    sheet.set_row(row, 20)
    sheet.write_string(row, LABEL, title, look)
    for place in (VALUE, HINT):
        sheet.write_blank(row, place, None, look)


def _write_field(sheet: Worksheet, looks: CellFormats, row: int, column: Column) -> None:
    label = looks.look(bold=column.required, text_wrap=True, valign="top")
    hint = looks.look(font_color="#6B7280", italic=True, text_wrap=True, valign="top")
    words = [column.hint, "обязательно" if column.required else ""]
    sheet.write_string(row, LABEL, column.title, label)
    sheet.write_string(row, HINT, "; ".join(word for word in words if word), hint)
    rule = validation(column, address(row + 1, VALUE + 1))
    if rule:
        sheet.data_validation(row, VALUE, row, VALUE, rule)
