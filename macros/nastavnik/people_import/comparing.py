"""People of a file beside those of the book: new, the same, fuller, or somebody to ask about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from nastavnik.domain.person_names import NameKey, may_be_short_for, name_key, slips
from nastavnik.model.changes import AppendRows, Change, SetCell
from nastavnik.model.findings import Finding, Value
from nastavnik.model.parsing import cell_value, is_filled
from nastavnik.model.schema import CellKind, Column, Record
from nastavnik.model.school import School
from nastavnik.model.text import fold
from nastavnik.people_import import remarks
from nastavnik.people_import.cells.cleaning import allowed_values, clean, shown
from nastavnik.people_import.model import NAME, REGISTRIES, ListedPerson


class State(StrEnum):
    """What a person of a file is to the book."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Comparison:
    """One person of a file: the state, what to write, and what to ask."""

    person: ListedPerson
    state: State
    cells: tuple[SetCell, ...] = ()
    findings: tuple[Finding, ...] = ()


def compare(people: Sequence[ListedPerson], school: School) -> list[Comparison]:
    """A verdict on every person of a file, in their order."""
    desks = {
        record: _Desk(record, school, [p for p in people if p.record is record])
        for record in REGISTRIES
    }
    return [
        desks[p.record].verdict(p) if p.record else Comparison(p, State.DOUBTFUL) for p in people
    ]


def changes_of(verdicts: Iterable[Comparison]) -> tuple[Change, ...]:
    """What the verdicts want written: cells that were empty, and new rows."""
    cells: list[Change] = []
    rows: dict[str, list[dict[str, Value]]] = {record.sheet: [] for record in REGISTRIES}
    for verdict in verdicts:
        cells += verdict.cells
        if verdict.state is State.NEW:
            rows[_sheet(verdict.person)].append(_row(verdict.person))
    return (*cells, *(AppendRows(sheet, tuple(made)) for sheet, made in rows.items() if made))


def _sheet(person: ListedPerson) -> str:
    return person.record.sheet if person.record else ""


def _row(person: ListedPerson) -> dict[str, Value]:
    columns, known = person.record.columns if person.record else (), person.known
    return {
        column.title: cell_value(known[column.name], column)
        for column in columns
        if column.name in known
    }


def questions_about_many(people: Sequence[ListedPerson]) -> Iterator[Finding]:
    """One question for all of a file who lack the same thing: a registry, a role."""
    for file in dict.fromkeys(person.file for person in people):
        mine = [person for person in people if person.file == file]
        for record in (None, *REGISTRIES):
            those = [person for person in mine if person.record is record]
            yield from _without_role(file, record, those) if record else _unplaced(file, those)


def _unplaced(file: str, people: Sequence[ListedPerson]) -> Iterator[Finding]:
    for why in dict.fromkeys(person.why for person in people):
        those = [person.name for person in people if person.why == why]
        message = f"не понять, в какой реестр записать ({len(those)}): {remarks.some(those)}"
        message += f" ({why})" if why else ""
        yield remarks.ask(remarks.REGISTRY, message, f"«{file}»", who=those[0])


def _without_role(
    file: str, record: type[Record], people: Sequence[ListedPerson]
) -> Iterator[Finding]:
    column = record.named["role"]
    names = [person.name for person in people if "role" not in person.known]
    if column.required and names:
        message = f"не сказано, кто это ({len(names)}): {remarks.some(names)}"
        yield remarks.ask(remarks.ROLE, message, f"«{file}»", header=column.title, who=names[0])


