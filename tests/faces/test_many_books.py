"""`check` of many books: shared by processes, in the order of the folder, one answer in the end."""

from __future__ import annotations

import json
import os
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from nastavnik.actions import check_books, check_many
from nastavnik.actions.books_checked import BooksChecked, FoundBook
from nastavnik.actions.new_book import new_book
from nastavnik.actions.session import Session
from nastavnik.faces import crash_log
from nastavnik.faces.cli.commands import run as command_line
from nastavnik.region.child import Cause, Loss

DAY = ("--today", "15.10.2026")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two schools, one with mistakes, and a file that is no book."""
    new_book(tmp_path / "первая", sample=True)
    new_book(tmp_path / "третья", flawed=True)
    (tmp_path / "вторая.xlsx").write_text("не книга", encoding="utf-8")
    return tmp_path


@pytest.fixture(autouse=True)
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A log of the test's own."""
    monkeypatch.setattr(crash_log, "log_path", lambda: tmp_path / "log" / "nastavnik.log")


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, dict[str, Any]]:
    with pytest.raises(SystemExit) as left:
        command_line([*map(str, arguments), *DAY, "--json"])
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return int(left.value.code or 0), answer


def test_processes_say_what_one_says(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    alone = said(capsys, "check", folder, "--dry-run")
    shared = said(capsys, "check", folder, "--dry-run", "--jobs", 2)
    assert shared == alone
    assert [("failure" in each) for each in alone[1]["files"]] == [True, False, False]
    assert alone[0] == 2


def test_a_page_of_many_books_is_the_same_whoever_checks_them(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = [tmp_path / f"{jobs}.html" for jobs in ("alone", "shared")]
    said(capsys, "check", folder, "--dry-run", "--html", pages[0])
    said(capsys, "check", folder, "--dry-run", "--html", pages[1], "--jobs", 2)
    alone, shared = (page.read_text(encoding="utf-8") for page in pages)
    assert alone == shared
    assert alone.count("<svg") > 1


def test_processes_write_into_the_books_as_one_does(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = next((folder / "третья").glob("*.xlsx"))
    before = book.read_bytes()
    said(capsys, "check", folder, "--jobs", 2)
    assert book.read_bytes() != before
    with pytest.raises(SystemExit):
        command_line(["undo", str(book)])
    assert book.read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="links and pipes")
def test_what_is_no_file_is_a_row_with_a_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "петля.xlsx").symlink_to(folder / "петля.xlsx")
    (folder / "сама").symlink_to(folder)
    os.mkfifo(folder / "труба.xlsx")
    code, answer = said(capsys, "check", folder, "--dry-run", "--jobs", 2)
    told = {Path(each["book"]).name: each.get("failure", "") for each in answer["files"]}
    assert "по кругу" in told["петля.xlsx"]
    assert "не файл" in told["труба.xlsx"]
    assert not any("Внутренняя" in text for text in told.values())
    assert code == 2


@pytest.mark.skipif(os.name != "posix", reason="links")
@pytest.mark.parametrize("verb", ["check", "order", "match", "documents", "undo", "heal", "pack"])
def test_a_book_whose_links_lead_round_in_a_circle_is_told_so(
    verb: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    loop = tmp_path / "петля.xlsx"
    loop.symlink_to(loop)
    with pytest.raises(SystemExit):
        command_line([verb, str(loop)])
    said = capsys.readouterr()
    assert "Внутренняя" not in said.out + said.err
    assert "петля.xlsx" in said.out + said.err


def test_own_rules_go_with_the_books(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "rules").mkdir()
    (folder / "rules" / "own.py").write_text(
        "from nastavnik.model.findings import Level\n"
        "from nastavnik.model.sheets import Card\n"
        "from nastavnik.rules.engine import Remark, rule\n"
        "@rule('СВ01', level=Level.QUESTION, ground='г', remedy='р')\n"
        "def own(situation):\n"
        "    'Своё.'\n"
        "    yield Remark(situation.school.card.at(Card.name), 'своё замечание')\n",
        encoding="utf-8",
    )
    _, answer = said(capsys, "check", folder, "--dry-run", "--jobs", 2, "--rules", folder / "rules")
    codes = [{f["code"] for f in each.get("findings", ())} for each in answer["files"]]
    assert ["СВ01" in each for each in codes] == [False, True, True]


@pytest.mark.parametrize("cause", [Cause.KILLED, Cause.HUNG, Cause.SWELLED])
def test_a_book_whose_process_was_lost_is_a_row(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], cause: Cause
) -> None:
    def lost(begin: object, things: list[FoundBook], jobs: int) -> Any:
        return ((thing, Loss(cause)) for thing in things)

    monkeypatch.setattr(check_many, "side_by_side", lost)
    code, answer = said(capsys, "check", folder, "--jobs", 2)
    assert code == 2
    assert {each["failure"] for each in answer["files"]} == {check_many.LOST[cause]}


def test_an_error_of_ours_in_a_process_is_excused_with_its_places(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(begin: object, things: list[FoundBook], jobs: int) -> Any:
        return ((thing, Loss(Cause.FAILED, "KeyError", ("a.py:3 f",))) for thing in things)

    monkeypatch.setattr(check_many, "side_by_side", lost)
    excused: list[Exception] = []

    def excuse(error: Exception) -> str:
        excused.append(error)
        return "№ 1"

    session = Session(excuse=excuse)
    result = check_books.run(session, books=[folder], today=date(2026, 10, 15), jobs=2)
    assert isinstance(result, BooksChecked)
    assert {book.failure for book in result.books} == {"№ 1"}
    for error in excused:
        crash_log.record(error, datetime(2026, 10, 15))
    assert "KeyError" in crash_log.log_path().read_text(encoding="utf-8")
    assert "a.py:3 f" in crash_log.log_path().read_text(encoding="utf-8")
