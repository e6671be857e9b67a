"""Every document of the package has its PDF, and no file of anybody else is touched by that."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from nastavnik.actions import (
    documents_as_pdf,
    forget_person,
    make_documents,
    print_pdf,
    undo_step,
)
from nastavnik.actions.new_book import new_book
from nastavnik.actions.session import Done, Session, closed_file, work
from nastavnik.documents.batch import DocumentsMade
from nastavnik.model.changes import Changes, SetCell
from nastavnik.model.errors import JobError
from nastavnik.model.outcome import Outcome
from nastavnik.model.school import read_school
from nastavnik.model.sheets import Paper
from support.drawn import TODAY

ORDER, ROADMAP = "Приказ об организации наставничества", "Дорожная карта"
CONSENT = "Согласие на обработку персональных данных"
PDF = Path("Документы") / "PDF"


class Printer:
    """Prints as LibreOffice does, never the same twice; counts what it was given."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, documents: Sequence[bytes], names: Sequence[str]) -> list[bytes]:
        self.asked += names
        return [b"%PDF-1.7 " + os.urandom(8) for _ in documents]


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch) -> Printer:
    made = Printer()
    monkeypatch.setattr(documents_as_pdf, "printed", made)
    monkeypatch.setattr(print_pdf, "libreoffice", lambda: "soffice")
    return made


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return new_book(tmp_path / "школа", sample=True)


def made(book: Path, *kinds: str, pdf: bool = True, register: bool = False) -> Done[DocumentsMade]:
    return make_documents.run(
        Session(), book=book, today=TODAY, kinds=kinds, pdf=pdf, register=register
    )


def files(book: Path) -> Mapping[str, bytes]:
    """What lies in «Документы», by its path from there."""
    folder = book.parent / "Документы"
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def typed(book: Path, changes: Sequence[SetCell]) -> None:
    work(closed_file(book), lambda _: Outcome("", Changes(tuple(changes))))


def signed(book: Path, kind: str) -> None:
    """Type that the documents of a kind are signed."""
    papers = [p for p in read_school(closed_file(book).read()).papers if p.kind == kind]
    typed(book, [SetCell(Paper.sheet, p.row, Paper.state.title, "подписан") for p in papers])


def test_a_document_that_is_not_made_again_gets_the_pdf_it_lacks(
    book: Path, printer: Printer
) -> None:
    made(book, ORDER, pdf=False, register=True)
    (name,) = (path for path in files(book) if path.endswith(".docx"))
    before = files(book)[name]
    made(book, ORDER)
    assert files(book)[name] == before
    assert f"PDF/{Path(name).stem}.pdf" in files(book)
    made(book, ORDER)
    assert len(printer.asked) == 1


def test_a_signed_paper_gets_its_pdf_and_stays_as_it_is(book: Path, printer: Printer) -> None:
    made(book, "consent", pdf=False)
    signed(book, CONSENT)
    before = files(book)
    done = made(book, "consent")
    after = files(book)
    assert {path: after[path] for path in before} == before
    papers = {Path(path).stem for path in before}
    assert {Path(path).stem for path in after.keys() - before.keys()} == papers
    assert f"в PDF: {len(papers)}" in done.message


def test_a_pdf_follows_its_document(book: Path, printer: Printer) -> None:
    made(book, ROADMAP)
    (name,) = (path for path in files(book) if path.endswith(".docx"))
    path = book.parent / "Документы" / name
    signed(book, ROADMAP)
    first = files(book)[f"PDF/{path.stem}.pdf"]
    path.write_bytes(path.read_bytes() + b" ")
    made(book, ROADMAP)
    assert files(book)[f"PDF/{path.stem}.pdf"] != first
    assert files(book)[f"PDF/{path.stem} (прежний).pdf"] == first
    made(book, ROADMAP)
    assert len(printer.asked) == 2


def test_a_scan_under_the_name_of_a_pdf_keeps_it(book: Path, printer: Printer) -> None:
    made(book, ROADMAP, pdf=False)
    (name,) = files(book)
    scan = book.parent / PDF / f"{Path(name).stem}.pdf"
    scan.parent.mkdir()
    scan.write_bytes(b"%PDF-1.4 scan of another paper")
    os.utime(scan, (1, 1))
    for _ in range(2):
        made(book, ROADMAP)
        assert scan.read_bytes() == b"%PDF-1.4 scan of another paper"
        assert set(files(book)) == {name, f"PDF/{scan.name}", f"PDF/{scan.stem} (2).pdf"}
    assert len(printer.asked) == 1


def test_a_scan_of_the_document_itself_is_its_pdf(book: Path, printer: Printer) -> None:
    made(book, ROADMAP, pdf=False)
    (name,) = files(book)
    scan = book.parent / PDF / f"{Path(name).stem}.pdf"
    scan.parent.mkdir()
    scan.write_bytes(b"%PDF-1.4 scan")
    made(book, ROADMAP)
    assert set(files(book)) == {name, f"PDF/{scan.name}"}
    assert printer.asked == []


def test_documents_of_one_name_have_a_pdf_each(book: Path, printer: Printer) -> None:
    made(book, "consent", pdf=False)
    papers = read_school(closed_file(book).read()).papers
    rows = [paper for paper in papers if paper.kind == CONSENT and paper.file][:2]
    for number, paper in enumerate(rows):
        place = book.parent / "Документы" / str(number) / "Лист.docx"
        place.parent.mkdir()
        (book.parent / paper.file).rename(place)
        name = place.relative_to(book.parent).as_posix()
        typed(book, [SetCell(Paper.sheet, paper.row, Paper.file.title, name)])
    signed(book, CONSENT)
    for _ in range(2):
        made(book, "consent")
        assert {"PDF/Лист.pdf", "PDF/Лист (2).pdf"} < set(files(book))
    assert len(printer.asked) == len(set(printer.asked))


def test_undo_takes_the_pdf_back_with_its_document(book: Path, printer: Printer) -> None:
    before = book.read_bytes()
    made(book, ORDER, register=True)
    assert len(files(book)) == 2
    undo_step.run(Session(), book=book)
    assert files(book) == {}
    assert book.read_bytes() == before


def test_without_libreoffice_nothing_is_begun(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(print_pdf, "libreoffice", lambda: None)
    before = book.read_bytes()
    with pytest.raises(JobError, match="нужен LibreOffice"):
        made(book, ORDER, register=True)
    assert book.read_bytes() == before


def test_where_libreoffice_fails_the_documents_are_there_and_it_is_said(
    book: Path, printer: Printer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> list[bytes]:
        raise JobError("LibreOffice не ответил: закройте его окна и повторите")

    with monkeypatch.context() as hindered:
        hindered.setattr(documents_as_pdf, "printed", failing)
        done = made(book, ROADMAP)
    assert done.has_failed
    assert "PDF не сделаны. LibreOffice не ответил" in done.message
    assert [Path(path).suffix for path in files(book)] == [".docx"]
    assert not made(book, ROADMAP).has_failed
    assert len(files(book)) == 2


def test_the_pdf_of_a_person_forgotten_goes_with_the_paper(book: Path, printer: Printer) -> None:
    who = "Петров Ньургун Афанасьевич"
    made(book, "consent")
    assert sum(who in path for path in files(book)) == 2
    forget_person.run(Session(), book=book, name=who)
    assert not any(who in path for path in files(book))
