"""What taking in a registry passes from step to step: tables, columns, people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from nastavnik.model.findings import Finding, Value
from nastavnik.model.grid import Grid
from nastavnik.model.schema import Record
from nastavnik.model.sheets import Mentee, Mentor, Pair, Staff
from nastavnik.people_import.ledger import Ledger
from nastavnik.readers.sheet import UNMARKED, Marks
from nastavnik.russian.dates import SchoolYear

REGISTRIES: tuple[type[Record], ...] = (Mentor, Mentee, Staff)
"""The sheets that hold people, in the order of the workbook."""

SURE = 0.75
"""From this certainty a column is taken; below it a person is asked."""

NAME = "full_name"
"""The field that names a person in every registry."""
PARTS = ("surname", "given", "patronymic")
"""A full name in three columns; together they make `NAME`."""
SKIPPED = "skipped"
"""A column that is known and not wanted: the number of a row, a signature, the other of a pair."""

COMPOSITE = "composite"
"""A column whose cells hold several things that its title names: «Должность, категория»."""

ANSWER = "answer"
"""A column in which people say whether they want to be a mentor or to have one."""
PAIR_FIELDS = {"pair_form": Pair.form, "pair_start": Pair.start, "pair_end": Pair.end}
"""Columns that tell of the pair of a row and not of one of its people."""
PAIR_PERIOD = "pair_period"
"""One that tells both of its days."""
OF_PAIRS = frozenset((PAIR_PERIOD, *PAIR_FIELDS))
JOINED = {
    "guardian": ("guardian_surname", "guardian_given", "guardian_patronymic"),
    "school_class": ("grade", "letter"),
}
"""Fields that a list may give in several columns: field → its parts in their order."""
JOINED_PARTS = frozenset(part for parts in JOINED.values() for part in parts)
NO_VALUE = OF_PAIRS | {"", NAME, SKIPPED, COMPOSITE, ANSWER, *PARTS, *JOINED_PARTS}
"""What a column may be taken as without a value of its own for the book."""

CLASS_OR_POST = "class_or_post"
"""A column of a mixed list: the class of a pupil, the post of anybody else."""


@dataclass(frozen=True, slots=True)
class Source:
    """One table of a file: a sheet of a workbook, a table of a document.

    `place` says in words where it is in the file; `captions` are the words around it that may tell
    who is in it, the nearest last: the file's name, the sheet's title, the line above the table.
    `hidden` says that a person who opens the file does not see it; `marks` what the sheet says of
    its cells beside their values.
    """

    file: str
    place: str
    grid: Grid
    captions: tuple[str, ...] = ()
    hidden: bool = False
    marks: Marks = UNMARKED

    def at(self, row: int = 0) -> str:
        """Where a row or the whole is: «школа.xlsx», лист «Педагоги», строка 7."""
        line = f"строка {row}" if row else ""
        return ", ".join(filter(None, (f"«{self.file}»", self.place, line)))


@dataclass(frozen=True)
class ListTable:
    """A table with its titles found: `titles` by column from 0, `rows` numbers from 1.

    `header` is the last row of the titles and `top` the first, 0 where there are none. `of_pairs`
    says that the rows are pairs, `is_side` that this table has one side of them: a person may
    stand in many.
    """

    source: Source
    titles: tuple[str, ...]
    rows: Sequence[int]
    header: int = 0
    top: int = 0
    of_pairs: bool = False
    is_side: bool = False

    def values(self, column: int) -> list[Value]:
        """What stands in a column: empty cells and headings across the table left out."""
        return [
            cells[column]
            for cells in self._told
            if column < len(cells) and cells[column] is not None
        ]

    @cached_property
    def _told(self) -> Sequence[Sequence[Value]]:
        """The rows that are no heading: they fill more than one cell, if there are more."""
        found = [self.source.grid.rows[row - 1] for row in self.rows]
        if sum(map(bool, self.titles)) == 1:
            return found
        return [cells for cells in found if len(cells) - cells.count(None) > 1]


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """What a column of a file is taken as: `field` of the registry, "" where it is not taken.

    `guess` is what it may be where the certainty does not suffice; `why` says it in Russian.
    """

    column: int
    title: str
    field: str = ""
    certainty: float = 0.0
    guess: str = ""
    why: str = ""


@dataclass(frozen=True)
class ColumnMap:
    """The columns of a table as fields of one registry, and how well they suit it together."""

    record: type[Record]
    columns: tuple[ColumnMapping, ...]
    score: float = 0.0

    def places(self) -> Mapping[str, int]:
        """Field → number of its column, from 0."""
        return self._places

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {found.field: found.column for found in self.columns if found.field}


@dataclass(frozen=True, slots=True)
class Mended:
    """A value that was cleaned: where, under which title, what it was and what it is now."""

    place: str
    header: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A row of a file as a person of one registry; `record` is None where that is not clear.

    `values` is what the file says, `assumed` what follows: it fills, and contradicts nobody. `why`
    says in Russian what put the person into the registry, or what speaks against each of them.
    """

    record: type[Record] | None
    place: str
    file: str
    values: Mapping[str, Any]
    assumed: Mapping[str, Any] = field(default_factory=dict)
    why: str = ""

    @property
    def known(self) -> Mapping[str, Any]:
        """Everything the file says, and what follows from it."""
        return {**self.values, **self.assumed}

    @property
    def name(self) -> str:
        """The full name."""
        return str(self.values[NAME])


@dataclass(frozen=True, slots=True)
class NamedPair:
    """Two people whom a row joins, as the file names them; "" for one whom it does not name.

    `year` is the school year of the whole list, `values` what the row tells of the pair itself
    (None for a day that it tells unclearly), `unclear` the titles and the cells that do.
    """

    mentor: str
    mentee: str
    place: str
    file: str
    year: SchoolYear | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    unclear: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return " – ".join(filter(None, (self.mentor, self.mentee)))


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from the tables, before the book is looked at."""

    people: tuple[ListedPerson, ...] = ()
    mappings: tuple[tuple[ListTable, ColumnMap], ...] = ()
    mended: tuple[Mended, ...] = ()
    pairs: tuple[NamedPair, ...] = ()
    findings: tuple[Finding, ...] = field(default=())
    sources: tuple[Source, ...] = ()
    ledger: Ledger = field(default_factory=Ledger)

    @property
    def tables(self) -> list[ListTable]:
        """The tables that were read."""
        return [table for table, _ in self.mappings]
