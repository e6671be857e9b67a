"""`year` on a book in a folder: the archive, the step back, and a step that is cut off."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from nastavnik.actions import make_documents, open_year, report_year, undo_step
from nastavnik.actions.heal_book import heal_book
from nastavnik.actions.new_book import new_book
from nastavnik.actions.session import DECLINED, Session
from nastavnik.documents.context.views import Views
from nastavnik.documents.proving import as_proved
from nastavnik.faces.cli.commands import run as command_line
from nastavnik.model.changes import CellValue, Link, SetCell
from nastavnik.model.errors import JobError
from nastavnik.model.grid import Position
from nastavnik.model.schema import Cell
from nastavnik.model.school import School, read_school, resolve
from nastavnik.model.sheets import RECORDS, Card, Indicator, Mentee, Mentor, Pair, PastIndicator
from nastavnik.results.season import Season
from nastavnik.results.summary import YearResults
from nastavnik.rules.checking import check
from nastavnik.workbooks.closed import ClosedBook
from nastavnik.workbooks.closed_years import ClosedYear

MAY, JUNE = date(2027, 5, 20), date(2027, 6, 15)
AUTUMN = date(2026, 10, 15)
CLOSED = Path("Архив") / "2026-2027"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample school with documents of its own and a scan."""
    book = new_book(tmp_path_factory.mktemp("школа"), sample=True)
    make_documents.run(Session(), book=book, kinds=["Согласие на ПДн"], today=AUTUMN)
    (book.parent / "Документы" / "Сканы").mkdir()
    (book.parent / "Документы" / "Сканы" / "подпись.pdf").write_bytes(b"%PDF-1.7 scan")
    return book


@pytest.fixture
def book(whole: Path, tmp_path: Path) -> Path:
    return copied(whole, tmp_path)


