"""Who owes which paper, told from the catalogue and the dates in the registries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from nastavnik.documents.catalogue.kinds import Consequence, DocumentKind, Subject
from nastavnik.documents.catalogue.table import KINDS
from nastavnik.domain.situation import Situation
from nastavnik.model.choices import PaperState
from nastavnik.model.schema import Cell, Record
from nastavnik.model.school import School
from nastavnik.model.sheets import Paper
from nastavnik.model.text import fold


@dataclass(frozen=True, slots=True)
class Debt:
    """A paper that is not signed yet.

    `since` is the day by which it is needed (the first day of the pair), None if there is none;
    `cell` is where its date is to be written; `other` is the second person of a pair.
    """

    kind: DocumentKind
    who: str
    other: str
    since: date | None
    cell: Cell | None


def owed(school: School, today: date) -> tuple[Debt, ...]:
    """Every paper that the catalogue wants of somebody and no date says is signed."""
    situation = Situation.of(school, today)
    return tuple(
        Debt(kind, subject.who, subject.other, subject.since, subject.missing or subject.recorded)
        for kind in KINDS
        for subject in kind.subjects(situation)
        if subject.recorded and not subject.optional and not subject.done
    )


RowKey = tuple[str, int]


class Obstacles:
    """What must be signed before somebody is named, and is not: looked up by rows."""

    def __init__(self, situation: Situation) -> None:
        self._today = situation.today
        self._by_row: dict[RowKey, list[tuple[DocumentKind, Subject]]] = {}
        self._over = _over(situation.school, situation.today)
        for kind in KINDS:
            if kind.needed_for is not None:
                for subject in kind.subjects(situation):
                    self._by_row.setdefault(_key(subject.records[0]), []).append((kind, subject))

    def of(self, act: Consequence, *rows: Record) -> Iterator[tuple[DocumentKind, Subject, str]]:
        """The papers of these rows that the act lacks, and what is wrong with each."""
        for row in rows:
            for kind, subject in self._by_row.get(_key(row), ()):
                assert kind.needed_for is not None
                if kind.needed_for <= act and (wrong := self._wrong(kind, subject)):
                    yield kind, subject, wrong

    def _wrong(self, kind: DocumentKind, subject: Subject) -> str:
        if not subject.done:
            return f"не подписано «{kind.title}»"
        if subject.dated and subject.dated > self._today:
            return f"«{kind.title}» датировано позже приказа"
        over = self._over.get(paper_key(kind, subject))
        if over and _is_about(over, subject):
            return f"«{kind.title}» больше не действует (лист «{over.sheet}»)"
        return ""


class EndedConsent(NamedTuple):
    """A paper that holds no longer: the cell of its date, that date, and its last day, if any."""

    cell: Cell
    given: date
    until: date | None


def ended_consents(school: School, today: date, by: date) -> Iterator[EndedConsent]:
    """The papers that hold no longer `by` a day."""
    situation, over = Situation.of(school, today), _over(school, by)
    kinds = {kind for kind, _, _ in over}
    for kind in KINDS:
        for subject in kind.subjects(situation) if fold(kind.title) in kinds else ():
            paper = over.get(paper_key(kind, subject))
            if paper and subject.recorded and subject.dated and _is_about(paper, subject):
                yield EndedConsent(subject.recorded, subject.dated, paper.valid_until)


PaperKey = tuple[str, str, str]


def paper_key(kind: DocumentKind, subject: Subject) -> PaperKey:
    """What a paper is and about whom, as «Документы» names it."""
    return fold(kind.title), fold(subject.who), fold(subject.other)


def _over(school: School, day: date) -> dict[PaperKey, Paper]:
    """The papers that hold no longer on a day, by what they are and about whom."""
    return {
        (fold(paper.kind), fold(paper.who), fold(paper.other)): paper
        for paper in school.papers
        if _is_over(paper, day)
    }


def _is_about(paper: Paper, subject: Subject) -> bool:
    """Whether a paper is the one the registry has the date of, not an earlier one."""
    return not (subject.dated and paper.dated and paper.dated < subject.dated)


def _is_over(paper: Paper, today: date) -> bool:
    ended = paper.valid_until is not None and paper.valid_until < today
    return ended or paper.state in {PaperState.EXPIRED, PaperState.WITHDRAWN}


def _key(row: Record) -> RowKey:
    return row.sheet, row.row
