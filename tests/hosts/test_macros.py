"""The book with macros: one line a macro, each with a function of Python behind it."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook
from openpyxl.comments import Comment

from nastavnik import excel
from nastavnik.actions.heal_book import heal_book
from nastavnik.actions.new_book import interpreter_settings, new_book
from nastavnik.actions.session import Session
from nastavnik.actions.verbs import ActionRequest
from nastavnik.model.action_pages import pages
from nastavnik.model.actions import BUTTONS, EXCEL_BUTTONS, WINDOW_BUTTON
from nastavnik.model.errors import JobError
from nastavnik.model.outcome import Outcome
from nastavnik.workbooks import shipped
from nastavnik.workbooks.macro_book import with_pages
from nastavnik.workbooks.macro_book.packing import packed
from nastavnik.workbooks.macro_book.ribbon import PRESSED
from nastavnik.workbooks.macro_book.workbook import SETTINGS, macro_name
from nastavnik.workbooks.port import BookError

CALL = re.compile(r'RunPython "import nastavnik\.excel; nastavnik\.excel\.(\w+)\(\)"')
OURS = "Nastavnik.bas"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_book(tmp_path_factory.mktemp("macros"), sample=True, macros=True)


def subs(source: str) -> list[str]:
    return re.findall(r"Public Sub (\w+)\(", source)


def test_every_macro_calls_a_function_that_there_is() -> None:
    source = shipped.macro_sources()[OURS]
    called = CALL.findall(source)
    assert sorted(called) == sorted(button.key for button in EXCEL_BUTTONS)
    assert all(callable(getattr(excel, name)) for name in called)
    assert {macro_name(name) for name in called} <= set(subs(source))


def test_our_macros_are_one_line_each_and_none_runs_by_itself() -> None:
    source = shipped.macro_sources()[OURS]
    assert all(line.endswith(": End Sub") for line in source.splitlines() if "Sub " in line)
    assert not re.search(r"Auto_?Open|Workbook_Open|Workbook_Activate", source, re.IGNORECASE)


def test_every_control_of_the_ribbon_has_a_macro_and_says_what_the_action_says() -> None:
    found = subs(shipped.macro_sources()[OURS])
    found_buttons = list(etree.fromstring(shipped.ribbon()).iter("{*}button"))
    assert all(button.get("onAction") in found for button in found_buttons)
    labels = {button.get("label"): button.get("screentip") for button in found_buttons}
    assert labels == {button.title: button.hint for button in EXCEL_BUTTONS}


def test_the_ribbon_leads_to_every_page_of_the_window() -> None:
    root = etree.fromstring(with_pages(shipped.ribbon()))
    found = list(root.iterfind(".//{*}menu/{*}menu/{*}button"))
    assert [button.get("tag") for button in found] == [
        action.key for page in pages() for action in page.actions
    ]
    assert {button.get("onAction") for button in found} == {PRESSED}
    assert PRESSED in subs(shipped.macro_sources()[OURS])
    names = [node.get("id") for node in root.iter() if node.get("id")]
    assert len(names) == len(set(names))


def test_a_page_is_opened_over_the_book(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(excel, "_calling_book", lambda: "book")
    monkeypatch.setattr(excel, "path_of", lambda book: Path("/школа/Наставничество.xlsm"))
    monkeypatch.setattr("subprocess.Popen", lambda command, **_: started.append(command))
    excel.window("report")
    excel.window()
    assert started[0][3:] == ["panel", "/школа/Наставничество.xlsm", "--page", "report"]
    assert started[1][3:] == ["panel", "/школа/Наставничество.xlsm"]


def test_sources_are_ascii() -> None:
    assert all(text.isascii() for text in shipped.macro_sources().values())


def test_the_book_is_the_only_one_of_its_folder(book: Path) -> None:
    assert book.name == "Наставничество.xlsm"
    for macros in (True, False):
        with pytest.raises(BookError, match="уже есть книга"):
            new_book(book.parent, macros=macros)


def test_the_sources_in_the_book_are_those_of_the_repository(book: Path) -> None:
    olevba = pytest.importorskip("oletools.olevba", reason="oletools is not installed")
    parser = olevba.VBA_Parser(str(book))
    held = {name: code for _, _, name, code in parser.extract_macros()}
    parser.close()
    for name, text in shipped.macro_sources().items():
        body = re.sub(r"\AVERSION.*?\nEND\n", "", text, flags=re.DOTALL)
        assert held[name].replace("\r\n", "\n") == body


def test_the_macros_are_not_suspicious(book: Path) -> None:
    olevba = pytest.importorskip("oletools.olevba", reason="oletools is not installed")
    mraptor = pytest.importorskip("oletools.mraptor", reason="oletools is not installed")
    parser = olevba.VBA_Parser(str(book))
    raptor = mraptor.MacroRaptor(parser.get_vba_code_all_modules())
    parser.close()
    raptor.scan()
    assert not raptor.suspicious


def test_the_hidden_settings_name_our_own_interpreter_and_nothing_else(book: Path) -> None:
    sheet = load_workbook(book, keep_vba=True)[SETTINGS]
    assert sheet.sheet_state == "hidden"
    rows: Iterator[Any] = sheet.iter_rows(max_col=2, values_only=True)
    held = {key: value or "" for key, value in rows}
    assert held == interpreter_settings()
    assert held["ADD_WORKBOOK_TO_PYTHONPATH"] == "False"


def test_the_interpreter_of_this_windows_is_named_by_its_path(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "executable", r"D:\Школа\.venv\Scripts\python.exe")
    assert interpreter_settings()["INTERPRETER_WIN"] == r"D:\Школа\.venv\Scripts\python.exe"


def test_the_panel_has_a_button_for_every_action(book: Path) -> None:
    drawing = zipfile.ZipFile(book).read("xl/drawings/vmlDrawing1.vml").decode()
    for button in (*BUTTONS, WINDOW_BUTTON):
        is_there = f"[0]!{macro_name(button.key)}<" in drawing
        assert is_there == (button in EXCEL_BUTTONS)


@pytest.mark.parametrize("keep_vba", [False, True], ids=["all", "ribbon"])
def test_what_openpyxl_takes_of_the_macros_comes_back(
    book: Path, tmp_path: Path, keep_vba: bool
) -> None:
    path = tmp_path / book.name
    load_workbook(book, keep_vba=keep_vba).save(path)
    healed = heal_book(path)
    assert {"макросы", "вкладка", "кнопки"} >= {item.kind for item in healed.before.lost} != set()
    assert healed.after.lost == ()
    for part in ("xl/vbaProject.bin", "customUI/customUI14.xml"):
        assert zipfile.ZipFile(path).read(part) == zipfile.ZipFile(book).read(part)
    assert heal_book(path).before.lost == ()


def test_healing_a_whole_book_with_macros_changes_nothing(book: Path) -> None:
    before = book.read_bytes()
    assert heal_book(book).before.lost == ()
    assert book.read_bytes() == before


def test_healing_keeps_the_notes_that_a_person_put_on_the_panel(book: Path, tmp_path: Path) -> None:
    path = tmp_path / book.name
    robbed = load_workbook(book)
    robbed["Панель"]["P5"].comment = Comment("не забыть", "секретарь")
    robbed.save(path)
    healed = heal_book(path)
    assert {item.kind for item in healed.after.lost} == {"кнопки"}
    assert load_workbook(path)["Панель"]["P5"].comment.text == "не забыть"


def unpacked(content: bytes) -> bytes:
    """[MS-OVBA] 2.4.1.3.1, told anew."""
    stream, out = io.BytesIO(content[1:]), bytearray()
    while head := stream.read(2):
        size = (int.from_bytes(head, "little") & 0xFFF) + 1
        chunk, start = io.BytesIO(stream.read(size)), len(out)
        if not int.from_bytes(head, "little") & 0x8000:
            out += chunk.read()
            continue
        while flags := chunk.read(1):
            for bit in range(8):
                if flags[0] >> bit & 1:
                    token = int.from_bytes(chunk.read(2), "little")
                    bits = max((len(out) - start - 1).bit_length(), 4)
                    length, offset = (token & (0xFFFF >> bits)) + 3, (token >> (16 - bits)) + 1
                    for _ in range(length):
                        out.append(out[-offset])
                else:
                    out += chunk.read(1)
    return bytes(out)


@given(st.lists(st.sampled_from([b"Sub ", b"End Sub\r\n", b"x", b"= 1\r\n"]), max_size=3000))
def test_what_is_packed_unpacks_to_the_same(pieces: list[bytes]) -> None:
    content = b"".join(pieces)
    assert unpacked(packed(content)) == content


# what the macros call


class FakeApp:
    """An Excel that shows messages and answers questions."""

    def __init__(self, answer: str = "yes") -> None:
        self.answer = answer
        self.shown: list[str] = []
        self.api: Any = None

    def alert(self, prompt: str, title: str = "", buttons: str = "ok") -> str:
        self.shown.append(prompt)
        return self.answer if buttons == "yes_no" else "ok"


def pressed(
    monkeypatch: pytest.MonkeyPatch, key: str, *, answer: str = "yes", error: Exception | None
) -> list[str]:
    app = FakeApp(answer)
    calling = SimpleNamespace(app=app, fullname="/школа/Наставничество.xlsm")
    monkeypatch.setattr(excel, "_calling_book", lambda: calling)

    def press(*_: object) -> Any:
        if error:
            raise error
        return Outcome("Готово")

    monkeypatch.setattr(excel, "press", press)
    getattr(excel, key)()
    return app.shown


def test_a_button_tells_the_result_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    assert pressed(monkeypatch, "check", error=None) == ["Готово"]


def test_a_button_tells_why_the_job_was_not_done(monkeypatch: pytest.MonkeyPatch) -> None:
    assert pressed(monkeypatch, "match", error=JobError("Занято")) == ["Занято"]


def test_a_button_never_shows_a_traceback(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    (shown,) = pressed(monkeypatch, "draft", error=ZeroDivisionError("Орлова"))
    assert "Внутренняя ошибка" in shown
    assert "Орлова" not in shown


def test_an_excel_that_does_not_answer_is_a_sentence_too(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def busy() -> Any:
        raise OSError("Call was rejected by callee")

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr(excel, "_calling_book", busy)
    for press in (excel.check, excel.take, excel.window):
        with pytest.raises(SystemExit, match="Внутренняя ошибка"):
            press()


def test_registering_asks_first_and_no_means_no(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = pressed(monkeypatch, "register", answer="no", error=AssertionError("was done"))
    assert len(shown) == 1


def test_a_list_is_chosen_in_the_dialog_of_excel(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    app = FakeApp()
    given: list[Path] = []
    app.api = SimpleNamespace(GetOpenFilename=lambda *_: str(tmp_path / "7Б.xlsx"))
    book = SimpleNamespace(app=app, fullname="/школа/Наставничество.xlsm")
    monkeypatch.setattr(excel, "_calling_book", lambda: book)

    def press(_: object, session: Session, request: ActionRequest) -> Outcome:
        given.extend(request.files)
        assert session.agree("Новых — 2. Записать?")
        return Outcome("Готово")

    monkeypatch.setattr(excel, "press", press)
    excel.take()
    assert given == [tmp_path / "7Б.xlsx"]
    assert app.shown == ["Новых — 2. Записать?", "Готово"]


def test_leaving_the_dialog_of_excel_does_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    app = FakeApp()
    app.api = SimpleNamespace(GetOpenFilename=lambda *_: False)
    book = SimpleNamespace(app=app, fullname="/школа/Наставничество.xlsm")
    monkeypatch.setattr(excel, "_calling_book", lambda: book)
    excel.take()
    assert app.shown == []


def test_on_a_mac_a_list_is_chosen_in_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    app, opened = FakeApp(), []
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(excel, "_calling_book", lambda: SimpleNamespace(app=app))
    monkeypatch.setattr(excel, "window", lambda: opened.append(True))
    excel.take()
    assert app.shown == [excel.TAKEN_IN_WINDOW]
    assert opened
