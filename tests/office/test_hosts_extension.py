"""The extension in a real LibreOffice: its buttons change the open book as commands do the file."""

from __future__ import annotations

import ast
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from hosts.contract import shown
from nastavnik.actions.make_extension import new_extension
from nastavnik.actions.new_book import new_book
from nastavnik.actions.session import DECLINED
from nastavnik.domain.question_bank import standard_questions
from nastavnik.model.action_pages import pages
from nastavnik.model.actions import (
    ANSWERS_BUTTON,
    BUTTONS,
    CHECK_BUTTON,
    HEAL_BUTTON,
    REGISTER_BUTTON,
    REPORT,
    TAKE_BUTTON,
    UNDO_BUTTON,
    WINDOW_BUTTON,
    Button,
)
from nastavnik.model.grid import Cells
from nastavnik.model.school import read_school, resolve
from nastavnik.rules.checking import check
from nastavnik.workbooks import shipped
from nastavnik.workbooks.closed import ClosedBook
from nastavnik.workbooks.libreoffice import office
from nastavnik.workbooks.libreoffice.calc_book import CalcBook
from nastavnik.workbooks.libreoffice.extension import NAME, SCRIPT, menus
from office import assistive
from office.running_office import load, option, running_office
from support.needs import needed
from support.screens import screen

pytestmark = pytest.mark.office
LONGEST_CLICK, LONGEST_CORE = 2.5, 0.3
"""Seconds from the press to the result and in our core, on a computer that does nothing else."""
SLOWER_HERE = 3
"""So many times slower a busy computer of tests may be."""
MOST_OF_COMMAND = 1.5
"""A press may take so many times what the command takes on the closed file."""
NAMES = "ФИО;Класс\nЖукова Яна Олеговна;7 Б\nЗимин Пётр Ильич;7 Б\n"
ANSWERED = "20.05.2027,Кузьмина Полина Сергеевна,наставляемый"
XLSX = "Calc MS Excel 2007 XML"


