"""Cells into records: everything wrong is named with its place, nothing stops at the first."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from nastavnik.model.cells import read_lists, read_table
from nastavnik.model.findings import Finding, Level, Value
from nastavnik.model.grid import Grid
from nastavnik.model.parsing import day_inside, parse_cell
from nastavnik.model.schema import Column, Kind
from nastavnik.model.sheets import Card, Mentee, Mentor
from nastavnik.model.titles import like
from support.drawn import drawn, grid, typed


def read_mentees(picture: str) -> tuple[tuple[Mentee, ...], list[Finding]]:
    table, findings = read_table(Mentee, grid(picture), {})
    return table.rows, [f for f in findings if f.code.startswith("ЯЧ")]


def test_each_bad_cell_is_named_by_address_and_header() -> None:
    _, findings = read_mentees("""
        | ФИО          | Категория   | Дата рождения | Телефон |
        | Орлова Анна  | обучающийся | вчера         | 12      |
        |              | школьник    |               |         |
    """)
    assert [(f.cell, f.header, f.code) for f in findings] == [
        ("C2", "Дата рождения", "ЯЧ02"),
        ("D2", "Телефон", "ЯЧ06"),
        ("A3", "ФИО", "ЯЧ01"),
        ("B3", "Категория", "ЯЧ04"),
    ]


def test_headers_are_found_in_any_order_case_and_spelling() -> None:
    rows, _ = read_mentees("""
        | Список на 1 сентября |              |             |
        | КАТЕГОРИЯ :          | примечание   |  Ф.И.О. *   |
        | обучающийся          | Ключ у вахты | Орлова Анна |
    """)
    assert [(r.full_name, r.role, r.note, r.row) for r in rows] == [
        ("Орлова Анна", "обучающийся", "Ключ у вахты", 3)
    ]


def test_a_missing_column_names_a_look_alike() -> None:
    _, findings = read_table(
        Mentee, grid("| ФИО ученика | Категория | Телефн | Класс |\n| а | б | в | г |"), {}
    )
    missing = {f.header: f for f in findings if f.code == "ЛС03"}
    assert missing["ФИО"].level is Level.ERROR
    assert missing["ФИО"].cell == "A1"
    assert missing["Телефон"].level is Level.QUESTION
    assert "Телефн" in missing["Телефон"].remedy


def test_a_missing_sheet_is_a_finding() -> None:
    table, findings = read_table(Mentor, None, {})
    assert not table.present
    assert [(f.code, f.sheet, f.level) for f in findings] == [("ЛС01", "Наставники", Level.ERROR)]


def test_a_sheet_without_headers_is_a_finding() -> None:
    table, findings = read_table(Mentor, grid("| а | б |\n| в | г |"), {})
    assert table.rows == ()
    assert [f.code for f in findings] == ["ЛС02"]


def test_of_two_columns_with_one_title_the_first_is_read() -> None:
    table, findings = read_table(
        Mentee, grid("| ФИО | Категория | ФИО |\n| Орлова Анна | обучающийся | Иной Иван |"), {}
    )
    assert table.rows[0].full_name == "Орлова Анна"
    assert [f.cell for f in findings if f.code == "ЛС04"] == ["C1"]


def test_rows_with_only_foreign_columns_are_left_alone() -> None:
    rows, findings = read_mentees("""
        | ФИО         | Категория   | Моё   |
        | Орлова Анна | обучающийся |       |
        |             |             | итого |
    """)
    assert len(rows) == 1
    assert findings == []


def test_a_vertical_sheet_is_read_by_its_labels() -> None:
    table, _ = read_table(
        Card,
        grid("| Школа | |\n| Учебный год | 2026/2027 |\n| Краткое наименование | Школа 1 |"),
        {},
    )
    assert (table.rows[0].year, table.rows[0].short_name) == ("2026/2027", "Школа 1")
    assert table.position(0, "Учебный год") == (2, 2)


def test_cells_merged_over_rows_share_their_value_with_a_question() -> None:
    merged = Grid(
        drawn("""
            | ФИО         | Категория   |
            | Орлова Анна | обучающийся |
            | Котов Илья  |             |
        """),
        merged=(((2, 2), (3, 2)),),
    )
    table, findings = read_table(Mentee, merged, {})
    assert [row.role for row in table.rows] == ["обучающийся", "обучающийся"]
    assert [(f.cell, f.level) for f in findings if f.code == "ЯЧ10"] == [("B3", Level.QUESTION)]


def test_errors_and_uncalculated_formulas_are_said_once() -> None:
    broken = Grid(
        [["ФИО", "Категория", "Запрос"], ["Орлова Анна", None, None]],
        errors={(2, 2): "#REF!"},
        uncalculated=frozenset({(2, 3)}),
    )
    _, findings = read_table(Mentee, broken, {})
    assert [(f.cell, f.code) for f in findings if f.code.startswith("ЯЧ")] == [
        ("B2", "ЯЧ08"),
        ("C2", "ЯЧ09"),
    ]


def test_lists_of_the_school_win_over_the_declared_ones() -> None:
    lists = read_lists(grid("| Категории наставляемых | Пол |\n| курсант | м |\n| | ж |"))
    assert lists["Категории наставляемых"] == ("курсант",)
    table, findings = read_table(Mentee, grid("| ФИО | Категория |\n| Орлова А | курсант |"), lists)
    assert table.rows[0].role == "курсант"
    assert not [f for f in findings if f.code == "ЯЧ04"]


@pytest.mark.parametrize(
    ("value", "kind", "read", "code"),
    [
        ("0012", Kind.TEXT, "0012", None),
        (12.0, Kind.TEXT, "12", None),
        (True, Kind.TEXT, "да", None),
        ("а\x07б", Kind.TEXT, "аб", "ЯЧ12"),
        ("01.09.2026", Kind.DATE, date(2026, 9, 1), "ЯЧ03"),
        ("1.9.26 г.", Kind.DATE, date(2026, 9, 1), "ЯЧ03"),
        ("2026-09-01", Kind.DATE, date(2026, 9, 1), "ЯЧ03"),
        ("31.02.2026", Kind.DATE, None, "ЯЧ02"),
        ("00.00.0000", Kind.DATE, None, "ЯЧ02"),
        (date(2026, 9, 1), Kind.DATE, date(2026, 9, 1), None),
        (46266, Kind.DATE, date(2026, 9, 1), "ЯЧ03"),
        (date(1026, 9, 1), Kind.DATE, None, "ЯЧ05"),
        (5, Kind.DATE, None, "ЯЧ02"),
        (3, Kind.INTEGER, 3, None),
        (3.0, Kind.INTEGER, 3, None),
        ("3", Kind.INTEGER, 3, "ЯЧ03"),
        (3.5, Kind.INTEGER, None, "ЯЧ02"),
        ("три", Kind.INTEGER, None, "ЯЧ02"),
        ("1 234,5", Kind.NUMBER, 1234.5, "ЯЧ03"),
        (float("1e300"), Kind.NUMBER, 1e300, None),
        ("Да ", Kind.FLAG, True, None),
        ("может быть", Kind.FLAG, None, "ЯЧ04"),
        ("   ", Kind.FLAG, None, None),
    ],
)
def test_a_value_is_read_as_its_column_wants(
    value: Value, kind: Kind, read: object, code: str | None
) -> None:
    parsed, remark = parse_cell(value, Column("Столбец", kind=kind))
    assert parsed == read
    assert (remark.code if remark else None) == code


def test_a_moment_of_a_day_counts_as_the_day() -> None:
    table, _ = read_table(
        Mentee,
        typed(
            [
                ["ФИО", "Категория", "Дата рождения"],
                ["Орлова Анна", "обучающийся", datetime(2012, 1, 2)],
            ]
        ),
        {},
    )
    assert table.rows[0].birth == date(2012, 1, 2)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("№ 3 от 09.09.2026", date(2026, 9, 9)),
        ("удостоверение 1.2.2025, 36 ч", date(2025, 2, 1)),
        ("№ 12.34.567", None),
        ("31.02.2026", None),
        ("", None),
    ],
)
def test_a_day_is_found_inside_a_text(text: str, day: date | None) -> None:
    assert day_inside(text) == day


def test_a_merged_name_is_one_mistake_and_not_several_people() -> None:
    merged = Grid(
        [["ФИО", "Категория"], ["Орлова Анна", "обучающийся"], [None, "обучающийся"]],
        merged=(((2, 1), (3, 1)),),
    )
    _, findings = read_table(Mentee, merged, {})
    assert [(f.cell, f.level) for f in findings if f.code == "ЯЧ10"] == [("A3", Level.ERROR)]


def test_what_else_is_empty_beside_a_wrong_name_is_no_finding_of_its_own() -> None:
    _, findings = read_mentees("| ФИО | Категория |\n| Итого | |\n| Орлова Анна | |")
    assert [(f.cell, f.code) for f in findings] == [("A2", "ЯЧ06"), ("B3", "ЯЧ01")]


def test_headers_that_come_again_are_one_finding_and_no_person() -> None:
    table, findings = read_table(
        Mentee,
        grid("""
            | ФИО         | Категория   |
            | Орлова Анна | обучающийся |
            | ФИО         | Категория   |
            | Ли Вера     | обучающийся |
        """),
        {},
    )
    assert [row.full_name for row in table.rows] == ["Орлова Анна", "Ли Вера"]
    assert [(f.code, f.cell) for f in findings if f.code != "ЛС03"] == [("ЛС06", "A3")]


@pytest.mark.parametrize(
    ("title", "others", "expected"),
    [
        ("Мест", ["Количество мест", "Место жительства"], "Количество мест"),
        ("ФИО", ["Ф.И.О. наставника", "Класс"], "Ф.И.О. наставника"),
        ("Согласие на ПДн", ["Согласие на ПД"], "Согласие на ПД"),
        ("Мест", ["Всего мест", "Свободных мест"], ""),
        ("Мест", [" ", "Примечание"], ""),
    ],
)
def test_a_title_is_guessed_by_its_words_or_its_spelling(
    title: str, others: list[str], expected: str
) -> None:
    assert like(title, others) == expected
