"""What law and people forbid: who may take part, and which two may not be a pair."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from nastavnik.domain.group_sizes import span_of
from nastavnik.model.schema import Record
from nastavnik.model.school import School
from nastavnik.model.sheets import Card, Form, Mentee, MenteeRole, Mentor
from nastavnik.model.text import counted, fold
from nastavnik.rules.pairs import ROLES_OF_FORM
from nastavnik.rules.people import OUTSIDERS, WORKERS, is_minor

FORMS = (Form.LEADER, *(form for form in Form if form is not Form.LEADER))
"""Where the roles fit several forms, the first of these is meant."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a person cannot be paired now, and what would help."""

    reason: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.reason}: {self.remedy}" if self.remedy else self.reason


def class_number(text: str) -> int | None:
    """The number of a class of a school: «7 Б» → 7; None for a group of a college."""
    found = re.fullmatch(r"(1[01]|[1-9])[\s«\"]*[а-яё]?[»\"]?", text.strip().lower())
    return int(found[1]) if found else None


def mentor_obstacles(mentor: Mentor, school: School, today: date) -> Iterator[Obstacle]:
    """What keeps a mentor from taking anyone."""
    card = school.card
    if mentor.left_on:
        yield Obstacle(f"выбыл(а) {mentor.left_on:%d.%m.%Y}", "")
    if not mentor.role:
        yield Obstacle("не указано, кто он", _fill(mentor, "role"))
    yield from _consent(mentor, today)
    if mentor.role in OUTSIDERS:
        yield from _dated(mentor, "record_on", "нет справки об отсутствии судимости", today)
        yield from _dated(mentor, "medical_on", "нет медицинского заключения", today)
    if not mentor.places:
        yield Obstacle("нет мест", _fill(mentor, "places"))
    elif (least := _least_group(mentor, school)) > (most := seats(mentor, card)):
        places = counted(most, "место", "места", "мест")
        yield Obstacle(f"{places}, а группа от {least}", _fill(mentor, "places"))
    if _too_new(mentor, card):
        yield Obstacle(
            f"стаж в школе меньше {card.seniority}",
            "измените предел «Стаж наставника, лет» на листе «Школа» или закрепите вручную",
        )


def mentee_obstacles(mentee: Mentee, today: date) -> Iterator[Obstacle]:
    """What keeps a mentee from getting a mentor, whoever it might be."""
    if not mentee.role:
        yield Obstacle("не указана категория", _fill(mentee, "role"))
    yield from _consent(mentee, today)


def _consent(person: Mentor | Mentee, today: date) -> Iterator[Obstacle]:
    if is_minor(person, today):
        missing = "нет согласия представителя на персональные данные"
        yield from _dated(person, "guardian_consent_on", missing, today)
    else:
        yield from _dated(person, "consent_on", "нет согласия на персональные данные", today)


def _dated(person: Record, name: str, reason: str, today: date) -> Iterator[Obstacle]:
    given: date | None = getattr(person, name)
    if given is None or given > today:
        yield Obstacle(reason, _fill(person, name))


def _fill(person: Record, name: str) -> str:
    return f"заполните «{person.column(name).title}» на листе «{person.sheet}»"


def _too_new(mentor: Mentor, card: Card) -> bool:
    if mentor.role not in WORKERS or card.seniority is None or mentor.seniority is None:
        return False
    return mentor.seniority < card.seniority


def seats(mentor: Mentor, card: Card) -> int:
    """How many mentees a mentor may have in all: «Мест», for a worker not over the limit."""
    places = max(0, mentor.places or 0)
    return min(places, card.limit) if card.limit and mentor.role in WORKERS else places


def _least_group(mentor: Mentor, school: School) -> int:
    """The least group that a mentor may lead in any form."""
    return min((span_of(school, mentor, f).least for f in forms_led(mentor.role)), default=1)


def fits_roles(form: str, mentor_role: str, mentee_role: str) -> bool:
    """Whether two roles may make this form; one that a school added itself suits everyone."""
    mentors, mentees = ROLES_OF_FORM.get(form, ({mentor_role}, {mentee_role}))
    return bool(form) and mentor_role in mentors and mentee_role in mentees


@cache
def forms_led(role: str) -> tuple[Form, ...]:
    """The forms in which a mentor of this role leads somebody."""
    found = (form_of(role, mentee) for mentee in MenteeRole)
    return tuple(dict.fromkeys(form for form in found if form))


@cache
def form_of(mentor_role: str, mentee_role: str) -> Form | None:
    """The form of mentoring that two roles make; None where the model knows none."""
    for form in FORMS:
        mentors, mentees = ROLES_OF_FORM[form]
        if mentor_role in mentors and mentee_role in mentees:
            return form
    return None


@dataclass(frozen=True, slots=True)
class Known:
    """People who may be named: their folded names, and the same by surname."""

    people: Container[str]
    by_surname: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, people: Collection[str]) -> Known:
        """An index of folded names."""
        by_surname: dict[str, tuple[str, ...]] = {}
        for name in people:
            for surname in _parts(name)[:1]:
                by_surname[surname] = (*by_surname.get(surname, ()), name)
        return cls(people, by_surname)

    def named_in(self, cell: str) -> Iterator[str]:
        """Whom a cell such as «Не закреплять с» names, in full, by initials or by surname."""
        for name in map(fold, re.split(r"[\n;,]", cell)) if cell else ():
            if name in self.people:
                yield name
            else:
                yield from self._meant(_parts(name))

    def _meant(self, typed: list[str]) -> Iterator[str]:
        for name in self.by_surname.get(typed[0], ()) if typed else ():
            known = _parts(name)
            if len(typed) <= len(known) and all(map(_means, typed, known)):
                yield name


def _parts(name: str) -> list[str]:
    return re.findall(r"[\w-]+", name)


def _means(typed: str, known: str) -> bool:
    return typed == known or (len(typed) == 1 and known.startswith(typed))
