"""A roadmap on its way into the book: nothing read is lost, nothing typed is changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from textwrap import dedent

from matching.applying import applied
from nastavnik.actions.take_roadmap import take_roadmap
from nastavnik.model.school import School
from nastavnik.roadmap.model import Roadmap
from nastavnik.roadmap.reading import read_roadmap
from nastavnik.roadmap.results import RoadmapTaken
from support.drawn import school

HEADER = (
    "| № | Этап | Название этапа | Вводная часть | Мероприятие | Документы | Срок | Начало "
    "| Окончание | Повторение | Ответственные | Примечание |"
)
BLANK_CARD = """
    | Полное наименование    |  |
    | Краткое наименование   |  |
    | Руководитель           |  |
    | Учебный год            |  |
    | Протокол педсовета     |  |
    | Дата протокола         |  |
"""
STAGED = """
    Дорожная карта наставничества на 2026-2027 учебный год

    № → Этап → Мероприятия → Сроки → Результат → Ответственные
    1 → Подготовка условий → 1. Изучение актов. 2. Выбор форм. 3. Информирование. → Сентябрь 2026, ноябрь 2026 → Приказ; План → Гусева О.П.
"""  # noqa: E501 - a row of the table
OWN = """
    Дорожная карта наставничества на 2026-2027 учебный год

    № → Мероприятия → Сроки → Ответственные
    1.1 → Издание приказа о кураторе программы → сентябрь 2026 → Директор
    1.2 → Анкетирование будущих наставников → октябрь 2026 → Гусева О.П.
    1.3 → Итоговая встреча участников программы → май 2027 → Гусева О.П.
"""
OTHER = """
    Дорожная карта наставничества на 2026-2027 учебный год

    № → Мероприятия → Сроки → Ответственные
    1 → Экскурсия на завод → ноябрь 2026 → Рябов П.Л.
    2 → Ярмарка профессий → декабрь 2026 → Рябов П.Л.
    3 → Защита проектов → апрель 2027 → Рябов П.Л.
