"""Numbers of orders are read in every format and never given twice."""

from __future__ import annotations

from datetime import date

import pytest

from documents.schools import CARD, school, with_
from nastavnik.documents.journal import Journal
from nastavnik.documents.registering import doubtful_number
from nastavnik.domain.order_numbers import running_number
from nastavnik.model.choices import Series
from nastavnik.model.errors import JobError
from nastavnik.model.findings import Level, Value


@pytest.mark.parametrize(
    ("number", "running"),
    [
        ("№ 26", 26),
        ("42", 42),
        ("42-ОД", 42),
        ("21/1", 21),
        ("181/1", 181),
        ("14-а", 14),
        ("181-О", 181),
        ("259-од", 259),
        ("78-Д", 78),
        ("02-Д", 2),
        ("№ 219 о/д", 219),
        ("152-осн.", 152),
        ("52-0/3", 52),
        ("№133/6 – ОД", 133),
        ("45/2-р", 45),
        ("362-Од", 362),
        ("01/288", 288),
        ("22/294", 294),
        ("3.12-55", 55),
        ("№ 279/01-03", 279),
        ("№ 15-о", 15),
        ("01-05/123", 123),
        ("без номера", None),
    ],
)
def test_the_running_part_is_read_in_every_format(number: str, running: int | None) -> None:
    assert running_number(number) == running


def test_the_schools_own_format_wins() -> None:
    assert running_number("01-05/4", "01-05/{n}") == 4
    assert running_number("12-2026", year=2026) == 12


def test_a_number_is_given_once_and_series_do_not_mix() -> None:
    journal = Journal(school(card=with_(CARD)), date(2026, 9, 1))
    assert [journal.next(Series.MAIN), journal.next(Series.MAIN)] == ["1-ОД", "1-ОД"]
    journal.take(Series.MAIN)
    assert [journal.next(Series.MAIN), journal.next(Series.STAFF)] == ["2-ОД", "1-ЛС"]


def test_numbers_begin_again_with_the_calendar_year() -> None:
    rows: list[dict[str, Value]] = [
        {"Номер": "90-ОД", "Дата": date(2026, 12, 30), "Вид": "основная деятельность"},
    ]
    assert Journal(school(Order=rows), date(2027, 1, 11)).next(Series.MAIN) == "1-ОД"
    assert Journal(school(Order=rows), date(2026, 12, 31)).next(Series.MAIN) == "91-ОД"


@pytest.mark.parametrize(
    ("last", "word"), [(None, "номер 1-ОД — первый в этом году"), (118, "номер 119-ОД продолжает")]
)
def test_the_first_number_of_a_calendar_year_is_asked_about(last: int | None, word: str) -> None:
    order: dict[str, Value] = {
        "Номер": "118-ОД",
        "Дата": date(2026, 12, 20),
        "Вид": "основная деятельность",
        "Заголовок": "О кураторе",
    }
    card = {**CARD, "Последний номер: основная деятельность": last}
    where, january = school(card=card, Order=[order]), date(2027, 1, 15)
    (asked,) = doubtful_number(where, Journal(where, january), Series.MAIN)
    assert asked.message.startswith(word)
    assert asked.level is Level.QUESTION
    assert not list(doubtful_number(where, Journal(where, date(2026, 12, 25)), Series.MAIN))
    assert not list(doubtful_number(where, Journal(where, january, ["130-ОД"]), Series.MAIN))


def test_a_number_that_is_wanted_is_the_next_one_of_its_series() -> None:
    journal = Journal(school(card=with_(CARD)), date(2026, 9, 1), ["№ 45-лс"])
    assert [journal.next(Series.STAFF), journal.next(Series.MAIN)] == ["45-ЛС", "1-ОД"]


@pytest.mark.parametrize(
    ("number", "words"),
    [("41-ОД", "не меньше 42"), ("42/К", "не похож"), ("сорок два", "не похож")],
)
def test_a_number_that_cannot_be_given_is_refused_with_what_can(number: str, words: str) -> None:
    card = with_(CARD, **{"Последний номер: основная деятельность": 41})
    with pytest.raises(JobError, match=words):
        Journal(school(card=card), date(2026, 9, 1), [number])
