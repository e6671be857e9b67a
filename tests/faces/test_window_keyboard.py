"""Every action by the keyboard alone, ending in what the command line ends in."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

pytest.importorskip("tkinter", reason="this Python has no tkinter")

from documents.test_adopting import PARTICIPATION, document, simple_field
from hosts.contract import shown
from nastavnik.actions.new_book import new_book
from nastavnik.faces.cli.commands import run as command_line
from nastavnik.faces.window.window import Window
from nastavnik.model import actions
from nastavnik.model.action_pages import pages
from nastavnik.model.actions import ACTIONS, PANEL, Action, Need, OptionKind
from nastavnik.model.grid import Cells
from nastavnik.workbooks import shipped
from nastavnik.workbooks.closed import ClosedBook
from support.needs import needed
from support.screens import screen
from support.windows import Keyboard, wait, window_over

TODAY = date(2026, 10, 15)
NAMES = "ФИО;Класс\nЖукова Яна Олеговна;7 Б\nЗимин Пётр Ильич;7 Б\n"
MEETINGS = "Наставник;Наставляемый;Дата;Тема\nОрлова Анна Сергеевна;Зуев Денис;12.10.2026;План\n"
ANSWERS = "ФИО,Кто вы,Довольны ли вы\nКузьмина Полина Сергеевна,наставляемый,5\n"
ROADMAP = shipped.folder(shipped.SAMPLE) / "roadmap.docx"
HERE = "{here}"
"""Stands for the folder of the book."""


class Case(NamedTuple):
    """What is typed for an action, by the names of its options; `asks` that it asks once more."""

    action: Action
    typed: Mapping[str, str | bool] = {}
    before: tuple[tuple[str, ...], ...] = ()
    asks: bool = False


CASES = [
    Case(actions.CHECK),
    Case(actions.CHECK, {"fix": True, "act": True, "html": f"{HERE}/page.html"}),
    Case(actions.HEAL),
    Case(actions.MATCH),
    Case(actions.ORDER, {"register": True}),
    Case(actions.DOCUMENTS, {"kinds": "Приказ о внедрении целевой модели наставничества"}),
    Case(actions.DOCUMENTS, {"missing": True}),
    Case(actions.DOCUMENTS, {"kinds": "Положение о наставничестве", "pdf": True}),
    Case(
        actions.PACK,
        {"out": f"{HERE}/пачка.pdf"},
        before=(("documents", "Согласие на ПДн"),),
    ),
    Case(actions.IMPORT_PEOPLE, {"files": f"{HERE}/list.csv"}),
    Case(actions.EXPORT_PEOPLE, {"folder": f"{HERE}/out", "csv": True}),
    Case(actions.IMPORT_ROADMAP, {"files": str(ROADMAP)}),
    Case(actions.STANDARD_ROADMAP, {"standard": "teachers", "append": True}),
    Case(actions.PRINT_ROADMAP, {"folder": f"{HERE}/out"}),
    Case(actions.PROGRESS),
    Case(actions.CARRY, {"year": "2027"}),
    Case(actions.UNDO, before=(("check",),)),
    Case(actions.NEW, {"folder": f"{HERE}/new", "sample": True}),
    Case(actions.TEMPLATES),
    Case(actions.DECLINE, {"lines": "Орлова Анна Сергеевна"}),
    Case(actions.DEMO, {"folder": f"{HERE}/demo"}),
    Case(actions.EXTENSION, {"folder": f"{HERE}/extension"}),
    Case(actions.PROGRAMME),
    Case(actions.MEETINGS, {"files": f"{HERE}/meetings.csv"}),
    Case(actions.ADOPT, {"file": f"{HERE}/letter.docx", "kind": PARTICIPATION, "accept": True}),
    Case(actions.IMPORT_ANSWERS, {"files": f"{HERE}/answers.csv"}),
    Case(actions.MISSING_ANSWERS, {"missing": True}),
    Case(actions.QUESTION_LIST, {"questions": f"{HERE}/questions.txt"}),
    Case(actions.REPORT),
    Case(actions.SITE, {"folder": f"{HERE}/site"}),
    Case(actions.YEAR_TURN, {"to": "2027", "today": "20.06.2027"}, asks=True),
    Case(actions.FORGET, {"name": "Кузьмина Полина Сергеевна"}, asks=True),
    Case(actions.COLLECT, {"folders": f"{HERE}/sent", "into": f"{HERE}/district/СВОД.xlsx"}),
]
ELSEWHERE = (actions.PANEL,)
"""The window itself."""


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    with screen("1366x768x24") as name:
        yield name


@pytest.fixture(autouse=True)
def _own_state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def unexpected(*asked: object, **_: object) -> bool:
        raise AssertionError(asked)

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr("tkinter.messagebox.askyesno", unexpected)


@pytest.fixture(scope="module")
def flawed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_book(tmp_path_factory.mktemp("flawed"), flawed=True)


@pytest.fixture
def book(flawed: Path, tmp_path: Path) -> Path:
    return copied(flawed, tmp_path / "window")


@pytest.fixture
def twin(flawed: Path, tmp_path: Path) -> Path:
    return copied(flawed, tmp_path / "command")


@pytest.fixture
def window(display: str, book: Path) -> Iterator[Window]:
    with window_over(display, book, TODAY) as made:
        yield made


def copied(book: Path, folder: Path) -> Path:
    folder.mkdir()
    (folder / "list.csv").write_text(NAMES, encoding="utf-8")
    (folder / "meetings.csv").write_text(MEETINGS, encoding="utf-8")
    (folder / "answers.csv").write_text(ANSWERS, encoding="utf-8")
    letter = document(simple_field(" MERGEFIELD Класс ", "«7 Б»"), "Прошу принять ребёнка.")
    (folder / "letter.docx").write_bytes(letter)
    (folder / "sent").mkdir()
    copy = folder / book.name
    for target in (copy, folder / "sent" / "книга.xlsx"):
        target.write_bytes(book.read_bytes())
    return copy


def command(book: Path, *words: str) -> None:
    """The command line over a book, with nobody at the keyboard."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(book.parent)
        patch.setattr("sys.stdin", io.StringIO())
        with pytest.raises(SystemExit):
            command_line(words)


