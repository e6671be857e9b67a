"""What a kind of document is, and whom one document is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from nastavnik.documents.grounds import Basis
from nastavnik.documents.values import Problem
from nastavnik.model.findings import Value
from nastavnik.model.schema import Cell, Record
from nastavnik.model.sheets import Series, Stage
from nastavnik.rules.engine import Situation


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom one document is about.

    `records` are the rows it is made of; `recorded` is the cell that is filled when it is signed
    and `signed` whether it is, `dated` the day it holds; `missing` is another cell to be filled by
    then. What is `optional` is made on demand and is no debt; a `fresh` document is another one
    each time; `registered` is the number and date of an order that exists already.
    """

    records: tuple[Record, ...] = ()
    who: str = ""
    other: str = ""
    since: date | None = None
    recorded: Cell | None = None
    signed: bool = False
    dated: date | None = None
    missing: Cell | None = None
    basis: Basis | None = None
    optional: bool = False
    fresh: bool = False
    registered: tuple[str, date] | None = None

    @property
    def done(self) -> bool:
        """Whether the registry says that this document is signed."""
        return self.signed and self.missing is None


Subjects = Callable[[Situation], Iterator[Subject]]
Obstacle = Callable[[Situation, Subject], Iterator[Problem]]
Effect = Callable[[Record, str, date], Mapping[str, Value]]
"""What registering writes into a row: field → value, from the row, the number and the date."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document; what is only `tracked` is made by others.

    `number` is its place in the catalogue of the programme (0 for what roadmaps name besides),
    `source` the name of its template where it is not the title, `heading` what an order is about,
    `file` a shorter title for the name of its file. Papers that are needed `before_order` hold a
    pair back; `obstacle` says what forbids an order, `effect` what registering it writes,
    `again` finds the orders that are registered, to be made again under their numbers.
    """

    key: str
    number: int
    title: str
    stage: Stage
    subjects: Subjects
    folder: str = "Приказы"
    signed_by: str = "директор"
    source: str = ""
    tracked: bool = False
    series: Series | None = None
    heading: str = ""
    file: str = ""
    before_order: bool = False
    obstacle: Obstacle | None = None
    effect: Effect | None = None
    again: Subjects | None = None

    @property
    def template(self) -> str:
        """The file name of its template, empty where it is only tracked."""
        return "" if self.tracked else f"{self.source or self.title}.docx"

    @property
    def is_order(self) -> bool:
        """Whether it is registered in the journal of orders."""
        return self.series is not None
