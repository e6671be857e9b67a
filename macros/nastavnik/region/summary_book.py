"""The consolidated workbook, written whole by XlsxWriter from what a run came to."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from math import ceil
from typing import Any, NamedTuple

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from nastavnik.model.cells import find_table
from nastavnik.model.findings import Value
from nastavnik.model.grid import Grid, letters
from nastavnik.model.schema import CellKind, Choices, Column, Record
from nastavnik.model.sheets import RuleRow
from nastavnik.region.district import (
    MADE,
    TYPED,
    Extras,
    own_grid,
    purpose_of,
    shown_values,
    year_key,
)
from nastavnik.region.explaining import FORMS_ADVICE, conclusion, drawn_shares, explanations
from nastavnik.region.forms import SIZE_TITLES, form_indicators, form_rows
from nastavnik.region.plan import DistrictPlan, SchoolLine
from nastavnik.region.register import PROGRAM, entry
from nastavnik.region.sheets import (
    DistrictCard,
    ExpectedSchool,
    Goal,
    JournalRow,
    SubmissionRow,
    SubmissionState,
    YearRow,
)
from nastavnik.region.sums import BY_FORM, IndicatorTotal, shown_shares
from nastavnik.region.years import years_beside
from nastavnik.results.catalogue import DEFINITIONS
from nastavnik.results.verdicts import FEW, percent_words, share
from nastavnik.rules.catalogue import RULES

_LINE, _HIGHEST, _LETTERS_IN_WIDTH = 15, 400, 1.12
MOST_OF_CHANGES = 160
"""So many letters of what changed stand beside a school."""
PAGE = 230
"""So wide are the columns that a printed page can show legibly."""
Cell = Value | tuple[str, str]
"""What a cell gets: a value, or (address, words) of a link."""
HEADER = 3
"""The row of the headers, from 1."""
LAST_ROW = 3000
"""So far down a coordinator may type."""
CREATED = datetime(2026, 1, 1)
INK, BAND, PAPER = "#1D2733", "#E8EEF3", "#FFFBEA"
STATE_COLOURS = {
    SubmissionState.ACCEPTED: "#D9EAD3",
    SubmissionState.RECEIVED: "#DDEBF7",
    SubmissionState.RECEIVED_AGAIN: "#DDEBF7",
    SubmissionState.RETURNED: "#FCE4D6",
    SubmissionState.OVERDUE: "#F8CBAD",
}
_YES_NO = ["да", "нет"]
SUMMARY, BY_SCHOOL, FORMS, FORM_SHARES, YEARS_BESIDE, MISTAKES, TWICE, REMARKS, UNREAD = MADE


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


class TableColumn(NamedTuple):
    """A column of a made table: its header, its width, whether a person types in it.

    Those that are folded are the last ones.
    """

    title: str
    width: float
    typed: bool = False
    choices: Choices | None = None
    folded: bool = False


def summary_book(plan: DistrictPlan) -> bytes:
    """The workbook as bytes; equal for equal plans."""
    stream = io.BytesIO()
    workbook = Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    workbook.set_properties({"title": "Свод по наставничеству", "created": CREATED})
    looks = Looks(workbook)
    _write_summary(workbook, looks, plan)
    _write_submissions(workbook, looks, plan)
    _write_by_school(workbook, looks, plan)
    _write_forms(workbook, looks, plan)
    _write_form_shares(workbook, looks, plan)
    _write_years(workbook, looks, plan)
    _write_years_beside(workbook, looks, plan)
    _write_mistakes(workbook, looks, plan)
    _write_remarks(workbook, looks, plan)
    _write_same_people(workbook, looks, plan)
    _write_unread(workbook, looks, plan)
    _write_journal(workbook, looks, plan)
    for record, grid in _own_sheets(plan):
        _write_own(workbook, looks, record, grid)
    for title, grid in plan.district.foreign.items():
        _write_grid(_sheet(workbook, title), looks, grid)
    workbook.close()
    return stream.getvalue()


def _sheet(workbook: Workbook, title: str) -> Worksheet:
    sheet = workbook.add_worksheet(title)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&A&Rстр. &P из &N")
    sheet.fit_to_pages(1, 0)
    return sheet


def _lines(value: Cell, width: float) -> int:
    """How many lines a text takes in a column; LibreOffice makes no row higher by itself."""
    if not isinstance(value, str) or len(value) < width:
        return 1
    return sum(ceil((len(line) + 1) / (width * _LETTERS_IN_WIDTH)) for line in value.splitlines())


def _fit_row(sheet: Worksheet, row: int, values: Iterable[Cell], widths: Iterable[float]) -> None:
    lines = max(map(_lines, values, widths), default=1)
    if lines > 1:
        sheet.set_row(row, min(_LINE * lines, _HIGHEST))


def _write_table(  # noqa: PLR0913, PLR0917 - a table is what it is made of
    workbook: Workbook,
    looks: Looks,
    title: str,
    purpose: str,
    columns: Sequence[TableColumn],
    rows: Iterable[Sequence[Cell]],
) -> tuple[Worksheet, int]:
    """A sheet of a table with filters, locked where nobody types; and the number of its rows."""
    sheet = _sheet(workbook, title)
    sheet.write_string(0, 0, title, looks.title)
    sheet.write_string(1, 0, purpose, looks.purpose)
    sheet.set_row(0, 24)
    longest = max(len(column.title) / column.width for column in columns)
    sheet.set_row(HEADER - 1, 16 * min(6, 1 + int(1.3 * longest)))
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width)
        sheet.write_string(HEADER - 1, number, column.title, looks.header)
    count, widths = 0, [column.width for column in columns if not column.folded]
    for count, row in enumerate(rows, start=1):
        _fit_row(sheet, HEADER - 1 + count, row, widths)
        for number, (column, value) in enumerate(zip(columns, row, strict=True)):
            _write(sheet, HEADER - 1 + count, number, value, looks.cell(value, typed=column.typed))
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


def _write(sheet: Worksheet, row: int, column: int, value: Cell, look: Format) -> None:
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


def _write_summary(workbook: Workbook, looks: Looks, plan: DistrictPlan) -> None:
    """The sums of the district beside its targets, with two charts."""
    columns = (
        TableColumn("№", 6),
        TableColumn("Показатель", 72),
        TableColumn("Сколько", 10),
        TableColumn("Из скольких", 12),
        TableColumn("Доля", 18),
        TableColumn("Цель, %", 9),
        TableColumn("Вывод", 50),
        TableColumn("Школ вошло", 9),
        TableColumn("Школ, где «—»", 11),
    )
    totals = list(plan.totals.indicators.values())
    rows = [_summary_row(total, plan.targets.get(total.number)) for total in totals]
    sheet, count = _write_table(workbook, looks, SUMMARY, _headline(plan), columns, rows)
    below = HEADER + count + 1
    for number, line in enumerate(explanations(plan)):
        sheet.write_string(below + number, 1, line, looks.purpose)
    beside = len(columns) + 1
    states: list[Sequence[Cell]] = [(state.value, number) for state, number in plan.states.items()]
    shares = [
        (each.name, round(share(each.part, each.whole) or 0, 1), each.target)
        for each in drawn_shares(plan)
    ]
    sheet.print_area(0, 0, below + 6 + _rows_high(len(shares)), len(columns) - 1)
    sheet.set_h_pagebreaks([below + 4])
    sheet.set_column(beside, beside + len(_SERIES), None, None, {"hidden": True})
    at = (below + 5, 1)
    _add_chart(workbook, sheet, looks, at, (HEADER, beside), shares, "Показатели и цели", 100)
    at, data = (below + 5, 4), (HEADER + len(shares) + 2, beside)
    _add_chart(workbook, sheet, looks, at, data, states, "Как идёт сдача")
    sheet.activate()


def _summary_row(total: IndicatorTotal, target: float | None) -> tuple[Cell, ...]:
    return (
        total.number,
        total.title,
        total.known_part,
        total.known_whole,
        percent_words(total.known_part, total.known_whole) if total.is_share else "",
        target,
        conclusion(total, target),
        total.schools,
        total.unknown,
    )


def _headline(plan: DistrictPlan) -> str:
    states = ", ".join(f"{state.value} — {n}" for state, n in plan.states.items())
    return (
        f"{plan.district.card.name or 'Муниципалитет'}, {plan.year} учебный год, на "
        f"{plan.today:%d.%m.%Y}. Школ {len(plan.lines)}: {states}"
    )


_SERIES = (("Доля, %", "#1F6F8B"), ("Цель, %", "#B7791F"))


def _add_chart(  # noqa: PLR0913, PLR0917 - a chart is what it is made of
    workbook: Workbook,
    sheet: Worksheet,
    looks: Looks,
    at: tuple[int, int],
    data: tuple[int, int],
    rows: Sequence[Sequence[Cell]],
    title: str,
    most: int | None = None,
) -> None:
    """A chart of bars at a place, over rows of a name and numbers that are written beside."""
    if not rows:
        return
    (top, left), last = data, data[0] + len(rows) - 1
    names = [title, "Школ"] if most is None else [title, *(name for name, _ in _SERIES)]
    for number, name in enumerate(names):
        sheet.write_string(top - 1, left + number, name, looks.purpose)
    for row, values in enumerate(rows, start=top):
        for number, value in enumerate(values):
            _write(sheet, row, left + number, value, looks.purpose)
    chart = workbook.add_chart({"type": "bar"})
    for number, (name, (_, colour)) in enumerate(zip(names[1:], _SERIES, strict=False), start=1):
        chart.add_series(
            {
                "name": name,
                "categories": [SUMMARY, top, left, last, left],
                "values": [SUMMARY, top, left + number, last, left + number],
                "fill": {"color": colour},
                "data_labels": {"value": most is None},
            }
        )
    chart.set_title({"name": title, "name_font": {"size": 12}})
    lines = {"visible": True, "line": {"color": "#D5DBE1"}}
    chart.set_x_axis({"min": 0, "max": most, "major_gridlines": lines})
    chart.set_y_axis({"reverse": True})
    chart.set_legend({"position": "bottom", "none": most is None})
    chart.show_hidden_data()
    chart.set_size({"width": 560, "height": _height(len(rows))})
    sheet.insert_chart(*at, chart, {"description": title})


def _height(bars: int) -> int:
    """Of a chart, in pixels."""
    return 120 + 34 * bars


def _rows_high(bars: int) -> int:
    """The rows that a chart covers."""
    return ceil(_height(bars) / 20)


def _write_submissions(workbook: Workbook, looks: Looks, plan: DistrictPlan) -> None:
    """The register, in which the coordinator decides."""
    columns = [_column(column) for column in SubmissionRow.columns]
    columns += _added(columns, [line.extras for line in plan.lines])
    titles = [column.title for column in columns]
    rows = [[_submission(line).get(title) for title in titles] for line in plan.lines]
    sheet, count = _write_table(
        workbook, looks, SubmissionRow.sheet, purpose_of(SubmissionRow), columns, rows
    )
    for state, colour in STATE_COLOURS.items():
        look = workbook.add_format({"bg_color": colour})
        rule = {"type": "cell", "criteria": "==", "value": f'"{state.value}"', "format": look}
        sheet.conditional_format(HEADER, 2, HEADER + max(count, 1), 2, rule)
    sheet.freeze_panes(HEADER, 1)


def _added(columns: Sequence[TableColumn], extras: Iterable[Extras]) -> list[TableColumn]:
    """The columns that the coordinator added, in their order."""
    known = {column.title for column in columns}
    titles = dict.fromkeys(title for each in extras for title in each if title not in known)
    return [TableColumn(title, 20, typed=True) for title in titles]


def _column(column: Column) -> TableColumn:
    return TableColumn(
        column.title, column.width or 14, not column.made, column.choices, column.folded
    )


def _submission(line: SchoolLine) -> dict[str, Cell]:
    last = line.standing.last
    row: dict[str, Cell] = dict(
        shown_values(
            SubmissionRow(
                name=line.name,
                inn=line.inn,
                state=line.standing.state.value,
                received_on=last.day if last else None,
                times=line.standing.times or None,
                errors=last.errors if last else None,
                questions=last.questions if last else None,
                redo_by=line.redo_by,
                changed=_shortened(line.changed),
            )
        )
    )
    if line.book:
        row[SubmissionRow.book.title] = (f"external:{line.book}", "открыть книгу")
    if line.letter:
        row[SubmissionRow.letter.title] = (f"external:{line.letter}", "письмо")
    return row | dict(line.extras)


def _shortened(text: str) -> str:
    """As much as a row has room for; the journal has all of it."""
    if len(text) <= MOST_OF_CHANGES:
        return text
    return f"{text[:MOST_OF_CHANGES].rpartition(';')[0] or text[:MOST_OF_CHANGES]}… всё — в журнале"


def _write_by_school(workbook: Workbook, looks: Looks, plan: DistrictPlan) -> None:
    """A row a school, a column an indicator: as much as may be told."""
    rows = [row for _, row in plan.counted]
    columns = [TableColumn("Школа", 40), TableColumn("Числа на", 12)]
    columns += [TableColumn(f"{d.number}. {d.title}", 16) for d in DEFINITIONS]
    words = [shown_shares([row.indicator(d.number) for row in rows]) for d in DEFINITIONS]
    body: list[list[Cell]] = [
        [line.name, date.fromisoformat(row.counted_on), *(column[place] for column in words)]
        for place, (line, row) in enumerate(plan.counted)
    ]
    purpose = (
        f"Школы по алфавиту, это не рейтинг. Меньше {FEW} человек не показаны; «скрыто» — чтобы их "
        "не нашли вычитанием"
    )
    _write_table(workbook, looks, BY_SCHOOL, purpose, columns, body)


def _write_forms(workbook: Workbook, looks: Looks, plan: DistrictPlan) -> None:
    """Forms of mentoring: the district first, then each school."""
    columns = [TableColumn("Форма", 30), TableColumn("Школа", 40)]
    columns += [TableColumn(title, 13) for title in SIZE_TITLES]
    columns += [TableColumn(f"{d.number}. {d.title}", 16) for d in BY_FORM.values()]
    purpose = (
        f"Люди, пары и показатели по формам; меньше {FEW} человек не показаны, «скрыто» — чтобы их "
        "не нашли вычитанием"
    )
    sheet, _ = _write_table(workbook, looks, FORMS, purpose, columns, form_rows(plan))
    sheet.freeze_panes(HEADER, 2)
    sheet.repeat_columns(0, 1)


def _write_form_shares(workbook: Workbook, looks: Looks, plan: DistrictPlan) -> None:
    """The indicators of each form in the district, beside the targets."""
    columns = (
        TableColumn("№", 6),
        TableColumn("Показатель", 60),
        TableColumn("Форма", 30),
        TableColumn("Сколько", 10),
        TableColumn("Из скольких", 12),
        TableColumn("Доля", 18),
        TableColumn("Цель, %", 9),
        TableColumn("Вывод", 50),
        TableColumn("Школ вошло", 9),
    )
    rows = (
        (
            each.total.number,
            each.total.title,
            each.form,
            each.total.known_part,
            each.total.known_whole,
            each.words,
            each.target,
            each.conclusion,
            each.total.schools,
        )
        for each in form_indicators(plan)
    )
    _write_table(workbook, looks, FORM_SHARES, FORMS_ADVICE, columns, rows)


def _write_years(workbook: Workbook, looks: Looks, plan: DistrictPlan) -> None:
    columns = [_column(column)._replace(typed=True) for column in YearRow.columns]
    columns.append(TableColumn(_SHARE, 18))
    extras = plan.district.extras
    years = sorted(plan.years, key=lambda row: (row.number or 0, row.year))
    columns += _added(columns, [extras.get(year_key(row), {}) for row in years])
    rows = [_year(row, plan, columns) for row in years]
    sheet, _ = _write_table(workbook, looks, YearRow.sheet, purpose_of(YearRow), columns, rows)
    sheet.unprotect_range(f"A{HEADER + 1}:{letters(len(columns))}{LAST_ROW}")


def _year(row: YearRow, plan: DistrictPlan, columns: Sequence[TableColumn]) -> list[Cell]:
    """A year as it was typed; this one as it is counted now."""
    counted = {**shown_values(row), _SHARE: _share_of_year(row)}
    typed = {t: v for t, v in plan.district.extras.get(year_key(row), {}).items() if t != _SHARE}
    values = {**typed, **counted} if row.year == plan.year else {**counted, **typed}
    return [values.get(column.title) for column in columns]


_SHARE = "Доля"


def _share_of_year(row: YearRow) -> str:
    return percent_words(row.part, row.whole) if row.whole else ""


def _write_years_beside(workbook: Workbook, looks: Looks, plan: DistrictPlan) -> None:
    """A row an indicator, a column a year; lines where two years can be compared."""
    beside = years_beside(plan.years)
    columns = [TableColumn("№", 6), TableColumn("Показатель", 72)]
    columns += [TableColumn(year, 20) for year in beside.years]
    rows: list[Sequence[Cell]] = [(n, title, *cells) for n, title, cells in beside.rows]
    purpose = "Как менялись показатели; прежние годы берутся с листа «Годы»"
    sheet, count = _write_table(workbook, looks, YEARS_BESIDE, purpose, columns, rows)
    if not beside.lines:
        return
    left, top = len(columns) + 1, HEADER
    sheet.write_row(top - 1, left + 1, beside.years)
    chart = workbook.add_chart({"type": "line"})
    last = left + len(beside.years)
    for row, (title, percents) in enumerate(beside.lines, start=top):
        sheet.write_string(row, left, title)
        sheet.write_row(row, left + 1, percents)
        chart.add_series(
            {
                "name": [YEARS_BESIDE, row, left],
                "categories": [YEARS_BESIDE, top - 1, left + 1, top - 1, last],
                "values": [YEARS_BESIDE, row, left + 1, row, last],
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
    sheet.print_area(0, 0, HEADER + count + 23, len(columns) - 1)


def _write_mistakes(workbook: Workbook, looks: Looks, plan: DistrictPlan) -> None:
    columns = (
        TableColumn("Правило", 11),
        TableColumn("Чего требует", 80),
        TableColumn("Уровень", 11),
        TableColumn("Школ", 9),
        TableColumn("Случаев", 10),
    )
    words = {"error": "ошибка", "question": "вопрос"}
    rows = [(m.code, m.title, words[m.level], m.schools, m.times) for m in plan.totals.frequent]
    purpose = "Что чаще всего мешает: темы для семинара и письма всем школам"
    _write_table(workbook, looks, MISTAKES, purpose, columns, rows)


def _write_remarks(workbook: Workbook, looks: Looks, plan: DistrictPlan) -> None:
    columns = (
        TableColumn("Школа", 40),
        TableColumn("Уровень", 11),
        TableColumn("Где", 24),
        TableColumn("Столбец", 24),
        TableColumn("Что не так", 50),
        TableColumn("Что сделать", 50),
        TableColumn("Правило", 11),
    )
    rows = (
        (
            line.name,
            "ошибка" if f.level == "error" else "вопрос",
            f.where,
            f.header,
            f.message,
            f.remedy,
            f.code,
        )
        for line, row in plan.rows()
        for f in row.findings
    )
    purpose = "Замечания к последней книге каждой школы; имён здесь нет, они в книге школы"
    _write_table(workbook, looks, REMARKS, purpose, columns, rows)


def _write_same_people(workbook: Workbook, looks: Looks, plan: DistrictPlan) -> None:
    if not plan.district.card.ground.strip():
        return
    columns = (
        TableColumn("Школа", 40),
        TableColumn("Где", 22),
        TableColumn("Другая школа", 40),
        TableColumn("Где в ней", 22),
        TableColumn("Насколько точно", 32),
    )
    purpose = f"Один человек в двух школах; имён здесь нет. {plan.district.card.ground}"
    _write_table(workbook, looks, TWICE, purpose, columns, plan.same_people())


def _write_unread(workbook: Workbook, looks: Looks, plan: DistrictPlan) -> None:
    if plan.unread:
        columns = (TableColumn("Файл", 60), TableColumn("Почему", 90))
        purpose = "Файлы последнего сбора, которые не удалось отнести ни к одной школе"
        _write_table(workbook, looks, UNREAD, purpose, columns, plan.unread)


def _write_journal(workbook: Workbook, looks: Looks, plan: DistrictPlan) -> None:
    columns = [_column(column) for column in JournalRow.columns]
    rows = [
        [shown_values(entry(event)).get(column.title) for column in columns]
        for event in plan.events
    ]
    sheet, _ = _write_table(
        workbook,
        looks,
        JournalRow.sheet,
        f"{purpose_of(JournalRow)}; «{PROGRAM}» — сама программа",
        columns,
        rows,
    )
    folded = [number for number, column in enumerate(JournalRow.columns) if column.folded]
    sheet.set_column(folded[0], folded[-1], 14, None, {"hidden": True})


def _own_sheets(plan: DistrictPlan) -> Iterator[tuple[type[Record], Grid]]:
    """The coordinator's sheets, with what a new workbook begins with."""
    district = plan.district
    beginnings: Mapping[type[Record], Sequence[Record]] = {
        DistrictCard: [district.card],
        ExpectedSchool: district.schools,
        Goal: [Goal(number=d.number, title=d.title) for d in DEFINITIONS if d.is_share],
        RuleRow: [
            RuleRow(
                code=r.code, title=r.title, ground=r.ground, level=r.level.word,
                parameter=r.parameter,
            )
            for r in RULES
        ],
    }  # fmt: skip
    for record in TYPED:
        grid = district.own.get(record.sheet)
        added = district.added if record is ExpectedSchool else ()
        yield record, own_grid(record, grid, beginnings[record] if grid is None else added)


def _write_own(workbook: Workbook, looks: Looks, record: type[Record], grid: Grid) -> None:
    sheet = _sheet(workbook, record.sheet)
    widths = [40, 44, 70] if record.vertical else [c.width or 14 for c in record.columns]
    _write_grid(sheet, looks, _filled(grid, len(widths)), is_headed=True)
    for number, width in enumerate(widths):
        sheet.set_column(number, number, width)
    for number, values in enumerate(grid.rows[HEADER:], start=HEADER):
        _fit_row(sheet, number, values, widths)
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


def _write_grid(sheet: Worksheet, looks: Looks, grid: Grid, *, is_headed: bool = False) -> None:
    """The cells of a sheet where they were; of one of ours under its title and headers."""
    for row, values in enumerate(grid.rows):
        for column, value in enumerate(values):
            if value is None:
                continue
            look = looks.cell(value, typed=True)
            if is_headed and row < HEADER:
                look = (looks.title, looks.purpose, looks.header)[row]
            _write(sheet, row, column, value, look)
