"""Nothing that was read is dropped: of every filled cell it is told what became of it."""

from __future__ import annotations

import contextlib
from collections import defaultdict
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nastavnik.model.errors import JobError
from nastavnik.model.grid import Grid
from nastavnik.model.school import read_school
from nastavnik.people_import.model import Source
from nastavnik.people_import.results import PeopleTaken
from nastavnik.people_import.sources import read_sources
from nastavnik.people_import.taking import take_registries
from people_import.generated_roles import made_list, write_list
from people_import.lists import EMPTY, adds_up, source
from support.depth import tries
from support.drawn import school

LISTS = tries(200, quick=60)


def taken(sources: list[Source]) -> PeopleTaken:
    return take_registries(read_school({}), sources)


def test_in_lists_with_others_beside_nobody_is_in_the_wrong_registry(
    tmp_path: Path,
) -> None:
    for seed in range(LISTS):
        made = made_list(seed)
        sources = read_sources(write_list(made, tmp_path))
        outcome = taken(sources)
        found: dict[str, set[str]] = defaultdict(set)
        for person in outcome.reading.people:
            found[person.name] |= {person.record.sheet} if person.record else set()
        everyone = {name: found.pop(name, set()) for name in made.wanted}
        assert everyone == made.wanted, made.rows[:4]
        assert not found, made.rows[:4]
        assert adds_up(outcome, sources), made.name


TITLES = (
    *("ФИО", "ФИО ученика", "Фамилия", "Имя", "Мать", "Телефон", "Класс", "Дата рождения", "Роль"),
    *(
        "ФИО наставника",
        "Кем Вы хотите быть?",
        "Хочу быть наставником",
        "Должность",
        "№",
        "",
        "Вес",
    ),
)
CELLS = (
    *(None, "", "Абрамов Глеб Олегович", "Ким О. С.", "Юдина Анна Павловна, Юдин Пётр Ильич"),
    *("7 «Б»", "учитель физики", "89001112233", "04.03.2012", "32.13.2012", "да", "Наставником"),
    *(
        "не хочу",
        "куратор",
        "итого: 5",
        "Наставляемые",
        "1",
        "два телефона: 1, 2",
        date(2012, 5, 4),
    ),
    *(3.5, datetime(2012, 5, 4, 21, 0), True),
)


@st.composite
def sheets(draw: st.DrawFn) -> Source:
    """A sheet with titles of every sort in any order, and rows of any cells."""
    titles = draw(st.lists(st.sampled_from(TITLES), min_size=1, max_size=7))
    cell = st.sampled_from(CELLS)
    rows = draw(st.lists(st.lists(cell, max_size=len(titles) + 1), max_size=6))
    above = draw(st.sampled_from(([], [["Список учеников 7 «Б» класса"]], [["Наставники школы"]])))
    return Source("список.xlsx", "лист «Лист1»", Grid([*above, titles, *rows]))


@settings(deadline=None, max_examples=tries(300, quick=60))
@given(sheets())
def test_the_cells_of_any_sheet_add_up(sheet: Source) -> None:
    with contextlib.suppress(JobError):
        assert adds_up(taken([sheet]), [sheet])


def test_what_became_of_each_cell_is_told() -> None:
    sources = [
        source(
            """
            | Список от 1 сентября | | | | |
            | № | ФИО | Класс | СНИЛС | Рост |
            | 1 | Пак Милана | 8 Б | 112-233 | 150 |
            | 2 | Ким Виктор | 31.02.2013 | - | |
            | Всего | 2 | | | |
            """,
            "Наставляемые",
        )
    ]
    outcome = taken(sources)
    assert adds_up(outcome, sources)
    account = outcome.as_json()["account"]
    table = "«список.xlsx», лист «Лист1»"
    nobodys = "строка не о человеке: слова над таблицей, итог, подпись"
    not_needed = "в книге нет такого столбца, и он не нужен"
    assert {(each["place"], each["why"]) for each in account["left_out"]} == {
        (f"{table}, строка 1, столбец A", nobodys),
        (f"{table}, строка 3, столбец «№»", not_needed),
        (f"{table}, строка 3, столбец «СНИЛС»", not_needed),
        (f"{table}, строка 4, столбец «№»", not_needed),
        (f"{table}, строка 4, столбец «СНИЛС»", not_needed),
        (f"{table}, строка 5, столбец A", nobodys),
        (f"{table}, строка 5, столбец B", nobodys),
    }
    assert account["asked"] == 3  # the title «Рост», its cell, the class that is none
    assert "112-233" not in str(account)


def test_a_difference_waits_and_a_person_who_is_asked_about_waits_whole() -> None:
    book = school(Наставляемые="| ФИО | Класс |\n| Пак Милана | 8 Б |")
    differs = [source("| ФИО | Класс | Запрос |\n| Пак Милана | 9 А | физика |", "Наставляемые")]
    account = take_registries(book, differs).account
    assert (account.cells, account.asked) == (6, 1)
    alike = [source("| ФИО | Класс |\n| Пак Милана Олеговна | 9 А |", "Наставляемые")]
    assert take_registries(book, alike).account.asked == 2


@pytest.mark.parametrize("answer", ["Не хочу участвовать", "Пока не решил"])
def test_the_cells_of_who_is_not_enrolled_are_told_too(answer: str) -> None:
    sources = [
        source(
            "| ФИО | Класс | Кем Вы хотите быть? |\n| Пак Милана | 8 Б | Наставником |\n"
            f"| Ким Виктор | 8 Б | {answer} |"
        )
    ]
    outcome = take_registries(EMPTY, sources)
    assert adds_up(outcome, sources)
    assert len(outcome.account.left_out) + outcome.account.asked == 3
