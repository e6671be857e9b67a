"""Texts as people type them: comparing without what nobody means by blanks, dashes and ё."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_FOLDED = re.compile("[ё«»‐‑‒–—−-]")
_BLANKS = re.compile(r"[\s\u00a0\u202f\u200b\ufeff]+")


def tidy(text: str) -> str:
    """The text without blanks at its ends, every run of blanks (NBSP too) as one space."""
    if text.isprintable() and "  " not in text:
        return text.strip()  # no blank but single spaces: so is nearly every text
    return _BLANKS.sub(" ", text).strip()


@lru_cache(maxsize=2**19)
def fold(text: str) -> str:
    """A key by which two spellings of one thing are equal: case, blanks, dashes, ё, quotes."""
    plain = unicodedata.normalize("NFC", tidy(text)).casefold()
    if not _FOLDED.search(plain):
        return plain
    plain = plain.replace("ё", "е").translate(_DASHES).replace("«", '"').replace("»", '"')
    return re.sub(r" ?- ?", "-", plain)


def items(text: str) -> tuple[str, ...]:
    """The entries of a cell that may hold several: one a line, or separated by «;»."""
    return tuple(part for part in (tidy(piece) for piece in re.split(r"[\n;]", text)) if part)


def listed(words: Iterable[str]) -> str:
    """Words in quotes as a Russian enumeration: «а», «б»."""
    return ", ".join(f"«{word}»" for word in words)


_UNPRINTABLE = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\ufffe\\uffff]")


def printable(text: str) -> str:
    """The text without characters that no XML file can hold; line breaks and tabs stay."""
    return _UNPRINTABLE.sub("", text)


def counted(number: int, one: str, few: str, many: str) -> str:
    """A number with its noun: 1 ошибка, 2 ошибки, 5 ошибок."""
    if number % 100 in range(11, 15):
        word = many
    else:
        word = {1: one, 2: few, 3: few, 4: few}.get(number % 10, many)
    return f"{number}\u00a0{word}"
