"""A person found in texts in every case and with initials, and nobody else."""

from __future__ import annotations

import pytest

from nastavnik.domain.mentions import PersonMentions

ORLOVA = PersonMentions.of(["Орлова Анна Сергеевна"])


@pytest.mark.parametrize(
    "text",
    [
        "Орлова Анна Сергеевна",
        "орлова  анна сергеевна",
        "приказ об Орловой Анне Сергеевне и других",
        "с Орловой Анной Сергеевной",
        "Орловой А.С. выдать",
        "А. С. Орловой",
        "А.С.Орлова",
        "Орлова Анна",
    ],
)
def test_a_person_is_found(text: str) -> None:
    assert ORLOVA.are_in(text)
    assert "рлов" not in ORLOVA.without(text)


@pytest.mark.parametrize(
    "text",
    [
        "Орлова Алла Петровна",
        "Орлова А.П.",
        "Орловская Анна Сергеевна",
        "орлова сторона",
        "Анна Сергеевна",
        "Козырева Анна Сергеевна",
        "Сорлова Анна Сергеевна",
    ],
)
def test_nobody_else_is_meant(text: str) -> None:
    assert not ORLOVA.are_in(text)
    assert ORLOVA.without(text) == text


def test_yo_and_ye_are_one_letter() -> None:
    assert PersonMentions.of(["Семёнова Алёна Петровна"]).are_in("Семеновой Алене Петровне")


def test_the_place_of_a_name_stays() -> None:
    text = ORLOVA.without("пара: Орлова Анна Сергеевна – Зуев Денис")
    assert text == "пара: … – Зуев Денис"
    assert ORLOVA.without("Орлова А.С.", "Участник Н-1") == "Участник Н-1"


def test_a_list_of_names_loses_one_line() -> None:
    assert ORLOVA.off_list("Зуев Денис\nОрлова Анна Сергеевна") == "Зуев Денис"


def test_who_has_no_patronymic_is_not_a_namesake_with_one() -> None:
    pak = PersonMentions.of(["Пак Милана"])
    assert pak.without("Пак Милана и Пак Милана Олеговна") == "… и Пак Милана Олеговна"
