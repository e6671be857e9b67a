"""The window outside the office application: buttons, progress, cancelling, messages."""

from __future__ import annotations

import gc
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from hosts.contract import FIRST, HEADER
from nastavnik.actions.new_book import new_book
from nastavnik.actions.session import DECLINED
from nastavnik.actions.verbs import ActionRequest
from nastavnik.faces import crash_log
from nastavnik.faces import window as faces_window
from nastavnik.faces.window import jobs
from nastavnik.faces.window.jobs import Event, JobDone, JobStep, Question, Worker
from nastavnik.model.actions import (
    BUTTONS,
    CHECK_BUTTON,
    HEAL_BUTTON,
    REGISTER_BUTTON,
    REPAIR_BUTTON,
    TAKE_BUTTON,
    UNDO_BUTTON,
    Button,
)
from nastavnik.model.changes import Patch
from nastavnik.model.errors import JobError
from nastavnik.model.sheets import Mentor
from nastavnik.workbooks import hosts
from nastavnik.workbooks.closed import ClosedBook
from nastavnik.workbooks.history import History
from support.screens import screen

TODAY = date(2026, 10, 15)
PATIENCE = 20
"""Seconds that a job may take in a test."""


@pytest.fixture(scope="module")
def flawed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return new_book(tmp_path_factory.mktemp("flawed"), flawed=True).read_bytes()


