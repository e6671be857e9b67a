"""Cells into records: everything wrong is named with its place, nothing stops at the first."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from nastavnik.model.cells import read_lists, read_table
from nastavnik.model.findings import Finding, Level, Value
from nastavnik.model.grid import Grid
from nastavnik.model.parsing import day_inside, parse_cell
from nastavnik.model.schema import CellKind, Column, Record
from nastavnik.model.sheets import RECORDS, Card, MeetingRow, Mentee, Mentor, Pair
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
    sheet = grid("| Категории наставляемых | Пол |\n| курсант | м |\n| | ж |")
    lists, _ = read_lists(sheet, ("Категории наставляемых", "Пол"))
    assert lists["Категории наставляемых"] == ("курсант",)
    table, findings = read_table(Mentee, grid("| ФИО | Категория |\n| Орлова А | курсант |"), lists)
    assert table.rows[0].role == "курсант"
    assert not [f for f in findings if f.code == "ЯЧ04"]


@pytest.mark.parametrize(
    ("value", "kind", "read", "code"),
    [
        ("0012", CellKind.TEXT, "0012", None),
        (12.0, CellKind.TEXT, "12", None),
        (True, CellKind.TEXT, "да", None),
        ("а\x07б", CellKind.TEXT, "аб", "ЯЧ12"),
        ("а\u200bб", CellKind.TEXT, "аб", "ЯЧ12"),
        ("а\rб\x0bв\x0cг", CellKind.TEXT, "а\nб\nв\nг", "ЯЧ12"),
        ("и\u0306", CellKind.TEXT, "й", "ЯЧ12"),
        (date(2026, 1, 9), CellKind.TEXT, "", "ЯЧ13"),
        (datetime(2026, 1, 9, 14, 30), CellKind.TEXT, "", "ЯЧ13"),
        ("01.09.2026", CellKind.DATE, date(2026, 9, 1), "ЯЧ03"),
        ("1.9.26 г.", CellKind.DATE, date(2026, 9, 1), "ЯЧ03"),
        ("2026-09-01", CellKind.DATE, date(2026, 9, 1), "ЯЧ03"),
        ("31.02.2026", CellKind.DATE, None, "ЯЧ02"),
        ("00.00.0000", CellKind.DATE, None, "ЯЧ02"),
        (date(2026, 9, 1), CellKind.DATE, date(2026, 9, 1), None),
        (46266, CellKind.DATE, date(2026, 9, 1), "ЯЧ03"),
        (date(1026, 9, 1), CellKind.DATE, None, "ЯЧ05"),
        (date(1900, 1, 5), CellKind.DATE, None, "ЯЧ05"),
        (date(1905, 7, 18), CellKind.DATE, None, "ЯЧ05"),
        (datetime(2026, 9, 1, 9, 40), CellKind.DATE, date(2026, 9, 1), None),
        (datetime(2026, 9, 1, 21, 0), CellKind.DATE, date(2026, 9, 1), "ЯЧ15"),
        ("01.09.2026 14:35:01", CellKind.DATE, date(2026, 9, 1), "ЯЧ03"),
        ("2026-09-01T21:00:00Z", CellKind.DATE, date(2026, 9, 1), "ЯЧ15"),
        (46266.5, CellKind.DATE, date(2026, 9, 1), "ЯЧ15"),
        (float("nan"), CellKind.DATE, None, "ЯЧ02"),
        (5, CellKind.DATE, None, "ЯЧ02"),
        (3, CellKind.INTEGER, 3, None),
        (3.0, CellKind.INTEGER, 3, None),
        ("3", CellKind.INTEGER, 3, "ЯЧ03"),
        (3.5, CellKind.INTEGER, None, "ЯЧ02"),
        ("три", CellKind.INTEGER, None, "ЯЧ02"),
        ("1 234,5", CellKind.NUMBER, 1234.5, "ЯЧ03"),
        (float("1e300"), CellKind.NUMBER, None, "ЯЧ05"),
        (float("inf"), CellKind.NUMBER, None, "ЯЧ05"),
        (float("nan"), CellKind.INTEGER, None, "ЯЧ02"),
        (10**400, CellKind.INTEGER, None, "ЯЧ05"),
        ("Да ", CellKind.FLAG, True, None),
        (1.0, CellKind.FLAG, True, None),
        ("True", CellKind.FLAG, True, None),
        ("может быть", CellKind.FLAG, None, "ЯЧ04"),
        ("   ", CellKind.FLAG, None, None),
    ],
)
def test_a_value_is_read_as_its_column_wants(
    value: Value, kind: CellKind, read: object, code: str | None
) -> None:
    parsed, remark = parse_cell(value, Column("Столбец", kind=kind))
    assert parsed == read
    assert (remark.code if remark else None) == code


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.sheet)
def test_a_date_in_a_text_is_asked_about_wherever_nobody_types_one(record: type[Record]) -> None:
    for column in record.columns:
        if column.kind is CellKind.TEXT and not column.made:
            parsed, remark = parse_cell(date(2026, 1, 9), column, {} if column.choices else None)
            if column.dates:
                assert (parsed, remark) == ("09.01.2026", None)
            else:
                assert (parsed, remark and remark.code) == ("", "ЯЧ13")


@pytest.mark.parametrize(
    ("record", "name", "typed", "read", "code"),
    [
        (Mentee, "school_class", "7A", "7А", "ЯЧ14"),
        (Mentee, "school_class", "9.4", "", "ЯЧ13"),
        (Mentee, "school_class", "09.01.2026", "", "ЯЧ13"),
        (Mentee, "school_class", "09.янв", "", "ЯЧ13"),
        (Mentee, "school_class", "9-3", "9-3", None),
        (Mentee, "school_class", "ИС-1.22", "ИС-1.22", None),
        (Mentor, "wanted_age", "10.12.2026", "", "ЯЧ13"),
        (Mentor, "wanted_age", "12–14 или любой", "12–14 или любой", None),
        (Pair, "order", "05.09.2026", "", "ЯЧ13"),
        (Pair, "order", "5-9", "5-9", None),
        (Card, "inn", 123456789, "123456789", "ЯЧ06"),
        (Card, "inn", 7707083893, "7707083893", None),
        (Mentee, "birth", datetime(2010, 5, 13, 21, 0), date(2010, 5, 13), "ЯЧ15"),
        (Mentee, "birth", datetime(2010, 5, 13, 0, 5), date(2010, 5, 13), "ЯЧ15"),
        (Mentee, "birth", date(1935, 3, 1), date(1935, 3, 1), None),
        (Mentee, "consent_on", date(1935, 3, 1), None, "ЯЧ05"),
        (MeetingRow, "held_on", datetime(2026, 9, 1, 16, 0), date(2026, 9, 1), None),
    ],
)
def test_what_a_program_made_of_a_value_is_seen(
    record: type[Record], name: str, typed: Value, read: object, code: str | None
) -> None:
    parsed, remark = parse_cell(typed, record.named[name])
    assert (parsed, remark and remark.code) == (read, code)


def test_a_lost_nought_is_said() -> None:
    _, remark = parse_cell(123456789, Card.inn)
    assert remark
    assert "0123456789" in remark.remedy


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
