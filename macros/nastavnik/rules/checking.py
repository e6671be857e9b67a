"""The verb `check`: a school in, an `Outcome` out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from nastavnik.domain.book_age import told_once
from nastavnik.domain.explanations import Answered, answered, gone, named, rows_of
from nastavnik.model.changes import Changes, ReplaceRows, Row
from nastavnik.model.findings import Finding, Level
from nastavnik.model.grid import position
from nastavnik.model.outcome import Listing, Outcome
from nastavnik.model.school import School
from nastavnik.model.sheets import RECORDS, Check
from nastavnik.model.text import counted
from nastavnik.rules.catalogue import RULES
from nastavnik.rules.engine import Rule, run_rules
from nastavnik.rules.lasting import unanswered
from nastavnik.rules.returns import (
    ReturnedFindings,
    insist_on_school,
    remembered,
    with_returned,
)

if TYPE_CHECKING:
    from nastavnik.rules.repair import Repair


class PrintedAct(NamedTuple):
    """The act that was asked for; `path` is None where it could not be made."""

    path: str | None


@dataclass(frozen=True)
class Checked(Outcome):
    """What a check found: `explained` of the `questions` are answered by a person.

    `repairs` and `act` are None where nobody asked for them.
    """

    errors: int = 0
    questions: int = 0
    explained: int = 0
    repairs: tuple[Repair, ...] | None = None
    act: PrintedAct | None = None

    def as_json(self) -> dict[str, Any]:
        """The check in the shape other programs read."""
        shape: dict[str, Any] = {
            "errors": self.errors,
            "questions": self.questions,
            "explained": self.explained,
            "findings": [finding.as_json() for finding in self.findings],
        }
        if self.repairs is not None:
            shape["repairs"] = [repair.as_json() for repair in self.repairs]
        if self.act:
            shape["act"] = self.act.path
        return shape

    def listings(self) -> Iterator[Listing]:
        """What was repaired: «было — стало»."""
        if self.repairs:
            from nastavnik.rules.repair import TITLES

            yield Listing(TITLES, [repair.shown() for repair in self.repairs], " ячеек")

    def previews(self, sheet: str) -> bool:
        """Whether a dry run lists the changes of a sheet: repairs are listed as such."""
        return self.repairs is None


def check(
    school: School,
    today: date,
    own: Iterable[Rule] = (),
    returned: ReturnedFindings | None = None,
) -> Checked:
    """Everything that would be sent back, written into «Проверка»; explanations are kept.

    `own` are rules beyond the product's; `returned` is what a receiver has found, in place of what
    «Проверка» holds of an earlier return.

    Raises:
        JobError: what was returned is about another school.
    """
    found = [*school.findings, *run_rules((*RULES, *own), school, today)]
    found += unanswered(school, found)
    found = [named(school, finding) for finding in told_once(school, found)]
    if returned:
        insist_on_school(returned, school)
    if sent_back := returned.rows if returned else remembered(school):
        found = list(with_returned(found, sent_back, school, today))
    findings = tuple(sorted(found, key=_urgency))
    verdicts = tuple(answered(school, findings))
    rows = (*rows_of(verdicts), *gone(school, verdicts))
    counts = _counts(verdicts)
    back = sum(finding.returned is not None for finding in findings)
    message = _check_message(*counts) + (_returned_words(back, school) if sent_back else "")
    return Checked(message, _written(school, rows), findings, *counts)


def _returned_words(left: int, school: School) -> str:
    """What is left of a return; that the book cannot remember it, where it has no column for it."""
    said = (
        f". Из того, за что книгу вернули, осталось: {left}"
        if left
        else (". Всё, за что книгу вернули, исправлено")
    )
    if left and not school.has(Check.returned):
        return f"{said}; чтобы книга это помнила, нажмите «Восстановить книгу» и проверьте ещё раз"
    return said


def _written(school: School, rows: tuple[Row, ...]) -> Changes:
    """The rows in «Проверка», as far as the sheet still has their columns."""
    table = school.table(Check)
    if not table.headers:
        return Changes()
    return Changes((ReplaceRows(Check.sheet, tuple(table.headers), table.fitting(rows)),))


def _counts(verdicts: Sequence[Answered]) -> tuple[int, int, int]:
    """How many errors, questions and explained questions there are."""
    errors = sum(each.finding.level is Level.ERROR for each in verdicts)
    explained = sum(each.settled for each in verdicts)
    return errors, len(verdicts) - errors, explained


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
