"""Who leads whom, as a list says it: rows of «Пары», or a question about each pair left out."""

from __future__ import annotations

from datetime import date

import pytest

from nastavnik.model.changes import AppendRows, Row
from nastavnik.model.school import School
from nastavnik.model.sheets import Pair
from nastavnik.people_import.results import PeopleTaken
from nastavnik.people_import.taking import take_registries
from people_import.lists import EMPTY, codes, source
from support.drawn import school

TODAY = date(2026, 9, 14)
LIST = """
    | Наставник | Должность | Наставляемый | Должность |
    | Орлова Анна Сергеевна | учитель химии | Пак Милана Игоревна | учитель физики |
    | Орлова Анна Сергеевна | учитель химии | Гусев Матвей Ильич | учитель |
"""
BOOK = school(
    Школа="""
    | Реквизит | Значение |
    | Учебный год | 2026/2027 |
    """,
    Наставники="""
    | Кто | ФИО |
    | педагог | Орлова Анна Сергеевна |
    | педагог | Лис Пётр Ильич |
    """,
    Наставляемые="""
    | Категория | ФИО |
    | молодой специалист | Пак Милана Игоревна |
    | молодой специалист | Гусев Матвей Ильич |
    """,
)


def taken(picture: str, *captions: str, into: School = EMPTY) -> PeopleTaken:
    return take_registries(into, [source(picture, *captions)], today=TODAY)


def rows(outcome: PeopleTaken) -> list[Row]:
    """What is to be written into «Пары»."""
    return [
        row
        for change in outcome.changes.cells
        if isinstance(change, AppendRows) and change.sheet == Pair.sheet
        for row in change.rows
    ]


def written(outcome: PeopleTaken) -> list[tuple[object, ...]]:
    """The pairs that are to be written: mentor, mentee, form, first and last day."""
    titles = [c.title for c in (Pair.mentor, Pair.mentee, Pair.form, Pair.start, Pair.end)]
    return [tuple(row.get(title) for title in titles) for row in rows(outcome)]


def names(outcome: PeopleTaken) -> list[str]:
    return [f"{mentor} – {mentee}" for mentor, mentee, *_ in written(outcome)]


def test_pairs_of_rows_are_proposed_and_fixed() -> None:
    outcome = taken(LIST, "Молодые специалисты и их наставники")
    first, last = date(2026, 9, 15), date(2027, 5, 31)
    form = "учитель – учитель"
    assert written(outcome) == [
        ("Орлова Анна Сергеевна", "Пак Милана Игоревна", form, first, last),
        ("Орлова Анна Сергеевна", "Гусев Матвей Ильич", form, first, last),
    ]
    assert {(row[Pair.state.title], row[Pair.by_hand.title]) for row in rows(outcome)} == {
        ("предложено", "да")
    }
    assert "РЕ12" not in codes(outcome.findings)
    assert "новых пар — 2" in outcome.message
    assert "«Пары» — 2" in outcome.question


@pytest.mark.parametrize(
    ("titles", "cells", "days"),
    [
        ("Период", "01.10.2026 – 30.04.2027", (date(2026, 10, 1), date(2027, 4, 30))),
        ("Срок наставничества", "2026-2027 уч. год", (date(2026, 9, 1), date(2027, 5, 31))),
        ("Дата начала | Дата окончания", "1.10.2026 | 30 апреля 2027 г.",
         (date(2026, 10, 1), date(2027, 4, 30))),
    ],
)  # fmt: skip
def test_days_that_the_list_tells_are_those_of_the_pair(
    titles: str, cells: str, days: tuple[date, date]
) -> None:
    outcome = taken(
        f"| Наставник | Наставляемый | {titles} |\n"
        f"| Орлова Анна Сергеевна | Гусев Матвей Ильич | {cells} |",
        into=BOOK,
    )
    assert [row[3:] for row in written(outcome)] == [days]
    assert "РЕ01" not in codes(outcome.findings)


@pytest.mark.parametrize("cell", ["до мая", "31.05.2027 – 01.09.2026", "год"])
def test_days_that_cannot_be_read_are_asked_about(cell: str) -> None:
    outcome = taken(
        "| Наставник | Наставляемый | Период |\n"
        f"| Орлова Анна Сергеевна | Гусев Матвей Ильич | {cell} |",
        into=BOOK,
    )
    assert [f.code for f in outcome.findings if f.header == "Период"] == ["РЕ02"]
    assert [row[3:] for row in written(outcome)] == [(None, None)]


@pytest.mark.parametrize(
    ("cell", "form"),
    [
        ("руководитель – учитель", "руководитель – учитель"),
        ("Учитель-учитель", "учитель – учитель"),
        ("педагог-педагог", "учитель – учитель"),
        ("«Педагог – молодой специалист»", "учитель – учитель"),
    ],
)
def test_a_form_that_the_list_tells_is_taken(cell: str, form: str) -> None:
    outcome = taken(
        "| Наставник | Наставляемый | Форма наставничества |\n"
        f"| Орлова Анна Сергеевна | Гусев Матвей Ильич | {cell} |",
        into=BOOK,
    )
    assert [row[2] for row in written(outcome)] == [form]


