"""What is written is read back the same, by both ways of writing."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nastavnik.model.changes import AppendRows, Change, SetCell
from nastavnik.model.schema import Record
from nastavnik.model.school import School, read_school, resolve
from nastavnik.model.sheets import RECORDS
from nastavnik.readers.preflight.inspection import inspect_bytes
from nastavnik.workbooks.build.book import build_book
from nastavnik.workbooks.closed import ClosedBook
from nastavnik.workbooks.ooxml.patching import patched
from support.depth import tries
from support.strategies import as_rows, rows_of

FIXED = HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large


def now() -> datetime:
    return datetime(2026, 10, 15, 12)


def read_back(school: School, record: type[Record]) -> list[Record]:
    return [row.replace(row=0) for row in school.table(record).rows]


def assert_same(school: School, written: dict[type[Record], list[Record]]) -> None:
    for record, rows in written.items():
        assert read_back(school, record) == rows, record.sheet
        own = [f for f in school.findings if f.sheet == record.sheet]
        assert own == []


@given(seed=st.data())
@settings(max_examples=tries(6, quick=3), deadline=None, suppress_health_check=FIXED)
def test_a_built_book_reads_as_it_was_written(tmp_path: Path, seed: st.DataObject) -> None:
    written = {record: seed.draw(rows_of(record), record.sheet) for record in RECORDS}
    path = tmp_path / "книга.xlsx"
    path.write_bytes(build_book({record.sheet: as_rows(rows) for record, rows in written.items()}))
    assert_same(read_school(ClosedBook(path, now).read()), written)


@pytest.fixture(scope="module")
def empty_book() -> bytes:
    return build_book({})


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.sheet)
def test_a_patched_sheet_reads_as_it_was_written(
    tmp_path: Path, empty_book: bytes, record: type[Record]
) -> None:
    path = tmp_path / "книга.xlsx"
    path.write_bytes(empty_book)
    empty_school = read_school(ClosedBook(path, now).read())

    @given(rows=rows_of(record))
    @settings(max_examples=tries(12, quick=4), deadline=None)
    def holds(rows: list[Record]) -> None:
        patches = resolve(changes(record, rows), empty_school)
        path.write_bytes(patched(inspect_bytes(empty_book, path.name), patches))
        assert_same(read_school(ClosedBook(path, now).read()), {record: rows})

    holds()


def changes(record: type[Record], found: list[Record]) -> list[Change]:
    rows = as_rows(found)
    if record.vertical:
        return [SetCell(record.sheet, 0, title, value) for title, value in rows[0].items()]
    return [AppendRows(record.sheet, tuple(rows))]
