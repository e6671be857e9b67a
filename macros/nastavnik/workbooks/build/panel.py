"""«Панель»: where things stand, by live formulas, and the way to every sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.workbook import Workbook

from nastavnik.domain.pairs import MENTORED
from nastavnik.model.choices import ActivityState, PairState, PaperState, RuleLevel, Stage
from nastavnik.model.grid import letters
from nastavnik.model.schema import Column, ColumnOf, Place, Tab
from nastavnik.model.sheets import (
    FIT,
    GANTT,
    GUIDE,
    LISTS,
    PANEL,
    PEOPLE_COUNTED,
    RECORDS,
    RESULTS,
    Activity,
    Card,
    Check,
    MeetingRow,
    Mentee,
    Mentor,
    Pair,
    Paper,
    RuleRow,
)
from nastavnik.rules.programmes import pair_is_not_silent
from nastavnik.workbooks.build.buttons import HEIGHT, buttons, write_buttons
from nastavnik.workbooks.build.guide import BUTTONS
from nastavnik.workbooks.build.looks import GRID, INK, MUTED, PAPER, CellFormats
from nastavnik.workbooks.build.paper import USUAL, set_paper
from nastavnik.workbooks.build.sheet import FittedSheet
from nastavnik.workbooks.build.tables import place_of, whole_of
from nastavnik.workbooks.build.validation import check_name

FIRST, LAST = 1, 12
"""The columns that the panel uses, from 0; column A is a margin."""
CARDS_ROW, STAGES_ROW, NEXT_ROW, LATE_ROW, CALL_ROW, PAPERS_ROW = 6, 11, 23, 31, 39, 46
NEXT_COUNT, WHO = 5, FIRST + 6
"""So many activities a list has, and the column in which those who answer for them begin."""
STAGE_CELLS = tuple(
    tuple(f"{letters(FIRST + place)}{STAGES_ROW + number + 1}" for place in (4, 5, 6))
    for number in range(len(Stage))
)
"""For each stage the cells with how many of its activities are done, ahead and overdue."""
DONE, LEFT, LATE = "#2E8B57", "#CBD5E1", "#DC2626"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number on the panel: its caption, its formula, the sheet it leads to, its colour."""

    caption: str
    formula: str
    sheet: str
    colour: str


def _people(name: Column) -> str:
    """How many are on a registry, its header left out.

    OnlyOffice takes it for a person where LibreOffice has spelt out `headerRowCount="1"`.
    """
    return f'COUNTIFS({whole_of(name)},"<>",{whole_of(name)},"<>{name.title}")'


def _pairs(*conditions: str) -> str:
    return f"COUNTIFS({','.join((whole_of(Pair.state), *conditions))})"


def _unpaired() -> str:
    people = whole_of(Mentee.full_name)
    pairs = f"COUNTIFS({whole_of(Pair.mentee)},{people},{whole_of(Pair.state)}"
    count = "+".join(f'{pairs},"{state}")' for state in MENTORED)
    return f'SUMPRODUCT(({people}<>"")*({whole_of(Mentee.left_on)}="")*({count}=0))'


def figures() -> Sequence[Figure]:
    """The cards across the top."""
    level = check_name(Check.level)
    return (
        Figure(
            "Наставники",
            _people(Mentor.full_name),
            Mentor.sheet,
            Tab.PEOPLE,
        ),
        Figure(
            "Наставляемые",
            _people(Mentee.full_name),
            Mentee.sheet,
            Tab.PEOPLE,
        ),
        Figure("Пары действуют", _pairs(f'"{PairState.ACTIVE}"'), Pair.sheet, Tab.WORK),
        Figure("Без наставника", _unpaired(), Mentee.sheet, Tab.PAPERS),
        Figure("Ошибки", f'COUNTIFS({level},"{RuleLevel.ERROR}")', Check.sheet, "#B91C1C"),
        Figure("Вопросы", f'COUNTIFS({level},"{RuleLevel.QUESTION}")', Check.sheet, "#B45309"),
    )


def write_panel(workbook: Workbook, sheet: FittedSheet, looks: CellFormats) -> None:
    """Buttons, cards, stages with a chart, next deadlines, documents, links."""
    sheet.hide_gridlines(2)
    set_grid(sheet)
    _write_banner(sheet, looks)
    write_buttons(sheet, looks, f"internal:'{GUIDE}'!A{BUTTONS + 1}")
    _write_cards(sheet, looks)
    _write_stages(workbook, sheet, looks)
    _write_deadlines(sheet, looks)
    _write_calls(sheet, looks)
    _write_papers(sheet, looks)
    _write_links(sheet, looks)
    set_paper(sheet, PANEL, across=True)
    sheet.set_h_pagebreaks([LATE_ROW - 2])


