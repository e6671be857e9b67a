"""The consolidated workbook as it was found: what the coordinator typed, and what is kept in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from nastavnik.model.cells import RecordTable, read_table
from nastavnik.model.errors import JobError
from nastavnik.model.findings import Finding, Value
from nastavnik.model.grid import Cells, Grid
from nastavnik.model.parsing import is_filled
from nastavnik.model.schema import Record
from nastavnik.model.sheets import RuleRow
from nastavnik.model.text import fold
from nastavnik.model.titles import Titles
from nastavnik.region.register import (
    USUAL_DAYS,
    SubmissionEvent,
    SubmissionTerms,
    TypedRow,
    entered,
)
from nastavnik.region.roll import Roll, key_of
from nastavnik.region.sheets import (
    DistrictCard,
    ExpectedSchool,
    Goal,
    JournalRow,
    SubmissionRow,
    YearRow,
)
from nastavnik.region.task import ReceiverSettings
from nastavnik.rules.catalogue import RULES

R = TypeVar("R", bound=Record)

TYPED: tuple[type[Record], ...] = (DistrictCard, ExpectedSchool, Goal, RuleRow)
"""The coordinator's own sheets: cell by cell they stay as she left them."""
KEPT: tuple[type[Record], ...] = (SubmissionRow, JournalRow, YearRow)
"""Sheets that are written anew from what they held."""
MADE = (
    "Свод",
    "Показатели по школам",
    "Формы",
    "Показатели по формам",
    "Годы рядом",
    "Частые ошибки",
    "Два места",
    "Замечания",
    "Не разобрано",
)
"""Sheets that are made anew each time and hold nothing of anybody's."""

Extras = Mapping[str, Value]
"""What the coordinator typed in a row of the program's, in columns of her own too, as it is."""


@dataclass(frozen=True)
class District:
    """What the consolidated workbook holds before a run.

    `added` are those of the `schools` that her sheet has not yet; `typed` is by the key of a
    school, `extras` by that or by year and number of an indicator; `own` are the grids of her
    sheets, `foreign` those of sheets that she added; `findings` what in them cannot be read.
    """

    card: DistrictCard = field(default_factory=DistrictCard)
    schools: tuple[ExpectedSchool, ...] = ()
    rules: tuple[RuleRow, ...] = ()
    goals: tuple[Goal, ...] = ()
    added: tuple[ExpectedSchool, ...] = ()
    events: tuple[SubmissionEvent, ...] = ()
    years: tuple[YearRow, ...] = ()
    typed: Mapping[str, TypedRow] = field(default_factory=dict)
    extras: Mapping[str, Extras] = field(default_factory=dict)
    own: Mapping[str, Grid] = field(default_factory=dict)
    foreign: Mapping[str, Grid] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    @property
    def conditions(self) -> SubmissionTerms:
        """The terms of the submission."""
        card = self.card
        return SubmissionTerms(
            card.due, card.days or USUAL_DAYS, not card.keep_errors, bool(card.accept_clean)
        )

    @property
    def head(self) -> District:
        """What of it does not grow with the schools."""
        return replace(
            self, schools=(), added=(), events=(), years=(), typed={}, extras={}, own={}, foreign={}
        )

    def settings(self, year: str, secret: bytes) -> ReceiverSettings:
        """What books are judged by; people are marked only where there is a ground for it.

        Of the rules those that the coordinator has set otherwise than they are.
        """
        usual = {(rule.code, rule.level.word, rule.parameter) for rule in RULES}
        typed = [(r.code, r.level, r.parameter) for r in self.rules if r.code and r.level]
        rules = tuple(each for each in typed if each not in usual)
        return ReceiverSettings(year, rules, secret if self.card.ground.strip() else b"")


def district_in(cells: Cells, name: str) -> District:
    """The district that a workbook holds.

    Raises:
        JobError: it is another workbook: nothing may be written over it.
    """
    titles = Titles(cells)
    if not any(titles.of(record.sheet) for record in (SubmissionRow, DistrictCard)):
        raise JobError(f"«{name}» — не свод «Наставника»: укажите сам свод или имя нового файла")
    reader = _SheetReader(cells, titles)
    card = reader.table(DistrictCard).rows
    schools = reader.table(ExpectedSchool)
    submissions, journal = reader.table(SubmissionRow), reader.table(JournalRow)
    expected = tuple(row for row in schools.rows if row.name or row.inn)
    known = {key_of(row.inn, row.name): row for row in submissions.rows}
    years = reader.table(YearRow)
    return District(
        card=card[0] if card else DistrictCard(),
        schools=expected,
        rules=reader.table(RuleRow).rows,
        goals=reader.table(Goal).rows,
        events=tuple(_events(journal.rows, Roll.of(expected))),
        years=years.rows,
        typed={key: _typed(row) for key, row in known.items()},
        extras=_extras(submissions, known)
        | _extras(years, {year_key(row): row for row in years.rows}),
        own={r.sheet: cells[found[0]] for r in TYPED if (found := titles.of(r.sheet))},
        foreign=dict(_foreign(cells)),
        findings=tuple(reader.findings),
    )


