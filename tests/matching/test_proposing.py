"""Proposals as the secretary sees them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from matching.applying import applied, cells_of, pairs_of
from nastavnik.domain.pairs import period_of_new_pair
from nastavnik.matching.conditions import Known
from nastavnik.matching.idle import idle_rounds
from nastavnik.matching.picture import fit_grid
from nastavnik.matching.proposing import explain, gaps, propose
from nastavnik.matching.results import Certificate
from nastavnik.matching.scoring import limits
from nastavnik.model.errors import JobError
from nastavnik.model.grid import Grid
from nastavnik.model.outcome import Outcome
from nastavnik.model.school import School, read_school, resolve
from nastavnik.model.sheets import Mentee, Pair
from support.drawn import TODAY, grid, school

PAIRS = (
    "| Наставник | Наставляемый | Форма | Вид | Начало | Окончание | Состояние "
    "| Закреплено вручную | Приказ № | Совпадение, % | Почему | Прекращено | Причина прекращения "
    "| Примечание |\n"
)
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
    found = {each["mentee"]: " ".join(each["reasons"]) for each in outcome.as_json()["unpaired"]}
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


def test_what_a_person_fixed_by_hand_stays_though_only_proposed() -> None:
    fixed = "| Белов Пётр | Дроздов Иван | учитель – учитель | | | | предложено | да |"
    outcome = propose(drawn_school(pairs=fixed), TODAY)
    assert pairs_of(outcome) == {("Орлова Анна", "Гусева Мария")}


def test_a_stale_proposal_gives_its_row_to_the_new_one() -> None:
    stale = "| Белов Пётр | Дроздов Иван | учитель – учитель | | | | предложено |"
    before = drawn_school(pairs=stale)
    after = applied(before, propose(before, TODAY))
    assert [(pair.row, pair.mentor, pair.mentee) for pair in after.pairs] == [
        (2, "Орлова Анна", "Дроздов Иван"),
        (3, "Белов Пётр", "Гусева Мария"),
    ]


def test_a_stale_proposal_with_a_note_is_withdrawn_and_keeps_the_note() -> None:
    stale = f"| Белов Пётр | Дроздов Иван | | | | | предложено |{'|' * 6} спросить мать |"
    before = drawn_school(pairs=stale)
    after = applied(before, propose(before, TODAY))
    row = after.pairs[0]
    assert (row.state, row.stopped_on, row.note) == ("прекращено", TODAY, "спросить мать")
    assert len(after.pairs) == 3


def test_a_withdrawn_pair_may_be_proposed_again_but_an_unwanted_one_may_not() -> None:
    pair = "| Белов Пётр | Гусева Мария | | | | | прекращено | | | | | | {} |"
    fine = propose(drawn_school(pairs=pair.format("иное")), TODAY)
    unwanted = propose(drawn_school(pairs=pair.format("просьба наставляемого")), TODAY)
    assert ("Белов Пётр", "Гусева Мария") in pairs_of(fine)
    assert ("Белов Пётр", "Гусева Мария") not in pairs_of(unwanted)


def test_when_a_settled_mentor_leaves_the_mentee_gets_another_and_the_pair_is_asked_about() -> None:
    mentors = """
        | ФИО         | Кто     | Мест | Согласие на ПДн | Выбыл      |
        | Орлова Анна | педагог | 1    | 01.09.2026      | 10.10.2026 |
        | Белов Пётр  | педагог | 2    | 01.09.2026      |            |
    """
    pairs = "| Орлова Анна | Дроздов Иван | учитель – учитель | | | | действует | | 5-ЛС |"
    outcome = propose(drawn_school(mentors, pairs=pairs), TODAY)
    moved = {"mentee": "Дроздов Иван", "from": "Орлова Анна", "to": "Белов Пётр"}
    assert outcome.as_json()["moves"] == [moved]
    assert [(f.code, f.cell) for f in outcome.findings] == [("ПД02", "G2")]


def test_those_left_over_learn_who_competes_for_which_places() -> None:
    mentors = """
        | ФИО         | Кто     | Мест | Согласие на ПДн |
        | Орлова Анна | педагог | 1    | 01.09.2026      |
        | Белов Пётр  | педагог | 1    |                 |
    """
    outcome = propose(drawn_school(mentors), TODAY)
    [left_over] = outcome.as_json()["unpaired"]
    text = " ".join(left_over["reasons"]).replace("\u00a0", " ")
    assert "2 наставляемых на 1 свободное место: Гусева Мария, Дроздов Иван" in text
    assert "Белов Пётр — нет согласия на персональные данные" in text


def test_a_pupil_without_the_guardians_consent_is_told_which_cell_to_fill() -> None:
    mentees = """
        | ФИО         | Категория   | Класс | Дата рождения | Согласие на ПДн |
        | Гусев Матвей | обучающийся | 7 А  | 01.02.2013    | 01.09.2026      |
    """
    outcome = propose(drawn_school(mentees=mentees), TODAY)
    assert "«Согласие представителя на ПДн»" in reasons_for(outcome, "Гусев Матвей")


def test_a_younger_pupil_does_not_lead_an_older_one() -> None:
    mentors = """
        | ФИО          | Кто    | Класс | Мест | Дата рождения | Согласие представителя на ПДн |
        | Ким Юлия     | ученик | 8 Б   | 2    | 01.02.2012    | 01.09.2026                    |
    """
    mentees = """
        | ФИО          | Категория   | Класс | Дата рождения | Согласие представителя на ПДн |
        | Гусев Матвей | обучающийся | 9 А   | 01.02.2011    | 01.09.2026                    |
        | Лапин Олег   | обучающийся | 8 А   | 01.02.2012    | 01.09.2026                    |
    """
    outcome = propose(drawn_school(mentors, mentees), TODAY)
    assert pairs_of(outcome) == {("Ким Юлия", "Лапин Олег")}


def test_an_outside_mentor_needs_both_certificates() -> None:
    mentors = """
        | ФИО        | Кто          | Мест | Согласие на ПДн | Справка о судимости | Медзаключение |
        | Ким Юлия   | работодатель | 1    | 01.09.2026      | 01.09.2026          |               |
        | Орлов Глеб | работодатель | 1    | 01.09.2026      | 01.09.2026          | 01.09.2026    |
    """
    mentees = """
        | ФИО          | Категория | Согласие на ПДн |
        | Гусев Матвей | студент   | 01.09.2026      |
        | Лапин Олег   | студент   | 01.09.2026      |
    """
    outcome = propose(drawn_school(mentors, mentees), TODAY)
    assert [pair["mentor"] for pair in outcome.as_json()["pairs"]] == ["Орлов Глеб"]
    assert "нет медицинского заключения" in str(outcome.as_json()["unpaired"])


def test_nobody_is_mentor_and_mentee_at_once() -> None:
    mentees = MENTEES + "| Белов Пётр | педагог с запросом | | | 01.09.2026 |"
    outcome = propose(drawn_school(mentees=mentees), TODAY)
    assert {mentor for mentor, _ in pairs_of(outcome)} == {"Орлова Анна"}


def test_a_criterion_that_must_be_met_forbids_pairs_and_an_unknown_one_is_asked_about() -> None:
    criteria = """
        | Критерий | Что сравнивается | Вес | Сила        |
        | Предмет  |                  | 10  | обязательно |
        | Рост     |                  | 10  | желательно  |
    """
    lone = MENTORS.replace("математика", "музыка")
    found = school(Наставники=lone, Наставляемые=MENTEES, Пары=PAIRS, Критерии=criteria)
    outcome = propose(found, TODAY)
    assert pairs_of(outcome) == {("Орлова Анна", "Дроздов Иван")}
    assert [finding.code for finding in outcome.findings] == ["ПД01"]


FORMS = """
    | Форма             | Группа от | Группа до | Сколько наставников |
    | учитель – учитель | {}        | {}        | {}                  |