@pytest.fixture(scope="module")
def turned(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same school when its new year has been opened."""
    book = copied(whole, tmp_path_factory.mktemp("новый год"))
    open_year.run(Session(), book=book, to=2027, today=JUNE)
    return book


@pytest.fixture
def opened(turned: Path, tmp_path: Path) -> Path:
    return copied(turned, tmp_path)


def copied(book: Path, folder: Path) -> Path:
    """The book with all that is beside it, in a folder of a test's own."""
    return shutil.copytree(book.parent, folder / "школа") / book.name


def school_of(path: Path) -> School:
    return read_school(ClosedBook(path, datetime.now).read())


def archive_of(book: Path) -> Path:
    """The folder of the year that is closed here."""
    return book.parent / CLOSED


def files_in(folder: Path, *, but: str = "Архив") -> dict[str, bytes]:
    """Every file under a folder with its content, the copies and the locks aside."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    names = {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
    return {n: c for n, c in names.items() if not n.startswith(but) and "nastavnik" not in n}


def typed(book: Path, cell: Cell, value: CellValue) -> None:
    """A cell as somebody changes it in an office program."""
    closed = ClosedBook(book, datetime.now)
    school = read_school(closed.read())
    closed.apply(resolve([SetCell(cell.sheet, cell.row, cell.header, value)], school))


def exit_code(words: list[str]) -> object:
    with pytest.raises(SystemExit) as stopped:
        command_line(words)
    return stopped.value.code


def values_of(school: School) -> Mapping[str, Mapping[Position, Any]]:
    """Every filled cell of every sheet of records."""
    return {
        record.sheet: {
            (row, column): value
            for row, values in enumerate(school.grid(record.sheet).rows, start=1)
            for column, value in enumerate(values, start=1)
            if value not in (None, "")
        }
        for record in RECORDS
    }


def test_the_archive_is_the_whole_old_year_and_cannot_be_changed(whole: Path, opened: Path) -> None:
    before = files_in(whole.parent)
    archive = archive_of(opened)
    kept = files_in(archive)
    assert {name: kept[name] for name in before} == before
    assert all(not path.stat().st_mode & 0o222 for path in archive.rglob("*") if path.is_file())
    assert not list((opened.parent / "Документы").rglob("*"))


def test_the_old_year_says_the_same_of_itself_from_the_archive(whole: Path, opened: Path) -> None:
    before = school_of(whole)
    said = check(before, date(2027, 5, 31)).findings
    after = school_of(archive_of(opened) / opened.name)
    assert check(after, date(2027, 5, 31)).findings == said
    assert values_of(after) == values_of(before)


def test_the_preview_is_what_is_written_cell_for_cell(book: Path) -> None:
    before = school_of(book)
    shown = open_year.run(Session(), book=book, to=2027, today=JUNE, dry_run=True)
    assert school_of(book).card.year == "2026/2027"
    assert not (archive_of(book)).exists()
    expected = {sheet: dict(cells) for sheet, cells in values_of(before).items()}
    for patch in shown.patches:
        for place, value in patch.cells.items():
            cells = expected.setdefault(patch.sheet, {})
            cells[place] = value.text if isinstance(value, Link) else value
    done = open_year.run(Session(), book=book, to=2027, today=JUNE)
    filled = {s: {p: v for p, v in c.items() if v is not None} for s, c in expected.items()}
    now = values_of(school_of(book))
    assert {sheet: cells for sheet, cells in filled.items() if sheet in now} == now
    assert done.findings == shown.findings
    assert done.as_json()["changes"] == shown.as_json()["changes"]


def test_one_undo_brings_everything_back(whole: Path, opened: Path) -> None:
    before = files_in(whole.parent)
    undo_step.run(Session(), book=opened)
    assert files_in(opened.parent) == before
    assert not (archive_of(opened)).exists()


def test_what_was_typed_since_is_not_lost_by_an_undo(opened: Path) -> None:
    typed(opened, school_of(opened).mentors[0].at(Mentor.phone), "+7 900 000-00-99")
    undo_step.run(Session(), book=opened)
    school = school_of(opened)
    assert school.card.year == "2026/2027"
    assert "+7 900 000-00-99" in {mentor.phone for mentor in school.mentors}
    assert not archive_of(opened).exists()


def test_an_undo_over_what_was_typed_since_is_refused_in_a_sentence(opened: Path) -> None:
    card = school_of(opened).card
    typed(opened, card.at(Card.ends_on), date(2028, 5, 25))
    before = files_in(opened.parent, but="none")
    with pytest.raises(JobError, match=r"с тех пор изменены ячейки Школа!\w+\. Верните их"):
        undo_step.run(Session(), book=opened)
    assert files_in(opened.parent, but="none") == before


def test_a_new_file_with_the_name_of_an_old_one_stays_beside_it(whole: Path, opened: Path) -> None:
    before = files_in(whole.parent)
    scan = opened.parent / "Документы" / "Сканы" / "подпись.pdf"
    scan.parent.mkdir(parents=True)
    scan.write_bytes(b"%PDF-1.7 of the new year")
    assert "подпись.pdf" in undo_step.run(Session(), book=opened).message
    newer = scan.with_name("подпись (прежний).pdf")
    assert newer.read_bytes() == b"%PDF-1.7 of the new year"
    newer.unlink()
    assert files_in(opened.parent) == before


def test_what_a_person_put_into_the_archive_is_not_taken_away(opened: Path) -> None:
    own = archive_of(opened) / "Грамоты" / "грамота.pdf"
    own.parent.mkdir()
    own.write_bytes(b"%PDF-1.7")
    with pytest.raises(JobError, match=r"положили «Грамоты/грамота\.pdf»"):
        undo_step.run(Session(), book=opened)
    assert own.is_file()
    own.rename(opened.parent / own.name)
    undo_step.run(Session(), book=opened)
    assert school_of(opened).card.year == "2026/2027"


def test_without_the_archive_the_year_is_not_opened_again(opened: Path) -> None:
    archive_of(opened).rename(opened.parent / "унесли")
    with pytest.raises(JobError, match="нет на месте"):
        undo_step.run(Session(), book=opened)
    assert school_of(opened).card.year == "2027/2028"


def test_a_step_that_goes_back_by_cells_leaves_nothing_to_heal(whole: Path, opened: Path) -> None:
    said = values_of(school_of(whole))
    history = opened.parent / "Архив" / f"{opened.stem}.отмена.json"
    kept = json.loads(history.read_text(encoding="utf-8"))
    kept["steps"][-1]["after"] = ""  # as it is where the program was cut off
    history.write_text(json.dumps(kept), encoding="utf-8")
    undo_step.run(Session(), book=opened)
    assert values_of(school_of(opened)) == said
    assert heal_book(opened, dry_run=True).before.lost == ()


def test_nothing_is_written_where_a_person_does_not_agree(book: Path) -> None:
    before = files_in(book.parent, but="none")
    asked: list[str] = []

    def no(question: str) -> bool:
        asked.append(question)
        return False

    done = open_year.run(Session(agree=no), book=book, to=2027, today=JUNE)
    assert done.message == DECLINED
    assert "Закрыть 2026/2027 учебный год и открыть 2027/2028?" in asked[0]
    assert files_in(book.parent, but="none") == before


def test_the_command_answers_in_the_shape_that_others_read(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = exit_code(["year", str(book), "--to", "2027", "--today", "15.06.2027", "--json"])
    said = json.loads(capsys.readouterr().out)
    assert code == 1
    assert {"book", "archive", "changes", "questions"} <= said.keys()
    assert said["archive"] == str(archive_of(book))
    assert all({"sheet", "cell", "message", "remedy"} <= each.keys() for each in said["questions"])


@pytest.mark.parametrize(
    ("to", "today"), [(2026, "15.06.2027"), (2029, "15.06.2027"), (2027, "15.01.2027")]
)
def test_what_is_refused_leaves_no_trace(
    book: Path, to: int, today: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files_in(book.parent, but="none")
    assert exit_code(["year", str(book), "--to", str(to), "--today", today]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert files_in(book.parent, but="none") == before


def test_a_book_that_is_open_is_refused(book: Path) -> None:
    (book.parent / f"~${book.name}").write_bytes(b"")
    before = files_in(book.parent, but="none")
    with pytest.raises(JobError, match="открыта в Excel"):
        open_year.run(Session(), book=book, to=2027, today=JUNE)
    assert files_in(book.parent, but="none") == before


def test_a_book_without_its_newer_sheets_is_healed_first_and_says_so(book: Path) -> None:
    workbook = load_workbook(book)
    for title in ("Долгосрочная база", "Показатели по годам"):
        del workbook[title]
    workbook["Наставляемые"].title = "наставляемые "
    workbook.save(book)
    before = book.read_bytes()
    done = open_year.run(Session(), book=book, to=2027, today=JUNE)
    assert "восстановлено" in done.as_json()["healed"]
    assert school_of(book).tables["Долгосрочная база"].rows
    undo_step.run(Session(), book=book)
    assert book.read_bytes() == before


@pytest.mark.parametrize(
    ("sheet", "title", "word"),
    [
        ("Наставляемые", "Ученики", "нет листа «Наставляемые»"),
        ("Пары", "Пары 2026", "нет листа «Пары»"),
    ],
)
def test_a_sheet_that_was_renamed_is_no_empty_one(
    book: Path, sheet: str, title: str, word: str
) -> None:
    workbook = load_workbook(book)
    workbook[sheet].title = title
    workbook.save(book)
    before = files_in(book.parent, but="none")
    with pytest.raises(JobError, match=word):
        open_year.run(Session(), book=book, to=2027, today=JUNE)
    assert files_in(book.parent, but="none") == before


def test_a_column_that_was_renamed_is_no_empty_one(book: Path) -> None:
    workbook = load_workbook(book)
    for cell in workbook["Наставляемые"][3]:
        if cell.value == "Класс":
            cell.value = "Учится в"
    workbook.save(book)
    with pytest.raises(JobError, match="нет столбцов «Класс»"):
        open_year.run(Session(), book=book, to=2027, today=JUNE)


def test_a_document_that_was_changed_meanwhile_stays_beside_the_book(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = book.parent / "Документы" / "Сканы" / "подпись.pdf"
    original = ClosedYear.put

    def put(year: ClosedYear, *about: Any) -> None:
        original(year, *about)
        scan.write_bytes(b"%PDF-1.7 newer")

    monkeypatch.setattr(ClosedYear, "put", put)
    done = open_year.run(Session(), book=book, to=2027, today=JUNE)
    assert scan.read_bytes() == b"%PDF-1.7 newer"
    assert "остались" in done.message


def test_a_failure_in_the_middle_leaves_the_old_year(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files_in(book.parent)

    def fails(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("nastavnik.workbooks.storage.put", fails)
    with pytest.raises(JobError, match="нет места"):
        open_year.run(Session(), book=book, to=2027, today=JUNE)
    assert files_in(book.parent) == before
    assert not (archive_of(book)).exists()


def test_the_copies_of_the_book_never_push_the_archive_out(opened: Path) -> None:
    for number in range(14):
        typed(opened, school_of(opened).mentors[0].at(Mentor.phone), f"+7 900 000-00-{number:02}")
    assert (archive_of(opened) / opened.name).is_file()


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample school at the end of its year, with its reports."""
    folder = tmp_path_factory.mktemp("конец года")
    book = new_book(folder / "школа", sample=True, end=True)
    report_year.run(Session(), book=book, today=MAY, folder=folder / "отчёты")
    return book


@pytest.fixture(scope="module")
def after_reports(reported: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That school when its new year has been opened."""
    book = copied(reported, tmp_path_factory.mktemp("после отчётов"))
    open_year.run(Session(), book=book, to=2027, today=JUNE)
    return book


def printed(school: School, day: date, tag: str) -> dict[str, str]:
    """What reports print under a tag of each indicator, where they print anything."""
    views = Views(school, day, as_proved)
    shown = {row.title: str(views.of(row)[tag]) for row in views.results.rows}
    return {title: text for title, text in shown.items() if text not in {"", "—"}}


def test_the_old_year_counted_again_from_the_archive_is_what_was_reported(
    reported: Path, after_reports: Path
) -> None:
    before = school_of(reported)
    said = YearResults(Season(before, MAY))
    again = YearResults(Season(school_of(archive_of(after_reports) / reported.name), MAY))
    assert [(r.title, r.part, r.whole) for r in again.rows] == [
        (r.title, r.part, r.whole) for r in before.table(Indicator).rows
    ]
    history = {row.title: (row.part, row.whole) for row in again.history}
    assert history == {row.title: (row.part, row.whole) for row in said.history}
    kept = school_of(after_reports).table(PastIndicator).rows
    assert {r.title: (r.part, r.whole) for r in kept if r.year == "2026/2027"} == history


def test_reports_show_two_years_side_by_side(
    reported: Path, after_reports: Path, tmp_path: Path
) -> None:
    then, today = printed(school_of(reported), MAY, "факт"), date(2027, 10, 15)
    book = copied(after_reports, tmp_path)
    assert printed(school_of(book), today, "прошлый_год") == then
    pairs = len(Season(school_of(archive_of(book) / book.name), MAY).pairs)
    done = report_year.run(Session(), book=book, today=today, folder=tmp_path / "новые")
    assert done.outcome.before
    report = next((tmp_path / "новые").rglob("Отчёт куратора*.docx"))
    text = "\n".join(p.text for p in Document(str(report)).paragraphs).replace("\u00a0", " ")
    assert f"(годом раньше — {pairs})" in text


def test_reports_of_the_new_year_know_nobody_who_is_gone(whole: Path, opened: Path) -> None:
    old = school_of(whole)
    gone = {person.full_name for person in (*old.mentors, *old.mentees)}
    new = school_of(opened)
    gone -= {person.full_name for person in (*new.mentors, *new.mentees)}
    assert gone
    for record in (Mentor, Mentee, Pair):
        written = str([row.values() for row in new.table(record).rows])
        assert [name for name in sorted(gone) if name in written] == []


def test_a_year_is_not_opened_a_second_time(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["year", str(book), "--to", "2027", "--today", "15.06.2027"]
    assert exit_code(words) == 1
    before = files_in(book.parent, but="none")
    assert exit_code(words) == 2
    assert "Книга уже на 2027/2028" in capsys.readouterr().err
    assert files_in(book.parent, but="none") == before


def test_a_second_year_is_opened_from_the_first(opened: Path) -> None:
    open_year.run(Session(), book=opened, to=2028, today=date(2028, 6, 15))
    archives = sorted(path.name for path in (opened.parent / "Архив").iterdir() if path.is_dir())
    assert archives == ["2026-2027", "2027-2028"]
    years = {school_of(opened.parent / "Архив" / name / opened.name).card.year for name in archives}
    assert years == {"2026/2027", "2027/2028"}
    undo_step.run(Session(), book=opened)
    undo_step.run(Session(), book=opened)
    assert school_of(opened).card.year == "2026/2027"
    assert not [path for path in (opened.parent / "Архив").iterdir() if path.is_dir()]


def test_moved_sheets_and_columns_lead_to_the_same_year(book: Path, tmp_path: Path) -> None:
    workbook = load_workbook(book)
    workbook.move_sheet("Наставляемые", -4)
    workbook.move_sheet("Пары", 6)
    workbook.save(book)
    open_year.run(Session(), book=book, to=2027, today=JUNE)
    whole = new_book(tmp_path / "прежняя", sample=True)
    open_year.run(Session(), book=whole, to=2027, today=JUNE)
    now, then = school_of(book), school_of(whole)
    for record in (Mentor, Mentee, Pair):
        rows = ([row.values() for row in school.table(record).rows] for school in (now, then))
        assert next(rows) == next(rows)


def test_an_unread_cell_of_the_school_is_refused_in_a_sentence(book: Path) -> None:
    workbook = load_workbook(book)
    for row in workbook["Школа"].iter_rows():
        if row[0].value == "Конец учебного года":
            row[1].value = "в конце мая"
    workbook.save(book)
    before = files_in(book.parent, but="none")
    with pytest.raises(JobError, match=r"Новый год не открыт: .*Конец учебного года"):
        open_year.run(Session(), book=book, to=2027, today=JUNE)
    assert files_in(book.parent, but="none") == before
