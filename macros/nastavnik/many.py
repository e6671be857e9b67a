"""Checking many books one after another: a broken one is a row, not an end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from nastavnik.checking import check
from nastavnik.console import console, print_json, show_table
from nastavnik.desk import closed_book, work
from nastavnik.errors import JobError

BOOKS = ("*.xlsx", "*.xlsm")
ARCHIVE = "Архив"


@dataclass(frozen=True)
class Answer:
    """What the check said of one book; `failure` is why it could not be checked."""

    path: Path
    data: dict[str, Any]
    failure: str = ""


def check_many(paths: Sequence[Path], today: date, *, as_json: bool, dry_run: bool) -> int:
    """Check every book in `paths` and below its folders; the exit code."""
    books = list(_books(paths))
    if not books:
        raise JobError("В папке нет книг .xlsx: укажите папку, где лежит «Наставничество.xlsx»")
    answers = [_check(book, today, dry_run) for book in _watched(books, quiet=as_json)]
    if as_json:
        print_json({"files": [{"book": str(a.path), **_shape(a)} for a in answers]})
    else:
        show_table(("Книга", "Ошибок", "Вопросов", ""), map(_row, answers))
    if any(answer.failure for answer in answers):
        return 2
    return int(any(answer.data["errors"] for answer in answers))


def _watched(books: Sequence[Path], *, quiet: bool) -> Iterable[Path]:
    """The books one after another, with a progress bar."""
    if quiet:
        return books
    from rich.progress import track

    return track(books, "Проверка", console=console(), transient=True)


def _books(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        found = (book for pattern in BOOKS for book in path.rglob(pattern))
        yield from sorted(b for b in found if not b.name.startswith(("~$", ".")) and _live(b))


def _live(book: Path) -> bool:
    return ARCHIVE not in book.parts


def _check(book: Path, today: date, dry_run: bool) -> Answer:
    try:
        done = work(closed_book(book), lambda school: check(school, today), dry_run=dry_run)
    except JobError as error:
        return Answer(book, {}, str(error))
    return Answer(book, dict(done.outcome.data))


def _shape(answer: Answer) -> dict[str, Any]:
    return {"failure": answer.failure} if answer.failure else answer.data


def _row(answer: Answer) -> tuple[str, str, str, str]:
    if answer.failure:
        return answer.path.name, "–", "–", answer.failure
    counts = (str(answer.data["errors"]), str(answer.data["questions"]))
    return (answer.path.name, *counts, "")
