"""«Итоги», which counts itself anew in any office, with charts; «Кто вошёл», filled by `report`."""

from __future__ import annotations

from typing import Any

from xlsxwriter.workbook import Workbook

from nastavnik.documents.templates.chart_looks import ChartData, native_chart
from nastavnik.model.choices import Form, PairState, RuleLevel, Stage
from nastavnik.model.grid import letters
from nastavnik.model.schema import Column, Tab
from nastavnik.model.sheets import (
    PANEL,
    PEOPLE_COUNTED,
    RESULTS,
    Card,
    Indicator,
    Pair,
    PastIndicator,
)
from nastavnik.results.catalogue import DEFINITIONS
from nastavnik.results.charts import ChartKind
from nastavnik.results.reporting import GROWTH_ROW, GROWTH_TITLES, WHO_TITLES
from nastavnik.results.verdicts import FEW, NOTHING
from nastavnik.workbooks.build.looks import CellFormats
from nastavnik.workbooks.build.panel import STAGE_CELLS, card_lookup
from nastavnik.workbooks.build.paper import USUAL, set_paper
from nastavnik.workbooks.build.sheet import FittedSheet
from nastavnik.workbooks.build.tables import (
    BACK,
    HEADER,
    LAST_ROW,
    place_of,
    whole_of,
)

PURPOSE = "Всё, что можно, считают формулы: числа и графики меняются сразу, как меняются листы"
WHO_PURPOSE = "Списки, из которых сложились числа «Показателей»: заполняет «Отчёт», править незачем"
INDICATORS, FORMS, STAGES, YEARS = 4, 31, 42, 54
"""The rows of the headers of the tables, from 0."""
LAST_YEARS, MOST_SHIFTS = 5, 30
COLUMNS = (5, 66, 14, 14, 14, 14, 15, 18)
HELPERS, CHARTS = 8, 12
"""The first of the hidden columns that charts are drawn from, and where charts stand."""
SIZE = {"width": 900, "height": 260}
PAGES = (FORMS - 1, YEARS + LAST_YEARS + 1)
"""The rows with which the second and the third page begin; charts have pages of their own."""
TITLES = (
    "№",
    "Показатель",
    "Сколько",
    "Из скольких",
    "Доля, %",
    "Цель, %",
    "До цели, чел.",
    "Прошлый год, %",
)


def write_results(workbook: Workbook, sheet: FittedSheet, looks: CellFormats) -> None:
    """Four tables of formulas, one place for grades, and a chart beside each."""
    _write_head(sheet, looks, RESULTS, PURPOSE, len(TITLES))
    for place, width in enumerate(COLUMNS):
        sheet.set_column(place, place, width)
    sheet.set_column(HELPERS, HELPERS + 2, 12, None, {"hidden": True})
    _write_indicators(sheet, looks)
    _write_forms(sheet, looks)
    _write_stages(sheet, looks)
    _write_years(sheet, looks)
    _section(
        sheet, looks, GROWTH_ROW - 2, "Самооценка до программы и после неё (заполняет «Отчёт»)"
    )
    _titles(sheet, looks, GROWTH_ROW - 1, ("", *GROWTH_TITLES))
    _insert_charts(workbook, sheet)
    sheet.freeze_panes(HEADER - 1, 0)
    set_paper(sheet, RESULTS, across=True)
    sheet.set_h_pagebreaks(PAGES)
    sheet.set_v_pagebreaks([CHARTS])


def write_who(sheet: FittedSheet, looks: CellFormats) -> None:
    """An empty list; the verb `report` fills it."""
    _write_head(sheet, looks, PEOPLE_COUNTED, WHO_PURPOSE, len(WHO_TITLES))
    for place, width in enumerate((5, 58, 46, 9, 46)):
        sheet.set_column(place, place, width)
    head = _head(looks)
    for place, title in enumerate(WHO_TITLES):
        sheet.write_string(HEADER - 1, place, title, head)
    sheet.freeze_panes(HEADER, 0)
    set_paper(sheet, PEOPLE_COUNTED)
    sheet.repeat_rows(HEADER - 1)


def mark_typed(sheet: FittedSheet, looks: CellFormats) -> None:
    """Show on «Показатели» where a person typed another number than was counted."""
    for typed, counted in (
        (Indicator.part, Indicator.counted_part),
        (Indicator.whole, Indicator.counted_whole),
    ):
        place = place_of(Indicator, typed) - 1
        own = f"${letters(place + 1)}{HEADER + 1}"
        other = f"${letters(place_of(Indicator, counted))}{HEADER + 1}"
        day = f"${letters(place_of(Indicator, Indicator.counted_on))}{HEADER + 1}"
        options = {
            "type": "formula",
            "criteria": f'=AND({day}<>"",{own}<>"",{own}<>{other})',
            "format": looks.mark(RuleLevel.QUESTION.value),
        }
        sheet.conditional_format(HEADER, place, LAST_ROW - 1, place, options)


