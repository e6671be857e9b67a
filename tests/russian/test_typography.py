"""Dates, numbers with nouns, quotation marks, non-breaking spaces."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.russian.typography import (
    count_with_noun,
    date_in_digits,
    date_in_words,
    noun_for_count,
    quoted,
    typeset,
    with_bound_spaces,
    with_quotes,
)


def test_a_date_is_written_in_words_and_in_digits() -> None:
    assert date_in_words(date(2026, 6, 5)) == "5\u00a0июня 2026\u00a0г."
    assert date_in_digits(date(2026, 6, 5)) == "05.06.2026"


@pytest.mark.parametrize(
    ("noun", "forms"),
    [
        ("наставник", "наставник наставника наставников наставников наставник"),
        ("год", "год года лет лет год"),
        ("человек", "человек человека человек человек человек"),
        ("ребёнок", "ребёнок ребёнка детей детей ребёнок"),
        ("наставляемый", "наставляемый наставляемых наставляемых наставляемых наставляемый"),
    ],
)
def test_a_noun_agrees_with_its_number(noun: str, forms: str) -> None:
    assert [noun_for_count(count, noun) for count in (1, 2, 5, 11, 21)] == forms.split()


def test_an_adjective_agrees_with_the_number_too() -> None:
    assert noun_for_count(2, "молодой специалист") == "молодых специалиста"
    assert noun_for_count(5, "молодой специалист") == "молодых специалистов"
    assert noun_for_count(22, "наставническая пара") == "наставнические пары"


def test_a_number_and_its_noun_stay_on_one_line() -> None:
    assert count_with_noun(5, "пара") == "5\u00a0пар"


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ('МБОУ "СОШ № 1 "Луч""', "МБОУ «СОШ № 1 „Луч“»"),
        ("«Школа «Луч»»", "«Школа „Луч“»"),
        ('"а" и "б"', "«а» и «б»"),
        ('в 7 "Б" классе', "в 7 «Б» классе"),
        ("“Точка роста”", "«Точка роста»"),
    ],
)
def test_quotations_are_nested_in_the_russian_way(typed: str, set_: str) -> None:
    assert with_quotes(typed) == set_


def test_a_name_is_quoted_whatever_quotations_it_holds() -> None:
    assert quoted('Школа "Луч"') == "«Школа „Луч“»"


@pytest.mark.parametrize(
    ("typed", "bound"),
    [
        ("приказ №12", "приказ №_12"),
        ("от 30 марта 2022 г. и ст. 48", "от 30_марта 2022_г. и ст._48"),
        ("Е. Г. Белова", "Е.Г._Белова"),
        ("Белова Е.Г. - куратор", "Белова_Е.Г._– куратор"),
        ("2022-2023", "2022-2023"),
    ],
)
def test_what_belongs_together_is_bound(typed: str, bound: str) -> None:
    assert with_bound_spaces(typed).replace("\u00a0", "_") == bound


@given(st.text(alphabet='абВ. "«»„“”-–№1\u00a0гст'))
def test_bound_spaces_are_idempotent(text: str) -> None:
    once = with_bound_spaces(text)
    assert with_bound_spaces(once) == once


def test_typesetting_twice_changes_nothing() -> None:
    once = typeset('Приказ №12 МБОУ "СОШ "Луч"" от 5 июня 2026 г. - И. И. Иванов')
    assert typeset(once) == once
