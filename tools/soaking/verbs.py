"""The verbs that write, each ready to be done to a book that it finds work in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from nastavnik.actions import (
    carry_roadmap,
    check_books,
    export_people,
    heal_book,
    import_answers,
    import_meetings,
    import_people,
    make_documents,
    make_orders,
    match_pairs,
    pack_documents,
    print_roadmap,
    propose_programmes,
    publish_site,
    report_year,
    standard_roadmap,
    undo_step,
)
from nastavnik.actions.new_book import new_book
from nastavnik.actions.session import Session, closed_file
from nastavnik.model.school import read_school
from nastavnik.readers.package.archive import Archive
from soaking.kills import Deed
from soaking.taken_in import ANSWERS, MEETINGS, PUPILS, write_answers, write_meetings, write_pupils

DAY = date(2026, 10, 15)
OUT = "Наружу"
SESSION = Session()
ORGANISATION = "Приказ об организации наставничества"


def _registered(book: Path) -> object:
    kinds = [ORGANISATION]
    return make_documents.run(SESSION, book=book, today=DAY, kinds=kinds, register=True)


def _taken_list(book: Path) -> object:
    return import_people.run(SESSION, files=[book.with_name(PUPILS)], into=book)


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
    "answers --into": lambda book: import_answers.run(
        SESSION, files=[book.with_name(ANSWERS)], into=book, today=DAY, kind="итоговая"
    ),
    "meetings --into": lambda book: import_meetings.run(
        SESSION, files=[book.with_name(MEETINGS)], into=book
    ),
    "programme": lambda book: propose_programmes.run(SESSION, book=book, today=DAY),
    "report --documents": lambda book: report_year.run(
        SESSION, book=book, today=DAY, documents=True
    ),
    "documents --pdf": lambda book: make_documents.run(
        SESSION, book=book, today=DAY, kinds=["Дорожная карта"], pdf=True
    ),
    "pack": lambda book: pack_documents.run(SESSION, book=book, today=DAY),
    "registry --export": lambda book: export_people.run(
        SESSION, book=book, folder=book.parent / OUT, today=DAY
    ),
    "roadmap --out": lambda book: print_roadmap.run(
        SESSION, book=book, today=DAY, folder=book.parent / OUT
    ),
    "site": lambda book: publish_site.run(SESSION, book=book, folder=book.parent / OUT, today=DAY),
    "undo of a check": _undone,
    "undo of an order": _undone,
    "undo of a repair": _undone,
}
_BEFORE: Mapping[str, str] = {
    "pack": "documents",
    "undo of a check": "check",
    "undo of an order": "documents --register",
    "undo of a repair": "heal",
}


def prepared(name: str, folder: Path) -> Path:
    """A book in which the verb of this name finds something to do."""
    without = ("Дорожная карта",) if name == "roadmap --into" else ()
    flawed = name.startswith("check")
    book = new_book(folder / "школа", flawed=flawed, sample=not flawed, without=without)
    school = read_school(closed_file(book).read())
    write_pupils(book.parent, [("Юдин Глеб Ильич", "7А", "04.03.2013")])
    write_answers(book.parent, school, DAY)
    write_meetings(book.parent, school, DAY)
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