def _write_head(
    sheet: FittedSheet, looks: CellFormats, title: str, purpose: str, columns: int
) -> None:
    sheet.set_row(0, 30)
    for place in range(columns):
        sheet.write_blank(0, place, None, looks.banner(Tab.RESULTS))
    sheet.write_string(0, 0, title, looks.banner(Tab.RESULTS))
    sheet.write_url(1, 1, f"internal:'{PANEL}'!A1", looks.back(), BACK)
    sheet.write_string(1, 2, purpose, looks.purpose())
    sheet.hide_gridlines(2)


def _head(looks: CellFormats) -> Any:
    return looks.look(bold=True, bg_color="#EFE9F4", text_wrap=True, align="center", border=1)


def _section(sheet: FittedSheet, looks: CellFormats, row: int, title: str) -> None:
    look = looks.look(bold=True, font_size=13, font_color=Tab.RESULTS.value)
    sheet.write_string(row, 1, title, look)


def _titles(sheet: FittedSheet, looks: CellFormats, row: int, titles: tuple[str, ...]) -> None:
    for place, title in enumerate(titles):
        if title:
            sheet.write_string(row, place, title, _head(looks))


def _formula(sheet: FittedSheet, looks: CellFormats, at: tuple[int, int], formula: str) -> None:
    look = looks.look(align="center", num_format="0.##", border=1, border_color="#D1D5DB")
    sheet.write_formula(*at, f"={formula}", look, "")


def _write_indicators(sheet: FittedSheet, looks: CellFormats) -> None:
    _section(sheet, looks, INDICATORS - 1, "Показатели: факт, цель и прошлый год")
    _titles(sheet, looks, INDICATORS, TITLES)
    name = looks.look(text_wrap=True, border=1, border_color="#D1D5DB")
    for number, definition in enumerate(DEFINITIONS, start=1):
        row = INDICATORS + number
        sheet.write_number(row, 0, definition.number, name)
        sheet.write_string(row, 1, definition.title, name)
        for place, formula in enumerate(_indicator_formulas(row + 1), start=2):
            _formula(sheet, looks, (row, place), formula)
        if definition.short:
            sheet.write_string(row, HELPERS, definition.short)
            for place, shown in ((1, f"E{row + 1}"), (2, f"F{row + 1}")):
                found = f"=IF(ISNUMBER({shown}),{shown},NA())"
                sheet.write_formula(row, HELPERS + place, found, None, "")
    for place, title in enumerate(("Показатель", "Факт", "Цель")):
        sheet.write_string(INDICATORS, HELPERS + place, title)


def _indicator_formulas(row: int) -> tuple[str, ...]:
    """Part, whole, percent, target, people up to it, the year before, in row number `row`."""
    part, whole, target = (f"{column}{row}" for column in "CDF")
    both = f"ISNUMBER({part}),ISNUMBER({whole})"
    enough = f"{whole}>={FEW},{part}<={whole}"
    return (
        _looked_up(row, Indicator.part),
        _looked_up(row, Indicator.whole),
        f'IF(AND({both}),IF(AND({enough}),ROUND(100*{part}/{whole},0),"{NOTHING}"),"{NOTHING}")',
        _looked_up(row, Indicator.target),
        f"IF(AND({both},ISNUMBER({target})),"
        f'MAX(0,ROUNDUP({target}*{whole}/100,0)-{part}),"{NOTHING}")',
        _of_year(f"$B{row}", _last_year()),
    )


def _looked_up(row: int, column: Column) -> str:
    found = f"INDEX({whole_of(column)},MATCH($B{row},{whole_of(Indicator.title)},0))"
    return f'IFERROR(IF({found}="","{NOTHING}",{found}),"{NOTHING}")'


def _begins() -> str:
    return f"IFERROR(--LEFT({card_lookup(Card.year)},4),YEAR(TODAY()))"


def _last_year() -> str:
    return f'({_begins()}-1)&"/"&{_begins()}'


def _of_year(title: str, year: str, unknown: str = f'"{NOTHING}"') -> str:
    """The percent of an indicator in a year; of few people there is none."""
    where = f"{whole_of(PastIndicator.title)},{title},{whole_of(PastIndicator.year)},{year}"
    part, whole = (
        f"SUMIFS({whole_of(column)},{where})"
        for column in (PastIndicator.part, PastIndicator.whole)
    )
    return f"IF({whole}>={FEW},ROUND(100*{part}/{whole},0),{unknown})"


