"""Who stays in the programme, who has left it, who has finished school."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from nastavnik.model.errors import JobError
from nastavnik.model.findings import Finding, Level
from nastavnik.model.grid import position
from nastavnik.model.schema import Column, Record
from nastavnik.model.school import School
from nastavnik.model.sheets import Card, Mentee, Mentor, Pair, Person
from nastavnik.model.text import fold, listed
from nastavnik.workbooks.new_year.classes import class_move
from nastavnik.workbooks.new_year.turn import LIVE, YearTurn

ASKED: Mapping[type[Record], tuple[Column, ...]] = {
    Mentor: (Mentor.role, Mentor.school_class, Mentor.seniority, Mentor.career, Mentor.left_on),
    Mentee: (Mentee.role, Mentee.school_class, Mentee.seniority, Mentee.left_on, Mentee.birth),
    Pair: (Pair.start, Pair.end, Pair.state),
}
"""What must be readable in a row before anything in it is changed."""


class Lot(Enum):
    """What becomes of a person when the year is over."""

    STAYS = "stays"
    LEFT = "left"
    GRADUATES = "graduates"


Registry = type[Mentor] | type[Mentee]


@dataclass(frozen=True)
class Roster:
    """The lot of everyone in the registries, by the row; what is in `doubt` stays as it is."""

    lots: Mapping[Registry, Mapping[int, Lot]]
    doubt: Mapping[Registry, frozenset[int]]
    present: Mapping[Registry, frozenset[str]]
    gone: Mapping[Registry, frozenset[str]]
    """Folded names of those who stay, and of those who go."""

    def lot(self, person: Mentor | Mentee) -> Lot:
        """What becomes of a person."""
        return self.lots[type(person)][person.row]

    def stays_together(self, pair: Pair) -> bool:
        """Whether both people of a pair stay."""
        return (
            fold(pair.mentor) in self.present[Mentor] and fold(pair.mentee) in self.present[Mentee]
        )

    def is_broken(self, pair: Pair) -> bool:
        """Whether one of a pair goes."""
        return fold(pair.mentor) in self.gone[Mentor] or fold(pair.mentee) in self.gone[Mentee]


def roster_of(turn: YearTurn) -> Roster:
    """What becomes of everyone at the turn of the year."""
    registries: dict[Registry, tuple[Mentor, ...] | tuple[Mentee, ...]] = {
        Mentor: turn.school.mentors,
        Mentee: turn.school.mentees,
    }
    doubt = {record: _doubtful(turn.school, record, rows) for record, rows in registries.items()}
    lots = {
        record: {p.row: Lot.STAYS if p.row in doubt[record] else _lot(p, turn) for p in people}
        for record, people in registries.items()
    }
    present = {
        record: frozenset(
            fold(p.full_name) for p in people if p.full_name and lots[record][p.row] is Lot.STAYS
        )
        for record, people in registries.items()
    }
    gone = {
        record: frozenset(fold(p.full_name) for p in people if p.full_name) - present[record]
        for record, people in registries.items()
    }
    return Roster(lots, doubt, present, gone)


def _lot(person: Person, turn: YearTurn) -> Lot:
    if person.left_on and person.left_on <= turn.old.end:
        return Lot.LEFT
    return Lot.GRADUATES if class_move(person, turn).graduates else Lot.STAYS


def _doubtful(
    school: School, record: Registry, people: tuple[Mentor, ...] | tuple[Mentee, ...]
) -> frozenset[int]:
    times = Counter(fold(person.full_name) for person in people if person.full_name)
    twice = {person.row for person in people if times[fold(person.full_name)] > 1}
    return unread_rows(school, record) | twice


def unread_rows(school: School, record: type[Record]) -> frozenset[int]:
    """The rows with such a cell as `unread` finds."""
    return frozenset(position(f.cell)[0] for f in unread(school, record) if f.cell)


def going_on(turn: YearTurn, roster: Roster) -> Iterator[Pair]:
    """The pairs that work in the new year too, and those of which that cannot be told."""
    doubt = unread_rows(turn.school, Pair)
    for pair in turn.school.pairs:
        lasts = pair.end is None or pair.row in turn.goes_on
        if pair.row in doubt or (pair.state in LIVE and lasts and not roster.is_broken(pair)):
            yield pair


def refuse_lost(school: School) -> None:
    """Stop where a sheet or a column is gone that tells what becomes of people and pairs.

    An empty one in its place would only hide the loss.

    Raises:
        JobError: with what is missing, and which sheet it may be by now.
    """
    needed: Mapping[type[Record], tuple[Column, ...]] = {Card: (Card.year,), **ASKED}
    for record, columns in needed.items():
        table = school.table(record)
        wanted = (*record.naming(), *columns)
        lost = [column.title for column in wanted if column.title not in table.headers]
        if not table.headers:
            told = next((f.remedy for f in school.findings if f.sheet == record.sheet), "")
            raise JobError(f"Новый год не открыт: нет листа «{record.sheet}». {told}")
        if lost:
            raise JobError(
                f"Новый год не открыт: на листе «{record.sheet}» нет столбцов {listed(lost)}. "
                "Верните заголовки и повторите"
            )


def unread(school: School, record: type[Record]) -> Iterator[Finding]:
    """The cells of a sheet that cannot be read and on which it rests what becomes of a row."""
    table, titles = school.table(record), {column.title for column in ASKED[record]}
    for finding in school.findings:
        if finding.sheet != record.sheet or finding.header not in titles or not finding.cell:
            continue
        row, column = position(finding.cell)
        typed = table.grid.value(row, column) is not None or (row, column) in table.grid.errors
        if finding.level is Level.ERROR and typed and row in table.by_row:
            yield finding