"""
TWO_WANTED = """
    | ФИО          | Категория          | Сколько наставников | Согласие на ПДн |
    | Гусева Мария | молодой специалист | 2                   | 01.09.2026      |
    | Дроздов Иван | молодой специалист |                     | 01.09.2026      |
"""


def with_forms(
    least: str = "", most: str = "", mentors: str = "", *, led: str = MENTEES, places: str = "3"
) -> School:
    leaders = MENTORS.replace("| 1    |", f"| {places} |")
    forms = FORMS.format(least, most, mentors)
    return school(Наставники=leaders, Наставляемые=led, Пары=PAIRS, Формы_наставничества=forms)


def test_a_group_has_its_least_size_though_each_would_fit_another_mentor_better() -> None:
    outcome = propose(with_forms(least="2"), TODAY)
    assert len({mentor for mentor, _ in pairs_of(outcome)}) == 1
    assert {row.way for row in applied(with_forms(), outcome).pairs} == {"в группе"}
    assert "доказано, что лучше распределить нельзя" in outcome.message


def test_what_is_not_proved_is_told_with_its_bounds() -> None:
    found = Certificate(20, 18, 54, 990, 0, 0, 19, 60, 1000)
    assert list(gaps(found)) == [
        "наставник есть у 18, больше чем у 19 не бывает",
        "самая слабая пара 54 %, выше 60 % не бывает",
        "сумма совпадений не меньше 99 % от возможной",
    ]
    assert not list(gaps(replace(found, coverage=19, bottleneck=60, total_fit=1000)))


def test_a_group_has_its_greatest_size_and_that_is_proved() -> None:
    both = MENTEES.replace("математика", "химия")
    outcome = propose(with_forms(most="1", led=both), TODAY)
    assert len({mentor for mentor, _ in pairs_of(outcome)}) == 2
    assert "доказано, что лучше распределить нельзя" in outcome.message


def test_those_whose_group_does_not_come_together_learn_so() -> None:
    outcome = propose(with_forms(least="3"), TODAY)
    assert not pairs_of(outcome)
    assert "размером группы" in reasons_for(outcome, "Гусева Мария")


def test_a_mentor_with_fewer_places_than_a_group_is_named() -> None:
    outcome = propose(with_forms(least="2", places="1"), TODAY)
    assert "а группа от 2: заполните «Мест»" in reasons_for(outcome, "Гусева Мария")


def test_the_first_mentor_of_everyone_comes_before_any_second_one() -> None:
    few = propose(with_forms(mentors="2", led=TWO_WANTED, places="1"), TODAY)
    assert len({mentee for _, mentee in pairs_of(few)}) == 2
    [short] = few.as_json()["short"]
    assert (short["mentee"], short["mentor_number"]) == ("Гусева Мария", 2)
    assert "второй наставник нашёлся для 0 из 1" in few.message
    enough = propose(with_forms(mentors="2", led=TWO_WANTED), TODAY)
    assert {mentor for mentor, mentee in pairs_of(enough) if mentee == "Гусева Мария"} == {
        "Орлова Анна",
        "Белов Пётр",
    }
    assert not enough.as_json()["short"]


def test_a_second_mentor_is_named_so_and_a_second_run_keeps_both() -> None:
    before = with_forms(mentors="2", led=TWO_WANTED)
    once = applied(before, propose(before, TODAY))
    second = [pair.mentee for pair in once.pairs if pair.why.startswith("Второй наставник")]
    assert second == ["Гусева Мария"]
    assert resolve(propose(once, TODAY).changes.cells, once) == []


def test_both_mentors_stay_whatever_a_person_made_of_the_reasons() -> None:
    before = with_forms(mentors="2", led=TWO_WANTED)
    once = applied(before, propose(before, TODAY))
    cells = cells_of(once)
    reasons = {pair.why for pair in once.pairs}
    rows = [
        ["своими словами" if value in reasons else value for value in row]
        for row in cells[Pair.sheet].rows
    ]
    reworded = read_school({**cells, Pair.sheet: Grid(rows)})
    again = applied(reworded, propose(reworded, TODAY))
    assert [(pair.mentor, pair.mentee, pair.why) for pair in again.pairs] == [
        (pair.mentor, pair.mentee, pair.why) for pair in once.pairs
    ]


def test_a_second_proposal_goes_when_one_mentor_is_enough_again() -> None:
    wanted = with_forms(mentors="2", led=TWO_WANTED)
    twice = cells_of(applied(wanted, propose(wanted, TODAY)))
    enough = {Mentee.sheet: grid(TWO_WANTED.replace("| 2   ", "|     "))}
    before = read_school({title: g for title, g in {**twice, **enough}.items() if g.rows})
    after = applied(before, propose(before, TODAY))
    assert sorted(pair.mentee for pair in after.live_pairs) == ["Гусева Мария", "Дроздов Иван"]


def test_two_mentors_of_one_form_need_a_form_that_allows_them() -> None:
    outcome = propose(with_forms(led=TWO_WANTED), TODAY)
    assert len(pairs_of(outcome)) == 2
    assert "форма не разрешает ещё одного" in outcome.as_json()["short"][0]["reasons"][0]


def test_an_accepted_mentor_counts_as_the_first_of_two() -> None:
    accepted = "| Белов Пётр | Гусева Мария | учитель – учитель | | | | принято |"
    forms = FORMS.format("", "", "2")
    leaders = MENTORS.replace("| 1    |", "| 2 |")
    found = school(
        Наставники=leaders,
        Наставляемые=TWO_WANTED,
        Пары=PAIRS + accepted,
        Формы_наставничества=forms,
    )
    assert ("Орлова Анна", "Гусева Мария") in pairs_of(propose(found, TODAY))
    grid = fit_grid(found, TODAY)
    assert grid[0][1:] == ["Дроздов Иван", "Гусева Мария"]
    assert str(grid[2][2]).startswith("✔")


@pytest.mark.parametrize(
    ("title", "mentor", "mentee", "reason"),
    [
        ("Корпус", "Корпус № 2", "2", "Корпус: Корпус № 2 и 2 (50 из 50)"),
        ("Корпус", "любой", "главный", "Корпус: любой и главный (50 из 50)"),
        ("Язык", "русский, якутский", "по-якутски", "Язык: по-якутски (50 из 50)"),
        ("Пожелание наставника", "Гусева М.", "", "Этого наставляемого просит наставник"),
    ],
)
def test_building_language_and_wishes_of_mentors_decide(
    title: str, mentor: str, mentee: str, reason: str
) -> None:
    columns = {"Корпус": ("Корпус", "Корпус"), "Язык": ("Языки", "Язык")}
    own, other = columns.get(title, ("Хочет наставляемого", "Примечание"))
    mentors = f"""
        | ФИО         | Кто     | Мест | {own}    | Согласие на ПДн |
        | Белов Пётр  | педагог | 1    | другой   | 01.09.2026      |
        | Орлова Анна | педагог | 1    | {mentor} | 01.09.2026      |
    """
    mentees = f"""
        | ФИО          | Категория          | {other}  | Согласие на ПДн |
        | Гусева Мария | молодой специалист | {mentee} | 01.09.2026      |
    """
    criteria = f"""
        | Критерий | Вес |
        | {title}  | 50  |
    """
    found = school(Наставники=mentors, Наставляемые=mentees, Пары=PAIRS, Критерии=criteria)
    outcome = propose(found, TODAY)
    assert pairs_of(outcome) == {("Орлова Анна", "Гусева Мария")}
    assert applied(found, outcome).pairs[0].why.startswith(reason)


def test_an_explanation_names_the_pair_and_a_stranger_is_refused() -> None:
    found = drawn_school()
    assert "Белов Пётр и Гусева Мария" in explain(found, TODAY, "гусева  мария").message
    with pytest.raises(JobError):
        explain(found, TODAY, "Нет Такого")


def test_the_picture_shows_fit_choice_and_places() -> None:
    grid = fit_grid(drawn_school(), TODAY)
    assert grid[0][1:] == ["Гусева Мария", "Дроздов Иван"]
    assert [row[0] for row in grid[1:]] == ["Белов Пётр (1 из 1)", "Орлова Анна (1 из 1)"]
    assert str(grid[1][1]).startswith("✔")
    assert isinstance(grid[1][2], int)


@pytest.mark.parametrize(
    ("today", "start", "end"),
    [
        (date(2026, 8, 3), date(2026, 9, 1), date(2027, 5, 31)),
        (date(2026, 10, 16), date(2026, 10, 19), date(2027, 5, 31)),
        (date(2027, 6, 1), date(2027, 9, 1), date(2028, 5, 31)),
    ],
)
def test_a_pair_starts_on_a_working_day_of_a_school_year(
    today: date, start: date, end: date
) -> None:
    card = "| Учебный год | 2026/2027 |\n| Куратор | Орлова Анна |"
    assert period_of_new_pair(school(Школа=card), today) == (start, end)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Орлова А. С.", {"орлова анна сергеевна", "орлова алла степановна"}),
        ("Орлова Анна", {"орлова анна сергеевна"}),
        ("Орлова\nБелов П.", {"орлова анна сергеевна", "орлова алла степановна", "белов петр"}),
        ("Белов К.", set()),
        ("", set()),
    ],
)
def test_refused_names_are_understood_as_people_type_them(typed: str, meant: set[str]) -> None:
    known = Known.of(["орлова анна сергеевна", "орлова алла степановна", "белов петр"])
    assert set(known.named_in(typed)) == meant


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("12–14", (12, 14)),
        ("от 12", (12, 99)),
        ("до 7 класса", (0, 7)),
        ("13", (13, 13)),
        ("10.12.2026", (0, 99)),
    ],
)
def test_wanted_ages_are_understood(wanted: str, found: tuple[int, int]) -> None:
    assert limits(wanted) == found


TEACHERS = """
    | ФИО         | Кто     | Мест | Предмет | Должность                  | Согласие на ПДн |
    | Белов Пётр  | педагог | 1    | {}      | учитель физической культуры | 01.09.2026 |
    | Орлова Анна | педагог | 1    |         | учитель математики          | 01.09.2026 |
