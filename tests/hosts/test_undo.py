"""What a verb wrote can be taken back: exactly, once, and never over a person's work."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.formula import ArrayFormula

from nastavnik.actions import session
from nastavnik.actions.new_book import new_book
from nastavnik.actions.undo_step import undo
from nastavnik.model.changes import CellValue, Link, NewFile, Patch
from nastavnik.model.grid import Cells, Position, address
from nastavnik.model.outcome import Outcome
from nastavnik.model.school import School
from nastavnik.readers.package.archive import Archive
from nastavnik.rules.checking import check
from nastavnik.workbooks.closed import ClosedBook
from nastavnik.workbooks.history import STEPS_KEPT, History
from nastavnik.workbooks.port import BookError, OpenBook
from nastavnik.workbooks.undo import NOTHING, NamedStep, RecordedBook

TODAY = date(2026, 10, 15)
NOON = datetime(2026, 10, 15, 12, 0)
FIRST = 4
"""The first row of data on every sheet."""


@pytest.fixture(scope="module")
def flawed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return new_book(tmp_path_factory.mktemp("flawed"), flawed=True).read_bytes()


@pytest.fixture
def path(tmp_path: Path, flawed: bytes) -> Path:
    book = tmp_path / "Наставничество.xlsx"
    book.write_bytes(flawed)
    return book


def written(
    path: Path,
    cells: dict[Position, CellValue],
    files: Sequence[NewFile] = (),
    *,
    sheet: str = "Пары",
    ends: int | None = None,
    action: str = "Подбор пар",
) -> None:
    """`cells` written into the book at `path`, with a step in its history."""
    book = RecordedBook(
        ClosedBook(path, lambda: NOON), History(path), lambda: NOON, NamedStep(action)
    )
    book.read()
    book.apply([Patch(sheet, cells, FIRST - 1, ends)], files)


def undone(path: Path, *, dry_run: bool = False) -> str:
    return undo(session.closed_file(path), path, dry_run=dry_run).outcome.message


def contents(path: Path) -> dict[str, list[tuple[str, str, type, object]]]:
    """Every filled cell: its address, value, type, and whether it is a formula."""
    return {
        title: [
            (address(row, column), str(value), type(value), (row, column) in grid.formulas)
            for row, values in enumerate(grid.rows, start=1)
            for column, value in enumerate(values, start=1)
            if value is not None
        ]
        for title, grid in ClosedBook(path, lambda: NOON).read().items()
    }


def formats(path: Path) -> dict[str, str]:
    """Every filled cell's formula or value with its number format, as openpyxl sees them."""
    return {
        f"{sheet.title}!{cell.coordinate}": f"{cell.data_type} {cell.value} {cell.number_format}"
        for sheet in load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None and not isinstance(cell.value, ArrayFormula)
    }


def table_area(path: Path, name: str) -> str:
    archive = Archive(path.read_bytes())
    parts = (archive.read(part).decode() for part in archive.names if "/tables/" in part)
    return next(part.split('ref="')[1].split('"')[0] for part in parts if f'name="{name}"' in part)


def checked(path: Path) -> None:
    def verb(school: School) -> Outcome:
        return check(school, TODAY)

    session.work(session.closed_book(path, "Проверка"), verb)


def test_after_a_check_is_taken_back_every_value_type_format_and_table_is_as_before(
    path: Path,
) -> None:
    before, area = formats(path), table_area(path, "Проверка")
    checked(path)
    assert formats(path) != before
    assert "«Проверка»" in undone(path)
    assert formats(path) == before
    assert table_area(path, "Проверка") == area


def test_links_of_the_check_before_come_back_as_links(path: Path) -> None:
    checked(path)
    before = formats(path)
    first = Link("Пары", "C5", "Пары!C5")
    written(path, {(FIRST, 2): first}, sheet="Проверка")
    undone(path)
    assert formats(path) == before


@pytest.mark.parametrize(
    "value", ["0012", "+7 900 123-45-67", "=1+1", 7, 2.5, date(2026, 9, 1), None, "две\nстроки"]
)
def test_a_value_of_any_kind_comes_back_as_it_was(path: Path, value: CellValue) -> None:
    place = (FIRST, 5 if isinstance(value, date) else 1)
    written(path, {place: value})
    before = contents(path)
    written(path, {place: "другое"})
    undone(path)
    assert contents(path) == before


def test_steps_are_taken_back_from_the_last_to_the_first(path: Path) -> None:
    before = contents(path)
    written(path, {(FIRST, 1): "Первый"})
    written(path, {(FIRST, 1): "Второй"})
    undone(path)
    undone(path)
    assert contents(path) == before
    assert undone(path) == NOTHING


def test_appended_rows_go_and_the_table_ends_where_it_ended(path: Path) -> None:
    area = table_area(path, "Пары")
    last = int(area.rpartition("C")[2][-2:]) if area[-2:].isdigit() else int(area[-1])
    written(path, {(last + 1, 1): "Новый"}, ends=last + 1)
    assert table_area(path, "Пары") != area
    undone(path)
    assert table_area(path, "Пары") == area


