"""Latin letters inside Cyrillic words: they look right and are never found, sorted or declined."""

from __future__ import annotations

import re

_TWINS = str.maketrans("ABCEHKMOPTXaceopxy", "АВСЕНКМОРТХасеорху")
_MIXED = re.compile(r"[а-яё][a-z]|[a-z][а-яё]", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z]")


def is_mixed(text: str) -> bool:
    """Whether a word of the text mixes two alphabets."""
    return _MIXED.search(text) is not None


def unlatin(text: str) -> str:
    """The text with look-alikes in mixed words made Cyrillic; words with other letters stay."""
    if text.isascii() or not _LATIN.search(text) or not is_mixed(text):
        return text
    return _WORD.sub(_cyrillic, text)


def in_cyrillic(text: str) -> str:
    """The text with every word of look-alikes alone made Cyrillic: «7A» of a class, «15-K»."""
    return _WORD.sub(_cyrillic_or_same, text) if _LATIN.search(text) else text


def _cyrillic(word: re.Match[str]) -> str:
    return _cyrillic_or_same(word) if is_mixed(word[0]) else word[0]


def _cyrillic_or_same(word: re.Match[str]) -> str:
    replaced = word[0].translate(_TWINS)
    return word[0] if _LATIN.search(replaced) else replaced
