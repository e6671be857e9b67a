"""The jobs of the window: looking into a book, doing an action, leading to a cell."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime
from pathlib import Path

from nastavnik.actions.session import Done, Session
from nastavnik.faces.doing import do
from nastavnik.faces.window.action_call import ActionCall
from nastavnik.faces.window.events import CancelledError, JobDone, Question, Tell, excuse
from nastavnik.faces.window.watched import JobWatch
from nastavnik.model.actions import Need
from nastavnik.model.errors import JobError
from nastavnik.model.outcome import Outcome, Result
from nastavnik.model.school import read_school
from nastavnik.model.wording import (
    blocks_in_fields,
    errors_in_fields,
    finding_in_fields,
    in_fields,
)
from nastavnik.workbooks import hosts
from nastavnik.workbooks.hosts import HostedBook

__all__ = ["CancelledError", "act", "look", "show_cell"]


class _Books:
    """The workbooks that a job meets, each found once where it is open, else as a closed file."""

    def __init__(self, watch: JobWatch) -> None:
        self._watch = watch
        self._found: dict[Path, HostedBook] = {}

    def at(self, path: Path) -> HostedBook:
        """The workbook of a path in its host."""
        if path not in self._found:
            self._watch.come_to(0)
            self._found[path] = hosts.find(path, datetime.now)
        return self._found[path]


def look(path: Path, tell: Tell, stop: threading.Event) -> JobDone:
    """What the book holds and where it is open."""
    watch = JobWatch(tell, stop)
    found = _Books(watch).at(path)
    school = read_school(watch.book(found.book).read())
    return JobDone("Книга прочитана", school=school, where=found.where)


def act(call: ActionCall, tell: Tell, stop: threading.Event) -> JobDone:
    """Do an action.

    Raises:
        JobError: it could not be done.
    """
    watch = JobWatch(tell, stop)
    books = _Books(watch)
    if call.book and Need.CLOSED_BOOK in call.action.needs:
        if books.at(call.book).where != hosts.CLOSED:
            where = books.at(call.book).where
            raise JobError(f"Книга {where}: сохраните её, закройте и повторите")
        watch.come_to(2)  # it reads and writes the file itself
    with errors_in_fields(call.action):
        result = do(call.action, _session(call, books, watch), call.values)
    return _done(call, result, books)


def _session(call: ActionCall, books: _Books, watch: JobWatch) -> Session:
    def agree(text: str) -> bool:
        if _was_answered(text, call.agreed):
            return True
        question = Question(text)
        watch.tell(question)
        return question.wait()

    return Session(
        lambda path: watch.book(books.at(path).book),
        watch=watch.over,
        agree=agree,
        excuse=excuse,
        step=call.step,
        is_closed=call.book is not None and books.at(call.book).where == hosts.CLOSED,
    )


def _was_answered(text: str, agreed: str) -> bool:
    """Whether a preview put this question: alone, as a line, or without its particulars."""
    if not agreed:
        return False
    return text in {agreed, *agreed.splitlines()} or text.startswith(f"{agreed}\n")


def _done(call: ActionCall, result: Result, books: _Books) -> JobDone:
    blocks = blocks_in_fields(tuple(result.as_blocks()), call.action)
    said = [block for block in blocks if isinstance(block, str)]
    school, where = None, ""
    if call.book:
        found = books.at(call.book)
        where = found.where
        school = None if call.is_preview else read_school(found.book.read())
    return JobDone(
        in_fields(result.message, call.action) or (said[-1] if said else "Готово"),
        is_failure=result.has_failed,
        findings=tuple(finding_in_fields(each, call.action) for each in result.findings),
        blocks=blocks,
        told=result.as_json() if call.is_preview else {},
        question=_question(result),
        files=() if call.is_preview else tuple(dict.fromkeys(_files(result, call.book))),
        school=school,
        where=where,
    )


def _question(result: Result) -> str:
    outcome = result.outcome if isinstance(result, Done) else result
    return outcome.question if isinstance(outcome, Outcome) else ""


def _files(result: Result, book: Path | None) -> Iterator[Path]:
    """The files that came of a result: those it wrote beside the book, those it names."""
    if book:
        yield from (book.parent / file.path for file in result.changes.files)
    outcome = result.outcome if isinstance(result, Done) else result
    if is_dataclass(outcome):
        for each in fields(outcome):
            value = getattr(outcome, each.name)
            named = value if isinstance(value, tuple) else (value,)
            yield from (path for path in named if isinstance(path, Path) and path.is_file())


def show_cell(path: Path, sheet: str, cell: str) -> JobDone:
    """Lead the person to a cell where the book is open."""
    found = hosts.find(path, datetime.now)
    if found.show is None:
        return JobDone(f"Книга {found.where}: откройте её и перейдите к ячейке {sheet}!{cell}")
    found.show(sheet, cell)
    return JobDone(f"Выбрана ячейка {sheet}!{cell}")
