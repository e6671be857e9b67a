"""A book that the extension of LibreOffice tells of: what is sent to it, and what if it fails."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from nastavnik.actions.new_book import new_book
from nastavnik.faces import calc
from nastavnik.model.actions import CHECK_BUTTON, REGISTER_BUTTON, TAKE_BUTTON, Button
from nastavnik.model.changes import CellValue, NewFile, Patch
from nastavnik.model.errors import BookError
from nastavnik.model.grid import Position
from nastavnik.model.sheets import Order
from nastavnik.workbooks.closed import ClosedBook
from nastavnik.workbooks.history import History
from nastavnik.workbooks.libreoffice.piped_book import PipedBook

ORIGIN = date(1899, 12, 30)


def told(path: Path, rows: Any, **more: Any) -> dict[str, Any]:
    """What the extension tells of a book with the sheet «Пары»."""
    lists: dict[str, Any] = {"marked": [], "errors": [], "truths": [], "merged": []}
    sheet = {"name": "Пары", "protected": False, "rows": rows, **lists, **more}
    origin = [ORIGIN.year, ORIGIN.month, ORIGIN.day]
    return {"path": str(path), "origin": origin, "readonly": False, "sheets": [sheet]}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "Книга с пробелом.xlsx"
    made.touch()
    return made


def book(path: Path, rows: Any, answer: Mapping[str, Any], **more: Any) -> tuple[PipedBook, Any]:
    """The book, and what it sends."""
    sent: list[Mapping[str, Any]] = []

    def exchange(request: Mapping[str, Any]) -> Mapping[str, Any]:
        sent.append(request)
        return answer

    return PipedBook(told(path, rows, **more), exchange, datetime.now), sent


def test_cells_are_what_the_office_says_they_are(path: Path) -> None:
    rows = [["имя", 46010.0, 46010.0, 1.0, 1.0, 0.5, "", None]]
    piped, _ = book(
        path, rows, {}, marked=[[1, 2, 1, 2]], truths=[[1, 4]], errors=[[1, 8, "#ЗНАЧ!"]]
    )
    grid = piped.read()["Пары"]
    assert grid.rows == [["имя", date(2025, 12, 19), 46010, True, 1, 0.5, None, None]]
    assert grid.errors == {(1, 8): "#ЗНАЧ!"}
    assert piped.path == path


def test_what_is_written_is_spelt_for_any_language_of_the_office(path: Path) -> None:
    piped, sent = book(path, [["имя"], ["текст"]], {"done": True})
    values: dict[Position, CellValue] = {
        (2, 1): "0012",
        (2, 2): date(2026, 9, 1),
        (2, 3): True,
        (2, 4): 1.5,
    }
    piped.apply([Patch("Пары", values, 1, 2)])
    (request,) = sent
    (patch,) = request["patches"]
    (block,) = patch["blocks"]
    assert json.loads(json.dumps(block["rows"])) == [["'0012", "46266", "1", "1.5"]]
    assert [showing.kind for showing in block["showings"]] == ["date", "truth"]
    assert patch["table"] == [1, 2]
    assert not request["save"]


def test_a_number_is_saved_in_the_same_step(path: Path) -> None:
    piped, sent = book(path, [["№"]], {"done": True}, name=Order.sheet)
    piped.apply([Patch(Order.sheet, {(2, 1): "5-ОД"})])
    assert sent[0]["save"]


@pytest.mark.parametrize(("fault", "words"), [("save", "номера не присвоены"), ("Gone", "Gone")])
def test_what_the_office_could_not_write_leaves_no_file(path: Path, fault: str, words: str) -> None:
    piped, _ = book(path, [["№"]], {"fault": fault})
    with pytest.raises(BookError, match=words):
        piped.apply([Patch("Пары", {(1, 1): "№"})], [NewFile("приказ.docx", b"ours")])
    assert not (path.parent / "приказ.docx").exists()


@pytest.mark.parametrize(
    ("more", "words"),
    [({"protected": True}, "защищён"), ({"name": "Иное"}, "нет листа «Пары»")],
)
def test_a_sheet_that_cannot_be_written_is_refused_before_anything(
    path: Path, more: dict[str, Any], words: str
) -> None:
    piped, sent = book(path, [["№"]], {"done": True}, **more)
    with pytest.raises(BookError, match=words):
        piped.apply([Patch("Пары", {(1, 1): "№"})])
    assert sent == []


# a whole click, the extension played by the test


def facts(path: Path, files: tuple[Path, ...] = ()) -> dict[str, Any]:
    """What the extension would tell of a closed book."""
    sheets = []
    for name, grid in ClosedBook(path, datetime.now).read().items():
        rows = [[_raw(value) for value in row] for row in grid.rows]
        marked = [
            [r, c, r, c]
            for r, row in enumerate(grid.rows, 1)
            for c, value in enumerate(row, 1)
            if isinstance(value, date) or (r, c) in grid.formulas
        ]
        sheets.append({**told(path, rows)["sheets"][0], "name": name, "marked": marked})
    shape = {**told(path, []), "sheets": sheets}
    return {**shape, "files": [str(each) for each in files]}


def _raw(value: object) -> object:
    if isinstance(value, date):
        return float((value - ORIGIN).days)
    return "" if value is None else float(value) if isinstance(value, int) else value


def clicked(button: Button, told_first: dict[str, Any], *answers: dict[str, Any]) -> list[Any]:
    """What our program sends to the extension during a click."""
    lines = "".join(f"{json.dumps(line)}\n" for line in (told_first, *answers))
    out = io.StringIO()
    calc.click(button, calc.Wire(io.StringIO(lines), out))
    return [json.loads(line) for line in out.getvalue().splitlines()]


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_book(tmp_path_factory.mktemp("school"), sample=True)


def test_a_click_writes_and_tells(school: Path) -> None:
    write, tell = clicked(CHECK_BUTTON, facts(school), {"done": True})
    assert {patch["sheet"] for patch in write["patches"]} == {"Проверка"}
    assert not tell["failed"]
    assert History(school).steps()[-1].action == CHECK_BUTTON.title


def test_a_list_is_asked_about_and_a_no_writes_nothing(school: Path, tmp_path: Path) -> None:
    names = tmp_path / "7Б.csv"
    names.write_text("ФИО;Класс\nЖукова Яна Олеговна;7 Б\n", encoding="utf-8")
    ask, tell = clicked(TAKE_BUTTON, facts(school, (names,)), {"yes": False})
    assert ask["question"].endswith("?")
    assert not tell["failed"]


def test_a_number_that_is_not_saved_is_not_given(school: Path) -> None:
    before = sorted(school.parent.rglob("*.docx"))
    steps = list(filter(None, History(school).steps()))
    write, tell = clicked(REGISTER_BUTTON, facts(school), {"fault": "save"})
    assert write["save"]
    assert tell["failed"]
    assert "номера не присвоены" in tell["message"]
    assert sorted(school.parent.rglob("*.docx")) == before
    assert History(school).steps() == steps


def test_an_office_that_goes_away_has_lost_nothing(school: Path) -> None:
    (*_, tell) = clicked(CHECK_BUTTON, facts(school))
    assert tell["failed"]
    assert "закрыт" in tell["message"]
