"""Programmes are proposed from the request, within the term of the pair, and only once."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.applying import applied, cells_of
from nastavnik.domain.programmes import TO_FILL
from nastavnik.domain.working_days import WorkingDays
from nastavnik.model.choices import Form, TaskArea, TaskOccasion
from nastavnik.model.school import School, read_school
from nastavnik.model.sheets import BankTask, Pair
from nastavnik.results.programmes.areas import ALWAYS_THERE, areas_of
from nastavnik.results.programmes.bank import bank_of_tasks
from nastavnik.results.programmes.dates import due_on
from nastavnik.results.programmes.proposing import ProgrammesProposed, propose_programmes
from nastavnik.russian.dates import months_after
from nastavnik.workbooks.build.defaults import default_values
from rules.drawing import TODAY, drawn_school, typed_cells

ALL = tuple(dict.fromkeys(task.area for task in bank_of_tasks()))
TWO = """
    Наставники
    | ФИО     | Кто     | Компетенции         |
    | Ли Вера | педагог | работа с родителями |
    Наставляемые
    | ФИО         | Категория             | Стаж, лет | Запрос               |
    | Мухин Егор  | вновь принятый педагог | 9        | {request}            |
    Пары
    | Наставник | Наставляемый | Форма             | Вид   | Начало     | Окончание  | Состояние |
    | Ли Вера   | Мухин Егор   | учитель – учитель | {way} | {start}    | {end}      | действует |
