"""Who has not answered the questionnaire that is due, and how to reach them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from nastavnik.domain.answers import is_anonymous, responses, survey_of
from nastavnik.model.choices import PairState, SurveyKind, SurveyRole
from nastavnik.model.outcome import Block, Listing, Outcome
from nastavnik.model.school import School
from nastavnik.model.sheets import NamedRow, Pair, Person
from nastavnik.model.text import counted, fold

_AT_WORK = {PairState.ACCEPTED, PairState.ACTIVE, PairState.FINISHED}


@dataclass(frozen=True, slots=True)
class Awaited:
    """Somebody from whom a questionnaire is due."""

    kind: str
    role: str
    form: str
    person: NamedRow

    def as_json(self) -> dict[str, str]:
        """The shape other programs read."""
        return {
            "kind": self.kind,
            "role": self.role,
            "form": self.form,
            "full_name": self.person.full_name,
            "phone": self.person.phone,
            "email": self.person.email,
        }


@dataclass(frozen=True)
class NotAnswered(Outcome):
    """Whose questionnaires are due and not there, and how many came without a name."""

    awaited: tuple[Awaited, ...] = ()
    anonymous: int = 0

    def as_json(self) -> dict[str, Any]:
        """The people in the shape other programs read."""
        people = [each.as_json() for each in self.awaited]
        return {**super().as_json(), "missing": people, "anonymous": self.anonymous}

    def listings(self) -> Iterator[Block]:
        """Everybody with a phone or a mail to remind them by."""
        rows = [
            (e.kind, e.role, e.person.full_name, e.person.phone or "–", e.person.email or "–")
            for e in self.awaited
        ]
        if rows:
            yield Listing(("Анкета", "Роль", "ФИО", "Телефон", "Почта"), rows)


def not_answered(school: School, today: date) -> NotAnswered:
    """Everybody in the programme whose questionnaire of this day is not in «Ответы» yet."""
    there = {(e.first.kind, fold(e.first.who), e.first.role) for e in responses(school)}
    due = list(_due(school, today))
    missing = tuple(
        each for each in due if (each.kind, fold(each.person.full_name), each.role) not in there
    )
    kinds = {each.kind for each in due}
    anonymous = sum(is_anonymous(e.first.who) and e.first.kind in kinds for e in responses(school))
    return NotAnswered(_message(due, missing, anonymous), awaited=missing, anonymous=anonymous)


def _due(school: School, today: date) -> Iterator[Awaited]:
    ends: list[date] = []
    for role, people in ((SurveyRole.MENTEE, school.mentees), (SurveyRole.MENTOR, school.mentors)):
        for person in people:
            pairs = list(_pairs_of(school, person, role))
            if not pairs or (person.left_on and person.left_on <= today):
                continue
            starts = [pair.start for pair in pairs if pair.start]
            lasts = [pair.end for pair in pairs if pair.end]
            ends += lasts
            if starts and min(starts) > today:
                continue
            kind = survey_of(min(starts, default=None), max(lasts, default=None), today)
            yield Awaited(kind, role, pairs[0].form, person)
    if ends and survey_of(None, max(ends), today) is SurveyKind.LAST:
        yield from _curators(school)


def _curators(school: School) -> Iterator[Awaited]:
    curator = fold(school.card.curator)
    for person in school.staff:
        if curator and fold(person.full_name) == curator:
            yield Awaited(SurveyKind.CURATOR, SurveyRole.CURATOR, "", person)


def _pairs_of(school: School, person: Person, role: SurveyRole) -> Iterator[Pair]:
    name = fold(person.full_name)
    for pair in school.pairs:
        side = pair.mentor if role is SurveyRole.MENTOR else pair.mentee
        if pair.state in _AT_WORK and fold(side) == name:
            yield pair


def _message(due: list[Awaited], missing: tuple[Awaited, ...], anonymous: int) -> str:
    if not due:
        return "Сейчас анкет ни от кого не ждут: нет пар, которые уже работают"
    kinds = Counter(each.kind for each in missing)
    told = ", ".join(f"«{kind}» — {number}" for kind, number in kinds.items())
    words = ("человек не ответил", "человека не ответили", "человек не ответили")
    people = counted(len(missing), *words)
    told = f"{people} из {len(due)}: {told}" if missing else f"Ответили все: {len(due)}"
    nameless = f"; анкет без имени — {anonymous}, кто их прислал, неизвестно" if anonymous else ""
    return told + nameless
