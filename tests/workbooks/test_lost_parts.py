"""What is lost of a book is one finding each: nothing else is blamed for it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from nastavnik.actions.new_book import sample_values
from nastavnik.model.findings import Finding, Level
from nastavnik.model.grid import Cells, Grid
from nastavnik.model.schema import Column, Record
from nastavnik.model.school import read_school
from nastavnik.model.sheets import RECORDS, Mentee, Mentor
from nastavnik.rules.checking import check
from nastavnik.workbooks.build.defaults import default_values
from rules.drawing import TODAY, typed_cells

SAMPLE = typed_cells({**default_values(), **sample_values()})
TABLES = [record for record in RECORDS if not record.vertical]
by_sheet = pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.sheet)


def found(cells: Cells) -> list[Finding]:
    return list(check(read_school(cells), TODAY).findings)


def places(findings: list[Finding]) -> Counter[tuple[str, str | None, str | None]]:
    return Counter((f.code, f.sheet, f.cell) for f in findings)


CLEAN = places(found(SAMPLE))


@by_sheet
def test_a_deleted_sheet(record: type[Record]) -> None:
    new = places(found({t: grid for t, grid in SAMPLE.items() if t != record.sheet})) - CLEAN
    expected = {} if record.is_made() else {("ЛС01", record.sheet, None): 1}
    assert new == expected


@pytest.mark.parametrize("record", TABLES, ids=lambda record: record.sheet)
def test_a_deleted_row_of_headers(record: type[Record]) -> None:
    grid = SAMPLE[record.sheet]
    new = places(found({**SAMPLE, record.sheet: replace(grid, rows=grid.rows[1:])})) - CLEAN
    assert new == {("ЛС02", record.sheet, None): 1}


COLUMNS = [(record, column) for record in TABLES for column in record.columns]


@pytest.mark.parametrize(
    ("record", "column"), COLUMNS, ids=[f"{r.sheet}.{c.title}" for r, c in COLUMNS]
)
def test_a_renamed_header(record: type[Record], column: Column) -> None:
    grid = SAMPLE[record.sheet]
    headers = ["иное" if title == column.title else title for title in grid.rows[0]]
    cells = {**SAMPLE, record.sheet: replace(grid, rows=[headers, *grid.rows[1:]])}
    assert {code for code, *_ in places(found(cells)) - CLEAN} == {"ЛС03"}


def test_a_renamed_sheet_is_guessed() -> None:
    cells = {f"{t} 2026" if t == Mentor.sheet else t: grid for t, grid in SAMPLE.items()}
    (lost,) = (f for f in found(cells) if f.code == "ЛС01")
    assert "«Наставники 2026»" in lost.remedy


def test_a_sheet_that_is_there_twice_is_said_and_the_exact_one_is_read() -> None:
    cells = {"наставники ": Grid([["ФИО", "Кто"], ["Ли Вера", "педагог"]]), **SAMPLE}
    (twice,) = (f for f in found(cells) if f.code == "ЛС05")
    assert (twice.sheet, twice.level) == (Mentor.sheet, Level.ERROR)
    assert places(found(cells)) - CLEAN == {("ЛС05", Mentor.sheet, None): 1}


def test_a_name_that_cannot_be_seen_makes_nobody_unknown() -> None:
    grid = SAMPLE[Mentee.sheet]
    rows = [list(row) for row in grid.rows]
    rows[4][0] = None
    hidden = replace(grid, rows=rows, uncalculated=frozenset({(5, 1)}))
    new = places(found({**SAMPLE, Mentee.sheet: hidden})) - CLEAN
    assert new == {("ЯЧ09", Mentee.sheet, "A5"): 1}