def set_grid(sheet: FittedSheet) -> None:
    """The sizes of columns and rows down to the buttons."""
    sheet.set_column(0, 0, 2)
    sheet.set_column(FIRST, LAST, 12.5)
    for row, height in enumerate((36, 22, 8)):
        sheet.set_row(row, height)
    for button in buttons():
        sheet.set_row(button.row, HEIGHT)


def _write_banner(sheet: FittedSheet, looks: CellFormats) -> None:
    band = looks.look(bold=True, font_size=20, font_color=PAPER, bg_color=Tab.WORK.value)
    low = looks.look(font_size=12, font_color=PAPER, bg_color=Tab.WORK.value)
    for place in range(LAST + 1):
        sheet.write_blank(0, place, None, band)
        sheet.write_blank(1, place, None, low)
    sheet.write_string(0, FIRST, "Наставничество", band)
    names = (card_lookup(Card.short_name), card_lookup(Card.year))
    formula = f'=IFERROR({names[0]}&IF({names[1]}="","","    учебный год "&{names[1]}),"")'
    sheet.write_formula(1, FIRST, formula, low, "")


def card_lookup(column: ColumnOf[Card, Any]) -> str:
    """The value of a field of «Школа», found by its label so that rows may move."""
    values, labels = f"'{Card.sheet}'!$B:$B", f"'{Card.sheet}'!$A:$A"
    return f'INDEX({values},MATCH("{column.title}",{labels},0))'


def _write_cards(sheet: FittedSheet, looks: CellFormats) -> None:
    sheet.set_row(CARDS_ROW, 20)
    sheet.set_row(CARDS_ROW + 1, 40)
    for number, figure in enumerate(figures()):
        left = FIRST + 2 * number
        edge = {"bg_color": "#F8FAFC", "align": "center", "border": 1, "border_color": GRID}
        caption = looks.look(font_color=MUTED, **edge)
        value = looks.look(
            bold=True, font_size=24, font_color=str(figure.colour), num_format="0", **edge
        )
        sheet.merge_range(CARDS_ROW, left, CARDS_ROW, left + 1, "", caption)
        link = f"internal:'{figure.sheet}'!A1"
        sheet.write_url(CARDS_ROW, left, link, caption, figure.caption)
        sheet.merge_range(CARDS_ROW + 1, left, CARDS_ROW + 1, left + 1, "", value)
        sheet.write_formula(CARDS_ROW + 1, left, f"={figure.formula}", value, "")


def _section(
    sheet: FittedSheet, looks: CellFormats, row: int, title: str, place: int = FIRST
) -> None:
    look = looks.look(bold=True, font_size=13, font_color=Tab.WORK.value)
    sheet.set_row(row, 22)
    sheet.write_string(row, place, title, look)


def _write_stages(workbook: Workbook, sheet: FittedSheet, looks: CellFormats) -> None:
    _section(sheet, looks, STAGES_ROW - 2, "Этапы дорожной карты")
    head = looks.look(bold=True, bg_color="#E8F1F4", bottom=1, bottom_color=GRID, text_wrap=True)
    sheet.merge_range(STAGES_ROW - 1, FIRST, STAGES_ROW - 1, FIRST + 2, "Этап", head)
    for place, title in enumerate(("Сделано", "Впереди", "Просрочено"), start=FIRST + 3):
        sheet.write_string(STAGES_ROW - 1, place, title, head)
    for number, stage in enumerate(Stage):
        _write_stage(sheet, looks, STAGES_ROW + number, stage)
    sheet.insert_chart(STAGES_ROW - 2, FIRST + 6, _stage_chart(workbook))


def _write_stage(sheet: FittedSheet, looks: CellFormats, row: int, stage: Stage) -> None:
    edge = {"bottom": 1, "bottom_color": "#E5E7EB"}
    sheet.merge_range(row, FIRST, row, FIRST + 2, stage.value, looks.look(**edge))
    mine = f'{whole_of(Activity.stage)},"{stage.value}"'
    done_on, state = whole_of(Activity.done_on), whole_of(Activity.state)
    open_ = f'{mine},{done_on},"",{state},"<>{ActivityState.DONE}"'
    done = f"COUNTIFS({mine})-COUNTIFS({open_})"
    late = f'COUNTIFS({open_},{whole_of(Activity.end)},"<"&TODAY())'
    ahead = f"COUNTIFS({open_})-{letters(FIRST + 6)}{row + 1}"
    for place, formula in enumerate((done, ahead, late), start=FIRST + 3):
        look = looks.look(align="center", num_format="0;-0;–", **edge)
        sheet.write_formula(row, place, f"={formula}", look, "")


