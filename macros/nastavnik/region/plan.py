"""What a run came to, as everything that is made of it needs it: books, letters, pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from nastavnik.model.text import fold
from nastavnik.region.district import District, Extras
from nastavnik.region.done import DoneRows
from nastavnik.region.likeness import MarkedPerson, SamePerson, same_people
from nastavnik.region.register import SchoolStanding, SubmissionEvent
from nastavnik.region.rows import BookRow
from nastavnik.region.sheets import SubmissionState, YearRow
from nastavnik.region.sums import COUNTING, Totals
from nastavnik.russian.dates import SchoolYear

_QUOTED = re.compile("«.*?»")
"""A name within a sentence, which is another for each file."""


class UnreadFile(NamedTuple):
    """A file that belongs to no school, and why."""

    label: str
    fault: str

    @property
    def order(self) -> tuple[str, Sequence[tuple[int, str]]]:
        """Where it stands among others: beside those of its reason, «2.xlsx» before «10.xlsx»."""
        return _QUOTED.sub("", self.fault), _place(fold(self.label))


class SchoolLine(NamedTuple):
    """A school in the register: how it stands, what is typed beside it, where its book is kept.

    `done_key` finds the row of its last book; `book` and `letter` are paths beside the workbook.
    """

    key: str
    name: str
    inn: str
    standing: SchoolStanding
    redo_by: date | None = None
    changed: str = ""
    extras: Extras = MappingProxyType({})
    done_key: str = ""
    book: str = ""
    letter: str = ""


@dataclass(frozen=True)
class DistrictPlan:
    """The district after a run; `done` has the rows of the books, `unread` files of this run."""

    district: District
    lines: tuple[SchoolLine, ...]
    events: tuple[SubmissionEvent, ...]
    today: date
    year: str
    done: DoneRows
    unread: tuple[UnreadFile, ...] = ()

    def rows(self) -> Iterator[tuple[SchoolLine, BookRow]]:
        """Each school with the row of its last book, one after another from the disk."""
        for line in self.lines:
            row = self.done.get(line.done_key) if line.done_key else None
            if row:
                yield line, row

    def counts(self, line: SchoolLine, row: BookRow) -> bool:
        """Whether the numbers of a book go into the sums: it is of this year and not empty."""
        year = SchoolYear.parse(row.year)
        is_of_year = year is None or year == SchoolYear.parse(self.year)
        return (
            not row.is_empty and is_of_year and line.standing.state is not SubmissionState.EXCUSED
        )

    @cached_property
    def counted(self) -> tuple[tuple[SchoolLine, BookRow], ...]:
        """The books that count, by the names of their schools, without findings and marks."""
        rows = [(line, row._replace(findings=(), people=())) for line, row in self.rows()]
        return tuple(sorted((r for r in rows if self.counts(*r)), key=lambda r: _place(r[0].name)))

    @cached_property
    def totals(self) -> Totals:
        """The sums of the district."""
        totals = Totals()
        for _, row in self.rows():
            totals.add_mistakes(row)
        for _, row in self.counted:
            totals.add(row)
        return totals

    @cached_property
    def targets(self) -> Mapping[int, float]:
        """Targets in percent by the number of the indicator."""
        goals = self.district.goals
        return {g.number: g.target for g in goals if g.number and g.target is not None}

    @cached_property
    def states(self) -> Mapping[SubmissionState, int]:
        """How many schools there are in each state, in the order of the submission."""
        states = [line.standing.state for line in self.lines]
        return {state: states.count(state) for state in SubmissionState if state in states}

    def same_people(self) -> list[SamePerson]:
        """Who is in two schools, as far as books came with names."""
        return list(
            same_people(
                MarkedPerson(line.name, mark) for line, row in self.rows() for mark in row.people
            )
        )

    @cached_property
    def years(self) -> tuple[YearRow, ...]:
        """The indicators of the years, those of this one as they are now."""
        former = [row for row in self.district.years if row.year != self.year]
        now = [
            YearRow(
                year=self.year,
                number=total.number,
                title=total.title,
                part=total.known_part,
                whole=total.known_whole,
                target=self.targets.get(total.number),
                schools=total.schools,
                version=COUNTING,
            )
            for total in self.totals.indicators.values()
            if total.schools
        ]
        return (*former, *now)


def _place(name: str) -> list[tuple[int, str]]:
    """Where a name stands among others: «№ 2» before «№ 10»."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in _NUMBERS.split(name)]


_NUMBERS = re.compile(r"(\d+)")
