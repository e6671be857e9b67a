"""Deadlines with slips, mended to the same length: misspelt months, notes beside the dates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from nastavnik.russian.dates import MONTHS

_WORD = re.compile(r"[а-я]{4,}")
_NOTES = (
    re.compile(r"\([^()]*\)"),
    re.compile(
        r"(?:-\s+)?\d\s+этап[а-я]*(?:\s+-)?|(?<=\s)-\s+[а-я]+(?:\s+[а-я]+)*(?=\s*(?:[,;]|$))"
    ),
)
"""What may stand beside a date and say nothing of time: in brackets; «1 этап», «- итоговая»."""

_SHORT = 6
"""Up to how many letters a word may have one slip only."""


def without_slips(text: str, as_written: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(the text mended, what was assumed), from the least mending to the most.

    Notes quote the text `as_written`, which is as long.
    """
    notes: list[str] = []

    def mend(pattern: re.Pattern[str], mended: Callable[[re.Match[str]], str]) -> bool:
        nonlocal text
        before, text = text, pattern.sub(mended, text)
        return text != before

    def month(match: re.Match[str]) -> str:
        written = as_written[match.start() : match.end()]
        found = None if written.isascii() else _month_like(match[0])
        if found is None:
            return match[0]
        notes.append(f"«{written}» понято как «{found}»")
        return found[:3].ljust(len(match[0]))

    def nothing(match: re.Match[str]) -> str:
        written = as_written[match.start() : match.end()]
        notes.append(f"«{written.strip(' ()-–—')}» к сроку не отнесено")
        return " " * len(match[0])

    if mend(_WORD, month):
        yield text, tuple(notes)
    for pattern in _NOTES:
        if mend(pattern, nothing):
            yield text, tuple(notes)


def _month_like(word: str) -> str | None:
    """The only month a word may be a slip for; none for a month that is spelt right."""
    from rapidfuzz.distance import OSA

    if any(word.startswith(month[:-1]) for month in MONTHS):
        return None
    most = 1 if len(word) <= _SHORT else 2
    slips = [OSA.distance(word, month) for month in MONTHS]
    fewest = min(slips)
    only = 0 < fewest <= most and slips.count(fewest) == 1
    return MONTHS[slips.index(fewest)] if only else None