def _stage_chart(workbook: Workbook) -> object:
    chart = workbook.add_chart({"type": "bar", "subtype": "stacked"})
    rows = (STAGES_ROW, STAGES_ROW + len(Stage) - 1)
    for place, colour in zip(range(FIRST + 3, FIRST + 6), (DONE, LEFT, LATE), strict=True):
        chart.add_series(
            {
                "name": [PANEL, STAGES_ROW - 1, place],
                "categories": [PANEL, rows[0], FIRST, rows[1], FIRST],
                "values": [PANEL, rows[0], place, rows[1], place],
                "fill": {"color": colour},
                "gap": 45,
            }
        )
    chart.set_y_axis({"reverse": True, "line": {"none": True}, "num_font": {"size": USUAL}})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_legend({"position": "top", "font": {"size": USUAL}})
    chart.set_chartarea({"border": {"none": True}})
    chart.set_size({"width": 590, "height": 262})
    return chart


def _write_deadlines(sheet: FittedSheet, looks: CellFormats) -> None:
    """What comes next, and what should have been done by now."""
    end = whole_of(Activity.end)
    _write_list(sheet, looks, NEXT_ROW, "Ближайшие сроки", f"({end}>=TODAY())")
    _write_list(sheet, looks, LATE_ROW, "Просрочено", f"({end}<TODAY())")


def _write_list(sheet: FittedSheet, looks: CellFormats, top: int, title: str, which: str) -> None:
    """The first activities not done whose end fits `which`, with who answers for them."""
    _section(sheet, looks, top - 2, title)
    head = looks.look(bold=True, bg_color="#E8F1F4", bottom=1, bottom_color=GRID)
    spans = (("Срок", FIRST, FIRST), ("Мероприятие", FIRST + 1, WHO - 1))
    for caption, left, right in (*spans, ("Ответственные", WHO, LAST)):
        _merge(sheet, top - 1, left, right, head)
        sheet.write_string(top - 1, left, caption, head)
    end, done, state = map(whole_of, (Activity.end, Activity.done_on, Activity.state))
    left_open = f'ISNUMBER({end})*({done}="")*({state}<>"{ActivityState.DONE}")*{which}'
    key = f'IF({left_open},{end}+ROW({end})/100000,"")'
    for number in range(NEXT_COUNT):
        _write_list_row(sheet, looks, top + number, f'IFERROR(SMALL({key},{number + 1}),"")')


def _write_list_row(sheet: FittedSheet, looks: CellFormats, row: int, key: str) -> None:
    """One activity; a hidden column holds its end + row / 100000: one number, no ties."""
    found = _write_hidden(sheet, row, LAST + 2, key)
    edge = {"bottom": 1, "bottom_color": "#E5E7EB"}
    date_look = looks.look(num_format="dd.mm.yyyy", align="left", **edge)
    sheet.write_formula(row, FIRST, f'=IF({found}="","",INT({found}))', date_look, "")
    spans = ((FIRST + 1, WHO - 1, Activity.title), (WHO, LAST, Activity.responsible))
    for left, right, shown_column in spans:
        look = looks.look(shrink=True, **edge)
        _merge(sheet, row, left, right, look)
        column = letters(place_of(Activity, shown_column))
        cell = f"INDEX('{Activity.sheet}'!${column}:${column},ROUND(MOD({found},1)*100000,0))"
        shown = f'SUBSTITUTE({cell},CHAR(10),", ")'
        sheet.write_formula(row, left, f'=IF({found}="","",{shown})', look, "")


def _write_calls(sheet: FittedSheet, looks: CellFormats) -> None:
    """The pairs at work that have not met for as long as the rule about silence allows."""
    _section(sheet, looks, CALL_ROW - 2, "Кому позвонить: давно не встречались")
    head = looks.look(bold=True, bg_color="#E8F1F4", bottom=1, bottom_color=GRID)
    for caption, left, right in _CALLED:
        _merge(sheet, CALL_ROW - 1, left, right, head)
        sheet.write_string(CALL_ROW - 1, left, caption, head)
    key = f'IF({_silent()},ROW({whole_of(Pair.mentor)}),"")'
    for number in range(NEXT_COUNT):
        _write_call(sheet, looks, CALL_ROW + number, f'IFERROR(SMALL({key},{number + 1}),"")')


_CALLED = (
    ("Последняя встреча", FIRST, FIRST + 1),
    ("Наставник", FIRST + 2, FIRST + 5),
    ("Телефон", FIRST + 6, FIRST + 7),
    ("Наставляемый", FIRST + 8, LAST),
)


