"""Gather, ask, apply: the one way in which a verb meets a workbook."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from nastavnik.model.changes import Patch
from nastavnik.model.outcome import Outcome
from nastavnik.model.school import School, read_school, resolve
from nastavnik.workbooks import shipped
from nastavnik.workbooks.closed import ClosedBook
from nastavnik.workbooks.history import History
from nastavnik.workbooks.port import Book
from nastavnik.workbooks.undo import RecordedBook, last_step_back, take_back

Verb = Callable[[School], Outcome]
OWN_TEMPLATES = "Шаблоны"


@dataclass(frozen=True)
class Done:
    """What a verb answered, the school it looked at, and what was (or would be) written."""

    outcome: Outcome
    school: School
    patches: tuple[Patch, ...]


def work(book: Book, verb: Verb, *, dry_run: bool = False) -> Done:
    """Read the book once, ask the verb, apply its outcome once.

    Raises:
        JobError: the book cannot be read or written, or lacks a column that the outcome needs.
    """
    school = read_school(book.read())
    outcome = verb(school)
    patches = tuple(resolve(outcome.changes.cells, school))
    if not dry_run:
        book.apply(patches, outcome.changes.files)
    return Done(outcome, school, patches)


def closed_file(path: Path) -> ClosedBook:
    """The workbook in a file, copies named by the clock."""
    return ClosedBook(path, datetime.now)


def closed_book(path: Path, action: str = "", before: str = "") -> Book:
    """The workbook in a file; what is written into it can be undone under the name `action`.

    `before` is the digest of the file before the action, where it has already changed the file.
    """
    return RecordedBook(closed_file(path), History(path), datetime.now, action, before)


def undo(book: Book, path: Path, *, dry_run: bool = False) -> Done:
    """Take back the last change set written into the book at `path`.

    Raises:
        JobError: a person has changed its cells since, or the book cannot be read or written.
    """
    cells, history = book.read(), History(path)
    taken = last_step_back(history, cells)
    if not dry_run:
        take_back(book, history, taken)
    shape = {"undone": taken.is_real, "message": taken.message}
    return Done(Outcome(taken.message, data=shape), read_school(cells), taken.patches)


def templates_for(book: Path) -> dict[str, bytes]:
    """The templates that hold for a book: the school's own in «Шаблоны» beside it win."""
    return shipped.templates(book.resolve().parent / OWN_TEMPLATES)
