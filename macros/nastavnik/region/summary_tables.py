"""What the tables of the consolidated workbook hold: headers and rows, nothing of how they look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from nastavnik.model.findings import Level, Value
from nastavnik.model.grid import Grid
from nastavnik.model.schema import Choices, Column, Record
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
from nastavnik.region.explaining import FORMS_ADVICE, conclusion, drawn_shares
from nastavnik.region.forms import SIZE_TITLES, form_indicators, form_rows
from nastavnik.region.plan import DistrictPlan, SchoolLine
from nastavnik.region.register import PROGRAM, SubmissionEvent, entry
from nastavnik.region.sheets import (
    DistrictCard,
    ExpectedSchool,
    Goal,
    JournalRow,
    SubmissionRow,
    YearRow,
)
from nastavnik.region.sums import BY_FORM, IndicatorTotal, shown_shares
from nastavnik.region.years import YearsBeside
from nastavnik.results.catalogue import DEFINITIONS
from nastavnik.results.verdicts import FEW, percent_words, share
from nastavnik.rules.catalogue import RULES

SUMMARY, BY_SCHOOL, FORMS, FORM_SHARES, YEARS_BESIDE, MISTAKES, TWICE, REMARKS, UNREAD = MADE
MOST_OF_CHANGES = 160
"""So many letters of what changed stand beside a school."""
Cell = Value | tuple[str, str]
"""What a cell gets: a value, or (address, words) of a link."""
_SHARE = "Доля"
_LEVELS = {level.value: level.word for level in Level}


class TableColumn(NamedTuple):
    """A column of a made table: its header, its width, whether a person types in it.

    Those that are folded are the last ones.
    """

    title: str
    width: float
    typed: bool = False
    choices: Choices | None = None
    folded: bool = False


class SummaryTable(NamedTuple):
    """A table of a sheet of its own."""

    title: str
    purpose: str
    columns: Sequence[TableColumn]
    rows: Iterable[Sequence[Cell]]


class ChartRows(NamedTuple):
    """What a chart shows: a name and numbers in each row; `most` is the end of its axis, if any."""

    title: str
    series: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    most: int | None = None


def summary(plan: DistrictPlan) -> SummaryTable:
    """The sums of the district beside its targets."""
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
    totals = plan.totals.indicators.values()
    rows = (_summary_row(total, plan.targets.get(total.number)) for total in totals)
    return SummaryTable(SUMMARY, _headline(plan), columns, rows)


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


def reached(plan: DistrictPlan) -> ChartRows:
    """The shares that a chart shows beside their targets."""
    shares = [
        (each.name, round(share(each.part, each.whole) or 0, 1), each.target)
        for each in drawn_shares(plan)
    ]
    return ChartRows("Показатели и цели", ("Доля, %", "Цель, %"), shares, 100)


def progress(plan: DistrictPlan) -> ChartRows:
    """How many schools there are in each state."""
    states = [(state.value, number) for state, number in plan.states.items()]
    return ChartRows("Как идёт сдача", ("Школ",), states)


def submissions(plan: DistrictPlan) -> SummaryTable:
    """The register, in which the coordinator decides."""
    columns = [_column(column) for column in SubmissionRow.columns]
    columns += _added(columns, [line.extras for line in plan.lines])
    titles = [column.title for column in columns]
    rows = ([_submission(line).get(title) for title in titles] for line in plan.lines)
    return SummaryTable(SubmissionRow.sheet, purpose_of(SubmissionRow), columns, list(rows))


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


def by_school(plan: DistrictPlan) -> SummaryTable:
    """A row a school, a column an indicator: as much as may be told."""
    counted = [row for _, row in plan.counted]
    columns = [TableColumn("Школа", 40), TableColumn("Числа на", 12)]
    columns += [TableColumn(f"{d.number}. {d.title}", 16) for d in DEFINITIONS]
    words = [shown_shares([row.indicator(d.number) for row in counted]) for d in DEFINITIONS]
    rows: Iterable[Sequence[Cell]] = (
        [line.name, date.fromisoformat(row.counted_on), *(column[place] for column in words)]
        for place, (line, row) in enumerate(plan.counted)
    )
    purpose = (
        f"Школы по алфавиту, это не рейтинг. Меньше {FEW} человек не показаны; «скрыто» — чтобы их "
        "не нашли вычитанием"
    )
    return SummaryTable(BY_SCHOOL, purpose, columns, rows)


def forms(plan: DistrictPlan) -> SummaryTable:
    """Forms of mentoring: the district first, then each school."""
    columns = [TableColumn("Форма", 30), TableColumn("Школа", 40)]
    columns += [TableColumn(title, 13) for title in SIZE_TITLES]
    columns += [TableColumn(f"{d.number}. {d.title}", 16) for d in BY_FORM.values()]
    purpose = (
        f"Люди, пары и показатели по формам; меньше {FEW} человек не показаны, «скрыто» — чтобы их "
        "не нашли вычитанием"
    )
    return SummaryTable(FORMS, purpose, columns, form_rows(plan))


def form_shares(plan: DistrictPlan) -> SummaryTable:
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
    return SummaryTable(FORM_SHARES, FORMS_ADVICE, columns, rows)


def years(plan: DistrictPlan) -> SummaryTable:
    """The indicators of the years, as a person may type them too."""
    columns = [_column(column)._replace(typed=True) for column in YearRow.columns]
    columns.append(TableColumn(_SHARE, 18))
    extras = plan.district.extras
    ordered = sorted(plan.years, key=lambda row: (row.number or 0, row.year))
    columns += _added(columns, [extras.get(year_key(row), {}) for row in ordered])
    rows = [_year(row, plan, columns) for row in ordered]
    return SummaryTable(YearRow.sheet, purpose_of(YearRow), columns, rows)


def _year(row: YearRow, plan: DistrictPlan, columns: Sequence[TableColumn]) -> list[Cell]:
    """A year as it was typed; this one as it is counted now."""
    counted = {**shown_values(row), _SHARE: _share_of_year(row)}
    typed = {t: v for t, v in plan.district.extras.get(year_key(row), {}).items() if t != _SHARE}
    values = {**typed, **counted} if row.year == plan.year else {**counted, **typed}
    return [values.get(column.title) for column in columns]


def _share_of_year(row: YearRow) -> str:
    return percent_words(row.part, row.whole) if row.whole else ""


def compared_years(beside: YearsBeside) -> SummaryTable:
    """A row an indicator, a column a year."""
    columns = [TableColumn("№", 6), TableColumn("Показатель", 72)]
    columns += [TableColumn(year, 20) for year in beside.years]
    rows: list[Sequence[Cell]] = [(number, title, *cells) for number, title, cells in beside.rows]
    purpose = "Как менялись показатели; прежние годы берутся с листа «Годы»"
    return SummaryTable(YEARS_BESIDE, purpose, columns, rows)


def mistakes(plan: DistrictPlan) -> SummaryTable:
    """Mistakes by the number of schools that make them."""
    columns = (
        TableColumn("Правило", 11),
        TableColumn("Чего требует", 80),
        TableColumn("Уровень", 11),
        TableColumn("Школ", 9),
        TableColumn("Случаев", 10),
    )
    rows = ((m.code, m.title, _LEVELS[m.level], m.schools, m.times) for m in plan.totals.frequent)
    purpose = "Что чаще всего мешает: темы для семинара и письма всем школам"
    return SummaryTable(MISTAKES, purpose, columns, rows)


def remarks(plan: DistrictPlan) -> SummaryTable:
    """The findings in the last book of each school."""
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
            _LEVELS[f.level],
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
    return SummaryTable(REMARKS, purpose, columns, rows)


def same_people(plan: DistrictPlan) -> SummaryTable:
    """Who is in two schools, nobody named."""
    columns = (
        TableColumn("Школа", 40),
        TableColumn("Где", 22),
        TableColumn("Другая школа", 40),
        TableColumn("Где в ней", 22),
        TableColumn("Насколько точно", 32),
    )
    purpose = f"Один человек в двух школах; имён здесь нет. {plan.district.card.ground}"
    return SummaryTable(TWICE, purpose, columns, plan.same_people())


def unread(plan: DistrictPlan) -> SummaryTable:
    """The files of this run that belong to no school."""
    columns = (TableColumn("Файл", 60), TableColumn("Почему", 90))
    purpose = "Файлы последнего сбора, которые не удалось отнести ни к одной школе"
    return SummaryTable(UNREAD, purpose, columns, sorted(plan.unread, key=attrgetter("order")))


def journal(plan: DistrictPlan) -> SummaryTable:
    """Everything that happened to each book."""
    columns = [_column(column) for column in JournalRow.columns]
    purpose = f"{purpose_of(JournalRow)}; «{PROGRAM}» — сама программа"
    return SummaryTable(JournalRow.sheet, purpose, columns, map(_event, plan.events))


def _event(event: SubmissionEvent) -> Sequence[Cell]:
    values = shown_values(entry(event))
    return [values.get(column.title) for column in JournalRow.columns]


def own_sheets(plan: DistrictPlan) -> Iterator[tuple[type[Record], Grid]]:
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


def _headline(plan: DistrictPlan) -> str:
    states = ", ".join(f"{state.value} — {n}" for state, n in plan.states.items())
    return (
        f"{plan.district.card.name or 'Муниципалитет'}, {plan.year} учебный год, на "
        f"{plan.today:%d.%m.%Y}. Школ {len(plan.lines)}: {states}"
    )
