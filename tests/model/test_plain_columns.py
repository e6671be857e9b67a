"""What is seen of a column at a glance is what its cells say one by one."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.model.findings import Value
from nastavnik.model.parsing import parse_cell
from nastavnik.model.plain_columns import plain_values
from nastavnik.model.schema import CellKind, Column
from nastavnik.model.sheets import RECORDS, Mentor, Pair
from nastavnik.model.text import fold

COLUMNS = [column for record in RECORDS for column in record.columns]
ODD = (
    "",
    " ",
    "\u00a0",
    "ё",
    "e\u0301",
    "и\u0306",
    "\u200b",
    "7A",
    "7 Б",
    "09.янв",
    "15-К",
    "1\n2",
)
LISTED = ["педагог", "Иной\u00a0вид", "да"]
NUMBERS = st.integers(-3, 3000) | st.floats() | st.sampled_from([10**15, -(10**15), 10**400])
DAYS = st.dates() | st.datetimes() | st.dates(date(1949, 1, 1), date(2101, 1, 1))


def cells_like(column: Column) -> st.SearchStrategy[list[Value]]:
    """Cells of which most may be what the column wants."""
    texts = st.sampled_from([*ODD, *LISTED, column.example or "пример"]) | st.text(max_size=5)
    whole = st.integers(0, 40) | st.integers(0, 40).map(float)
    plain: dict[CellKind, st.SearchStrategy[Value]] = {
        CellKind.TEXT: texts,
        CellKind.DATE: st.dates(date(1990, 1, 1), date(2030, 1, 1)),
    }
    usual = plain.get(column.kind, whole)
    any_cell = st.none() | texts | NUMBERS | DAYS | st.booleans()
    return st.lists(usual, min_size=1, max_size=4) | st.lists(usual | any_cell, max_size=4)


@given(st.data())
def test_a_glance_reads_what_parsing_reads(data: st.DataObject) -> None:
    column = data.draw(st.sampled_from(COLUMNS))
    cells = data.draw(cells_like(column))
    allowed = {fold(value): value for value in LISTED} if column.choices else None
    seen = plain_values(cells, column, allowed)
    if seen is not None:
        parsed = [parse_cell(cell, column, allowed) for cell in cells]
        assert [(type(value), value, None) for value in seen] == [
            (type(value), value, remark) for value, remark in parsed
        ]


@pytest.mark.parametrize(
    ("column", "cells", "values"),
    [
        (Mentor.full_name, ["Орлова Анна", "Зорин Пётр"], ["Орлова Анна", "Зорин Пётр"]),
        (Mentor.subject, [None, "физика"], ["", "физика"]),
        (Mentor.places, [1, 2.0], [1, 2]),
        (Mentor.seniority, [None, 7], [None, 7.0]),
        (Mentor.joined_on, [date(2026, 9, 1), None], [date(2026, 9, 1), None]),
    ],
)
def test_plain_cells_are_read_at_a_glance(
    column: Column, cells: list[Value], values: list[object]
) -> None:
    assert plain_values(cells, column, None) == values


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        (Mentor.full_name, ["Орлова Анна", None]),
        (Mentor.full_name, ["Орлова"]),
        (Mentor.places, [1, 100]),
        (Mentor.places, [1, True]),
        (Mentor.places, [float("nan"), 1]),
        (Pair.start, [datetime(2026, 9, 1, 12)]),
        (Mentor.subject, ["физика", "\u200bхимия"]),
    ],
)
def test_one_cell_that_is_not_plain_leaves_its_column_to_parsing(
    column: Column, cells: list[Value]
) -> None:
    assert plain_values(cells, column, None) is None
