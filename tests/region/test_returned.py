"""What a receiver sends back stands in the school's «Проверка» beside its own, nothing retyped."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from nastavnik.actions.check_books import run as check
from nastavnik.actions.collect_books import run as collect
from nastavnik.actions.session import Done, Session, closed_file
from nastavnik.model.changes import Changes, SetCell
from nastavnik.model.errors import JobError
from nastavnik.model.findings import Finding, Level
from nastavnik.model.outcome import Outcome
from nastavnik.model.schema import Cell
from nastavnik.model.school import read_school
from nastavnik.model.sheets import Check
from nastavnik.people_import.export.plain_book import plain_book
from nastavnik.region.letters import ReturnedBook, letter_of
from nastavnik.region.remarks import EMPTY_BOOK, OTHER_YEAR
from nastavnik.region.returned import returned_file
from nastavnik.region.sheets import DistrictCard, SubmissionState
from nastavnik.region.task import ReceiverSettings, check_book
from nastavnik.rules.catalogue import RULES
from support.district import INN, inn_of, sample_book, school_book, small_book

pytestmark = pytest.mark.filterwarnings("ignore:Data Validation:UserWarning")
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


def again(book: Path) -> tuple[Finding, ...]:
    """A check without the file, as on any other day."""
    done = check(Session(), books=[book], today=DAY)
    assert isinstance(done, Done)
    return done.findings


def typed(book: Path, place: Cell, value: str) -> None:
    """What a person types into a cell, links and their words staying as an office saves them."""
    change = SetCell(place.sheet, place.row, place.header, value)
    Session().work(book, lambda _: Outcome("", Changes((change,))), "Правка")


def test_what_both_have_found_is_marked_as_returned(book: Path, tmp_path: Path) -> None:
    returned = sent_back(tmp_path, book.read_bytes(), ReceiverSettings())
    findings = checked(book, returned)
    assert len(findings) > 40
    marks = {f.returned.words for f in findings if f.returned}
    assert marks == {"16.10.2026, Управление образования"}
    assert all(f.returned for f in findings)
    rows = read_school(closed_file(book).read()).table(Check).rows
    assert [row.returned for row in rows] == [*marks] * len(findings)


def test_it_is_remembered_until_it_is_mended(book: Path, tmp_path: Path) -> None:
    checked(book, sent_back(tmp_path, book.read_bytes(), ReceiverSettings()))
    first = again(book)
    assert all(finding.returned for finding in first)
    assert again(book) == first
    book.write_bytes(school_book(4))
    assert not any(finding.returned for finding in again(book))


def test_what_only_the_receiver_looks_for_stands_until_its_cell_is_changed(
    book: Path, tmp_path: Path
) -> None:
    returned = sent_back(tmp_path, book.read_bytes(), ReceiverSettings(year="2027/2028"))
    book.write_bytes(school_book(4))
    own = check(Session(), books=[book], today=DAY, dry_run=True).findings
    for found in (checked(book, returned), again(book), again(book)):
        added = [f for f in found if f.returned and f.returned.is_receivers]
        assert [(f.sheet, f.header) for f in added] == [("Школа", "Учебный год")]
        assert "2027/2028" in added[0].message
        assert len(found) == len(own) + 1
    typed(book, Cell("Школа", 0, "Учебный год"), "2027/2028")
    assert not [f for f in again(book) if f.code == OTHER_YEAR]


def test_an_empty_book_is_returned_until_somebody_is_in_it(tmp_path: Path) -> None:
    path = tmp_path / "Наставничество.xlsx"
    path.write_bytes(small_book(4, {}))
    checked(path, sent_back(tmp_path, path.read_bytes(), ReceiverSettings()))
    (empty,) = [f for f in again(path) if f.returned and f.code == EMPTY_BOOK]
    assert (empty.sheet, empty.header) == ("Наставники", "ФИО")
    assert empty.cell == "A4"
    typed(path, Cell("Наставники", 4, "ФИО"), "Седова Анна Петровна")
    assert not [f for f in again(path) if f.returned and f.code == EMPTY_BOOK]


def test_a_rule_that_the_school_switched_off_counts_while_it_was_returned(
    book: Path, tmp_path: Path
) -> None:
    returned = sent_back(tmp_path, book.read_bytes(), ReceiverSettings())
    book.write_bytes(_with_rules_off(book.read_bytes()))
    codes = {rule.code for rule in RULES}
    assert not [f for f in again(book) if f.code in codes]
    sent = [f for f in checked(book, returned) if f.code in codes]
    assert len(sent) > 20
    assert all(f.returned for f in sent)
    assert [f for f in again(book) if f.code in codes] == sent
    book.write_bytes(_with_rules_off(school_book(4)))
    assert not [f for f in again(book) if f.code in codes]


def _with_rules_off(content: bytes) -> bytes:
    workbook = load_workbook(io.BytesIO(content))
    for number, rule in enumerate(RULES, start=4):
        workbook["Правила"].cell(number, 1, rule.code)
        workbook["Правила"].cell(number, 4, "выключено")
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def test_the_receivers_parameter_and_level_hold_for_what_was_returned(tmp_path: Path) -> None:
    path = tmp_path / "Наставничество.xlsx"
    path.write_bytes(school_book(4))
    stricter = ReceiverSettings(rules=(("ПР140", "ошибка", 1.0),))
    returned = sent_back(tmp_path, path.read_bytes(), stricter)
    assert not [f for f in again(path) if f.code == "ПР140"]
    for found in (checked(path, returned), again(path)):
        late = [f for f in found if f.code == "ПР140"]
        assert late
        assert {(f.level, bool(f.returned)) for f in late} == {(Level.ERROR, True)}


def test_a_later_return_stands_in_place_of_the_earlier(book: Path, tmp_path: Path) -> None:
    checked(book, sent_back(tmp_path, book.read_bytes(), ReceiverSettings(year="2027/2028")))
    later = sent_back(tmp_path, book.read_bytes(), ReceiverSettings())
    assert not [f for f in checked(book, later) if f.code == OTHER_YEAR]


def test_a_book_without_the_column_says_how_it_will_remember(book: Path, tmp_path: Path) -> None:
    returned = sent_back(tmp_path, book.read_bytes(), ReceiverSettings())
    workbook = load_workbook(book)
    sheet = workbook["Проверка"]
    titles = [cell.value for cell in sheet[3]]
    sheet.cell(3, titles.index("Вернули") + 1).value = "Другое"
    workbook.save(book)
    done = check(Session(), books=[book], today=DAY, returned=returned)
    assert "Восстановить книгу" in done.message


def test_a_receiver_judges_a_book_afresh_whatever_it_remembers(book: Path, tmp_path: Path) -> None:
    settings = ReceiverSettings(year="2027/2028")
    before = check_book(book.read_bytes(), "книга", DAY, settings)
    checked(book, sent_back(tmp_path, book.read_bytes(), settings))
    after = check_book(book.read_bytes(), "книга", DAY, settings)
    assert after.findings == before.findings
    assert after.content == before.content
    sound = check_book(book.read_bytes(), "книга", DAY, ReceiverSettings())
    assert OTHER_YEAR not in {found.code for found in sound.findings}


def test_the_file_that_goes_with_a_letter_closes_the_circle(tmp_path: Path) -> None:
    inbox = tmp_path / "почта"
    inbox.mkdir()
    book = inbox / "Наставничество.xlsx"
    book.write_bytes(school_book(4, flawed=True, more=SOUND))
    collect(Session(), folders=[inbox], into=tmp_path / "СВОД.xlsx", today=DAY)
    (file,) = (tmp_path / "СВОД — письма").glob("*замечания.xlsx")
    findings = checked(book, file)
    assert findings
    assert all(f.returned for f in findings)
    book.write_bytes(school_book(4))
    assert not any(f.returned for f in again(book))
    collected = collect(Session(), folders=[inbox], into=tmp_path / "СВОД.xlsx", today=BACK)
    assert collected.states == {SubmissionState.RECEIVED_AGAIN: 1}


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
