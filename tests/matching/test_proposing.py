"""Proposals as the secretary sees them."""

from __future__ import annotations

from datetime import date

from drawn import TODAY, school
from matching.applying import applied, pairs_of
from nastavnik.matching.proposing import propose
from nastavnik.outcome import Outcome
from nastavnik.school import School, resolve

PAIRS = """
    | Наставник | Наставляемый | Форма | Вид | Начало | Окончание | Состояние | \
Закреплено вручную | Приказ № | Совпадение, % | Почему | Прекращено | Причина прекращения | Примечание |
"""
MENTORS = """
    | ФИО            | Кто     | Мест | Предмет    | Компетенции           | Согласие на ПДн |
    | Орлова Анна    | педагог | 1    | химия      | лабораторные работы   | 01.09.2026      |
    | Белов Пётр     | педагог | 1    | математика | олимпиадные задачи    | 01.09.2026      |
"""
MENTEES = """
    | ФИО            | Категория          | Предмет    | Запрос             | Согласие на ПДн |
    | Гусева Мария   | молодой специалист | математика | решение олимпиадных задач | 01.09.2026 |
    | Дроздов Иван   | молодой специалист | химия      | лабораторная работа | 01.09.2026 |
"""


def drawn_school(mentors: str = MENTORS, mentees: str = MENTEES, pairs: str = "") -> School:
    return school(Наставники=mentors, Наставляемые=mentees, Пары=PAIRS + pairs)


def reasons_for(outcome: Outcome, mentee: str) -> str:
    found = {each["mentee"]: " ".join(each["reasons"]) for each in outcome.data["unpaired"]}
    return found[mentee]


def test_like_goes_with_like_and_the_reason_is_written_beside() -> None:
    outcome = propose(drawn_school(), TODAY)
    assert pairs_of(outcome) == {("Орлова Анна", "Дроздов Иван"), ("Белов Пётр", "Гусева Мария")}
    row = applied(drawn_school(), outcome).pairs[0]
    assert (row.mentor, row.state, row.form) == ("Белов Пётр", "предложено", "учитель – учитель")
    assert (row.start, row.end) == (date(2026, 10, 16), date(2027, 5, 31))
    assert "задач" in row.why
    assert "Предмет: математика (25 из 25)" in row.why


def test_running_twice_changes_nothing_the_second_time() -> None:
    once = applied(drawn_school(), propose(drawn_school(), TODAY))
    again = propose(once, TODAY)
    assert resolve(again.changes.cells, once) == []


def test_a_refused_pair_is_never_proposed_again() -> None:
    refused = "| Белов Пётр | Гусева Мария | учитель – учитель | | | | не подходит |"
    outcome = propose(drawn_school(pairs=refused), TODAY)
    assert pairs_of(outcome) == {("Белов Пётр", "Дроздов Иван"), ("Орлова Анна", "Гусева Мария")}


def test_an_accepted_pair_stays_and_takes_its_place() -> None:
    accepted = "| Белов Пётр | Дроздов Иван | учитель – учитель | | | | принято |"
    outcome = propose(drawn_school(pairs=accepted), TODAY)
    assert pairs_of(outcome) == {("Орлова Анна", "Гусева Мария")}
