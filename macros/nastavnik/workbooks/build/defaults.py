"""What a new workbook holds before anyone types: rules, criteria, tasks, indicators, days off."""

from __future__ import annotations

from nastavnik.domain.official_days import listed_years, official_days
from nastavnik.domain.question_bank import standard_questions
from nastavnik.matching.criteria import criteria
from nastavnik.model.choices import Form, Week
from nastavnik.model.findings import Value
from nastavnik.model.parsing import cell_value
from nastavnik.model.schema import Record
from nastavnik.model.sheets import (
    BankTask,
    Card,
    CriterionRow,
    Day,
    FormRow,
    Indicator,
    QuestionRow,
    RuleRow,
    ThresholdRow,
)
from nastavnik.results.catalogue import DEFINITIONS
from nastavnik.results.programmes.bank import bank_of_tasks
from nastavnik.results.thresholds import threshold_rows
from nastavnik.rules.catalogue import RULES
from nastavnik.rules.engine import Rule

CARD = Card(
    director_post="Директор",
    control="директор",
    week=Week.FIVE,
    main_number="{n}-ОД",
    staff_number="{n}-ЛС",
    limit=2,
    own_consent_age=14,
    left_margin=30,
    font_size=14,
)


def default_values() -> dict[str, list[dict[str, Value]]]:
    """Sheet title → rows (header title → value) of everything but the school's own data."""
    records: dict[type[Record], list[Record]] = {
        Card: [CARD],
        RuleRow: [_rule_row(rule) for rule in RULES],
        CriterionRow: list(criteria()),
        FormRow: [FormRow(form=form.value) for form in Form],
        BankTask: list(bank_of_tasks()),
        QuestionRow: list(standard_questions()),
        Indicator: [Indicator(number=str(d.number), title=d.title) for d in DEFINITIONS],
        ThresholdRow: list(threshold_rows()),
        Day: [day for year in listed_years() for day in official_days(year)],
    }
    return {record.sheet: [_cell_values(row) for row in rows] for record, rows in records.items()}


def _rule_row(rule: Rule) -> RuleRow:
    return RuleRow(
        code=rule.code,
        title=rule.title,
        ground=rule.ground,
        level=rule.level.word,
        parameter=rule.parameter,
    )


def _cell_values(record: Record) -> dict[str, Value]:
    return {c.title: cell_value(c.of(record), c) for c in record.columns}
