"""What makes a count of people wrong, each case drawn."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from nastavnik.model.errors import JobError
from nastavnik.model.school import School
from nastavnik.results.catalogue import DEFINITIONS
from nastavnik.results.definitions import count
from nastavnik.results.people import enterprise_key
from nastavnik.results.questions import questions
from nastavnik.results.season import Season
from nastavnik.results.summary import YearResults
from results.years import (
    MAY,
    SIZES,
    counted_in,
    drawn,
    mentee,
    mentor,
    pair,
    shares,
    whole_year,
)

ANNA, DENIS = "Орлова Анна Сергеевна", "Зуев Денис Романович"
CHILDREN = tuple(f"Белова Юлия {patronymic}" for patronymic in ("Ильинична", "Олеговна", "Львовна"))
NOVICE = "молодой специалист"


def test_a_mentor_of_two_pairs_is_one_person() -> None:
    children = [mentee(name, Дата_рождения=date(2012, 5, 2)) for name in CHILDREN]
    where = drawn([mentor(ANNA)], children, [pair(ANNA, name) for name in CHILDREN])
    assert shares(where, 11) == (0, 1)
    assert shares(where, 7) == (1, 30)


def test_a_group_is_as_many_mentees_as_it_has_and_one_mentor() -> None:
    children = [mentee(name, Дата_рождения=date(2012, 5, 2)) for name in CHILDREN]
    pairs = [pair(ANNA, name, Вид="в группе") for name in CHILDREN]
    where = drawn([mentor(ANNA)], children, pairs)
    assert shares(where, 1) == (3, 300)
    assert shares(where, 24) == (4, 430)


def test_who_ended_in_november_took_part_but_is_not_at_work() -> None:
    ended = pair(ANNA, DENIS, "завершено", Окончание=date(2026, 11, 20))
    season = Season(drawn([mentor(ANNA)], [mentee(DENIS, NOVICE)], [ended]), MAY)
    assert shares(season.school, 3) == (1, 6)
    assert (len(season.pairs), len(season.active)) == (1, 0)


def test_a_pair_stopped_within_a_month_only_makes_somebody_leave() -> None:
    def stopped(day: date) -> Season:
        row = pair(ANNA, DENIS, "прекращено", Прекращено=day)
        return Season(drawn([mentor(ANNA)], [mentee(DENIS, NOVICE)], [row]), MAY)

    early, late = stopped(date(2026, 10, 8)), stopped(date(2026, 10, 9))
    assert (len(early.pairs), len(early.departed)) == (0, 1)
    assert (len(late.pairs), len(late.departed)) == (1, 0)


def test_a_novice_who_only_mentors_in_reverse_is_no_mentee() -> None:
    where = drawn(
        [mentor(DENIS)],
        [mentee(DENIS, NOVICE), mentee(ANNA, "педагог с запросом")],
        [pair(DENIS, ANNA, Вид="реверсивное")],
    )
    found = counted_in(where, 3)
    assert (found.part, found.whole) == (0, 6)
    assert [v.why for v in found.verdicts] == ["только наставник в реверсивной паре"]
    assert shares(where, 10) == (1, 8)


def test_students_and_graduates_are_no_learners_of_the_school() -> None:
    birth = date(2008, 1, 1)
    where = drawn(
        [mentor(CHILDREN[0], "студент", Дата_рождения=birth), mentor(CHILDREN[1], "выпускник")],
        [mentee(CHILDREN[2], "студент", Дата_рождения=birth)],
        [pair(CHILDREN[0], CHILDREN[2])],
    )
    assert shares(where, 1) == (0, 300)
    assert shares(where, 2) == (0, 90)


def test_a_college_counts_its_own_students() -> None:
    card = {**SIZES, "Полное наименование": "Ясноборский политехнический колледж"}
    student = mentee(CHILDREN[2], "студент", Дата_рождения=date(2008, 1, 1))
    employer = mentor(ANNA, "работодатель")
    where = drawn([employer], [student], [pair(ANNA, CHILDREN[2])], card)
    assert shares(where, 1) == (1, 300)


@pytest.mark.parametrize(
    ("birth", "counts"),
    [
        (date(2016, 9, 20), 1),
        (date(2016, 9, 21), 0),
        (date(2006, 9, 21), 1),
        (date(2006, 9, 20), 0),
    ],
)
def test_age_is_that_on_the_day_of_the_schools_own_numbers(birth: date, counts: int) -> None:
    child = mentee(CHILDREN[0], Дата_рождения=birth)
    where = drawn([mentor(ANNA)], [child], [pair(ANNA, CHILDREN[0])])
    assert shares(where, 1) == (counts, 300)


def test_a_new_surname_is_not_a_second_teacher() -> None:
    birth = date(1999, 3, 14)
    where = drawn(
        [mentor("Орлова Анна Сергеевна", Дата_рождения=birth)],
        [mentee("Зуева Анна Сергеевна", NOVICE, Дата_рождения=birth), mentee(DENIS, NOVICE)],
        [pair(ANNA, DENIS), pair(ANNA, "Зуева Анна Сергеевна")],
    )
    assert shares(where, 7) == (2, 30)


def test_children_born_on_one_day_stay_two() -> None:
    birth = date(2012, 3, 14)
    names = ("Орлова Анна Сергеевна", "Зуева Анна Сергеевна")
    children = [mentee(name, Дата_рождения=birth) for name in names]
    where = drawn([mentor(DENIS)], children, [pair(DENIS, name) for name in names])
    assert shares(where, 1) == (2, 300)


def test_more_participants_than_there_are_is_an_error_and_no_percent() -> None:
    card = {**SIZES, "Молодых специалистов": 0}
    where = drawn([mentor(ANNA)], [mentee(DENIS, NOVICE)], [pair(ANNA, DENIS)], card)
    found = counted_in(where, 3)
    assert (found.part, found.whole, found.percent) == (1, 0, None)
    asked = [f for f in questions(YearResults(Season(where, MAY))) if f.code == "ПК01"]
    assert len(asked) == 1
    assert "1 из 0" in asked[0].message


def test_three_of_three_is_asked_about_where_the_registry_knows_seven() -> None:
    card = {**SIZES, "Молодых специалистов": 3}
    novices = [mentee(f"Зуев Денис {letter}анович", NOVICE) for letter in "РИСТВЛМ"]
    pairs = [pair(ANNA, novice["ФИО"]) for novice in novices[:3]]
    where = drawn([mentor(ANNA)], novices, pairs, card)
    assert shares(where, 3) == (3, 3)
    asked = [f for f in questions(YearResults(Season(where, MAY))) if f.code == "ПК05"]
    assert [f.header for f in asked] == ["Молодых специалистов"]
    assert "7" in asked[0].message


@pytest.mark.parametrize("other", ["Завод", "завод", "ОАО «Завод»", "АО  Завод", "«Завод»"])
def test_one_enterprise_is_one_however_it_is_written(other: str) -> None:
    assert enterprise_key(other) == enterprise_key("АО «Завод»")
    assert enterprise_key("АО «Заводской»") != enterprise_key("АО «Завод»")


def test_a_parent_in_business_for_himself_is_no_enterprise_without_an_agreement() -> None:
    def partners(agreement: str) -> tuple[int | None, int | None]:
        employer = mentor(ANNA, "работодатель", Партнёрское_соглашение=agreement)
        employer["Место работы (учёбы)"] = "ИП Орлов"
        return shares(drawn([employer], [mentee(CHILDREN[0])], [pair(ANNA, CHILDREN[0])]), 4)

    assert partners("") == (0, 4)
    assert partners("№ 3 от 01.09.2026") == (1, 4)


def test_who_works_here_besides_another_job_is_counted_there() -> None:
    part_timer = mentor(ANNA, Внешний_совместитель="да")
    where = drawn([part_timer], [mentee(DENIS, NOVICE)], [pair(ANNA, DENIS)])
    assert shares(where, 7) == (1, 30)
    assert [v.who for v in counted_in(where, 7).outside] == [ANNA]


def test_without_the_schools_number_there_is_no_share() -> None:
    where = drawn([mentor(ANNA)], [mentee(DENIS, NOVICE)], [pair(ANNA, DENIS)], {})
    found = counted_in(where, 3)
    assert (found.part, found.whole, found.percent) == (1, None, None)
    assert "Молодых специалистов" in found.unknown


def test_proposals_and_refusals_are_no_participation() -> None:
    for state in ("предложено", "принято", "не подходит"):
        where = drawn([mentor(ANNA)], [mentee(DENIS, NOVICE)], [pair(ANNA, DENIS, state)])
        assert shares(where, 3) == (0, 6)


def test_last_years_book_tells_who_stayed() -> None:
    last = drawn(
        [mentor(ANNA)],
        [mentee(DENIS, NOVICE), mentee("Белов Артём Павлович", NOVICE)],
        [
            pair(ANNA, name, "завершено", Начало=date(2025, 9, 10), Окончание=date(2026, 5, 31))
            for name in (DENIS, "Белов Артём Павлович")
        ],
        {**SIZES, "Учебный год": "2025/2026"},
    )
    now = drawn([mentor(ANNA)], [mentee(DENIS, NOVICE)], [])
    kept = count(DEFINITIONS[8], Season(replace(now, former=lambda _: last), MAY))
    assert (kept.part, kept.whole) == (1, 2)
    assert [v.why for v in kept.outside] == ["в книге этого года нет"]
    assert count(DEFINITIONS[8], Season(now, MAY)).part is None


def test_who_stayed_is_told_by_birth_date_and_staff_whatever_the_surname() -> None:
    born = date(2000, 3, 4)
    last = drawn(
        [mentor(ANNA)],
        [
            mentee("Зуева Дарья Романовна", NOVICE, Дата_рождения=born),
            mentee("Белов Артём Павлович", NOVICE),
        ],
        [
            pair(ANNA, name, "завершено", Начало=date(2025, 9, 10), Окончание=date(2026, 5, 31))
            for name in ("Зуева Дарья Романовна", "Белов Артём Павлович")
        ],
        {**SIZES, "Учебный год": "2025/2026"},
    )
    now = drawn(
        [mentor(ANNA)],
        [mentee("Орехова Дарья Романовна", NOVICE, Дата_рождения=born)],
        [],
        Staff=[{"ФИО": "Белов Артём Павлович", "Должность": "учитель"}],
    )
    kept = count(DEFINITIONS[8], Season(replace(now, former=lambda _: last), MAY))
    assert (kept.part, kept.whole) == (2, 2)


def test_who_left_is_not_taken_for_a_namesake_born_on_the_same_day() -> None:
    born = date(2000, 3, 4)
    left, namesake = "Зуева Дарья Романовна", "Орехова Дарья Романовна"
    last = drawn(
        [mentor(ANNA)],
        [mentee(left, NOVICE, Дата_рождения=born)],
        [pair(ANNA, left, "завершено", Начало=date(2025, 9, 10), Окончание=date(2026, 5, 31))],
        {**SIZES, "Учебный год": "2025/2026"},
    )
    now = drawn(
        [mentor(ANNA)],
        [
            mentee(left, NOVICE, Дата_рождения=born, Выбыл=date(2026, 12, 1)),
            mentee(namesake, NOVICE, Дата_рождения=born),
        ],
        [],
    )
    kept = count(DEFINITIONS[8], Season(replace(now, former=lambda _: last), MAY))
    assert (kept.part, kept.whole) == (0, 1)
    assert [verdict.why for verdict in kept.outside] == ["выбыл 01.12.2026"]


def test_a_book_of_last_year_that_cannot_be_read_is_told_and_nothing_is_guessed() -> None:
    def damaged(_: School) -> School:
        raise JobError("файл повреждён")

    now = replace(drawn([mentor(ANNA)], [mentee(DENIS, NOVICE)], []), former=damaged)
    kept = count(DEFINITIONS[8], Season(now, MAY))
    assert kept.part is None
    assert "файл повреждён" in kept.unknown


def test_who_has_grown_is_told_with_the_grades_before_and_after() -> None:
    found = counted_in(whole_year(), 23)
    told = [verdict.told for verdict in found.verdicts]
    assert all(re.fullmatch(r"\d,\d → \d,\d", each) for each in told)
    assert all(each.reason == f"{each.told}: {each.why}" for each in found.outside)