"""


def read(picture: str, year: int | None = None) -> Roadmap:
    """The roadmap drawn as a text; «→» stands for a tab."""
    return read_roadmap(dedent(picture).replace(" → ", "\t").encode(), "карта.txt", year)


def book(card: str = BLANK_CARD) -> School:
    return school(Школа=card, Дорожная_карта=HEADER)


def after(before: School, picture: str, year: int | None = None) -> School:
    return applied(before, take_roadmap(before, read(picture, year)))


def codes(taken: RoadmapTaken) -> list[str]:
    return [finding.code for finding in taken.findings]


def test_documents_and_dates_of_a_whole_stage_stand_in_a_row_of_the_stage() -> None:
    whole, *rows = after(book(), STAGED).activities
    assert (whole.lead, whole.title) == ("Этап в целом", "Подготовка условий")
    assert whole.documents == "Приказ\nПлан"
    assert whole.deadline == "Сентябрь 2026; ноябрь 2026"
    assert (whole.start, whole.end) == (date(2026, 9, 1), date(2026, 11, 30))
    assert [row.title for row in rows] == ["Изучение актов", "Выбор форм", "Информирование"]
    assert all(row.deadline and row.start and row.end for row in rows)


def test_text_of_a_further_column_is_a_note_with_its_title() -> None:
    taken = after(
        book(),
        """
        Дорожная карта наставничества на 2026-2027 учебный год

        № → Мероприятия → Классы → Сроки → Ответственные → Примечание
        1 → Первая встреча пар → 5-9 → сентябрь 2026 → Гусева О.П. → в актовом зале
        """,
    )
    assert taken.activities[0].note == "Классы: 5-9\nв актовом зале"


def test_a_year_given_for_x_stands_in_the_deadline_too() -> None:
    picture = """
        Дорожная карта наставничества

        № → Мероприятия → Сроки → Ответственные
        1 → Отбор наставников → сентябрь Х года → Гусева О.П.
        2 → Итоговая встреча → 20.05.Х+1 → Гусева О.П.
    """
    rows = after(book(), picture, 2026).activities
    assert [row.deadline for row in rows] == ["сентябрь 2026 года", "20.05.2027"]
    assert rows[1].end == date(2027, 5, 20)
    assert [row.deadline for row in after(book(), picture).activities] == [
        "сентябрь Х года",
        "20.05.Х+1",
    ]


def test_taking_it_again_changes_nothing() -> None:
    loaded = after(book(), OWN)
    again = take_roadmap(loaded, read(OWN))
    assert not again.changes
    assert not again.question


def test_a_new_edition_changes_its_rows_by_number_and_likeness() -> None:
    loaded = after(book(), OWN)
    edition = OWN.replace("октябрь 2026", "ноябрь 2026").replace("Итоговая встреча", "Встреча")
    taken = take_roadmap(
        loaded, read(edition + "    1.4 → Отчёт куратора → июнь 2027 → Директор\n")
    )
    now = applied(loaded, taken)
    assert [(row.number, row.title, row.deadline) for row in now.activities] == [
        ("1.1", "Издание приказа о кураторе программы", "сентябрь 2026"),
        ("1.2", "Анкетирование будущих наставников", "ноябрь 2026"),
        ("1.3", "Встреча участников программы", "май 2027"),
        ("1.4", "Отчёт куратора", "июнь 2027"),
    ]
    assert now.activities[1].start == date(2026, 11, 1)
    assert "новую редакцию" in taken.question
    assert taken.as_json()["changed"] == 2


def test_what_a_person_completed_is_asked_about_and_stays() -> None:
    loaded = after(book(), OWN)
    completed = applied(loaded, take_roadmap(loaded, read(OWN)))
    edition = OWN.replace("→ Директор", "→ Рябов П.Л.")
    taken = take_roadmap(completed, read(edition))
    assert not taken.revision.changed
    assert [f.cell for f in taken.findings if f.code == "ДК69"] == ["K2"]


def test_another_roadmap_over_the_first_is_asked_about() -> None:
    loaded = after(book(), OWN)
    taken = take_roadmap(loaded, read(OTHER))
    assert "ДК68" in codes(taken)
    assert "другая дорожная карта" in taken.question


def test_another_roadmap_is_refused_where_nobody_can_be_asked() -> None:
    taken = take_roadmap(after(book(), OWN), read(OTHER))
    assert "--replace" in taken.refusal
    assert not replace(taken, is_agreed=True).refusal


def test_another_roadmap_takes_the_place_of_the_first_where_that_is_said() -> None:
    loaded = after(book(), OWN)
    taken = take_roadmap(loaded, read(OTHER), over=True)
    only_it = applied(book(), take_roadmap(book(), read(OTHER)))
    now = applied(loaded, taken)
    assert [row.title for row in now.activities] == [row.title for row in only_it.activities]
    assert not take_roadmap(now, read(OTHER)).refusal


def test_rows_that_a_new_edition_lacks_are_named() -> None:
    loaded = after(book(), OWN)
    shorter = "\n".join(line for line in OWN.splitlines() if "1.2" not in line)
    taken = take_roadmap(loaded, read(shorter))
    assert "ДК70" in codes(taken)
    assert len(applied(loaded, taken).activities) == 3


HEADED = """
    Муниципальное бюджетное общеобразовательное учреждение «Ясеневская школа»

    ПРИНЯТО
    на заседании педагогического совета
    протокол № 3 от 28.08.2026

    УТВЕРЖДЕНО
    приказом от 31.08.2026 № 41-ОД
    директор Зимина А.С.

    Дорожная карта наставничества на 2026-2027 учебный год

    № → Мероприятия → Сроки → Ответственные
    1 → Встречи пар → ежемесячно → Гусева О.П.
    2 → Итоговая встреча → май 2027 → Гусева О.П.
"""


def test_the_head_fills_empty_cells_of_the_school() -> None:
    taken = take_roadmap(book(), read(HEADED))
    card = applied(book(), taken).card
    assert card.name == (
        "Муниципальное бюджетное общеобразовательное учреждение «Ясеневская школа»"
    )
    assert (card.year, card.minutes, card.minutes_on) == ("2026/2027", "3", date(2026, 8, 28))
    assert card.director == ""
    assert {"ДК72", "ДК73"} <= set(codes(taken))


def test_the_head_asks_where_the_school_says_otherwise() -> None:
    card = """
        | Полное наименование    | МБОУ «Другая школа»    |
        | Руководитель           | Лапин Олег Ильич       |
        | Учебный год            | 2025/2026              |
        | Протокол педсовета     | 3                      |
    """
    taken = take_roadmap(book(card), read(HEADED))
    asked = [f.header for f in taken.findings if f.code == "ДК71"]
    assert asked == ["Полное наименование", "Учебный год", "Руководитель"]
    after_it = applied(book(card), taken).card
    assert (after_it.name, after_it.year) == ("МБОУ «Другая школа»", "2025/2026")


def test_a_head_without_a_table_is_still_taken() -> None:
    head = HEADED.partition("    № →")[0]
    taken = take_roadmap(book(), read(head))
    assert "ДК01" in codes(taken)
    assert applied(book(), taken).card.minutes == "3"
