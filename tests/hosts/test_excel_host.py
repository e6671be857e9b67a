"""A workbook open in Excel keeps the promises of every host: real xlwings code, no Excel."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from hosts.contract import FIRST, HEADER, SHEET, VERBS, Contract, Open, Opened, flawed, now
from hosts.excel_stand_in import StandIn
from nastavnik.actions import session
from nastavnik.actions.session import Verb
from nastavnik.model.changes import NewFile, Patch
from nastavnik.model.grid import Grid
from nastavnik.model.sheets import Order
from nastavnik.workbooks import excel
from nastavnik.workbooks.excel import ExcelBook, open_book, path_of, plain_errors
from nastavnik.workbooks.port import BookError

with pytest.MonkeyPatch.context() as patch:
    # the remote engine, free for non-commercial use, is looked for once, at the first import
    patch.setenv("XLWINGS_LICENSE_KEY", "noncommercial")
    pytest.importorskip("xlwings", reason="xlwings is not installed")

__all__ = ["flawed"]
MOST_CALLS = 3
"""No verb may ask Excel more often than this about the cells of one sheet."""
REJECTED = -2147418111


@pytest.fixture
def stand_ins(tmp_path: Path) -> list[StandIn]:
    return []


@pytest.fixture
def open_book_in_excel(stand_ins: list[StandIn], tmp_path: Path) -> Open:
    def opened(path: Path) -> Opened:
        stand_in = StandIn(path, tmp_path)
        stand_ins.append(stand_in)
        return Opened(Seeing(stand_in), path, stand_in.saved)

    return opened


class Seeing(ExcelBook):
    """The book of a stand-in, which sees at each reading what was written before."""

    def __init__(self, stand_in: StandIn) -> None:
        super().__init__(stand_in.open(), now)
        self.stand_in = stand_in

    def read(self) -> Any:
        self.stand_in.refresh()
        return super().read()


class TestExcel(Contract):
    @pytest.fixture
    def open_book(self, open_book_in_excel: Open) -> Open:
        return open_book_in_excel

    def test_an_edit_of_a_person_since_reading_is_not_overwritten(
        self, host: Opened, stand_ins: list[StandIn]
    ) -> None:
        host.book.read()
        sheet = next(s for s in stand_ins[0].api["sheets"] if s["name"] == SHEET)
        sheet["values"][FIRST - 1][0] = "Человек"
        with pytest.raises(BookError, match="изменили"):
            host.book.apply([Patch(SHEET, {(FIRST, 1): "Программа"}, HEADER)])

    def test_the_screen_is_drawn_again_after_an_error(
        self, host: Opened, stand_ins: list[StandIn], monkeypatch: pytest.MonkeyPatch, path: Path
    ) -> None:
        def fail(*_: object) -> None:
            raise RuntimeError("Excel is gone")

        monkeypatch.setattr(excel, "_resize_table", fail)
        host.book.read()
        with pytest.raises(RuntimeError):
            host.book.apply(
                [Patch(SHEET, {(FIRST, 1): "Программа"}, HEADER, 60)], [NewFile("а.docx", b"a")]
            )
        before = host.cells()
        assert stand_ins[0].is_drawing
        assert before[SHEET].value(FIRST, 1) != "Программа"
        assert not (path.parent / "а.docx").exists()

    def test_only_a_step_that_gives_numbers_saves_the_book(
        self, host: Opened, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        saved: list[str] = []
        monkeypatch.setattr("xlwings.Book.save", lambda book: saved.append(book.name))
        host.book.read()
        host.book.apply([Patch(SHEET, {(FIRST, 1): "Программа"}, HEADER)])
        assert saved == []
        host.book.apply([Patch(Order.sheet, {(FIRST, 1): "5-ОД"}, HEADER)])
        assert len(saved) == 1

    def test_numbers_that_cannot_be_saved_are_not_given(
        self, host: Opened, monkeypatch: pytest.MonkeyPatch, path: Path
    ) -> None:
        def fail(_: object) -> None:
            raise OSError("the disk is full")

        monkeypatch.setattr("xlwings.Book.save", fail)
        before = host.book.read()[Order.sheet].value(FIRST, 1)
        patch = Patch(Order.sheet, {(FIRST, 1): "5-ОД"}, HEADER)
        with pytest.raises(BookError, match="номера не присвоены"):
            host.book.apply([patch], [NewFile("приказ.docx", b"ours")])
        assert host.cells()[Order.sheet].value(FIRST, 1) == before
        assert not (path.parent / "приказ.docx").exists()

    @pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.__name__)
    def test_a_verb_asks_little_about_each_sheet(
        self, host: Opened, monkeypatch: pytest.MonkeyPatch, stand_ins: list[StandIn], verb: Verb
    ) -> None:
        reads: list[str] = []
        values = excel.values_in

        def counted(area: Any, **options: Any) -> Any:
            reads.append(area.sheet.name)
            return values(area, **options)

        monkeypatch.setattr(excel, "values_in", counted)
        assert session.work(host.book, verb).patches
        host.saved()
        writes = stand_ins[0].calls
        assert writes
        calls = {title: reads.count(title) + writes[title] for title in {*reads, *writes}}
        assert {title: n for title, n in calls.items() if n > MOST_CALLS} == {}


def fake_book(fullname: Any) -> Any:
    class Fake:
        @property
        def fullname(self) -> str:
            if isinstance(fullname, Exception):
                raise fullname
            return str(fullname)

    return Fake()


@pytest.mark.parametrize(
    ("fullname", "words"),
    [
        ("Книга1", "не сохранена"),
        ("https://d.docs.live.net/1/Наставничество.xlsx", "облака"),
        (FileNotFoundError("no local folder"), "облака"),
    ],
)
def test_a_book_without_a_folder_is_told_what_to_do(fullname: Any, words: str) -> None:
    with pytest.raises(BookError, match=words):
        path_of(fake_book(fullname))


def com_error(code: int) -> Exception:
    """What pywin32 raises; the class exists on Windows only."""
    made: Exception = type("com_error", (Exception,), {})(code, "Call was rejected", None, None)
    return made


def test_a_busy_excel_is_told_in_plain_words() -> None:
    with pytest.raises(BookError, match="закончите ввод в ячейке"), plain_errors():
        raise com_error(REJECTED)


def test_any_other_refusal_of_excel_is_told_in_plain_words() -> None:
    with pytest.raises(BookError, match="Excel не дал"), plain_errors():
        raise com_error(-1)


def test_our_own_mistakes_are_not_taken_for_refusals_of_excel() -> None:
    with pytest.raises(ZeroDivisionError), plain_errors():
        _ = 1 / 0


@pytest.mark.parametrize(
    ("flag", "words"), [("ProtectContents", "защищён"), ("FilterMode", "отбор строк")]
)
def test_a_protected_or_filtered_sheet_is_refused_by_name(flag: str, words: str) -> None:
    sheet = SimpleNamespace(name=SHEET, api=SimpleNamespace(**{flag: True}))
    book = ExcelBook(SimpleNamespace(sheets={SHEET: sheet}, app=None), now)
    book.cells = {SHEET: Grid(())}
    with pytest.raises(BookError, match=words):
        book.apply([Patch(SHEET, {(FIRST, 1): "Программа"}, HEADER)])


def test_the_book_of_a_file_is_found_in_any_running_excel(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    wanted, other = tmp_path / "а.xlsx", tmp_path / "б.xlsx"
    first = SimpleNamespace(books=[fake_book("Книга1"), fake_book(other)])
    second = SimpleNamespace(books=[fake_book(wanted)])
    xlwings = SimpleNamespace(apps=[first, second], XlwingsError=RuntimeError)
    monkeypatch.setitem(sys.modules, "xlwings", xlwings)
    assert open_book(wanted) is second.books[0]
    assert open_book(tmp_path / "в.xlsx") is None


def test_without_xlwings_no_book_is_open_in_excel(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "xlwings", None)
    assert open_book(tmp_path / "а.xlsx") is None
