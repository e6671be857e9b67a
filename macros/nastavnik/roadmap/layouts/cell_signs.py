"""What a text among the cells of a table looks like, and what it costs to take it for one.

The costs have no unit: two readings of the same texts are compared by their sums.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nastavnik.domain.posts import is_post
from nastavnik.roadmap.deadlines.grammar import read_deadline
from nastavnik.roadmap.documents import DOCUMENT
from nastavnik.roadmap.layouts.columns import ColumnKind
from nastavnik.roadmap.layouts.headings import is_heading
from nastavnik.roadmap.people import names_in
from nastavnik.roadmap.text import BULLETS, is_rule, starts_low

_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]?")
_MARKED = re.compile(rf"[{re.escape(BULLETS)}]\s*\S")
_COUNTED = re.compile(r"\(?(\d{1,2})[.)]\s*[^\W\d]")
_SIGNATURE = re.compile(r"_{3,}")
_WORDY = (ColumnKind.STAGE, ColumnKind.ACTIVITY, ColumnKind.DOCUMENTS)
_DATES = (ColumnKind.DEADLINE, ColumnKind.STARTS, ColumnKind.ENDS)

NEVER = 1000.0
"""The cost of what cannot be."""
_OUTSIDE, _OUTSIDE_HEADING, _OUTSIDE_NUMBER, _OUTSIDE_SIGNATURE = 1.5, 0.2, 5.0, 0.2
_GOES_ON, _GOES_ON_LISTED, _GOES_ON_NAMED = 2.0, 0.3, 1.0
_UNREAD_DATE, _DATE_LIKE_NUMBER, _UNKNOWN_PERSON = 4.0, 2.0, 3.0
_DATE_AMONG_WORDS, _PERSON_AMONG_WORDS, _NUMBER_AMONG_WORDS = 4.0, 2.0, 6.0
_NO_DOCUMENT = 0.7
_FURTHER_COLUMN = 0.1
_BEGINS_LOW = 1.5
"""What a cell of words costs that begins with a small letter and names no document."""
_BEGINS_LATE = 2.0
"""What a cell costs that begins with the second item of a list, or a later one."""


@dataclass(frozen=True, slots=True)
class CellSigns:
    """What a text looks like."""

    text: str
    is_number: bool
    is_date: bool
    is_person: bool

    @classmethod
    def of(cls, text: str) -> CellSigns:
        """The signs of a text."""
        return cls(
            text,
            _NUMBER.fullmatch(text) is not None,
            not read_deadline(text).trouble,
            is_post(text) or bool(names_in(text)),
        )

    def cost_in(self, kind: ColumnKind) -> float:
        """What it costs to take the text for a cell of a column."""
        if is_rule(self.text):
            return 0.0
        if kind is ColumnKind.NUMBER:
            return 0.0 if self.is_number else NEVER
        if kind in _DATES:
            return (_DATE_LIKE_NUMBER if self.is_number else 0.0) if self.is_date else _UNREAD_DATE
        if kind is ColumnKind.RESPONSIBLE:
            return 0.0 if self.is_person else _UNKNOWN_PERSON
        return _FURTHER_COLUMN if kind is ColumnKind.OTHER else self._cost_among_words(kind)

    def _cost_among_words(self, kind: ColumnKind) -> float:
        if self.is_number:
            return _NUMBER_AMONG_WORDS
        if self.is_date:
            return _DATE_AMONG_WORDS
        if self.is_person and kind is not ColumnKind.ACTIVITY:
            return _PERSON_AMONG_WORDS
        is_other = kind is ColumnKind.DOCUMENTS and not DOCUMENT.match(self.text)
        return _NO_DOCUMENT if is_other else 0.0

    @property
    def item(self) -> int:
        """The number of the item of a list that the text is; 0 where it has none."""
        counted = _COUNTED.match(self.text)
        return int(counted[1]) if counted else 0

    def cost_beginning(self, kind: ColumnKind) -> float:
        """What it costs to begin a cell with the text."""
        if self.item > 1:
            return _BEGINS_LATE
        is_wordy = kind in _WORDY and starts_low(self.text)
        return _BEGINS_LOW if is_wordy and not DOCUMENT.match(self.text) else 0.0

    def cost_further(self, kind: ColumnKind) -> float:
        """What it costs to take the text for one more paragraph of the cell before it."""
        if kind is ColumnKind.NUMBER or self.is_number or _SIGNATURE.search(self.text):
            return NEVER
        if starts_low(self.text) or _MARKED.match(self.text) or self.item > 1:
            return _GOES_ON_LISTED
        named = (kind is ColumnKind.DOCUMENTS and DOCUMENT.match(self.text)) or (
            kind is ColumnKind.RESPONSIBLE and self.is_person
        )
        return _GOES_ON_NAMED if named or self.item else _GOES_ON

    @property
    def cost_outside(self) -> float:
        """What it costs to take the text for none of the table."""
        if self.is_number:
            return _OUTSIDE_NUMBER
        if _SIGNATURE.search(self.text):
            return _OUTSIDE_SIGNATURE
        is_title = is_heading(self.text) and not starts_low(self.text)
        return _OUTSIDE_HEADING if is_title else _OUTSIDE