def test_a_row_that_a_person_added_below_stays_in_the_table(path: Path) -> None:
    area = table_area(path, "Пары")
    last = int("".join(filter(str.isdigit, area.partition(":")[2])))
    written(path, {(last + 1, 1): "Программа"}, ends=last + 1)
    by_hand = ClosedBook(path, lambda: NOON)
    by_hand.apply([Patch("Пары", {(last + 2, 1): "Человек"}, FIRST - 1, last + 2)])
    undone(path)
    assert table_area(path, "Пары").endswith(str(last + 2))


def test_cells_that_a_person_changed_since_are_named_and_nothing_is_written(path: Path) -> None:
    written(path, {(FIRST, 1): "Программа", (FIRST, 2): "Программа"})
    ClosedBook(path, lambda: NOON).apply([Patch("Пары", {(FIRST, 2): "Человек"})])
    before = path.read_bytes()
    with pytest.raises(BookError, match=f"Пары!B{FIRST}.*Архив"):
        undone(path)
    assert path.read_bytes() == before
    assert len(History(path).steps()) == 1


def test_a_cell_that_a_person_put_back_herself_is_no_hindrance(path: Path) -> None:
    before = contents(path)
    old = ClosedBook(path, lambda: NOON).read()["Пары"].value(FIRST, 1)
    written(path, {(FIRST, 1): "Программа", (FIRST, 2): "Программа"})
    ClosedBook(path, lambda: NOON).apply([Patch("Пары", {(FIRST, 1): old})])
    undone(path)
    assert contents(path) == before


def test_after_a_verb_that_changed_nothing_undo_says_so_and_then_takes_back_the_one_before(
    path: Path,
) -> None:
    written(path, {(FIRST, 1): "Программа"}, action="Подбор пар")
    checked(path)
    checked(path)
    checked(path)
    after = contents(path)
    message = undone(path)
    assert "ничего не изменило" in message
    assert contents(path) == after
    assert "Отменено действие «Проверка»" in undone(path)


def test_undo_of_a_book_that_nothing_was_written_into_says_so(path: Path) -> None:
    before = path.read_bytes()
    assert undone(path) == NOTHING
    assert path.read_bytes() == before


def test_files_made_by_the_step_go_unless_a_person_edited_them(path: Path) -> None:
    files = [NewFile("Документы/а.docx", b"a"), NewFile("Документы/б.docx", b"b")]
    written(path, {(FIRST, 1): "Программа"}, files)
    edited = path.parent / "Документы" / "б.docx"
    edited.write_bytes(b"edited")
    message = undone(path)
    assert "б.docx" in message
    assert [file.name for file in edited.parent.iterdir()] == ["б.docx"]


def test_a_file_made_again_gives_its_name_back(path: Path) -> None:
    made = path.parent / "Документы" / "а.docx"
    for content, name in ((b"1", "Первая"), (b"2", "Вторая")):
        written(path, {(FIRST, 1): name}, [NewFile("Документы/а.docx", content)])
    written(path, {(FIRST, 1): "Третья"}, [NewFile("Документы/а.docx", b"2")])
    contents = []
    for _ in range(3):
        undone(path)
        contents.append(made.read_bytes() if made.exists() else None)
    assert contents == [b"2", b"1", None]
    assert not list(made.parent.glob("*прежний*"))


def test_a_dry_run_shows_what_would_come_back_and_writes_nothing(path: Path) -> None:
    written(path, {(FIRST, 1): "Программа"})
    before = path.read_bytes()
    done = undo(session.closed_file(path), path, dry_run=True)
    assert [patch.sheet for patch in done.patches] == ["Пары"]
    assert path.read_bytes() == before
    assert len(History(path).steps()) == 1


def test_a_write_that_failed_leaves_no_step(path: Path) -> None:
    class Failing:
        def read(self) -> Cells:
            return ClosedBook(path, lambda: NOON).read()

        def apply(self, patches: Sequence[Patch], files: Sequence[NewFile] = ()) -> None:
            raise BookError("Занято")

    failing: OpenBook = Failing()
    book = RecordedBook(failing, History(path), lambda: NOON)
    book.read()
    with pytest.raises(BookError):
        book.apply([Patch("Пары", {(FIRST, 1): "Программа"})])
    assert History(path).steps() == []


def test_only_the_last_steps_are_kept_and_only_in_the_archive(path: Path) -> None:
    moment = NOON
    for number in range(STEPS_KEPT + 3):
        written(path, {(FIRST, 1): f"Шаг {number}"})
        moment += timedelta(minutes=1)
    assert len(History(path).steps()) == STEPS_KEPT
    kept = list(path.parent.rglob("*.json"))
    assert [file.parent.name for file in kept] == ["Архив"]


def test_a_damaged_history_is_an_empty_one(path: Path) -> None:
    written(path, {(FIRST, 1): "Программа"})
    next(path.parent.rglob("*.json")).write_text(json.dumps([1]), encoding="utf-8")
    assert undone(path) == NOTHING
