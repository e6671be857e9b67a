"""Plan against fact: the state of an activity on a day."""

from __future__ import annotations

from datetime import date

import pytest

from matching.applying import applied
from nastavnik.model.findings import Value
from nastavnik.model.school import School, read_school
from nastavnik.roadmap.progress import progress
from support.drawn import TODAY, typed

BEFORE, LATER = date(2026, 9, 1), date(2026, 12, 31)
PAST = date(2026, 10, 1)


def a_school(
    start: date | None = None,
    end: date | None = None,
    *,
    done: date | None = None,
    documents: str = "",
    recurrence: str = "",
    papers: tuple[tuple[str, str], ...] = (),
    orders: tuple[str, ...] = (),
    dated: date = PAST,
) -> School:
    """A school with one activity, the kinds and states of its papers, the titles of its orders."""
    activity: list[list[Value]] = [
        ["Мероприятие", "Начало", "Окончание", "Сделано", "Документы", "Повторение", "Состояние"],
        ["Встреча", start, end, done, documents, recurrence, None],
    ]
    rows: list[list[Value]] = [["Документ", "Состояние", "Дата"]]
    rows += [[kind, state, dated] for kind, state in papers]
    journal: list[list[Value]] = [["Номер", "Дата", "Заголовок"]]
    journal += [[f"{number}-ОД", dated, title] for number, title in enumerate(orders, start=1)]
    return read_school(
        {
            "Школа": typed([["Учебный год", "2026/2027"], ["Сайт", None]]),
            "Дорожная карта": typed(activity),
            "Документы": typed(rows),
            "Журнал приказов": typed(journal),
        }
    )


def state(school: School, today: date = TODAY) -> str:
    return applied(school, progress(school, today)).activities[0].state


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (LATER, LATER, "впереди"),
        (BEFORE, LATER, "идёт"),
        (BEFORE, TODAY, "идёт"),
        (BEFORE, PAST, "просрочено"),
        (None, PAST, "просрочено"),
        (None, LATER, "впереди"),
        (BEFORE, None, "идёт"),
        (None, None, ""),
    ],
)
def test_state_follows_from_the_days(start: date | None, end: date | None, expected: str) -> None:
    assert state(a_school(start, end)) == expected


def test_a_day_in_done_is_enough() -> None:
    assert state(a_school(BEFORE, PAST, done=PAST)) == "сделано"


def test_documents_that_are_all_there_show_that_it_is_done() -> None:
    named = "анкеты запроса\nприказ об утверждении реестра"
    orders = ("Об утверждении реестра наставников",)
    ready, owed = ("Анкета запроса", "подписан"), ("Анкета запроса", "нужен")
    both = a_school(BEFORE, PAST, documents=named, papers=(ready,), orders=orders)
    assert state(both) == "сделано"
    assert state(a_school(BEFORE, PAST, documents=named, papers=(ready,))) == "просрочено"
    one_owed = a_school(BEFORE, PAST, documents=named, papers=(ready, owed), orders=orders)
    assert state(one_owed) == "просрочено"


def test_a_document_that_may_be_one_of_two_shows_nothing() -> None:
    orders = ("О назначении куратора", "О назначении наставников")
    school = a_school(BEFORE, PAST, documents="приказ о назначении", orders=orders)
    assert state(school) == "просрочено"


def test_documents_of_last_year_show_nothing() -> None:
    school = a_school(
        BEFORE,
        PAST,
        documents="приказ о поощрении",
        orders=("О поощрении",),
        dated=date(2026, 5, 25),
    )
    assert state(school) == "просрочено"


def test_what_recurs_is_not_done_before_its_last_day() -> None:
    school = a_school(
        BEFORE,
        LATER,
        documents="лист посещения",
        recurrence="ежемесячно",
        papers=(("Лист посещения", "подписан"),),
    )
    assert state(school) == "идёт"
    assert state(school, date(2027, 1, 1)) == "сделано"


def test_what_is_overdue_is_said_with_its_cell() -> None:
    outcome = progress(a_school(BEFORE, PAST), TODAY)
    assert [(f.code, f.header, f.level) for f in outcome.findings] == [
        ("ДК64", "Окончание", "question")
    ]
    assert outcome.as_json()["states"] == {"впереди": 0, "идёт": 0, "сделано": 0, "просрочено": 1}


def test_a_second_look_on_the_same_day_changes_nothing() -> None:
    school = a_school(BEFORE, LATER)
    again = applied(school, progress(school, TODAY))
    assert not progress(again, TODAY).changes
