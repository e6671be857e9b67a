"""«Справочники»: what a school adds there counts, from the sheet as it really looks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from nastavnik.model.findings import Level
from nastavnik.model.grid import Grid
from nastavnik.model.school import read_school
from nastavnik.model.sheets import LISTS, choice_lists
from nastavnik.rules.checking import check
from rules.drawing import TODAY
from support.drawn import grid
from support.own_values import assert_own_values_count, book_with_own_values, school_in

LINK = "← На панель"


def test_own_values_of_every_list_count(tmp_path: Path) -> None:
    assert_own_values_count(school_in(book_with_own_values(tmp_path)))


def test_an_own_value_is_no_mistake_in_its_column() -> None:
    school = read_school(
        {
            LISTS: grid(f"""
                | Справочники |                  |
                | {LINK}      | Списки для выбора |
                | предметы    | Свой список       |
                | астрономия  | слово             |
            """),
            "Наставники": grid("| ФИО | Предмет |\n| Орлова Анна | Астрономия |"),
        }
    )
    assert school.mentors[0].subject == "астрономия"
    assert school.lists["Свой список"] == ("слово",)


def test_an_empty_cell_in_a_list_hides_nothing_below_it() -> None:
    school = read_school(
        {LISTS: grid("| Предметы | Пол |\n| химия | м |\n| | ж |\n| астрономия | |")}
    )
    assert school.lists["Предметы"] == ("химия", "астрономия")


def test_lists_that_are_lost_are_said_and_the_declared_ones_hold() -> None:
    kept = "Предметы"
    some = read_school({LISTS: grid(f"| {LINK} | |\n| {kept} | Прочее |\n| химия | 1 |")})
    lost = [f.header for f in some.findings if f.sheet == LISTS]
    assert lost == [title for title in choice_lists() if title != kept]
    none = read_school({LISTS: grid(f"| {LINK} | Списки для выбора |")})
    assert [(f.code, f.level) for f in none.findings if f.sheet == LISTS] == [
        ("ЛС02", Level.QUESTION)
    ]


def test_a_value_that_is_no_text_is_said_with_its_place() -> None:
    school = read_school(
        {LISTS: Grid([["Предметы", "Пол"], ["химия", "м"], [date(2026, 9, 5), "ж"]])}
    )
    assert school.lists["Предметы"] == ("химия",)
    findings = [f for f in check(school, TODAY).findings if f.sheet == LISTS and f.cell]
    assert [(f.code, f.cell, f.header) for f in findings] == [("ЯЧ13", "A3", "Предметы")]
