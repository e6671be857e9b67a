"""Cells that hold more than their column wants: two phones, both parents, a phone with a word."""

from __future__ import annotations

import re
from typing import NamedTuple

from nastavnik.domain.identifiers import phone_is_valid
from nastavnik.model.text import tidy


class Taken(NamedTuple):
    """What a column takes of a cell; `rest` says that the cell held something more."""

    value: str
    rest: bool = False


_PHONE = re.compile(r"(?<!\d)(?:\+?\s?[78][\s(.–—-]*)?(?:\d[\s().–—-]{0,3}){9}\d(?!\d)")
_TOWN_CODE = re.compile(r"\s*(?:\+?7|8)?[\s(.–-]*([348]\d{3,4})\b(?=\D)")
"""The code of a town, written apart from the number; mobile codes have three digits."""
_EXTENSION = re.compile(r",?\s*(?:доб|вн)[а-яё]*\.?\s*\d{1,6}", re.IGNORECASE)
_PHONE_WORDS = re.compile(
    r"\b(?:т|тел|телефон|моб|мобильный|сот|сотовый|раб|рабочий|дом|домашний|конт)\b", re.IGNORECASE
)
_KIN = re.compile(r"^\W*(?:мама|мать|папа|отец|опекун|попечитель|бабушка|дедушка)\b", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def phones_in(text: str) -> Taken:
    """The numbers of a cell in one look, parted by commas; nothing where it holds none."""
    bare = tidy(text.replace("\n", ", ")).removeprefix("'")
    numbers, rest, place = [], "", 0
    for found in _PHONE.finditer(bare):
        number = one_phone(found[0])
        if number is None:
            continue
        extension = _EXTENSION.match(bare, found.end())
        rest += bare[place : found.start()]
        place = extension.end() if extension else found.end()
        numbers.append(number + (_plain_extension(extension[0]) if extension else ""))
    rest = _PHONE_WORDS.sub("", rest + bare[place:])
    return Taken(", ".join(dict.fromkeys(numbers)), bool(re.search(r"[\w@]", rest)))


def one_phone(text: str) -> str | None:
    """«89001234567» → «+7 900 123-45-67»; None of what is no Russian number.

    The code of a town is as long as it was written: «8 (3452) 55-66-77» → «+7 3452 55-66-77».
    """
    digits = re.sub(r"\D", "", text)
    if len(digits) not in (10, 11) or not phone_is_valid(digits):
        return None
    town = _TOWN_CODE.match(text)
    own, code = digits[-10:], len(town[1]) if town else 3
    return f"+7 {own[:code]} {own[code:-4]}-{own[-4:-2]}-{own[-2:]}"


def _plain_extension(text: str) -> str:
    return f" доб. {re.sub(r'[^0-9]', '', text)}"


def mail_in(text: str) -> Taken:
    """The first address of a cell in small letters; nothing where it holds none."""
    found = _MAIL.search(text)
    if not found:
        return Taken("")
    rest = text[: found.start()] + text[found.end() :]
    return Taken(found[0].lower(), bool(re.search(r"\w", rest.replace("mailto:", ""))))


def name_in(text: str) -> Taken:
    """The first person that a cell names: of «мама – Быкова А. Ю., папа – …» the mother."""
    parts = re.split(r"[,;\n/()]|\s+и\s+|(?<=вна)\s+(?=[А-ЯЁ])|(?<=вич)\s+(?=[А-ЯЁ])", text)
    names = [name for part in parts if (name := _KIN.sub("", tidy(part)).strip(" :–—-"))]
    if not names:
        return Taken("")
    return Taken(names[0], len(names) > 1 or bool(_KIN.match(text)))


def name_and_phone(text: str) -> tuple[str, str]:
    """«Юдина Анна Павловна, 89001112233» → the one name and the phones; "" for what is not there.

    There is no name where something else stands beside it, or several do.
    """
    rest = _PHONE_WORDS.sub(" ", _PHONE.sub(" ", tidy(text.replace("\n", ", "))))
    named = name_in(rest.strip(" ,;:.–—-()"))
    return ("" if named.rest else named.value), phones_in(text).value
