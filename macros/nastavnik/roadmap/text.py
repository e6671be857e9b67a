"""Cleaning of texts: white space, marks of lists, stops."""

from __future__ import annotations

import re

DASHES = "-–—"
BULLETS = "-–—−•·▪●○◦‣*✓✔➢"

BOOKMARK = re.compile(r"\[bookmark:[^\]]*\]", re.IGNORECASE)
_KEPT_STOP = re.compile(
    r"(?:\bи\s+др|\bт\.\s?д|\bт\.\s?п|\bи\s+пр|\bгг?|\bг\.\s?г|\bруб|[А-ЯЁ]\.\s?[А-ЯЁ])\.$"
)
_RULE = re.compile(rf"[\s_=.|+{re.escape(DASHES)}]*")


def collapse(text: str) -> str:
    """The text with every run of white space, NBSP included, made one blank."""
    return " ".join(text.split())


def without_stop(text: str) -> str:
    """The text in one line without a closing «;» or «.», unless the stop belongs to «и т.д.»."""
    text = collapse(text)
    while text and text[-1] in ";.":
        if text[-1] == "." and _KEPT_STOP.search(text):
            break
        text = text[:-1].rstrip()
    return text


def is_rule(text: str) -> bool:
    """Whether the text is empty or a mere line: «-----», «____»."""
    return _RULE.fullmatch(text) is not None


def starts_low(text: str) -> bool:
    """Whether the first character is a small letter."""
    return text[:1].islower()


_NUMBERS = re.compile(r"\d+|\b[ivxivх]{1,4}\b")


def may_say_the_same(first: str, second: str) -> bool:
    """Whether two texts in small letters differ neither in their numbers nor in whom they name.

    «Занятие 1» and «Занятие 12» do, and so do a text about mentors and one about mentees.
    """
    numbers, others = _NUMBERS.findall(first), _NUMBERS.findall(second)
    if numbers and others and numbers != others:
        return False
    return ("наставляем" in first) == ("наставляем" in second)


_PAIRS = {"(": ")", "«": "»", "[": "]"}


def outside_brackets(text: str) -> list[bool]:
    """For each character, whether it stands outside brackets and quotation marks."""
    open_marks: list[str] = []
    outside = []
    closed_together = text.count("«") > text.count("»")
    for place, character in enumerate(text):
        if character in _PAIRS and _PAIRS[character] in text[place:]:
            open_marks.append(character)
        outside.append(not open_marks)
        if character in ")»]" and open_marks:
            if character == "»" and closed_together and _next_quote(text, place) != "»":
                open_marks = [mark for mark in open_marks if mark != "«"]
            else:
                open_marks.pop()
    return outside


def _next_quote(text: str, place: int) -> str:
    """The first quotation mark after a place; one may close two: «О школе «Заря»."""
    found = re.search("[«»]", text[place + 1 :])
    return found[0] if found else ""
