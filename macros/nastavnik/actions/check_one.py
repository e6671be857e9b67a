"""`check` of one book of many, wherever that is done: a child process imports no more than this."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from nastavnik.actions.books_checked import CheckedBook, FoundBook
from nastavnik.actions.check_book import Task
from nastavnik.actions.session import Done, Session

if TYPE_CHECKING:
    from nastavnik.actions.book_report import BookReport
    from nastavnik.rules.checking import Checked


def checker(
    task: Task, rules: Path | None, *, makes_page: bool
) -> Callable[[FoundBook], CheckedBook]:
    """Does the task in a process of its own, where rules of one's own are read anew."""
    from nastavnik.rules.custom import own_rules

    own = own_rules(rules) if rules else ()
    return partial(checked_book, task._replace(own=own), Session(makes_page=makes_page))


def checked_book(task: Task, session: Session, book: FoundBook) -> CheckedBook:
    """The task done to a book, of which nothing is kept but what is said of it.

    Raises:
        JobError: the book cannot be read or written.
    """
    done = task.done_to(book.path, session)
    outcome = done.outcome
    return CheckedBook(
        book,
        outcome.message,
        outcome.errors,
        outcome.questions,
        {**outcome.as_json(), "findings": None},
        outcome.findings,
        _report(done) if session.makes_page else None,
    )


def _report(done: Done[Checked]) -> BookReport:
    from nastavnik.actions.book_report import report_of

    return report_of(done.school, done.findings)
