"""What a kind of document is, and whom one document is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from nastavnik.documents.catalogue.grounds import Basis
from nastavnik.documents.values import DocumentProblem
from nastavnik.domain.situation import Situation
from nastavnik.model.choices import Series, Stage
from nastavnik.model.findings import Value
from nastavnik.model.schema import Cell, Column, Record
from nastavnik.model.sheets import Pair


class Consequence(IntEnum):
    """What a document does with those it names; each wants the papers of the ones before it too.

    Nobody is kept in a pair for want of a paper, so that what releases wants none.
    """

    RELEASES = 0
    CLOSES = 1
    NAMES = 2
    APPOINTS = 3


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom one document is about.

    `records` are the rows it is made of; `recorded` is the cell that is filled when it is signed
    and `signed` whether it is, `dated` the day it holds; `missing` is another cell to be filled by
    then. What is `optional` is made on demand and is no debt; a `fresh` document is another one
    each time; `registered` is the number and date of an order that exists already. `successor` is
    the pair that takes the place of the one it is about, `listed` are the people whom the lists of
    a document about the whole school may name, None for everyone; `beside` are the rows that one
    document serves together with the first, and for each of them it is `served` already.
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
    successor: Pair | None = None
    listed: tuple[Record, ...] | None = None
    beside: tuple[Record, ...] = ()
    served: bool = False

    @property
    def rows(self) -> tuple[Record, ...]:
        """Every row that the document changes something for."""
        return (*self.records, self.successor) if self.successor else self.records

    @property
    def done(self) -> bool:
        """Whether the registry says that this document is signed."""
        return self.signed and self.missing is None


Subjects = Callable[[Situation], Iterator[Subject]]
Obstacle = Callable[[Situation, Subject], Iterator[DocumentProblem]]
WantsSubject = Callable[[Situation, Subject], bool]
Effect = Callable[[Record, str, date], Mapping[Column, Value]]
"""What registering writes into a row: column → value, from the row, the number and the date."""


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document; what is only `tracked` is made by others.

    `number` is its place in the catalogue of the programme (0 for what roadmaps name besides),
    `source` the name of its template where it is not the title, `heading` what it is about,
    `heading_of_one` the same about one pair, `file` a shorter title for the name of its file. A
    paper that is `needed_for` an act holds back whom it is missing for; `act` is what the document
    itself does with people, `lists` are the registries it prints, `binds` the fields of a pair
    whose people are to know it, `acquaints` the roles of the staff who are to know it besides,
    `approved_by` the orders that approve it; what `concludes` prints «Выводы» and is a draft until
    a person has answered them all.

    Of orders: `obstacle` says what forbids one, `effect` what registering it writes, `again` finds
    the registered ones, `known_by` is what the title in the journal says of one that is issued once
    a year, `series_of` chooses the series by the subject, `on_demand` tells what is only made when
    the kind was named, `idle` says why there was nothing to make.
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
    heading_of_one: str = ""
    file: str = ""
    needed_for: Consequence | None = None
    act: Consequence = Consequence.NAMES
    lists: tuple[type[Record], ...] = ()
    binds: tuple[str, ...] = ("mentor", "mentee")
    acquaints: tuple[str, ...] = ()
    approved_by: tuple[str, ...] = ()
    concludes: bool = False
    obstacle: Obstacle | None = None
    effect: Effect | None = None
    again: Subjects | None = None
    known_by: str = ""
    series_of: Callable[[Situation, Subject], Series] | None = None
    on_demand: WantsSubject | None = None
    idle: Callable[[Situation], Iterator[DocumentProblem]] | None = None

    @property
    def template(self) -> str:
        """The file name of its template, empty where it is only tracked."""
        return "" if self.tracked else f"{self.source or self.title}.docx"

    @property
    def is_order(self) -> bool:
        """Whether it is registered in the journal of orders."""
        return self.series is not None

    @property
    def settles(self) -> bool:
        """Whether it is an order that begins or ends pairs: each pair is in one of a click."""
        return self.is_order and self.act in {Consequence.APPOINTS, Consequence.RELEASES}

    def heading_for(self, subject: Subject) -> str:
        """What the document is about, in the number of its pairs."""
        pairs = sum(isinstance(row, Pair) for row in subject.records)
        return (self.heading_of_one if pairs == 1 else "") or self.heading or self.title

    def series_for(self, situation: Situation, subject: Subject) -> Series:
        """The series in which an order about the subject is numbered."""
        assert self.series
        return self.series_of(situation, subject) if self.series_of else self.series
