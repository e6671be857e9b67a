"""What is printed of a sheet, and how high its rows are, in the file itself."""

from __future__ import annotations

import io
import re
import zipfile
from copy import copy
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.styles import Border

from nastavnik.actions.new_book import new_book
from nastavnik.model.changes import CellValue, Patch
from nastavnik.model.schema import Record
from nastavnik.model.sheets import RECORDS, Check, Pair
from nastavnik.workbooks.build.book import build_book
from nastavnik.workbooks.build.paper import PAGE_WIDTH, SMALLEST, USUAL
from nastavnik.workbooks.build.tables import HEADER, laid_out, place_of, printed, width_of
from nastavnik.workbooks.closed import ClosedBook
from nastavnik.workbooks.restore import heal
from nastavnik.workbooks.row_heights import HIGHEST, LINE, lines_of, row_height

TABLES = [record for record in RECORDS if not record.vertical]
FORMER = {"left": 0.5, "right": 0.4, "top": 0.5, "bottom": 0.6}
Book = Any


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return new_book(tmp_path_factory.mktemp("sample"), sample=True).read_bytes()


def opened(content: bytes) -> Book:
    return load_workbook(io.BytesIO(content))


def saved(book: Book) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("record", TABLES, ids=lambda record: record.sheet)
def test_what_is_printed_stands_first_and_fits_in_type_that_can_be_read(
    record: type[Record],
) -> None:
    wanted = printed(record)
    assert wanted == laid_out(record)[: len(wanted)]
    assert sum(width_of(column) + 0.72 for column in wanted) <= PAGE_WIDTH * USUAL / SMALLEST
    required = {column.title for column in record.columns if column.required}
    assert required <= {column.title for column in wanted}


def test_the_area_is_whole_columns_so_that_it_ends_with_what_is_filled(sample: bytes) -> None:
    book = opened(sample)
    last = {r.sheet: len(printed(r)) for r in TABLES if len(printed(r)) < len(r.columns)}
    assert last
    for title, columns in last.items():
        letter = book[title].cell(1, columns).column_letter
        assert book[title].print_area.endswith(f"$A$1:${letter}$1048576")


def test_no_empty_row_is_drawn_below_the_table(sample: bytes) -> None:
    book = opened(sample)
    for record in TABLES:
        sheet = book[record.sheet]
        (table,) = sheet.tables.values()
        assert f"{table.ref}".endswith(str(sheet.max_row))