@dataclass
class _Desk:
    """One registry of the book and the people of the file who belong there."""

    record: type[Record]
    school: School
    people: Sequence[ListedPerson]
    seen: dict[NameKey, ListedPerson] = field(default_factory=dict)

    @cached_property
    def book(self) -> Mapping[NameKey, list[Record]]:
        """The people of the book by the key of their names."""
        found: dict[NameKey, list[Record]] = defaultdict(list)
        for record in self.school.table(self.record).rows:
            found[name_key(getattr(record, NAME))].append(record)
        return found

    @cached_property
    def by_surname(self) -> dict[str, dict[NameKey, str]]:
        """The names of the book, and of the file as far as it was read, by surname."""
        found: dict[str, dict[NameKey, str]] = defaultdict(dict)
        for key, records in self.book.items():
            found[key.surname][key] = getattr(records[0], NAME)
        return found

    @cached_property
    def alike(self) -> Mapping[NameKey, NameKey]:
        """A name of the file → one of the book that it is like, where the file has not both."""
        of_file = {name_key(person.name) for person in self.people}
        only_file, only_book = of_file - self.book.keys(), self.book.keys() - of_file
        found: dict[NameKey, NameKey] = {}
        if not only_file or not only_book:
            return found
        for one, other in slips({*only_file, *only_book}):
            for mine, theirs in ((one, other), (other, one)):
                if mine in only_file and theirs in only_book:
                    found.setdefault(mine, theirs)
        return found

    def verdict(self, person: ListedPerson) -> Comparison:
        """What this person is to the book; of two rows of one name the first counts."""
        key = name_key(person.name)
        if key in self.seen:
            return self._again(person, self.seen[key])
        self.seen[key] = person
        other = self._short(key)
        self.by_surname[key.surname].setdefault(key, person.name)
        there = self.book.get(key, [])
        if len(there) > 1:
            return self._ask(person, "в книге несколько человек с таким именем")
        if there and _differ_in_birth(person, there[0]):
            return self._ask(person, "в книге есть человек с этим именем и другой датой рождения")
        if there:
            return _Comparison(person, there[0], self.school).verdict()
        if other := other or self._slip(person, key):
            return self._ask(person, f"похоже на «{other}», но записано иначе")
        return Comparison(person, State.NEW)

    def _again(self, person: ListedPerson, first: ListedPerson) -> Comparison:
        if all(first.values.get(name) == value for name, value in person.values.items()):
            message, state = "повторяет строку выше: взята первая", State.SAME
        else:
            message, state = (
                "то же имя и другие сведения: взята только первая строка",
                State.DOUBTFUL,
            )
        return Comparison(
            person,
            state,
            findings=(remarks.ask(remarks.AGAIN, message, person.place, who=person.name),),
        )

    def _ask(self, person: ListedPerson, message: str) -> Comparison:
        question = remarks.ask(
            remarks.PERSON, f"{person.name}: {message}", person.place, who=person.name
        )
        return Comparison(person, State.DOUBTFUL, findings=(question,))

    def _short(self, key: NameKey) -> str:
        """A name known so far that may be this one in full, or with initials."""
        for other, name in self.by_surname[key.surname].items():
            if may_be_short_for(key, other) or may_be_short_for(other, key):
                return name
            if _is_part(key, other):
                return name
        return ""

    def _slip(self, person: ListedPerson, key: NameKey) -> str:
        other = self.alike.get(key)
        if other is None or _differ_in_birth(person, self.book[other][0]):
            return ""
        return str(getattr(self.book[other][0], NAME))


def _is_part(one: NameKey, other: NameKey) -> bool:
    """«Орлова Анна» beside «Орлова Анна Сергеевна»."""
    return one != other and one.given == other.given and not (one.patronymic and other.patronymic)


def _differ_in_birth(person: ListedPerson, record: Record) -> bool:
    mine, theirs = person.values.get("birth"), getattr(record, "birth", None)
    return mine is not None and theirs is not None and mine != theirs


@dataclass(frozen=True)
class _Comparison:
    """A person of the file beside the same one of the book."""

    person: ListedPerson
    record: Record
    school: School

    def verdict(self) -> Comparison:
        """What the book lacks is written, what differs is asked, what stands there stays."""
        told = [(self.record.named[name], value) for name, value in self._told()]
        empty = [(column, value) for column, value in told if not is_filled(self._held(column))]
        differing = [
            (column, value)
            for column, value in told
            if column.name in self.person.values
            and is_filled(self._held(column))
            and not self._is_same(column, value)
        ]
        cells = tuple(self._set(column, value) for column, value in empty)
        findings = tuple(self._differs(column, value) for column, value in differing)
        state = State.CHANGED if cells else State.SAME
        return Comparison(self.person, State.DOUBTFUL if findings else state, cells, findings)

    def _told(self) -> Iterator[tuple[str, Any]]:
        return ((name, value) for name, value in self.person.known.items() if name != NAME)

    def _held(self, column: Column) -> Value:
        """What the book's cell shows; an error or a formula without a result fills it too."""
        table = self.school.table(type(self.record))
        position = table.position(self.record.row, column.title)
        if position and position in table.grid.errors:
            return table.grid.errors[position]
        if position in table.grid.uncalculated:
            return "формула"
        held: Value = column.of(self.record)
        typed = table.value(self.record.at(column))
        return typed if is_filled(typed) or (column.kind is CellKind.TEXT and not held) else held

    def _is_same(self, column: Column, value: Any) -> bool:
        allowed = allowed_values(column, type(self.record), self.school.lists)
        theirs = clean(self._held(column), column, allowed)
        if theirs.problem:
            return False
        return bool(theirs.value == value or fold(shown(theirs.value)) == fold(shown(value)))

    def _set(self, column: Column, value: Any) -> SetCell:
        return SetCell(self.record.sheet, self.record.row, column.title, cell_value(value, column))

    def _differs(self, column: Column, value: Any) -> Finding:
        cell = self.record.at(column)
        return remarks.ask(
            remarks.DIFFERS,
            f"{self.person.name}: в книге «{shown(self._held(column))}», в файле «{shown(value)}»",
            self.person.place,
            header=column.title,
            who=self.person.name,
            sheet=cell.sheet,
            cell=self.school.address(cell),
        )
