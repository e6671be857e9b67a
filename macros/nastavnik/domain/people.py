"""People of the programme: the groups their roles make, and their age."""

from __future__ import annotations

from datetime import date

from nastavnik.model.choices import MenteeRole, MentorRole
from nastavnik.model.schema import Record
from nastavnik.model.school import School
from nastavnik.model.sheets import Person
from nastavnik.russian.dates import age

OUTSIDERS = frozenset({MentorRole.EMPLOYER, MentorRole.STUDENT, MentorRole.GRADUATE})
WORKERS = frozenset({MentorRole.TEACHER, MentorRole.LEADER})
TEACHERS = frozenset({MenteeRole.NOVICE, MenteeRole.NEWCOMER, MenteeRole.TEACHER})
"""Mentees who work at the school."""
SCHOOLCHILDREN = frozenset({MenteeRole.PUPIL, MentorRole.PUPIL})
EMPLOYED = WORKERS | TEACHERS
LEARNERS = frozenset({MenteeRole.PUPIL, MenteeRole.STUDENT, MentorRole.PUPIL})
OF_AGE = 18


def is_readable(school: School, record: type[Record]) -> bool:
    """Whether a registry has its names, so that a person can be looked up in it."""
    return all(map(school.has, record.naming()))


def years_old(person: Person, today: date) -> int | None:
    """Full years on `today`; None where the birth date is unknown."""
    return age(person.birth, today) if person.birth else None


def is_minor(person: Person, today: date) -> bool:
    """Whether the person is under eighteen; a pupil without a birth date counts as one."""
    years = years_old(person, today)
    if years is None:
        return person.role in SCHOOLCHILDREN
    return years < OF_AGE
