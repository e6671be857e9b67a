"""Which data the workbook keeps of a participant: what the person is asked to consent to.

The list follows from the columns of the registries, so that a column added there is in the next
consent too. What is kept of some participants only is asked of no others.
"""

from __future__ import annotations

from collections.abc import Iterator

from nastavnik.domain.people import EMPLOYED, LEARNERS, OUTSIDERS
from nastavnik.model.schema import Column
from nastavnik.model.sheets import Mentee, Mentor, Person

GUARDIAN = "guardian"

PHRASES = {
    "full_name": "фамилия, имя, отчество",
    "role": "категория участника программы",
    "school_class": "класс (группа)",
    "workplace": "место работы (учёбы)",
    "subject": "преподаваемый или изучаемый предмет",
    "category": "квалификационная категория",
    "seniority": "стаж работы",
    "career": "общий стаж",
    "part_of_job": "сведения о трудовой функции",
    "skills": "компетенции",
    "shift": "смена",
    "building": "корпус",
    "language": "язык общения",
    "languages": "владение языками",
    "hours": "время, отведённое на наставничество",
    "places": "число наставляемых",
    "request": "запрос (с чем нужна помощь)",
    "wanted_form": "пожелания к форме и участникам пары",
    "wanted_forms": "пожелания к форме и участникам пары",
    "phone": "номер телефона",
    "email": "адрес электронной почты",
    "gender": "пол",
    "training": "сведения об обучении наставника",
    "record_on": "справка об отсутствии судимости",
    "medical_on": "медицинское заключение",
    "partnership": "реквизиты партнёрского соглашения с организацией",
    "hired_on": "дата приёма на работу",
    "part_timer": "сведения об основном месте работы",
    "joined_on": "даты участия в программе",
    "results": "результаты участия в программе",
    "review": "отзыв об участии",
    "former_name": "прежние фамилия, имя, отчество",
    "kinship": "степень родства",
    "guardian": "фамилия, имя, отчество",
    "guardian_phone": "номер телефона",
}
"""How a consent says a column where its title does not do."""

SAID_ELSEWHERE = frozenset(
    {
        "consent_on", "guardian_consent_on", "participation_on", "publication_on", "note",
        "genitive", "dative", "accusative", "instrumental", "left_on", "finished", "group_from",
        "mentors_wanted", "wanted_age", "wish", "refuses", "base_until",
    }
)  # fmt: skip
"""Dates of the consents themselves, forms of a name, and what other phrases hold already."""

OF_GUARDIAN = ("guardian", "kinship", "guardian_phone")
OF_WORKERS = frozenset({"category", "seniority", "career", "part_of_job", "hired_on", "training"})
OF_OUTSIDERS = frozenset({"workplace", "record_on", "medical_on", "partnership"})
OF_LEARNERS = frozenset({"school_class"})
OF_EMPLOYED = frozenset({"post", "part_timer"})


def kept_of(person: Person) -> list[str]:
    """The data of the participant, in the order of the registry's columns, each once."""
    return list(dict.fromkeys(map(_phrase, _columns(person))))


def kept_of_guardian(record: type[Mentor] | type[Mentee]) -> list[str]:
    """The data that a registry keeps of a child's guardian."""
    return [_phrase(record.named[name]) for name in OF_GUARDIAN]


def _columns(person: Person) -> Iterator[Column]:
    for column in person.columns:
        name = column.name
        if name in SAID_ELSEWHERE or name in OF_GUARDIAN or column.made:
            continue
        if all(person.role in roles for names, roles in _ONLY if name in names):
            yield column


_ONLY = (
    (OF_WORKERS, EMPLOYED),
    (OF_OUTSIDERS, OUTSIDERS),
    (OF_LEARNERS, LEARNERS),
    (OF_EMPLOYED, EMPLOYED | OUTSIDERS),
)


def _phrase(column: Column) -> str:
    return PHRASES.get(column.name) or column.title[:1].lower() + column.title[1:]
