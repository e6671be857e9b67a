"""Meetings out of lists and exports: each at its pair, none twice, what is unclear asked about."""

from __future__ import annotations

from datetime import date

import pytest

from matching.applying import applied
from nastavnik.model.errors import JobError
from nastavnik.model.findings import Value
from nastavnik.model.grid import Grid
from nastavnik.model.school import School
from nastavnik.people_import.meetings import MeetingsTaken, take_meetings
from nastavnik.people_import.model import Source
from rules.drawing import drawn_school

BOOK = """
    Школа
    | Учебный год | 2026/2027 |
    Наставники
    | ФИО                 |
    | Ли Вера Павловна    |
    | Ким Олег Ильич      |
    Наставляемые
    | ФИО                  |
    | Мухин Егор Ильич     |
    | Котова Анна Львовна  |
    | Котова Анна Петровна |
    Пары
    | Наставник        | Наставляемый        | Состояние |
    | Ли Вера Павловна | Мухин Егор Ильич    | действует |
    | Ким Олег Ильич   | Котова Анна Львовна | действует |
"""


@pytest.fixture
def school() -> School:
    return drawn_school(BOOK)


def taken(school: School, *rows: tuple[Value, ...]) -> MeetingsTaken:
    return take_meetings(school, [Source("встречи.csv", "", Grid([list(row) for row in rows]))])


TITLES = ("Дата", "Наставник", "Наставляемый", "Формат", "Тема", "Итог", "Дальше")


def test_meetings_of_a_list_are_taken_with_what_it_says(school: School) -> None:
    row = (date(2026, 10, 1), "Ли В. П.", "Мухин Е. И.", "в Zoom", "Дроби", "решено", "")
    outcome = taken(school, TITLES, row)
    (meeting,) = applied(school, outcome).meetings
    assert (meeting.held_on, meeting.mentor) == (date(2026, 10, 1), "Ли Вера Павловна")
    assert (meeting.mentee, meeting.form) == ("Мухин Егор Ильич", "дистанционно")
    assert (meeting.topic, meeting.result) == ("Дроби", "решено")


def test_the_same_file_again_changes_nothing(school: School) -> None:
    rows = (TITLES, ("01.10.2026", "Ли В. П.", "Мухин Е. И.", "", "Дроби", "", ""))
    again = taken(applied(school, taken(school, *rows)), *rows)
    assert (again.new, again.same) == (0, 1)
    assert not again.changes


@pytest.mark.parametrize(
    "sent", ["2026/10/14 9:31:05 PM GMT+3", "14.10.2026 21:31", "2026-10-14T21:31:05"]
)
def test_a_form_that_asked_no_day_gives_the_one_on_which_it_was_sent(
    school: School, sent: str
) -> None:
    outcome = taken(
        school,
        ("Отметка времени", "Ваше имя", "О чём говорили?"),
        (sent, "Ли Вера Павловна", "Дроби"),
    )
    (meeting,) = applied(school, outcome).meetings
    assert meeting.held_on == date(2026, 10, 14)
    assert meeting.mentee == "Мухин Егор Ильич"


@pytest.mark.parametrize("title", ["Наставник / наставляемый", "Пара", "Участники встречи"])
@pytest.mark.parametrize(
    "cell",
    ["Ли В. П. / Мухин Е. И.", "Мухин Е.И. – Ли В.П.", "Ли Вера Павловна и Мухин Егор Ильич"],
)
def test_both_people_may_stand_in_one_column(school: School, title: str, cell: str) -> None:
    outcome = taken(school, ("Дата", title, "Тема"), ("01.10.2026", cell, "Дроби"))
    (meeting,) = applied(school, outcome).meetings
    assert (meeting.mentor, meeting.mentee) == ("Ли Вера Павловна", "Мухин Егор Ильич")


def test_a_cell_of_a_pair_with_one_name_is_that_of_the_mentee(school: School) -> None:
    outcome = taken(school, ("Дата", "Пара", "Тема"), ("01.10.2026", "Мухин Е. И.", "Дроби"))
    (meeting,) = applied(school, outcome).meetings
    assert meeting.mentor == "Ли Вера Павловна"


def test_each_day_of_a_cell_is_a_meeting(school: School) -> None:
    rows = (
        ("Даты встреч", "Наставляемый", "Тема"),
        ("05.10, 12 октября и 11.01; 19.01.2027", "Мухин Е. И.", "Дроби"),
    )
    outcome = taken(school, *rows)
    after = applied(school, outcome)
    assert [meeting.held_on for meeting in after.meetings] == [
        date(2026, 10, 5),
        date(2026, 10, 12),
        date(2027, 1, 11),
        date(2027, 1, 19),
    ]
    assert taken(after, *rows).same == 4


@pytest.mark.parametrize("days", ["октябрь 2026", "05.10, скоро", "31.02"])
def test_days_of_which_one_cannot_be_read_are_asked_about(school: School, days: str) -> None:
    outcome = taken(school, ("Дата", "Наставляемый", "Тема"), (days, "Мухин Е. И.", "Дроби"))
    assert [finding.code for finding in outcome.findings] == ["РЕ15"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("вчера", "Ли В. П.", "Мухин Е. И.", "", "Дроби"), "РЕ15"),
        (("01.10.2026", "Ли В. П.", "Котова Анна", "", "Дроби"), "РЕ16"),
        (("01.10.2026", "Ли В. П.", "Никто Н. Н.", "", "Дроби"), "РЕ16"),
        (("01.10.2026", "", "", "", "Дроби"), "РЕ16"),
        (("01.10.2026", "Ли В. П.", "Мухин Е. И.", "", ""), "РЕ17"),
    ],
)
def test_what_is_unclear_is_asked_about_and_not_written(
    school: School, row: tuple[str, ...], code: str
) -> None:
    outcome = taken(school, TITLES, row)
    assert [finding.code for finding in outcome.findings] == [code]
    assert outcome.doubtful == 1
    assert not outcome.changes


def test_every_cell_is_accounted_for(school: School) -> None:
    outcome = taken(
        school,
        ("Журнал за октябрь",),
        (*TITLES, "Погода"),
        ("01.10.2026", "Ли В. П.", "Мухин Е. И.", "", "Дроби", "", "", "дождь"),
        ("когда-то", "Ли В. П.", "Мухин Е. И.", "", "Дроби"),
    )
    account = outcome.account
    assert account.cells == 1 + 8 + 5 + 4
    assert account.cells == account.taken + account.asked + len(account.left_out)
    assert [each.title for each in account.left_out][-1] == "«Погода»"


def test_a_file_about_something_else_is_refused(school: School) -> None:
    with pytest.raises(JobError, match="нет таблицы встреч"):
        taken(school, ("Класс", "Сколько"), ("5 А", 3))
