"""The same seven rules for the peers: required, unique, list, look, limits, date, order of dates.

Each is given only the columns its rules need, as it likes them best.
"""
# mypy: ignore-errors
# The peers are installed outside the product's environment.

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import frictionless
import pandas as pd
import pandera.pandas as pa
from frictionless import Check, Checklist, Detector, Dialect, Resource, Schema, checks, errors
from frictionless.formats import ExcelControl

HEADER = 3
"""The row of the headers in a workbook of the product."""
NAME = r"^\S+ \S+.*$"
PEOPLE = {"pattern": NAME, "unique": True}
TEACHERS = ["педагог", "руководитель", "ученик"]
MENTEES = ["молодой специалист", "вновь принятый педагог", "обучающийся"]
STATES = ["предложено", "принято", "действует", "завершено", "прекращено", "не подходит"]
FORMS = ["учитель – учитель", "ученик – ученик"]

SHEETS: dict[str, dict[str, dict[str, Any]]] = {
    "Наставники": {
        "ФИО": PEOPLE,
        "Кто": {"choices": TEACHERS},
        "Мест": {"range": (0, 20)},
        "Согласие на ПДн": {"date": True},
        "В программе с": {"date": True, "after": "Согласие на ПДн"},
    },
    "Наставляемые": {
        "ФИО": PEOPLE,
        "Категория": {"choices": MENTEES},
        "Стаж, лет": {"range": (0, 60)},
        "Согласие на ПДн": {"date": True},
        "В программе с": {"date": True, "after": "Согласие на ПДн"},
    },
    "Пары": {
        "Наставник": PEOPLE,
        "Состояние": {"choices": STATES},
        "Форма": {"choices": FORMS},
        "Начало": {"date": True},
        "Окончание": {"date": True, "after": "Начало"},
    },
    "Журнал приказов": {
        "Номер": {"pattern": r"^\d+-ЛС$", "unique": True},
        "Вид": {"choices": ["основная деятельность", "личный состав"]},
        "Подписал": {"pattern": NAME},
        "Дата": {"date": True},
        "Ознакомлены": {"date": True, "after": "Дата"},
    },
    "Встречи": {
        "Наставник": PEOPLE,
        "Наставляемый": PEOPLE,
        "Как": {"choices": ["очно", "дистанционно"]},
        "Дата": {"date": True},
    },
}
"""For each sheet seven rules or so."""


def columns_of(sheet: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with only the columns that the rules need."""
    return [{title: row.get(title) for title in SHEETS[sheet]} for row in rows]


@cache
def pandera_schema(sheet: str) -> pa.DataFrameSchema:
    """The rules of a sheet for pandera."""
    later = [(t, about["after"]) for t, about in SHEETS[sheet].items() if "after" in about]
    return pa.DataFrameSchema(
        {title: _pandera_column(about) for title, about in SHEETS[sheet].items()},
        checks=[pa.Check(lambda d, e=e, s=s: d[e] >= d[s], ignore_na=True) for e, s in later],
    )


def _pandera_column(about: dict[str, Any]) -> pa.Column:
    if "date" in about:
        return pa.Column("datetime64[ns]", nullable=False)
    if "range" in about:
        return pa.Column(float, pa.Check.in_range(*about["range"]))
    rules = [pa.Check.isin(about["choices"])] if "choices" in about else []
    if "pattern" in about:
        rules.append(pa.Check.str_matches(about["pattern"]))
    return pa.Column(str, rules, unique=about.get("unique", False))


def pandera_check(book: dict[str, list[dict[str, Any]]]) -> int:
    """How many failures pandera finds in a workbook whose values are read."""
    return sum(
        _pandera_failures(sheet, pd.DataFrame(columns_of(sheet, book[sheet]))) for sheet in SHEETS
    )


def pandera_file(path: Path) -> int:
    """How many failures pandera finds in a workbook on disk."""
    frames = pd.read_excel(path, sheet_name=list(SHEETS), skiprows=HEADER - 1, engine="calamine")
    return sum(
        _pandera_failures(sheet, frame[list(SHEETS[sheet])]) for sheet, frame in frames.items()
    )


def _pandera_failures(sheet: str, frame: pd.DataFrame) -> int:
    frame = frame.copy()
    for title, rules in SHEETS[sheet].items():
        if "date" in rules:
            frame[title] = pd.to_datetime(frame[title])
        elif "range" in rules:
            frame[title] = frame[title].astype(float)
    try:
        pandera_schema(sheet).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as found:
        return len(found.failure_cases)
    return 0


class After(Check):
    """A date that must not precede another one of its row."""

    Errors = [errors.RowConstraintError]  # noqa: RUF012 - as the library wants it

    def __init__(self, end: str, start: str) -> None:
        super().__init__()
        self.end, self.start = end, start

    def validate_row(self, row):
        """Yield an error where the order of dates is wrong."""
        if row[self.end] and row[self.start] and row[self.end] < row[self.start]:
            yield errors.RowConstraintError.from_row(row, note="dates")


@cache
def frictionless_schema(sheet: str) -> Schema:
    """The rules of a sheet for frictionless."""
    return Schema.from_descriptor(
        {"fields": [{"name": t, **_field(about)} for t, about in SHEETS[sheet].items()]}
    )


def _field(about: dict[str, Any]) -> dict[str, Any]:
    if "date" in about:
        return {"type": "date", "constraints": {"required": True}}
    if "range" in about:
        low, high = about["range"]
        return {"type": "number", "constraints": {"minimum": low, "maximum": high}}
    limits: dict[str, Any] = {"required": True}
    if "choices" in about:
        limits["enum"] = about["choices"]
    if "pattern" in about:
        limits |= {"pattern": about["pattern"], "unique": about.get("unique", False)}
    return {"type": "string", "constraints": limits}


@cache
def frictionless_checks(sheet: str) -> Checklist:
    """The rule on dates for frictionless, and that no row stands twice."""
    later = [After(t, about["after"]) for t, about in SHEETS[sheet].items() if "after" in about]
    return Checklist(checks=[*later, checks.duplicate_row()])


def frictionless_check(book: dict[str, list[dict[str, Any]]]) -> int:
    """How many errors frictionless finds in a workbook whose values are read."""
    found = 0
    for sheet, about in SHEETS.items():
        rows = columns_of(sheet, book[sheet])
        data = [list(about), *(list(row.values()) for row in rows)]
        found += _frictionless_errors(sheet, Resource(data=data, schema=frictionless_schema(sheet)))
    return found


def frictionless_file(path: Path) -> int:
    """How many errors frictionless finds in a workbook on disk."""
    found = 0
    for sheet in SHEETS:
        dialect = Dialect(header_rows=[HEADER], controls=[ExcelControl(sheet=sheet)])
        detector = Detector(schema_sync=True)
        resource = Resource(
            path=path.name,
            basepath=str(path.parent),
            dialect=dialect,
            detector=detector,
            schema=frictionless_schema(sheet).to_copy(),
        )
        found += _frictionless_errors(sheet, resource)
    return found


def _frictionless_errors(sheet: str, resource: Resource) -> int:
    report = frictionless.validate(resource, checklist=frictionless_checks(sheet))
    return sum(task.stats["errors"] for task in report.tasks)
