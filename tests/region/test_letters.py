"""Letters as PDF: a sentence where they cannot be printed, and whatever lacks one is printed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from nastavnik.actions import collect_books
from nastavnik.actions.collect_books import run
from nastavnik.actions.session import Session
from nastavnik.model.errors import JobError
from support.district import inn_of, school_book

DAY = date(2026, 11, 9)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """What two schools sent, both with mistakes."""
    place = tmp_path / "почта"
    place.mkdir()
    for number in (1, 2):
        book = school_book(number, flawed=True, more={"12300456": inn_of(number)})
        (place / f"{number}.xlsx").write_bytes(book)
    return place


def test_without_libreoffice_the_letters_are_word_and_a_sentence_says_so(
    inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lacking(*_: object) -> list[bytes]:
        raise JobError("Для PDF нужен LibreOffice: установите его или печатайте файлы Word")

    monkeypatch.setattr(collect_books, "printed", lacking)
    result = run(Session(), folders=[inbox], into=inbox.parent / "СВОД.xlsx", today=DAY, pdf=True)
    assert any("нужен LibreOffice" in note for note in result.notes)
    letters = inbox.parent / "СВОД — письма"
    assert len(list(letters.glob("*.docx"))) == 2
    assert not list(letters.glob("*.pdf"))


def test_all_letters_are_printed_at_once_and_only_those_that_are_not_yet(
    inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def printed(documents: Sequence[bytes], names: Sequence[str]) -> list[bytes]:
        asked.append(len(names))
        return [b"%PDF" for _ in documents]

    monkeypatch.setattr(collect_books, "printed", printed)
    into = inbox.parent / "СВОД.xlsx"
    run(Session(), folders=[inbox], into=into, today=DAY)
    run(Session(), folders=[inbox], into=into, today=DAY, pdf=True)
    run(Session(), folders=[inbox], into=into, today=DAY, pdf=True)
    assert asked == [2]
    assert len(list((inbox.parent / "СВОД — письма").glob("*.pdf"))) == 2
