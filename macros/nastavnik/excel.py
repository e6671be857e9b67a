"""What the ribbon and the buttons of Excel call, through `RunPython` of xlwings."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from nastavnik.actions.session import Session
from nastavnik.actions.verbs import ActionRequest, press
from nastavnik.faces import crash_log
from nastavnik.model import actions
from nastavnik.model.actions import ActionOption, Button
from nastavnik.model.errors import JobError
from nastavnik.model.wording import in_fields
from nastavnik.workbooks import shipped
from nastavnik.workbooks.excel import ExcelBook, path_of, plain_errors

TITLE = "Наставник"
TAKEN_IN_WINDOW = (
    "Список выбирают в окне «Наставник»: сейчас оно откроется, нажмите там эту же кнопку"
)


def check() -> None:
    """Check the book."""
    _answered(partial(_done, actions.CHECK_BUTTON))


def repair() -> None:
    """Repair how things are typed, and check."""
    _answered(partial(_done, actions.REPAIR_BUTTON))


def match() -> None:
    """Propose pairs."""
    _answered(partial(_done, actions.MATCH_BUTTON))


def programme() -> None:
    """Propose programmes for pairs without one."""
    _answered(partial(_done, actions.PROGRAMME_BUTTON))


def draft() -> None:
    """Make drafts of the orders."""
    _answered(partial(_done, actions.DRAFT_BUTTON))


def register() -> None:
    """Register the orders, after a question."""
    _answered(partial(_done, actions.REGISTER_BUTTON))


def documents() -> None:
    """Make the missing documents."""
    _answered(partial(_done, actions.DOCUMENTS_BUTTON))


def take() -> None:
    """Take in a list of people from a file, after showing how many there are."""
    _take(actions.TAKE_BUTTON)


def answers() -> None:
    """Take in answers to questionnaires from a file, after showing how many there are."""
    _take(actions.ANSWERS_BUTTON)


def report() -> None:
    """Count the indicators and make the documents of the year's end."""
    _answered(partial(_done, actions.REPORT_BUTTON))


def _take(button: Button) -> None:
    if sys.platform == "darwin":  # Excel there has no dialog that xlwings could show
        _answered(lambda _: TAKEN_IN_WINDOW)
        window()
    else:
        _answered(partial(_done, button))


def undo() -> None:
    """Take back the last change, after a question."""
    _answered(partial(_done, actions.UNDO_BUTTON))


def window(page: str = "") -> None:
    """Open the window over the calling book, at a page of it, and do not wait for it."""
    _answered(partial(_opened, page))


def _answered(work: Callable[[Any], str]) -> None:
    """Do the work on the calling book and tell the person its answer, one sentence or nothing."""
    book = None
    try:
        book = _calling_book()
        message = work(book)
    except JobError as error:
        message = str(error)
    except Exception as error:  # Excel would show a traceback: the log has it instead
        message = crash_log.sentence(crash_log.record(error, datetime.now()))
    if message:
        _tell(book, message)


def _tell(book: Any, message: str) -> None:
    """Show the person a message over the book.

    Raises:
        SystemExit: there is no book to show it over; xlwings shows then what this says.
    """
    try:
        book.app.alert(message, title=TITLE)
    except Exception:  # Excel is busy or gone
        raise SystemExit(message) from None


def _opened(page: str, book: Any) -> str:
    """Start the window over a book; it says for itself what there is to say."""
    command = [sys.executable, "-m", "nastavnik", "panel", str(path_of(book))]
    command += ["--page", page] if page else []
    subprocess.Popen(command, env={**os.environ, "PYTHONPATH": shipped.source_root()})
    return ""


def _done(button: Button, book: Any) -> str:
    """What to tell once a button is done; nothing where the person thought better of it."""
    wanted = button.action.files
    files = _chosen(book, wanted) if wanted else ()
    if wanted and not files:
        return ""
    if button.asks_first and not _agrees(book, button.asks_first):
        return ""
    host = ExcelBook(book, datetime.now)
    session = Session(
        lambda _: host, agree=partial(_agrees, book), step=button.title, is_closed=False
    )
    result = press(button, session, ActionRequest(host.path, date.today(), files))
    return in_fields(result.message, button.action)


def _agrees(book: Any, question: str) -> bool:
    return bool(book.app.alert(question, TITLE, "yes_no") == "yes")


def _chosen(book: Any, wanted: ActionOption) -> tuple[Path, ...]:
    """The file that a person chose in the dialog of Excel for Windows; none if she left it.

    Raises:
        BookError: Excel is busy.
    """
    kinds = f"Списки,{';'.join(wanted.accepts)},Все файлы,*.*"
    with plain_errors():
        name = book.app.api.GetOpenFilename(kinds, 1, wanted.label)
    return (Path(name),) if isinstance(name, str) else ()


def _calling_book() -> Any:
    """The book whose button was pressed; the active one where xlwings cannot tell."""
    import xlwings

    try:
        return xlwings.Book.caller()
    except Exception:  # its name holds a sign that xlwings stumbles over
        return xlwings.books.active
