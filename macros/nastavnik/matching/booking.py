"""Proposals into the sheet «Пары»: earlier ones are replaced, what a person typed is never lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from nastavnik.domain.pairs import CHOSEN, is_changed, offered, period_of_new_pair
from nastavnik.matching.rounds import Names, key
from nastavnik.model.changes import AppendRows, Change, Row, SetCell
from nastavnik.model.choices import PairState, Way
from nastavnik.model.parsing import is_filled
from nastavnik.model.schema import Column
from nastavnik.model.school import School
from nastavnik.model.sheets import Pair
from nastavnik.model.text import fold

WITHDRAWN = "Предложение снято при новом подборе"
OTHER_REASON = "иное"
OWN: tuple[Column, ...] = (
    Pair.mentor,
    Pair.mentee,
    Pair.form,
    Pair.way,
    Pair.start,
    Pair.end,
    Pair.state,
    Pair.score,
    Pair.why,
    Pair.proposed,
)
"""The columns that a proposal fills; whatever else is in its row, a person typed."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A pair as it is to be entered in the sheet."""

    mentor: str
    mentee: str
    form: str
    way: str
    score: int
    why: str

    @property
    def key(self) -> Names:
        """The pair by folded names."""
        return fold(self.mentor), fold(self.mentee)

    @property
    def names(self) -> str:
        """The pair as «Предложены» keeps it."""
        return offered(self.mentor, self.mentee)


def book(
    school: School, earlier: Iterable[Pair], proposals: Iterable[Proposal], today: date
) -> Iterator[Change]:
    """The changes that make `proposals` of the rows of `earlier` ones and, as needed, of new rows.

    A row that still holds is scored anew, and belongs to a group or no longer. One that does not
    is taken for another proposal, for the same mentee if there is one; where a person typed
    something into it, it is withdrawn. Where a person put somebody else into a proposal, what was
    said of the former pair goes.
    """
    for row in filter(is_changed, school.live_pairs):
        yield from _set(school, row, {Pair.score.title: None, Pair.why.title: CHOSEN})
    wanted = {proposal.key: proposal for proposal in proposals}
    stale = []
    for row in earlier:
        if (found := wanted.pop(key(row), None)) is not None:
            yield from _set(school, row, _held(row, found))
        elif is_touched(school, row):
            yield from _set(school, row, _withdrawal(today))
        else:
            stale.append(row)
    filled, added = _shared_out(stale, wanted.values())
    dates = period_of_new_pair(school, today)
    for row in stale:
        proposal = filled.get(row.row)
        values: Row = _values(proposal, *dates) if proposal else {own.title: None for own in OWN}
        yield from _set(school, row, values)
    if added:
        rows = (_known(school, _values(proposal, *dates)) for proposal in added)
        yield AppendRows(Pair.sheet, tuple(rows))


def _held(row: Pair, proposal: Proposal) -> Row:
    """What is new of a proposal that still holds; a way that a person chose stays."""
    own_way = row.way not in {"", Way.TRADITIONAL, Way.GROUP}
    return {
        Pair.form.title: proposal.form,
        Pair.way.title: row.way if own_way else proposal.way,
        Pair.score.title: proposal.score,
        Pair.why.title: proposal.why,
        Pair.proposed.title: proposal.names,
    }


def _shared_out(
    stale: Iterable[Pair], proposals: Iterable[Proposal]
) -> tuple[dict[int, Proposal], list[Proposal]]:
    """Which proposal takes which free row (by number), and the proposals that need new rows."""
    waiting: dict[str, list[Proposal]] = {}
    for proposal in proposals:
        waiting.setdefault(fold(proposal.mentee), []).append(proposal)
    filled = {}
    free = []
    for row in stale:
        if same := waiting.get(fold(row.mentee)):
            filled[row.row] = same.pop(0)
        else:
            free.append(row.row)
    rest = [proposal for same in waiting.values() for proposal in same]
    filled.update(zip(free, rest, strict=False))
    return filled, rest[len(free) :]


def _set(school: School, row: Pair, values: Row) -> Iterator[Change]:
    for title, value in _known(school, values).items():
        yield SetCell(Pair.sheet, row.row, title, value)


def _known(school: School, values: Row) -> Row:
    """The values without «Предложены» where the book is of an earlier version and has none."""
    newer = Pair.proposed.title
    return {t: v for t, v in values.items() if t != newer or school.has(Pair.proposed)}


def _values(proposal: Proposal, start: date, end: date) -> Row:
    return {
        Pair.mentor.title: proposal.mentor,
        Pair.mentee.title: proposal.mentee,
        Pair.form.title: proposal.form,
        Pair.way.title: proposal.way,
        Pair.start.title: start,
        Pair.end.title: end,
        Pair.state.title: PairState.PROPOSED.value,
        Pair.score.title: proposal.score,
        Pair.why.title: proposal.why,
        Pair.proposed.title: proposal.names,
    }


def _withdrawal(today: date) -> Row:
    return {
        Pair.state.title: PairState.STOPPED.value,
        Pair.stopped_on.title: today,
        Pair.stop_reason.title: OTHER_REASON,
        Pair.why.title: WITHDRAWN,
    }


def is_touched(school: School, row: Pair) -> bool:
    """Whether a person typed anything into the row of a proposal, in columns of hers too."""
    table = school.table(Pair)
    own = {table.headers.get(column.title) for column in OWN}
    cells = table.grid.rows[row.row - 1]
    return any(is_filled(cell) for number, cell in enumerate(cells, 1) if number not in own)
