"""The window outside the office application: pages, progress, cancelling, answers."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from documents.test_adopting import document, simple_field
from hosts.contract import FIRST, HEADER
from nastavnik.actions.new_book import new_book
from nastavnik.actions.session import DECLINED
from nastavnik.faces import crash_log
from nastavnik.faces import window as faces_window
from nastavnik.faces.window import jobs, settings
from nastavnik.faces.window.action_call import ActionCall
from nastavnik.faces.window.events import Event, JobDone, JobStep, Question, Worker
from nastavnik.faces.window.frame import HOME
from nastavnik.faces.window.home import state_of
from nastavnik.faces.window.looks import STRONG_COLOURS, USUAL_COLOURS, Palette
from nastavnik.model.action_pages import page_line, pages
from nastavnik.model.actions import (
    ADOPT,
    BUTTONS,
    CARRY,
    CHECK_BUTTON,
    DOCUMENTS,
    FORGET,
    HEAL_BUTTON,
    IMPORT_ANSWERS,
    IMPORT_PEOPLE,
    MATCH,
    NEW,
    ORDER,
    REGISTER_BUTTON,
    REPAIR_BUTTON,
    REPORT,
    TAKE_BUTTON,
    UNDO,
    UNDO_BUTTON,
    YEAR_TURN,
    Button,
)
from nastavnik.model.changes import Patch
from nastavnik.model.errors import JobError
from nastavnik.model.grid import address
from nastavnik.model.outcome import Listing, value_text
from nastavnik.model.school import read_school
from nastavnik.model.sheets import RECORDS, Mentor
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


def acted(button: Button, book: Path, files: tuple[Path, ...] = ()) -> JobDone:
    return jobs.act(ActionCall.of_button(button, book, TODAY, files), yes_to_all, threading.Event())


def state(answer: JobDone) -> dict[str, int]:
    assert answer.school
    return state_of(answer.school)


def taking(book: Path, names: Path) -> ActionCall:
    return ActionCall.of_button(TAKE_BUTTON, book, TODAY, (names,))


def checking(book: Path) -> ActionCall:
    return ActionCall.of_button(CHECK_BUTTON, book, TODAY)


def yes_to_all(event: Event) -> None:
    """A person who agrees to everything."""
    if isinstance(event, Question):
        event.answer(True)


def told_by(answer: JobDone) -> dict[str, tuple[str, str]]:
    """The table of a preview: place → what stands there and what would."""
    tables = [block for block in answer.blocks if isinstance(block, Listing)]
    (changes,) = [table for table in tables if table.titles[:3] == ("Где", "Было", "Стало")]
    return {place: (before, after) for place, before, after in changes.rows}


def shown_in(book: Path) -> dict[str, str]:
    """Every filled cell of the sheets of records as a preview shows it, links by their words."""
    school = read_school(ClosedBook(book, datetime.now).read())
    return {
        f"{record.sheet}!{address(row, column)}": value_text(value)
        for record in RECORDS
        for row, values in enumerate(school.grid(record.sheet).rows, start=1)
        for column, value in enumerate(values, start=1)
        if value not in (None, "")
    }


def refuses_to_ask_again(event: Event) -> None:
    assert not isinstance(event, Question)


def test_the_preview_of_a_new_year_is_what_is_written_cell_for_cell(tmp_path: Path) -> None:
    book = new_book(tmp_path / "школа", sample=True, end=True)
    values = {"book": book, "to": 2027, "today": date(2027, 6, 15)}
    call = ActionCall(YEAR_TURN, {**values, "dry_run": True}, book)
    before, stop = shown_in(book), threading.Event()
    preview = jobs.act(call, refuses_to_ask_again, stop)
    assert shown_in(book) == before
    again = replace(call, values=values, agreed=preview.question)
    jobs.act(again, refuses_to_ask_again, stop)
    after, told = shown_in(book), told_by(preview)
    tables = [block for block in preview.blocks if isinstance(block, Listing)]
    whole = {name for table in tables for name, *_ in table.rows}
    places = {p for p in before.keys() | after.keys() if p.partition("!")[0] not in whole}
    changed = {p for p in places if before.get(p) != after.get(p)}
    nothing = value_text(None)
    records = {record.sheet for record in RECORDS}
    assert {p for p in told if p.partition("!")[0] in records} == changed
    for place in changed:
        assert told[place] == (before.get(place, nothing), after.get(place, nothing))
    emptied = {p for p in after if p.partition("!")[0] in whole} - before.keys()
    assert not emptied


def test_what_a_preview_asked_is_not_asked_again(tmp_path: Path) -> None:
    book = new_book(tmp_path / "школа", sample=True)
    name = read_school(ClosedBook(book, datetime.now).read()).mentees[0].full_name
    call = ActionCall(FORGET, {"book": book, "name": name, "dry_run": True}, book)
    preview = jobs.act(call, refuses_to_ask_again, threading.Event())
    again = replace(call, values={"book": book, "name": name}, agreed=preview.question)
    jobs.act(again, refuses_to_ask_again, threading.Event())
    assert name not in str(shown_in(book).values())


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
    assert len(answer.findings) == state(answer)["Ошибки"] + state(answer)["Вопросы"]
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
    before = state(jobs.look(book, yes_to_all, threading.Event()))["Наставляемые"]
    answer = acted(TAKE_BUTTON, book, (names,))
    assert state(answer)["Наставляемые"] == before + 2
    assert "новых — 2" in answer.message
    assert "«Загрузить список»" in acted(UNDO_BUTTON, book).message


def test_the_button_of_a_list_writes_nothing_after_a_no(book: Path, names: Path) -> None:
    asked: list[str] = []

    def no(event: Event) -> None:
        if isinstance(event, Question):
            asked.append(event.text)
            event.answer(False)

    before = book.read_bytes()
    answer = jobs.act(taking(book, names), no, threading.Event())
    assert answer.message == DECLINED
    assert book.read_bytes() == before
    assert len(asked) == 1
    assert "новых — 2" in asked[0]


def test_a_list_with_nothing_new_asks_nothing(book: Path, names: Path) -> None:
    acted(TAKE_BUTTON, book, (names,))
    asked: list[Event] = []
    jobs.act(taking(book, names), asked.append, threading.Event())
    assert not any(isinstance(event, Question) for event in asked)


def test_the_undo_button_takes_the_check_back(book: Path) -> None:
    before = state(acted(CHECK_BUTTON, book))["Ошибки"]
    answer = acted(UNDO_BUTTON, book)
    assert before > 0
    assert state(answer)["Ошибки"] == 0
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
        jobs.act(checking(book), stop_while_counting, stop)
    assert book.read_bytes() == before


def test_a_job_tells_its_steps_in_order(book: Path) -> None:
    worker = Worker()
    worker.start(partial(jobs.act, checking(book)))
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
    assert "test_window.py" in log
    assert "Орлова" not in log


def test_every_button_says_what_it_does_and_how_the_command_line_does_it() -> None:
    assert len({button.title for button in BUTTONS}) == len(BUTTONS)
    assert all(button.hint and button.words for button in BUTTONS)


def test_a_missing_book_is_named_before_any_window_opens(tmp_path: Path) -> None:
    with pytest.raises(JobError, match=r"нет\.xlsx"):
        faces_window.open_panel(tmp_path / "нет.xlsx", TODAY)


def test_a_page_is_named_by_its_part_of_the_year_or_its_action_in_any_case() -> None:
    assert page_line("люди") == "Люди"
    assert page_line("Раздел сайта") == page_line("site") == "site"


def test_a_page_that_there_is_not_is_named_before_any_window_opens(book: Path) -> None:
    with pytest.raises(JobError, match="Страницы «Отчот» в окне нет"):
        faces_window.open_panel(book, TODAY, "Отчот")


def test_the_window_begins_at_the_page_asked_for(
    display: str, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.setattr(
        "nastavnik.faces.window.window.Window.go", lambda _, line: shown.append(line)
    )
    monkeypatch.setattr("tkinter.Tk.mainloop", lambda _: None)
    faces_window.open_panel(book, TODAY, "Отчёт")
    assert shown[-1] == REPORT.key


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
    with screen("1366x768x24") as name:
        yield name


@pytest.fixture(params=[1.0, 1.5, 2.0], ids=["100%", "150%", "200%"])
def window(display: str, book: Path, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A window over the book at several scales of a small screen."""
    from support.windows import window_over

    with window_over(display, book, TODAY, request.param) as made:
        yield made


