"""What is kept of a checked book: plain rows without a name, that a child or a file can hand on."""

from __future__ import annotations

import json
from sys import intern
from typing import Any, NamedTuple

FORMAT = 3
"""Another one makes rows that were kept earlier useless."""


class FoundRow(NamedTuple):
    """A finding without names and values, as a letter and a school's own book can have it.

    `is_receivers` says that no check of the school itself looks for it: then `value` is what its
    cell held. `parameter` is the receiver's for the rule, None where it is the usual one.
    """

    code: str
    level: str
    sheet: str
    cell: str
    header: str
    message: str
    reason: str
    remedy: str
    is_receivers: bool = False
    parameter: float | None = None
    value: str = ""

    @property
    def where(self) -> str:
        """The sheet and the cell."""
        return f"{self.sheet}!{self.cell}" if self.sheet and self.cell else self.sheet


class IndicatorRow(NamedTuple):
    """An indicator of a school: `part` and `whole` are None where they cannot be known.

    `part` of an indicator that is no share stands alone.
    """

    number: int
    title: str
    part: int | None
    whole: int | None
    is_share: bool

    @property
    def size(self) -> int | None:
        """Of how many people it tells; None where it tells nothing."""
        if self.part is None or (self.is_share and not self.whole):
            return None
        return self.whole if self.is_share else self.part


class FormShare(NamedTuple):
    """An indicator of a school in one form of mentoring; None as in `IndicatorRow`."""

    number: int
    part: int | None
    whole: int | None


class FormRowOfSchool(NamedTuple):
    """People, pairs and indicators of the year in one form; a person counts once in a role."""

    form: str
    mentors: int
    mentees: int
    pairs: int
    active: int
    shares: tuple[FormShare, ...] = ()


class PersonMark(NamedTuple):
    """Marks of a person, made with the receiver's secret: whoever has it not reads nothing in them.

    `likely` are weaker ones, each of a kind of its own, by which people are only asked about.
    """

    place: str
    exact: str
    likely: tuple[str, ...]


class BookSummary(NamedTuple):
    """What the register needs of a book: whose it is, a mark of its content, how many findings."""

    name: str
    short_name: str
    inn: str
    content: str
    errors: int
    questions: int

    @property
    def title(self) -> str:
        """What the school calls itself."""
        return self.short_name or self.name


class BookRow(NamedTuple):
    """What a receiver keeps of one copy of a book.

    `content` is a mark of all that people wrote in it; `counted_on` the day of its numbers, ISO.
    """

    name: str
    short_name: str
    inn: str
    year: str
    counted_on: str
    content: str
    is_empty: bool
    is_nameless: bool
    explained: int
    mentors: int
    mentees: int
    findings: tuple[FoundRow, ...]
    indicators: tuple[IndicatorRow, ...]
    forms: tuple[FormRowOfSchool, ...]
    people: tuple[PersonMark, ...]

    @property
    def errors(self) -> int:
        """How many errors there are."""
        return sum(found.level == "error" for found in self.findings)

    @property
    def questions(self) -> int:
        """How many questions nobody has answered."""
        return max(0, len(self.findings) - self.errors - self.explained)

    def indicator(self, number: int) -> IndicatorRow | None:
        """The indicator of a number; None where an earlier version did not count it."""
        return next((each for each in self.indicators if each.number == number), None)

    @property
    def summary(self) -> BookSummary:
        """What the register needs of it."""
        of_school = (self.name, self.short_name, self.inn)
        return BookSummary(*of_school, self.content, self.errors, self.questions)


class PackedRow(NamedTuple):
    """What a check hands on: the summary, and the row as JSON, which the register need not know."""

    summary: BookSummary
    shape: bytes


def packed(row: BookRow) -> PackedRow:
    """The row as it is handed on and kept."""
    return PackedRow(row.summary, json.dumps(row, ensure_ascii=False).encode())


def row_of(shape: list[Any]) -> BookRow:
    """The row that JSON made a list of.

    Raises:
        TypeError, ValueError: it is none.
    """
    *single, findings, indicators, forms, people = shape
    return BookRow._make(
        (
            *single,
            tuple(FoundRow(*each) for each in findings),
            tuple(_indicator(*each) for each in indicators),
            tuple(
                FormRowOfSchool._make((*sizes, tuple(FormShare(*each) for each in shares)))
                for *sizes, shares in forms
            ),
            tuple(PersonMark(place, exact, tuple(likely)) for place, exact, likely in people),
        )
    )


def _indicator(number: int, title: str, *rest: Any) -> IndicatorRow:
    """The titles of thousands of books are kept once."""
    return IndicatorRow(number, intern(title), *rest)
