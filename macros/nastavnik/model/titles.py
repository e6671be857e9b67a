"""Finds the sheets of a workbook by title, and reports duplicates and near misses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nastavnik.model.codes import SHEET_AGAIN
from nastavnik.model.findings import Finding, Level
from nastavnik.model.sheets import GUIDE, LISTS, PANEL, PICTURES, RECORDS
from nastavnik.model.text import fold, tidy

DECLARED = frozenset(map(fold, (*(r.sheet for r in RECORDS), *PICTURES, PANEL, GUIDE, LISTS)))


class Titles:
    """The titles of a workbook's sheets."""

    def __init__(self, titles: Iterable[str]) -> None:
        self._by_key: dict[str, list[str]] = {}
        for title in titles:
            self._by_key.setdefault(fold(title), []).append(title)

    def of(self, wanted: str) -> list[str]:
        """The titles that mean a sheet, ignoring case, whitespace and ё; an exact match first."""
        return sorted(self._by_key.get(fold(wanted), ()), key=lambda title: title != wanted)

    def doubled(self, wanted: str) -> Iterator[Finding]:
        """A finding for each further sheet with the same title."""
        for other in self.of(wanted)[1:]:
            yield Finding(
                SHEET_AGAIN,
                Level.ERROR,
                f"в книге есть ещё один такой лист: «{other}»",
                sheet=wanted,
                reason=SHEET_AGAIN.reason,
                remedy=SHEET_AGAIN.remedy,
            )

    def like(self, missing: str) -> str:
        """The sheet of one's own that may be the missing one under another title; "" if none."""
        return like(missing, [t[0] for k, t in self._by_key.items() if k not in DECLARED])


def like(title: str, others: Iterable[str]) -> str:
    """The only one of `others` with all words of a title, else a close spelling; "" if none."""
    others = [other for other in others if tidy(other)]
    words = _words(title)
    longer = [other for other in others if words and words <= _words(other)]
    if len(longer) == 1:
        return tidy(longer[0])
    from difflib import get_close_matches

    near = get_close_matches(title, others, n=1, cutoff=0.75)
    return tidy(near[0]) if near else ""


def _words(title: str) -> set[str]:
    """The words of a title, ignoring case, ё, dots and dashes."""
    folded = ("".join(filter(str.isalnum, fold(word))) for word in title.split())
    return set(filter(None, folded))
