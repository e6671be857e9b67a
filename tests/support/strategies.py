"""Random rows of any sheet, derived from the declaration."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from nastavnik.model.findings import Value
from nastavnik.model.parsing import cell_value, first_day
from nastavnik.model.schema import CellKind, Column, Record
from nastavnik.model.text import cleaned

TRICKY = (
    "&<>\"'",
    "Ёлкина\u00a0Фёкла",
    "👩‍🏫 эмодзи",
    "=1+1",
    "_x0041_",
    "0012",
    "+7 900",
    "а\nб\tв",
)
TEXTS = st.one_of(
    st.sampled_from(TRICKY),
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn")), min_size=1, max_size=40),
).filter(lambda text: bool(text.strip()) and cleaned(text) == text)


def values(column: Column) -> st.SearchStrategy[Any]:
    """What a cell of the column may hold; "" or None for an empty one where that is allowed."""
    filled: st.SearchStrategy[Any]
    if column.choices:
        filled = st.sampled_from(column.choices.values)
    elif column.pattern:
        filled = st.just(column.pattern.example)
    elif column.kind is CellKind.TEXT:
        filled = TEXTS
    elif column.kind is CellKind.DATE:
        filled = st.dates(first_day(column), date(2099, 12, 31))
    elif column.kind is CellKind.FLAG:
        filled = st.booleans()
    else:
        filled = _numbers(column)
    empty = st.just("" if column.kind is CellKind.TEXT else None)
    return filled if column.required else st.one_of(empty, filled)


def _numbers(column: Column) -> st.SearchStrategy[Any]:
    low = -(10**6) if column.minimum is None else int(column.minimum)
    high = 10**6 if column.maximum is None else int(column.maximum)
    whole = st.integers(low, high)
    if column.kind is CellKind.INTEGER:
        return whole
    return whole.map(float) | st.integers(low * 8, high * 8).map(lambda eighths: eighths / 8)


def records(record: type[Record]) -> st.SearchStrategy[Record]:
    """A row of the sheet."""
    fields = {column.name: values(column) for column in record.columns}
    made = st.fixed_dictionaries(fields).map(lambda found: record(**found))
    return made.filter(lambda row: any(value not in {"", None} for value in row.values().values()))


def as_rows(found: list[Record]) -> list[dict[str, Value]]:
    """Records as rows of cells."""
    return [{c.title: cell_value(getattr(each, c.name), c) for c in each.columns} for each in found]


def rows_of(record: type[Record]) -> st.SearchStrategy[list[Record]]:
    """A few rows of the sheet, exactly one for a vertical one."""
    return st.lists(records(record), min_size=1, max_size=1 if record.vertical else 3)
