"""Proposals into the sheet «Пары»: earlier ones are replaced, what a person typed is never lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from nastavnik.domain.working_days import WorkingDays
from nastavnik.matching.situation import Names, key
from nastavnik.model.changes import AppendRows, CellValue, Change, SetCell
from nastavnik.model.parsing import is_filled
from nastavnik.model.school import School
from nastavnik.model.sheets import Pair, PairState, Way
from nastavnik.model.text import fold
from nastavnik.russian.dates import FIRST_MONTH, SchoolYear

WITHDRAWN = "Предложение снято при новом подборе"
OTHER_REASON = "иное"
OWN = ("mentor", "mentee", "form", "way", "start", "end", "state", "score", "why")
"""The columns that a proposal fills; whatever else stands in its row a person typed."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A pair as it is to stand in the sheet."""

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


def book(
    school: School, earlier: Iterable[Pair], proposals: Iterable[Proposal], today: date
) -> Iterator[Change]:
    """The changes that make `proposals` of the rows of `earlier` ones and, as needed, of new rows.

    A row that still holds is scored anew, and belongs to a group or no longer. One that does not
    is taken for another proposal, for the same mentee if there is one; where a person typed
    something into it, it is withdrawn.
    """
    wanted = {proposal.key: proposal for proposal in proposals}
    stale = []
    for row in earlier:
        if (found := wanted.pop(key(row), None)) is not None:
            held = {"form": found.form, "way": _way(row, found)}
            yield from _set(row, {**held, "score": found.score, "why": found.why})
        elif is_touched(school, row):
            yield from _set(row, _withdrawal(today))
        else:
            stale.append(row)
    filled, added = _shared_out(stale, wanted.values())
    dates = period(school, today)
    for row in stale:
        proposal = filled.get(row.row)
        yield from _set(row, _values(proposal, *dates) if proposal else dict.fromkeys(OWN))
    if added:
        rows = (_values(proposal, *dates) for proposal in added)
        yield AppendRows(Pair.sheet, tuple(map(Pair.by_title, rows)))


def _way(row: Pair, proposal: Proposal) -> str:
    """The way of the proposal, unless a person chose one that the program never would."""
    return proposal.way if row.way in {"", Way.TRADITIONAL, Way.GROUP} else row.way


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


def _set(row: Pair, values: Mapping[str, CellValue]) -> Iterator[Change]:
    for title, value in Pair.by_title(values).items():
        yield SetCell(Pair.sheet, row.row, title, value)


def _values(proposal: Proposal, start: date, end: date) -> dict[str, CellValue]:
    return {
        "mentor": proposal.mentor,
        "mentee": proposal.mentee,
        "form": proposal.form,
        "way": proposal.way,
        "start": start,
        "end": end,
        "state": PairState.PROPOSED.value,
        "score": proposal.score,
        "why": proposal.why,
    }


def _withdrawal(today: date) -> dict[str, CellValue]:
    return {
        "state": PairState.STOPPED.value,
        "stopped_on": today,
        "stop_reason": OTHER_REASON,
        "why": WITHDRAWN,
    }


def is_touched(school: School, row: Pair) -> bool:
    """Whether a person typed anything into the row of a proposal, in columns of hers too."""
    table = school.table(Pair)
    own = {table.headers.get(Pair.column(name).title) for name in OWN}
    cells = table.grid.rows[row.row - 1]
    return any(is_filled(cell) for number, cell in enumerate(cells, 1) if number not in own)


def period(school: School, today: date) -> tuple[date, date]:
    """The first and the last day of a new pair: from the next working day to the end of the year.

    Outside the school year of the sheet «Школа» the pair starts with the next one.
    """
    card, calendar = school.card, WorkingDays.of(school)
    year = SchoolYear.parse(card.year) or SchoolYear.containing(today)
    start = max(card.starts_on or year.start, calendar.after(today, 1))
    end = card.ends_on or year.teaching_end
    if start >= end:
        year = SchoolYear(SchoolYear.containing(start).start_year + (start.month < FIRST_MONTH))
        start, end = max(start, year.start), year.teaching_end
    return start if calendar.is_working(start) else calendar.after(start, 1), end