@pytest.mark.parametrize("cell", ["Орлова Анна Сергеевна", "Орлова А.С.", "А. С. Орлова"])
def test_a_list_that_names_the_mentor_beside_its_people_makes_pairs(cell: str) -> None:
    outcome = taken(
        f"| ФИО молодого специалиста | Должность | Наставник |\n"
        f"| Гусев Матвей Ильич | учитель | {cell} |",
        into=BOOK,
    )
    assert names(outcome) == ["Орлова Анна Сергеевна – Гусев Матвей Ильич"]


def test_several_mentees_in_one_cell_are_as_many_pairs() -> None:
    outcome = taken(
        """
        | Наставник | Должность | Наставляемые |
        | Орлова Анна Сергеевна | учитель | Пак Милана Игоревна, Гусев Матвей Ильич |
        """,
        into=BOOK,
    )
    assert len(written(outcome)) == 2


def asked(outcome: PeopleTaken) -> str:
    return "; ".join(found.message for found in outcome.findings if found.code == "РЕ12")


def test_an_unknown_person_makes_no_pair_but_a_question() -> None:
    outcome = taken(
        "| ФИО молодого специалиста | Должность | Наставник |\n"
        "| Гусев Матвей Ильич | учитель | Соколова Вера Игоревна |",
        into=BOOK,
    )
    assert not names(outcome)
    assert "на листе «Наставники» нет такого человека: «Соколова Вера Игоревна»" in asked(outcome)
    assert (
        "Впишите человека на лист «Наставники»"
        in {f.code: f.remedy for f in outcome.findings}["РЕ12"]
    )
    assert outcome.account.asked == 1


def test_a_column_that_names_nobody_by_name_is_asked_about() -> None:
    outcome = taken(
        "| ФИО молодого специалиста | Должность | Наставник |\n"
        "| Гусев Матвей Ильич | учитель | химик Петров |",
        into=BOOK,
    )
    assert asked(outcome).startswith("столбец «Наставник» не взят")
    assert outcome.account.asked == 1


@pytest.mark.parametrize("cell", ["нет", "Не назначен", "–", ""])
def test_nobody_named_among_names_is_nobody(cell: str) -> None:
    outcome = taken(BESIDE + f"| Юн Ия Львовна | учитель | {cell} |", into=BOOK)
    assert names(outcome) == ["Орлова Анна Сергеевна – Гусев Матвей Ильич"]
    assert not asked(outcome)


def test_somebody_named_badly_among_names_is_asked_about() -> None:
    others = "".join(f"| {name} | учитель | Орлова Анна Сергеевна |\n" for name in NOVICES)
    outcome = taken(BESIDE + others + "| Юн Ия Львовна | учитель | химик Петров |", into=BOOK)
    assert len(names(outcome)) == 1 + len(NOVICES)
    assert "химик Петров – Юн Ия Львовна — на листе «Наставники» нет такого" in asked(outcome)


NOVICES = ("Белов Иван Петрович", "Лисова Анна Ивановна", "Ким Ия Ильинична")
BESIDE = """
| ФИО молодого специалиста | Должность | Наставник |
| Гусев Матвей Ильич | учитель | Орлова Анна Сергеевна |
"""


def test_a_row_without_the_other_makes_no_pair_but_a_question() -> None:
    outcome = taken(LIST.replace("| Орлова Анна Сергеевна | учитель химии | Гусев", "| | | Гусев"))
    assert names(outcome) == ["Орлова Анна Сергеевна – Пак Милана Игоревна"]
    assert "Гусев Матвей Ильич — не назван наставник" in asked(outcome)


def test_a_list_of_another_year_makes_no_pairs() -> None:
    outcome = taken(LIST, "Закрепление наставников на 2025-2026 учебный год", into=BOOK)
    assert not names(outcome)
    assert "список за 2025/2026 учебный год, а книга за 2026/2027" in asked(outcome)
    assert names(taken(LIST, "Закрепление наставников на 2026-2027 учебный год", into=BOOK))


def test_a_column_of_the_mentors_of_another_year_makes_no_pairs() -> None:
    outcome = taken(
        "| ФИО молодого специалиста | Должность | Наставник (2025/2026) |\n"
        "| Гусев Матвей Ильич | учитель | Орлова Анна Сергеевна |",
        into=BOOK,
    )
    assert not names(outcome)
    assert "список за 2025/2026" in asked(outcome)


@pytest.mark.parametrize("title", ["Желаемый наставник", "Прошлый наставник", "Куратор"])
def test_a_column_of_others_than_the_mentors_makes_no_pairs(title: str) -> None:
    outcome = taken(
        f"| ФИО молодого специалиста | Должность | {title} |\n"
        "| Гусев Матвей Ильич | учитель | Орлова Анна Сергеевна |",
        into=BOOK,
    )
    assert not names(outcome)


