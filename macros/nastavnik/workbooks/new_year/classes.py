"""The class or group that a learner is in a year later."""

from __future__ import annotations

import re
from typing import NamedTuple

from nastavnik.domain.classes import LAST_YEAR, Group, group_of
from nastavnik.domain.people import LEARNERS, years_old
from nastavnik.model.choices import MenteeRole, MentorRole
from nastavnik.model.codes import FindingCode
from nastavnik.model.sheets import Person
from nastavnik.workbooks.new_year import remarks
from nastavnik.workbooks.new_year.turn import YearTurn

NINTH, ELEVENTH = 9, 11
MIDDLE_SCHOOL = 5
"""From this class on pupils have other rooms and other hours."""
STUDENTS = frozenset({MenteeRole.STUDENT, MentorRole.STUDENT})
_COLLEGE = re.compile(r"колледж|техникум|училищ|институт|университет", re.IGNORECASE)
_USUAL_AGES = range(4, 11)
"""By so many years pupils are older than the number of their class."""
HELD_BACK = re.compile(
    r"второгод\w*|на второй год|повторн\w+ (?:год|обучени)\w*|академ\w*\.? ?(?:отпуск\w*)?"
    r"|класс\w* (?:слит|объедин)\w*|(?:слит|объедин)\w+ с \d\w*",
    re.IGNORECASE,
)
"""Words of a note that may keep somebody from the next class."""


class ClassMove(NamedTuple):
    """What comes after a class: another one, the end of school, or a question."""

    becomes: str = ""
    graduates: bool = False
    asks: FindingCode | None = None
    to_middle_school: bool = False


STAYS = ClassMove()


def class_move(person: Person, turn: YearTurn) -> ClassMove:
    """What comes after the class of a person; nothing where there is none."""
    if person.role not in LEARNERS or not person.school_class:
        return STAYS
    if HELD_BACK.search(person.note):
        return ClassMove(asks=remarks.MAY_REPEAT)
    group = group_of(person.school_class)
    if group is None or group.may_span_years:
        return ClassMove(asks=remarks.CLASS_UNCLEAR)
    is_student = person.role in STUDENTS or _COLLEGE.search(turn.school.card.name)
    if is_student and group.year == 1:
        return ClassMove(group.next)
    if is_student or _is_of_another_age(person, group.year, turn):
        return ClassMove(asks=remarks.COURSE)
    return _of_pupil(group, turn)


def _of_pupil(group: Group, turn: YearTurn) -> ClassMove:
    if group.year == NINTH:
        return ClassMove(asks=remarks.NINTH)
    if group.year == ELEVENTH and _has_twelfth(turn):
        return ClassMove(asks=remarks.LAST_CLASS_UNSURE)
    if group.year >= ELEVENTH:
        return ClassMove(graduates=True)
    return ClassMove(group.next, to_middle_school=group.year + 1 == MIDDLE_SCHOOL)


def _is_of_another_age(person: Person, year: int, turn: YearTurn) -> bool:
    years = years_old(person, turn.old.start)
    return years is not None and years - year not in _USUAL_AGES


def _has_twelfth(turn: YearTurn) -> bool:
    groups = (group_of(person.school_class) for person in turn.school.people)
    return any(group is not None and group.year == LAST_YEAR for group in groups)