class _SheetReader:
    """Reads sheets and collects what is wrong in those that a person fills."""

    def __init__(self, cells: Cells, titles: Titles) -> None:
        self._cells, self._titles = cells, titles
        self.findings: list[Finding] = []

    def table(self, record: type[R]) -> RecordTable[R]:
        """A sheet of the workbook; empty where it is missing."""
        found = self._titles.of(record.sheet)
        table, findings = read_table(record, self._cells[found[0]] if found else None, {})
        if found:
            self.findings += [f for f in findings if not record.is_made()]
        return table


def _events(rows: Iterable[JournalRow], roll: Roll) -> Iterator[SubmissionEvent]:
    """The journal, each line with the school that it is about by the list of today."""
    for row in rows:
        event = entered(row)
        if event and event.key not in roll.by_key:
            sender = roll.sender(event.inn, event.name)
            event = event._replace(key=sender.key or event.key)
        if event:
            yield event


def _typed(row: SubmissionRow) -> TypedRow:
    return TypedRow(row.decision, row.decided_by, row.decided_on, row.note)


def year_key(row: YearRow) -> str:
    """What tells a row of «Годы» from others."""
    return f"{row.year}|{row.number}"


def _extras(table: RecordTable[R], rows: Mapping[str, R]) -> dict[str, Extras]:
    """What a person typed in each of the rows, by their keys."""
    if not table.header_row:
        return {}
    made = {column.title for column in table.record.columns if column.made}
    headers = table.grid.rows[table.header_row - 1]
    typed = {n: str(v) for n, v in enumerate(headers, 1) if is_filled(v) and str(v) not in made}
    return {
        key: {title: table.grid.value(row.row, number) for number, title in typed.items()}
        for key, row in rows.items()
    }


def _foreign(cells: Cells) -> Iterator[tuple[str, Grid]]:
    ours = {fold(title) for title in (*MADE, *(r.sheet for r in (*TYPED, *KEPT)))}
    for title in cells:
        if fold(title) not in ours:
            yield title, cells[title]


def own_grid(record: type[Record], grid: Grid | None, rows: Sequence[Record]) -> Grid:
    """The coordinator's sheet with further rows below hers; a new one with these rows alone.

    Columns that her sheet lacks yet are added on the right.
    """
    if grid is None:
        return _fresh(record, rows)
    table, _ = read_table(record, grid, {})
    if record.vertical or not table.headers:
        return grid
    columns = dict(table.headers)
    width = max((len(row) for row in grid.rows), default=0)
    added: dict[tuple[int, int], Value] = {}
    for column in record.columns:
        if column.title not in columns:
            width += 1
            columns[column.title] = width
            added[table.header_row, width] = column.title
    for number, row in enumerate(rows, start=max(table.last_row, table.header_row) + 1):
        for title, value in shown_values(row).items():
            added[number, columns[title]] = value
    return grid.with_values(added)


def _fresh(record: type[Record], rows: Sequence[Record]) -> Grid:
    head: list[list[Value]] = [[record.sheet], [purpose_of(record)]]
    if not record.vertical:
        titles = [column.title for column in record.columns]
        body = [[shown_values(row).get(title) for title in titles] for row in rows]
        return Grid([*head, [*titles], *body])
    values = shown_values(rows[0]) if rows else {}
    head.append(["Настройка", "Значение", "Что это"])
    return Grid([*head, *([c.title, values.get(c.title), c.hint or None] for c in record.columns)])


def purpose_of(record: type[Record]) -> str:
    """What a sheet is for, in a line."""
    return (record.__doc__ or "").strip().splitlines()[0]


def shown_values(row: Record) -> dict[str, Any]:
    """The filled fields of a row, header → value, as cells hold them."""
    filled = {title: value for title, value in row.values().items() if value not in ("", None)}
    return {t: ("да" if v else "нет") if isinstance(v, bool) else v for t, v in filled.items()}


def with_schools(district: District, more: Iterable[ExpectedSchool]) -> District:
    """The district with those of the schools that are not on its list yet."""
    roll = Roll.of(district.schools)
    known = set(roll.by_key)
    last = max((s.row for s in district.schools), default=0)
    new: list[ExpectedSchool] = []
    for school in more:
        sender = roll.sender(school.inn, school.name)
        if sender.key not in known and not sender.doubt:
            known.add(sender.key)
            last += 1
            new.append(school.replace(row=last))
    return replace(district, schools=(*district.schools, *new), added=tuple(new))
