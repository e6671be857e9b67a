"""Single fields whose form can be right and whose content still wrong: check digits, codes."""

from __future__ import annotations

import re

_INN_WEIGHTS = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_SUBSCRIBER = re.compile(r"(?:\+?7|8)?([3489]\d{9})")
_MAIL = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[a-zа-яё0-9](?:[a-zа-яё0-9-]*[a-zа-яё0-9])?\.)+(?:[a-z]{2,}|[а-яё]{2,}|xn--[a-z0-9-]+)",
    re.IGNORECASE,
)
SNILS = re.compile(r"\d(?<!\d\d)\d\d[- ]?\d{3}[- ]?\d{3}[- ]?\d{2}(?!\d)")
"""What may be a СНИЛС, until its check sum says so."""


def inn_is_valid(text: str) -> bool:
    """Whether the check digits of an ИНН of 10 or 12 digits are right; False of other texts."""
    if not re.fullmatch(r"\d{10}|\d{12}", text.strip()):
        return False
    digits = [int(character) for character in text.strip()]
    return all(
        digits[place] == _weighted(digits[:place])
        for place in range(_first_check(digits), len(digits))
    )


def _first_check(digits: list[int]) -> int:
    return 9 if len(digits) == 10 else 10


def _weighted(digits: list[int]) -> int:
    weights = _INN_WEIGHTS[-len(digits) :]
    return sum(map(int.__mul__, digits, weights)) % 11 % 10


def ogrn_is_valid(text: str) -> bool:
    """Whether the check digit of an ОГРН of 13 digits, or of an ОГРНИП of 15, is right."""
    digits = text.strip()
    if not re.fullmatch(r"\d{13}|\d{15}", digits):
        return False
    return int(digits[:-1]) % (len(digits) - 2) % 10 == int(digits[-1])


def snils_is_valid(text: str) -> bool:
    """Whether the check sum of a СНИЛС is right."""
    digits = re.sub(r"\D", "", text)
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(9, 0, -1), strict=False))
    return total % 101 % 100 == int(digits[9:])


def phone_is_valid(text: str) -> bool:
    """Whether a Russian number can be dialled: its code starts with 3, 4, 8 or 9."""
    found = _SUBSCRIBER.fullmatch(re.sub(r"[^\d+]", "", text))
    return found is not None and len(set(found[1])) > 1


def mail_is_valid(text: str) -> bool:
    """Whether an address can exist: its syntax only, no server is asked."""
    return _MAIL.fullmatch(text.strip()) is not None
