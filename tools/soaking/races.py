"""Two processes that write two books in one folder at the same time."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from nastavnik.actions import check_books, make_documents, make_orders
from nastavnik.actions.session import Session
from nastavnik.model.errors import JobError
from soaking.checker import snapshot, standing_faults

DAY = date(2026, 10, 15)
NAMES = ("Наставничество.xlsx", "Вторая.xlsx")


def race(book: Path, rounds: int) -> Iterator[str]:
    """What went wrong while two processes each wrote a book of their own so many times.

    They write the same documents into the same folder; neither may be refused because of the other.
    """
    second = Path(shutil.copy(book, book.with_name(NAMES[1])))
    told = book.parent.parent / "отказы"
    told.write_text("")
    children = [_child(each, rounds, told) for each in (book, second)]
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    yield from (f"процесс кончился с кодом {code}" for code in codes if code)
    yield from filter(None, told.read_text().splitlines())
    for each in (book, second):
        yield from (f for f in standing_faults(snapshot(each), each) if "журнале его нет" not in f)


def _child(book: Path, rounds: int, told: Path) -> int:
    child = os.fork()
    if child == 0:
        code = 1
        try:
            for number in range(rounds):
                _round(book, number, told)
            code = 0
        finally:
            os._exit(code)
    return child


def _round(book: Path, number: int, told: Path) -> None:
    session = Session()
    try:
        if number % 3 == 0:
            make_orders.run(session, book=book, today=DAY, register=number % 9 == 0)
        elif number % 3 == 1:
            make_documents.run(session, book=book, today=DAY, kinds=["Дорожная карта"])
        else:
            check_books.run(session, books=[book], today=DAY)
    except JobError as refusal:
        with told.open("a") as file:
            file.write(f"круг {number}, «{book.name}»: {refusal}\n")
