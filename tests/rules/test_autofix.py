"""Safe repairs change how a thing is typed, never what it means."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.model.findings import Value
from nastavnik.model.grid import Grid
from nastavnik.model.homoglyphs import in_cyrillic, unlatin
from nastavnik.model.parsing import parse_cell
from nastavnik.model.schema import CellKind, Column, Record
from nastavnik.model.school import School, read_school
from nastavnik.model.sheets import Activity, Card, Mentee, Mentor, Pair
from nastavnik.model.text import fold
from nastavnik.rules.autofix import check_repaired, mended, repaired, repairs
from rules.drawing import TODAY, drawn_school


def after(record: type[Record], title: str, text: str, *choices: str) -> Value:
    column = next(column for column in record.columns if column.title == title)
    return mended(text, column, {fold(choice): choice for choice in choices})[0]


@pytest.mark.parametrize(
    ("record", "title", "before", "expected"),
    [
        (Mentor, "ФИО", "  Орлова\u00a0 Анна ", "Орлова Анна"),
        (Mentor, "ФИО", "ОРЛОВА-КИМ АННА СЕРГЕЕВНА", "Орлова-Ким Анна Сергеевна"),
        (Mentor, "ФИО", "Орлова А. С.", "Орлова А. С."),
        (Mentor, "ФИО", "Opлoва Анна", "Орлова Анна"),
        (Mentor, "ФИО", "Семе\u0308нов Егор", "Семёнов Егор"),
        (Mentor, "ФИО", "Абра\u00adмов\u200e Илья", "Абрамов Илья"),
        (Mentor, "Должность", "учитель  ИКТ", "учитель ИКТ"),
        (Mentor, "Должность", "учитель\x0bхимии", "учитель\nхимии"),
        (Mentee, "Класс", "7A", "7А"),
        (Mentee, "Класс", "10 B", "10 В"),
        (Mentee, "Класс", "IT-21", "IT-21"),
        (Pair, "Приказ №", "15-K", "15-К"),
        (Mentor, "Должность", "Wi-Fi-инженер", "Wi-Fi-инженер"),
        (Mentor, "Мест", "2 ", 2),
        (Mentor, "Стаж в школе, лет", "2,5", 2.5),
        (Mentor, "Мест", "двое", "двое"),
        (Mentee, "Дата рождения", "01.02.2012", date(2012, 2, 1)),
        (Mentee, "Дата рождения", "2012-02-01", date(2012, 2, 1)),
        (Mentee, "Дата рождения", "01.02.12", "01.02.12"),
        (Mentee, "Дата рождения", "31.02.2012", "31.02.2012"),
        (Mentee, "Дата рождения", "13.05.2010 21:00", "13.05.2010 21:00"),
        (Pair, "Закреплено вручную", "Да", "да"),
        (Activity, "Ответственные", "Директор \nКуратор", "Директор\nКуратор"),
        (Card, "Сайт", "shkola.ru", "shkola.ru"),
    ],
)
def test_a_cell_is_mended(record: type[Record], title: str, before: str, expected: Value) -> None:
    assert after(record, title, before) == expected


def test_a_value_of_a_list_gets_the_spelling_of_the_list() -> None:
    form = "учитель – учитель"
    assert after(Pair, "Форма", "Учитель-учитель", form) == form
    assert after(Pair, "Форма", "учитель учитель", form) == "учитель учитель"


def test_a_letter_hidden_in_a_word_goes_and_the_word_stays_one() -> None:
    assert after(Mentor, "ФИО", "Ор\u200bлова Анна") == "Орлова Анна"


def test_a_formula_is_left_alone() -> None:
    school = drawn_school("Наставники\n| ФИО |\n| Орлова  Анна |")
    grid = school.tables["Наставники"].grid
    cells = {title: table.grid for title, table in school.tables.items()}
    cells["Наставники"] = Grid(grid.rows, formulas=frozenset({(2, 1)}))
    assert not list(repairs(read_school(cells)))


def flawed() -> School:
    return drawn_school(
        """
        Наставляемые
        | ФИО             | Категория    | Дата рождения |
        | МУХИН ЕГОР ИЛЬИЧ | Обучающийся | '01.02.2012   |
        """
    )


def test_each_repair_is_listed_with_what_was_and_what_became() -> None:
    outcome = check_repaired(flawed(), TODAY)
    assert [
        (r["cell"], r["before"], r["after"], r["what"]) for r in outcome.as_json()["repairs"]
    ] == [
        ("A2", "МУХИН ЕГОР ИЛЬИЧ", "Мухин Егор Ильич", "прописные буквы"),
        ("B2", "Обучающийся", "обучающийся", "значение списка"),
        ("G2", "01.02.2012", date(2012, 2, 1), "дата записана текстом"),
    ]
    assert outcome.message.startswith("Исправлено: 3\u00a0ячейки. ")


def test_the_check_is_of_the_book_after_the_repairs() -> None:
    codes = {finding.code for finding in check_repaired(flawed(), TODAY).findings}
    assert "ЯЧ03" not in codes
    assert "ПР03" in codes


def test_repairing_twice_changes_nothing_the_second_time() -> None:
    once = repaired(flawed(), repairs(flawed()))
    assert not list(repairs(once))


def test_a_clean_book_is_not_touched() -> None:
    assert "repairs" in check_repaired(drawn_school(""), TODAY).as_json()
    assert not list(repairs(drawn_school("Наставники\n| ФИО |\n| Орлова Анна |")))


COLUMNS = [c for record in (Mentor, Mentee, Pair) for c in record.columns if not c.made]


def letters(text: str) -> str:
    return re.sub(r"\s", "", fold(text))


@given(
    st.sampled_from(COLUMNS),
    st.text(alphabet="АБвгё abC01.-,\n\u00a0", max_size=20),
)
def test_the_meaning_stays(column: Column, text: str) -> None:
    changed, what = mended(text, column, {})
    if column.kind is CellKind.TEXT:
        assert letters(in_cyrillic(str(changed))) == letters(in_cyrillic(unlatin(text)))
        assert mended(str(changed), column, {})[1] == ""
    else:
        assert parse_cell(changed, column)[0] == parse_cell(text, column)[0]
    assert bool(what) == (changed != text)
