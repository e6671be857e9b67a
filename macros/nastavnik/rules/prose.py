"""Looking for a pattern in what people wrote freely."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from nastavnik.model.schema import Cell, Record
from nastavnik.model.school import School, free_columns
from nastavnik.model.sheets import (
    Activity,
    Card,
    Mentee,
    Mentor,
    Order,
    Pair,
    Paper,
    Practice,
    Staff,
)

WRITTEN: tuple[type[Record], ...] = (
    Card,
    Activity,
    Mentor,
    Mentee,
    Pair,
    Staff,
    Order,
    Paper,
    Practice,
)
"""The sheets whose words get into documents."""


class Mention(NamedTuple):
    """One cell in which a pattern was found."""

    cell: Cell
    text: str
    match: re.Match[str]


class Search(NamedTuple):
    """A pattern, and clues: where none of them occurs, the pattern cannot (looking costs less)."""

    regex: str
    clues: tuple[str, ...] = ("",)
    flags: re.RegexFlag = re.NOFLAG

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled when it is first needed: many a book has none of the clues."""
        return re.compile(self.regex, self.flags)

    def may_be_in(self, text: str) -> bool:
        """Whether the pattern occurs somewhere in a text."""
        return any(clue in text for clue in self.clues) and bool(self.pattern.search(text))


def mentions(school: School, search: Search, *records: type[Record]) -> Iterator[Mention]:
    """Every cell of free text in which the pattern occurs, in the order of sheets."""
    for record in records or WRITTEN:
        if not search.may_be_in(school.prose[record]):
            continue
        pattern = search.pattern
        for row in school.table(record).rows:
            for column in free_columns(record):
                text = getattr(row, column.name)
                if found := pattern.search(text):
                    yield Mention(row.at(column.name), text, found)
