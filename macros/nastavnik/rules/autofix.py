"""Safe repairs: how a thing is typed, never what it means. Each is listed and can be undone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from nastavnik.model.cells import RecordTable
from nastavnik.model.changes import AppendRows, Changes
from nastavnik.model.findings import Value
from nastavnik.model.grid import Position
from nastavnik.model.homoglyphs import in_cyrillic, unlatin
from nastavnik.model.parsing import cell_value, parse_cell
from nastavnik.model.patterns import FULL_NAME
from nastavnik.model.schema import CellKind, Column
from nastavnik.model.school import School, with_values
from nastavnik.model.sheets import RepairRow
from nastavnik.model.text import cleaned, counted_cells, fold, tidy
from nastavnik.rules.checking import Checked, check
from nastavnik.rules.engine import Rule
from nastavnik.rules.repair import Repair
from nastavnik.rules.returns import ReturnedFindings

_FULL_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_CAPITALS = re.compile(r"[А-ЯЁ]{2,}(?:-[А-ЯЁ]{2,})*(?:\s+[А-ЯЁ]{2,}(?:-[А-ЯЁ]{2,})*)+")


def check_repaired(
    school: School, today: date, own: Iterable[Rule] = (), returned: ReturnedFindings | None = None
) -> Checked:
    """Everything that can be repaired safely, and the check of the book as it is afterwards."""
    made = tuple(repairs(school))
    outcome = check(repaired(school, made), today, own, returned)
    mended = (each.change for each in made)
    changes = Changes((*mended, *_written_down(school, made, today), *outcome.changes.cells))
    done = f"Исправлено: {counted_cells(len(made))}. " if made else ""
    return replace(outcome, changes=changes, message=done + outcome.message, repairs=made)


def _written_down(school: School, made: Iterable[Repair], today: date) -> Iterator[AppendRows]:
    """The repairs as new rows of «Исправления», where the book has that sheet."""
    table = school.table(RepairRow)
    rows = table.fitting(each.row_on(today) for each in made)
    if table.headers and rows:
        yield AppendRows(RepairRow.sheet, rows)


def repairs(school: School) -> Iterator[Repair]:
    """Every cell that people fill in and that can be typed better without changing its meaning."""
    for table in school.tables.values():
        for column in table.record.columns:
            if column.title in table.headers and not column.made:
                yield from _in_column(table, column, school)


def _in_column(table: RecordTable[Any], column: Column, school: School) -> Iterator[Repair]:
    allowed, known = _allowed(column, school), {}
    for row in table.rows:
        position = table.position(row.row, column.title)
        assert position is not None
        before = table.grid.value(*position)
        if not isinstance(before, str) or position in table.grid.formulas:
            continue
        if before not in known:
            known[before] = mended(before, column, allowed)
        after, what = known[before]
        if what:
            yield Repair(table.record.sheet, row.row, position, column.title, before, after, what)


def _allowed(column: Column, school: School) -> Mapping[str, str]:
    if column.choices is None:
        return {}
    return {fold(v): v for v in school.lists.get(column.choices.title) or column.choices.values}


def mended(text: str, column: Column, allowed: Mapping[str, str]) -> tuple[Value, str]:
    """The text as it should be typed, and what was wrong with it; "" where nothing was."""
    if column.kind is not CellKind.TEXT:
        return _as_value(text, column)
    if fold(text) in allowed:
        chosen = allowed[fold(text)]
        return chosen, "значение списка" if chosen != text else ""
    is_cyrillic = column.pattern is not None and column.pattern.cyrillic
    steps: list[tuple[str, Callable[[str], str]]] = [
        ("невидимые знаки", cleaned),
        ("лишние пробелы", _tidy_lines),
        ("латинские буквы", in_cyrillic if is_cyrillic else unlatin),
    ]
    if column.pattern is FULL_NAME or column.refers:
        steps.append(("прописные буквы", _no_capitals))
    after, wrong = text, []
    for what, step in steps:
        stepped = step(after)
        if stepped != after:
            after = stepped
            wrong.append(what)
    return after, ", ".join(wrong)


def _as_value(text: str, column: Column) -> tuple[Value, str]:
    """A date, a number or «да» and «нет» that was kept as a text."""
    parsed, _ = parse_cell(text, column)
    value = cell_value(parsed, column)
    if value is None or value == text:
        return text, ""
    if column.kind is CellKind.DATE:
        # which century a year of two digits means is for a person to say, and a time would be lost
        is_plain = _FULL_YEAR.search(text) and ":" not in text
        return (value, "дата записана текстом") if is_plain else (text, "")
    return value, "значение списка" if column.kind is CellKind.FLAG else "число записано текстом"


def _tidy_lines(text: str) -> str:
    return "\n".join(tidy(line) for line in cleaned(text).strip().split("\n"))


def _no_capitals(name: str) -> str:
    """«ОРЛОВА АННА» as «Орлова Анна»; initials and single words stay."""
    return name.title() if _CAPITALS.fullmatch(name) else name


def repaired(school: School, made: Iterable[Repair]) -> School:
    """The school as it is read after the repairs."""
    by_sheet: dict[str, dict[Position, Value]] = {}
    for each in made:
        by_sheet.setdefault(each.sheet, {})[each.position] = each.after
    return with_values(school, by_sheet)
