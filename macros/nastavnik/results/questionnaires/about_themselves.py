"""What people say of themselves beside their answers, compared with the book: class and age."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from nastavnik.domain.people import years_old
from nastavnik.model.cells import header_key
from nastavnik.model.school import School
from nastavnik.model.sheets import Person
from nastavnik.model.text import fold

YEARS_AT_SCHOOL_START = 6
SPARE_YEARS = 2
"""So much older or younger than others in the class somebody may be."""
SPARE_BIRTHDAY = 1
"""A year more or less is a birthday."""
_CLASS = re.compile(r"(1[01]|[1-9])\s*[-«\"']?\s*[а-яa-z]?[»\"']?\s*(?:класс\w*)?", re.IGNORECASE)
_AGE = re.compile(r"(\d{1,2})\s*(?:лет|год\w*|г\.?)?", re.IGNORECASE)
_TITLES: Mapping[str, re.Pattern[str]] = {
    **{header_key(title): _CLASS for title in ("Класс", "Ваш класс", "Class")},
    **{header_key(title): _AGE for title in ("Возраст", "Ваш возраст")},
}

CLASSES_DIFFER = "класс в файле не тот, что в реестре"
AGES_DIFFER = "возраст в файле не тот, что в реестре"
AGE_AND_CLASS_DIFFER = "возраст в файле не подходит к классу"


def doubt(school: School, name: str, day: date | None, told: Mapping[str, str]) -> str:
    """Why what somebody told of herself may be another person's; "" where nothing contradicts.

    `told` are cells by the titles of their columns.
    """
    grade, age = _number(told, _CLASS), _number(told, _AGE)
    if grade and age and abs(age - grade - YEARS_AT_SCHOOL_START) > SPARE_YEARS:
        return AGE_AND_CLASS_DIFFER
    people = _people(school, name)
    grades = [found for person in people if (found := _read(_CLASS, person.school_class))]
    if grade and grades and grade not in grades:
        return CLASSES_DIFFER
    ages = [found for p in people if day and (found := years_old(p, day)) is not None]
    if age and ages and all(abs(age - known) > SPARE_BIRTHDAY for known in ages):
        return AGES_DIFFER
    return ""


def _people(school: School, name: str) -> list[Person]:
    registries: tuple[Mapping[str, Person], ...] = (school.mentor_named, school.mentee_named)
    return [people[fold(name)] for people in registries if fold(name) in people]


def _number(told: Mapping[str, str], wanted: re.Pattern[str]) -> int | None:
    return next(_numbers(told, wanted), None)


def _numbers(told: Mapping[str, str], wanted: re.Pattern[str]) -> Iterator[int]:
    for title, text in told.items():
        if _TITLES.get(header_key(title)) is wanted and (found := _read(wanted, text)):
            yield found


def _read(wanted: re.Pattern[str], text: str) -> int | None:
    found = wanted.fullmatch(text.strip())
    return int(found[1]) if found else None
