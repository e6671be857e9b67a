"""Documents that stand: they have a number or a signature, and nothing makes them again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from nastavnik.documents.catalogue.kinds import DocumentKind, Subject
from nastavnik.model.choices import PaperState
from nastavnik.model.schema import Cell
from nastavnik.model.school import School
from nastavnik.model.sheets import Order, Paper
from nastavnik.model.text import fold
from nastavnik.russian.dates import SchoolYear

PREPARED_FROM = 6
"""Orders for a school year are issued from this month of summer on."""
_REVOKED = re.compile(r"отмен[её]н|утратил\w* силу")


@dataclass(frozen=True, slots=True)
class Standing:
    """A document that stands: where the book says so, its number and date, and its file."""

    cell: Cell
    number: str = ""
    dated: date | None = None
    file: str = ""

    def __str__(self) -> str:
        day = f"от {self.dated:%d.%m.%Y}" if self.dated else ""
        return " ".join(filter(None, (f"№ {self.number}" if self.number else "", day)))


class Standings:
    """What the book says of documents that stand: «Документы», the journal, the registries."""

    def __init__(self, school: School) -> None:
        self._school = school
        self._papers: dict[tuple[str, str, str], list[Paper]] = {}
        for paper in school.papers:
            key = (fold(paper.kind), fold(paper.who), fold(paper.other))
            self._papers.setdefault(key, []).append(paper)

    def of(self, kind: DocumentKind, subject: Subject) -> Standing | None:
        """The document of this kind about this subject that must not be made again."""
        papers = self._papers.get((fold(kind.title), fold(subject.who), fold(subject.other)), [])
        found = next(filter(None, (self._by_paper(kind, subject, p) for p in papers)), None)
        return found or self._by_order(kind, subject)

    def signed(self, kind: DocumentKind, subject: Subject) -> bool:
        """Whether the document is signed, be it made here or not."""
        papers = self._papers.get((fold(kind.title), fold(subject.who), fold(subject.other)), ())
        return subject.done or any(paper.state == PaperState.SIGNED for paper in papers)

    def files(self) -> Iterator[str]:
        """The files of all that stood at any time: nothing new may take their names."""
        over = {PaperState.SIGNED, PaperState.EXPIRED, PaperState.WITHDRAWN}
        for paper in self._school.papers:
            if paper.file and (paper.number or paper.state in over):
                yield paper.file
        yield from (order.file for order in self._school.orders if order.file)

    def _by_paper(self, kind: DocumentKind, subject: Subject, paper: Paper) -> Standing | None:
        if kind.is_order and paper.number and paper.dated:
            found = paper.number, paper.dated
            lasting = not (subject.fresh or subject.registered)
            if found == subject.registered or (lasting and self.is_of_this_year(paper.dated)):
                return Standing(paper.at(Paper.number), *found, paper.file)
            return None
        is_signed = paper.state == PaperState.SIGNED or subject.done
        is_over = paper.state in {PaperState.EXPIRED, PaperState.WITHDRAWN}
        if is_signed and not is_over and (paper.file or kind.is_order) and not subject.fresh:
            cell = paper.at(Paper.state)
            return Standing(cell, paper.number, paper.dated or subject.dated, paper.file)
        return None

    def _by_order(self, kind: DocumentKind, subject: Subject) -> Standing | None:
        for order in self._school.orders:
            if subject.registered and (order.number, order.dated) == subject.registered:
                return _standing(order)
        return None if subject.fresh else self.another(kind)

    def has(self, key: str) -> bool:
        """Whether the journal of this year has the order with this key in the catalogue."""
        from nastavnik.documents.catalogue.table import KINDS

        return any(kind.key == key and self.another(kind) is not None for kind in KINDS)

    def another(self, kind: DocumentKind) -> Standing | None:
        """An order of this kind in the journal of this school year, about whomever it is."""
        orders = self._school.orders if kind.known_by else ()
        return next((_standing(order) for order in orders if self._is_another(kind, order)), None)

    def _is_another(self, kind: DocumentKind, order: Order) -> bool:
        known = order.dated is not None and self.is_of_this_year(order.dated)
        alike = known and order.series == kind.series and order.number
        return bool(
            alike
            and re.search(kind.known_by, fold(order.title))
            and not _REVOKED.search(fold(order.note))
        )

    def is_of_this_year(self, dated: date) -> bool:
        """Whether an order belongs to the school's year, its preparation in summer included."""
        year = SchoolYear.parse(self._school.card.year)
        return year is None or date(year.start_year, PREPARED_FROM, 1) <= dated <= year.end


def _standing(order: Order) -> Standing:
    return Standing(order.at(Order.number), order.number, order.dated, order.file)
