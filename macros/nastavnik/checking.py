"""The verb `check`: a school in, an `Outcome` out."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from nastavnik.changes import Changes, Link, ReplaceRows, Row
from nastavnik.findings import Finding, Level, Value
from nastavnik.grid import position
from nastavnik.outcome import Outcome
from nastavnik.rules.catalogue import RULES
from nastavnik.rules.engine import run_rules
from nastavnik.schema import Record
from nastavnik.school import School
from nastavnik.sheets import RECORDS, Check, Pair
from nastavnik.text import counted, fold

SERIAL_EPOCH = date(1899, 12, 30)
"""Day 0 of spreadsheet dates."""
EXPLAINED = "объяснено"
"""The level of a question that a person has answered."""


def check(school: School, today: date) -> Outcome:
    """Everything that would be sent back, written into «Проверка»; explanations are kept."""
    found = [*school.findings, *run_rules(RULES, school, today)]
    findings = tuple(sorted((_named(school, finding) for finding in found), key=_urgency))
    errors = sum(finding.level is Level.ERROR for finding in findings)
    headers = tuple(school.table(Check).headers)
    rows = tuple({h: row[h] for h in headers} for row in _check_rows(school, findings))
    changes = Changes((ReplaceRows(Check.sheet, headers, rows),)) if headers else Changes()
    counts = {"errors": errors, "questions": len(findings) - errors}
    listed = {"findings": [finding.as_json() for finding in findings]}
    return Outcome(_check_message(**counts), changes, findings, {**counts, **listed})


def _check_message(errors: int, questions: int) -> str:
    if not errors and not questions:
        return "Замечаний нет: пакет можно сдавать"
    parts = [
        counted(errors, "ошибка", "ошибки", "ошибок") if errors else "ошибок нет",
        counted(questions, "вопрос", "вопроса", "вопросов") if questions else "вопросов нет",
    ]
    return ", ".join(parts).capitalize()


def _urgency(finding: Finding) -> tuple[bool, int, int, int, str]:
    """Errors first, then in the order of sheets and cells."""
    order = {record.sheet: number for number, record in enumerate(RECORDS)}
    row, column = position(finding.cell) if finding.cell else (0, 0)
    place = order.get(finding.sheet or "", len(order))
    return finding.level is not Level.ERROR, place, row, column, finding.code


def _named(school: School, finding: Finding) -> Finding:
    """The finding with the person concerned, where its row names one."""
    if finding.who or not finding.sheet or not finding.cell:
        return finding
    table = school.tables[finding.sheet]
    if table.record.vertical:
        return finding
    record = table.by_row.get(position(finding.cell)[0])
    return replace(finding, who=_who(record)) if record else finding


def _who(record: Record) -> str:
    if isinstance(record, Pair):
        return " – ".join(filter(None, (record.mentor, record.mentee)))
    key = record.key()
    return str(getattr(record, key.name)) if key and key.personal else ""


def _check_rows(school: School, findings: tuple[Finding, ...]) -> Iterator[Row]:
    answers = dict(_answers(school))
    for finding in findings:
        subject, ground = _keys(finding)
        answered_ground, explanation = answers.get(subject, ("", ""))
        settled = explanation and answered_ground == ground
        explained = settled and finding.level is Level.QUESTION
        where = f"{finding.sheet}!{finding.cell}" if finding.cell else f"{finding.sheet}"
        values: dict[str, Value | Link] = {
            "level": EXPLAINED if explained else finding.level.word,
            "link": Link(finding.sheet or "", finding.cell or "A1", where),
            "header": finding.header,
            "message": finding.message,
            "remedy": finding.remedy,
            "explanation": explanation or None,
            "reason": finding.reason,
            "who": finding.who or None,
            "value": _as_stored(finding.value),
            "code": finding.code,
            "ground": f"{subject}-{ground}",
        }
        yield {Check.column(name).title: value for name, value in values.items()}


def _answers(school: School) -> Iterator[tuple[str, tuple[str, str]]]:
    """What people explained at earlier checks: subject → (ground, explanation)."""
    for row in school.table(Check).rows:
        subject, _, ground = row.ground.partition("-")
        if subject and row.explanation:
            yield subject, (ground, row.explanation)


def _keys(finding: Finding) -> tuple[str, str]:
    """What a finding is about, and what it rests on; neither changes when a sheet is sorted."""
    subject = (finding.code, finding.sheet, finding.header, fold(finding.who))
    return _digest(subject), _digest((finding.message, str(finding.value)))


def _digest(parts: tuple[Any, ...]) -> str:
    return f"{zlib.crc32(repr(parts).encode()):08x}"


def _as_stored(value: Value) -> Value:
    """A value as the cell itself stores it, so that colouring can compare the two."""
    return (value - SERIAL_EPOCH).days if isinstance(value, date) else value
