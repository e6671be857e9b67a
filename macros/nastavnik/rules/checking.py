"""The verb `check`: a school in, an `Outcome` out."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import Any, NamedTuple

from nastavnik.model.changes import Changes, Link, ReplaceRows, Row
from nastavnik.model.findings import Finding, Level, Value
from nastavnik.model.grid import position
from nastavnik.model.outcome import Outcome
from nastavnik.model.schema import Record
from nastavnik.model.school import School
from nastavnik.model.sheets import RECORDS, Check
from nastavnik.model.text import counted, fold
from nastavnik.rules.catalogue import RULES
from nastavnik.rules.engine import Rule, run_rules

SERIAL_EPOCH = date(1899, 12, 30)
"""Day 0 of spreadsheet dates."""
EXPLAINED = "объяснено"
"""The level of a question that a person has answered."""
GONE = "снято"
"""The level of what a person explained and nobody asks any more."""


def check(school: School, today: date, own: Iterable[Rule] = ()) -> Outcome:
    """Everything that would be sent back, written into «Проверка»; explanations are kept.

    `own` are rules beyond the product's.
    """
    found = [*school.findings, *run_rules((*RULES, *own), school, today)]
    findings = tuple(sorted((_named(school, finding) for finding in found), key=_urgency))
    verdicts = tuple(answered(school, findings))
    rows = (*map(_row_of, verdicts), *_gone(school, verdicts))
    counts = _counts(verdicts)
    listed = {"findings": [finding.as_json() for finding in findings]}
    return Outcome(_check_message(**counts), _written(school, rows), findings, {**counts, **listed})


def _written(school: School, rows: tuple[Row, ...]) -> Changes:
    """The rows in «Проверка», as far as the sheet still has their columns."""
    table = school.table(Check)
    if not table.headers:
        return Changes()
    return Changes((ReplaceRows(Check.sheet, tuple(table.headers), table.fitting(rows)),))


def _counts(verdicts: Sequence[Answered]) -> dict[str, int]:
    errors = sum(each.finding.level is Level.ERROR for each in verdicts)
    explained = sum(each.settled for each in verdicts)
    return {"errors": errors, "questions": len(verdicts) - errors, "explained": explained}


def _check_message(errors: int, questions: int, explained: int) -> str:
    if not errors and not questions:
        return "Замечаний нет: пакет можно сдавать"
    parts = [
        counted(errors, "ошибка", "ошибки", "ошибок") if errors else "ошибок нет",
        counted(questions, "вопрос", "вопроса", "вопросов") if questions else "вопросов нет",
        f"объяснено вопросов: {explained}" if explained else "",
    ]
    return ", ".join(filter(None, parts)).capitalize()


def _urgency(finding: Finding) -> tuple[bool, int, int, int, str]:
    """Errors first, then in the order of sheets and cells."""
    order = {record.sheet: number for number, record in enumerate(RECORDS)}
    row, column = position(finding.cell) if finding.cell else (0, 0)
    place = order.get(finding.sheet or "", len(order))
    return finding.level is not Level.ERROR, place, row, column, finding.code


def _named(school: School, finding: Finding) -> Finding:
    """The finding with the person concerned, where its row names one."""
    record = _record(school, finding)
    if finding.who or record is None:
        return finding
    return finding._replace(who=" – ".join(_naming(record, personal=True)))


def _record(school: School, finding: Finding) -> Record | None:
    """The row that a finding stands in; None for a whole sheet and for «Школа»."""
    if not finding.sheet or not finding.cell:
        return None
    table = school.tables.get(finding.sheet)
    return table.by_row.get(position(finding.cell)[0]) if table else None


def _naming(record: Record, *, personal: bool) -> Iterator[str]:
    """What names a row: all of it, or only the people in it."""
    for column in record.naming():
        value = getattr(record, column.name)
        if value and (column.personal or not personal):
            yield str(value)


class Answered(NamedTuple):
    """A finding with what a person explained before; `settled` if that still answers it."""

    finding: Finding
    key: str
    explanation: str = ""
    settled: bool = False


def answered(school: School, findings: Iterable[Finding]) -> Iterator[Answered]:
    """Every finding with the explanation that «Проверка» keeps for it."""
    answers = dict(_answers(school))
    for finding in findings:
        subject, ground = _keys(school, finding)
        known_ground, explanation = answers.get(subject, ("", ""))
        holds = bool(explanation) and known_ground == ground
        settled = holds and finding.level is Level.QUESTION
        yield Answered(finding, f"{subject}-{ground}", explanation, settled)


def check_rows(school: School, findings: Iterable[Finding]) -> Iterator[Row]:
    """The rows of «Проверка» that say the findings; what people explained before stands beside."""
    return map(_row_of, answered(school, findings))


def _row_of(each: Answered) -> Row:
    finding = each.finding
    values: dict[str, Value | Link] = {
        "level": EXPLAINED if each.settled else finding.level.word,
        "link": _where(finding),
        "header": finding.header,
        "message": finding.message,
        "remedy": finding.remedy,
        "explanation": each.explanation or None,
        "reason": finding.reason,
        "who": finding.who or None,
        "value": _as_stored(finding.value),
        "code": finding.code,
        "ground": each.key,
    }
    return Check.by_title(values)


def _gone(school: School, verdicts: Iterable[Answered]) -> Iterator[Row]:
    """What people wrote beside findings that are no more: it stays, in case they come back."""
    asked = {_subject(each.key) for each in verdicts}
    for row in school.table(Check).rows:
        if row.explanation and _subject(row.ground) not in asked:
            kept = {column.title: getattr(row, column.name) or None for column in Check.columns}
            yield {**kept, Check.column("level").title: GONE, Check.column("value").title: None}


def _where(finding: Finding) -> str | Link:
    """A link to the cell or sheet, or the words that say where it is in another file."""
    if not finding.sheet:
        return finding.place
    text = f"{finding.sheet}!{finding.cell}" if finding.cell else finding.sheet
    return Link(finding.sheet, finding.cell or "A1", text)


def _answers(school: School) -> Iterator[tuple[str, tuple[str, str]]]:
    """What people explained at earlier checks: subject → (ground, explanation)."""
    for row in school.table(Check).rows:
        subject, _, ground = row.ground.partition("-")
        if subject and row.explanation:
            yield subject, (ground, row.explanation)


def _keys(school: School, finding: Finding) -> tuple[str, str]:
    """What a finding is about, and what it rests on; neither changes when a sheet is sorted."""
    record = _record(school, finding)
    row = tuple(map(fold, _naming(record, personal=False))) if record else ()
    subject = (finding.code, finding.sheet, finding.header, fold(finding.who), row)
    return _digest(subject), _digest((finding.message, str(finding.value)))


def _subject(key: str) -> str:
    return key.partition("-")[0]


def _digest(parts: tuple[Any, ...]) -> str:
    return f"{zlib.crc32(repr(parts).encode()):08x}"


def _as_stored(value: Value) -> Value:
    """A value as the cell itself stores it, so that colouring can compare the two."""
    if isinstance(value, datetime):
        return (value - datetime.combine(SERIAL_EPOCH, time())) / timedelta(days=1)
    if isinstance(value, date):
        return (value - SERIAL_EPOCH).days
    if isinstance(value, float) and not isfinite(value):
        return str(value)  # no cell can hold it
    return value
