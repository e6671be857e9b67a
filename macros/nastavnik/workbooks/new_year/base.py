"""«Долгосрочная база»: who took part in the year that ends, by name only where that is agreed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from nastavnik.domain.past import names_of
from nastavnik.domain.people import is_minor
from nastavnik.model.changes import AppendRows, Change, Row
from nastavnik.model.choices import PairSide
from nastavnik.model.findings import Finding
from nastavnik.model.parsing import cell_value
from nastavnik.model.schema import ColumnOf, Record
from nastavnik.model.sheets import BaseRow, Mentee, Mentor, Pair, Pairing, Person
from nastavnik.model.text import fold, items
from nastavnik.roadmap.booked import difference
from nastavnik.workbooks.new_year import remarks
from nastavnik.workbooks.new_year.roster import Lot, Roster
from nastavnik.workbooks.new_year.turn import WORKED, YearTurn


def filled(record: Record) -> Row:
    """A new row: header → value, without what is empty."""
    values = ((column.title, cell_value(column.of(record), column)) for column in record.columns)
    return {title: value for title, value in values if value not in ("", None)}


class _SideOf(NamedTuple):
    """One side of a pair: its word, its column, the column of the other, its registry."""

    side: PairSide
    own: ColumnOf[Pairing, str]
    other: ColumnOf[Pairing, str]


_SIDES = (
    _SideOf(PairSide.MENTOR, Pair.mentor, Pair.mentee),
    _SideOf(PairSide.MENTEE, Pair.mentee, Pair.mentor),
)


def long_term(turn: YearTurn, roster: Roster) -> Iterator[Change | Finding]:
    """The rows of the year that ends; names of earlier years go when their time is over."""
    table, known = turn.school.table(BaseRow), _Agreed.of(turn, roster)
    for row in table.rows:
        yield from difference(row, _row_as_agreed(row, known, turn))
    new = [row for each in _SIDES for row in _rows(turn, each, known)]
    if new:
        shapes = ({c.title: cell_value(c.of(row), c) for c in BaseRow.columns} for row in new)
        filled = ({title: v for title, v in row.items() if v is not None} for row in shapes)
        yield AppendRows(BaseRow.sheet, tuple(filled))
    for mentor in turn.school.mentors:
        if roster.lot(mentor) is Lot.GRADUATES:
            name = mentor.full_name
            at = BaseRow.is_willing
            yield turn.left_behind(remarks.GRADUATE_MENTOR, at, name, name=name)


class _Agreed(NamedTuple):
    """Folded names of people who may be named after the year, and until when some of them."""

    names: frozenset[str]
    until: dict[str, date]

    @classmethod
    def of(cls, turn: YearTurn, roster: Roster) -> _Agreed:
        names: set[str] = set()
        until: dict[str, date] = {}
        people: tuple[Mentor | Mentee, ...] = (*turn.school.mentors, *turn.school.mentees)
        for person in people:
            if person.base_until and person.base_until >= turn.new.start:
                until |= dict.fromkeys(names_of(person), person.base_until)
            if _agrees(person, turn) and roster.lot(person) is Lot.STAYS:
                names.update(names_of(person))
        return cls(frozenset(names | until.keys()), until)


def _agrees(person: Person, turn: YearTurn) -> bool:
    """Whether somebody who stays in the programme consents to being kept in its records."""
    is_guarded = is_minor(person, turn.today)
    return bool(person.guardian_consent_on if is_guarded else person.consent_on)


def _row_as_agreed(row: BaseRow, known: _Agreed, turn: YearTurn) -> BaseRow:
    """A row of an earlier year with the names that may still be there."""
    if not row.full_name:
        return row
    lasts = row.agreed_until is not None and row.agreed_until >= turn.new.start
    if not lasts and fold(row.full_name) not in known.names:
        return row.replace(full_name="", partners="", result="", agreed_until=None, note="")
    return row.replace(partners=_named(items(row.partners), known))


def _named(names: Iterable[str], known: _Agreed) -> str:
    return "\n".join(name for name in names if fold(name) in known.names)


def _rows(turn: YearTurn, each: _SideOf, known: _Agreed) -> Iterator[BaseRow]:
    """A row for everyone who may be named, and one that counts all others."""
    pairs: dict[str, list[Pair]] = {}
    for pair in turn.school.pairs:
        if pair.state in WORKED and each.own.of(pair):
            pairs.setdefault(fold(each.own.of(pair)), []).append(pair)
    for name, mine in pairs.items():
        if name in known.names:
            yield _row(turn, each, mine, known)
    others = [mine for name, mine in pairs.items() if name not in known.names]
    if others:
        count = sum(map(len, others))
        yield _bare(turn, each).replace(people=len(others), pairs=count)


def _bare(turn: YearTurn, each: _SideOf) -> BaseRow:
    years = turn.school.card.keep_years
    keep_until = turn.old.end.replace(year=turn.old.end.year + years) if years else None
    return BaseRow(year=str(turn.old), side=each.side.value, keep_until=keep_until)


def _row(turn: YearTurn, each: _SideOf, pairs: list[Pair], known: _Agreed) -> BaseRow:
    name = each.own.of(pairs[0])
    people: tuple[Mentor, ...] | tuple[Mentee, ...] = (
        turn.school.mentors if each.side is PairSide.MENTOR else turn.school.mentees
    )
    own = [person.results for person in people if fold(person.full_name) == fold(name)]
    results = dict.fromkeys(filter(None, [*(pair.result for pair in pairs), *own]))
    return _bare(turn, each).replace(
        full_name=name,
        people=1,
        pairs=len(pairs),
        partners=_named(dict.fromkeys(each.other.of(pair) for pair in pairs), known),
        forms="\n".join(dict.fromkeys(pair.form for pair in pairs if pair.form)),
        result="\n".join(results),
        agreed_until=known.until.get(fold(name)),
    )
