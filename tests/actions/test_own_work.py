"""What the program itself has written gives its own check nothing to ask."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from nastavnik.actions import make_documents, make_orders, standard_roadmap
from nastavnik.actions.check_books import run as check_books
from nastavnik.actions.new_book import SAMPLE_DAY, new_book
from nastavnik.actions.session import Session

Deed = Callable[[Path], object]
SESSION = Session()
DEEDS: dict[str, Deed] = {
    "orders of appointment": lambda book: make_orders.run(
        SESSION, book=book, today=SAMPLE_DAY, register=True
    ),
    "an order of the year": lambda book: make_documents.run(
        SESSION, book=book, today=SAMPLE_DAY, kinds=["Приказ о поощрении"], register=True
    ),
    "whatever is due": lambda book: make_documents.run(
        SESSION, book=book, today=SAMPLE_DAY, missing=True
    ),
}


def asked(book: Path, day: date) -> set[tuple[str, str, str, str]]:
    findings = check_books(SESSION, books=[book], today=day).findings
    return {(f.code, f.sheet or "", f.cell or "", f.message) for f in findings}


@pytest.mark.parametrize("deed", DEEDS.values(), ids=list(DEEDS))
def test_the_next_check_asks_nothing_new(deed: Deed, tmp_path: Path) -> None:
    book = new_book(tmp_path, sample=True)
    before = asked(book, SAMPLE_DAY)
    deed(book)
    assert asked(book, SAMPLE_DAY) <= before


@pytest.mark.parametrize("standard", ["pupils", "teachers"])
def test_a_standard_roadmap_gives_the_check_nothing_to_ask(standard: str, tmp_path: Path) -> None:
    book = new_book(tmp_path, sample=True, without=("Дорожная карта",))
    before = asked(book, SAMPLE_DAY)
    standard_roadmap.run(SESSION, standard=standard, into=book, year=2026)
    assert asked(book, SAMPLE_DAY) <= before
