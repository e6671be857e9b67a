"""How the sheets of the consolidated workbook look: formats, heights and widths, charts, print."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from math import ceil
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from nastavnik.model.grid import Grid
from nastavnik.region.summary_tables import Cell, ChartRows, SummaryTable

_LINE, _HIGHEST, _LETTERS_IN_WIDTH = 15, 400, 1.12
PAGE = 230
"""So wide are the columns that a printed page can show legibly."""
HEADER = 3
"""The row of the headers, from 1."""
INK, BAND, PAPER = "#1D2733", "#E8EEF3", "#FFFBEA"
BAR_COLOURS = ("#1F6F8B", "#B7791F")


class Looks:
    """The formats of the workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[str, Format] = {}

    def of(self, **about: Any) -> Format:
        """A format with these properties."""
        key = repr(sorted(about.items()))
        if key not in self._made:
            plain = {"font_name": "Calibri", "font_color": INK, "valign": "top"}
            self._made[key] = self._workbook.add_format({**plain, **about})
        return self._made[key]

    @property
    def title(self) -> Format:
        """The title of a sheet."""
        return self.of(bold=True, font_size=16)

    @property
    def purpose(self) -> Format:
        """What a sheet is for."""
        return self.of(font_color="#5B6875")

    @property
    def header(self) -> Format:
        """A header of a column."""
        return self.of(bold=True, bg_color=BAND, border=1, border_color="#9AA7B4", text_wrap=True)

    def cell(self, value: Cell, *, typed: bool = False) -> Format:
        """A cell: days as days, long texts wrapped; paper-coloured where a person may type."""
        is_number = isinstance(value, int | float | date) and not isinstance(value, bool)
        about: dict[str, Any] = {"text_wrap": True} if isinstance(value, str) else {}
        if is_number:
            about |= {"align": "right", "indent": 1}
        if isinstance(value, date):
            about["num_format"] = "dd.mm.yyyy"
        if isinstance(value, tuple):
            about |= {"font_color": "#0563C1", "underline": 1}
        if typed:
            about |= {"bg_color": PAPER, "locked": False, "border": 1, "border_color": "#E3E0D0"}
        return self.of(**about)


