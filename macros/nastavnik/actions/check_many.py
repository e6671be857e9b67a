"""Checking many books one after another: a broken one is a row, not an end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from nastavnik.actions.check_book import Task
from nastavnik.actions.session import Done
from nastavnik.faces import crash_log
from nastavnik.faces.console import print_json, show_table, watched
from nastavnik.faces.html_report import Checked, Unread, findings_page
from nastavnik.model.errors import JobError
from nastavnik.seals import sealed
from nastavnik.storage import refuse_foreign, write_files

BOOKS = ("*.xlsx", "*.xlsm")
ARCHIVE = "Архив"


@dataclass(frozen=True)
class Answer:
    """What the check said of one book; `failure` is why it could not be checked.

    `label` is what tells the book from the others: where it lies in the folder that was asked for.
    """

    path: Path
    label: str
    done: Done | None = None
    failure: str = ""

    @property
    def data(self) -> Mapping[str, Any]:
        """What other programs read of it."""
        return self.done.outcome.data if self.done else {"failure": self.failure}

    @property
    def on_page(self) -> Checked | Unread:
        """What people read of it."""
        if self.done is None:
            return Unread(self.label, self.failure)
        outcome = self.done.outcome
        return Checked(self.label, outcome.findings, self.done.school, outcome.message)


def check_many(
    paths: Sequence[Path], task: Task, *, page: Path | None = None, as_json: bool = False
) -> int:
    """Do the task to every book in `paths` and below its folders; the exit code.

    `page` is the HTML page to write besides.
    """
    books = list(_books(paths))
    if not books:
        raise JobError("В папке нет книг .xlsx: укажите папку, где лежит «Наставничество.xlsx»")
    answers = [_check(*book, task) for book in watched(books, "Проверка")]
    if page:
        write_page(page, task.day, [answer.on_page for answer in answers])
    if as_json:
        print_json({"files": [{"book": str(a.path), **a.data} for a in answers]})
    else:
        show_table(("Книга", "Ошибок", "Вопросов", ""), map(_row, answers))
    if any(answer.failure for answer in answers):
        return 2
    return int(any(answer.data["errors"] for answer in answers))


def write_page(path: Path, today: date, books: Iterable[Checked | Unread]) -> None:
    """What was found in the books, as one HTML page.

    Raises:
        JobError: the file cannot be written, or is not ours.
    """
    refuse_foreign(path)
    write_files({path: sealed(findings_page(books, today).encode())})


def _books(paths: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    for path in paths:
        if not path.is_dir():
            yield path, path.name
            continue
        found = (book for pattern in BOOKS for book in path.rglob(pattern))
        for book in sorted(found):
            place = book.relative_to(path)
            if not book.name.startswith(("~$", ".")) and ARCHIVE not in place.parts:
                yield book, str(place)


def _check(book: Path, label: str, task: Task) -> Answer:
    try:
        return Answer(book, label, task.done_to(book))
    except JobError as error:
        return Answer(book, label, failure=str(error))
    except Exception as error:  # ours to mend: the other books go on
        return Answer(
            book, label, failure=crash_log.sentence(crash_log.record(error, datetime.now()))
        )


def _row(answer: Answer) -> tuple[str, str, str, str]:
    if answer.failure:
        return answer.label, "–", "–", answer.failure
    counts = (str(answer.data["errors"]), str(answer.data["questions"]))
    return (answer.label, *counts, "")