"""
LEARNER = """
    | ФИО          | Категория   | Класс | Дата рождения | Запрос | Согласие представителя на ПДн |
    | Гусева Мария | обучающийся | 7 А   | 01.02.2013    | {}     | 01.09.2026                    |
"""


@pytest.mark.parametrize(
    "request_", ["математика", "помощь по математике", "подтянуть математику", "алгебра"]
)
def test_a_subject_asked_for_in_any_words_finds_its_teacher_by_the_post(request_: str) -> None:
    mentors = """
        | ФИО         | Кто    | Мест | Компетенции   | Класс | Согласие представителя на ПДн |
        | Белов Пётр  | ученик | 1    | шахматы              | 10 А  | 01.09.2026 |
        | Орлова Анна | ученик | 1    | помощь по математике | 10 А  | 01.09.2026 |
    """
    outcome = propose(drawn_school(mentors, LEARNER.format(request_)), TODAY)
    assert pairs_of(outcome) == {("Орлова Анна", "Гусева Мария")}


def test_an_empty_subject_is_read_from_the_post_of_a_teacher() -> None:
    novice = """
        | ФИО          | Категория          | Должность          | Согласие на ПДн |
        | Гусева Мария | молодой специалист | учитель математики | 01.09.2026      |
    """
    outcome = propose(drawn_school(TEACHERS.format(""), novice), TODAY)
    assert pairs_of(outcome) == {("Орлова Анна", "Гусева Мария")}


PUPILS_APART = """
    | ФИО        | Кто    | Мест | Компетенции | Класс | Согласие представителя на ПДн |
    | Белов Пётр | ученик | 1    | шахматы     | 10 А  | 01.09.2026                    |
