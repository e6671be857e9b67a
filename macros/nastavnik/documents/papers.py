"""Rows of the sheet «Документы»: every document with its state, written once and kept up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from nastavnik.documents.catalogue.kinds import DocumentKind, Subject
from nastavnik.model.changes import AppendRows, Change, Row, SetCell
from nastavnik.model.choices import PaperState
from nastavnik.model.school import School
from nastavnik.model.sheets import Paper
from nastavnik.model.text import fold

_BY_HAND = frozenset({PaperState.SIGNED, PaperState.EXPIRED, PaperState.WITHDRAWN})
"""States that a person or the calendar set: never taken back."""
UNSIGNED = frozenset({PaperState.DRAFT, PaperState.MADE})
"""States of documents that were made and wait: only a person says that such a one is signed."""
_OVER = frozenset({PaperState.EXPIRED, PaperState.WITHDRAWN})
"""States of documents that no new one brings to life."""


_OF_SIGNING = frozenset({Paper.state.title, Paper.dated.title})


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """What «Документы» has to say of one document."""

    kind: DocumentKind
    subject: Subject
    state: PaperState
    number: str = ""
    dated: date | None = None
    file: str = ""
    wording: str = ""

    def row(self) -> Row:
        """The entry as a new row: header → value, without what is empty."""
        record = Paper(
            stage=self.kind.stage.value,
            kind=self.kind.title,
            who=self.subject.who,
            other=self.subject.other,
            due=self.subject.since,
            dated=self.dated,
            number=self.number,
            state=self.state.value,
            file=self.file,
            wording=self.wording,
        )
        return {title: value for title, value in record.values().items() if value}


def keep_up(school: School, entries: Iterable[JournalEntry]) -> Iterator[Change]:
    """The changes that bring «Документы» up to date with the entries."""
    known = _Known(school)
    table = school.table(Paper)
    mark = Paper.wording.title
    new = []
    for entry in entries:
        found = known.row(entry)
        row = {h: v for h, v in entry.row().items() if h != mark or h in table.headers}
        if found is None:
            new.append(row)
        else:
            yield from _updates(found, row, entry.state)
    if new:
        yield AppendRows(Paper.sheet, tuple(new))


def expired(school: School, today: date) -> Iterator[Change]:
    """Signed documents whose time is over by `today` become «истёк»."""
    header = Paper.state.title
    for paper in school.papers:
        over = paper.valid_until is not None and paper.valid_until < today
        if over and paper.state == PaperState.SIGNED:
            yield SetCell(Paper.sheet, paper.row, header, PaperState.EXPIRED.value)


class _Known:
    """The rows there are; each is taken by one entry only."""

    def __init__(self, school: School) -> None:
        self._rows: dict[tuple[str, ...], list[Paper]] = {}
        for paper in school.papers:
            key = (fold(paper.kind), fold(paper.who), fold(paper.other))
            self._rows.setdefault(key, []).append(paper)

    def row(self, entry: JournalEntry) -> Paper | None:
        """The row of this document: of an order the one with its number, else a draft's.

        A paper that is no order has a number of its own, which nobody gives it here.
        """
        subject = entry.subject
        rows = self._rows.get((fold(entry.kind.title), fold(subject.who), fold(subject.other)), [])
        fitting = [
            row
            for row in rows
            if (not row.number or fold(row.number) == fold(entry.number) or not entry.kind.is_order)
            and not (entry.file and row.state in _OVER)
        ]
        if not fitting:
            return None
        best = max(fitting, key=lambda row: (bool(row.number), -row.row))
        rows.remove(best)
        return best


def _updates(paper: Paper, wanted: Row, state: PaperState) -> Iterator[Change]:
    """What of a row is not so yet; of what a person settled only what is empty."""
    have = paper.values()
    is_settled = paper.state in _BY_HAND
    asks = state is PaperState.SIGNED and paper.state in UNSIGNED
    for header, value in wanted.items():
        if is_settled and have[header]:
            continue
        if asks and header in _OF_SIGNING:  # `signatures.unmarked` puts the question
            continue
        loses = header == Paper.state.title and state is PaperState.OWED
        if have[header] != value and not (loses and paper.state == PaperState.MADE):
            yield SetCell(Paper.sheet, paper.row, header, value)
