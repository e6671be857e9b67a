"""Nothing that the coordinator typed is lost when her workbook is written anew."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from nastavnik.actions.collect_books import run
from nastavnik.actions.session import Session
from nastavnik.region.roll import Roll, name_of
from nastavnik.region.school_list import schools_in
from nastavnik.region.sheets import ExpectedSchool
from nastavnik.region.task import school_in
from support.district import INN, NAME, inn_of, sample_book, school_book, with_texts
from support.district import name_of as name_of_school

pytestmark = pytest.mark.filterwarnings("ignore:Data Validation:UserWarning")
DAY = date(2026, 11, 9)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook with two schools."""
    (tmp_path / "почта").mkdir()
    for number in (1, 2):
        (tmp_path / "почта" / f"{number}.xlsx").write_bytes(school_book(number))
    collected(tmp_path / "СВОД.xlsx")
    return tmp_path / "СВОД.xlsx"


def collected(book: Path, day: date = DAY, **asked: Any) -> Any:
    return run(Session(), folders=[book.parent / "почта"], into=book, today=day, **asked)


def column_of(sheet: Worksheet, title: str) -> int:
    return [cell.value for cell in sheet[3]].index(title) + 1


def test_everything_typed_stays_where_it_was(book: Path) -> None:
    workbook = load_workbook(book)
    typed: dict[tuple[str, str], str | int] = {
        ("Настройки", "B4"): "Ясноборский округ",
        ("Настройки", "F2"): "пометка сбоку",
        ("Школы", "C4"): "МБОУ «Прежняя школа»",
        ("Школы", "H3"): "Куратор",
        ("Школы", "H4"): "каб. 5",
        ("Правила", "D5"): "выключено",
        ("Цели", "C4"): 70,
        ("Годы", "A60"): "2024/2025",
        ("Годы", "B60"): 3,
        ("Годы", "D60"): 11,
        ("Годы", "E60"): 20,
        ("Моё", "B7"): "свой лист",
    }
    workbook.create_sheet("Моё")
    for (sheet, cell), value in typed.items():
        workbook[sheet][cell] = value
    submissions = workbook["Сдача"]
    submissions.cell(4, column_of(submissions, "Решение"), "приму завтра")
    submissions.cell(4, column_of(submissions, "Когда"), "вчера")
    workbook.save(book)
    result = collected(book, date(2026, 11, 10))
    again = load_workbook(book)
    for (sheet, cell), value in typed.items():
        if sheet != "Годы":
            assert again[sheet][cell].value == value, (sheet, cell)
    years = [[cell.value for cell in row[:5]] for row in again["Годы"].iter_rows(min_row=4)]
    assert ["2024/2025", 3, None, 11, 20] in years
    kept = [[cell.value for cell in row] for row in again["Сдача"].iter_rows(min_row=4)]
    assert any("приму завтра" in row and "вчера" in row for row in kept)
    assert any("Решение" in note for note in result.notes)


def test_a_third_write_changes_nothing_that_the_second_did_not(book: Path) -> None:
    collected(book)
    before = book.read_bytes()
    collected(book)
    assert book.read_bytes() == before


def test_rules_of_the_coordinator_hold_for_books_that_came_before(book: Path) -> None:
    before = load_workbook(book)["Замечания"].max_row
    workbook = load_workbook(book)
    for row in workbook["Правила"].iter_rows(min_row=4):
        row[3].value = "выключено"
    workbook.save(book)
    for path in (book.parent / "почта").iterdir():
        path.unlink()
    collected(book, date(2026, 11, 10))
    assert load_workbook(book)["Замечания"].max_row < before
    assert load_workbook(book)["Формы"].max_row > 4


def roll(*rows: tuple[str, str, str]) -> Roll:
    return Roll.of(
        tuple(
            ExpectedSchool(name=name, inn=inn, former=former, row=number)
            for number, (name, inn, former) in enumerate(rows, start=4)
        )
    )


