"""`forget`: nothing beside the book names a person any more, but for orders and the staff."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from nastavnik.actions import forget_person, make_documents, open_year, undo_step
from nastavnik.actions.forget_person import GOES, LOOK, STAYS
from nastavnik.actions.new_book import new_book
from nastavnik.actions.session import DECLINED, Session
from nastavnik.faces.cli.commands import run as command_line
from nastavnik.model.errors import JobError
from nastavnik.model.school import School, read_school
from nastavnik.workbooks.closed import ClosedBook
from nastavnik.workbooks.undo import NOTHING

WHO = "Петров Ньургун Афанасьевич"
"""A pupil with a pair, meetings and answers."""
STEMS = ("Петров Ньургун", "Петрова Ньургуна", "Петров Н.", "Петров Н. ")
AUTUMN, JUNE = date(2026, 10, 15), date(2027, 6, 15)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The second year of the sample school: a book, an archive, copies, documents."""
    book = new_book(tmp_path_factory.mktemp("школа"), sample=True)
    make_documents.run(
        Session(), book=book, kinds=["Согласие на ПДн", "Соглашение пары"], today=AUTUMN
    )
    open_year.run(Session(), book=book, to=2027, today=JUNE)
    return book


@pytest.fixture
def book(whole: Path, tmp_path: Path) -> Path:
    shutil.copytree(whole.parent, tmp_path / "школа")
    return tmp_path / "школа" / whole.name


def texts_in(path: Path) -> str:
    """Every part of a workbook or a document as text."""
    with zipfile.ZipFile(path) as package:
        return "\n".join(package.read(n).decode("utf-8", "replace") for n in package.namelist())


def naming(folder: Path) -> list[Path]:
    """The files that name the person, orders and agreements of two aside."""
    found = []
    for path in (path for path in sorted(folder.rglob("*")) if path.is_file()):
        is_package = path.suffix in {".xlsx", ".docx"}
        text = texts_in(path) if is_package else path.read_bytes().decode("utf-8", "replace")
        if any(stem in path.name + text for stem in STEMS):
            found.append(path.relative_to(folder))
    return found


def counts(school: School) -> Counter[str]:
    """So many rows of each sheet, and of pairs in each state."""
    rows = Counter({title: len(table.rows) for title, table in school.tables.items()})
    return rows + Counter(pair.state for pair in school.pairs)


def read(path: Path) -> School:
    return read_school(ClosedBook(path, datetime.now).read())


def test_only_what_two_share_and_orders_still_name_the_person(book: Path) -> None:
    assert len(naming(book.parent)) > 3
    done = forget_person.run(Session(), book=book, name=WHO)
    left = naming(book.parent)
    look = {place.where for place in done.places if place.fate in {LOOK, STAYS}}
    assert {path.as_posix() for path in left} <= look
    assert not [path for path in left if path.suffix == ".xlsx"]


def test_the_archive_can_still_be_counted(book: Path) -> None:
    archive = book.parent / "Архив" / "2026-2027" / book.name
    before = counts(read(archive))
    forget_person.run(Session(), book=book, name=WHO)
    after = read(archive)
    assert counts(after) == before
    assert not archive.stat().st_mode & 0o222
    assert len([m for m in after.mentees if m.full_name.startswith("Участник Н-")]) == 1


def test_no_undo_brings_a_forgotten_person_back(book: Path) -> None:
    forget_person.run(Session(), book=book, name=WHO)
    assert undo_step.run(Session(), book=book).message == NOTHING
    assert not any(WHO in texts_in(path) for path in (book.parent / "Архив").glob("*.xlsx"))


def test_a_preview_says_where_and_changes_nothing(book: Path) -> None:
    before = {p: p.read_bytes() for p in book.parent.rglob("*") if p.is_file()}
    shown = forget_person.run(Session(), book=book, name=WHO, dry_run=True)
    assert {GOES, LOOK} <= {place.fate for place in shown.places}
    refused = forget_person.run(Session(agree=lambda _: False), book=book, name=WHO)
    assert refused.message == DECLINED
    assert {p: p.read_bytes() for p in book.parent.rglob("*") if p.is_file()} == before


def test_the_second_time_nothing_is_left_to_go(book: Path) -> None:
    forget_person.run(Session(), book=book, name=WHO)
    places = forget_person.run(Session(), book=book, name=WHO).places
    assert GOES not in {place.fate for place in places}


def test_the_staff_and_who_heads_the_school_stay(book: Path) -> None:
    school = read(book)
    name = school.staff[0].full_name
    forget_person.run(Session(), book=book, name=name)
    assert read(book).staff[0].full_name == name


def test_nobody_of_that_name_is_said_in_a_sentence(book: Path) -> None:
    with pytest.raises(JobError, match="нигде не найдено"):
        forget_person.run(Session(), book=book, name="Никто Никита Никитич")


@pytest.mark.parametrize("short", ["Петров", "Петров Н.А.", "П"])
def test_a_name_that_may_be_anybodys_is_refused(book: Path, short: str) -> None:
    with pytest.raises(JobError, match="полностью"):
        forget_person.run(Session(), book=book, name=short)


def test_a_name_without_its_patronymic_is_enough_where_one_person_has_it(book: Path) -> None:
    done = forget_person.run(Session(), book=book, name="петров ньургун", dry_run=True)
    assert WHO in done.message


def test_of_two_people_with_one_name_nobody_is_taken_out(book: Path) -> None:
    workbook = load_workbook(book)
    sheet = workbook["Наставляемые"]
    sheet.cell(sheet.max_row + 1, 1, WHO)
    workbook.save(book)
    with pytest.raises(JobError, match="несколько"):
        forget_person.run(Session(), book=book, name=WHO)


def test_the_command_answers_with_places(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command_line(["forget", str(book), WHO, "--dry-run", "--json"])
    places = json.loads(capsys.readouterr().out)["places"]
    assert all({"where", "what", "fate"} == place.keys() for place in places)


def test_what_a_killed_run_left_half_written_goes_too(book: Path) -> None:
    folders = (book.parent, book.parent / "Архив", book.parent / "Архив" / "2026-2027")
    left = [folder / ".1-999999999.tmp-nastavnik" for folder in folders]
    for path in left:
        path.write_text(WHO, encoding="utf-8")
    forget_person.run(Session(), book=book, name=WHO)
    assert not any(path.exists() for path in left)
