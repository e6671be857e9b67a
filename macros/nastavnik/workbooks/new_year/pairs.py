"""«Пары» of the new year: pairs that go on and what people decided stay, the others are over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from nastavnik.matching.rounds import UNWANTED
from nastavnik.model.changes import ArrangeRows, Change, SetCell
from nastavnik.model.choices import PairState
from nastavnik.model.findings import Finding
from nastavnik.model.parsing import cell_value
from nastavnik.model.schema import Column
from nastavnik.model.sheets import BaseRow, Pair
from nastavnik.workbooks.new_year import remarks
from nastavnik.workbooks.new_year.people import consent_questions
from nastavnik.workbooks.new_year.roster import Roster, unread, unread_rows
from nastavnik.workbooks.new_year.turn import LIVE, YearTurn

_PAPERS: tuple[Column, ...] = (Pair.consent_on, Pair.agreement_on, Pair.mentee_consent_on)
_OF_THE_COUPLE = frozenset({"mentor", "mentee", "form", "way", "by_hand", "note", "pay"})


def turned_pairs(turn: YearTurn, roster: Roster) -> Iterator[Change | Finding]:
    """The rows that stay, as the new year has them, and what to ask about those that end."""
    table, doubt = turn.school.table(Pair), unread_rows(turn.school, Pair)
    kept = {
        pair.row: pair if pair.row in doubt else new
        for pair in table.rows
        if (new := _kept(turn, roster, pair)) or pair.row in doubt
    }
    if not table.rows:
        return
    yield ArrangeRows(Pair.sheet, tuple(kept))
    places = {row: place for place, row in enumerate(kept, start=table.header_row + 1)}
    for row, new in kept.items():
        yield from _changes(table.by_row[row], new or table.by_row[row], places[row])
    for finding in unread(turn.school, Pair):
        yield turn.again(remarks.UNREAD, finding, places)
    for pair in table.rows:
        if pair.row not in doubt:
            yield from _questions(turn, roster, pair, places)


def _changes(old: Pair, new: Pair, row: int) -> Iterator[SetCell]:
    """The cells of a row, moved already, that say something else in the new year."""
    for column in Pair.columns:
        value = column.of(new)
        if value != column.of(old):
            yield SetCell(Pair.sheet, row, column.title, cell_value(value, column))


def _kept(turn: YearTurn, roster: Roster, pair: Pair) -> Pair | None:
    """The row of a pair in the new year; None where there is none."""
    if not pair.mentor or not pair.mentee or roster.is_broken(pair):
        return None
    if pair.state == PairState.REFUSED:
        return pair
    if pair.stop_reason in UNWANTED and roster.stays_together(pair):
        return _couple(pair).replace(
            start=pair.start,
            end=pair.end,
            state=PairState.REFUSED.value,
            note=_joined(pair.note, pair.stop_reason),
        )
    if pair.state in LIVE and (pair.end is None or pair.row in turn.goes_on):
        return _going_on(turn, pair)
    settled = pair.state in LIVE or pair.state == PairState.PROPOSED
    if pair.by_hand and settled and roster.stays_together(pair):
        days = {"start": turn.starts_on, "end": turn.ends_on}
        return _couple(pair).replace(state=PairState.PROPOSED.value, **days)
    return None


def _couple(pair: Pair) -> Pair:
    """The row with nothing but whom it joins and how."""
    return Pair(row=pair.row, **{name: getattr(pair, name) for name in sorted(_OF_THE_COUPLE)})


def _going_on(turn: YearTurn, pair: Pair) -> Pair:
    """A pair whose term reaches into the new year: its papers hold as they were written."""
    if pair.end is None:
        return pair
    note = _joined(pair.note, f"продолжается с {turn.old} учебного года")
    over = {column.name: None for column in _PAPERS if pair.at(column) in turn.ended}
    return pair.replace(note=note, result="", **over)


def _joined(note: str, more: str) -> str:
    return note if more in note else f"{note}; {more}" if note else more


def _questions(
    turn: YearTurn, roster: Roster, pair: Pair, places: Mapping[int, int]
) -> Iterator[Finding]:
    """What only a person can say of a pair."""
    if pair.state not in LIVE:
        return
    names = f"{pair.mentor} – {pair.mentee}"
    if pair.end is None:
        if pair.row in places:
            yield turn.remark(remarks.NO_END, pair.at(Pair.end), names, places)
    elif pair.row in turn.goes_on:
        if roster.is_broken(pair):
            day = f"{pair.end:%d.%m.%Y}"
            yield turn.left_behind(remarks.BROKEN_OFF, Pair.end, names, pair=names, day=day)
        for column in _PAPERS if pair.row in places else ():
            yield from consent_questions(turn, pair.at(column), names, places)
    elif pair.state == PairState.ACTIVE and not pair.result:
        yield turn.left_behind(remarks.NOT_CLOSED, BaseRow.result, names, pair=names)
