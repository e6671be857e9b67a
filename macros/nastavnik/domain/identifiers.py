"""Single fields whose form can be right and whose content still wrong: check digits, codes.

Phones and addresses are judged by libraries, which only what is not plainly right makes us import.
The check digits, which every book has, are two sums of our own: python-stdnum costs a click 9 ms,
and calls an ОГРНИП wrong whose remainder has two digits. The tests hold them to it all the same.
"""

from __future__ import annotations

import re
import unicodedata

from nastavnik.model.homoglyphs import is_mixed

_INN_WEIGHTS = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_PLAIN_PHONE = re.compile(
    r"(?:\+?7|8)?(?!(\d)\1{9})(?:9(?:[0-24-9]\d|3[1-9])"
    r"|3(?:4[1-35-79]|5[1-3]|8[1-5])|4(?:1[136]|2[1346]|7[1-5]|8[1-7]|9[1-689])"
    r"|8(?:1[1-8]|3[1356]|4[1-8]|6[1-35-7]|7[1-37-9]))\d{7}",
    re.ASCII,
)
"""Mobile phones and the codes of most regions: plainly right. All else asks the library."""
_PLAIN_MAIL = re.compile(
    r"[a-z0-9]{1,15}(?:[._+-][a-z0-9]{1,15}){0,3}"
    r"@(?:[a-z0-9]{1,30}(?:-[a-z0-9]{1,30})?\.){1,3}(?:ru|su|com|org|net|info)",
    re.ASCII | re.IGNORECASE,
)
_BETWEEN_DIGITS = re.compile(r"[\s().–-]")
_BETWEEN_PHONES = re.compile(r"[;/\n]|,(?!\s*(?:доб|вн|ext))", re.IGNORECASE)
_OTHER_WORD_FOR_EXTENSION = re.compile(r"\bвн[а-яё]*\.?", re.IGNORECASE)
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
    if not re.fullmatch(r"[1-9]\d{12}|[34]\d{14}", digits):
        return False
    return int(digits[:-1]) % (len(digits) - 2) % 10 == int(digits[-1])


def snils_is_valid(text: str) -> bool:
    """Whether the check sum of a СНИЛС is right."""
    digits = re.sub(r"\D", "", text)
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(9, 0, -1), strict=False))
    return total % 101 % 100 == int(digits[9:])


def phone_is_valid(text: str) -> bool:
    """Whether every number in the text can be dialled from Russia; False of no number at all.

    Several numbers are separated by «,», «;», «/» or a new line; each may have an extension.
    """
    return _is_plain(text) or all(map(_can_be_dialled, _BETWEEN_PHONES.split(text)))


def _is_plain(number: str) -> bool:
    return _PLAIN_PHONE.fullmatch(_BETWEEN_DIGITS.sub("", number)) is not None


def _can_be_dialled(number: str) -> bool:
    digits = _BETWEEN_DIGITS.sub("", number)
    if len(set(digits[-10:])) == 1:
        return False  # typed to fill the cell, whatever the plan of numbers says
    return _is_plain(number) or phone_suits_library(number)


def phone_suits_library(number: str) -> bool:
    """Whether the plan of numbers of its country, Russia if none is named, has this number."""
    import phonenumbers  # 10 ms that most books need not pay

    try:
        parsed = phonenumbers.parse(_OTHER_WORD_FOR_EXTENSION.sub("доб.", number), "RU")
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_number(parsed)


def mail_is_valid(text: str) -> bool:
    """Whether an address can exist: its syntax only, no server is asked."""
    address = text.strip()
    return _PLAIN_MAIL.fullmatch(address) is not None or mail_suits_library(address)


def mail_suits_library(address: str) -> bool:
    """Whether the standards of mail allow the address, and no word in it mixes two alphabets."""
    import email_validator  # 14 ms that most books need not pay

    try:
        email_validator.validate_email(address, check_deliverability=False, allow_smtputf8=False)
    except email_validator.EmailNotValidError:
        return False
    is_as_typed = unicodedata.normalize("NFKC", address) == address  # «№» would become «No»
    return is_as_typed and not is_mixed(address)
