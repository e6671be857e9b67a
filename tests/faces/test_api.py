"""The interface for Python: its page runs as printed, a DataFrame that does not fit is refused."""

from __future__ import annotations

import doctest
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import nastavnik
from nastavnik.actions.new_book import new_book

ROOT = Path(__file__).parents[2]
LIST = "ФИО;Класс\nЗуев Марк Олегович;7 Б\nПак Алина Игоревна;8 А\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_book(tmp_path_factory.mktemp("школа"), sample=True)


@pytest.fixture
def book(made: Path, tmp_path: Path) -> nastavnik.Book:
    return nastavnik.open_book(shutil.copy(made, tmp_path))


def test_the_page_says_what_really_happens(
    book: nastavnik.Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = book.path.parent
    shutil.copy(ROOT / "sample_data" / "roadmap.docx", folder)
    (folder / "список.csv").write_text(LIST, encoding="utf-8")
    monkeypatch.chdir(folder)
    page = str(ROOT / "docs" / "api.md")
    result = doctest.testfile(
        page, module_relative=False, encoding="utf-8", optionflags=doctest.ELLIPSIS
    )
    assert result.attempted > 20
    assert result.failed == 0


def test_importing_the_package_loads_none_of_it() -> None:
    asked = "[name for name in sys.modules if 'nastavnik.' in name]"
    code = f"import sys, nastavnik; dir(nastavnik); print({asked})"
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(ROOT / "macros")},
    )
    assert run.stdout.strip() == "[]"


def test_every_public_name_is_there() -> None:
    for name in nastavnik.__all__:
        assert getattr(nastavnik, name) is not None
    with pytest.raises(AttributeError):
        nastavnik.nothing_of_that_name  # noqa: B018


def test_every_sheet_goes_to_a_frame_and_back_without_a_change(book: nastavnik.Book) -> None:
    for title in book.titles:
        sheet = book.table(title)
        assert len(sheet.changes_from(sheet.to_pandas())) == 0, title


def with_values(**columns: Any) -> Any:
    return lambda frame: frame.assign(**{k.replace("_", " "): v for k, v in columns.items()})


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (with_values(Рост=180), "нет столбцов: «Рост»"),
        (with_values(Мест=500), "H4 «Мест»: больше 20"),
        (with_values(Мест="пять"), "здесь нужно число"),
        (with_values(Мест=[[1]] * 17), "list в ячейку не записать"),
        (with_values(Кто="директор завода"), "нет в списке"),
        (with_values(ФИО="Щукин Олег Ильич"), "такая строка уже есть"),
        (with_values(ФИО=None), "A4 «ФИО»"),
        (lambda frame: pd.concat([frame, frame["Мест"]], axis=1), "повторяются: «Мест»"),
        (lambda frame: pd.concat([frame, frame]), "Номера строк"),
    ],
)
def test_a_frame_that_does_not_fit_is_refused(book: nastavnik.Book, spoil: Any, said: str) -> None:
    before = book.path.read_bytes()
    mentors = book.table("Наставники")
    with pytest.raises(nastavnik.FrameError, match=said):
        mentors.changes_from(spoil(mentors.to_pandas()))
    assert book.path.read_bytes() == before


def test_rows_that_the_sheet_lacks_are_appended_and_taken_back(book: nastavnik.Book) -> None:
    mentors, bytes_before = book.table("Наставники"), book.path.read_bytes()
    new = {"ФИО": "Рябова Зоя Павловна", "Кто": "педагог", "Мест": 2, "Должность": "учитель химии"}
    before = len(mentors.rows)
    changes = mentors.changes_from(pd.DataFrame([new], index=[9999]))
    changes.apply()
    assert [
        row["ФИО"] for _, row in book.table("Наставники").to_pandas().iloc[before:].iterrows()
    ] == ["Рябова Зоя Павловна"]
    book.undo()
    assert book.path.read_bytes() == bytes_before


def test_changes_made_for_another_state_of_the_sheet_are_refused(book: nastavnik.Book) -> None:
    mentors = book.table("Наставники")
    frame = mentors.to_pandas()
    first = frame.assign(Мест=frame["Мест"].where(frame.index != 4, 3))
    second = frame.assign(Мест=frame["Мест"].where(frame.index != 4, 4))
    stale = mentors.changes_from(first)
    mentors.changes_from(second).apply()
    with pytest.raises(nastavnik.JobError, match="изменился"):
        stale.apply()


def test_an_answer_is_written_only_when_told(book: nastavnik.Book) -> None:
    before = book.path.read_bytes()
    answer = book.check()
    assert book.path.read_bytes() == before
    answer.write()
    assert book.path.read_bytes() != before