@pytest.fixture
def plain(display: str, book: Path) -> Iterator[Any]:
    """A window at the usual scale."""
    from support.windows import window_over

    with window_over(display, book, TODAY) as made:
        yield made


def wait(window: Any, condition: Callable[[], bool]) -> None:
    from support.windows import wait

    wait(window, condition)


def checked(window: Any) -> Any:
    """What the check button answers in the window."""
    window.act(CHECK_BUTTON)
    wait(window, lambda: window.result is not None)
    return window.result


def test_the_window_shows_what_the_book_holds(plain: Any) -> None:
    assert plain.texts.book.get() == "Наставничество.xlsx"
    assert plain.texts.where.get() == "Книга закрыта"
    assert int(plain.figures["Наставники"].get()) > 0


def clipped(widget: Any) -> Iterator[str]:
    """The buttons and ticks within a widget that are narrower than their words."""
    for child in widget.winfo_children():
        is_meant = child.winfo_class() in ("TButton", "TCheckbutton") and child.winfo_ismapped()
        if is_meant and child.winfo_reqwidth() > child.winfo_width():
            yield child["text"]
        yield from clipped(child)


def test_everything_fits_into_the_window_at_any_scale(window: Any) -> None:
    for line in [HOME, *(p.group for p in pages()), *(a.key for p in pages() for a in p.actions)]:
        window.go(line)
        window.root.update()
        assert list(clipped(window.frame)) == [], line
    checked(window)
    window.root.update()
    assert list(clipped(window.frame)) == []
    assert window.root.winfo_width() <= 1366
    assert window.root.winfo_rooty() + window.root.winfo_height() <= 768
    assert window.result.tree.winfo_height() > 3 * window.looks.line


