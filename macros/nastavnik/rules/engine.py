"""What a rule is, and how rules are run over a school."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from nastavnik.findings import Finding, Level
from nastavnik.schema import Cell
from nastavnik.school import School
from nastavnik.sheets import RuleLevel, RuleRow
from nastavnik.working_days import WorkingDays


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule found: the cell, what is wrong with it, the person concerned.

    `level` is given only where the rule's own level does not fit this case.
    """

    cell: Cell
    message: str
    who: str = ""
    level: Level | None = None
    remedy: str = ""


@dataclass(frozen=True)
class Situation:
    """All that a rule may look at."""

    school: School
    today: date
    calendar: WorkingDays
    parameter: float | None = None


Check = Callable[[Situation], Iterator[Remark]]


@dataclass(frozen=True)
class Rule:
    """A rule: its code, what it wants (the docstring of its function), why, and what to do."""

    code: str
    level: Level
    title: str
    ground: str
    remedy: str
    check: Check
    parameter: float | None = None


def rule(
    code: str, *, level: Level, ground: str, remedy: str, parameter: float | None = None
) -> Callable[[Check], Rule]:
    """Make a rule of a function whose docstring is one Russian sentence: the norm."""

    def make(check: Check) -> Rule:
        return Rule(code, level, (check.__doc__ or "").strip(), ground, remedy, check, parameter)

    return make


def run_rules(rules: Iterable[Rule], school: School, today: date) -> Iterator[Finding]:
    """The findings of all rules, at the levels and with the parameters of the sheet «Правила»."""
    settings = {row.code: row for row in school.table(RuleRow).rows}
    calendar = WorkingDays.of(school)
    for each in rules:
        setting = settings.get(each.code)
        if setting and setting.level == RuleLevel.OFF:
            continue
        parameter = setting.parameter if setting and setting.parameter is not None else None
        situation = Situation(
            school, today, calendar, each.parameter if parameter is None else parameter
        )
        for remark in each.check(situation):
            yield _finding(each, remark, school, setting)


def _finding(each: Rule, remark: Remark, school: School, setting: RuleRow | None) -> Finding:
    return Finding(
        each.code,
        _level(each, remark, setting),
        remark.message,
        sheet=remark.cell.sheet,
        cell=school.address(remark.cell),
        header=remark.cell.header,
        reason=f"{each.title} Основание: {each.ground}",
        remedy=remark.remedy or each.remedy,
        value=school.value(remark.cell),
        who=remark.who,
    )


def _level(each: Rule, remark: Remark, setting: RuleRow | None) -> Level:
    """A level changed in the sheet wins; else the remark's own; else the rule's."""
    levels: Mapping[str, Level] = {level.word: level for level in Level}
    chosen = levels.get(setting.level) if setting else None
    if chosen and chosen is not each.level:
        return chosen
    return remark.level or each.level
