"""What every host of a workbook promises: the same book and verbs end in the same values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from nastavnik.actions import session
from nastavnik.actions.new_book import new_book
from nastavnik.actions.undo_step import undo
from nastavnik.matching.proposing import propose
from nastavnik.model.changes import CellValue, Link, NewFile, Patch
from nastavnik.model.findings import Value
from nastavnik.model.grid import Cells, Grid, Position
from nastavnik.model.outcome import Outcome
from nastavnik.model.school import School
from nastavnik.model.sheets import RECORDS
from nastavnik.people_import.model import Source
from nastavnik.people_import.taking import take_registries
from nastavnik.rules.autofix import check_repaired
from nastavnik.rules.checking import check
from nastavnik.workbooks.closed import ClosedBook
from nastavnik.workbooks.history import History
from nastavnik.workbooks.port import BookError, OpenBook
from nastavnik.workbooks.undo import NamedStep, RecordedBook

TODAY = date(2026, 10, 15)
NOON = datetime(2026, 10, 15, 12, 0)
HEADER, FIRST = 3, 4
SHEET = "Пары"
FREE_ROW = 40
"""A row of every sheet that the sample leaves empty."""


def now() -> datetime:
    return NOON


@dataclass(frozen=True)
class Opened:
    """A book in a host: `saved` writes what the host holds into a file."""

    book: OpenBook
    path: Path
    saved: Callable[[], Path]

    def cells(self) -> Cells:
        """What the host would leave in the file."""
        return ClosedBook(self.saved(), now).read()

    def write(self, cells: Mapping[Position, CellValue], ends: int | None = None) -> None:
        self.book.read()
        self.book.apply([Patch(SHEET, cells, HEADER, ends)])


Open = Callable[[Path], Opened]


def checked(school: School) -> Outcome:
    return check(school, TODAY)


def repaired(school: School) -> Outcome:
    return check_repaired(school, TODAY)


def matched(school: School) -> Outcome:
    return propose(school, TODAY)


def with_a_list(school: School) -> Outcome:
    rows = (("ФИО", "Класс"), ("Жукова Яна Олеговна", "7 Б"), ("Зимин Пётр Ильич", "7 Б"))
    return take_registries(school, [Source("7Б.csv", "", Grid(rows))])


VERBS = (checked, repaired, matched, with_a_list)
"""The verbs of the buttons that write into the sheets."""


def shown(cells: Cells) -> dict[str, list[list[Value]]]:
    """The filled part of every sheet of records."""
    return {
        record.sheet: [_without_tail(row) for row in _without_empty(cells[record.sheet].rows)]
        for record in RECORDS
    }


def _without_tail(row: list[Value]) -> list[Value]:
    last = max((n for n, value in enumerate(row, 1) if value is not None), default=0)
    return list(row[:last])


def _without_empty(rows: object) -> list[list[Value]]:
    filled = [list(row) for row in rows]  # type: ignore[attr-defined]
    while filled and not any(value is not None for value in filled[-1]):
        filled.pop()
    return filled


@pytest.fixture(scope="session")
def flawed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return new_book(tmp_path_factory.mktemp("flawed"), flawed=True).read_bytes()


class Contract:
    """The promises; a host's test class inherits them and gives the fixture `open_book`."""

    @pytest.fixture
    def path(self, flawed: bytes, tmp_path: Path) -> Path:
        path = tmp_path / "школа" / "Наставничество.xlsx"
        path.parent.mkdir()
        path.write_bytes(flawed)
        return path

    @pytest.fixture
    def host(self, open_book: Open, path: Path) -> Opened:
        return open_book(path)

    def test_a_book_is_read_as_from_a_closed_file(self, host: Opened, path: Path) -> None:
        assert shown(host.book.read()) == shown(ClosedBook(path, now).read())

    def test_checking_ends_in_the_same_values_as_in_a_closed_file(
        self, host: Opened, path: Path, flawed: bytes
    ) -> None:
        twin = path.parent.parent / "twin.xlsx"
        twin.write_bytes(flawed)
        session.work(ClosedBook(twin, now), checked)
        session.work(host.book, checked)
        assert shown(host.cells()) == shown(ClosedBook(twin, now).read())

    def test_checking_again_writes_nothing(self, host: Opened) -> None:
        session.work(host.book, checked)
        assert session.work(host.book, checked).patches == ()

    def test_what_looks_like_a_number_a_date_or_a_formula_stays_text(self, host: Opened) -> None:
        texts = ["0012", "5-9", "+7 900 123-45-67", "=1+1", "01.09.2026", "'кавычка", "две\nстроки"]
        host.write({(FREE_ROW + n, 1): text for n, text in enumerate(texts)})
        grid = host.cells()[SHEET]
        assert [grid.value(FREE_ROW + n, 1) for n in range(len(texts))] == texts

    def test_numbers_and_dates_keep_their_kinds(self, host: Opened) -> None:
        day = date(2027, 5, 31)
        host.write({(FREE_ROW, 5): day, (FREE_ROW, 3): 7, (FREE_ROW, 6): 2.5})
        grid = host.cells()[SHEET]
        assert [grid.value(FREE_ROW, n) for n in (5, 3, 6)] == [day, 7, 2.5]

    def test_yes_and_no_are_neither_numbers_nor_texts(self, host: Opened) -> None:
        host.write({(FREE_ROW, 3): True, (FREE_ROW, 4): False, (FREE_ROW + 1, 3): 1})
        grid = host.cells()[SHEET]
        held = [grid.value(FREE_ROW, 3), grid.value(FREE_ROW, 4), grid.value(FREE_ROW + 1, 3)]
        assert [(value, type(value)) for value in held] == [(True, bool), (False, bool), (1, int)]
        host.write({(FREE_ROW, 3): 1})
        assert type(host.cells()[SHEET].value(FREE_ROW, 3)) is int

    def test_yes_and_no_are_read_as_from_a_closed_file(self, open_book: Open, path: Path) -> None:
        below = FREE_ROW + 1
        truths = {(FREE_ROW, 3): True, (FREE_ROW, 6): False, (below, 3): 1, (below, 6): 0}
        ClosedBook(path, now).apply([Patch(SHEET, truths, HEADER)])
        grid = open_book(path).book.read()[SHEET]
        held = [grid.value(*place) for place in truths]
        assert [(v, type(v)) for v in held] == [(True, bool), (False, bool), (1, int), (0, int)]

    def test_a_cell_is_emptied(self, host: Opened) -> None:
        host.write({(FIRST, 1): None})
        assert host.cells()[SHEET].value(FIRST, 1) is None

    def test_a_link_shows_its_text_and_is_a_formula(self, host: Opened) -> None:
        host.write({(FREE_ROW, 1): Link("Наставники", "C7", "Наставники!C7")})
        grid = host.cells()[SHEET]
        assert grid.value(FREE_ROW, 1) == "Наставники!C7"
        assert (FREE_ROW, 1) in grid.formulas

    def test_cells_between_those_written_keep_what_they_hold(self, host: Opened) -> None:
        before = host.book.read()[SHEET].rows[FIRST - 1 : FIRST + 2]
        host.write({(FIRST, 1): "Первый", (FIRST + 2, 4): "Третий"})
        after = [list(row) for row in host.cells()[SHEET].rows[FIRST - 1 : FIRST + 2]]
        expected = [list(row) for row in before]
        expected[0][0], expected[2][3] = "Первый", "Третий"
        assert [_without_tail(row) for row in after] == [_without_tail(row) for row in expected]

    def test_a_table_grows_and_shrinks(self, host: Opened) -> None:
        host.write({(FREE_ROW, 1): "Новый"}, ends=FREE_ROW)
        assert table_end(host.saved(), SHEET) == FREE_ROW
        host.write({(FREE_ROW, 1): None}, ends=FREE_ROW - 1)
        assert table_end(host.saved(), SHEET) == FREE_ROW - 1

    def test_new_files_appear_beside_the_book(self, host: Opened, path: Path) -> None:
        host.book.read()
        host.book.apply([], [NewFile("Документы/приказ.docx", b"content")])
        assert (path.parent / "Документы" / "приказ.docx").read_bytes() == b"content"

    def test_a_file_in_the_way_stays_beside(self, host: Opened, path: Path) -> None:
        (path.parent / "приказ.docx").write_bytes(b"hers")
        host.book.read()
        host.book.apply([], [NewFile("приказ.docx", b"ours")])
        assert (path.parent / "приказ.docx").read_bytes() == b"ours"
        assert (path.parent / "приказ (прежний).docx").read_bytes() == b"hers"

    def test_nothing_is_written_where_a_folder_is_in_the_way(
        self, host: Opened, path: Path
    ) -> None:
        (path.parent / "приказ.docx").mkdir()
        before = shown(host.cells())
        host.book.read()
        patch = Patch(SHEET, {(FIRST, 1): "Программа"}, HEADER)
        with pytest.raises(BookError, match="стоит папка"):
            host.book.apply([patch], [NewFile("приказ.docx", b"ours")])
        assert shown(host.cells()) == before

    def test_nothing_is_written_where_one_of_two_sheets_is_missing(self, host: Opened) -> None:
        before = shown(host.cells())
        host.book.read()
        patches = [Patch(SHEET, {(FIRST, 1): "Программа"}), Patch("Нет такого", {(1, 1): "x"})]
        with pytest.raises(BookError, match="Нет такого"):
            host.book.apply(patches)
        assert shown(host.cells()) == before

    def test_a_check_can_be_taken_back(self, host: Opened) -> None:
        before = shown(host.cells())
        recorded = RecordedBook(host.book, History(host.path), now, NamedStep("Проверка"))
        session.work(recorded, checked)
        assert shown(host.cells()) != before
        undo(host.book, host.path)
        assert shown(host.cells()) == before


