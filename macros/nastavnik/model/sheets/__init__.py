"""THE declaration: one class per sheet, one annotated field per column. Everything else is derived.

Read `people` first. Sheets that have columns in common inherit them; `column.again` says what is
different on a sheet.
"""

# ruff: noqa: F403, F405
from __future__ import annotations

from nastavnik.model.choices import *
from nastavnik.model.patterns import *
from nastavnik.model.schema import Record
from nastavnik.model.sheets.checks import Check, RepairRow
from nastavnik.model.sheets.papers import Order, Paper
from nastavnik.model.sheets.people import Mentee, Mentor, Named, Person, Staff
from nastavnik.model.sheets.programme import Activity, Pair
from nastavnik.model.sheets.results import Indicator, MeetingRow, Practice, SurveyRow
from nastavnik.model.sheets.school import Card
from nastavnik.model.sheets.settings import Criterion, Day, FormRow, RuleRow

__all__ = [
    "ACTIVITY_STATES",
    "CATEGORIES",
    "CLASS",
    "DAY_KINDS",
    "EMAIL",
    "FIT",
    "FONTS",
    "FORMS",
    "FULL_NAME",
    "GANTT",
    "GENDERS",
    "GUIDE",
    "INN",
    "INSPECTIONS",
    "KINSHIP",
    "LEVELS",
    "LINK",
    "LISTS",
    "MEETINGS",
    "MENTEE_ROLES",
    "MENTOR_ROLES",
    "NUMBER_FORMAT",
    "OGRN",
    "ORDER_NUMBER",
    "PAIR_STATES",
    "PANEL",
    "PAPER_STATES",
    "PHONE",
    "PICTURES",
    "PICTURE_ROW",
    "REASONS",
    "RECORDS",
    "SCHOOL_YEAR",
    "SERIES",
    "SHIFTS",
    "STAFF_ROLES",
    "STAGES",
    "SUBJECTS",
    "SURVEYS",
    "SURVEY_ROLES",
    "WAYS",
    "WEEKS",
    "WEIGHTS",
    "Activity",
    "ActivityState",
    "Card",
    "Check",
    "Criterion",
    "Day",
    "DayKind",
    "Form",
    "FormRow",
    "Gender",
    "Indicator",
    "Meeting",
    "MeetingRow",
    "Mentee",
    "MenteeRole",
    "Mentor",
    "MentorRole",
    "Named",
    "Order",
    "Pair",
    "PairState",
    "Paper",
    "PaperState",
    "Person",
    "Practice",
    "RepairRow",
    "RuleLevel",
    "RuleRow",
    "Series",
    "Staff",
    "Stage",
    "Strength",
    "Survey",
    "SurveyRole",
    "SurveyRow",
    "Way",
    "Week",
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
    MeetingRow,
    SurveyRow,
    Indicator,
    Practice,
    Criterion,
    FormRow,
    RuleRow,
    Day,
)
"""Every sheet that holds records, in the order of the workbook."""

PANEL, GUIDE, LISTS, GANTT, FIT = "Панель", "Справка", "Справочники", "Гант", "Совместимость"
"""Sheets that are not tables of records."""
PICTURES = (GANTT, FIT)
"""Those of them that show the data of others."""
PICTURE_ROW = 3
"""The row in which such a picture begins."""


def choice_lists() -> dict[str, tuple[str, ...]]:
    """Every list to choose from that some column uses: title → values as declared."""
    used = (column.choices for record in RECORDS for column in record.columns)
    return {choices.title: choices.values for choices in used if choices}