@pytest.mark.parametrize("state", ["предложено", "принято", "действует"])
def test_a_pair_that_the_book_has_is_not_written_again(state: str) -> None:
    assert names(taken(LIST, into=_with_pair(state))) == [
        "Орлова Анна Сергеевна – Гусев Матвей Ильич"
    ]


@pytest.mark.parametrize("state", ["завершено", "прекращено", "не подходит"])
def test_a_pair_that_was_is_asked_about(state: str) -> None:
    outcome = taken(LIST, into=_with_pair(state))
    assert names(outcome) == ["Орлова Анна Сергеевна – Гусев Матвей Ильич"]
    assert f"такая пара в книге есть: {state}" in asked(outcome)


def _with_pair(state: str) -> School:
    return school(
        Наставники="| Кто | ФИО |\n| педагог | Орлова Анна Сергеевна |",
        Наставляемые="""
        | Категория | ФИО |
        | молодой специалист | Пак Милана Игоревна |
        | молодой специалист | Гусев Матвей Ильич |
        """,
        Пары=f"""
        | Наставник | Наставляемый | Состояние |
        | Орлова Анна Сергеевна | Пак Милана Игоревна | {state} |
        """,
    )


def test_columns_of_a_pair_are_none_in_a_list_of_people() -> None:
    outcome = taken(
        "| ФИО | Должность | Период |\n| Орлова Анна Сергеевна | учитель | 2026-2027 |",
        "Наставники",
    )
    assert "РЕ01" in codes(outcome.findings)
    assert not names(outcome)


@pytest.mark.parametrize(
    "cell",
    [
        "Пак Милана, 7Б; Гусев Матвей Ильич, 10А",
        "Пак Милана, 7Б, Гусев Матвей Ильич, 10А",
        "1. Пак Милана – 7Б; 2. Гусев Матвей Ильич 10А",
        "Пак Милана (7Б), Гусев Матвей Ильич (10А)",
    ],
)
def test_each_person_of_a_cell_has_the_own_class(cell: str) -> None:
    outcome = taken(f"""
        | Наставник (ФИО, должность) | Наставляемые (ФИО, класс) |
        | Орлова Анна Сергеевна, учитель химии | {cell} |
    """)
    added = {
        row["ФИО"]: row["Класс"]
        for change in outcome.changes.cells
        if isinstance(change, AppendRows) and change.sheet == "Наставляемые"
        for row in change.rows
    }
    assert added == {"Пак Милана": "7 Б", "Гусев Матвей Ильич": "10 А"}
    assert names(outcome) == [
        "Орлова Анна Сергеевна – Пак Милана",
        "Орлова Анна Сергеевна – Гусев Матвей Ильич",
    ]


def test_class_behind_another_name_is_not_taken() -> None:
    """Words that are neither a class nor a post: whose the rest is cannot be told."""
    outcome = taken("""
        | Наставник | Наставляемый, класс |
        | Орлова Анна Сергеевна | Пак Милана, Клуб Юных; Гусев Матвей Ильич, ОВЗ, 10А |
    """)
    cells = [
        value
        for change in outcome.changes.cells
        if isinstance(change, AppendRows)
        for row in change.rows
        for value in row.values()
    ]
    assert "10 А" not in cells
    assert "РЕ02" in codes(outcome.findings)


@pytest.mark.parametrize(
    ("titles", "cells", "days", "header"),
    [
        ("Начало | Окончание", "октябрь | 30.04.2027", (None, date(2027, 4, 30)), "Начало"),
        ("Сроки", "октябрь – май", (None, None), "Сроки"),
    ],
)
def test_days_that_cannot_be_read_are_asked_and_no_others_are_written(
    titles: str, cells: str, days: tuple[date | None, date | None], header: str
) -> None:
    """The days of the other row are taken all the same."""
    told = "01.10.2026 | 30.04.2027" if "|" in titles else "01.10.2026 – 30.04.2027"
    outcome = taken(f"""
        | Наставник | Наставляемый | {titles} |
        | Орлова Анна Сергеевна | Пак Милана Игоревна | {cells} |
        | Орлова Анна Сергеевна | Гусев Матвей Ильич | {told} |
    """)
    assert [row[3:] for row in written(outcome)] == [days, (date(2026, 10, 1), date(2027, 4, 30))]
    asked = [f for f in outcome.findings if f.header == header]
    assert ["строка 2" in str(f.place) and "октябрь" in f.message for f in asked] == [True]


def test_form_that_no_list_has_is_asked() -> None:
    outcome = taken("""
        | Наставник | Наставляемый | Форма наставничества |
        | Орлова Анна Сергеевна | Пак Милана Игоревна | педагог и ученик |
    """)
    assert [f.code for f in outcome.findings if f.header == "Форма наставничества"] == ["РЕ02"]
    assert outcome.as_json()["account"]["asked"] == 1
