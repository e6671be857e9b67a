"""The verbs that write, each ready to be done to a book that it finds work in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from nastavnik.actions import (
    carry_roadmap,
    check_books,
    heal_book,
    import_people,
    make_documents,
    make_orders,
    match_pairs,
    standard_roadmap,
    undo_step,
)
from nastavnik.actions.new_book import new_book
from nastavnik.actions.session import Session, closed_file
from nastavnik.readers.package.archive import Archive
from soaking.kills import Deed

DAY = date(2026, 10, 15)
SESSION = Session()
ORGANISATION = "Приказ об организации наставничества"


def _list_beside(book: Path) -> Path:
    return book.with_name("список.csv")


def _registered(book: Path) -> object:
    kinds = [ORGANISATION]
    return make_documents.run(SESSION, book=book, today=DAY, kinds=kinds, register=True)


def _taken_list(book: Path) -> object:
    return import_people.run(SESSION, files=[_list_beside(book)], into=book)


def _undone(book: Path) -> object:
    return undo_step.run(SESSION, book=book)


VERBS: Mapping[str, Deed] = {
    "check": lambda book: check_books.run(SESSION, books=[book], today=DAY),
    "check --fix": lambda book: check_books.run(SESSION, books=[book], today=DAY, fix=True),
    "check --act": lambda book: check_books.run(SESSION, books=[book], today=DAY, act=True),
    "match": lambda book: match_pairs.run(SESSION, book=book, today=DAY),
    "order": lambda book: make_orders.run(SESSION, book=book, today=DAY),
    "order --register": lambda book: make_orders.run(SESSION, book=book, today=DAY, register=True),
    "documents": lambda book: make_documents.run(
        SESSION, book=book, today=DAY, kinds=["Дорожная карта"]
    ),
    "documents --register": _registered,
    "heal": lambda book: heal_book.run(SESSION, book=book),
    "registry --into": _taken_list,
    "roadmap --into": lambda book: standard_roadmap.run(
        SESSION, standard="pupils", into=book, year=2026
    ),
    "carry": lambda book: carry_roadmap.run(SESSION, book=book, year=2027),
    "undo of a check": _undone,
    "undo of an order": _undone,
    "undo of a repair": _undone,
}
_BEFORE: Mapping[str, str] = {
    "undo of a check": "check",
    "undo of an order": "documents --register",
    "undo of a repair": "heal",
}


def prepared(name: str, folder: Path) -> Path:
    """A book in which the verb of this name finds something to do."""
    without = ("Дорожная карта",) if name == "roadmap --into" else ()
    flawed = name.startswith("check")
    book = new_book(folder / "школа", flawed=flawed, sample=not flawed, without=without)
    _list_beside(book).write_text("ФИО ученика;Класс\nЮдин Глеб Ильич;7А\n", encoding="utf-8")
    if name in {"heal", "check --fix", "undo of a repair"}:
        book.write_bytes(without_lists(book.read_bytes()))
    if name in _BEFORE:
        VERBS[_BEFORE[name]](book)
    return book


def without_lists(content: bytes) -> bytes:
    """The book as other programs save it: without its drop-down lists."""
    import re

    archive = Archive(content)
    sheets = [name for name in archive.names if name.startswith("xl/worksheets/sheet")]
    lists = re.compile(rb"<dataValidations.*?</dataValidations>", re.DOTALL)
    return archive.rewritten({name: lists.sub(b"", archive.read(name)) for name in sheets})


def FOLLOWING(book: Path) -> object:  # noqa: N802 - one deed among the others
    """The next run, whatever it is for: it reads the book."""
    return closed_file(book).read()
