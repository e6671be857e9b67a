"""A whole book that names nobody and still passes the check: what a school may send on.

People have aliases, ages in place of birth dates, a stage of school in place of a class; what they
wrote and what is written about them stays behind. The secret of the aliases is the school's own, so
that two of its copies can be compared and those of two schools cannot be joined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from nastavnik.domain.people import years_old
from nastavnik.model.findings import Value
from nastavnik.model.parsing import cell_value
from nastavnik.model.schema import CellKind, Column, Record
from nastavnik.model.school import School
from nastavnik.model.sheets import (
    AnswerRow,
    Card,
    Day,
    FormRow,
    Indicator,
    MeetingRow,
    Mentee,
    Mentor,
    Order,
    Pair,
    Paper,
    PastIndicator,
    Person,
    Practice,
    QuestionRow,
    RuleRow,
    Staff,
    ThresholdRow,
)
from nastavnik.model.text import fold, items
from nastavnik.people_import.export.registries import NAMING, Aliases

NAMELESS = "Наставничество (без имён).xlsx"
_IMPERSONAL = (Day, FormRow, RuleRow, ThresholdRow, QuestionRow, Indicator, PastIndicator)
"""Sheets that are about no person: they go whole."""
_SENT: tuple[type[Record], ...] = (
    *(Card, Mentor, Mentee, Pair, Staff, Order, Paper, MeetingRow, AnswerRow, Practice),
    *_IMPERSONAL,
)
"""Sheets that are sent; any other is full of what people wrote, or made by the program."""
_NAMED: frozenset[Column] = frozenset(
    (
        *NAMING,
        Staff.full_name,
        *(record.named["guardian"] for record in (Mentor, Mentee)),
        *(Card.director, Card.curator, Card.drafter),
        *(Paper.who, Paper.other, Order.signed_by, Order.drafter),
        Practice.author,
    )
)
"""Columns in which somebody stands, each with an alias in the copy."""
_KEPT: frozenset[Column] = frozenset(
    (
        *(c for c in Card.columns if c not in (Card.phone, Card.email, Card.address)),
        *(Pair.agreement, Pair.order, Pair.program_order),
        *(Order.number, Paper.kind, Paper.number),
        *(Staff.post, AnswerRow.question),
        Practice.link,
    )
)
"""Texts that tell of no person."""
_SAID_ONLY: Mapping[Column, str] = {
    Mentor.post: "педагог",
    Mentee.post: "педагог",
    Mentor.skills: "указаны",
    Mentee.request: "указан",
    MeetingRow.topic: "встреча",
    MeetingRow.result: "есть",
    MeetingRow.next_step: "есть",
    Order.title: "Приказ программы наставничества",
    Practice.title: "Практика",
    Mentor.partnership: "есть",
    Mentor.training: "есть",
    Mentor.workplace: "организация",
}
"""Texts of which only that they are there is told, and how."""
_KNOWN_BY = frozenset(
    record.named[name]
    for record in (Mentor, Mentee)
    for name in ("subject", "gender", "shift", "kinship")
)
"""Choices by which one of a few teachers would be known."""
_ANONYMOUS = "аноним"
_PLAIN_ANSWER = re.compile(r"(?:10|\d)|да|нет", re.IGNORECASE)
_CLASS = re.compile(r"\s*(\d{1,2})(?!\d)")
_GROUP = "группа 1"
_STAGES = ((4, "1-4 кл."), (9, "5-9 кл."), (12, "10-11 кл."))

Rows = list[dict[str, Value]]


def nameless_values(school: School, key: bytes, today: date) -> dict[str, Rows]:
    """The rows of the copy, sheet → rows of title → value."""
    copy = _Copy(school, Aliases(school, key), school.card.sized_on or today)
    return {record.sheet: list(copy.rows(record)) for record in _SENT}


@dataclass(frozen=True)
class _Copy:
    """The rows of a school as they may be sent; ages are those on a day."""

    school: School
    aliases: Aliases
    day: date

    def rows(self, record: type[Record]) -> Iterator[dict[str, Value]]:
        """The rows of a sheet, less those that would say nothing."""
        for row in self.school.table(record).rows:
            if isinstance(row, AnswerRow) and not _PLAIN_ANSWER.fullmatch(row.value.strip()):
                continue
            values = {c.title: self._value(c, row) for c in record.columns}
            yield {title: value for title, value in values.items() if value is not None}

    def _value(self, column: Column, row: Record) -> Value:
        """The cell of the copy; None where it stays empty."""
        held = column.of(row)
        if held in ("", None) or column.made or column in _KNOWN_BY:
            return None
        if isinstance(row, Person) and column.name in ("birth", "school_class"):
            return self._birth(row) if column.name == "birth" else _stage(row.school_class)
        if column in _NAMED or column.refers:
            return "\n".join(map(self._named, items(held))) or None
        if column in _SAID_ONLY:
            return self._said(column, held)
        is_free = column.kind is CellKind.TEXT and not column.choices
        may_go = column in _KEPT or isinstance(row, _IMPERSONAL) or column is AnswerRow.value
        if (is_free and not may_go) or (column.personal and column not in _KEPT):
            return None
        return cell_value(held, column)

    def _named(self, name: str) -> str:
        return name if fold(name).startswith(_ANONYMOUS) else self.aliases.alias(name)

    def _birth(self, person: Person) -> date | None:
        """A birthday on the day of the count, from which the age can be told and nothing else."""
        years = years_old(person, self.day)
        if years is None:
            return None
        is_leap_day = (self.day.month, self.day.day) == (2, 29)
        return date(self.day.year - years, self.day.month, 28 if is_leap_day else self.day.day)

    def _said(self, column: Column, held: str) -> str:
        """That something is said; workplaces stay apart, each with a number."""
        if column is not Mentor.workplace:
            return _SAID_ONLY[column]
        return f"{_SAID_ONLY[column]} {self._workplaces.index(fold(held)) + 1}"

    @cached_property
    def _workplaces(self) -> list[str]:
        return sorted({fold(m.workplace) for m in self.school.mentors if m.workplace})


def _stage(school_class: str) -> str:
    """The stage of school in place of the class; of a student's group only that there is one."""
    found = _CLASS.match(school_class)
    stages = (stage for last, stage in _STAGES if found and int(found[1]) <= last)
    return next(stages, _GROUP)