def words(case: Case, book: Path) -> Iterator[str]:
    """The words that do the same on the command line."""
    yield from case.action.command
    for option in case.action.asks:
        value = case.typed.get(option.name)
        if option.kind is OptionKind.BOOK and not value:
            yield from filter(None, (option.flag, str(book)))
        elif option.name == actions.TODAY.name:
            yield from (option.flag, str(value or f"{TODAY:%d.%m.%Y}"))
        elif value is True:
            yield option.flag
        elif value:
            yield from filter(None, (option.flag, str(value).replace(HERE, str(book.parent))))


def made(folder: Path) -> set[str]:
    """The files of a folder, copies aside."""
    paths = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {path.as_posix() for path in paths if "Архив" not in path.parts}


@pytest.mark.parametrize("case", CASES, ids=lambda case: "-".join((case.action.key, *case.typed)))
def test_an_action_by_keyboard_ends_as_on_the_command_line(
    window: Window, book: Path, twin: Path, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    if case.asks:
        monkeypatch.setattr("tkinter.messagebox.askyesno", lambda *_, **__: True)
    if case.typed.get("pdf") or Need.LIBREOFFICE in case.action.needs:
        needed(shutil.which("soffice"), "LibreOffice")
    for each in (book, twin):
        for verb in case.before:
            command(each, verb[0], str(each), *verb[1:], "--today", f"{TODAY:%d.%m.%Y}")
    command(twin, *words(case, twin))
    keys = Keyboard(window)
    keys.go_to(case.action)
    for name, value in case.typed.items():
        text = value if isinstance(value, bool) else value.replace(HERE, str(book.parent))
        shown_as = next(o for o in case.action.asks if o.name == name).choices.get(str(text), text)
        keys.fill(name, shown_as)
    done(window, keys, case)
    assert shown(cells(book)) == shown(cells(twin))
    assert made(book.parent) == made(twin.parent)


def done(window: Window, keys: Keyboard, case: Case) -> None:
    """Press the main button, and after a preview the one that writes."""
    form = window.forms[window.shown]
    before = window.path
    keys.press_button(form.main_button["text"])
    wait(window, lambda: window.result is not None or window.path != before)
    if form_previews(case.action):
        keys.press_button("Записать")
        wait(window, lambda: not window.worker.is_busy and window.texts.message.get() == "Готово")


def form_previews(action: Action) -> bool:
    return actions.DRY_RUN in action.asks


def cells(path: Path) -> Cells:
    return ClosedBook(path, datetime.now).read()


@pytest.mark.parametrize("action", [a for a in ACTIONS if a is not PANEL], ids=lambda a: a.key)
def test_tab_leads_to_every_control_of_every_action(window: Window, action: Action) -> None:
    keys = Keyboard(window)
    keys.go_to(action)
    form = window.forms[action.key]
    reached = keys.walk()
    wanted = [field.control for field in form.fields.values()]
    usable = [c for c in wanted if c.winfo_class() != "TCheckbutton" or c.instate(["!disabled"])]
    assert [c for c in usable if c not in reached] == []
    assert form.main_button in reached


def test_every_action_but_the_window_itself_has_a_place_in_it() -> None:
    placed = [action for page in pages() for action in page.actions]
    assert sorted(a.key for a in placed) == sorted(a.key for a in ACTIONS if a is not PANEL)


def test_every_action_is_done_by_keyboard_or_tried_elsewhere() -> None:
    done_here = {case.action.key for case in CASES}
    assert done_here == {a.key for a in ACTIONS} - {a.key for a in ELSEWHERE}


def test_no_page_is_without_a_key() -> None:
    assert [page.number for page in pages()] == sorted({page.number for page in pages()})
    assert all(1 <= page.number <= 9 for page in pages())
