"""Whom a row of a list is about: into which registries the person goes, and what says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from nastavnik.model.cell_reader import Lists
from nastavnik.model.findings import Value
from nastavnik.model.parsing import is_filled
from nastavnik.model.schema import Record
from nastavnik.model.sheets import Staff
from nastavnik.model.text import tidy
from nastavnik.people_import.cells.cleaning import shown
from nastavnik.people_import.model import ANSWER, CLASS_OR_POST, JOINED, ColumnMap, ColumnMapping
from nastavnik.people_import.people.values import at
from nastavnik.people_import.roles import role_detection
from nastavnik.people_import.roles.answers import WantedRole, answer_of, asks, together
from nastavnik.people_import.roles.captions import named_in, sides_in


@dataclass(slots=True)
class PeopleSection:
    """What the last heading inside a table said of the people below it."""

    record: type[Record] | None = None
    school_class: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Whom:
    """The registries of a row; none where the person refuses or where it is not clear.

    `why` says what decided, or why nothing could.
    """

    records: tuple[type[Record], ...] = ()
    why: str = ""
    refuses: bool = False


@dataclass(frozen=True)
class Assignment:
    """How the rows of one table are assigned to registries."""

    sheet: type[Record] | None
    vote: role_detection.Vote
    guide: ColumnMap
    lists: Lists

    def whom(self, cells: Sequence[Value], section: PeopleSection) -> Whom:
        """By what was said, the answer, the role, the heading, the table, the class."""
        answered = self._answered(cells)
        if self.sheet:
            refuses = any(answer_of(cell) is WantedRole.REFUSES for cell in self._answers(cells))
            return Whom((), "отказ", True) if refuses else Whom((self.sheet,), "так сказано")
        return answered or self._told(cells, section)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Field → column of the table."""
        return self.guide.places()

    @cached_property
    def columns(self) -> Sequence[ColumnMapping]:
        """The columns of answers."""
        return [found for found in self.guide.columns if found.field == ANSWER]

    def _answers(self, cells: Sequence[Value]) -> list[Value]:
        asked = [at(cells, found.column) for found in self.columns]
        return [*asked, self._cell(cells, "role")]

    def _answered(self, cells: Sequence[Value]) -> Whom | None:
        """What the person answered or the role says; None where nothing is said."""
        if not self.columns and "role" not in self.places:
            return None
        told = [(at(cells, found.column), found.title) for found in self.columns]
        filled = [(value, title) for value, title in told if is_filled(value)]
        answers = [answer_of(value, title) for value, title in filled]
        if self.columns and (not filled or None in answers):
            text = "; ".join(tidy(shown(value)) for value, _ in filled)
            return Whom(why=f"ответ «{text[:40]}»" if text else "нет ответа")
        said = together([answer for answer in answers if answer]) or self._in_role(cells)
        if said is None and any(asks(found.title) for found in self.columns):
            return Whom(why="нет ответа")
        if said is WantedRole.UNCLEAR:
            return Whom(why="ответ не решён: наставник или наставляемый")
        if said is WantedRole.REFUSES:
            return Whom(why="отказ", refuses=True)
        return Whom(said.records, "по ответу в строке") if said else None

    def _in_role(self, cells: Sequence[Value]) -> WantedRole | None:
        role = self._cell(cells, "role")
        sides = sides_in(shown(role)) if is_filled(role) else frozenset()
        answer = answer_of(role)
        return answer or (WantedRole(tuple(sides)) if len(sides) == 1 else None)

    def _told(self, cells: Sequence[Value], section: PeopleSection) -> Whom:
        if section.record:
            return Whom((section.record,), f"подзаголовок «{section.heading[:60]}»")
        role = self._cell(cells, "role")
        if self.vote.record:
            return self._on_duty(self.vote.record, role) or self.of_table
        if by_role := role_detection.by_role(role, self.lists):
            return Whom((by_role,), f"«{tidy(shown(role))}»")
        if self.vote.dispute:
            return Whom(why=self.vote.dispute)
        told = [self.school_class(cells), self._cell(cells, CLASS_OR_POST), section.school_class]
        by_class = None if self.vote.is_adults else role_detection.by_class(*told)
        return Whom((by_class,), "есть класс") if by_class else Whom()

    def _on_duty(self, record: type[Record], role: Value) -> Whom | None:
        """That it is not clear whom a row is about whose role is one of the staff's alone."""
        if not role_detection.is_duty(role, record, self.lists):
            return None
        other = f"«{tidy(shown(role))}» — это «{Staff.sheet}»"
        return Whom(why=f"{other}, а {self.vote.why} — «{record.sheet}»")

    @cached_property
    def of_table(self) -> Whom:
        """What holds for every row that says nothing else."""
        return Whom((self.vote.record,) if self.vote.record else (), self.vote.why)

    def school_class(self, cells: Sequence[Value]) -> Value:
        """The class of a row, in one column or in two."""
        whole = self._cell(cells, "school_class")
        parts = [p for p in JOINED["school_class"] if p in self.places]
        return whole or " ".join(filter(None, (shown(self._cell(cells, p)) for p in parts)))

    def _cell(self, cells: Sequence[Value], name: str) -> Value:
        place = self.places.get(name)
        return None if place is None else at(cells, place)


def section_of(heading: str, school_class: str, before: PeopleSection) -> PeopleSection | None:
    """What a heading inside a table says of the people below it; None where it says nothing."""
    record = named_in(heading)
    if not record and not school_class:
        return None
    text = heading if record else before.heading
    return PeopleSection(record or before.record, school_class, text)
