"""One person in two schools: exact by name and birth date, likeness as a question."""

from __future__ import annotations

from datetime import date

from nastavnik.model.sheets import Mentor
from nastavnik.region.likeness import EXACT, LIKELY, MarkedPerson, same_people
from nastavnik.region.task import ReceiverSettings, check_book, marks_of
from support.district import sample_book

SECRET = b"s" * 32
BIRTH = date(1980, 2, 3)


def person(school: str, name: str, birth: date | None = BIRTH) -> MarkedPerson:
    mark = marks_of(Mentor(full_name=name, birth=birth), "Наставники!A4", SECRET)
    return MarkedPerson(school, mark)


def verdicts(*people: MarkedPerson) -> list[str]:
    return [found.verdict for found in same_people(people)]


def test_a_name_and_a_birth_date_are_one_person_however_they_are_spelt() -> None:
    assert verdicts(
        person("А", "Орлова Алёна Ивановна"), person("Б", "ОРЛОВА  Алена Ивановна")
    ) == [EXACT]


def test_namesakes_with_different_birth_dates_are_two_people() -> None:
    name = "Орлова Анна Ивановна"
    assert verdicts(person("А", name), person("Б", name, date(1990, 1, 1))) == []


def test_a_missing_birth_date_another_surname_and_initials_are_asked_about() -> None:
    name = "Орлова Анна Ивановна"
    assert verdicts(person("А", name), person("Б", name, None)) == [LIKELY]
    assert verdicts(person("А", name), person("Б", "Зорина Анна Ивановна")) == [LIKELY]
    assert verdicts(person("А", name), person("Б", "Орлова А. И.")) == [LIKELY]


def test_two_rows_of_one_school_are_its_own_business() -> None:
    name = "Орлова Анна Ивановна"
    assert verdicts(person("А", name), person("А", name)) == []


def test_without_a_ground_nobody_is_marked_and_a_mark_says_nothing() -> None:
    day = date(2026, 10, 15)
    assert check_book(sample_book(), "к", day, ReceiverSettings()).people == ()
    marked = check_book(sample_book(), "к", day, ReceiverSettings(secret=SECRET)).people
    other = check_book(sample_book(), "к", day, ReceiverSettings(secret=b"o" * 32)).people
    assert len(marked) > 20
    assert {m.exact for m in marked if m.exact}.isdisjoint(m.exact for m in other)
