"""`check`: one book, or many one after another, where a broken one is a row and not an end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from nastavnik.actions.check_book import Task
from nastavnik.actions.session import Done, Session
from nastavnik.model.actions import BOOKS
from nastavnik.model.errors import JobError
from nastavnik.model.outcome import Listing, Outcome
from nastavnik.rules.checking import Checked

ARCHIVE = "Архив"


@dataclass(frozen=True)
class CheckedBook:
    """What the check said of one book; `failure` is why it could not be checked.

    `label` is what tells the book from the others: where it lies in the folder that was asked for.
    """

    path: Path
    label: str
    done: Done[Checked] | None = None
    failure: str = ""

    def as_json(self) -> dict[str, Any]:
        """What other programs read of it."""
        said = self.done.as_json() if self.done else {"failure": self.failure}
        return {"book": str(self.path), **said}

    @property
    def row(self) -> tuple[str, str, str, str]:
        """What people read of it."""
        if self.done is None:
            return self.label, "–", "–", self.failure
        outcome = self.done.outcome
        return self.label, str(outcome.errors), str(outcome.questions), ""


@dataclass(frozen=True)
class BooksChecked(Outcome):
    """Many books checked."""

    books: tuple[CheckedBook, ...] = ()

    @property
    def has_failed(self) -> bool:
        """Whether some book could not be checked."""
        return any(book.failure for book in self.books)

    def as_json(self) -> dict[str, Any]:
        """The check in the shape other programs read."""
        return {"files": [book.as_json() for book in self.books]}

    def as_blocks(self) -> Iterator[Listing]:
        """A row for each book: its own findings are in the book."""
        yield Listing(("Книга", "Ошибок", "Вопросов", ""), [book.row for book in self.books])


def run(
    session: Session,
    *,
    books: Sequence[Path],
    today: date,
    fix: bool = False,
    act: bool = False,
    rules: Path | None = None,
    dry_run: bool = False,
) -> Done[Checked] | BooksChecked:
    """Check the book, or every book of several and of folders; `rules` holds rules of one's own.

    Raises:
        JobError: the only book cannot be checked, there is none, or the rules cannot be read.
    """
    from nastavnik.rules.custom import own_rules

    own = own_rules(rules) if rules else ()
    task = Task(today, fix=fix, act=act, own=own, dry_run=dry_run)
    if len(books) == 1 and not books[0].is_dir():
        return task.done_to(books[0], session)
    found = list(_found(books))
    if not found:
        raise JobError("В папке нет книг .xlsx: укажите папку, где лежит «Наставничество.xlsx»")
    checked = tuple(_check(*book, task, session) for book in session.watch(found, "Проверка"))
    findings = tuple(f for book in checked if book.done for f in book.done.findings)
    return BooksChecked("", findings=findings, books=checked)


def _found(paths: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """The books at the paths and below folders, each with its label."""
    for path in paths:
        if not path.is_dir():
            yield path, path.name
            continue
        found = (book for pattern in BOOKS for book in path.rglob(pattern))
        for book in sorted(found):
            place = book.relative_to(path)
            if not book.name.startswith(("~$", ".")) and ARCHIVE not in place.parts:
                yield book, str(place)


def _check(book: Path, label: str, task: Task, session: Session) -> CheckedBook:
    try:
        return CheckedBook(book, label, task.done_to(book, session))
    except JobError as error:
        return CheckedBook(book, label, failure=str(error))
    except Exception as error:  # ours to mend: the other books go on
        return CheckedBook(book, label, failure=session.excuse(error))