"""


@pytest.mark.parametrize(("least", "pairs"), [(None, 0), ("0", 1), ("", 0), ("100", 0)])
def test_a_pair_below_the_threshold_of_the_school_is_not_proposed(
    least: str | None, pairs: int
) -> None:
    row = "" if least is None else f"| Порог совпадения, % | {least} |"
    criteria = f"| Критерий | Вес |\n| Запрос | 30 |\n{row}"
    found = school(
        Наставники=PUPILS_APART,
        Наставляемые=LEARNER.format("математика"),
        Пары=PAIRS,
        Критерии=criteria,
    )
    outcome = propose(found, TODAY)
    assert len(pairs_of(outcome)) == pairs
    assert not outcome.findings
    if not pairs:
        assert "не достигает порога" in reasons_for(outcome, "Гусева Мария")


def test_one_long_reason_is_told_of_one_person_and_named_for_the_others() -> None:
    mentees = "| ФИО | Категория | Согласие на ПДн |\n" + "\n".join(
        f"| Гусева {name} | молодой специалист | 01.09.2026 |"
        for name in ("Алла", "Анна", "Вера", "Дина", "Зоя", "Инна", "Майя")
    )
    outcome = propose(drawn_school(mentees=mentees), TODAY)
    reasons = [each["reasons"] for each in outcome.as_json()["unpaired"]]
    assert len(reasons) == 5
    assert len("".join(reasons[0])) > 100
    first = outcome.as_json()["unpaired"][0]["mentee"]
    assert reasons[1:] == [[f"причина та же: см. «{first}»"]] * 4


PROPOSED = PAIRS.replace("| Примечание |", "| Примечание | Предложены |")


def test_a_mentor_changed_by_hand_stays_and_what_was_said_of_the_former_goes() -> None:
    before = school(Наставники=MENTORS, Наставляемые=MENTEES, Пары=PROPOSED)
    once = applied(before, propose(before, TODAY))
    cells = dict(cells_of(once))
    rows = [list(row) for row in cells[Pair.sheet].rows]
    rows[1][0], rows[2][0] = rows[2][0], rows[1][0]
    cells[Pair.sheet] = Grid(rows)
    swapped = read_school({title: each for title, each in cells.items() if each.rows})
    again = applied(swapped, propose(swapped, TODAY))
    assert [(pair.mentor, pair.mentee) for pair in again.pairs] == [
        ("Орлова Анна", "Гусева Мария"),
        ("Белов Пётр", "Дроздов Иван"),
    ]
    assert {(pair.score, pair.why) for pair in again.pairs} == {(None, "Пару составил человек")}
    assert resolve(propose(again, TODAY).changes.cells, again) == []


def test_what_blocks_a_match_is_said_in_the_order_of_work() -> None:
    mentors = """
        | ФИО         | Кто     | Мест | Согласие на ПДн |
        | Орлова Анна | педагог |      |                 |
        | Белов Пётр  | педагог | 1    |                 |
    """
    mentees = MENTEES.replace("01.09.2026", "          ")
    outcome = propose(drawn_school(mentors, mentees), TODAY)
    told = [
        (b["step"], b["header"], b["people"], b["registered"]) for b in outcome.as_json()["blocked"]
    ]
    assert told == [
        ("Впишите людей", "Мест", 1, 2),
        ("Соберите согласия", "Согласие на ПДн", 2, 2),
        ("Соберите согласия", "Согласие на ПДн", 2, 2),
    ]
    assert "доказано" not in outcome.message
    assert "пока не сделан шаг «Впишите людей»" in outcome.message
    assert "1 из 2 наставников — заполните «Мест»" in outcome.message


def test_nothing_blocks_where_everybody_takes_part() -> None:
    outcome = propose(drawn_school(), TODAY)
    assert outcome.as_json()["blocked"] == []
    assert "Справка" not in outcome.message


@pytest.mark.parametrize("typed", ["Гусева", "гусева мария", "Гусева М.", "Гусева Мария"])
def test_an_explanation_understands_a_person_as_typed(typed: str) -> None:
    assert explain(drawn_school(), TODAY, typed).as_json()["full_name"] == "Гусева Мария"


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("Гусьева Мария", "«Наставляемые», строка 2"),
        ("Нет Такого", "проверьте ФИО"),
        ("Белов", "несколько («Наставляемые», строка 4, «Наставники», строка 3)"),
    ],
)
def test_who_is_not_found_is_hinted_at_by_place(typed: str, hint: str) -> None:
    mentees = MENTEES + "| Белов Олег | педагог с запросом | | | 01.09.2026 |"
    with pytest.raises(JobError, match=re.escape(hint)):
        explain(drawn_school(mentees=mentees), TODAY, typed)


@pytest.mark.parametrize(
    "pairs",
    [
        "| Орлова Анна | Дроздов Иван | учитель – учитель | | | | действует | | 1 | | | | | |\n"
        "| Белов Пётр | Гусева Мария | учитель – учитель | | | | принято | | | | | | | |",
        "| Орлова Анна | Дроздов Иван | учитель – учитель | | | | действует | | 1 | | | | | |\n"
        "| Кто-то Ушедший | Гусева Мария | учитель – учитель | | | | принято | | | | | | | |",
    ],
)
@pytest.mark.parametrize("barred", ["", "| Нова Ольга | молодой специалист | химия | | |"])
def test_where_nobody_waits_the_short_way_says_what_the_long_one_does(
    monkeypatch: pytest.MonkeyPatch, pairs: str, barred: str
) -> None:
    drawn = drawn_school(mentees=MENTEES + barred, pairs=pairs)
    assert idle_rounds(drawn, TODAY)
    short = propose(drawn, TODAY)
    monkeypatch.setattr("nastavnik.matching.proposing.idle_rounds", lambda *_: [])
    assert short == propose(drawn, TODAY)
