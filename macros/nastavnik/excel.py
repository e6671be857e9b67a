"""What the ribbon and the buttons of Excel call, through `RunPython` of xlwings."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

from nastavnik.actions import buttons, performing
from nastavnik.actions.buttons import Action
from nastavnik.actions.performing import Request
from nastavnik.faces import crash_log
from nastavnik.model.errors import JobError
from nastavnik.workbooks import shipped
from nastavnik.workbooks.excel import ExcelBook, path_of, plain_errors

TITLE = "Наставник"
TAKEN_IN_WINDOW = (
    "Список выбирают в окне «Наставник»: сейчас оно откроется, нажмите там эту же кнопку"
)


def check() -> None:
    """Check the book."""
    _press(buttons.CHECK)


def repair() -> None:
    """Repair how things are typed, and check."""
    _press(buttons.REPAIR)


def match() -> None:
    """Propose pairs."""
    _press(buttons.MATCH)


def draft() -> None:
    """Make drafts of the orders."""
    _press(buttons.DRAFT)


def register() -> None:
    """Register the orders, after a question."""
    _press(buttons.REGISTER)


def documents() -> None:
    """Make the missing documents."""
    _press(buttons.DOCUMENTS)


def take() -> None:
    """Take in a list of people from a file, after showing how many there are."""
    if sys.platform == "darwin":  # Excel there has no dialog that xlwings could show
        _calling_book().app.alert(TAKEN_IN_WINDOW, title=TITLE)
        window()
    else:
        _press(buttons.TAKE)


def undo() -> None:
    """Take back the last change, after a question."""
    _press(buttons.UNDO)


def window() -> None:
    """Open the window over the calling book, and do not wait for it."""
    book = _calling_book()
    try:
        command = [sys.executable, "-m", "nastavnik", "panel", str(path_of(book))]
        subprocess.Popen(command, env={**os.environ, "PYTHONPATH": shipped.source_root()})
    except JobError as error:
        book.app.alert(str(error), title=TITLE)


def _press(action: Action) -> None:
    """Do what the button says and tell the person the result in one sentence."""
    book = _calling_book()
    try:
        message = _done(book, action)
    except JobError as error:
        message = str(error)
    except Exception as error:  # Excel would show a traceback: the log has it instead
        message = crash_log.sentence(crash_log.record(error, datetime.now()))
    if message:
        book.app.alert(message, title=TITLE)


def _done(book: Any, action: Action) -> str:
    """What to tell once it is done; nothing where the person thought better of it."""
    files = _chosen(book, action) if action.wants_file else ()
    if action.wants_file and not files:
        return ""
    if action.asks_first and not _agrees(book, action.asks_first):
        return ""
    host = ExcelBook(book, datetime.now)
    request = Request(host.path, date.today(), files)
    done = performing.perform(action, host, request, lambda question: _agrees(book, question))
    return done.outcome.message


def _agrees(book: Any, question: str) -> bool:
    return bool(book.app.alert(question, TITLE, "yes_no") == "yes")


def _chosen(book: Any, action: Action) -> tuple[Path, ...]:
    """The file that a person chose in the dialog of Excel for Windows; none if she left it.

    Raises:
        BookError: Excel is busy.
    """
    kinds = f"Списки,{';'.join(buttons.LISTS)},Все файлы,*.*"
    with plain_errors():
        name = book.app.api.GetOpenFilename(kinds, 1, action.wants_file)
    return (Path(name),) if isinstance(name, str) else ()


def _calling_book() -> Any:
    """The book whose button was pressed; the active one where xlwings cannot tell."""
    import xlwings

    try:
        return xlwings.Book.caller()
    except Exception:  # its name holds a sign that xlwings stumbles over
        return xlwings.books.active
