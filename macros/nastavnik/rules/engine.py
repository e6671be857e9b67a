"""What a rule is, and how rules are run over a school."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from nastavnik.domain.situation import Situation
from nastavnik.domain.working_days import WorkingDays
from nastavnik.model.choices import RuleLevel
from nastavnik.model.findings import Finding, Level
from nastavnik.model.memory import remembered
from nastavnik.model.schema import Cell, Column
from nastavnik.model.school import School
from nastavnik.model.sheets import RuleRow
from nastavnik.rules.failure import MOST_REMARKS, NonsenseError, insist, place_of


class Remark(NamedTuple):
    """What a rule found: the cell, what is wrong with it, the person concerned.

    `level` is given only where the rule's own level does not fit this case.
    """

    cell: Cell
    message: str
    who: str = ""
    level: Level | None = None
    remedy: str = ""


Check = Callable[[Situation], Iterator[Remark]]
Needs = tuple[Column, ...]


class Rule(NamedTuple):
    """A rule: its code, what it wants (the docstring of its function), why, and what to do.

    `since` is the day from which the law behind it holds; before that day the rule is silent.
    `needs` are the columns without which it would blame others for what is lost; the loss itself is
    a finding of its own. `file` names the file of a rule that is not the product's.
    """

    code: str
    level: Level
    title: str
    ground: str
    remedy: str
    check: Check
    parameter: float | None = None
    since: date | None = None
    needs: Needs = ()
    file: str = ""


def rule(  # noqa: PLR0913 - what a rule declares, each by its name
    code: str,
    *,
    level: Level,
    ground: str,
    remedy: str,
    parameter: float | None = None,
    since: date | None = None,
    needs: Needs = (),
) -> Callable[[Check], Rule]:
    """Make a rule of a function whose docstring is one Russian sentence: the norm."""

    def make(check: Check) -> Rule:
        title = (check.__doc__ or "").strip()
        return Rule(code, level, title, ground, remedy, check, parameter, since, needs)

    return make


def run_rules(rules: Iterable[Rule], school: School, today: date) -> Iterator[Finding]:
    """The findings of all rules, at the levels and with the parameters of the sheet «Правила».

    A rule that fails is a finding of its own, and the others go on.
    """
    settings = {row.code: row for row in school.table(RuleRow).rows}
    calendar = WorkingDays.of(school)
    unreadable = {(f.sheet, f.cell) for f in school.findings if f.level is Level.ERROR}
    for each in rules:
        setting = settings.get(each.code)
        if setting is not None and setting.level == RuleLevel.OFF:
            continue
        situation = Situation(school, today, calendar, _parameter(each, setting), each.since)
        for finding in _findings(each, situation, setting):
            if finding.cell is None or (finding.sheet, finding.cell) not in unreadable:
                yield finding


def _findings(each: Rule, situation: Situation, setting: RuleRow | None) -> Iterator[Finding]:
    """What one rule finds; where it fails, that it did so, after what it had found till then."""
    school, remarks = situation.school, None
    try:
        if (each.since and situation.today < each.since) or not _can_judge(each, school):
            return
        remarks = iter(each.check(situation))
        for number, remark in enumerate(remarks, start=1):
            insist(number <= MOST_REMARKS, f"больше {MOST_REMARKS} замечаний")
            _insist_on_sense(remark, school)
            if school.address(remark.cell):
                yield _finding(each, remark, school, setting)
    except (Exception, SystemExit) as failure:  # ours or a stranger's: the check goes on
        yield _failed(each, failure, remarks, school, setting)


def _can_judge(each: Rule, school: School) -> bool:
    return all(map(school.has, each.needs))


def _parameter(each: Rule, setting: RuleRow | None) -> float | None:
    return each.parameter if setting is None or setting.parameter is None else setting.parameter


def _finding(each: Rule, remark: Remark, school: School, setting: RuleRow | None) -> Finding:
    return Finding(
        each.code,
        _level(each, remark, setting),
        remark.message,
        sheet=remark.cell.sheet,
        cell=school.address(remark.cell),
        header=remark.cell.header,
        reason=_reason(each.title, each.ground),
        remedy=remark.remedy or each.remedy,
        value=school.value(remark.cell),
        who=remark.who,
    )


@remembered(1024)
def _reason(title: str, ground: str) -> str:
    """Why a rule asks: one text for all its findings."""
    return f"{title} Основание: {ground}"


def _level(each: Rule, remark: Remark, setting: RuleRow | None) -> Level:
    """A level changed in the sheet wins; else the remark's own; else the rule's."""
    levels: Mapping[str, Level] = {level.word: level for level in Level}
    chosen = levels.get(setting.level) if setting else None
    if chosen and chosen is not each.level:
        return chosen
    return remark.level or each.level


STOPPED = "правило не проверено до конца"
"""How a finding begins that says that a rule failed."""


def _insist_on_sense(remark: object, school: School) -> None:
    """Nothing for a remark about a cell that is there.

    Raises:
        NonsenseError: it is none.
    """
    insist(isinstance(remark, Remark), "не замечание (Remark)")
    assert isinstance(remark, Remark)
    texts = (remark.message, remark.who, remark.remedy)
    insist(all(isinstance(text, str) for text in texts), "в замечании вместо текста другое")
    insist(remark.level is None or isinstance(remark.level, Level), "уровень замечания не Level")
    insist(isinstance(remark.cell, Cell), "место замечания не ячейка (Cell)")
    insist(_is_there(remark.cell, school), "такой ячейки в книге нет")


def _is_there(cell: Cell, school: School) -> bool:
    table = school.tables.get(cell.sheet)
    if table is None or cell.header not in {column.title for column in table.record.columns}:
        return False
    is_row = isinstance(cell.row, int) and 1 <= cell.row <= table.last_row
    return is_row or table.record.vertical


def _failed(
    each: Rule, failure: BaseException, remarks: object, school: School, setting: RuleRow | None
) -> Finding:
    """That a rule failed and where; of the failure only its kind is told, never what it holds."""
    what = str(failure) if isinstance(failure, NonsenseError) else type(failure).__name__
    where = f"{place_of(each.check, failure, remarks)}: {what}"
    mend = f"Исправьте файл правил «{each.file}»" if each.file else _OURS
    return Finding(
        each.code,
        Level.ERROR if each.file else Level.QUESTION,
        f"{STOPPED}: {each.code} ({where})",
        sheet=RuleRow.sheet,
        cell=school.address(setting.at(RuleRow.code)) if setting else None,
        header=RuleRow.code.title,
        reason=f"Правило: {each.title} Остальные правила проверены",
        remedy=mend,
    )


_OURS = (
    "Проверьте это сами и напишите в «Пояснение»; обновите программу, а если не поможет, пришлите "
    "разработчикам этот текст: личных данных в нём нет"
)
