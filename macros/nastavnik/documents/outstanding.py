"""Who owes which paper, told from the catalogue and the dates in the registries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from nastavnik.documents.catalogue import KINDS
from nastavnik.documents.kinds import Kind, Subject
from nastavnik.domain.working_days import WorkingDays
from nastavnik.model.schema import Cell, Record
from nastavnik.model.school import School
from nastavnik.rules.engine import Situation


@dataclass(frozen=True, slots=True)
class Debt:
    """A paper that is not signed yet.

    `since` is the day by which it is needed (the first day of the pair), None if there is none;
    `cell` is where its date is to be written; `other` is the second person of a pair.
    """

    kind: Kind
    who: str
    other: str
    since: date | None
    cell: Cell | None


def situation_of(school: School, today: date) -> Situation:
    """The school on a day, as rules and documents look at it."""
    return Situation(school, today, WorkingDays.of(school))


def owed(school: School, today: date) -> tuple[Debt, ...]:
    """Every paper that the catalogue wants of somebody and no date says is signed."""
    situation = situation_of(school, today)
    return tuple(
        Debt(kind, subject.who, subject.other, subject.since, subject.missing or subject.recorded)
        for kind in KINDS
        for subject in kind.subjects(situation)
        if subject.recorded and not subject.optional and not subject.done
    )


RowKey = tuple[str, int]


class Obstacles:
    """What must be signed before an order, and is not: looked up by the rows of a pair."""

    def __init__(self, situation: Situation) -> None:
        self._today = situation.today
        self._by_row: dict[RowKey, list[tuple[Kind, Subject]]] = {}
        for kind in KINDS:
            if kind.before_order:
                for subject in kind.subjects(situation):
                    self._by_row.setdefault(_key(subject.records[0]), []).append((kind, subject))

    def of(self, *rows: Record) -> Iterator[tuple[Kind, Subject]]:
        """The papers of these rows that are missing or dated later than today."""
        for row in rows:
            for kind, subject in self._by_row.get(_key(row), ()):
                if not subject.done or (subject.dated and subject.dated > self._today):
                    yield kind, subject


def _key(row: Record) -> RowKey:
    return row.sheet, row.row
