"""Building «Наставничество.xlsx» from the declaration, by XlsxWriter."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime

from xlsxwriter.workbook import Workbook

from nastavnik.model.choices import SYNONYMS
from nastavnik.model.schema import Place, Record, Tab
from nastavnik.model.sheets import (
    FIT,
    GANTT,
    GUIDE,
    LISTS,
    PANEL,
    PEOPLE_COUNTED,
    RECORDS,
    RESULTS,
    Indicator,
    choice_lists,
)
from nastavnik.workbooks.build.card import write_card
from nastavnik.workbooks.build.guide import write_guide
from nastavnik.workbooks.build.lists import define_people, write_lists
from nastavnik.workbooks.build.looks import CellFormats
from nastavnik.workbooks.build.panel import write_panel
from nastavnik.workbooks.build.pictures import write_fit, write_gantt
from nastavnik.workbooks.build.results import mark_typed, write_results, write_who
from nastavnik.workbooks.build.sheet import FittedSheet
from nastavnik.workbooks.build.tables import Rows, set_page, write_table

CREATED = datetime(2026, 1, 1)
"""Every book bears this time, so that equal input gives equal bytes."""


def build_book(values: Mapping[str, Rows]) -> bytes:
    """The workbook as bytes, equal for equal input.

    `values` maps sheet titles to their rows (header title → value); a sheet that is left out is
    empty. A text where its column wants a date or a number is written as it is.
    """
    stream = io.BytesIO()
    workbook = Workbook(stream, {"in_memory": True, "default_date_format": "dd.mm.yyyy"})
    workbook.set_properties(
        {"title": "Наставничество", "subject": "Программа наставничества", "created": CREATED}
    )
    workbook.set_size(2400, 1400)
    looks = CellFormats(workbook)
    made = {title: _add_sheet(workbook, title, tab) for title, tab in _order()}
    define_people(workbook)
    write_panel(workbook, made[PANEL], looks)
    for record in RECORDS:
        _write_record(made[record.sheet], looks, record, values.get(record.sheet, ()))
    write_gantt(made[GANTT], looks)
    write_fit(made[FIT], looks)
    write_results(workbook, made[RESULTS], looks)
    write_who(made[PEOPLE_COUNTED], looks)
    write_lists(workbook, made[LISTS], looks, {**choice_lists(), SYNONYMS.title: SYNONYMS.values})
    write_guide(made[GUIDE], looks)
    made[PANEL].activate()
    workbook.close()
    return stream.getvalue()


def _order() -> list[tuple[str, Tab]]:
    """Sheets from left to right: those in front, those behind, pictures, lists, the guide."""
    front = [(record.sheet, record.tab) for record in RECORDS if record.place is Place.FRONT]
    behind = [(record.sheet, record.tab) for record in RECORDS if record.place is not Place.FRONT]
    behind += [(title, Tab.RESULTS) for title in (RESULTS, PEOPLE_COUNTED)]
    last = [(title, Tab.SETTINGS) for title in (GANTT, FIT, LISTS, GUIDE)]
    return [(PANEL, Tab.WORK), *front, *sorted(behind, key=lambda s: list(Tab).index(s[1])), *last]


def _add_sheet(workbook: Workbook, title: str, tab: Tab) -> FittedSheet:
    sheet: FittedSheet = workbook.add_worksheet(title, FittedSheet)
    sheet.set_tab_color(tab.value)
    return sheet


def _write_record(sheet: FittedSheet, looks: CellFormats, record: type[Record], rows: Rows) -> None:
    if record.vertical:
        write_card(sheet, looks, record, rows)
    else:
        write_table(sheet, looks, record, rows)
        if record is Indicator:
            mark_typed(sheet, looks)
        set_page(sheet, record)
    if record.place is Place.HIDDEN:
        sheet.hide()
