"""Standard roadmaps: two schemes, for a school that has none of its own."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from matching.applying import applied
from nastavnik.actions.take_roadmap import take_standard
from nastavnik.model.errors import JobError
from nastavnik.model.findings import blocks
from nastavnik.model.school import School
from nastavnik.model.sheets import STAFF_ROLES, Activity, Form, Stage
from nastavnik.roadmap.approval import as_text, plan_of
from nastavnik.roadmap.reading import read_roadmap
from nastavnik.roadmap.standard import SCHEMES, Scheme, entries, standard_roadmap
from nastavnik.rules.engine import run_rules
from nastavnik.rules.roadmap import (
    activity_has_deadline,
    every_stage_is_planned,
    inside_the_year,
    stages_in_order,
    words_fit_dates,
)
from nastavnik.russian.dates import SchoolYear
from support.drawn import TODAY, school

YEAR = SchoolYear(2026)
HEADER = "| № | Этап | Название этапа | Вводная часть | Мероприятие | Документы | Срок "
HEADER += "| Начало | Окончание | Повторение | Ответственные |"
CARD = """
    | Учебный год             | 2026/2027             |
    | Краткое наименование    | Школа № 7             |
    | Руководитель            | Зимина Анна Сергеевна |
    | Должность руководителя  | директор              |
    | Куратор                 | Гусева Ольга Петровна |
    | Должность куратора      | завуч                 |
"""
ASKED_OF_ANY = {"ДК08", "ДК33"}
"""No stamp yet, and the teachers' scheme has no stage for the work itself."""
POSTS = {"Зимина Анна Сергеевна": "директор", "Гусева Ольга Петровна": "завуч"}
both_schemes = pytest.mark.parametrize("scheme", list(Scheme))


def empty_school() -> School:
    return school(Школа=CARD, Дорожная_карта=HEADER)


def taken(scheme: Scheme) -> School:
    book = empty_school()
    return applied(book, take_standard(book, scheme))


def test_every_line_of_the_data_is_of_a_scheme_with_its_forms() -> None:
    schemes = {about.mark: about for about in SCHEMES.values()}
    for entry in entries():
        about = schemes.get(entry.whom)
        forms = set(about.forms) if about else set(Form)
        assert entry.forms <= {form.value for form in forms}, entry.title
        assert set(entry.roles) <= set(STAFF_ROLES.values), entry.title
        assert entry.documents, entry.title


@both_schemes
def test_every_deadline_becomes_days_of_the_school_year(scheme: Scheme) -> None:
    for row in standard_roadmap(scheme, YEAR, empty_school()).rows:
        deadline = row.deadline
        assert deadline, row.activity
        assert deadline.trouble is None, row.activity
        assert isinstance(deadline.start, date)
        assert isinstance(deadline.end, date)
        assert date(2026, 8, 1) <= deadline.start <= deadline.end <= date(2027, 5, 31)
        assert "Х" not in deadline.as_written


@both_schemes
def test_the_scheme_has_seven_stages_in_order_and_all_canonical_ones(scheme: Scheme) -> None:
    roadmap = standard_roadmap(scheme, YEAR, empty_school())
    stages = [int(str(row.number).partition(".")[0]) for row in roadmap.rows]
    assert sorted(set(stages)) == list(range(1, 8))
    assert all(one <= other for one, other in pairwise(stages))
    assert {row.stage for row in roadmap.rows} == set(range(len(Stage)))
    assert len({row.number for row in roadmap.rows}) == len(roadmap.rows)


def test_roles_become_people_where_the_book_knows_them() -> None:
    found = {a.responsible for a in taken(Scheme.PUPILS).activities}
    assert "Зимина Анна Сергеевна\nГусева Ольга Петровна" in found
    assert "социальный педагог" in found


def test_forms_that_a_school_does_not_have_leave_their_activities_out() -> None:
    every = standard_roadmap(Scheme.PUPILS, YEAR, empty_school()).rows
    some = standard_roadmap(Scheme.PUPILS, YEAR, empty_school(), [Form.PUPIL]).rows
    assert {row.activity for row in some} < {row.activity for row in every}
    assert not any("партн" in row.activity for row in some)


def test_a_form_of_the_other_scheme_is_one_sentence() -> None:
    with pytest.raises(JobError):
        standard_roadmap(Scheme.PUPILS, YEAR, empty_school(), [Form.TEACHER])


def test_without_any_year_nothing_is_guessed() -> None:
    with pytest.raises(JobError):
        take_standard(school(Дорожная_карта=HEADER), Scheme.PUPILS)


@both_schemes
def test_taking_it_twice_changes_nothing_the_second_time(scheme: Scheme) -> None:
    assert not take_standard(taken(scheme), scheme).changes


@both_schemes
def test_the_check_of_the_book_has_nothing_to_say(scheme: Scheme) -> None:
    rules = (
        activity_has_deadline,
        every_stage_is_planned,
        inside_the_year,
        stages_in_order,
        words_fit_dates,
    )
    assert list(run_rules(rules, taken(scheme), TODAY)) == []


@both_schemes
def test_what_is_printed_is_read_as_it_was_meant(scheme: Scheme) -> None:
    book = taken(scheme)
    read = read_roadmap(as_text(plan_of(book)).encode(), "карта.txt", 2026)
    assert not blocks(read.findings)
    assert {finding.code for finding in read.findings} <= ASKED_OF_ANY
    assert [_row(row) for row in book.activities] == [
        (
            row.number,
            row.activity,
            "\n".join(row.documents),
            row.deadline.as_written if row.deadline else "",
            ", ".join(row.responsible),  # a post behind a name may be read as that person's own
        )
        for row in read.rows
    ]


def _row(row: Activity) -> tuple[str, ...]:
    responsible = row.responsible.replace("\n", ", ")
    for name, post in POSTS.items():
        responsible = responsible.replace(name, f"{name}, {post}")
    return row.number, row.title, row.documents, row.deadline, responsible
