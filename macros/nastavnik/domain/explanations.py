"""Findings and the explanations people gave for them, as the sheet «Проверка» keeps both.

A finding is recognised by what it is about and by what it rests on, neither of which changes when
a sheet is sorted.
"""

from __future__ import annotations

import zlib
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from math import isfinite
from typing import Any, NamedTuple

from nastavnik.model.changes import AppendRows, Link, Row
from nastavnik.model.findings import Finding, Level, Value
from nastavnik.model.grid import position
from nastavnik.model.schema import Record
from nastavnik.model.school import School
from nastavnik.model.sheets import Check
from nastavnik.model.text import fold

SERIAL_EPOCH = date(1899, 12, 30)
"""Day 0 of spreadsheet dates."""
EXPLAINED = "объяснено"
"""The level of a question that a person has answered."""
GONE = "снято"
"""The level of an explained finding that no longer occurs."""


class LookedForBy(StrEnum):
    """Who looks for a finding: the school's check too, the receiver's alone, or a step did once."""

    SCHOOL = "школа"
    RECEIVER = "принимающий"
    STEP = "спрошено один раз"


_OF_PRESENT = tuple(
    c.title for c in (Check.value, Check.returned, Check.looked_for_by, Check.parameter)
)
"""What a finding that is gone has no more."""


def record_of(school: School, finding: Finding) -> Record | None:
    """The row that a finding concerns; None for a whole sheet and for «Школа»."""
    if not finding.sheet or not finding.cell:
        return None
    table = school.tables.get(finding.sheet)
    return table.by_row.get(position(finding.cell)[0]) if table else None


def names_in(record: Record, *, personal: bool) -> Iterator[str]:
    """What names a row: all of it, or only the people in it."""
    for column in record.naming():
        value = column.of(record)
        if value and (column.personal or not personal):
            yield str(value)


class Answered(NamedTuple):
    """A finding and its explanation, if any; `settled` if the explanation still applies."""

    finding: Finding
    key: str
    explanation: str = ""
    settled: bool = False


def answered(school: School, findings: Iterable[Finding]) -> Iterator[Answered]:
    """Every finding with the explanation that «Проверка» holds for it."""
    answers = dict(_answers(school))
    for finding in findings:
        subject, ground = subject_of(school, finding), _ground(finding)
        known_ground, explanation = answers.get(subject, ("", ""))
        holds = bool(explanation) and known_ground == ground
        settled = holds and finding.level is Level.QUESTION
        yield Answered(finding, f"{subject}-{ground}", explanation, settled)


def rows_of(verdicts: Iterable[Answered]) -> Iterator[Row]:
    """Findings as rows of «Проверка», each with its earlier explanation."""
    return map(_row_of, verdicts)


def _row_of(each: Answered) -> Row:
    finding = each.finding
    return {
        Check.level.title: EXPLAINED if each.settled else finding.level.word,
        Check.link.title: _where(finding),
        Check.header.title: finding.header,
        Check.message.title: finding.message,
        Check.remedy.title: finding.remedy,
        Check.explanation.title: each.explanation or None,
        Check.reason.title: finding.reason,
        Check.who.title: finding.who or None,
        Check.value.title: as_stored(finding.value),
        Check.code.title: finding.code,
        Check.returned.title: finding.returned.words if finding.returned else None,
        Check.ground.title: each.key,
        Check.looked_for_by.title: _looked_for_by(finding),
        Check.parameter.title: finding.returned.parameter if finding.returned else None,
    }


def _looked_for_by(finding: Finding) -> str | None:
    """Who looks for a finding that was returned or is lasting."""
    if not finding.returned:
        return LookedForBy.STEP if finding.lasting else None
    return LookedForBy.RECEIVER if finding.returned.is_receivers else LookedForBy.SCHOOL


def put_to(
    school: School, findings: Sequence[Finding], leaving: Container[int] = ()
) -> Iterator[AppendRows]:
    """The questions that «Проверка» does not hold yet, added to it.

    The next check keeps those that are lasting and drops the others. `leaving` are the rows of the
    sheet that go at the same time.
    """
    ground = Check.ground.title
    table = school.table(Check)
    there = {row.ground for row in table.rows if row.row not in leaving}
    asked = rows_of(answered(school, findings))
    rows = table.fitting(row for row in asked if row[ground] not in there)
    if table.headers and rows:
        yield AppendRows(Check.sheet, rows)