def _silent() -> str:
    """Whether each pair is at work and has not met since the day that the rule sets."""
    code, parameter = whole_of(RuleRow.code), whole_of(RuleRow.parameter)
    allowed = f'IFERROR(INDEX({parameter},MATCH("{pair_is_not_silent.code}",{code},0)),0)'
    usual = f"{pair_is_not_silent.parameter:g}"
    since = f"WORKDAY(TODAY(),-IF({allowed}>0,{allowed},{usual}))"
    state, start, end = map(whole_of, (Pair.state, Pair.start, Pair.end))
    people = (
        f"{whole_of(MeetingRow.mentor)},{whole_of(Pair.mentor)},"
        f"{whole_of(MeetingRow.mentee)},{whole_of(Pair.mentee)}"
    )
    met = f'COUNTIFS({people},{whole_of(MeetingRow.held_on)},">"&{since})'
    at_work = f'({state}="{PairState.ACTIVE}")*({start}<={since})*({end}>=TODAY())'
    return f"ISNUMBER({start})*{at_work}*({met}=0)"


def _write_call(sheet: FittedSheet, looks: CellFormats, row: int, key: str) -> None:
    """One pair; hidden columns hold its row number and its last meeting, 0 for none."""
    found = _write_hidden(sheet, row, LAST + 2, key)
    edge = {"bottom": 1, "bottom_color": "#E5E7EB"}

    def of_pair(column: Column) -> str:
        place = letters(place_of(Pair, column))
        return f"INDEX('{Pair.sheet}'!${place}:${place},{found})"

    mentor, mentee = of_pair(Pair.mentor), of_pair(Pair.mentee)
    held_on = whole_of(MeetingRow.held_on)
    people = f"({whole_of(MeetingRow.mentor)}={mentor})*({whole_of(MeetingRow.mentee)}={mentee})"
    met = f"IFERROR(MAX(IF({people}*ISNUMBER({held_on}),{held_on})),0)"
    last = _write_hidden(sheet, row, LAST + 3, met)
    phone = f"INDEX({whole_of(Mentor.phone)},MATCH({mentor},{whole_of(Mentor.full_name)},0))"
    shown = (
        f'IF({last}=0,"не было",{last})',
        mentor,
        f'IFERROR({phone}&"","")',
        mentee,
    )
    for (_, left, right), formula in zip(_CALLED, shown, strict=True):
        look = looks.look(shrink=True, num_format="dd.mm.yyyy", align="left", **edge)
        _merge(sheet, row, left, right, look)
        cell = f'IF({found}="","",{formula})'
        sheet.write_formula(row, left, f"={cell}", look, "")


def _write_hidden(sheet: FittedSheet, row: int, place: int, formula: str) -> str:
    """An array formula in a hidden column; the reference to it."""
    sheet.write_array_formula(row, place, row, place, f"{{={formula}}}", None, "")
    return f"${letters(place + 1)}${row + 1}"


def _merge(sheet: FittedSheet, row: int, left: int, right: int, look: object) -> None:
    if left < right:
        sheet.merge_range(row, left, row, right, "", look)


def _write_papers(sheet: FittedSheet, looks: CellFormats) -> None:
    _section(sheet, looks, PAPERS_ROW - 1, "Документы")
    state = whole_of(Paper.state)
    for number, word in enumerate(
        (PaperState.OWED, PaperState.DRAFT, PaperState.MADE, PaperState.SIGNED)
    ):
        left = FIRST + 3 * number
        sheet.merge_range(PAPERS_ROW, left, PAPERS_ROW, left + 1, "", looks.look(font_color=MUTED))
        link = f"internal:'{Paper.sheet}'!A1"
        sheet.write_url(PAPERS_ROW, left, link, looks.look(font_color=INK), f"{word.value}:")
        look = looks.look(bold=True, font_size=14, align="left")
        sheet.write_formula(PAPERS_ROW, left + 2, f'=COUNTIFS({state},"{word.value}")', look, "")


def _write_links(sheet: FittedSheet, looks: CellFormats) -> None:
    """Every other sheet, one link each, in three columns."""
    _section(sheet, looks, PAPERS_ROW + 2, "Все листы")
    front = [record for record in RECORDS if record.place is Place.FRONT]
    behind = [record for record in RECORDS if record.place is not Place.FRONT]
    records = [(record.sheet, record.tab.value) for record in (*front, *behind)]
    special = [(title, Tab.RESULTS.value) for title in (RESULTS, PEOPLE_COUNTED)]
    special += [(title, Tab.SETTINGS.value) for title in (GANTT, FIT, LISTS, GUIDE)]
    for number, (title, colour) in enumerate([*records, *special]):
        row, place = PAPERS_ROW + 3 + number // 4, FIRST + 3 * (number % 4)
        look = looks.look(font_color=colour, underline=1)
        sheet.write_url(row, place, f"internal:'{title}'!A1", look, title)
    sheet.set_column(LAST + 2, LAST + 3, 4, None, {"hidden": True})
    sheet.set_first_sheet()
    sheet.print_area(0, 0, row + 1, LAST)