@pytest.fixture(scope="module")
def extension(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_extension(tmp_path_factory.mktemp("extension"))


@pytest.fixture(scope="module")
def context(soffice: str, extension: Path) -> Iterator[Any]:
    """A LibreOffice on a screen, into whose profile the extension was put."""
    with tempfile.TemporaryDirectory() as name, screen() as display:
        folder = Path(name)
        folder.chmod(0o777)
        copy = folder / extension.name
        copy.write_bytes(extension.read_bytes())
        install(copy, folder / "profile")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("DISPLAY", display)
            patch.setenv("SAL_USE_VCLPLUGIN", "gen")  # the one whose dialogs UNO can press
            patch.setenv("LC_ALL", "C.UTF-8")
            with running_office(soffice, folder / "profile", "--nodefault") as found:
                yield found


def install(extension: Path, profile: Path) -> None:
    """Put the extension into a profile; the installer refuses to work for the administrator."""
    program = needed(shutil.which("unopkg"), "unopkg")
    command = [program, "add", "--suppress-license", f"-env:UserInstallation={profile.as_uri()}"]
    if os.name == "posix" and os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        setpriv = needed(shutil.which("setpriv"), "setpriv")
        ids = [f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}"]
        command = [setpriv, *ids, "--clear-groups", *command]
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    home = {**kept, "HOME": str(extension.parent)}
    subprocess.run([*command, str(extension)], check=True, capture_output=True, env=home)


@pytest.fixture
def names(tmp_path: Path) -> Path:
    """A list of two new pupils."""
    path = tmp_path / "7Б.csv"
    path.write_text(NAMES, encoding="utf-8")
    return path


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """What one person answered to a question of the last questionnaire."""
    asked = next(question for question in standard_questions() if question.code == "Я5")
    path = tmp_path / "Ответы итоговые.csv"
    path.write_text(f"Дата,ФИО,Роль,{asked.text}\n{ANSWERED},9\n", encoding="utf-8")
    return path


@pytest.fixture
def files(names: Path, answers: Path) -> Mapping[str, tuple[Path, ...]]:
    """What is chosen where a button asks for files, by its key."""
    return {TAKE_BUTTON.key: (names,), ANSWERS_BUTTON.key: (answers,)}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return new_book(tmp_path / "pressed", flawed=True)


@pytest.fixture
def document(context: Any, book: Path) -> Iterator[Any]:
    """The book as LibreOffice has it open; it is closed afterwards whatever became of it."""
    yield load_shown(context, book)
    assistive.open_again(context, book).close(True)


def load_shown(context: Any, book: Path) -> Any:
    """A book opened in a window, with its buttons."""
    desktop = office.desktop_of(context)
    document = desktop.loadComponentFromURL(book.as_uri(), "_blank", 0, ())
    assistive.soon(lambda: document.Sheets.getByName("Панель").DrawPage.Forms.Count or None)
    return document


def menu() -> Any:
    """What the extension adds to LibreOffice."""
    return etree.fromstring(menus())


def command(book: Path, button: Button, *files: Path) -> None:
    """What the button does, by the command line."""
    words = [str(files[0]) if word == "ФАЙЛ" else word for word in button.words]
    sources = {**os.environ, "PYTHONPATH": shipped.source_root()}
    subprocess.run(
        [sys.executable, "-m", "nastavnik", *words, book],
        env=sources,
        check=False,
        capture_output=True,
    )


def cells(path: Path) -> Cells:
    return ClosedBook(path, datetime.now).read()


def held(document: Any) -> Any:
    """What the open document holds, as `shown` tells it."""
    return shown(CalcBook(document, datetime.now).read())


def tables(document: Any) -> dict[str, tuple[int, int]]:
    """The first and the last row of every table."""
    return {t.Name: (t.DataArea.StartRow, t.DataArea.EndRow) for t in document.DatabaseRanges}


def made(book: Path) -> set[str]:
    """The names of the files beside a book, copies and the book aside."""
    folder = book.parent
    found = (path for path in folder.rglob("*.docx") if "Шаблоны" not in path.parts)
    return {path.relative_to(folder).as_posix() for path in found}


def pressed(context: Any, document: Any, button: Button, *files: Path) -> str:
    """Press the button on «Панель», answer whatever it asks; what it told in the end."""
    assistive.press_on_panel(document, button.title)
    for path in files:
        assistive.choose_file(context, path)
    if button.asks_first or files:
        assistive.answer(context, assistive.YES)
    return assistive.answer(context)


def test_every_button_of_the_menu_and_the_toolbar_is_one_of_the_actions() -> None:
    titles = [*(button.title for button in BUTTONS), WINDOW_BUTTON.title]
    for part in ("OfficeMenuBar", "OfficeToolBar"):
        found = menu().xpath(
            f"//*[@*='{part}']//node[starts-with(@*, 'B')]/prop[@*='Title']/value/text()"
        )
        assert found == titles


def test_the_menu_leads_to_every_page_of_the_window() -> None:
    parts = menu().xpath("//node[starts-with(@*, 'P')]/prop[@*='Title']/value/text()")
    assert parts == [page.group.value for page in pages()]
    lines = menu().xpath("//node[starts-with(@*, 'A0')]/prop[@*='Title']/value/text()")
    assert lines == [f"{action.title}…" for page in pages() for action in page.actions]


def test_every_address_leads_to_a_script_of_the_extension(extension: Path) -> None:
    script = zipfile.ZipFile(extension).read(SCRIPT).decode()
    held = ast.literal_eval(re.findall(r"^PAGES = (.+)$", script, re.MULTILINE)[0])
    told = {*re.findall(r"'(\w+)': \{'words'", script), WINDOW_BUTTON.key}
    addresses = menu().xpath("//prop[@*='URL']/value[. != 'private:separator']/text()")
    keys = {url.partition("$")[2].partition("?")[0] for url in addresses}
    assert keys == told | {f"page_{key}" for key in held}
    assert told == {button.key for button in BUTTONS} | {WINDOW_BUTTON.key}
    assert held == [action.key for page in pages() for action in page.actions]
    assert all(url.startswith(f"vnd.sun.star.script:{NAME}|") for url in addresses)


def test_the_extension_calls_the_python_that_made_it(extension: Path) -> None:
    script = zipfile.ZipFile(extension).read(SCRIPT).decode()
    assert f"PYTHON = {sys.executable!r}" in script


@pytest.mark.parametrize(
    "button", [b for b in BUTTONS if b is not UNDO_BUTTON], ids=lambda b: b.key
)
def test_a_button_on_the_panel_changes_the_open_book_as_the_command_does_the_file(
    context: Any,
    document: Any,
    book: Path,
    files: Mapping[str, tuple[Path, ...]],
    button: Button,
) -> None:
    on_disk = book.read_bytes()
    twin = new_book(book.parents[1] / "twin", flawed=True)
    chosen = files.get(button.key, ())
    command(twin, button, *chosen)
    assert pressed(context, document, button, *chosen)
    document = assistive.open_again(context, book)
    other = load(office.desktop_of(context), twin)
    try:
        assert held(document) == held(other)
    finally:
        other.close(True)
    assert made(book) == made(twin)
    if button is not HEAL_BUTTON:
        assert book.read_bytes() == on_disk, "nothing is saved for her"


def test_a_click_that_gives_numbers_saves_the_book(context: Any, tmp_path: Path) -> None:
    book = new_book(tmp_path / "numbers", sample=True)
    before = len(read_school(cells(book)).orders)
    document = load_shown(context, book)
    try:
        assert "зарегистрировано" in pressed(context, document, REGISTER_BUTTON)
        assert not document.isModified()
    finally:
        document.close(True)
    assert len(read_school(cells(book)).orders) > before
    assert made(book)


LIVE = [b for b in BUTTONS if b not in (UNDO_BUTTON, HEAL_BUTTON)]


@pytest.mark.parametrize("button", LIVE, ids=lambda b: b.key)
def test_one_undo_of_the_office_takes_the_whole_click_back(
    context: Any, document: Any, files: Mapping[str, tuple[Path, ...]], button: Button
) -> None:
    before, ranges = held(document), tables(document)
    pressed(context, document, button, *files.get(button.key, ()))
    steps = document.UndoManager.AllUndoActionTitles
    assert len(steps) == (held(document) != before)
    if steps:
        document.UndoManager.undo()
    assert held(document) == before
    assert tables(document) == ranges


def test_what_she_has_typed_is_neither_lost_nor_saved(
    context: Any, document: Any, book: Path
) -> None:
    on_disk = book.read_bytes()
    cell = document.Sheets.getByName("Пары").getCellRangeByName("P30")
    cell.String = "от человека"
    pressed(context, document, CHECK_BUTTON)
    assert cell.String == "от человека"
    assert book.read_bytes() == on_disk
    document.UndoManager.undo()
    assert cell.String == "от человека"
    document.UndoManager.undo()
    assert not cell.String


def test_the_undo_button_takes_the_last_button_back(
    context: Any, document: Any, book: Path
) -> None:
    before = held(document)
    pressed(context, document, CHECK_BUTTON)
    assert held(document) != before
    assert "Отменено" in pressed(context, document, UNDO_BUTTON)
    assert held(document) == before


@pytest.mark.parametrize(
    "press", [assistive.press_in_menu, assistive.press_in_toolbar], ids=["menu", "toolbar"]
)
def test_the_menu_and_the_toolbar_do_what_the_panel_does(
    context: Any, document: Any, book: Path, press: Any
) -> None:
    press(document, CHECK_BUTTON.title)
    assert "ошиб" in assistive.answer(context)
    assert held(document)["Проверка"]
    assert document.Sheets.getByName("Проверка").getCellRangeByName("A4").String == "ошибка"


def test_the_menu_opens_the_window_at_a_page(context: Any, document: Any, book: Path) -> None:
    assistive.press_in_menu(document, f"{REPORT.title}…", part=REPORT.group.value)
    deadline = time.monotonic() + assistive.PATIENCE
    while not (found := started("panel", str(book), f"--page={REPORT.key}")):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    for process in found:
        os.kill(process, signal.SIGTERM)


def started(*words: str) -> list[int]:
    """The processes whose command ends in the words."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if path.read_bytes().decode(errors="replace").split("\0")[-1 - len(words) : -1] == [
                *words
            ]:
                found.append(int(path.parent.name))
    return found


@pytest.mark.parametrize(
    "button", [REGISTER_BUTTON, UNDO_BUTTON, TAKE_BUTTON], ids=lambda button: button.key
)
def test_a_no_changes_nothing(
    context: Any, document: Any, book: Path, names: Path, button: Button
) -> None:
    before = book.read_bytes()
    assistive.press_on_panel(document, button.title)
    if button is TAKE_BUTTON:
        assistive.choose_file(context, names)
    question = assistive.answer(context, assistive.NO)
    assert question.endswith("?")
    if button is TAKE_BUTTON:
        assert assistive.answer(context) == DECLINED
    assert book.read_bytes() == before


def test_a_click_ends_in_time_and_little_of_it_is_ours(
    context: Any, document: Any, book: Path
) -> None:
    values = cells(book)
    begun = time.perf_counter()
    school = read_school(values)
    resolved = list(resolve(check(school, date.today()).changes.cells, school))
    core = time.perf_counter() - begun
    twin = new_book(book.parents[1] / "twin", flawed=True)
    begun = time.perf_counter()
    command(twin, CHECK_BUTTON)
    by_command = time.perf_counter() - begun
    begun = time.perf_counter()
    pressed(context, document, CHECK_BUTTON)
    click = time.perf_counter() - begun
    print(f"press {click:.2f} s, command {by_command:.2f} s, our core {core:.2f} s")
    assert resolved
    assert core < LONGEST_CORE * SLOWER_HERE
    assert click < LONGEST_CLICK * SLOWER_HERE
    assert click < by_command * MOST_OF_COMMAND


def test_real_buttons_are_neither_a_change_nor_saved_nor_to_be_undone(
    document: Any, tmp_path: Path
) -> None:
    panel = document.Sheets.getByName("Панель")
    assert panel.DrawPage.Forms.Count == 1
    assert not document.isModified()
    assert not document.UndoManager.isUndoPossible()
    copy = tmp_path / "saved.xlsx"
    document.storeToURL(copy.as_uri(), (option("FilterName", XLSX),))
    assert not [name for name in zipfile.ZipFile(copy).namelist() if "ctrlProp" in name]
    assert panel.DrawPage.Forms.Count == 1, "the buttons are there again"


def test_the_buttons_are_gone_from_what_a_person_saves(document: Any, book: Path) -> None:
    document.Sheets.getByName("Пары").getCellRangeByName("P30").String = "от человека"
    document.store()
    assert not [name for name in zipfile.ZipFile(book).namelist() if "ctrlProp" in name]
    assert document.Sheets.getByName("Панель").DrawPage.Forms.Count == 1
    assert not document.isModified()


def test_healing_needs_nothing_after_the_buttons_were_shown(
    context: Any, document: Any, book: Path
) -> None:
    assert "восстанавливать нечего" in pressed(context, document, HEAL_BUTTON)
