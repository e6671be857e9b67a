"""THE declaration: one class per sheet, one annotated field per column. Everything else is derived.

Read `people` first. Sheets that have columns in common inherit them; `column.again` says what is
different on a sheet.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from nastavnik.model.schema import Record
from nastavnik.model.sheets.checks import Check, RepairRow
from nastavnik.model.sheets.events import Event, EventGuest
from nastavnik.model.sheets.papers import Order, Paper
from nastavnik.model.sheets.past import BaseRow
from nastavnik.model.sheets.people import Mentee, Mentor, NamedRow, Person, Staff
from nastavnik.model.sheets.programme import Activity, Pair, Pairing
from nastavnik.model.sheets.programmes import BankTask, ProgrammeTask
from nastavnik.model.sheets.questionnaires import AnswerRow, QuestionRow
from nastavnik.model.sheets.results import (
    Conclusion,
    Indicator,
    MeetingRow,
    PastIndicator,
    Practice,
)
from nastavnik.model.sheets.school import SIZES, Card
from nastavnik.model.sheets.settings import CriterionRow, Day, FormRow, RuleRow, ThresholdRow

__all__ = [
    "FIT",
    "GANTT",
    "GUIDE",
    "LISTS",
    "PANEL",
    "PEOPLE_COUNTED",
    "PICTURES",
    "PICTURE_ROW",
    "RECORDS",
    "RESULTS",
    "SIZES",
    "Activity",
    "AnswerRow",
    "BankTask",
    "BaseRow",
    "Card",
    "Check",
    "Conclusion",
    "CriterionRow",
    "Day",
    "Event",
    "EventGuest",
    "FormRow",
    "Indicator",
    "MeetingRow",
    "Mentee",
    "Mentor",
    "NamedRow",
    "Order",
    "Pair",
    "Pairing",
    "Paper",
    "PastIndicator",
    "Person",
    "Practice",
    "ProgrammeTask",
    "QuestionRow",
    "RepairRow",
    "RuleRow",
    "Staff",
    "ThresholdRow",
    "choice_lists",
]

RECORDS: tuple[type[Record], ...] = (
    Card,
    Activity,
    Mentor,
    Mentee,
    Pair,
    Check,
    RepairRow,
    Staff,
    Order,
    Paper,
    ProgrammeTask,
    MeetingRow,
    Event,
    EventGuest,
    AnswerRow,
    Indicator,
    Conclusion,
    PastIndicator,
    Practice,
    BaseRow,
    CriterionRow,
    FormRow,
    BankTask,
    QuestionRow,
    RuleRow,
    ThresholdRow,
    Day,
)
"""Every sheet that holds records, in the order of the workbook."""

PANEL, GUIDE, LISTS, GANTT, FIT = "Панель", "Справка", "Справочники", "Гант", "Совместимость"
RESULTS, PEOPLE_COUNTED = "Итоги", "Кто вошёл"
"""Sheets that are not tables of records."""
PICTURES = (GANTT, FIT, RESULTS, PEOPLE_COUNTED)
"""Those of them that show the data of others."""
PICTURE_ROW = 3
"""The row in which such a picture begins."""


@cache
def choice_lists() -> Mapping[str, tuple[str, ...]]:
    """Every list to choose from that some column uses: title → values as declared."""
    used = (column.choices for record in RECORDS for column in record.columns)
    return {choices.title: choices.values for choices in used if choices}
