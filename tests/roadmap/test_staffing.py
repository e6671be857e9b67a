"""Whom of the school a responsible person as written means."""

from __future__ import annotations

import pytest

from nastavnik.actions.take_roadmap import take_roadmap
from nastavnik.model.school import School
from nastavnik.roadmap.model import Roadmap, RoadmapActivity
from nastavnik.roadmap.staffing import meant_by, people_of
from support.drawn import school

STAFF = """
    | ФИО                        | Должность                                            | Роль                 |
    | Зимина Анна Сергеевна      | директор                                             | директор             |
    | Гусева Ольга Петровна      | заместитель директора по учебно-воспитательной работе | куратор              |
    | Рябов Пётр Львович         | заместитель директора по воспитательной работе       | заместитель          |
    | Котова Инга Олеговна       | педагог-психолог                                     | педагог-психолог     |
    | Седова Майя Юрьевна        | социальный педагог                                   | социальный педагог   |
    | Лапин Олег Ильич           | учитель информатики                                  | ответственный за сайт |
    | Орлова Вера Павловна       | учитель физики                                       |                      |
    | Орлова Влада Петровна      | учитель химии                                        |                      |
"""  # noqa: E501 - one person a line


@pytest.fixture(scope="module")
def staffed() -> School:
    return school(Сотрудники=STAFF)


@pytest.mark.parametrize(
    ("text", "surname"),
    [
        ("Зимина Анна Сергеевна", "Зимина"),
        ("Зимина А.С.", "Зимина"),
        ("директор школы А. С. Зимина", "Зимина"),
        ("Директор ОО", "Зимина"),
        ("оставляю за собой", "Зимина"),
        ("ЗДУВР", "Гусева"),
        ("Завуч", "Гусева"),
        ("Заместители директора по УВР", "Гусева"),
        ("Куратор программы наставничества", "Гусева"),
        ("зам. директора по ВР", "Рябов"),
        ("ЗДВР", "Рябов"),
        ("психолог", "Котова"),
        ("соц. Педагог", "Седова"),
        ("Ответственный за работу официального сайта организации", "Лапин"),
        ("учитель физики", "Орлова"),
    ],
)
def test_name_initials_post_and_abbreviation_find_the_person(
    staffed: School, text: str, surname: str
) -> None:
    meant = meant_by(text, people_of(staffed))
    assert [person.full_name.split()[0] for person in meant.people] == [surname]
    assert meant.doubt is None


@pytest.mark.parametrize(
    "text", ["педагоги", "Заместители", "классные руководители", "Методическая служба"]
)
def test_many_people_are_nobody_in_particular(staffed: School, text: str) -> None:
    meant = meant_by(text, people_of(staffed))
    assert (meant.people, meant.doubt) == ((), None)


@pytest.mark.parametrize(
    ("text", "code", "known"),
    [
        ("Зимена А. С.", "ДК65", 1),
        ("Гусева Ольга Перовна", "ДК65", 1),
        ("Орлова В. П.", "ДК66", 2),
        ("учитель", "ДК66", 3),
        ("заместитель директора", "ДК66", 2),
        ("Белов И. И.", "ДК67", 0),
    ],
)
def test_what_is_not_certain_is_asked(staffed: School, text: str, code: str, known: int) -> None:
    meant = meant_by(text, people_of(staffed))
    assert meant.doubt
    assert (meant.people, meant.doubt, len(meant.known)) == ((), code, known)


def roadmap(*responsible: str) -> Roadmap:
    return Roadmap(rows=(RoadmapActivity("Встреча", responsible=responsible, place="строка 5"),))


def test_taking_a_roadmap_in_asks_about_people_and_rewrites_nobody() -> None:
    book = school(Сотрудники=STAFF, Дорожная_карта="| № | Мероприятие | Ответственные |")
    outcome = take_roadmap(book, roadmap("Зимина А.С.", "Зимена А.С."))
    assert [(f.code, f.place) for f in outcome.findings] == [("ДК65", "строка 5")]
    assert outcome.as_json()["staff"] == {"Зимина А.С.": "Зимина Анна Сергеевна"}
    (appended,) = outcome.changes.cells
    assert "Зимина А.С.\nЗимена А.С." in repr(appended).replace("\\n", "\n")


def test_a_book_without_staff_asks_nothing() -> None:
    book = school(Дорожная_карта="| № | Мероприятие | Ответственные |")
    assert take_roadmap(book, roadmap("Зимина А.С.")).findings == ()
