"""The verb `check`: a school in, an `Outcome` out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from nastavnik.domain.explanations import Answered, answered, gone, names_in, record_of, rows_of
from nastavnik.model.changes import Changes, ReplaceRows, Row
from nastavnik.model.findings import Finding, Level
from nastavnik.model.grid import position
from nastavnik.model.outcome import Outcome
from nastavnik.model.school import School
from nastavnik.model.sheets import RECORDS, Check
from nastavnik.model.text import counted
from nastavnik.rules.catalogue import RULES
from nastavnik.rules.engine import Rule, run_rules


def check(school: School, today: date, own: Iterable[Rule] = ()) -> Outcome:
    """Everything that would be sent back, written into «Проверка»; explanations are kept.

    `own` are rules beyond the product's.
    """
    found = [*school.findings, *run_rules((*RULES, *own), school, today)]
    findings = tuple(sorted((_named(school, finding) for finding in found), key=_urgency))
    verdicts = tuple(answered(school, findings))
    rows = (*rows_of(verdicts), *gone(school, verdicts))
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
    record = record_of(school, finding)
    if finding.who or record is None:
        return finding
    return finding._replace(who=" – ".join(names_in(record, personal=True)))