def _write_forms(sheet: FittedSheet, looks: CellFormats) -> None:
    _section(sheet, looks, FORMS - 1, "Пары листа «Пары», кроме предложенных")
    states = (PairState.ACTIVE, PairState.FINISHED, PairState.STOPPED)
    names = ("Действует", "Завершено", "Прекращено")
    _titles(sheet, looks, FORMS, ("", "Форма", "Пар", *names))
    name = looks.look(border=1, border_color="#D1D5DB")
    for number, form in enumerate(Form, start=1):
        row = FORMS + number
        sheet.write_string(row, 1, form.value, name)
        _formula(sheet, looks, (row, 2), f"SUM(D{row + 1}:F{row + 1})")
        for place, state in enumerate(states, start=3):
            found = f'{whole_of(Pair.form)},$B{row + 1},{whole_of(Pair.state)},"{state}"'
            _formula(sheet, looks, (row, place), f"COUNTIFS({found})")
    below = FORMS + len(Form) + 1
    sheet.write_string(below, 1, "Всего", looks.look(bold=True, border=1, border_color="#D1D5DB"))
    for place in range(2, 6):
        column = letters(place + 1)
        _formula(sheet, looks, (below, place), f"SUM({column}{FORMS + 2}:{column}{below})")


def _write_stages(sheet: FittedSheet, looks: CellFormats) -> None:
    _section(sheet, looks, STAGES - 1, "Выполнение дорожной карты")
    _titles(sheet, looks, STAGES, ("", "Этап", "Сделано", "Впереди", "Просрочено"))
    name = looks.look(border=1, border_color="#D1D5DB")
    for number, stage in enumerate(Stage):
        row = STAGES + 1 + number
        sheet.write_string(row, 1, stage.value, name)
        for place, cell in enumerate(STAGE_CELLS[number], start=2):
            _formula(sheet, looks, (row, place), f"'{PANEL}'!{cell}")


def _write_years(sheet: FittedSheet, looks: CellFormats) -> None:
    _section(sheet, looks, YEARS - 1, "Показатели по годам, %")
    sheet.write_string(YEARS, 1, "Учебный год", _head(looks))
    drawn = [definition for definition in DEFINITIONS if definition.short]
    for place, definition in enumerate(drawn, start=2):
        sheet.write_string(YEARS, place, definition.short, _head(looks))
    for back in range(LAST_YEARS):
        row, before = YEARS + 1 + back, LAST_YEARS - 1 - back
        year = f'({_begins()}-{before})&"/"&({_begins()}-{before - 1})'
        _formula(sheet, looks, (row, 1), year)
        for place, definition in enumerate(drawn, start=2):
            found = _of_year(f'"{definition.title}"', f"$B{row + 1}", "NA()")
            _formula(sheet, looks, (row, place), found)
    sheet.set_row(YEARS, 48)
    gap = {"type": "errors", "format": looks.hidden()}  # a line must not fall to zero there
    sheet.conditional_format(YEARS + 1, 2, YEARS + LAST_YEARS, 1 + len(drawn), gap)


def _insert_charts(workbook: Workbook, sheet: FittedSheet) -> None:
    drawn = sum(bool(definition.short) for definition in DEFINITIONS)
    facts = ChartData(RESULTS, INDICATORS, drawn, HELPERS, 2)
    forms = ChartData(RESULTS, FORMS, len(Form), 1, 1)
    stages = ChartData(RESULTS, STAGES, len(Stage), 1, 3)
    years = ChartData(RESULTS, YEARS, LAST_YEARS, 1, drawn)
    shifts = ChartData(RESULTS, GROWTH_ROW - 1, MOST_SHIFTS, 1, 2)
    for row, kind, title, data, highest in (
        (INDICATORS, ChartKind.COLUMNS, "Показатели: факт и цель, %", facts, 100),
        (INDICATORS + 13, ChartKind.BARS, "Пары по формам", forms, None),
        (PAGES[0] + 1, ChartKind.STACKED, "Выполнение дорожной карты", stages, None),
        (PAGES[0] + 15, ChartKind.LINES, "Показатели по годам, %", years, 100),
        (PAGES[1] + 2, ChartKind.BARS, "Самооценка: до и после", shifts, 10),
    ):
        chart = native_chart(workbook, kind, title, data, highest, size=USUAL)
        chart.set_size(SIZE)
        sheet.insert_chart(row, CHARTS, chart, {"description": title})