def test_rows_are_as_high_as_their_texts_until_somebody_types(
    sample: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "книга.xlsx"
    path.write_bytes(sample)
    rows = _rows(path, "Дорожная карта")
    heights = [float(found) for row in rows[3:] for found in re.findall(r' ht="([\d.]+)"', row)]
    assert max(heights) >= 3 * LINE
    assert not any("customHeight" in row for row in rows[3:])


def test_a_row_grows_and_shrinks_with_what_the_program_writes(
    sample: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "книга.xlsx"
    path.write_bytes(sample)
    place = (HEADER + 1, place_of(Check, Check.message))
    _write(path, {place: "Нужно согласие. " * 20})
    assert _height(path, "Проверка", HEADER + 1) >= 6 * LINE
    _write(path, {place: "Коротко"})
    assert _height(path, "Проверка", HEADER + 1) == LINE


def test_a_height_that_a_person_set_stays(sample: bytes, tmp_path: Path) -> None:
    book = opened(sample)
    book["Проверка"].row_dimensions[HEADER + 1].height = 22
    path = tmp_path / "книга.xlsx"
    path.write_bytes(saved(book))
    _write(path, {(HEADER + 1, place_of(Check, Check.message)): "Нужно согласие. " * 20})
    assert _height(path, "Проверка", HEADER + 1) == 22


def _write(path: Path, cells: dict[tuple[int, int], CellValue]) -> None:
    book = ClosedBook(path, datetime.now)
    book.read()
    book.apply([Patch("Проверка", cells, HEADER)])


def _rows(path: Path, title: str) -> list[str]:
    number = load_workbook(path).sheetnames.index(title) + 1
    with zipfile.ZipFile(path) as archive:
        xml = archive.read(f"xl/worksheets/sheet{number}.xml").decode()
    return re.findall(r"<row [^>]*>", xml)


def _height(path: Path, title: str, row: int) -> float:
    found = next(each for each in _rows(path, title) if f'r="{row}"' in each)
    height = re.search(r' ht="([\d.]+)"', found)
    return float(height[1]) if height else LINE


@given(st.text("абвгдж —,-\n", max_size=300), st.floats(5, 90))
def test_more_room_never_needs_more_lines(text: str, width: float) -> None:
    wide, narrow = lines_of(text, 2 * width), lines_of(text, width)
    assert 1 <= wide <= narrow
    assert lines_of(text, width, bold=True) >= narrow
    assert LINE <= row_height([(text, width), ("", 9)]) <= HIGHEST


def as_formerly(sample: bytes) -> Book:
    """The book as a former version made it: all columns, other margins, no areas."""
    book = opened(sample)
    for sheet in book:
        for side, wanted in FORMER.items():
            setattr(sheet.page_margins, side, wanted)
        sheet.print_area = None
    return book


def test_healing_sets_up_the_pages_of_an_older_book(sample: bytes) -> None:
    healed = opened(heal(saved(as_formerly(sample)), build_book({})).content)
    was = opened(sample)
    assert {s.title: s.print_area for s in healed} == {s.title: s.print_area for s in was}
    assert {s.page_margins.left for s in healed} == {0.3}
    assert healed["Школа"].page_setup.orientation == "portrait"


def test_the_area_of_an_older_book_reaches_over_columns_in_their_older_order(
    sample: bytes,
) -> None:
    book = as_formerly(sample)
    sheet = book["Пары"]
    first, last = place_of(Pair, Pair.form), len(Pair.columns)
    for row in range(HEADER, sheet.max_row + 1):
        one, other = sheet.cell(row, first), sheet.cell(row, last)
        one.value, other.value = other.value, one.value
    del sheet.tables["Пары"]
    letter = sheet.cell(1, last).column_letter
    healed = opened(heal(saved(book), build_book({})).content)
    assert healed["Пары"].print_area.endswith(f"${letter}$1048576")


def test_healing_leaves_the_pages_that_a_person_set_up(sample: bytes) -> None:
    book = opened(sample)
    sheet = book["Наставники"]
    sheet.page_setup.orientation = "portrait"
    sheet.page_margins.left = 1
    sheet.print_area = "A1:C9"
    book["Пары"].print_area = None
    content = saved(book)
    healed = opened(heal(content, build_book({})).content)
    assert healed["Наставники"].page_setup.orientation == "portrait"
    assert healed["Наставники"].page_margins.left == 1
    assert healed["Наставники"].print_area.endswith("$A$1:$C$9")
    assert not healed["Пары"].print_area


def test_healing_fits_the_rows_of_an_older_book_and_takes_away_those_only_drawn(
    sample: bytes,
) -> None:
    book = as_formerly(sample)
    sheet = book["Дорожная карта"]
    last = sheet.max_row
    for row in range(HEADER + 1, last + 26):
        sheet.row_dimensions[row].height = None
        for column in range(1, sheet.max_column + 1):
            sheet.cell(row, column).border = copy(sheet.cell(HEADER + 1, column).border)
    sheet.cell(last + 30, 2, "внизу").border = Border()
    healed = heal(saved(book), build_book({})).content
    restored = opened(healed)["Дорожная карта"]
    assert restored.row_dimensions[HEADER + 1].height >= 2 * LINE
    assert [restored.cell(last + n, 1).has_style for n in (0, 1, 25)] == [True, False, False]
    assert restored.cell(last + 30, 2).value == "внизу"
    assert heal(healed, build_book({})).content == healed
