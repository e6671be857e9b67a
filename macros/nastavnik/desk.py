"""Gather, ask, apply: the one way in which a verb meets a workbook."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from nastavnik import resources
from nastavnik.books.closed import ClosedBook
from nastavnik.books.port import Book
from nastavnik.changes import Patch
from nastavnik.outcome import Outcome
from nastavnik.school import School, read_school, resolve

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
    if not dry_run and (patches or outcome.changes.files):
        book.apply(patches, outcome.changes.files)
    return Done(outcome, school, patches)


def closed_book(path: Path) -> ClosedBook:
    """The workbook in a file, copies named by the clock."""
    return ClosedBook(path, datetime.now)


def templates_for(book: Path) -> dict[str, bytes]:
    """The templates that hold for a book: the school's own in «Шаблоны» beside it win."""
    return resources.templates(book.resolve().parent / OWN_TEMPLATES)
