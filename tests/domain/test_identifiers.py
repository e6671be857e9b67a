"""Phones, addresses and check digits: the plain and the library agree, the odd ones are judged."""

from __future__ import annotations

import string

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from stdnum.ru import inn, ogrn

from nastavnik.domain import identifiers
from nastavnik.domain.identifiers import (
    inn_is_valid,
    mail_is_valid,
    mail_suits_library,
    ogrn_is_valid,
    phone_is_valid,
    phone_suits_library,
)
from nastavnik.model.patterns import EMAIL, PHONE
from support.depth import tries

ADDRESSES = st.from_regex(identifiers._PLAIN_MAIL, fullmatch=True)
PHONES = st.from_regex(identifiers._PLAIN_PHONE, fullmatch=True)


@given(PHONES)
@example("+79000000001")
@example("83432123456")
@settings(max_examples=tries(2000, quick=400))
def test_the_library_agrees_to_every_plain_phone(number: str) -> None:
    assert phone_suits_library(number)


@given(ADDRESSES)
@example("shkola4@example.ru")
def test_the_library_agrees_to_every_plain_address(address: str) -> None:
    assert mail_suits_library(address)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+7 900 123-45-67", True),
        ("8(900)1234567", True),
        ("8 (34376) 5-12-34", True),
        ("8-800-555-35-35", True),
        ("+7 343 123-45-67, доб. 12", True),
        ("8 (343) 212-34-56 вн. 3", True),
        ("+7 900 123-45-67, +7 901 123-45-67", True),
        ("+7 900 123-45-67; 8 343 212-34-56 доб 2", True),
        ("+7 900 123-45-67\n+7 123 456-78-90", False),
        ("+375 29 123-45-67", True),
        ("+375 99 123-45-67", False),
        ("+7 701 123-45-67", True),
        ("+7 123 456-78-90", False),
        ("+7 900 123-45-6", False),
        ("+7 930 012-34-56", True),
        ("+7 930 000-00-00", False),
        ("9999999999", False),
        ("нет", False),
        ("", False),
    ],
)
def test_a_phone_can_or_cannot_be_dialled(text: str, expected: bool) -> None:
    assert phone_is_valid(text) is expected


@pytest.mark.parametrize(
    ("text", "looks_right"),
    [
        ("+7 343 123-45-67, доб. 12", True),
        ("8 (34376) 5-12-34", True),
        ("+7 900 123-45-67 / 8 (343) 212-34-56", True),
        ("+375 29 123-45-67", True),
        ("12-34", False),
        ("5-12-34, 5-12-35", False),
        ("+7 900 123-45-67 мама", False),
    ],
)
def test_a_phone_looks_like_one_or_not(text: str, looks_right: bool) -> None:
    assert PHONE.matches(text) is looks_right


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("shkola@example.ru", True),
        ("a.b+c@mail.example.com", True),
        ("shkola@школа.рф", True),
        ("a@xn--80a.xn--p1ai", True),
        ("школа@школа.рф", False),
        ("shkоla@mail.ru", False),
        ("a@mаil.ru", False),
        ("a..b@example.ru", False),
        ("a@b.local", False),
        ("a@-ya.ru", False),
        ("a@b", False),
        ("Орлова <a@example.ru>", False),
    ],
)
def test_an_address_can_exist_or_not(text: str, expected: bool) -> None:
    assert mail_is_valid(text) is expected


def test_a_name_beside_an_address_does_not_look_like_an_address() -> None:
    assert not EMAIL.matches("Орлова <a@example.ru>")


NUMBERS = st.text(string.digits, min_size=9, max_size=16)


@given(NUMBERS | st.from_regex(r"\d{10}|\d{12}", fullmatch=True))
@example("7707083893")
@example("500100732259")
def test_check_digits_of_inn_are_those_of_the_library(text: str) -> None:
    assume(text.isascii())
    assert inn_is_valid(text) is inn.is_valid(text)


@given(st.integers(10**11, 10**12 - 1) | st.integers(3 * 10**13, 5 * 10**13))
def test_check_digits_of_ogrn_are_those_of_the_library(number: int) -> None:
    assume(len(str(number)) == 12 or number % 13 < 10)  # the library knows no longer remainder
    for last in string.digits:
        assert ogrn_is_valid(f"{number}{last}") is ogrn.is_valid(f"{number}{last}")


def test_a_remainder_of_two_digits_leaves_the_last_of_them() -> None:
    number = next(n for n in range(3 * 10**13, 4 * 10**13) if n % 13 == 12)
    assert [d for d in string.digits if ogrn_is_valid(f"{number}{d}")] == ["2"]
