"""Whatever stands in the cells, a check answers: no book stops it or a rule, no words are lacking.

Every kind of value that a reader returns is tried: texts, numbers without end and of no size, days
of 1900, moments of a day, errors, formulas without a result, merged cells.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import cycle, zip_longest
from math import inf, nan

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.schools import sample
from nastavnik.model.cells import RecordTable
from nastavnik.model.findings import Value
from nastavnik.model.grid import Cells, Grid, Position
from nastavnik.model.schema import Column, Record
from nastavnik.model.school import School, read_school, resolve
from nastavnik.model.sheets import LISTS, RECORDS, choice_lists
from nastavnik.rules.autofix import check_repaired
from nastavnik.rules.checking import check
from nastavnik.rules.engine import STOPPED
from rules.drawing import TODAY
from support.depth import IS_DEEP, tries

BOOKS = int(os.environ.get("NASTAVNIK_RANDOM_BOOKS") or tries(150, quick=40))
WORDS = (
    "Ли Вера", "ЛИ ВЕРА", "В. П. Ли", "Л", "", " ", "да", "нет", "7 Б", "42-ОД", "№", "31-ЛС",
    "2026/2027", "2026-2028", "педагог", "ученик", "студент", "обучающийся", "действует", "принято",
    "прекращено", "учитель – учитель", "реверсивное", "в группе", "личный состав", "подписан",
    "отозван", "рабочий день", "выходной", "пятидневная", "наставник", "Согласие в анкете",
    "постановления от 32.13.2019 № Р-145", "ст. 358.1 ТК", "школы № 7", "31.02.2026", "01.09.26",
    "112-233-445 95", "a@b", "Х года", "95-ОД от 99.99.2026", "Ответственный\nи", "=1+1", "ПР01",
    "вопрос", "ошибка", "выключено", "{n}-ОД", "{n}{n}", "\u200b", "пeрвый", "ё" * 400,
)  # fmt: skip
NUMBERS: tuple[Value, ...] = (
    0, 1, -1, 2.5, 14, 1e15, 46000, 46000.75, 10**12, 10**400, 1e300, inf, -inf, nan, True, False,
)  # fmt: skip
DAYS: tuple[Value, ...] = (
    date(1900, 1, 1),
    date(2012, 2, 29),
    date(2026, 9, 6),
    date(2026, 10, 16),
    date(2100, 12, 31),
    date(9999, 12, 31),
    datetime(1900, 1, 5, 12, 30),
    datetime(2010, 5, 13, 21, 0),
    datetime(2026, 9, 6, 16, 20, 59, 999),
    datetime(9999, 12, 31, 23, 59),
)
ERRORS = ("#REF!", "#Н/Д", "#DIV/0!")
VALUES: tuple[Value, ...] = (*WORDS, *NUMBERS, *DAYS)


def any_value(chance: random.Random) -> Value:
    kind = chance.random()
    if kind < 0.25:
        return None
    return chance.choice(WORDS if kind < 0.65 else NUMBERS if kind < 0.8 else DAYS)


def random_book(chance: random.Random) -> Cells:
    """A workbook with any values in any columns; some sheets or columns are missing."""
    cells: dict[str, Grid] = {LISTS: random_lists(chance)}
    for record in RECORDS:
        if chance.random() < 0.05:
            continue
        titles: list[Value] = [c.title for c in record.columns if chance.random() > 0.05]
        if record.vertical:
            cells[record.sheet] = odd(chance, [[title, any_value(chance)] for title in titles])
        else:
            rows = [[any_value(chance) for _ in titles] for _ in range(chance.randint(0, 5))]
            cells[record.sheet] = odd(chance, [titles, *rows])
    return cells


def random_lists(chance: random.Random) -> Grid:
    """«Справочники» with values of the school's own, so that these come through."""
    lists = [
        [title, *values, *chance.choices(VALUES, k=2)] for title, values in choice_lists().items()
    ]
    return Grid([list(row) for row in zip_longest(*lists)])


def odd(chance: random.Random, rows: list[list[Value]]) -> Grid:
    """The rows with some cells that have no value of their own."""
    places = [(r, c) for r, row in enumerate(rows[1:], 2) for c in range(1, len(row) + 1)]
    broken, waiting = (chance.sample(places, min(len(places), 2)) for _ in range(2))
    for row, column in (*broken, *waiting):
        rows[row - 1][column - 1] = None
    merged = tuple((place, (place[0] + 1, place[1])) for place in places[:1])
    return Grid(
        rows, dict.fromkeys(broken, chance.choice(ERRORS)), frozenset(waiting), merged=merged
    )


def assert_whole(school: School) -> None:
    for outcome in (check(school, TODAY), check_repaired(school, TODAY)):
        for finding in outcome.findings:
            assert STOPPED not in finding.message, finding.message
            assert finding.sheet, finding.code
            assert finding.message, finding.code
            assert finding.reason, finding.code
            assert finding.remedy, finding.code
        resolve(outcome.changes.cells, school)


def test_no_book_stops_a_check() -> None:
    for seed in range(BOOKS):
        assert_whole(read_school(random_book(random.Random(seed))))


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.sheet)
def test_no_kind_of_value_in_any_column_stops_a_check(record: type[Record]) -> None:
    """Columns of the sample school in turn hold every odd value, a row each."""
    whole = sample()
    cells = {title: table.grid for title, table in whole.tables.items()}
    table = whole.tables[record.sheet]
    for columns in in_turn(record.columns):
        rows = [list(row) for row in table.grid.rows]
        for column in columns:
            for place, value in zip(_places(table, column), cycle(NUMBERS + DAYS), strict=False):
                rows[place[0] - 1][place[1] - 1] = value
        assert_whole(read_school({**cells, record.sheet: replace(table.grid, rows=rows)}))


def in_turn(columns: Sequence[Column]) -> Iterator[Sequence[Column]]:
    """One column after another; in the quick run three at a time, far from each other."""
    turns = len(columns) if IS_DEEP else -(-len(columns) // 3)
    return (columns[turn::turns] for turn in range(turns))


def _places(table: RecordTable[Record], column: Column) -> Iterator[Position]:
    for row in table.rows:
        if place := table.position(row.row, column.title):
            yield place


@st.composite
def odd_cells(draw: st.DrawFn) -> Cells:
    """The sample school with up to twelve cells that hold anything."""
    cells = {title: table.grid for title, table in sample().tables.items()}
    anything = st.one_of(
        st.sampled_from(VALUES),
        st.text(max_size=20),
        st.integers(),
        st.floats(),
        st.booleans(),
        st.dates(),
        st.datetimes(),
    )
    for _ in range(draw(st.integers(1, 12))):
        title = draw(st.sampled_from(sorted(cells)))
        rows = [list(row) for row in cells[title].rows]
        row = rows[draw(st.integers(0, len(rows) - 1))]
        if row:
            row[draw(st.integers(0, len(row) - 1))] = draw(anything)
        cells[title] = replace(cells[title], rows=rows)
    return cells


@settings(max_examples=tries(60, quick=20), deadline=None, suppress_health_check=list(HealthCheck))
@given(odd_cells())
def test_no_few_cells_of_a_whole_school_stop_a_check(cells: Cells) -> None:
    assert_whole(read_school(cells))