@pytest.fixture
def book(flawed: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "Наставничество.xlsx"
    path.write_bytes(flawed)
    return path


@pytest.fixture(autouse=True)
def _own_log(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def acted(
    button: Button,
    book: Path,
    files: tuple[Path, ...] = (),
    stop: threading.Event | None = None,
) -> JobDone:
    request = ActionRequest(book, TODAY, files)
    return jobs.act(button, request, yes_to_all, stop or threading.Event())


def yes_to_all(event: Event) -> None:
    """A person who agrees to everything."""
    if isinstance(event, Question):
        event.answer(True)


def finished(worker: Worker) -> list[Event]:
    deadline, events = time.monotonic() + PATIENCE, []
    while time.monotonic() < deadline:
        events += worker.events()
        if events and isinstance(events[-1], JobDone):
            return events
        time.sleep(0.01)
    raise AssertionError("the job does not end")


def test_the_check_button_finds_what_the_command_finds_and_counts_it(book: Path) -> None:
    answer = acted(CHECK_BUTTON, book)
    assert answer.where == hosts.CLOSED
    assert len(answer.findings) == answer.state["Ошибки"] + answer.state["Вопросы"]
    assert History(book).steps()[-1].action == "Проверить"


@pytest.fixture
def names(tmp_path: Path) -> Path:
    """A list of two new pupils, as a class teacher types it."""
    path = tmp_path / "7Б.csv"
    path.write_text("ФИО;Класс\nЖукова Яна Олеговна;7 Б\nЗимин Пётр Ильич;7 Б\n", "utf-8")
    return path


def test_the_repair_button_repairs_and_checks(book: Path) -> None:
    closed = ClosedBook(book, datetime.now)
    name = closed.read()[Mentor.sheet].value(FIRST, 1)
    closed.apply([Patch(Mentor.sheet, {(FIRST, 1): f"  {name} "}, HEADER)])
    answer = acted(REPAIR_BUTTON, book)
    assert closed.read()[Mentor.sheet].value(FIRST, 1) == name
    assert "Исправлено" in answer.message
    assert answer.findings


def test_the_button_of_a_list_writes_after_a_yes(book: Path, names: Path) -> None:
    before = jobs.look(book, yes_to_all, threading.Event()).state["Наставляемые"]
    answer = acted(TAKE_BUTTON, book, (names,))
    assert answer.state["Наставляемые"] == before + 2
    assert "новых — 2" in answer.message
    assert "«Загрузить список»" in acted(UNDO_BUTTON, book).message


def test_the_button_of_a_list_writes_nothing_after_a_no(book: Path, names: Path) -> None:
    asked: list[str] = []

    def no(event: Event) -> None:
        if isinstance(event, Question):
            asked.append(event.text)
            event.answer(False)

    before = book.read_bytes()
    answer = jobs.act(TAKE_BUTTON, ActionRequest(book, TODAY, (names,)), no, threading.Event())
    assert answer.message == DECLINED
    assert book.read_bytes() == before
    assert len(asked) == 1
    assert "новых — 2" in asked[0]


def test_a_list_with_nothing_new_asks_nothing(book: Path, names: Path) -> None:
    acted(TAKE_BUTTON, book, (names,))
    asked: list[Event] = []
    jobs.act(TAKE_BUTTON, ActionRequest(book, TODAY, (names,)), asked.append, threading.Event())
    assert not any(isinstance(event, Question) for event in asked)


def test_the_undo_button_takes_the_check_back(book: Path) -> None:
    before = acted(CHECK_BUTTON, book).state["Ошибки"]
    answer = acted(UNDO_BUTTON, book)
    assert before > 0
    assert answer.state["Ошибки"] == 0
    assert "«Проверить»" in answer.message


def test_the_heal_button_works_on_a_closed_book_only(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Всё на месте" in acted(HEAL_BUTTON, book).message
    closed = hosts.find(book, datetime.now).book
    open_in_excel = hosts.HostedBook(closed, hosts.EXCEL)
    monkeypatch.setattr(hosts, "find", lambda *_: open_in_excel)
    with pytest.raises(JobError, match="закройте"):
        acted(HEAL_BUTTON, book)


def test_a_cancelled_job_writes_nothing(book: Path) -> None:
    before, stop = book.read_bytes(), threading.Event()

    def stop_while_counting(event: Event) -> None:
        if event == JobStep(2):
            stop.set()

    with pytest.raises(jobs.CancelledError):
        jobs.act(CHECK_BUTTON, ActionRequest(book, TODAY), stop_while_counting, stop)
    assert book.read_bytes() == before


def test_a_job_tells_its_steps_in_order(book: Path) -> None:
    worker = Worker()
    worker.start(lambda tell, stop: jobs.act(CHECK_BUTTON, ActionRequest(book, TODAY), tell, stop))
    steps = [event.number for event in finished(worker) if isinstance(event, JobStep)]
    assert steps == [0, 1, 2, 3]


def test_what_stops_a_job_is_one_sentence(book: Path) -> None:
    worker = Worker()
    book.write_bytes(b"not a book")
    worker.start(lambda tell, stop: jobs.look(book, tell, stop))
    answer = finished(worker)[-1]
    assert isinstance(answer, JobDone)
    assert answer.is_failure


def test_our_own_mistake_has_a_number_and_a_log_without_personal_data() -> None:
    def broken(*_: object) -> JobDone:
        name = "Орлова Анна Сергеевна"
        raise ValueError(name)

    worker = Worker()
    worker.start(broken)
    answer = finished(worker)[-1]
    assert isinstance(answer, JobDone)
    log = crash_log.log_path().read_text(encoding="utf-8")
    assert log.split()[0] in answer.message
    assert "builtins.ValueError" in log
    assert "test_panel.py" in log
    assert "Орлова" not in log


def test_every_button_says_what_it_does_and_how_the_command_line_does_it() -> None:
    assert len({button.title for button in BUTTONS}) == len(BUTTONS)
    assert all(button.hint and button.words for button in BUTTONS)


def test_a_missing_book_is_named_before_any_window_opens(tmp_path: Path) -> None:
    with pytest.raises(JobError, match=r"нет\.xlsx"):
        faces_window.open_panel(tmp_path / "нет.xlsx", TODAY)


def test_without_a_screen_the_person_is_sent_to_the_commands(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("tkinter", reason="this Python has no tkinter")
    monkeypatch.setenv("DISPLAY", ":4242")
    with pytest.raises(JobError, match="нет экрана"):
        faces_window.open_panel(book, TODAY)


# the window itself, on a screen of the tests' own


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    pytest.importorskip("tkinter", reason="this Python has no tkinter")
    with screen() as name:
        yield name


@pytest.fixture(params=[1.0, 1.5], ids=["100%", "150%"])
def window(display: str, book: Path, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A window over the book at two scales of the screen."""
    import tkinter

    from nastavnik.faces.window.looks import USUAL
    from nastavnik.faces.window.window import Window

    gc.collect()  # what is left of the window before must go in the thread that made it
    root = tkinter.Tk(screenName=display)
    root.tk.call("tk", "scaling", USUAL * request.param)
    made = Window(root, book, lambda: TODAY)
    wait(made, lambda: not made.worker.is_busy and made.where.get() != "")
    yield made
    if root.children:
        root.destroy()


def wait(window: Any, condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, window.message.get()
        window.root.update()
        time.sleep(0.01)


def test_the_window_shows_what_the_book_holds(window: Any) -> None:
    assert window.book.get() == "Наставничество.xlsx"
    assert window.where.get() == "Книга закрыта"
    assert int(window.figures["Наставники"].get()) > 0


def test_everything_fits_into_the_window(window: Any) -> None:
    window.root.update()
    assert window.root.winfo_reqwidth() <= window.root.winfo_width()
    assert window.root.winfo_reqheight() <= window.root.winfo_height()
    for button in window.buttons.values():
        assert button.winfo_reqwidth() <= button.winfo_width()


def test_a_key_checks_the_book_and_lists_the_findings(window: Any) -> None:
    window.root.focus_force()
    window.root.event_generate("<F5>")
    wait(window, lambda: bool(window.findings))
    first = window.tree.item(window.tree.get_children()[0])["values"]
    assert first[0] == "ошибка"
    assert "!" in first[1]
    assert window.figures["Ошибки"].get() != "0"


def test_a_chosen_message_is_shown_in_full(window: Any) -> None:
    window.act(CHECK_BUTTON)
    wait(window, lambda: bool(window.findings))
    row = window.tree.get_children()[0]
    window.tree.focus(row)
    window.tree.selection_set(row)
    wait(window, lambda: window.findings[row].remedy in window.message.get())


def test_a_message_leads_to_its_cell(window: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[tuple[str, str]] = []
    found = hosts.find(window.path, datetime.now)
    opened = hosts.HostedBook(
        found.book, hosts.EXCEL, lambda sheet, cell: shown.append((sheet, cell))
    )
    window.act(CHECK_BUTTON)
    wait(window, lambda: bool(window.findings))
    monkeypatch.setattr(hosts, "find", lambda *_: opened)
    window.tree.focus(window.tree.get_children()[0])
    window.follow()
    wait(window, lambda: bool(shown))
    assert shown[0][0] == "Школа"


def test_long_work_does_not_freeze_the_window_and_can_be_stopped(window: Any) -> None:
    def long(tell: Callable[[Event], None], stop: threading.Event) -> JobDone:
        stop.wait(PATIENCE)
        raise jobs.CancelledError("Остановлено")

    ticks: list[float] = []
    window.start(long)
    window.root.after(10, lambda: ticks.append(time.monotonic()))
    wait(window, lambda: bool(ticks))
    assert window.worker.is_busy
    assert window.buttons["check"].instate(["disabled"])
    window.root.focus_force()
    window.root.event_generate("<Escape>")
    wait(window, lambda: window.message.get() == "Остановлено")
    assert window.buttons["check"].instate(["!disabled"])


def test_what_was_found_stays_when_the_next_action_fails(window: Any, book: Path) -> None:
    window.act(CHECK_BUTTON)
    wait(window, lambda: bool(window.findings))
    found = len(window.findings)
    book.write_bytes(b"broken")
    window.act(CHECK_BUTTON)
    wait(window, lambda: not window.worker.is_busy and "Failure" in str(style_of(window)))
    assert len(window.findings) == found


def style_of(window: Any) -> object:
    return window.message_label.cget("style")


def test_a_long_name_keeps_its_beginning_and_its_end() -> None:
    shortened = pytest.importorskip("nastavnik.faces.window.window", reason="no tkinter").shortened
    name = "Наставничество школы с очень длинным названием имени героя 2026-2027.xlsx"
    assert shortened("Наставничество.xlsx") == "Наставничество.xlsx"
    assert shortened(name).startswith("Наставничество")
    assert shortened(name).endswith("2026-2027.xlsx")
    assert len(shortened(name)) < len(name)


def test_registering_asks_first(window: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from tkinter import messagebox

    asked: list[str] = []

    def refuse(title: str, question: str, **_: object) -> bool:
        asked.append(question)
        return False

    monkeypatch.setattr(messagebox, "askyesno", refuse)
    window.act(REGISTER_BUTTON)
    assert asked
    assert not window.worker.is_busy


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system draws the dialog")
def test_a_question_has_russian_buttons(window: Any) -> None:
    from tkinter import messagebox

    texts: list[str] = []

    def answer() -> None:
        box = ".__tk__messagebox"
        texts.extend(window.root.tk.eval(f"{box}.{name} cget -text") for name in ("yes", "no"))
        window.root.tk.eval(f"{box}.no invoke")

    window.root.after(200, answer)
    assert not messagebox.askyesno("Наставник", "Продолжить?", parent=window.root)
    assert texts == ["Да", "Нет"]


def test_a_list_is_chosen_and_asked_about_in_dialogs(
    window: Any, names: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tkinter import filedialog, messagebox

    asked: list[str] = []

    def agree(title: str, question: str, **_: object) -> bool:
        asked.append(question)
        return True

    monkeypatch.setattr(filedialog, "askopenfilename", lambda **_: str(names))
    monkeypatch.setattr(messagebox, "askyesno", agree)
    before = int(window.figures["Наставляемые"].get())
    window.act(TAKE_BUTTON)
    wait(window, lambda: int(window.figures["Наставляемые"].get()) == before + 2)
    assert len(asked) == 1


def test_leaving_the_dialog_of_a_list_does_nothing(
    window: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tkinter import filedialog

    monkeypatch.setattr(filedialog, "askopenfilename", lambda **_: "")
    window.act(TAKE_BUTTON)
    assert not window.worker.is_busy


@pytest.mark.parametrize(
    ("platform", "keysym", "keycode", "is_it"),
    [
        ("linux", "z", 52, True),
        ("linux", "Cyrillic_ya", 52, True),
        ("linux", "Cyrillic_shcha", 32, False),
        ("win32", "??", 90, True),
        ("win32", "??", 79, False),
    ],
)
def test_a_letter_is_known_in_any_layout_of_the_keyboard(
    platform: str, keysym: str, keycode: int, is_it: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = pytest.importorskip("nastavnik.faces.window.keys", reason="this Python has no tkinter")
    monkeypatch.setattr("sys.platform", platform)
    assert keys.is_letter("Z", keysym, keycode) == is_it


def test_the_undo_button_gives_a_closed_book_every_byte_back(book: Path) -> None:
    before = book.read_bytes()
    acted(CHECK_BUTTON, book)
    assert book.read_bytes() != before
    acted(UNDO_BUTTON, book)
    assert book.read_bytes() == before
