"""What law and people forbid: who may take part, and which two may not be a pair."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from nastavnik.domain.group_sizes import group_size
from nastavnik.domain.pairs import forms_led
from nastavnik.domain.people import OUTSIDERS, WORKERS, is_minor
from nastavnik.domain.steps import Step
from nastavnik.model.schema import Cell, ColumnOf
from nastavnik.model.school import School
from nastavnik.model.sheets import Card, Mentee, Mentor, Person
from nastavnik.model.text import counted, fold

R = TypeVar("R", bound=Person)


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a person cannot be paired now, and what would help.

    Where it is an empty cell that many have in common, `header` names its column and `step` what
    of the work is still to be done.
    """

    reason: str
    remedy: str
    header: str = ""
    step: Step | None = None

    def __str__(self) -> str:
        return f"{self.reason}: {self.remedy}" if self.remedy else self.reason


def mentor_obstacles(mentor: Mentor, school: School, today: date) -> Iterator[Obstacle]:
    """What keeps a mentor from taking anyone."""
    card = school.card
    if mentor.left_on:
        yield Obstacle(f"выбыл(а) {mentor.left_on:%d.%m.%Y}", "")
    if not mentor.role:
        yield _empty(mentor.at(Mentor.role), "не указано, кто он", Step.PEOPLE)
    yield from _consent(mentor, today)
    if mentor.role in OUTSIDERS:
        yield from _dated(mentor, Mentor.record_on, "нет справки об отсутствии судимости", today)
        yield from _dated(mentor, Mentor.medical_on, "нет медицинского заключения", today)
    if not mentor.places:
        yield _empty(mentor.at(Mentor.places), "нет мест", Step.PEOPLE)
    elif (least := _least_group(mentor, school)) > (most := seats(mentor, card)):
        places = counted(most, "место", "места", "мест")
        yield Obstacle(f"{places}, а группа от {least}", _fill(mentor.at(Mentor.places)))
    if _too_new(mentor, card):
        yield Obstacle(
            f"стаж в школе меньше {card.seniority}",
            "измените предел «Стаж наставника, лет» на листе «Школа» или закрепите вручную",
        )


def mentee_obstacles(mentee: Mentee, today: date) -> Iterator[Obstacle]:
    """What keeps a mentee from getting a mentor, whoever it might be."""
    if not mentee.role:
        yield _empty(mentee.at(Mentee.role), "не указана категория", Step.PEOPLE)
    yield from _consent(mentee, today)


def _consent(person: Person, today: date) -> Iterator[Obstacle]:
    if is_minor(person, today):
        missing = "нет согласия представителя на персональные данные"
        yield from _dated(person, Person.guardian_consent_on, missing, today)
    else:
        yield from _dated(person, Person.consent_on, "нет согласия на персональные данные", today)


def _dated(
    person: R, column: ColumnOf[R, date | None], reason: str, today: date
) -> Iterator[Obstacle]:
    given = column.of(person)
    if given is None or given > today:
        yield _empty(person.at(column), reason, Step.CONSENTS)


def _empty(cell: Cell, reason: str, step: Step) -> Obstacle:
    return Obstacle(reason, _fill(cell), cell.header, step)


def _fill(cell: Cell) -> str:
    return f"заполните «{cell.header}» на листе «{cell.sheet}»"


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
    return min((group_size(school, mentor, f).least for f in forms_led(mentor.role)), default=1)


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
