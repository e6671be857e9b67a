"""«Гант», drawn by formulas, and «Совместимость», which matching fills."""

from __future__ import annotations

from typing import Any

from nastavnik.matching.results import CHOSEN
from nastavnik.model.grid import letters
from nastavnik.model.schema import ColumnOf, Tab
from nastavnik.model.sheets import FIT, GANTT, PANEL, Activity, Card
from nastavnik.workbooks.build.looks import CellFormats
from nastavnik.workbooks.build.panel import card_lookup
from nastavnik.workbooks.build.paper import set_paper
from nastavnik.workbooks.build.sheet import FittedSheet
from nastavnik.workbooks.build.tables import BACK, HEADER, place_of, whole_of

ACTIVITIES, MONTHS, MENTORS, MENTEES = 80, 12, 40, 60
"""So many rows and columns the pictures hold."""
PRINTED = 36
"""So many activities one page of «Гант» takes."""
GANTT_PURPOSE = "Дорожная карта по месяцам учебного года; жёлтый столбец — текущий месяц"
FIT_PURPOSE = (
    "Наставники по строкам, наставляемые по столбцам: заполняется при подборе пар. "
    f"Темнее — подходит лучше, {CHOSEN.strip()} — выбранная пара, пусто — нельзя"
)
FIT_BANNER = 24
"""So many columns the title of «Совместимость» reaches over."""


def _write_title(
    sheet: FittedSheet, looks: CellFormats, title: str, purpose: str, columns: int
) -> None:
    tab = Tab.SETTINGS
    sheet.set_row(0, 30)
    for place in range(columns):
        sheet.write_blank(0, place, None, looks.banner(tab))
    sheet.write_string(0, 0, title, looks.banner(tab))
    sheet.write_url(1, 0, f"internal:'{PANEL}'!A1", looks.back(), BACK)
    sheet.write_string(1, 1, purpose, looks.purpose())
    sheet.hide_gridlines(2)


def _nth(column: ColumnOf[Activity, Any], number: int) -> str:
    """The value of a column in row `number` of the data of «Дорожная карта»."""
    letter = letters(place_of(Activity, column))
    return f"INDEX('{Activity.sheet}'!${letter}:${letter},{HEADER}+{number})"


def write_gantt(sheet: FittedSheet, looks: CellFormats) -> None:
    """Activities down, months across; a bar is a conditional format."""
    _write_title(sheet, looks, GANTT, GANTT_PURPOSE, 3 + MONTHS)
    for place, width in enumerate((60, 12, 12)):
        sheet.set_column(place, place, width)
    sheet.set_column(3, 2 + MONTHS, 6.5)
    head = looks.look(bold=True, bg_color="#E8F1F4", align="center", num_format="[$-419]mmm yy")
    for place, title in enumerate(("Мероприятие", "Начало", "Окончание")):
        sheet.write_string(HEADER - 1, place, title, head)
    begins = f"IFERROR(--LEFT({card_lookup(Card.year)},4),YEAR(TODAY()))"
    for month in range(MONTHS):
        formula = f"=DATE({begins},8+{month},1)"
        sheet.write_formula(HEADER - 1, 3 + month, formula, head, "")
    for number in range(1, ACTIVITIES + 1):
        _write_gantt_row(sheet, looks, number)
    _colour_gantt(sheet, looks)
    sheet.freeze_panes(HEADER, 1)
    all_ = f"COUNTA({whole_of(Activity.title)})"
    fewer = f'"На бумаге — первые {PRINTED} мероприятий из "&{all_}&", остальные — на экране"'
    told = f'=IF({all_}>{PRINTED},{fewer},"{GANTT_PURPOSE}")'
    sheet.write_formula(1, 1, told, looks.purpose(), GANTT_PURPOSE)
    set_paper(sheet, GANTT)
    sheet.print_area(0, 0, HEADER + PRINTED - 1, 2 + MONTHS)


def _write_gantt_row(sheet: FittedSheet, looks: CellFormats, number: int) -> None:
    row = HEADER + number - 1
    day = looks.look(num_format="dd.mm.yyyy", align="center")
    sheet.write_formula(row, 0, f'={_nth(Activity.title, number)}&""', looks.look(), "")
    for place, column in ((1, Activity.start), (2, Activity.end)):
        found = _nth(column, number)
        sheet.write_formula(row, place, f'=IF(ISNUMBER({found}),{found},"")', day, "")


def _colour_gantt(sheet: FittedSheet, looks: CellFormats) -> None:
    month, row = f"D${HEADER}", HEADER + 1
    start = f"IF(ISNUMBER($B{row}),$B{row},$C{row})"
    lasts = f"AND(ISNUMBER($C{row}),{start}<=EOMONTH({month},0),$C{row}>={month})"
    today = f'AND($A{row}<>"",TODAY()>={month},TODAY()<=EOMONTH({month},0))'
    area = (HEADER, 3, HEADER + ACTIVITIES - 1, 2 + MONTHS)
    for rule, look in ((lasts, looks.bar()), (today, looks.now())):
        options = {"type": "formula", "criteria": f"={rule}", "format": look}
        sheet.conditional_format(*area, options)


def write_fit(sheet: FittedSheet, looks: CellFormats) -> None:
    """An empty grid for mentors × mentees, which matching fills."""
    _write_title(sheet, looks, FIT, FIT_PURPOSE, FIT_BANNER)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, MENTEES, 5, looks.look(align="center", num_format="0", font_size=9))
    turned = looks.look(rotation=90, align="center", valign="bottom")
    sheet.set_row(HEADER - 1, 170, turned)
    sheet.write_blank(HEADER - 1, 0, None, looks.look(bold=True, valign="bottom"))
    area = (HEADER, 1, HEADER + MENTORS - 1, MENTEES)
    chosen = {"type": "text", "criteria": "begins with", "value": CHOSEN, "format": looks.chosen()}
    sheet.conditional_format(*area, chosen)
    scale = {"type": "2_color_scale", "min_color": "#E8F1F4", "max_color": Tab.PEOPLE.value}
    sheet.conditional_format(*area, scale)
    sheet.freeze_panes(HEADER, 1)
    set_paper(sheet, FIT, across=True)
    sheet.repeat_rows(HEADER - 1)
    sheet.repeat_columns(0)
