"""The pairs that a list names, as rows of «Пары»: what is not clear of them is asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from nastavnik.domain.pairs import form_of, period_of_new_pair
from nastavnik.domain.person_names import NameKey, name_key
from nastavnik.model.changes import AppendRows, Change, Row
from nastavnik.model.choices import PairState
from nastavnik.model.findings import Finding
from nastavnik.model.parsing import cell_value
from nastavnik.model.schema import Record
from nastavnik.model.school import School
from nastavnik.model.sheets import Mentee, Mentor, Pair
from nastavnik.model.text import fold
from nastavnik.people_import import remarks
from nastavnik.people_import.model import ListedPerson, NamedPair
from nastavnik.russian.dates import SchoolYear

ENDED = (PairState.FINISHED, PairState.STOPPED, PairState.REFUSED)
"""A pair that was is not made again by a list: it may be the list of last year."""


class Doubt(NamedTuple):
    """Why a pair is not written, and what to do where it is not what is usual; in Russian."""

    why: str
    remedy: str = ""


@dataclass(frozen=True)
class PairsTaken:
    """The rows for «Пары», and a question for each file about the pairs that are not among them.

    `doubtful` are the places of those in the files.
    """

    rows: tuple[Row, ...] = ()
    findings: tuple[Finding, ...] = ()
    doubtful: tuple[str, ...] = ()

    @property
    def changes(self) -> tuple[Change, ...]:
        """What is to be written."""
        return (AppendRows(Pair.sheet, self.rows),) if self.rows else ()


def take_pairs(
    named: Sequence[NamedPair],
    people: Iterable[ListedPerson],
    school: School,
    today: date | None = None,
) -> PairsTaken:
    """The named pairs both of whose people the registries hold; `people` are the new ones.

    A pair is proposed and fixed, so that the match leaves it alone; a person accepts it. Its form
    follows from the roles, and on a day (`today`) its days from the school year, where the list
    does not tell them.
    """
    period = period_of_new_pair(school, today) if named and today else (None, None)
    desk = _PairDesk(school, tuple(people), period)
    rows: dict[tuple[str, str], Row] = {}
    doubts: dict[tuple[str, Doubt], list[str]] = defaultdict(list)
    doubtful: list[str] = []
    unclear: dict[Finding, None] = {}
    for pair in named:
        if doubt := desk.doubt(pair):
            doubts[pair.file, doubt].append(str(pair))
            doubtful.append(pair.place)
        elif not desk.is_there(pair):
            rows.setdefault(desk.key(pair), desk.row(pair))
            unclear.update(dict.fromkeys(_unclear(pair)))
    findings = (*_asked(doubts), *unclear)
    return PairsTaken(tuple(rows.values()), findings, tuple(doubtful))


def _unclear(pair: NamedPair) -> Iterator[Finding]:
    """A question about each cell that tells of a written pair what cannot be read."""
    for title, text in pair.unclear:
        message = f"«{text[:40]}»: не понято, в пару не записано"
        remedy = f"Впишите значение на лист «{Pair.sheet}» сами"
        yield remarks.ask(remarks.CELL, message, pair.place, header=title, remedy=remedy)


def _asked(doubts: Mapping[tuple[str, Doubt], Sequence[str]]) -> Iterator[Finding]:
    for (file, doubt), pairs in doubts.items():
        every = list(dict.fromkeys(pairs))
        message = f"не вписаны пары ({len(every)}): {remarks.some(every)} — {doubt.why}"
        asked = remarks.ask(remarks.PAIRS, message, f"«{file}»")
        yield asked._replace(remedy=doubt.remedy) if doubt.remedy else asked


@dataclass(frozen=True)
class _PairDesk:
    """The registries as they will be, and the pairs of the book."""

    school: School
    people: tuple[ListedPerson, ...]
    period: tuple[date | None, date | None]

    @cached_property
    def roles(self) -> Mapping[type[Record], Mapping[str, str]]:
        """Registry → full name → role, of the people of the book and of the new ones."""
        roles: dict[type[Record], dict[str, str]] = {
            Mentor: {mentor.full_name: mentor.role for mentor in self.school.mentors},
            Mentee: {mentee.full_name: mentee.role for mentee in self.school.mentees},
        }
        for person in self.people:
            if person.record in roles:
                roles[person.record][person.name] = str(person.known.get("role", ""))
        return roles

    @cached_property
    def keys(self) -> Mapping[tuple[type[Record], NameKey], list[str]]:
        """Registry and key of a name, in full or with initials → the full names that have it."""
        found: dict[tuple[type[Record], NameKey], list[str]] = defaultdict(list)
        for record, names in self.roles.items():
            for name in names:
                key = name_key(name)
                for known in {key, NameKey(key.surname, key.given[:1], key.patronymic[:1])}:
                    found[record, known].append(name)
        return found

    @cached_property
    def states(self) -> Mapping[tuple[str, str], str]:
        """Folded names of the pairs of the book, with the state of the last row of each."""
        return {(fold(pair.mentor), fold(pair.mentee)): pair.state for pair in self.school.pairs}

    def doubt(self, pair: NamedPair) -> Doubt | None:
        """Why a pair cannot be written."""
        for record, name in ((Mentor, pair.mentor), (Mentee, pair.mentee)):
            if not name:
                who = "наставник" if record is Mentor else "наставляемый"
                return Doubt(f"не назван {who}")
            if not self._name(record, name):
                why = f"на листе «{record.sheet}» нет такого человека: «{name}»"
                return Doubt(
                    why, f"Впишите человека на лист «{record.sheet}» и загрузите список снова"
                )
        if pair.year and self.year and pair.year != self.year:
            return Doubt(f"список за {pair.year} учебный год, а книга за {self.year}")
        state = self.states.get(self.key(pair), "")
        return Doubt(f"такая пара в книге есть: {state}") if state in ENDED else None

    @property
    def year(self) -> SchoolYear | None:
        """The school year of the book, before it has one that of the pairs."""
        start = self.period[0]
        said = SchoolYear.parse(self.school.card.year)
        return said or (SchoolYear.containing(start) if start else None)

    def is_there(self, pair: NamedPair) -> bool:
        """Whether the book has the pair already."""
        return self.key(pair) in self.states

    def key(self, pair: NamedPair) -> tuple[str, str]:
        """The pair by folded names of the registries."""
        return fold(self._name(Mentor, pair.mentor)), fold(self._name(Mentee, pair.mentee))

    def _name(self, record: type[Record], name: str) -> str:
        """The full name in a registry that a list means; "" where there is none or are several."""
        meant = self.keys.get((record, name_key(name)), ())
        return meant[0] if len(meant) == 1 else ""

    def row(self, pair: NamedPair) -> Row:
        """The pair as a row of the sheet."""
        names = self._name(Mentor, pair.mentor), self._name(Mentee, pair.mentee)
        roles = self.roles[Mentor][names[0]], self.roles[Mentee][names[1]]
        values = {
            Pair.mentor: names[0],
            Pair.mentee: names[1],
            Pair.form: pair.values.get(Pair.form.name, form_of(*roles) or ""),
            Pair.start: pair.values.get(Pair.start.name, self.period[0]),
            Pair.end: pair.values.get(Pair.end.name, self.period[1]),
            Pair.state: PairState.PROPOSED.value,
            Pair.by_hand: True,
        }
        return {
            column.title: cell_value(value, column)
            for column, value in values.items()
            if value not in ("", None)
        }