class MergingContract:
    """What a host promises that knows which areas are merged."""

    @pytest.fixture
    def merged(self, flawed: bytes, tmp_path: Path) -> Path:
        """The flawed book with cells merged over two rows, something hidden under them."""
        path = tmp_path / "Наставничество.xlsx"
        path.write_bytes(flawed)
        book = load_workbook(path)
        sheet = book[SHEET]
        sheet.merge_cells(start_row=FIRST, end_row=FIRST + 1, start_column=1, end_column=1)
        sheet.merge_cells(start_row=FREE_ROW, end_row=FREE_ROW + 1, start_column=3, end_column=5)
        sheet.cell(FREE_ROW, 3, "видно")
        book.save(path)
        return path

    def test_a_merged_area_is_its_first_cell(self, open_book: Open, merged: Path) -> None:
        live = open_book(merged).book.read()
        closed = ClosedBook(merged, now).read()
        assert sorted(live[SHEET].merged) == sorted(closed[SHEET].merged)
        assert len(live[SHEET].merged) == 2
        assert shown(live) == shown(closed)

    def test_nothing_is_written_under_a_merged_area(self, open_book: Open, merged: Path) -> None:
        host = open_book(merged)
        before = shown(host.cells())
        with pytest.raises(BookError, match="объединена"):
            host.write({(FIRST + 1, 1): "не видно", (FIRST, 2): "видно"})
        assert shown(host.cells()) == before


def table_end(path: Path, name: str) -> int:
    """The last row of a table in a file."""
    from nastavnik.readers.package.archive import Archive

    archive = Archive(path.read_bytes())
    parts = (archive.read(part).decode() for part in archive.names if "/tables/" in part)
    area = next(part.split('ref="')[1].split('"')[0] for part in parts if f'name="{name}"' in part)
    return int("".join(filter(str.isdigit, area.partition(":")[2])))
