"""«Справочники»: every list to choose from, and the defined names that drop-downs use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlsxwriter.workbook import Workbook

from nastavnik.model.grid import letters
from nastavnik.model.schema import Column, Record, Tab
from nastavnik.model.sheets import LISTS, PANEL, RECORDS, Check
from nastavnik.workbooks.build.looks import CellFormats
from nastavnik.workbooks.build.paper import set_paper
from nastavnik.workbooks.build.sheet import FittedSheet
from nastavnik.workbooks.build.tables import BACK, HEADER, LAST_ROW, place_of
from nastavnik.workbooks.build.validation import DIGITS, check_name, list_name, people_name

PURPOSE = "Списки для выбора. Дописывайте свои значения сразу под последним, без пропусков."


def write_lists(
    workbook: Workbook, sheet: FittedSheet, looks: CellFormats, lists: Mapping[str, Sequence[str]]
) -> None:
    """One column a list, each with its defined name that grows with it."""
    tab = Tab.SETTINGS
    sheet.set_row(0, 30, looks.banner(tab))
    sheet.write_string(0, 0, LISTS, looks.banner(tab))
    sheet.write_url(1, 0, f"internal:'{PANEL}'!A1", looks.back(), BACK)
    sheet.write_string(1, 1, PURPOSE, looks.purpose())
    sheet.freeze_panes(HEADER, 0)
    head = looks.header(Column("", required=True), tab)
    for place, (title, values) in enumerate([*lists.items(), (DIGITS, tuple("0123456789"))]):
        width = max(len(text) for text in (title, *values)) + 3
        hide = {"hidden": True} if title == DIGITS else {}
        sheet.set_column(place, place, width, looks.plain(Column(title)), hide)
        sheet.write_string(HEADER - 1, place, title, head)
        for number, value in enumerate(values):
            sheet.write_string(HEADER + number, place, value, looks.cell(Column(title)))
        name = DIGITS if title == DIGITS else list_name(title)
        workbook.define_name(name, _grown(LISTS, letters(place + 1)))
    set_paper(sheet, LISTS, across=True)
    sheet.repeat_rows(HEADER - 1)


def define_people(workbook: Workbook) -> None:
    """The names of registries that other sheets refer to, and the columns of «Проверка»."""
    referred = {c.refers for record in RECORDS for c in record.columns if c.refers}
    for record in sorted(referred, key=lambda record: record.sheet):
        workbook.define_name(people_name(record), _grown(record.sheet, _letters(record)))
    for field in (Check.level, Check.link, Check.value):
        column = letters(place_of(Check, field))
        area = f"='{Check.sheet}'!${column}${HEADER + 1}:${column}${LAST_ROW * 3}"
        workbook.define_name(check_name(field), area)


def _letters(record: type[Record]) -> str:
    key = record.key()
    assert key is not None, f"{record.sheet} is referred to and has no key"
    return letters(place_of(record, key))


def _grown(sheet: str, column: str) -> str:
    """From the first value to the last filled cell, so that a list may grow."""
    area = f"'{sheet}'!${column}${HEADER + 1}:${column}${LAST_ROW}"
    count = f"MAX(1,COUNTA({area}))"
    return f"='{sheet}'!${column}${HEADER + 1}:INDEX({area},{count})"
