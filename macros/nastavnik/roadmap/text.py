"""Cleaning of texts: white space, marks of lists, remains of HTML, Markdown and Word."""

from __future__ import annotations

import html
import re

from nastavnik.model.text import cleaned

DASHES = "-–—"
BULLETS = "-–—−•·▪●○◦‣*✓✔➢"

_BREAKING_TAG = re.compile(r"<\s*(?:/\s*(?:p|div|tr|h\d)|br\s*/?|li)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
BOOKMARK = re.compile(r"\[bookmark:[^\]]*\]", re.IGNORECASE)
_EMPHASIS = re.compile(r"\*\*|^#{1,6}\s+", re.MULTILINE)
_UNDERSCORED = re.compile(r"(?<!\w)__(?=[^\W_])([^_\n]+)(?<=[^\W_])__(?!\w)")
"""Strong words of Markdown; other underscores are blanks to be filled in."""
_ESCAPED = re.compile(r"\\([-.*_#()\[\]])")
_KEPT_STOP = re.compile(
    r"(?:\bи\s+др|\bт\.\s?д|\bт\.\s?п|\bи\s+пр|\bгг?|\bг\.\s?г|\bруб|[А-ЯЁ]\.\s?[А-ЯЁ])\.$"
)
_RULE = re.compile(rf"[\s_=.|+{re.escape(DASHES)}]*")


def collapse(text: str) -> str:
    """The text with every run of white space, NBSP included, made one blank."""
    return " ".join(text.split())


def plain(text: str) -> str:
    """The text without HTML and Markdown; lines of a list stay lines."""
    if "<" in text or "&" in text:
        text = html.unescape(_TAG.sub("", _BREAKING_TAG.sub("\n", text)))
    text = _ESCAPED.sub(r"\1", _UNDERSCORED.sub(r"\1", _EMPHASIS.sub("", text)))
    return cleaned(text)


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


def outside_brackets(text: str) -> list[bool]:
    """For each character, whether it stands outside brackets and quotation marks."""
    depth, outside = 0, []
    for place, character in enumerate(text):
        opening, closing = character in "(«[", character in ")»]"
        if opening and _closes(text, place):
            depth += 1
        outside.append(depth == 0)
        if closing and depth:
            depth -= 1
    return outside


def _closes(text: str, place: int) -> bool:
    """Whether the bracket opened at a place is ever closed."""
    return {"(": ")", "«": "»", "[": "]"}[text[place]] in text[place:]