def test_one_school_is_known_under_all_its_names() -> None:
    full = (
        "Муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная "
        "школа № 5»"
    )
    names = (full, "МБОУ «СОШ №5»", "МБОУ СШ № 5", "Школа № 5")
    assert len({name_of(name) for name in names}) == 1
    assert name_of("МБОУ «СОШ № 5»") != name_of("МБОУ «ООШ № 5»")
    assert name_of("МБОУ «СОШ № 5»") != name_of("МБОУ «СОШ № 15»")


def test_two_schools_of_one_name_are_told_apart_by_inn_only() -> None:
    two = roll(("СОШ № 1", inn_of(1), ""), ("СОШ № 1", inn_of(2), ""))
    assert two.sender(inn_of(2), "СОШ № 1").inn == inn_of(2)
    assert two.sender("", "СОШ № 1").doubt
    assert not two.sender("", "СОШ № 1").key


def test_somebody_elses_inn_is_doubtful_and_a_former_name_is_not() -> None:
    two = roll(("Гимназия", inn_of(1), "СОШ № 8"), ("СОШ № 2", inn_of(2), ""))
    assert two.sender(inn_of(1), "СОШ № 2").doubt
    assert two.sender("", "МБОУ «СОШ № 8»").inn == inn_of(1)
    assert not two.sender(inn_of(1), "Лицей").doubt


@pytest.mark.parametrize(
    "text",
    [
        "№;Наименование ОО;ИНН\n1;СОШ № 1;9900000017\n2;СОШ № 2;9900000024\n;Итого;2\n",
        "9900000017;СОШ № 1\n9900000024;СОШ № 2\n",
        "Список школ\n\nШкола,Прежнее название,ИНН\nСОШ № 1,,9900000017\nСОШ № 2,x,9900000024\n",
    ],
)
def test_a_list_of_schools_is_read_however_it_is_headed(text: str) -> None:
    found = schools_in(text.encode(), "школы.csv")
    assert [(s.name, s.inn) for s in found] == [("СОШ № 1", inn_of(1)), ("СОШ № 2", inn_of(2))]


def test_a_list_adds_only_schools_that_are_not_there(book: Path, tmp_path: Path) -> None:
    path = tmp_path / "школы.csv"
    path.write_text(f"Школа;ИНН\n{name_of_school(1)};{inn_of(1)}\nСОШ № 9;{inn_of(9)}\n", "utf-8")
    result = collected(book, schools=path)
    assert result.missing == ("СОШ № 9",)
    assert result.schools == 3
    assert collected(book, schools=path).schools == 3


def test_people_of_two_schools_are_compared_only_on_a_ground_and_never_named(
    tmp_path: Path,
) -> None:
    inbox = tmp_path / "почта"
    inbox.mkdir()
    for number in (1, 2):  # one and the same people, in two schools
        other = {NAME: name_of_school(number), INN: inn_of(number)}
        (inbox / f"{number}.xlsx").write_bytes(with_texts(sample_book(), other))
    book = tmp_path / "СВОД.xlsx"
    collected(book)
    assert "Два места" not in load_workbook(book).sheetnames
    assert not list((tmp_path / "СВОД — полученное").glob("*.ключ"))
    workbook = load_workbook(book)
    settings = workbook["Настройки"]
    rows = {settings.cell(row, 1).value: row for row in range(4, settings.max_row + 1)}
    settings.cell(rows["Основание передачи имён"], 2, "Соглашение от 01.09.2026 № 5")
    workbook.save(book)
    collected(book, date(2026, 11, 10))
    found = list(load_workbook(book)["Два места"].iter_rows(min_row=4, values_only=True))
    schools = {(row[0], row[2]) for row in found}
    assert schools == {(name_of_school(1), name_of_school(2))}
    assert {row[4] for row in found} >= {"тот же человек"}
    people = [p for p in school_in(sample_book(), "к").people if p.birth]
    exact = [row for row in found if row[4] == "тот же человек"]
    assert len(exact) == len(people)
    text = "".join(str(cell) for row in found for cell in row)
    assert not [p.full_name for p in people if p.full_name.split()[0] in text]
