"""Texts as people type them, cleaned once, compared without accidents of spacing, dashes and ё."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import is_normalized, normalize

from nastavnik.model.memory import remembered

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_FOLDED = re.compile("[ё«»‐‑‒–—−-]")
_BLANKS = re.compile(r"\s+")

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c\x1d\x85\u2028\u2029]")
_WORD_HYPHEN = "\x1e"
"""How the text of an old Word document spells a hyphen at which no line may end."""
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_NEAR = r"\x00-\u058f"
_STRAY_JOINER = re.compile(rf"(?<![^{_NEAR}])[\u200c\u200d]+|[\u200c\u200d]+(?![^{_NEAR}])")
"""Joiners mean something in emoji and in far scripts; beside our letters and blanks, nothing."""


def cleaned(text: str) -> str:
    """The text that a person sees: one spelling of each letter, nothing unseen, «\\n» ends a line.

    Zero-width blanks, soft hyphens, marks of direction and control characters go, letters that
    come in two parts («и» and a breve) become one. Every text from outside passes through here.
    """
    if is_clean(text):
        return text
    lines = _LINE_ENDS.sub("\n", text).replace(_WORD_HYPHEN, "-")
    return normalize("NFC", _STRAY_JOINER.sub("", _UNSEEN.sub("", lines)))


def is_clean(text: str) -> bool:
    """Whether a text is plainly clean, as nearly every one; of others only `cleaned` can tell."""
    return text.isprintable() and is_normalized("NFC", text)


def tidy(text: str) -> str:
    """The text cleaned and stripped, with every run of whitespace (NBSP too) as one space."""
    if is_clean(text) and "  " not in text:
        return text.strip()  # only single spaces
    return _BLANKS.sub(" ", cleaned(text)).strip()


@remembered(2**19)
def fold(text: str) -> str:
    """A key that spellings share when they differ in case, whitespace, dashes, ё or quotes."""
    plain = tidy(text).casefold()
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


def counted_cells(number: int) -> str:
    """How many cells: «1 ячейка», «5 ячеек»."""
    return counted(number, "ячейка", "ячейки", "ячеек")


def counted(number: int, one: str, few: str, many: str) -> str:
    """A number with its noun: 1 ошибка, 2 ошибки, 5 ошибок."""
    if number % 100 in range(11, 15):
        word = many
    else:
        word = {1: one, 2: few, 3: few, 4: few}.get(number % 10, many)
    return f"{number}\u00a0{word}"


_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def guarded(text: str) -> str:
    """A text that no office program takes for a formula in a .csv file, as OWASP advises."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
