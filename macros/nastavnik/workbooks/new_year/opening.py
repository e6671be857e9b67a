"""The verb `year`: the book of the next school year, made from that of the one that ends."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Any

from nastavnik.documents.files import FOLDER
from nastavnik.domain.explanations import put_to, value_now
from nastavnik.domain.former_answers import FORMER, answers_emptied
from nastavnik.model.cells import RecordTable
from nastavnik.model.changes import ArrangeRows, Change, Changes, PutGrid, SetCell
from nastavnik.model.findings import Finding
from nastavnik.model.outcome import Block, Listing, Outcome
from nastavnik.model.schema import YearEnd
from nastavnik.model.school import School, after
from nastavnik.model.sheets import (
    FIT,
    PEOPLE_COUNTED,
    PICTURE_ROW,
    RECORDS,
    RESULTS,
    SIZES,
    Card,
    Check,
    Indicator,
    Mentee,
    Mentor,
    Order,
    PastIndicator,
    ProgrammeTask,
)
from nastavnik.model.text import counted, fold
from nastavnik.results.catalogue import VERSION
from nastavnik.results.past import kept, of_this_year, past_rows
from nastavnik.results.reporting import GROWTH_ROW
from nastavnik.results.season import Season
from nastavnik.results.summary import YearResults
from nastavnik.roadmap.booked import difference
from nastavnik.roadmap.carrying import carry
from nastavnik.workbooks.new_year import remarks
from nastavnik.workbooks.new_year.base import long_term
from nastavnik.workbooks.new_year.pairs import turned_pairs
from nastavnik.workbooks.new_year.people import turned_people
from nastavnik.workbooks.new_year.roster import Lot, Roster, roster_of
from nastavnik.workbooks.new_year.tasks import turned_tasks, unfinished_tasks
from nastavnik.workbooks.new_year.terms import ending_terms
from nastavnik.workbooks.new_year.turn import YearTurn, turn_of

_GATHERED = {FIT: PICTURE_ROW, PEOPLE_COUNTED: PICTURE_ROW, RESULTS: GROWTH_ROW}
"""Sheets that show what was gathered from others, each with the row in which that begins."""
_OF_ONE_YEAR: Mapping[str, Any] = {
    "minutes": "",
    "minutes_on": None,
    **{size.name: None for size in SIZES},
}
"""What «Школа» says of one year only."""


@dataclass(frozen=True)
class YearOpened(Outcome):
    """The next year opened: `archive` is the folder of the one that was closed.

    `people` counts those who stay, graduated and left, `emptied` the rows that go of each sheet
    of one year's work; `book` and `cells` are known once it is written.
    """

    archive: str = ""
    years: tuple[str, str] = ("", "")
    emptied: tuple[tuple[str, int], ...] = ()
    people: tuple[int, int, int] = (0, 0, 0)
    healed: str = ""
    book: str = ""
    cells: int = 0

    @property
    def question(self) -> str:
        """Whether to do it, after the preview."""
        old, new = self.years
        return (
            f"Закрыть {old} учебный год и открыть {new}? {self.message}. Отменить можно одним шагом"
        )

    @property
    def leaves_questions(self) -> bool:
        """Whether there are cells that wait for a person."""
        return bool(self.findings)

    def as_json(self) -> dict[str, Any]:
        """The step in the shape other programs read."""
        return {
            "book": self.book,
            "archive": str(PurePath(self.book).parent / self.archive),
            "changes": self.cells,
            "questions": [finding.as_json() for finding in self.findings],
            "healed": self.healed,
            "message": self.message,
        }

    def listings(self) -> Iterator[Block]:
        """How many people stay and go."""
        if self.healed:
            yield self.healed
        titles = ("Остались", "Выпустились", "Выбыли")
        yield Listing(titles, [tuple(map(str, self.people))])
        if self.emptied:
            rows = [(sheet, str(count)) for sheet, count in self.emptied]
            yield Listing(("Лист", "Строк уходит в архив"), rows)

    def previews(self, sheet: str) -> bool:
        """All but the sheets that are emptied as a whole."""
        return sheet not in {each for each, _ in self.emptied} | _GATHERED.keys()


def open_year(
    school: School, start_year: int, today: date, *, files: Container[str] = ()
) -> YearOpened:
    """Everything that changes in a book when its next school year is opened.

    `files` are the documents beside the book, by their paths, which will be in the archive.

    Raises:
        JobError: as `turn_of`.
    """
    turn = turn_of(school, start_year, today)
    roster = roster_of(turn)
    unfinished = unfinished_tasks(turn, roster)
    steps = [*_steps(turn, roster, files), *turned_tasks(turn, unfinished)]
    doubts = tuple(_not_over(turn))
    findings = (*doubts, *(step for step in steps if isinstance(step, Finding)))
    changes = tuple(step for step in steps if not isinstance(step, Finding))
    people, shown = _counts(roster), _of_those_who_stay(findings, roster)
    new = after(school, changes)
    asked = [each if each in doubts else _lasting(each, new) for each in shown]
    return YearOpened(
        _message(people, len(findings), len(shown), turn),
        Changes((*changes, *_check_sheet(school, roster, asked))),
        findings,
        archive=turn.archive,
        emptied=tuple(_rows_emptied(school, len(unfinished))),
        years=(str(turn.old), str(turn.new)),
        people=people,
    )


def _counts(roster: Roster) -> tuple[int, int, int]:
    lots = [lot for record in (Mentor, Mentee) for lot in roster.lots[record].values()]
    return lots.count(Lot.STAYS), lots.count(Lot.GRADUATES), lots.count(Lot.LEFT)


def _of_those_who_stay(findings: Sequence[Finding], roster: Roster) -> tuple[Finding, ...]:
    """The questions that the new book may hold: it names nobody who is gone."""
    gone = roster.gone[Mentor] | roster.gone[Mentee]
    return tuple(f for f in findings if not any(name in fold(f.who) for name in gone))


def _message(people: tuple[int, int, int], questions: int, shown: int, turn: YearTurn) -> str:
    stay, graduates, left = people
    asked = f", {counted(questions, 'вопрос', 'вопроса', 'вопросов')} к вам" if questions else ""
    if shown:
        asked += f" (на листе «{Check.sheet}»: {shown})"
    return (
        f"{turn.new} учебный год: остаются {stay}, выпускников {graduates}, "
        f"выбывших {left}{asked}; "
        f"книга и документы {turn.old} учебного года — в папке «{turn.archive}»"
    )


def _not_over(turn: YearTurn) -> Iterator[Finding]:
    """Whether the year is over: asked of the step itself, no longer of the book that it makes."""
    if turn.today <= turn.last_day:
        at, day = turn.school.card.at(Card.ends_on), f"{turn.last_day:%d.%m.%Y}"
        yield turn.remark(remarks.YEAR_NOT_OVER, at, year=str(turn.old), day=day)


def _lasting(finding: Finding, new: School) -> Finding:
    """A question that stands as long as the new book does not answer it."""
    return finding._replace(lasting=True, value=value_now(new, finding))


def _steps(turn: YearTurn, roster: Roster, files: Container[str]) -> Iterator[Change | Finding]:
    school = turn.school
    yield from turned_people(turn, roster)
    yield from ending_terms(turn, roster)
    yield from turned_pairs(turn, roster)
    yield from long_term(turn, roster)
    yield from _indicators(turn)
    yield from _emptied(school)
    yield from _orders(turn, files)
    yield from difference(school.card, school.card.replace(**_OF_ONE_YEAR))
    carried = carry(school, turn.new.start_year)
    yield from carried.changes.cells
    yield from carried.findings


def _indicators(turn: YearTurn) -> Iterator[Change]:
    """What was reached becomes history; aims stay."""
    rows = turn.school.table(Indicator).rows
    yield from kept(turn.school, _history(turn, rows))
    counted = ("part", "whole", "counted_part", "counted_whole", "counted_on")
    said = ("mark", "people", "period", "note")
    empty = {**dict.fromkeys(counted), **dict.fromkeys(said, "")}
    for row in rows:
        yield from difference(row, row.replace(**empty))


def _history(turn: YearTurn, rows: Sequence[Indicator]) -> Iterator[PastIndicator]:
    """What was reported of the year that ends; where pairs worked, the rest is counted now."""
    year = str(turn.old)
    reported = tuple(of_this_year(rows, year, VERSION))
    yield from reported
    known = {fold(row.title) for row in reported}
    known |= {title for each, title in past_rows(turn.school) if each == year}
    season = Season(turn.school, min(turn.today, turn.old.end))
    counted_now = YearResults(season).history if season.pairs else ()
    yield from (row for row in counted_now if fold(row.title) not in known)


def _rows_emptied(school: School, unfinished: int) -> Iterator[tuple[str, int]]:
    """How many rows of each sheet go to the archive; so many tasks stay."""
    for table in _of_the_year(school):
        yield table.record.sheet, len(table.rows)
    if done := len(school.tasks) - unfinished:
        yield ProgrammeTask.sheet, done
    if former := answers_emptied(school)[1]:
        yield FORMER, former


def _emptied(school: School) -> Iterator[Change]:
    """The sheets of one year's work."""
    yield from answers_emptied(school)[0].cells
    for table in _of_the_year(school):
        yield ArrangeRows(table.record.sheet, ())
    for sheet, row in _GATHERED.items():
        yield PutGrid(sheet, row, ())


def _of_the_year(school: School) -> Iterator[RecordTable[Any]]:
    for record in RECORDS:
        table = school.table(record)
        if record.at_year_end is YearEnd.EMPTIED and table.rows:
            yield table


def _check_sheet(school: School, roster: Roster, asked: Sequence[Finding]) -> Iterator[Change]:
    """Of «Проверка» the explanations that people gave, but not those about the gone; questions."""
    gone = roster.gone[Mentor] | roster.gone[Mentee]
    rows = school.table(Check).rows
    kept = tuple(row.row for row in rows if row.explanation and fold(row.who) not in gone)
    if len(kept) < len(rows):
        yield ArrangeRows(Check.sheet, kept)
    yield from put_to(school, asked, {row.row for row in rows} - set(kept))


def _orders(turn: YearTurn, files: Container[str]) -> Iterator[Change]:
    """Where the files of registered orders are now."""
    for order in turn.school.orders:
        if order.file.startswith(f"{FOLDER}/") and order.file in files:
            yield SetCell(Order.sheet, order.row, Order.file.title, f"{turn.archive}/{order.file}")
