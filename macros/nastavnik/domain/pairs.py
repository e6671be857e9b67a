"""Pairs of the programme: whom they join, since when, and which forms suit whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

from nastavnik.domain.index import indexed
from nastavnik.domain.people import TEACHERS, is_minor
from nastavnik.domain.situation import Situation
from nastavnik.domain.working_days import WorkingDays
from nastavnik.model.choices import Form, MenteeRole, MentorRole, PairState
from nastavnik.model.school import School
from nastavnik.model.sheets import Mentee, Mentor, Pair, Person
from nastavnik.model.text import fold
from nastavnik.russian.dates import FIRST_MONTH, SchoolYear

ROLES_OF_FORM: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    Form.TEACHER: (frozenset({MentorRole.TEACHER, MentorRole.LEADER}), TEACHERS),
    Form.LEADER: (frozenset({MentorRole.LEADER}), TEACHERS),
    Form.PUPIL: (frozenset({MentorRole.PUPIL}), frozenset({MenteeRole.PUPIL})),
    Form.STUDENT: (
        frozenset({MentorRole.STUDENT, MentorRole.GRADUATE}),
        frozenset({MenteeRole.PUPIL}),
    ),
    Form.EMPLOYER: (
        frozenset({MentorRole.EMPLOYER, MentorRole.GRADUATE}),
        frozenset({MenteeRole.PUPIL}),
    ),
    Form.EMPLOYER_STUDENT: (frozenset({MentorRole.EMPLOYER}), frozenset({MenteeRole.STUDENT})),
}
"""Who may be mentor and mentee in each form; a form that a school added itself is not judged."""

_FORMS = (Form.LEADER, *(form for form in Form if form is not Form.LEADER))
"""Where the roles fit several forms, the first of these is meant."""

Couple = tuple[Mentor | None, Mentee | None]
Participants = list[tuple[Person, date | None]]
"""People with the start of their first pair, None if in none."""


def fits_roles(form: str, mentor_role: str, mentee_role: str) -> bool:
    """Whether two roles may make this form; one that a school added itself suits everyone."""
    mentors, mentees = ROLES_OF_FORM.get(form, ({mentor_role}, {mentee_role}))
    return bool(form) and mentor_role in mentors and mentee_role in mentees


@lru_cache(maxsize=256)
def forms_led(role: str) -> tuple[Form, ...]:
    """The forms in which a mentor of this role may lead anyone."""
    found = (form_of(role, mentee) for mentee in MenteeRole)
    return tuple(dict.fromkeys(form for form in found if form))


@lru_cache(maxsize=256)
def form_of(mentor_role: str, mentee_role: str) -> Form | None:
    """The form of mentoring that two roles make; None where the model knows none."""
    for form in _FORMS:
        mentors, mentees = ROLES_OF_FORM[form]
        if mentor_role in mentors and mentee_role in mentees:
            return form
    return None


def both(school: School, pair: Pair) -> Couple:
    """The people of a pair; None for one who is in no registry."""
    return _couples(school).get(id(pair)) or _looked_up(school, pair)


@indexed
def _couples(school: School) -> Mapping[int, Couple]:
    """The people of every pair of the sheet, by the identity of its record."""
    return {id(pair): _looked_up(school, pair) for pair in school.pairs}


def _looked_up(school: School, pair: Pair) -> Couple:
    return school.mentor_named.get(fold(pair.mentor)), school.mentee_named.get(fold(pair.mentee))


def settled_pairs(school: School) -> Iterator[Pair]:
    """Pairs that a person accepted: they need papers, mere proposals do not."""
    return (p for p in school.pairs if p.state in {PairState.ACCEPTED, PairState.ACTIVE})


MENTORED = (PairState.ACCEPTED, PairState.ACTIVE, PairState.FINISHED)
"""States of the pairs whose mentee is not without a mentor: a mere proposal is no pair yet."""


@indexed
def mentored(school: School) -> frozenset[str]:
    """Folded names of the mentees who have, or have had, their mentor."""
    return frozenset(fold(pair.mentee) for pair in school.pairs if pair.state in MENTORED)


@indexed
def paired_since(school: School) -> Mapping[str, date]:
    """Folded names of people in settled pairs, with the first day of their first pair."""
    since: dict[str, date] = {}
    for pair in settled_pairs(school):
        for name in (pair.mentor, pair.mentee):
            key, start = fold(name), pair.start or date.max
            since[key] = min(since.get(key, start), start)
    return since


def participants(situation: Situation) -> Participants:
    """Everyone still in the programme."""
    return _participants(situation.school, situation.today)


@indexed
def _participants(school: School, today: date) -> Participants:
    since = paired_since(school)
    return [
        (person, since.get(fold(person.full_name)))
        for person in school.people
        if person.full_name and not (person.left_on and person.left_on <= today)
    ]


def minors(situation: Situation) -> Participants:
    """Those of them who are under age."""
    return _by_age(situation.school, situation.today)[0]


def adults(situation: Situation) -> Participants:
    """Those of them who are of age."""
    return _by_age(situation.school, situation.today)[1]


@indexed
def _by_age(school: School, today: date) -> tuple[Participants, Participants]:
    found: tuple[Participants, Participants] = [], []
    for person, since in _participants(school, today):
        found[not is_minor(person, today)].append((person, since))
    return found


CHOSEN = "Пару составил человек"
"""What «Почему» says where a person put somebody else into the row of a proposal."""


def offered(mentor: str, mentee: str) -> str:
    """What «Предложены» holds beside a proposal."""
    return f"{mentor} – {mentee}"


def is_changed(pair: Pair) -> bool:
    """Whether a person put somebody else into the row of a proposal."""
    if not (pair.proposed and pair.mentor and pair.mentee):
        return False
    return fold(pair.proposed) != fold(offered(pair.mentor, pair.mentee))


def period_of_new_pair(school: School, today: date) -> tuple[date, date]:
    """The first and the last day of a new pair: from the next working day to the end of the year.

    Outside the school year of the sheet «Школа» the pair starts with the next one.
    """
    card, calendar = school.card, WorkingDays.of(school)
    year = SchoolYear.parse(card.year) or SchoolYear.containing(today)
    start = max(card.starts_on or year.start, calendar.after(today, 1))
    end = card.ends_on or year.teaching_end
    if start >= end:
        year = SchoolYear(SchoolYear.containing(start).start_year + (start.month < FIRST_MONTH))
        start, end = max(start, year.start), year.teaching_end
    return start if calendar.is_working(start) else calendar.after(start, 1), end
