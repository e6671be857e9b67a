"""What the ribbon and the buttons of Excel call, through `RunPython` of xlwings."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, datetime
from typing import Any

from nastavnik import actions, resources, trouble
from nastavnik.actions import Action
from nastavnik.books.excel import ExcelBook, path_of
from nastavnik.errors import JobError

TITLE = "Наставник"


def check() -> None:
    """Check the book."""
    _press(actions.CHECK)


def match() -> None:
    """Propose pairs."""
    _press(actions.MATCH)


def draft() -> None:
    """Make drafts of the orders."""
    _press(actions.DRAFT)


def register() -> None:
    """Register the orders, after a question."""
    _press(actions.REGISTER)


def documents() -> None:
    """Make the missing documents."""
    _press(actions.DOCUMENTS)


def undo() -> None:
    """Take back the last change, after a question."""
    _press(actions.UNDO)


def window() -> None:
    """Open the window over the calling book, and do not wait for it."""
    book = _calling_book()
    try:
        command = [sys.executable, "-m", "nastavnik", "panel", str(path_of(book))]
        subprocess.Popen(command, env={**os.environ, "PYTHONPATH": resources.source_root()})
    except JobError as error:
        book.app.alert(str(error), title=TITLE)


def _press(action: Action) -> None:
    """Do what the button says and tell the person the result in one sentence."""
    book = _calling_book()
    if action.asks_first and book.app.alert(action.asks_first, TITLE, "yes_no") != "yes":
        return
    try:
        host = ExcelBook(book, datetime.now)
        message = actions.perform(action, host, host.path, date.today()).outcome.message
    except JobError as error:
        message = str(error)
    except Exception as error:  # Excel would show a traceback: the log has it instead
        message = trouble.sentence(trouble.record(error, datetime.now()))
    book.app.alert(message, title=TITLE)


def _calling_book() -> Any:
    """The book whose button was pressed; the active one where xlwings cannot tell."""
    import xlwings

    try:
        return xlwings.Book.caller()
    except Exception:  # its name holds a sign that xlwings stumbles over
        return xlwings.books.active
