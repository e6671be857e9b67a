"""The registries of the new year: classes, years of work, consents; those who went leave them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from nastavnik.domain.consents import OWN_SIGNATURE
from nastavnik.domain.people import LEARNERS, OF_AGE, is_minor
from nastavnik.model.changes import ArrangeRows, Change
from nastavnik.model.choices import MenteeRole
from nastavnik.model.findings import Finding
from nastavnik.model.schema import Cell, Column
from nastavnik.model.sheets import Mentee, Mentor, Person
from nastavnik.model.text import fold, items
from nastavnik.roadmap.booked import difference
from nastavnik.workbooks.new_year import remarks
from nastavnik.workbooks.new_year.classes import HELD_BACK, class_move
from nastavnik.workbooks.new_year.roster import Lot, Registry, Roster, going_on, unread
from nastavnik.workbooks.new_year.turn import YearTurn

NOVICE_YEARS = 3
_AWAY = re.compile(r"декрет\w*|отпуск\w* по уходу(?: за \w+)?", re.IGNORECASE)
_OTHER: Mapping[Registry, Registry] = {Mentor: Mentee, Mentee: Mentor}


def turned_people(turn: YearTurn, roster: Roster) -> Iterator[Change | Finding]:
    """What changes in both registries, and what to ask about their people."""
    busy = _in_term(turn, roster)
    for record in (Mentor, Mentee):
        yield from _without_gone(turn, roster, record)
        for finding in unread(turn.school, record):
            yield turn.again(remarks.UNREAD, finding)
        for person in _registry(turn, record):
            if person.row in roster.doubt[record]:
                yield from _doubts(turn, person)
            elif roster.lot(person) is Lot.STAYS:
                gone = roster.gone[_OTHER[record]]
                yield from difference(person, _next(turn, person, gone, busy))
                yield from _questions(turn, person)


def _registry(turn: YearTurn, record: Registry) -> tuple[Mentor | Mentee, ...]:
    return turn.school.mentors if record is Mentor else turn.school.mentees


def _without_gone(turn: YearTurn, roster: Roster, record: Registry) -> Iterator[Change]:
    """The rows with those of the gone empty: nobody else moves, so colours stay with people."""
    table, lots = turn.school.table(record), roster.lots[record]
    if any(lot is not Lot.STAYS for lot in lots.values()):
        rows = range(table.header_row + 1, table.last_row + 1)
        kept = (row if lots.get(row, Lot.STAYS) is Lot.STAYS else None for row in rows)
        yield ArrangeRows(record.sheet, tuple(kept))


def _in_term(turn: YearTurn, roster: Roster) -> frozenset[str]:
    """Folded names of those whose pair goes on and has a term, which their consent names."""
    pairs = [pair for pair in going_on(turn, roster) if pair.end]
    return frozenset(fold(name) for pair in pairs for name in (pair.mentor, pair.mentee))


def _next(turn: YearTurn, person: Person, gone: frozenset[str], busy: frozenset[str]) -> Person:
    """The person as the registry of the new year has it."""
    values: dict[str, Any] = {"results": ""}
    move = class_move(person, turn)
    if move.becomes:
        values["school_class"] = move.becomes
    if move.to_middle_school:
        values |= {"shift": "", "building": ""}
    for column in (Mentor.seniority, Mentor.career):
        years = getattr(person, column.name, None)
        if years is not None:
            values[column.name] = years + 1
    for name in ("wish", "refuses"):
        values[name] = _without_names(getattr(person, name), gone)
    if fold(person.full_name) not in busy:
        values["participation_on"] = None
    values |= {c.name: None for c in _consents(person) if person.at(c) in turn.ended}
    return person.replace(**values)


def _without_names(text: str, gone: frozenset[str]) -> str:
    """A list of names without those who are gone."""
    if not any(fold(name) in gone for name in items(text)):
        return text
    return "\n".join(name for name in items(text) if fold(name) not in gone)


def _consents(person: Person) -> Iterator[Column]:
    yield from (person.named[n] for n in ("consent_on", "guardian_consent_on", "publication_on"))


def _doubts(turn: YearTurn, person: Person) -> Iterator[Finding]:
    same = [p for p in turn.school.table(type(person)).rows if _is_same(p, person)]
    if len(same) > 1 and same[0].row != person.row:
        name = person.full_name
        yield turn.remark(remarks.TWICE, person.at(Person.full_name), name, name=name)


def _is_same(one: Person, other: Person) -> bool:
    return fold(one.full_name) == fold(other.full_name)


def _questions(turn: YearTurn, person: Person) -> Iterator[Finding]:
    """What only a person can say of somebody who stays."""
    name = person.full_name
    if (asks := class_move(person, turn).asks) is not None:
        held = HELD_BACK.search(person.note)
        note = held[0] if held else ""
        at, group = person.at(Person.school_class), person.school_class
        yield turn.remark(asks, at, name, name=name, group=group, note=note)
    if person.role not in LEARNERS and (away := _AWAY.search(person.note)):
        yield turn.remark(remarks.MAY_BE_AWAY, person.at(Person.note), name, note=away[0])
    if isinstance(person, Mentee) and person.role == MenteeRole.NOVICE:
        yield from _experience(turn, person)
    for column in _consents(person):
        yield from consent_questions(turn, person.at(column), name)
    yield from _birthdays(turn, person)


def consent_questions(
    turn: YearTurn, at: Cell, who: str, places: Mapping[int, int] = MappingProxyType({})
) -> Iterator[Finding]:
    """What the date of a consent in a cell asks, which has ended or will in the new year."""
    if given := turn.ended.get(at):
        yield turn.remark(remarks.CONSENT_ENDED, at, who, places, day=f"{given:%d.%m.%Y}")
    elif until := turn.ending.get(at):
        yield turn.remark(remarks.CONSENT_ENDS, at, who, places, day=f"{until:%d.%m.%Y}")


def _experience(turn: YearTurn, novice: Mentee) -> Iterator[Finding]:
    """Whether somebody who is called a young specialist has worked too long for that, or will."""
    about = (novice.at(Mentee.role), novice.full_name)
    years = novice.seniority
    until = _birthday(novice.hired_on, NOVICE_YEARS) if novice.hired_on else None
    if (years is not None and years + 1 > NOVICE_YEARS) or (until and until <= turn.new.start):
        yield turn.remark(remarks.NO_LONGER_NOVICE, *about)
    elif until and until <= turn.new.end:
        yield turn.remark(remarks.NOVICE_UNTIL, *about, day=f"{until:%d.%m.%Y}")


def _birthdays(turn: YearTurn, person: Person) -> Iterator[Finding]:
    """The age from which a pupil signs too, and the one from which nobody signs for her."""
    if person.birth is None or person.consent_on or not is_minor(person, turn.today):
        return
    at, least = person.at(Person.consent_on), turn.school.card.own_consent_age or OWN_SIGNATURE
    adult, signs = _birthday(person.birth, OF_AGE), _birthday(person.birth, least)
    about = (at, person.full_name)
    if turn.today < adult <= turn.new.end:
        yield turn.remark(remarks.COMES_OF_AGE, *about, day=f"{adult:%d.%m.%Y}")
    elif turn.today < signs <= turn.new.end:
        yield turn.remark(remarks.SIGNS_TOO, *about, years=str(least), day=f"{signs:%d.%m.%Y}")


def _birthday(birth: date, years: int) -> date:
    try:
        return birth.replace(year=birth.year + years)
    except ValueError:  # 29 February
        return birth.replace(year=birth.year + years, day=28) + timedelta(days=1)