def test_larger_letters_and_strong_colours_are_kept_for_the_next_time(
    plain: Any, display: str, book: Path
) -> None:
    plain.zoom(1)
    plain.change_colours()
    kept = settings.load_settings()
    assert (kept.zoom, kept.strong) == (125, True)
    assert kept.books == (book.resolve(),)
    assert plain.looks.colours is STRONG_COLOURS


def luminance(colour: str) -> float:
    """How bright a colour is, by the formula of WCAG."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("colours", "least"), [(USUAL_COLOURS, 4.5), (STRONG_COLOURS, 7)])
def test_every_text_stands_out_against_its_ground(colours: Palette, least: float) -> None:
    grounds = [(colours.ink, g) for g in (colours.ground, colours.card, colours.line)]
    if colours is STRONG_COLOURS:
        grounds.pop()  # only lines are drawn in it there
    grounds += [(colours.muted, colours.card), (colours.muted, colours.ground)]
    grounds += [(colours.on_main, colours.main), (colours.on_focus, colours.focus)]
    grounds += [(ink, fill) for fill, ink in colours.marks.values()]
    grounds.append((colours.failure, colours.ground))
    assert [pair for pair in grounds if contrast(*pair) < least] == []


def test_a_key_checks_the_book_and_shows_the_findings(plain: Any) -> None:
    plain.root.focus_force()
    plain.root.event_generate("<F5>")
    wait(plain, lambda: plain.result is not None)
    assert plain.result.sections[0].title == "Замечания"
    assert plain.figures["Ошибки"].get() != "0"


def test_a_chosen_row_is_shown_whole(plain: Any) -> None:
    result = checked(plain)
    rows = result.sections[0].listing.rows
    for row in rows:
        shown = result.tree.get_children()[rows.index(row)]
        result.tree.focus(shown)
        result.tree.selection_set(shown)
        plain.root.update()
        detail = result.detail.get("1.0", "end")
        assert all(text in detail for text in row)


def test_a_row_leads_to_its_cell(plain: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[tuple[str, str]] = []
    found = hosts.find(plain.path, datetime.now)
    opened = hosts.HostedBook(
        found.book, hosts.EXCEL, lambda sheet, cell: shown.append((sheet, cell))
    )
    result = checked(plain)
    monkeypatch.setattr(hosts, "find", lambda *_: opened)
    result.follow()
    wait(plain, lambda: bool(shown))
    assert shown[0][0] == "Школа"


def test_long_work_does_not_freeze_the_window_and_can_be_stopped(plain: Any) -> None:
    def long(tell: Callable[[Event], None], stop: threading.Event) -> JobDone:
        stop.wait(PATIENCE)
        raise jobs.CancelledError("Остановлено")

    ticks: list[float] = []
    plain.start(long, lambda _: None)
    plain.root.after(10, lambda: ticks.append(time.monotonic()))
    wait(plain, lambda: bool(ticks))
    assert plain.worker.is_busy
    assert plain.home.buttons["check"].instate(["disabled"])
    plain.root.focus_force()
    plain.root.event_generate("<Escape>")
    wait(plain, lambda: plain.texts.message.get() == "Остановлено")
    assert plain.home.buttons["check"].instate(["!disabled"])


def test_an_answer_stays_when_the_next_action_fails(plain: Any, book: Path) -> None:
    result = checked(plain)
    book.write_bytes(b"broken")
    plain.act(CHECK_BUTTON)
    wait(plain, lambda: "Failure" in str(plain.frame.message.cget("style")))
    assert plain.result is result


def test_what_is_typed_in_a_form_stays_when_something_else_is_done(plain: Any) -> None:
    plain.show(IMPORT_PEOPLE)
    plain.forms[IMPORT_PEOPLE.key].fields["files"].put(["список.csv"])
    checked(plain)
    plain.show(IMPORT_PEOPLE)
    assert (
        plain.forms[IMPORT_PEOPLE.key].fields["files"].control.get("1.0", "end") == "список.csv\n"
    )


def test_the_list_of_what_can_be_undone_is_that_of_the_moment(plain: Any) -> None:
    def steps() -> list[str]:
        (tree,) = within(plain.forms[UNDO.key], "Treeview")
        return [tree.item(each)["values"][1] for each in tree.get_children()]

    plain.show(UNDO)
    assert steps() == [""], "one line says that there is nothing yet"
    checked(plain)
    plain.back()
    assert steps() == [CHECK_BUTTON.title]


def within(widget: Any, kind: str) -> Iterator[Any]:
    """The parts of a widget that are of a kind."""
    for child in widget.winfo_children():
        if child.winfo_class() == kind:
            yield child
        yield from within(child, kind)


def test_a_form_without_what_it_needs_names_the_field(plain: Any) -> None:
    plain.show(CARRY)
    plain.forms[CARRY.key].main()
    assert CARRY.asks[1].label in plain.forms[CARRY.key].complaint.get()
    assert not plain.worker.is_busy


def test_a_preview_writes_nothing_and_one_press_more_writes_it(plain: Any, book: Path) -> None:
    before = book.read_bytes()
    plain.show(MATCH)
    plain.forms[MATCH.key].main()
    wait(plain, lambda: plain.result is not None)
    assert book.read_bytes() == before
    titles = [section.title for section in plain.result.sections]
    assert "Наставник" in titles
    plain.result.acts.write()
    wait(plain, lambda: plain.texts.message.get() == "Готово")
    assert book.read_bytes() != before


def test_the_columns_of_a_list_are_set_beside_those_of_the_book_by_hand(
    plain: Any, tmp_path: Path
) -> None:
    path = tmp_path / "список.csv"
    path.write_text("ФИО;Класс;Трубка\nЖукова Яна Олеговна;7 Б;8 912 345-67-89\n", "utf-8")
    plain.show(IMPORT_PEOPLE)
    form = plain.forms[IMPORT_PEOPLE.key]
    form.fields["files"].put([str(path)])
    columns = form.fields["columns"]
    columns.ask()
    wait(plain, lambda: bool(columns.targets))
    assert columns.value() is None, "nothing is said of what was recognised"
    columns.targets["Трубка"][0].set("Телефон")
    assert columns.value() == ("Трубка=Телефон",)
    form.main()
    wait(plain, lambda: plain.result is not None)
    listings = [section.listing.rows for section in plain.result.sections]
    assert any(row[:2] == ("Трубка", "Телефон") for rows in listings for row in rows)


def test_the_places_of_her_own_letter_are_confirmed_in_a_table(plain: Any, tmp_path: Path) -> None:
    letter = tmp_path / "Письмо.docx"
    letter.write_bytes(document(simple_field(" MERGEFIELD ФИО_ребенка ", "«ФИО»"), "Просим."))
    plain.show(ADOPT)
    form = plain.forms[ADOPT.key]
    form.fields["file"].typed.set(str(letter))
    form.fields["kind"].typed.set("Согласие на участие ребёнка в программе наставничества")
    places = form.fields["decisions"]
    places.ask()
    wait(plain, lambda: bool(places.targets))
    places.targets["ФИО_ребенка"][0].set("наставляемый.фио")
    assert places.value() == ("ФИО_ребенка=наставляемый.фио",)
    form.submit(is_preview=False)
    wait(plain, lambda: plain.result is not None and not plain.worker.is_busy)
    assert "шаблон записан" in plain.result.done.message


def test_the_questions_of_a_file_of_answers_are_set_beside_those_of_the_book(
    plain: Any, tmp_path: Path
) -> None:
    answers = tmp_path / "ответы.csv"
    answers.write_text(
        "ФИО,Кто вы,Как вам наставник\nКузьмина Полина Сергеевна,наставляемый,5\n", "utf-8"
    )
    plain.show(IMPORT_ANSWERS)
    form = plain.forms[IMPORT_ANSWERS.key]
    form.fields["files"].put([str(answers)])
    questions = form.fields["columns"]
    questions.ask()
    wait(plain, lambda: bool(questions.targets))
    chosen = form.context.offers(questions.option)[0].value
    questions.targets["Как вам наставник"][0].set(chosen)
    assert questions.value() == (f"Как вам наставник={chosen.partition('. ')[0]}",)


def test_the_documents_that_are_due_are_ticked_at_once(plain: Any) -> None:
    plain.show(DOCUMENTS)
    kinds = plain.forms[DOCUMENTS.key].fields["kinds"]
    kinds.pick_wanted()
    assert 0 < len(kinds.value()) < kinds.control.size()
    kinds.search.set("приказ наставников")
    assert all("риказ" in kinds.control.get(n) for n in range(kinds.control.size()))


def test_without_a_book_a_new_one_is_made_and_opened(display: str, tmp_path: Path) -> None:
    from support.windows import window_over

    with window_over(display, None, TODAY) as window:
        window.root.update()
        assert window.start_page.winfo_ismapped()
        window.show(NEW)
        form: Any = window.forms[NEW.key]
        form.fields["folder"].typed.set(str(tmp_path / "школа"))
        form.main()
        wait(window, lambda: window.path is not None and not window.worker.is_busy)
        assert window.path == tmp_path / "школа" / "Наставничество.xlsx"


def test_an_action_on_a_book_asks_for_one_where_there_is_none(display: str) -> None:
    from support.windows import window_over

    with window_over(display, None, TODAY) as window:
        window.show(MATCH)
        window.forms[MATCH.key].main()
        assert "откройте книгу" in window.forms[MATCH.key].complaint.get()


def test_a_book_open_elsewhere_is_told_before_anything_is_tried(plain: Any, book: Path) -> None:
    (book.parent / f".~lock.{book.name}#").touch()
    plain.open(book)
    wait(plain, lambda: "LibreOffice" in plain.texts.where.get())


def test_a_long_name_keeps_its_beginning_and_its_end() -> None:
    shortened = pytest.importorskip("nastavnik.faces.window.window", reason="no tkinter").shortened
    name = "Наставничество школы с очень длинным названием имени героя 2026-2027.xlsx"
    assert shortened("Наставничество.xlsx") == "Наставничество.xlsx"
    assert shortened(name).startswith("Наставничество")
    assert shortened(name).endswith("2026-2027.xlsx")
    assert len(shortened(name)) < len(name)


def test_registering_shows_numbers_and_dates_and_lets_them_be_changed(
    plain: Any, tmp_path: Path
) -> None:
    book = new_book(tmp_path / "школа", sample=True)
    plain.open(book)
    wait(plain, lambda: not plain.worker.is_busy and plain.school is not None)
    before = book.read_bytes()
    plain.act(REGISTER_BUTTON)
    wait(plain, lambda: plain.result is not None and not plain.worker.is_busy)
    rows = [row for section in plain.result.sections for row in section.listing.rows]
    assert any(row[-1] == "104-ОД" for row in rows)
    assert plain.result.main_button["text"] == "Записать"
    assert sentence(plain).startswith("Если записать: сделано")
    assert book.read_bytes() == before
    plain.back()
    form = plain.forms[ORDER.key]
    assert form.fields["register"].value()
    form.fields["numbers"].put(["120-ОД"])
    form.fields["today"].typed.set("16.10.2026")
    form.main()
    wait(plain, lambda: plain.result is not None and not plain.worker.is_busy)
    plain.result.main_button.invoke()
    wait(plain, lambda: plain.texts.message.get() == "Готово")
    held = {order.number: order.dated for order in plain.school.orders}
    assert held["120-ОД"] == date(2026, 10, 16)


def sentence(window: Any) -> str:
    """What an answer says on top."""
    return str(next(within(window.result, "TLabel"))["text"])


def test_after_a_new_book_the_page_of_every_day_is_shown(plain: Any, tmp_path: Path) -> None:
    plain.show(NEW)
    form = plain.forms[NEW.key]
    form.fields["folder"].typed.set(str(tmp_path / "другая"))
    form.main()
    wait(plain, lambda: plain.path.parent.name == "другая" and not plain.worker.is_busy)
    assert plain.shown == HOME


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system draws the dialog")
def test_a_question_has_russian_buttons(plain: Any) -> None:
    from tkinter import messagebox

    texts: list[str] = []

    def answer() -> None:
        box = ".__tk__messagebox"
        texts.extend(plain.root.tk.eval(f"{box}.{name} cget -text") for name in ("yes", "no"))
        plain.root.tk.eval(f"{box}.no invoke")

    plain.root.after(200, answer)
    assert not messagebox.askyesno("Наставник", "Продолжить?", parent=plain.root)
    assert texts == ["Да", "Нет"]


def test_a_list_is_chosen_and_asked_about_in_dialogs(
    plain: Any, names: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tkinter import filedialog, messagebox

    asked: list[str] = []

    def agree(title: str, question: str, **_: object) -> bool:
        asked.append(question)
        return True

    monkeypatch.setattr(filedialog, "askopenfilename", lambda **_: str(names))
    monkeypatch.setattr(messagebox, "askyesno", agree)
    before = int(plain.figures["Наставляемые"].get())
    plain.act(TAKE_BUTTON)
    wait(plain, lambda: int(plain.figures["Наставляемые"].get()) == before + 2)
    assert len(asked) == 1


def test_leaving_the_dialog_of_a_list_does_nothing(
    plain: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tkinter import filedialog

    monkeypatch.setattr(filedialog, "askopenfilename", lambda **_: "")
    plain.act(TAKE_BUTTON)
    assert not plain.worker.is_busy


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