class SheetWriter:
    """Writes sheets of one workbook in one look."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook, self.looks = workbook, Looks(workbook)

    def sheet(self, title: str) -> Worksheet:
        """A new sheet, fit to be printed."""
        sheet = self.workbook.add_worksheet(title)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer("&L&A&Rстр. &P из &N")
        sheet.fit_to_pages(1, 0)
        return sheet

    def table(self, table: SummaryTable) -> tuple[Worksheet, int]:
        """A sheet of a table with filters, locked where nobody types; the number of its rows."""
        sheet = self.sheet(table.title)
        self._head(sheet, table)
        columns, count = table.columns, 0
        widths = [column.width for column in columns if not column.folded]
        for count, row in enumerate(table.rows, start=1):
            fit_row(sheet, HEADER - 1 + count, row, widths)
            for number, (column, value) in enumerate(zip(columns, row, strict=True)):
                look = self.looks.cell(value, typed=column.typed)
                write(sheet, HEADER - 1 + count, number, value, look)
        sheet.autofilter(HEADER - 1, 0, HEADER - 1 + max(count, 1), len(columns) - 1)
        sheet.freeze_panes(HEADER, 1)
        sheet.repeat_rows(HEADER - 1)
        sheet.fit_to_pages(ceil(sum(widths) / PAGE), 0)
        sheet.repeat_columns(0)
        sheet.protect("", {"autofilter": True, "sort": True, "format_columns": True})
        for number, column in enumerate(columns):
            if column.choices and count:
                source = list(column.choices.values)
                allowed = {"validate": "list", "source": source, "error_type": "information"}
                sheet.data_validation(HEADER, number, HEADER - 1 + count, number, allowed)
        return sheet, count

    def _head(self, sheet: Worksheet, table: SummaryTable) -> None:
        """The title, the purpose and the headers, as high as the longest of them needs."""
        sheet.write_string(0, 0, table.title, self.looks.title)
        sheet.write_string(1, 0, table.purpose, self.looks.purpose)
        sheet.set_row(0, 24)
        longest = max(len(column.title) / column.width for column in table.columns)
        sheet.set_row(HEADER - 1, 16 * min(6, 1 + int(1.3 * longest)))
        for number, column in enumerate(table.columns):
            sheet.set_column(number, number, column.width)
            sheet.write_string(HEADER - 1, number, column.title, self.looks.header)

    def chart(
        self, sheet: Worksheet, drawn: ChartRows, at: tuple[int, int], data: tuple[int, int]
    ) -> None:
        """A chart of bars at a place, over rows that are written beside, from `data` on."""
        if not drawn.rows:
            return
        (top, left), last = data, data[0] + len(drawn.rows) - 1
        sheet.write_row(top - 1, left, [drawn.title, *drawn.series], self.looks.purpose)
        for row, values in enumerate(drawn.rows, start=top):
            for number, value in enumerate(values):
                write(sheet, row, left + number, value, self.looks.purpose)
        chart = self.workbook.add_chart({"type": "bar"})
        for number, name in enumerate(drawn.series, start=1):
            chart.add_series(
                {
                    "name": name,
                    "categories": [sheet.name, top, left, last, left],
                    "values": [sheet.name, top, left + number, last, left + number],
                    "fill": {"color": BAR_COLOURS[number - 1]},
                    "data_labels": {"value": drawn.most is None},
                }
            )
        chart.set_title({"name": drawn.title, "name_font": {"size": 12}})
        lines = {"visible": True, "line": {"color": "#D5DBE1"}}
        chart.set_x_axis({"min": 0, "max": drawn.most, "major_gridlines": lines})
        chart.set_y_axis({"reverse": True})
        chart.set_legend({"position": "bottom", "none": drawn.most is None})
        chart.show_hidden_data()
        chart.set_size({"width": 560, "height": _height(drawn)})
        sheet.insert_chart(*at, chart, {"description": drawn.title})

    def grid(self, sheet: Worksheet, grid: Grid, *, is_headed: bool = False) -> None:
        """The cells of a sheet where they were; of one of ours under its title and headers."""
        heads = (self.looks.title, self.looks.purpose, self.looks.header)
        for row, values in enumerate(grid.rows):
            for column, value in enumerate(values):
                if value is not None:
                    is_head = is_headed and row < HEADER
                    look = heads[row] if is_head else self.looks.cell(value, typed=True)
                    write(sheet, row, column, value, look)


def _height(drawn: ChartRows) -> int:
    """Of a chart, in pixels."""
    return 120 + 34 * len(drawn.rows)


def rows_high(drawn: ChartRows) -> int:
    """The rows that a chart covers."""
    return ceil(_height(drawn) / 20)


def _lines(value: Cell, width: float) -> int:
    """How many lines a text takes in a column; LibreOffice makes no row higher by itself."""
    if not isinstance(value, str) or len(value) < width:
        return 1
    return sum(ceil((len(line) + 1) / (width * _LETTERS_IN_WIDTH)) for line in value.splitlines())


def fit_row(sheet: Worksheet, row: int, values: Iterable[Cell], widths: Iterable[float]) -> None:
    """Make a row as high as its longest text needs."""
    lines = max(map(_lines, values, widths), default=1)
    if lines > 1:
        sheet.set_row(row, min(_LINE * lines, _HIGHEST))


def write(sheet: Worksheet, row: int, column: int, value: Cell, look: Format) -> None:
    """Write a value as what it is."""
    if isinstance(value, tuple):
        sheet.write_url(row, column, value[0], look, value[1])
    elif value is None or value == "":
        sheet.write_blank(row, column, None, look)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), look)
    elif isinstance(value, bool):
        sheet.write_string(row, column, "да" if value else "нет", look)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, look)
    else:
        sheet.write_string(row, column, value, look)
