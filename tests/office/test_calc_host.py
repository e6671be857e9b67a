"""A workbook open in a real LibreOffice keeps the promises of every host, in few calls."""

from __future__ import annotations

import itertools
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hosts.contract import (
    FIRST,
    HEADER,
    SHEET,
    VERBS,
    Contract,
    MergingContract,
    Open,
    Opened,
    checked,
    flawed,
    now,
)
from nastavnik.actions import session
from nastavnik.actions.session import Verb
from nastavnik.model.changes import NewFile, Patch
from nastavnik.workbooks.libreoffice import calc_book, office
from nastavnik.workbooks.libreoffice.calc_book import CalcBook
from nastavnik.workbooks.port import BookError
from office.running_office import load, option, running_office

__all__ = ["flawed"]

pytestmark = pytest.mark.office
MOST_CALLS = 3
"""No verb may ask LibreOffice more often than this about one sheet."""
LONGEST_CLICK = 2.5
"""Seconds from the press to the result, on a computer that does nothing else."""
SLOWER_HERE = 3
"""So many times slower a busy computer of tests may be."""


@pytest.fixture(scope="module")
def desktop(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The desktop of a LibreOffice of the tests' own."""
    with running_office(soffice, tmp_path_factory.mktemp("profile")) as context:
        yield office.desktop_of(context)


@pytest.fixture
def documents(desktop: Any) -> Iterator[list[Any]]:
    """The documents that a test opens; they are closed after it."""
    opened: list[Any] = []
    yield opened
    for document in opened:
        document.close(True)


@pytest.fixture
def open_book(desktop: Any, documents: list[Any], tmp_path: Path) -> Open:
    numbers = itertools.count()

    def opened(path: Path) -> Opened:
        document = load(desktop, path)
        documents.append(document)

        def saved() -> Path:
            copy = tmp_path / f"saved{next(numbers)}.xlsx"
            document.storeToURL(copy.as_uri(), (option("FilterName", "Calc MS Excel 2007 XML"),))
            return copy

        return Opened(CalcBook(document, now), path, saved)

    return opened


class TestLibreOffice(Contract, MergingContract):
    @pytest.fixture
    def open_book(self, open_book: Open) -> Open:
        return open_book

    def test_an_edit_of_a_person_since_reading_is_not_overwritten(
        self, host: Opened, documents: list[Any]
    ) -> None:
        host.book.read()
        documents[0].Sheets.getByName(SHEET).getCellByPosition(0, FIRST - 1).String = "Человек"
        with pytest.raises(BookError, match="изменили"):
            host.book.apply([Patch(SHEET, {(FIRST, 1): "Программа"}, HEADER)])

    def test_a_failure_half_way_leaves_cells_and_files_as_they_were(
        self, host: Opened, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = host.cells()

        def fail(*_: object) -> None:
            raise RuntimeError("LibreOffice is gone")

        monkeypatch.setattr(calc_book, "_number_format", fail)
        host.book.read()
        far = {(FIRST, 40): date(2026, 9, 1)}  # a column that never held a date
        patch = Patch(SHEET, {(FIRST, 1): "Программа", **far}, HEADER)
        with pytest.raises(RuntimeError):
            host.book.apply([patch], [NewFile("приказ.docx", b"ours")])
        assert host.cells()[SHEET].rows == before[SHEET].rows
        assert not (path.parent / "приказ.docx").exists()

    def test_a_protected_sheet_is_refused_by_name(self, host: Opened, documents: list[Any]) -> None:
        documents[0].Sheets.getByName(SHEET).protect("")
        host.book.read()
        with pytest.raises(BookError, match="«Пары» защищён"):
            host.book.apply([Patch(SHEET, {(FIRST, 1): "Программа"}, HEADER)])

    def test_a_document_never_saved_is_told_to_be_saved(
        self, desktop: Any, documents: list[Any]
    ) -> None:
        made = desktop.loadComponentFromURL(
            "private:factory/scalc", "_blank", 0, (option("Hidden", True),)
        )
        documents.append(made)
        with pytest.raises(BookError, match="не сохранена"):
            _ = CalcBook(made, now).path

    def test_the_document_of_a_file_is_found_among_those_open(
        self, host: Opened, desktop: Any, documents: list[Any]
    ) -> None:
        found = office.open_document(desktop, host.path)
        assert found is not None
        assert found.URL == documents[0].URL
        assert office.open_document(desktop, host.path.with_name("другая.xlsx")) is None

    def test_validations_survive_what_a_verb_writes(
        self, host: Opened, documents: list[Any]
    ) -> None:
        session.work(host.book, checked)
        cell = documents[0].Sheets.getByName("Проверка").getCellRangeByName("F20")
        assert cell.Validation.InputTitle == "Пояснение"

    @pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.__name__)
    def test_one_undo_of_the_office_takes_a_click_back(
        self, host: Opened, documents: list[Any], verb: Verb
    ) -> None:
        before = {title: grid.rows for title, grid in host.cells().items()}
        session.work(host.book, verb)
        assert len(documents[0].UndoManager.AllUndoActionTitles) == 1
        documents[0].UndoManager.undo()
        assert {title: grid.rows for title, grid in host.cells().items()} == before

    @pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.__name__)
    def test_a_click_is_quick_and_asks_little_about_each_sheet(
        self, host: Opened, documents: list[Any], verb: Verb
    ) -> None:
        calls: Counter[str] = Counter()
        book = CalcBook(Counting(documents[0], calls), now)
        begun = time.perf_counter()
        assert session.work(book, verb).patches
        assert time.perf_counter() - begun < LONGEST_CLICK * SLOWER_HERE
        assert calls
        assert {sheet: n for sheet, n in calls.items() if n > MOST_CALLS} == {}


class Counting:
    """A document or a part of it that counts what carries cells, by the name of the sheet."""

    CARRIERS = (
        "getDataArray",
        "getFormulaArray",
        "setFormulaArray",
        "queryContentCells",
        "getCellByPosition",
    )

    def __init__(self, real: Any, calls: Counter[str], sheet: str = "") -> None:
        self.__dict__.update(real=real, calls=calls, sheet=sheet)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.real, name)
        if name == "Sheets":
            return Counting(found, self.calls)
        if name in self.CARRIERS:
            self.calls[self.sheet] += 1
        if name in ("getByName", "getCellRangeByPosition"):
            return lambda *given: Counting(
                found(*given), self.calls, given[0] if name == "getByName" else self.sheet
            )
        return found

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self.real, name, value)

    def __iter__(self) -> Iterator[Any]:
        return (Counting(sheet, self.calls, sheet.Name) for sheet in self.real)