def where_put(school: School, findings: Sequence[Finding]) -> str:
    """Words for the end of a message that say where the questions are."""
    is_told = findings and school.table(Check).headers
    return f"; вопросы ({len(findings)}) — на листе «{Check.sheet}»" if is_told else ""


def gone(school: School, verdicts: Iterable[Answered]) -> Iterator[Row]:
    """Explanations of findings that are gone: kept in case the findings come back."""
    asked = {subject_in(each.key) for each in verdicts}
    for row in school.table(Check).rows:
        if row.explanation and subject_in(row.ground) not in asked:
            kept = {column.title: column.of(row) or None for column in Check.columns}
            yield {**kept, Check.level.title: GONE, **dict.fromkeys(_OF_PRESENT)}


def _where(finding: Finding) -> str | Link:
    """A link to the cell or sheet, or the words that say where it is in another file."""
    if not finding.sheet:
        return finding.place
    text = f"{finding.sheet}!{finding.cell}" if finding.cell else finding.sheet
    return Link(finding.sheet, finding.cell or "A1", text)


def _answers(school: School) -> Iterator[tuple[str, tuple[str, str]]]:
    """Explanations given at earlier checks: subject → (ground, explanation)."""
    for row in school.table(Check).rows:
        subject, _, ground = row.ground.partition("-")
        if subject and row.explanation:
            yield subject, (ground, row.explanation)


def named(school: School, finding: Finding) -> Finding:
    """The finding with the person concerned, where its row names one."""
    record = record_of(school, finding)
    if finding.who or record is None:
        return finding
    return finding._replace(who=" – ".join(names_in(record, personal=True)))


def value_now(school: School, finding: Finding) -> Value:
    """What the cell of a finding holds."""
    table = school.tables.get(finding.sheet or "")
    if table is None or not finding.cell:
        return finding.value
    if table.record.vertical:
        place = table.position(1, finding.header or "")
        return table.grid.value(*place) if place else finding.value
    return table.grid.value(*position(finding.cell))


def stands(school: School, finding: Finding) -> bool:
    """Whether the cell of a finding holds what it held when it was found."""
    return _plain(value_now(school, finding)) == _plain(finding.value)


def _plain(value: Value) -> str:
    return "" if value is None else str(as_stored(value)).strip()


def finding_of(row: Check) -> Finding:
    """The finding that a row of «Проверка» tells of."""
    sheet, _, cell = row.link.partition("!")
    return Finding(
        row.code,
        Level.ERROR if row.level == Level.ERROR.word else Level.QUESTION,
        row.message,
        sheet=sheet,
        cell=cell or None,
        header=row.header or None,
        reason=row.reason,
        remedy=row.remedy,
        value=row.value,
    )


def subject_of(school: School, finding: Finding) -> str:
    """A digest of what a finding is about, which sorting does not change."""
    record = record_of(school, finding)
    row = tuple(map(fold, names_in(record, personal=False))) if record else ()
    return _digest((finding.code, finding.sheet, finding.header, fold(finding.who), row))


def _ground(finding: Finding) -> str:
    """A digest of what a finding rests on."""
    return _digest((finding.message, str(finding.value)))


def subject_in(key: str) -> str:
    """The subject in a key of «Проверка»."""
    return key.partition("-")[0]


def _digest(parts: tuple[Any, ...]) -> str:
    return f"{zlib.crc32(repr(parts).encode()):08x}"


def as_stored(value: Value) -> Value:
    """A value as the cell itself stores it, so that colouring can compare the two."""
    if isinstance(value, datetime):
        return (value - datetime.combine(SERIAL_EPOCH, time())) / timedelta(days=1)
    if isinstance(value, date):
        return (value - SERIAL_EPOCH).days
    if isinstance(value, float) and not isfinite(value):
        return str(value)  # no cell can hold it
    return value
