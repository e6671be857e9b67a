"""What a receiver sent a book back for, kept in «Проверка» until it is put right.

The school's own check looks for most of it; there it is put right when it is no longer found, under
the receiver's level and parameter of the rule, whatever the school has set for itself. What only
the receiver looks for stands as long as its cell holds what it held.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from nastavnik.domain.explanations import (
    GONE,
    LookedForBy,
    finding_of,
    named,
    stands,
    subject_in,
    subject_of,
)
from nastavnik.model.cells import RecordTable
from nastavnik.model.errors import JobError
from nastavnik.model.findings import Finding, ReturnMark
from nastavnik.model.school import School
from nastavnik.model.sheets import Check, RuleRow
from nastavnik.rules.catalogue import RULES
from nastavnik.rules.engine import run_rules


class ReturnedRow(NamedTuple):
    """A finding that was sent back; `subject` tells it where «Проверка» has it already."""

    finding: Finding
    mark: ReturnMark
    subject: str = ""

    @property
    def place(self) -> tuple[object, ...]:
        """What tells it in the book as it was sent."""
        return place_of(self.finding)


class ReturnedFindings(NamedTuple):
    """A receiver's file: for the school with this ИНН, "" where it does not say."""

    inn: str
    rows: tuple[ReturnedRow, ...]


def place_of(finding: Finding) -> tuple[object, ...]:
    """The rule and the cell of a finding."""
    return finding.code, finding.sheet, finding.cell, finding.header


def remembered(school: School) -> tuple[ReturnedRow, ...]:
    """What «Проверка» holds of an earlier return."""
    rows = school.table(Check).rows
    return tuple(_kept(row) for row in rows if row.returned and row.level != GONE)


def _kept(row: Check) -> ReturnedRow:
    is_receivers = row.looked_for_by == LookedForBy.RECEIVER
    mark = ReturnMark(row.returned, is_receivers, row.parameter)
    return ReturnedRow(finding_of(row), mark, subject_in(row.ground))


def insist_on_school(returned: ReturnedFindings, school: School) -> None:
    """Nothing, if the file is about this school.

    Raises:
        JobError: it is about another one.
    """
    inn = school.card.inn.strip()
    if inn and returned.inn and inn != returned.inn:
        raise JobError(
            f"Замечания — для школы с ИНН {returned.inn}, а в книге ИНН {inn}: возьмите файл, "
            "который пришёл вашей школе"
        )


def with_returned(
    found: Sequence[Finding], rows: Sequence[ReturnedRow], school: School, today: date
) -> Iterator[Finding]:
    """The school's own findings, those that were returned marked so, and what only they say."""
    mine = [row for row in rows if not row.mark.is_receivers]
    asked = {row.finding.code for row in mine}
    under = _under_receiver(school, mine)
    rules = [rule for rule in RULES if rule.code in asked]
    again = [named(school, each) for each in run_rules(rules, under, today)]
    demanded = list(_marked(again, mine, school))
    places = {place_of(each) for each in demanded}
    others = [each for each in found if place_of(each) not in places]
    marked = list(_marked(others, mine, school))
    places = {place_of(each) for each in marked}
    yield from (each for each in others if place_of(each) not in places)
    yield from (*demanded, *marked)
    yield from (
        row.finding._replace(returned=row.mark)
        for row in rows
        if row.mark.is_receivers and stands(school, row.finding)
    )


def _marked(
    found: Iterable[Finding], rows: Iterable[ReturnedRow], school: School
) -> Iterator[Finding]:
    """Those of the findings that were returned, at the receiver's level."""
    by_subject = {row.subject: row for row in rows if row.subject}
    by_place = {row.place: row for row in rows if not row.subject}
    for each in found:
        row = by_place.get(place_of(each)) or by_subject.get(subject_of(school, each))
        if row:
            yield each._replace(returned=row.mark, level=row.finding.level)


def _under_receiver(school: School, rows: Iterable[ReturnedRow]) -> School:
    """The school as if it had set the rules as the receiver has."""
    table = school.table(RuleRow)
    asked = {
        row.finding.code: RuleRow(
            code=row.finding.code, level=row.finding.level.word, parameter=row.mark.parameter
        )
        for row in rows
    }
    kept = (row for row in table.rows if row.code not in asked)
    demanded: RecordTable[RuleRow] = replace(table, rows=(*kept, *asked.values()))
    return replace(school, tables={**school.tables, RuleRow.sheet: demanded})
