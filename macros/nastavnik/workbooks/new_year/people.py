"""The registries of the new year: classes, years of work, consents; those who went leave them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
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
from nastavnik.workbooks.new_year.roster import Lot, Registry, Roster, unread
from nastavnik.workbooks.new_year.turn import YearTurn

NOVICE_YEARS = 3
_AWAY = re.compile(r"декрет\w*|отпуск\w* по уходу(?: за \w+)?", re.IGNORECASE)
_OTHER: Mapping[Registry, Registry] = {Mentor: Mentee, Mentee: Mentor}


def turned_people(
    turn: YearTurn, roster: Roster, ended: Mapping[Cell, date]
) -> Iterator[Change | Finding]:
    """What changes in both registries, and what to ask about their people.

    `ended` are the cells with the date of a consent that holds no longer.
    """
    busy = _going_on(turn, roster)
    for record in (Mentor, Mentee):
        yield from _without_gone(turn, roster, record)
        for finding in unread(turn.school, record):
            yield turn.again(remarks.UNREAD, finding)
        for person in _registry(turn, record):
            if person.row in roster.doubt[record]:
                yield from _doubts(turn, person)
            elif roster.lot(person) is Lot.STAYS:
                gone = roster.gone[_OTHER[record]]
                yield from difference(person, _next(turn, person, ended, gone, busy))
                yield from _questions(turn, person, ended)


def _registry(turn: YearTurn, record: Registry) -> tuple[Mentor | Mentee, ...]:
    return turn.school.mentors if record is Mentor else turn.school.mentees


def _without_gone(turn: YearTurn, roster: Roster, record: Registry) -> Iterator[Change]:
    """The rows with those of the gone empty: nobody else moves, so colours stay with people."""
    table, lots = turn.school.table(record), roster.lots[record]
    if any(lot is not Lot.STAYS for lot in lots.values()):
        rows = range(table.header_row + 1, table.last_row + 1)
        kept = (row if lots.get(row, Lot.STAYS) is Lot.STAYS else None for row in rows)
        yield ArrangeRows(record.sheet, tuple(kept))


def _going_on(turn: YearTurn, roster: Roster) -> frozenset[str]:
    """Folded names of those whose pair goes on."""
    term = (pair for pair in turn.school.pairs if pair.row in turn.goes_on)
    pairs = [pair for pair in term if not roster.is_broken(pair)]
    return frozenset(fold(name) for pair in pairs for name in (pair.mentor, pair.mentee))


def _next(
    turn: YearTurn,
    person: Person,
    ended: Mapping[Cell, date],
    gone: frozenset[str],
    busy: frozenset[str],
) -> Person:
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
    values |= {c.name: None for c in _consents(person) if person.at(c) in ended}
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


def _questions(turn: YearTurn, person: Person, ended: Mapping[Cell, date]) -> Iterator[Finding]:
    """What only a person can say of somebody who stays."""
    name = person.full_name
    if (asks := class_move(person, turn).asks) is not None:
        held = HELD_BACK.search(person.note)
        note = held[0] if held else ""
        at, group = person.at(Person.school_class), person.school_class
        yield turn.remark(asks, at, name, name=name, group=group, note=note)
    if person.role not in LEARNERS and (away := _AWAY.search(person.note)):
        yield turn.remark(remarks.MAY_BE_AWAY, person.at(Person.note), name, note=away[0])
    if isinstance(person, Mentee) and _is_seasoned(turn, person):
        yield turn.remark(remarks.NO_LONGER_NOVICE, person.at(Mentee.role), name)
    for column in _consents(person):
        if day := ended.get(person.at(column)):
            at = person.at(column)
            yield turn.remark(remarks.CONSENT_ENDED, at, name, day=f"{day:%d.%m.%Y}")
    yield from _birthdays(turn, person)


def _is_seasoned(turn: YearTurn, mentee: Mentee) -> bool:
    """Whether somebody who is called a young specialist has worked too long for that."""
    if mentee.role != MenteeRole.NOVICE:
        return False
    if mentee.seniority is not None and mentee.seniority + 1 > NOVICE_YEARS:
        return True
    hired = mentee.hired_on
    return hired is not None and _birthday(hired, NOVICE_YEARS) <= turn.new.start


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
