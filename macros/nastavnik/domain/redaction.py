"""Findings fit to leave the workbook: their words without the names quoted in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from nastavnik.model.findings import Finding
from nastavnik.model.schema import CellKind
from nastavnik.model.school import School

HIDDEN = "…"
"""What replaces a name."""
STEM = 4
"""Letters by which a name is known in every case."""
SHORTEST = 4
"""Letters that a text must have to be told from ordinary words."""


def without_names(findings: Iterable[Finding], school: School) -> Iterator[Finding]:
    """The findings with no text of a personal column in their words."""
    by_first_word: dict[str, list[str]] = {}
    for text in sorted(_personal_texts(school), key=len, reverse=True):
        by_first_word.setdefault(_words(text)[0], []).append(text)

    def hidden(text: str) -> str:
        for word in _words(text):
            for name in by_first_word.get(word, ()):
                text = text.replace(name, HIDDEN)
        return text

    for finding in findings:
        yield finding._replace(message=hidden(finding.message), remedy=hidden(finding.remedy))


_QUOTED = re.compile(r"«[^»]*»")
_FIGURES = re.compile(r"\+?\d[\d .()/-]{3,}\d")
"""Dates, phones, numbers of documents; an age, a class or a count is shorter."""


class Namer:
    """Tells whether a text may name somebody of a workbook, in whatever case or short form."""

    def __init__(self, school: School) -> None:
        self._stems = {
            word[:STEM].casefold()
            for text in _personal_texts(school)
            for word in _words(text)
            if word[:1].isupper()
        }

    def impersonal(self, message: str) -> str:
        """The message without quotations and long figures; "" where it still names somebody."""
        said = _FIGURES.sub(HIDDEN, _QUOTED.sub(f"«{HIDDEN}»", message))
        capitals = (word for word in _words(said) if word[:1].isupper())
        return "" if any(word[:STEM].casefold() in self._stems for word in capitals) else said


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _personal_texts(school: School) -> set[str]:
    """The contents of personal columns that are too long to be ordinary words."""
    return {
        line.strip()
        for table in school.tables.values()
        for column in table.record.columns
        if column.personal and column.kind is CellKind.TEXT and not (column.choices or column.made)
        for row in table.rows
        for line in str(column.of(row)).splitlines()
        if len(line.strip()) >= SHORTEST and _words(line)
    }
