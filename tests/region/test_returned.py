"""What a receiver sends back stands in the school's «Проверка» beside its own, nothing retyped."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from nastavnik.actions.check_books import run as check
from nastavnik.actions.session import Done, Session, closed_file
from nastavnik.model.errors import JobError
from nastavnik.model.findings import Finding
from nastavnik.model.school import read_school
from nastavnik.model.sheets import Check
from nastavnik.people_import.plain_book import plain_book
from nastavnik.region.letters import ReturnedBook, letter_of
from nastavnik.region.returned import returned_file
from nastavnik.region.sheets import DistrictCard
from nastavnik.region.task import ReceiverSettings, check_book
from support.district import INN, inn_of, sample_book, school_book

DAY, BACK = date(2026, 10, 15), date(2026, 10, 16)
SOUND = {"12300456": inn_of(4)}


def checked(book: Path, returned: Path) -> tuple[Finding, ...]:
    done = check(Session(), books=[book], today=DAY, returned=returned)
    assert isinstance(done, Done)
    return done.findings


def sent_back(folder: Path, book: bytes, settings: ReceiverSettings) -> Path:
    path = folder / "замечания.xlsx"
    row = check_book(book, "книга.xlsx", DAY, settings)
    path.write_bytes(returned_file(row, "Управление образования", BACK))
    return path


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book with mistakes."""
    path = tmp_path / "Наставничество.xlsx"
    path.write_bytes(school_book(4, flawed=True, more=SOUND))
    return path


def test_what_both_have_found_is_marked_as_returned(book: Path, tmp_path: Path) -> None:
    returned = sent_back(tmp_path, book.read_bytes(), ReceiverSettings())
    findings = checked(book, returned)
    assert len(findings) > 40
    assert all(f.reason.startswith("Возвращено 16.10.2026, Управление") for f in findings)
    rows = read_school(closed_file(book).read()).table(Check).rows
    assert len(rows) == len(findings)


def test_what_only_the_receiver_looks_for_is_added_and_what_is_mended_is_not(
    book: Path, tmp_path: Path
) -> None:
    settings = ReceiverSettings(year="2027/2028")
    returned = sent_back(tmp_path, book.read_bytes(), settings)
    book.write_bytes(school_book(4))
    own = check(Session(), books=[book], today=DAY, dry_run=True).findings
    found = checked(book, returned)
    added = [f for f in found if f not in own and "2027/2028" in f.message]
    assert [(f.sheet, f.header) for f in added] == [("Школа", "Учебный год")]
    assert len(found) == len(own) + 1


def test_the_findings_of_another_school_are_refused(book: Path, tmp_path: Path) -> None:
    other = school_book(4, flawed=True, more={"12300456": inn_of(5), INN: inn_of(5)})
    before = book.read_bytes()
    with pytest.raises(JobError, match="для школы с ИНН"):
        checked(book, sent_back(tmp_path, other, ReceiverSettings()))
    assert book.read_bytes() == before


@pytest.mark.parametrize("content", [plain_book("Лист", ["ФИО"], [["x"]]), b"text", b"PK\x03\x04"])
def test_another_file_is_refused(book: Path, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "другое.xlsx"
    path.write_bytes(content)
    with pytest.raises(JobError):
        checked(book, path)


def test_the_letter_says_where_what_until_when_and_who_answers() -> None:
    import io

    import docx

    row = check_book(sample_book(flawed=True), "к", DAY, ReceiverSettings())
    card = DistrictCard(coordinator="Седова Анна Петровна", phone="+7 900 123-45-67")
    made = letter_of(
        ReturnedBook("п.docx", "МБОУ «СОШ № 4»", DAY, BACK, date(2026, 10, 21), card, row)
    )
    document = docx.Document(io.BytesIO(made.letter))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    cells = {cell.text for table in document.tables for line in table.rows for cell in line.cells}
    assert "до 21.10.2026 включительно" in text
    assert "Седова Анна Петровна, +7 900 123-45-67" in text
    assert {found.where for found in row.findings} <= cells
