"""The consolidated workbook, written whole by XlsxWriter from what a run came to."""

from __future__ import annotations

import io
from datetime import datetime

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from nastavnik.model.cells import find_table
from nastavnik.model.grid import Grid, letters
from nastavnik.model.schema import CellKind, Record
from nastavnik.region import summary_tables as tables
from nastavnik.region.explaining import explanations
from nastavnik.region.plan import DistrictPlan
from nastavnik.region.sheets import JournalRow, SubmissionState
from nastavnik.region.summary_looks import HEADER, SheetWriter, fit_row, rows_high
from nastavnik.region.years import YearsBeside, years_beside

LAST_ROW = 3000
"""So far down a coordinator may type."""
CREATED = datetime(2026, 1, 1)
STATE_COLOURS = {
    SubmissionState.ACCEPTED: "#D9EAD3",
    SubmissionState.RECEIVED: "#DDEBF7",
    SubmissionState.RECEIVED_AGAIN: "#DDEBF7",
    SubmissionState.RETURNED: "#FCE4D6",
    SubmissionState.OVERDUE: "#F8CBAD",
}
_YES_NO = ["да", "нет"]


def summary_book(plan: DistrictPlan) -> bytes:
    """The workbook as bytes; equal for equal plans."""
    stream = io.BytesIO()
    workbook = Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    workbook.set_properties({"title": "Свод по наставничеству", "created": CREATED})
    writer = SheetWriter(workbook)
    _write_summary(writer, plan)
    _write_submissions(writer, plan)
    writer.table(tables.by_school(plan))
    _write_forms(writer, plan)
    writer.table(tables.form_shares(plan))
    _write_years(writer, plan)
    _write_years_beside(writer, years_beside(plan.years))
    writer.table(tables.mistakes(plan))
    writer.table(tables.remarks(plan))
    if plan.district.card.ground.strip():
        writer.table(tables.same_people(plan))
    if plan.unread:
        writer.table(tables.unread(plan))
    _write_journal(writer, plan)
    for record, grid in tables.own_sheets(plan):
        _write_own(writer, record, grid)
    for title, grid in plan.district.foreign.items():
        writer.grid(writer.sheet(title), grid)
    workbook.close()
    return stream.getvalue()


def _write_summary(writer: SheetWriter, plan: DistrictPlan) -> None:
    """The sums of the district beside its targets, with two charts."""
    table, shares = tables.summary(plan), tables.reached(plan)
    sheet, count = writer.table(table)
    below = HEADER + count + 1
    for number, line in enumerate(explanations(plan)):
        sheet.write_string(below + number, 1, line, writer.looks.purpose)
    beside = len(table.columns) + 1
    sheet.print_area(0, 0, below + 6 + rows_high(shares), len(table.columns) - 1)
    sheet.set_h_pagebreaks([below + 4])
    sheet.set_column(beside, beside + len(shares.series), None, None, {"hidden": True})
    under = HEADER + len(shares.rows) + 2
    writer.chart(sheet, shares, at=(below + 5, 1), data=(HEADER, beside))
    writer.chart(sheet, tables.progress(plan), at=(below + 5, 4), data=(under, beside))
    sheet.activate()


def _write_submissions(writer: SheetWriter, plan: DistrictPlan) -> None:
    """The register, in which the coordinator decides."""
    sheet, count = writer.table(tables.submissions(plan))
    for state, colour in STATE_COLOURS.items():
        look = writer.workbook.add_format({"bg_color": colour})
        rule = {"type": "cell", "criteria": "==", "value": f'"{state.value}"', "format": look}
        sheet.conditional_format(HEADER, 2, HEADER + max(count, 1), 2, rule)


def _write_forms(writer: SheetWriter, plan: DistrictPlan) -> None:
    sheet, _ = writer.table(tables.forms(plan))
    sheet.freeze_panes(HEADER, 2)
    sheet.repeat_columns(0, 1)


def _write_years(writer: SheetWriter, plan: DistrictPlan) -> None:
    table = tables.years(plan)
    sheet, _ = writer.table(table)
    sheet.unprotect_range(f"A{HEADER + 1}:{letters(len(table.columns))}{LAST_ROW}")


def _write_years_beside(writer: SheetWriter, beside: YearsBeside) -> None:
    """The years side by side; lines where two of them can be compared."""
    table = tables.compared_years(beside)
    sheet, count = writer.table(table)
    if not beside.lines:
        return
    left, top = len(table.columns) + 1, HEADER
    last = left + len(beside.years)
    sheet.write_row(top - 1, left + 1, beside.years)
    chart = writer.workbook.add_chart({"type": "line"})
    for row, (title, percents) in enumerate(beside.lines, start=top):
        sheet.write_string(row, left, title)
        sheet.write_row(row, left + 1, percents)
        chart.add_series(
            {
                "name": [sheet.name, row, left],
                "categories": [sheet.name, top - 1, left + 1, top - 1, last],
                "values": [sheet.name, row, left + 1, row, last],
                "marker": {"type": "circle"},
            }
        )
    sheet.set_column(left, last, None, None, {"hidden": True})
    chart.show_hidden_data()
    chart.set_title({"name": "Показатели по годам, %", "name_font": {"size": 12}})
    chart.set_y_axis({"min": 0, "max": 100})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 900, "height": 420})
    sheet.insert_chart(HEADER + count + 1, 1, chart, {"description": "Показатели по годам"})
    sheet.set_h_pagebreaks([HEADER + count])
    sheet.print_area(0, 0, HEADER + count + 23, len(table.columns) - 1)


def _write_journal(writer: SheetWriter, plan: DistrictPlan) -> None:
    sheet, _ = writer.table(tables.journal(plan))
    folded = [number for number, column in enumerate(JournalRow.columns) if column.folded]
    sheet.set_column(folded[0], folded[-1], 14, None, {"hidden": True})


def _write_own(writer: SheetWriter, record: type[Record], grid: Grid) -> None:
    sheet = writer.sheet(record.sheet)
    widths = [40, 44, 70] if record.vertical else [c.width or 14 for c in record.columns]
    writer.grid(sheet, _filled(grid, len(widths)), is_headed=True)
    for number, width in enumerate(widths):
        sheet.set_column(number, number, width)
    for number, values in enumerate(grid.rows[HEADER:], start=HEADER):
        fit_row(sheet, number, values, widths)
    if not record.vertical:
        sheet.freeze_panes(HEADER, 0)
        sheet.repeat_rows(HEADER - 1)
    _offer_choices(sheet, record, grid)


def _filled(grid: Grid, width: int) -> Grid:
    """The grid with an empty text where a person may type and nothing stands."""
    cells = {
        (row, column): ""
        for row in range(HEADER + 1, len(grid.rows) + 1)
        for column in range(1, width + 1)
        if grid.value(row, column) is None
    }
    return grid.with_values(dict(cells))


def _offer_choices(sheet: Worksheet, record: type[Record], grid: Grid) -> None:
    """Lists of what may be typed, beside what may be typed besides."""
    table = find_table(record, grid)
    for column in record.columns:
        words = column.choices.values if column.choices else ()
        values = _YES_NO if column.kind is CellKind.FLAG else list(words)
        place = table.position(table.header_row + 1, column.title) if values else None
        if place:
            row, left = place[0] - 1, place[1] - 1
            last = row if record.vertical else LAST_ROW
            allowed = {"validate": "list", "source": values, "error_type": "information"}
            sheet.data_validation(row, left, last, left, allowed)
