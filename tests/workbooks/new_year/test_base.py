"""«Долгосрочная база»: people by name where they agreed, the others as numbers."""

from __future__ import annotations

from datetime import date

from matching.applying import applied
from nastavnik.domain.past import worked_together, years_as_mentor
from nastavnik.matching.proposing import explain, propose
from nastavnik.model.school import School, read_school
from nastavnik.model.sheets import BaseRow, Mentee, Mentor
from nastavnik.workbooks.new_year.opening import open_year
from rules.drawing import drawn_school
from workbooks.new_year.test_opening import school_with

PEOPLE = """
    | Хранить прошлые годы, лет | 3 |
    Наставники
    | ФИО | Кто | Мест | Согласие на ПДн | Выбыл | Согласие на базу до | Результаты |
    | Орлова Анна | педагог | 2 | 20.08.2026 | | | открытый урок |
    | Громов Пётр | педагог | 2 | 20.08.2026 | 01.06.2027 | 01.09.2028 | |
    | Жуков Глеб | педагог | 2 | 20.08.2026 | 01.06.2027 | | |
    | Котов Илья | педагог | 2 | | | | |
    Наставляемые
    | ФИО | Категория | Согласие на ПДн |
    | Зуев Денис | молодой специалист | 21.08.2026 |
    | Яшина Вера | молодой специалист | 21.08.2026 |
    | Сомов Олег | молодой специалист | |
    Пары
    | Наставник | Наставляемый | Форма | Начало | Окончание | Состояние | Результат |
    | Орлова Анна | Зуев Денис | учитель – учитель | 01.09.2026 | 31.05.2027 | завершено | план |
    | Орлова Анна | Сомов Олег | учитель – учитель | 01.09.2026 | 31.05.2027 | завершено | |
    | Громов Пётр | Яшина Вера | учитель – учитель | 01.09.2026 | 31.05.2027 | прекращено | |
    | Жуков Глеб | Зуев Денис | учитель – учитель | 01.09.2026 | 31.05.2027 | действует | да |
    | Котов Илья | Яшина Вера | учитель – учитель | 01.09.2026 | 31.05.2027 | действует | да |
    | Котов Илья | Зуев Денис | учитель – учитель | 01.09.2026 | 31.05.2027 | предложено | |
"""


def turned(school: School, year: int) -> School:
    return applied(school, open_year(school, year, date(year, 6, 15)))


def rows_of(school: School, side: str) -> list[tuple[str, int | None, int | None, str]]:
    rows = school.table(BaseRow).rows
    return [(r.full_name, r.people, r.pairs, r.partners) for r in rows if r.side == side]


def test_only_those_who_agreed_are_named_and_all_are_counted() -> None:
    new = turned(school_with(PEOPLE), 2027)
    assert rows_of(new, "наставник") == [
        ("Орлова Анна", 1, 2, "Зуев Денис"),
        ("Громов Пётр", 1, 1, "Яшина Вера"),
        ("", 2, 2, ""),
    ]
    assert rows_of(new, "наставляемый") == [
        ("Зуев Денис", 1, 2, "Орлова Анна"),
        ("Яшина Вера", 1, 2, "Громов Пётр"),
        ("", 1, 1, ""),
    ]
    orlova = new.table(BaseRow).rows[0]
    assert orlova.result == "план\nоткрытый урок"
    assert orlova.keep_until == date(2030, 8, 31)


def test_a_name_goes_when_the_consent_that_kept_it_ends() -> None:
    new = turned(school_with(PEOPLE), 2027)
    later = turned(turned(new, 2028), 2029)
    before = [row.people for row in new.table(BaseRow).rows]
    after = [row.people for row in later.table(BaseRow).rows]
    assert before == after, "everyone is still counted"
    assert rows_of(later, "наставник")[:2] == [
        ("Орлова Анна", 1, 2, "Зуев Денис"),
        ("", 1, 1, ""),
    ]
    assert "Громов" not in "".join(row.partners for row in later.table(BaseRow).rows)


def test_somebody_whose_name_changed_is_known_by_the_former_one() -> None:
    new = turned(school_with(PEOPLE), 2027)
    new = renamed(new, Mentor, "Орлова Анна", "Синицына Анна")
    new = renamed(new, Mentee, "Зуев Денис", "Зуев-Дальний Денис")
    assert ("синицына анна", "зуев-дальний денис") in worked_together(new)
    assert years_as_mentor(new)["синицына анна"] == ("2026/2027",)
    assert rows_of(turned(new, 2028), "наставник")[0] == ("Орлова Анна", 1, 2, "Зуев Денис")


def renamed(school: School, record: type[Mentor] | type[Mentee], old: str, name: str) -> School:
    """The school after somebody wrote a new name over a row, and the old one beside it."""
    table = school.table(record)
    row = next(person.row for person in table.rows if person.full_name == old)
    cells = {title: each.grid for title, each in school.tables.items()}
    wanted = {record.full_name: name, record.former_name: old}
    places = {table.position(row, c.title) or (0, 0): text for c, text in wanted.items()}
    return read_school({**cells, record.sheet: table.grid.with_values(places)})


def test_pairs_of_earlier_years_are_known_without_the_year_itself() -> None:
    school = drawn_school("""
        Наставники
        | ФИО | Кто | Мест |
        | Орлова Анна | педагог | 2 |
        Наставляемые
        | ФИО | Категория |
        | Зуев Денис | молодой специалист |
        Долгосрочная база
        | Учебный год | ФИО | Кто | С кем |
        | 2025/2026 | Орлова Анна | наставник | Зуев Денис |
        | 2025/2026 | Зуев Денис | наставляемый | Орлова Анна |
    """)
    assert worked_together(school) == {("орлова анна", "зуев денис")}


def test_the_match_says_when_somebody_was_a_mentor_and_with_whom() -> None:
    school = drawn_school("""
        Наставники
        | ФИО | Кто | Мест | Предмет | Согласие на ПДн | Прежнее ФИО |
        | Синицына Анна | педагог | 2 | химия | 20.08.2026 | Орлова Анна |
        | Громов Пётр | педагог | 2 | химия | 20.08.2026 | |
        Наставляемые
        | ФИО | Категория | Предмет | Согласие на ПДн |
        | Зуев Денис | молодой специалист | химия | 20.08.2026 |
        Долгосрочная база
        | Учебный год | ФИО | Кто | С кем |
        | 2025/2026 | Орлова Анна | наставник | Зуев Денис |
    """)
    (pair,) = propose(school, date(2026, 9, 1)).as_json()["pairs"]
    assert pair["mentor"] == "Синицына Анна"
    assert any("уже завершили программу вместе" in reason for reason in pair["reasons"])
    said = explain(school, date(2026, 9, 1), "Синицына Анна").message
    assert said.startswith("Вёл(а) наставляемых в 2025/2026 учебном году")