"""


def school(
    request: str, way: str = "", start: str = "10.09.2026", end: str = "31.05.2027"
) -> School:
    """A pair with the bank of a new workbook."""
    drawn = drawn_school(TWO.format(request=request, way=way, start=start, end=end))
    bank = typed_cells({BankTask.sheet: default_values()[BankTask.sheet]})[BankTask.sheet]
    sheets = cells_of(drawn)
    return read_school({**sheets, BankTask.sheet: bank})


def proposed(school: School) -> ProgrammesProposed:
    """What is proposed on the day of all drawings."""
    return propose_programmes(school, TODAY)


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        ("методика урока, проверка сочинений", ["методика"]),
        ("классное руководство, работа с родителями", ["класс", "родители"]),
        ("Ведение электронного журнала и рабочие программы", ["документы", "цифровое"]),
        ("хочу подготовиться к аттестации на первую категорию", ["аттестация"]),
        ("дисциплина в 7 классе", ["класс"]),
        ("просто так", []),
        ("", []),
    ],
)
def test_the_areas_of_a_request_are_those_it_names(request_: str, expected: list[str]) -> None:
    assert sorted(areas_of(request_, ALL)) == sorted(expected)


def test_a_subject_is_a_wish_to_learn_it_for_a_learner_only() -> None:
    assert areas_of("подготовка по алгебре", ALL, learner=True) == (TaskArea.STUDY,)
    assert areas_of("ОГЭ по алгебре", ALL, learner=True) == (TaskArea.EXAM,)
    assert areas_of("преподавание алгебры", ALL) == ()


def test_an_area_that_the_school_has_added_is_named_by_its_word() -> None:
    assert areas_of("помощь с вожатством", (*ALL, "вожатство")) == ("навыки", "вожатство")


def test_every_area_of_the_bank_can_be_asked_for() -> None:
    asked = [area for area in ALL if area not in ALWAYS_THERE]
    words = {"класс": "классное руководство", "развитие": "профессиональный рост"}
    words |= {
        "выбор": "выбор профессии",
        "навыки": "публичные выступления",
        "стажировка": "стажировка",
        "мастерство": "мастерство",
    }
    for area in asked:
        assert area in areas_of(words.get(area, area), ALL), area


def test_tasks_follow_the_request_and_every_pair_has_the_common_ones() -> None:
    (programme,) = proposed(school("работа с родителями")).proposed
    areas = [task.area for task in programme.tasks]
    assert areas.count("родители") == 3
    assert {"знакомство", "цель", "сверка хода", "итог"} <= set(areas)
    assert set(areas) - ALWAYS_THERE == {"родители"}
    assert programme.goal.startswith("К 31.05.2027 наставляемый самостоятельно проводит")


def test_a_request_without_an_area_gets_no_invented_goal() -> None:
    outcome = proposed(school("не знаю"))
    (programme,) = outcome.proposed
    assert programme.goal.startswith(TO_FILL)
    assert [finding.code for finding in outcome.findings] == ["ПГ01"]
    assert {task.area for task in programme.tasks} == ALWAYS_THERE


def test_in_the_reverse_way_the_mentor_teaches_and_novices_tasks_are_not_given() -> None:
    (programme,) = proposed(school("цифровые сервисы", way="реверсивное")).proposed
    assert any("Научить более опытного" in task.task for task in programme.tasks)
    (plain,) = proposed(school("цифровые сервисы")).proposed
    assert not any("Научить более опытного" in task.task for task in plain.tasks)


def test_a_second_run_adds_nothing_and_overwrites_nothing() -> None:
    first = school("работа с родителями")
    second = applied(first, proposed(first))
    assert len(second.tasks) == 9
    assert second.pairs[0].goal
    again = proposed(second)
    assert not again.changes
    assert [each.total for each in again.progress.values()] == [9]


def test_a_goal_that_a_person_wrote_stays() -> None:
    drawn = school("работа с родителями")
    sheet = drawn.grid(Pair.sheet)
    place = drawn.position(drawn.pairs[0].at(Pair.goal))
    assert place
    grids = cells_of(drawn)
    mine = read_school({**grids, Pair.sheet: sheet.with_values({place: "Своя цель"})})
    after = applied(mine, proposed(mine))
    assert after.pairs[0].goal == "Своя цель"
    assert after.tasks


def test_a_pair_without_a_term_is_asked_about() -> None:
    outcome = proposed(school("работа с родителями", end=""))
    assert [finding.code for finding in outcome.findings] == ["ПГ02"]
    assert not outcome.changes


def test_a_short_pair_has_its_tasks_closer_together() -> None:
    (long,) = proposed(school("работа с родителями")).proposed
    (short,) = proposed(school("работа с родителями", end="10.11.2026")).proposed
    days = [task.due for task in short.tasks if task.due]
    assert [task.task for task in short.tasks] == [task.task for task in long.tasks]
    assert days == sorted(days)
    assert len(set(days)) > 3
    assert max(days) <= date(2026, 11, 10)


@given(
    st.dates(date(2024, 9, 1), date(2027, 5, 1)),
    st.integers(0, 400),
    st.integers(0, 36),
    st.sampled_from([5, 6]),
)
def test_a_task_is_due_within_the_term_and_on_a_working_day_if_it_has_one(
    start: date, length: int, month: int, week: int
) -> None:
    calendar = WorkingDays(days_in_week=week)
    end = date.fromordinal(start.toordinal() + length)
    due = due_on(month, start, end, calendar)
    assert start <= due <= end
    days = [date.fromordinal(number) for number in range(start.toordinal(), end.toordinal() + 1)]
    assert calendar.is_working(due) or not any(map(calendar.is_working, days))


@given(st.dates(date(2024, 9, 1), date(2027, 5, 1)), st.integers(1, 400))
def test_a_later_task_of_the_bank_is_never_due_before_an_earlier_one(
    start: date, length: int
) -> None:
    end = date.fromordinal(start.toordinal() + length)
    days = [due_on(month, start, end, WorkingDays()) for month in range(12)]
    assert days == sorted(days)


def test_a_day_off_gives_way_to_the_working_day_before_it() -> None:
    calendar = WorkingDays(off=frozenset({date(2026, 10, 9)}))
    assert due_on(1, date(2026, 9, 10), date(2027, 5, 31), calendar) == date(2026, 10, 8)


def test_months_end_where_they_end() -> None:
    assert months_after(date(2026, 10, 31), 4) == date(2027, 2, 28)


def test_the_bank_is_whole() -> None:
    bank = list(bank_of_tasks())
    assert len({(task.form, task.task) for task in bank}) == len(bank) == 66
    for task in bank:
        assert task.area in list(TaskArea)
        assert task.form in ("", *Form)
        assert task.occasion in ("", *TaskOccasion)
        assert task.outcome
        assert task.evidence
        assert task.section
        assert task.month is not None
    assert {task.form for task in bank} == {"", *Form}
