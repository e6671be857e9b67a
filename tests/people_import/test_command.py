"""The command: taken in, shown, remembered, given out."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from nastavnik.actions.new_book import new_book
from nastavnik.actions.session import Session, closed_file
from nastavnik.actions.verbs import ActionRequest, press
from nastavnik.faces.cli.commands import run as command_line
from nastavnik.model.actions import TAKE_BUTTON
from nastavnik.model.school import School, read_school
from nastavnik.model.sheets import Check

LIST = "ФИО;Класс;Связь\nГусев Матвей Ильич;6а;89000000040\nПак Милана;8Б;89000000041\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A list of two pupils with a column that cannot be recognised."""
    path = tmp_path / "Наставляемые.csv"
    path.write_text(LIST, encoding="cp1251")
    return path


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """An empty book."""
    return new_book(tmp_path / "книга")


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as stop:
        command_line(["registry", *map(str, arguments)])
    return int(stop.value.code or 0)


def answer(capsys: pytest.CaptureFixture[str], *arguments: object) -> Any:
    run(*arguments, "--json")
    return json.loads(capsys.readouterr().out)


def school(book: Path) -> School:
    return read_school(closed_file(book).read())


def test_people_are_written_and_the_second_time_nothing_is(
    file: Path, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = answer(capsys, file, "--into", book)
    assert (first["new"], first["same"]) == (2, 0)
    assert [m.full_name for m in school(book).mentees] == ["Гусев Матвей Ильич", "Пак Милана"]
    content = book.read_bytes()
    again = answer(capsys, file, "--into", book)
    assert (again["new"], again["same"], again["doubtful"]) == (0, 2, 0)
    assert book.read_bytes() == content


def test_the_source_file_is_never_changed(file: Path, book: Path) -> None:
    run(file, "--into", book)
    assert file.read_text(encoding="cp1251") == LIST


def test_a_preview_writes_nothing_and_shows_columns_cleaning_and_changes(
    file: Path, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = book.read_bytes()
    assert run(file, "--into", book, "--dry-run") == 0
    shown = capsys.readouterr().out
    assert "Класс\tКласс\t100%" in shown
    assert "6а\t6 А" in shown
    assert "новых — 2" in shown
    assert book.read_bytes() == content
    assert not list(book.parent.glob(".*столбцы*"))


def test_what_a_person_said_of_a_column_holds_for_the_next_file_of_that_shape(
    file: Path, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(capsys, file, "--into", book, "--map", "Связь=Телефон")
    following = file.with_name("Наставляемые 2.csv")
    following.write_text("ФИО;Класс;Связь\nБаталов Глеб Ильич;8А;89000000042\n", "cp1251")
    found = answer(capsys, following, "--into", book)
    assert found["people"][0]["phone"] == "+7 900 000-00-42"
    (memory,) = book.parent.glob(".*столбцы*")
    assert "Связь" not in memory.read_text(encoding="utf-8")


def test_several_files_are_one_change_set_that_can_be_undone(
    file: Path, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mentors = file.with_name("Наставники.csv")
    mentors.write_text("ФИО;Должность\nОрлова Анна Ильинична;учитель химии\n", encoding="utf-8")
    shapes = answer(capsys, file, mentors, "--into", book)["files"]
    assert [shape["new"] for shape in shapes] == [2, 1]
    with pytest.raises(SystemExit):
        command_line(["undo", str(book)])
    assert school(book).people == ()


def test_without_a_book_the_list_is_only_shown(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = answer(capsys, file)
    assert found["people"][0] == {
        "sheet": "Наставляемые",
        "state": "new",
        "full_name": "Гусев Матвей Ильич",
        "school_class": "6 А",
        "role": "обучающийся",
    }
    assert [column["column"] for column in found["columns"]] == ["ФИО", "Класс", None]


def test_bad_input_is_one_sentence_and_changes_nothing(
    tmp_path: Path, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    marks = tmp_path / "оценки.csv"
    marks.write_text("Товар;Цена\nМел;20\n", encoding="utf-8")
    content = book.read_bytes()
    assert run(marks, "--into", book) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert book.read_bytes() == content


def test_the_registries_of_a_book_are_given_out_with_the_same_aliases_each_time(
    file: Path, book: Path, tmp_path: Path
) -> None:
    run(file, "--into", book)
    assert run(book, "--export", tmp_path / "раз", "--aliases", "--csv") == 0
    assert run(book, "--export", tmp_path / "два", "--aliases", "--csv") == 0
    (one,), (two,) = ((tmp_path / name).glob("*.csv") for name in ("раз", "два"))
    assert one.read_bytes() == two.read_bytes()
    assert "Гусев" not in one.read_text(encoding="utf-8-sig")


def test_an_export_never_writes_over_a_file(file: Path, book: Path, tmp_path: Path) -> None:
    run(file, "--into", book)
    assert run(book, "--export", tmp_path / "раз") == 0
    assert run(book, "--export", tmp_path / "раз") == 2


def test_a_button_shows_a_preview_asks_once_and_writes_what_was_shown(
    file: Path, book: Path
) -> None:
    asked: list[str] = []
    content = book.read_bytes()

    def agree(question: str) -> bool:
        asked.append(question)
        assert book.read_bytes() == content
        return True

    for _ in range(2):  # the second time there is nothing to ask
        press(TAKE_BUTTON, Session(agree=agree), ActionRequest(book, date(2026, 10, 15), (file,)))
    assert len(asked) == 1
    assert "новых — 2" in asked[0]
    assert [m.full_name for m in school(book).mentees] == ["Гусев Матвей Ильич", "Пак Милана"]


def test_a_button_knows_what_was_said_of_columns_earlier(file: Path, book: Path) -> None:
    run(file, "--into", book, "--map", "Связь=Телефон")
    taken = press(TAKE_BUTTON, Session(), ActionRequest(book, date(2026, 10, 15), (file,)))
    assert taken.as_json()["people"][0]["phone"] == "+7 900 000-00-40"


def test_questions_are_added_to_the_sheet_of_the_check_once_and_can_be_undone(
    file: Path, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(file, "--into", book)
    assert capsys.readouterr().out.strip().endswith("вопросы (1) — на листе «Проверка»")
    (row,) = school(book).table(Check).rows
    assert (row.code, row.header) == ("РЕ01", "Связь")
    assert row.link == "«Наставляемые.csv»"
    different = file.with_name("Наставляемые 2.csv")
    different.write_text("ФИО;Класс\nПак Милана;9В\n", encoding="utf-8")
    for _ in range(2):
        run(different, "--into", book)
        rows = school(book).table(Check).rows
        assert [(row.code, row.link) for row in rows] == [
            ("РЕ01", "«Наставляемые.csv»"),
            ("РЕ04", "Наставляемые!C5"),
        ]
        assert "«8 Б»" in rows[1].message
        assert "«9 В»" in rows[1].message
    for _ in range(2):  # the second time changed nothing, and undoing it says so
        with pytest.raises(SystemExit):
            command_line(["undo", str(book)])
    assert [row.code for row in school(book).table(Check).rows] == ["РЕ01"]
