"""Findings that may leave the workbook: what they say, without the names that it quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from nastavnik.model.findings import Finding
from nastavnik.model.schema import Kind
from nastavnik.model.school import School

HIDDEN = "…"
"""What stands in the place of a name."""
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


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _personal_texts(school: School) -> set[str]:
    """What stands in the personal columns, long enough to be told from ordinary words."""
    return {
        line.strip()
        for table in school.tables.values()
        for column in table.record.columns
        if column.personal and column.kind is Kind.TEXT and not (column.choices or column.made)
        for row in table.rows
        for line in str(getattr(row, column.name)).splitlines()
        if len(line.strip()) >= SHORTEST and _words(line)
    }
