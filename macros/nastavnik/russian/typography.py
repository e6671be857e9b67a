"""Dates, numbers with nouns, quotation marks and non-breaking spaces of Russian documents."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from nastavnik.russian.dates import MONTHS_OF_DATES
from nastavnik.russian.names import NBSP
from nastavnik.russian.voices import analyzer

_OWN_COUNT_FORMS = {
    "год": ("год", "года", "лет"),
    "человек": ("человек", "человека", "человек"),
}
"""Forms for 1, 2 and 5 of nouns that pymorphy3 counts wrongly («5 годов», «5 людей»)."""

_ANY_QUOTE = re.compile('["“”„«»]')
_GLUED = (
    (r"(№|§)\s*(?=\w)", rf"\1{NBSP}"),
    (r"\b(ст|п|пп|ч|гл|г|ул|д|каб|кл|стр|разд)\.\s*(?=[\dА-ЯЁ«])", rf"\1.{NBSP}"),
    (r"(?<=\d)[ \t]+(?=(?:г|гг|ч|мин|руб|р|кл)\.)", NBSP),
    (rf"(?<=\d)[ \t]+(?=(?:{'|'.join(MONTHS_OF_DATES)})\b)", NBSP),
    (r"\b([А-ЯЁ]\.)\s?([А-ЯЁ]\.)\s*(?=[А-ЯЁ][а-яё])", rf"\1\2{NBSP}"),
    (r"(?<=[а-яё])[ \t]+([А-ЯЁ]\.)\s?([А-ЯЁ]\.)(?![А-ЯЁа-яё])", rf"{NBSP}\1\2"),
    (r"(?<=\S)[ \t\u00a0]+[-–—](?=\s)", f"{NBSP}–"),
)


def date_in_words(day: date) -> str:
    """«5 июня 2026 г.» with non-breaking spaces."""
    return f"{day.day}{NBSP}{MONTHS_OF_DATES[day.month - 1]} {day.year}{NBSP}г."


def date_in_digits(day: date) -> str:
    """«05.06.2026»."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def noun_for_count(count: int, noun: str) -> str:
    """The noun (or adjective and noun) as it stands after a number: «молодых специалистов»."""
    return " ".join(_word_for_count(count, word) for word in noun.split())


def count_with_noun(count: int, noun: str) -> str:
    """«5 наставляемых»: the number, a non-breaking space and the noun in its form."""
    return f"{count}{NBSP}{noun_for_count(count, noun)}"


def _word_for_count(count: int, word: str) -> str:
    own = _OWN_COUNT_FORMS.get(word)
    if own:
        return own[_count_class(count)]
    reading = _nominative(word)
    return str(reading.make_agree_with_number(abs(count)).word) if reading else word


def _nominative(word: str) -> Any | None:
    readings = analyzer().parse(word)
    return next((one for one in readings if {"nomn", "sing"} <= one.tag.grammemes), None)


def _count_class(count: int) -> int:
    """0 for 1, 21, 101…; 1 for 2, 3, 4, 22…; 2 for the rest."""
    last_two = abs(count) % 100
    if last_two % 10 == 1 and last_two != 11:
        return 0
    if last_two % 10 in (2, 3, 4) and last_two not in (12, 13, 14):
        return 1
    return 2


def with_quotes(text: str) -> str:
    """The text with «внешние» and „внутренние“ quotation marks, whatever was typed."""
    depth, result, done = 0, "", 0
    for mark in _ANY_QUOTE.finditer(text):
        opens = _opens(text, mark.start(), depth)
        depth += opens
        result += text[done : mark.start()] + _quote_mark(opens, depth)
        depth = max(depth - (not opens), 0)
        done = mark.end()
    return result + text[done:]


def quoted(text: str) -> str:
    """The text in «ёлочках», quotations within it in „лапках“."""
    return with_quotes(f"«{text}»")


def _opens(text: str, place: int, depth: int) -> bool:
    """Whether the quotation mark at `place` opens a quotation."""
    if text[place] in "«„»":
        return text[place] != "»"
    if depth == 0:
        return True
    before = text[place - 1] if place else " "
    after = text[place + 1 : place + 2]
    return (before.isspace() or before in '(«„"“[') and bool(after) and not after.isspace()


def _quote_mark(opens: bool, depth: int) -> str:
    outer = depth <= 1
    if opens:
        return "«" if outer else "„"
    return "»" if outer else "“"


def with_bound_spaces(text: str) -> str:
    """The text with non-breaking spaces: № 12, ст. 48, 2022 г., Е.Г. Белова, before –."""
    for pattern, replacement in _GLUED:
        text = re.sub(pattern, replacement, text)
    return text


def typeset(text: str) -> str:
    """The text with Russian quotation marks and non-breaking spaces; twice is the same as once."""
    return with_bound_spaces(with_quotes(text))
