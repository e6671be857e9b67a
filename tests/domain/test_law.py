"""The law on its dates: rules and grounds begin and end on the days that `domain/law` names."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from make_law_page import PAGE, law_page
from nastavnik.documents.catalogue.grounds import ACTS, Basis, acts
from nastavnik.domain.law import LAWS, Law, LawStanding
from nastavnik.rules.acts import KNOWN_ACTS
from nastavnik.rules.checking import check
from rules.drawing import drawn_school

DAY = timedelta(days=1)
WORKERS_WITHOUT_CONSENT = """
    Наставники
    | ФИО                   | Кто     |
    | Орлова Анна Сергеевна | педагог |
    Наставляемые
    | ФИО                  | Категория           |
    | Ли Вера Павловна     | молодой специалист  |
    Пары
    | Наставник             | Наставляемый     | Форма             | Начало     | Окончание  | Состояние | Приказ № | Приказ от  |
    | Орлова Анна Сергеевна | Ли Вера Павловна | учитель – учитель | {start}    | 31.12.2026 | действует | 5-ЛС     | {start}    |
"""  # noqa: E501 - a drawn table
ENDED_PROJECT = """
    Дорожная карта
    | Мероприятие                                        |
    | Семинар по национальному проекту «Образование»     |
"""
FOREIGN_TITLE = """
    Дорожная карта
    | Мероприятие  |
    | Mentory fest |
"""
SEPARATE = """
    Документы
    | Документ                                               | Дата       |
    | Согласие на обработку персональных данных в договоре   | {start}    |
"""


def found(drawing: str, code: str, today: date) -> bool:
    """Whether the check of that day has the finding."""
    return code in {finding.code for finding in check(drawn_school(drawing), today).findings}


@pytest.mark.parametrize(
    ("code", "drawing", "first"),
    [
        ("ПР150", ENDED_PROJECT, date(2025, 1, 1)),
        ("ПР152", FOREIGN_TITLE, date(2026, 3, 1)),
    ],
)
def test_a_rule_is_silent_before_the_day_of_its_law(code: str, drawing: str, first: date) -> None:
    assert not found(drawing, code, first - DAY)
    assert found(drawing, code, first)


@pytest.mark.parametrize(
    ("code", "drawing", "first"),
    [
        ("ПР04", WORKERS_WITHOUT_CONSENT, date(2025, 3, 1)),
        ("ПР02", SEPARATE, date(2025, 9, 1)),
    ],
)
def test_what_was_done_before_the_law_is_not_judged_by_it(
    code: str, drawing: str, first: date
) -> None:
    today = date(2026, 3, 2)
    assert not found(drawing.format(start=f"{first - DAY:%d.%m.%Y}"), code, today)
    assert found(drawing.format(start=f"{first:%d.%m.%Y}"), code, today)


def test_every_act_of_a_preamble_is_named_from_its_own_day() -> None:
    for act in ACTS:
        assert act.law.since
        assert act.text in acts(act.bases, act.law.since)
        assert act.text not in acts(act.bases, act.law.since - DAY)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.title[:40])
def test_what_was_not_seen_is_no_ground_of_any_order(law: Law) -> None:
    named = {act.law for act in ACTS}
    assert (law in named) <= (law.standing is LawStanding.SEEN)
    assert law.source
    assert law.effect


def test_a_law_about_other_mentors_is_named_by_no_order() -> None:
    assert not any("322-ФЗ" in text for text in acts(frozenset(Basis), date(2026, 10, 1)))


def test_acts_that_are_recognised_bear_the_days_of_the_declared_law() -> None:
    days = {law.since for law in LAWS} | {None}
    concept, methodology = (
        next(act for act in KNOWN_ACTS if act.number == number) for number in ("1264-р", "Р-145")
    )
    assert {concept.day, methodology.day} <= days


def test_the_page_of_the_law_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == law_page(), (
        "out of date, run: python3 run.py generate law"
    )
