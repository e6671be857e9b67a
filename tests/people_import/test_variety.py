"""Lists as schools really have them: pairs in a row, several tables, several values in a cell."""

from __future__ import annotations

from datetime import date

import pytest

from nastavnik.model.errors import JobError
from nastavnik.model.grid import Grid
from nastavnik.model.patterns import CLASS
from nastavnik.model.sheets import Mentee, Mentor, Staff
from nastavnik.people_import.cells.cleaning import class_of, clean
from nastavnik.people_import.model import Source
from nastavnik.people_import.taking import take_registries
from people_import.lists import EMPTY, codes, columns, read, take

PAIRS = {
    "by position": """
        | № | Наставник | Должность | Наставляемый | Класс |
        | 1 | Орлова Анна Сергеевна | учитель химии | Пак Милана | 8 Б |
        | 2 | Орлова Анна Сергеевна | учитель химии | Гусев Матвей Ильич | 6 А |
    """,
    "by the words of titles": """
        | ФИО молодого специалиста | Должность | ФИО наставника | Должность наставника |
        | Пак Милана | учитель физики | Орлова Анна Сергеевна | учитель химии |
        | Гусев Матвей Ильич | учитель | Орлова Анна Сергеевна | |
    """,
    "by a heading over the titles": """
        | № | Наставник | | Наставляемый | |
        | | ФИО | Телефон | ФИО | Телефон |
        | 1 | Орлова Анна Сергеевна | 89000000040 | Пак Милана | 89000000041 |
        | 2 | | | Гусев Матвей Ильич | 89000000042 |
    """,
    "a plain name beside the mentor's": """
        | ФИО | Класс | ФИО педагога-наставника | Предмет |
        | Пак Милана | 8 Б | Орлова Анна Сергеевна | химия |
        | Гусев Матвей Ильич | 6 А | Орлова Анна Сергеевна | химия |
    """,
    "with the posts behind the names": """
        | № | Ф.И.О. наставника, должность | Ф.И.О. молодого специалиста, должность | Подпись |
        | 1 | Орлова Анна Сергеевна, учитель химии | Пак Милана, учитель физики | |
        | 2 | Орлова Анна Сергеевна, учитель химии | Гусев Матвей Ильич, учитель | |
    """,
    "names alone": """
        | Наставник | Наставляемый |
        | Орлова Анна Сергеевна | Пак Милана |
        | Орлова Анна Сергеевна | Гусев Матвей Ильич |
    """,
}


@pytest.mark.parametrize("layout", PAIRS)
def test_rows_of_pairs_give_each_registry_its_own_people_once(layout: str) -> None:
    found = read(PAIRS[layout], "Закрепление наставников за молодыми специалистами")
    assert [(person.record, person.name) for person in found.people] == [
        (Mentor, "Орлова Анна Сергеевна"),
        (Mentee, "Пак Милана"),
        (Mentee, "Гусев Матвей Ильич"),
    ]
    assert [(pair.mentor, pair.mentee) for pair in found.pairs[:1]] == [
        ("Орлова Анна Сергеевна", "Пак Милана")
    ]


def test_nothing_of_one_side_of_a_pair_goes_to_the_other() -> None:
    mentor, pak, gusev = read(PAIRS["by the words of titles"]).people
    assert mentor.values["post"] == "учитель химии"
    assert (pak.values["post"], gusev.values["post"]) == ("учитель физики", "учитель")
    mentor, pak, _ = read(PAIRS["by a heading over the titles"]).people
    assert (mentor.values["phone"][-2:], pak.values["phone"][-2:]) == ("40", "41")


@pytest.mark.parametrize(
    ("title", "cells", "values"),
    [
        ("Должность, категория", ("учитель химии, высшая", "учитель; первая"),
         {"post": "учитель химии", "category": "высшая"}),
        ("Категория / должность", ("высшая / учитель химии", "первая / учитель"),
         {"post": "учитель химии", "category": "высшая"}),
        ("Должность и категория", ("учитель химии, методист, высшая", "учитель, первая"),
         {"post": "учитель химии, методист", "category": "высшая"}),
        ("Телефон, почта", ("89000000040, orlova@example.org", "89000000041; pak@example.org"),
         {"phone": "+7 900 000-00-40", "email": "orlova@example.org"}),
    ],
)  # fmt: skip
def test_a_column_of_several_things_gives_each_its_own_column(
    title: str, cells: tuple[str, str], values: dict[str, str]
) -> None:
    found = read(
        f"| ФИО | {title} |\n| Орлова Анна Сергеевна | {cells[0]} |\n| Пак Милана | {cells[1]} |",
        "Наставники",
    )
    assert found.people[0].values == {"full_name": "Орлова Анна Сергеевна", **values}
    assert "РЕ01" not in codes(found.findings)


def test_a_class_and_a_birthday_in_one_column_are_two() -> None:
    found = read("| ФИО ребёнка | Класс, дата рождения |\n| Пак Милана | 8 «Б», 02.03.2012 |")
    assert found.people[0].values["school_class"] == "8 Б"
    assert found.people[0].values["birth"] == date(2012, 3, 2)


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ("Стаж, категория", "20, высшая"),  # of which of the two kinds of years
        ("Должность, кабинет", "учитель химии, 305"),  # the book has no such column
    ],
)
def test_a_column_of_several_things_that_are_not_all_clear_is_asked(title: str, cell: str) -> None:
    found = read(f"| ФИО | {title} |\n| Орлова Анна Сергеевна | {cell} |", "Наставники")
    assert "РЕ01" in codes(found.findings)


def test_what_is_left_of_a_cell_of_several_things_goes_to_the_note() -> None:
    rows = "".join(
        f"| {name} | учитель, первая |\n" for name in ("Пак Милана", "Гусев Матвей Ильич")
    )
    odd = "| Орлова Анна Сергеевна | учитель химии, кабинет 12, высшая |"
    *_, last = read(f"| ФИО | Должность, категория |\n{rows}{odd}", "Наставники").people
    assert last.values["post"] == "учитель химии, кабинет 12"
    assert last.values["category"] == "высшая"


def test_a_mentor_told_of_in_one_column_of_several_things_is_a_person_too() -> None:
    found = read(
        """
        | ФИО наставника | Должность, категория | ФИО молодого специалиста | Принят на работу |
        | Орлова Анна Сергеевна | учитель химии, высшая | Гусев Матвей Ильич | 01.09.2026 |
        """
    )
    mentor, mentee = found.people
    assert (mentor.record, mentee.record) == (Mentor, Mentee)
    assert mentor.values["category"] == "высшая"
    assert mentee.values["hired_on"] == date(2026, 9, 1)


def test_a_mentor_who_is_told_differently_in_two_rows_is_asked_about() -> None:
    outcome = take(PAIRS["by position"].replace("учитель химии | Гусев", "учитель | Гусев"))
    assert "РЕ06" in codes(outcome.findings)


def test_a_list_that_only_names_the_other_of_the_pair_is_about_its_own_people() -> None:
    found = read("| ФИО наставника | Должность | ФИО наставляемого |\n"
                 "| Орлова Анна Сергеевна | учитель | Пак Милана |", "Наставляемые")  # fmt: skip
    assert [(p.record, p.name) for p in found.people] == [(Mentor, "Орлова Анна Сергеевна")]


@pytest.mark.parametrize(
    "picture",
    [
        """
        | Наставники | | | | Наставляемые | | |
        | № | ФИО | Должность | | № | ФИО | Класс |
        | 1 | Орлова Анна Сергеевна | учитель | | 1 | Пак Милана | 8 Б |
        """,
        """
        | № | Наставник | Должность | № | Наставляемый | Класс |
        | 1 | Орлова Анна Сергеевна | учитель | 1 | Пак Милана | 8 Б |
        """,
        """
        | Педагоги | | | Ученики | |
        | ФИО | Должность | | ФИО ребёнка | Класс |
        | Орлова Анна Сергеевна | учитель | | Пак Милана | 8 Б |
        """,
    ],
)
def test_two_tables_side_by_side_are_refused(picture: str) -> None:
    with pytest.raises(JobError, match="рядом стоят две таблицы"):
        read(picture)


def test_of_tables_one_below_another_none_is_lost_and_none_lends_its_titles() -> None:
    found = read(
        """
        | База наставников | | | |
        | ФИО | Должность | | |
        | Орлова Анна Сергеевна | учитель | | |
        | База наставляемых | | | |
        | № | Фамилия, имя ученика | Класс | Запрос |
        | 1 | Пак Милана | 8 Б | алгебра |
        """
    )
    assert [(person.record, person.name) for person in found.people] == [
        (Mentor, "Орлова Анна Сергеевна"),
        (Mentee, "Пак Милана"),
    ]
    assert found.people[1].values["school_class"] == "8 Б"


def test_a_list_in_one_column_is_read_with_the_posts_behind_the_names() -> None:
    found = read(
        """
        | Список наставников |
        | 1. Орлова Анна Сергеевна, учитель химии |
        | 2. Белов Кирилл Андреевич – учитель физики |
        """
    )
    assert [(p.record, p.values["post"]) for p in found.people] == [
        (Mentor, "учитель химии"),
        (Mentor, "учитель физики"),
    ]


def test_classes_and_hours_in_the_lower_titles_are_no_values() -> None:
    found = read(
        """
        | № | ФИО | Стаж | | Нагрузка | |
        | | | педагогический | в данном учреждении | 5-9 кл | 10-11 кл |
        | 1 | Орлова Анна Сергеевна | 14 | 10 | 18 | 6 |
        """,
        "Наставники",
    )
    assert found.people[0].values["career"] == 14
    assert found.people[0].values["seniority"] == 10


@pytest.mark.parametrize(
    ("title", "cell", "field", "value", "is_kept_whole"),
    [
        ("Телефон", "89000000040, 8(900)000-00-41", "phone",
         "+7 900 000-00-40, +7 900 000-00-41", False),
        ("Телефон", "т. 8-900-000-00-40", "phone", "+7 900 000-00-40", False),
        ("Телефон", "8 900 000 00 40 (вечером)", "phone", "+7 900 000-00-40", True),
        ("Телефон родителей", "мама 89000000040\nпапа 89000000041", "guardian_phone",
         "+7 900 000-00-40, +7 900 000-00-41", True),
        ("Тел./e-mail", "89000000040 Pak@Example.ru", "email", "pak@example.ru", True),
        ("Родители", "Пак Инна Львовна, Пак Олег Ильич", "guardian", "Пак Инна Львовна", True),
        ("Родители", "мама – Пак Инна Львовна", "guardian", "Пак Инна Львовна", True),
        ("Родители", "Пак Инна Львовна Пак Олег Ильич", "guardian", "Пак Инна Львовна", True),
    ],
)  # fmt: skip
def test_of_a_cell_with_more_than_its_column_takes_nothing_is_lost(
    title: str, cell: str, field: str, value: str, is_kept_whole: bool
) -> None:
    grid = Grid([["ФИО", "Класс", title], ["Пак Милана", "8 Б", cell]])
    (person,) = take_registries(EMPTY, [Source("7Б.xlsx", "лист", grid)]).reading.people
    assert person.values[field] == value
    assert (" ".join(cell.split()) in str(person.known.get("note"))) is is_kept_whole


def test_what_stands_behind_a_name_is_a_post_or_kept_whole() -> None:
    found = read("| ФИО | Класс |\n| Пак Милана, 12.03.2013 | 8 Б |")
    assert "12.03.2013" in str(found.people[0].known["note"])
    assert codes(found.findings) == ["РЕ02"]


def test_several_people_in_one_cell_are_all_taken_with_what_is_true_of_each() -> None:
    found = read(
        "| Класс | Наставник | Наставляемые | Телефон |\n"
        "| 8 Б | Орлова Анна Сергеевна | Пак Милана, Ким Виктор и Мамедов Эльчин Рауф оглы"
        " | 89000000040 |"
    )
    assert [
        (p.name, p.values.get("school_class"), p.values.get("phone")) for p in found.people
    ] == [
        ("Пак Милана", "8 Б", None),
        ("Ким Виктор", "8 Б", None),
        ("Мамедов Эльчин Рауф оглы", "8 Б", None),
    ]
    assert codes(found.findings) == ["РЕ02"]
    assert {pair.mentor for pair in found.pairs} == {"Орлова Анна Сергеевна"}


def test_a_list_titled_by_the_given_name_first_has_its_names_turned() -> None:
    found = read("| Имя и фамилия | Класс |\n| Милана Пак | 8 Б |\n| Виктор Ким | 8 Б |")
    assert [person.name for person in found.people] == ["Пак Милана", "Ким Виктор"]


def test_the_base_of_a_region_keeps_its_columns_though_it_names_the_other_of_the_pair() -> None:
    found = read(
        """
        | № | ФИО наставляемого | Запрос | ФИО наставника | Место работы наставника | Результаты |
        | 1 | Пак Милана | алгебра | Орлова Анна Сергеевна | Школа № 7 | первое место |
        """
    )
    (person,) = found.people
    assert (person.record, person.values["results"]) == (Mentee, "первое место")
    found = read(
        """
        | ФИО наставника | Контакты (данные представителя) | ФИО наставляемого | Результаты |
        | Орлова Анна Сергеевна | 89000000040 | Пак Милана | статья |
        """
    )
    (person,) = found.people
    assert (person.record, person.values["results"]) == (Mentor, "статья")


def test_a_column_of_classes_and_posts_gives_each_person_the_right_one() -> None:
    found = read(
        """
        | ФИО | Роль | Класс/должность |
        | Орлова Анна Сергеевна | наставник | учитель химии |
        | Пак Милана | наставляемый | 8б |
        | Гусев Матвей | | 6 «А» |
        | Гареева Лилия Рашитовна | куратор | директор |
        """
    )
    told = [(p.record, p.values.get("post"), p.values.get("school_class")) for p in found.people]
    assert told == [
        (Mentor, "учитель химии", None),
        (Mentee, None, "8 Б"),
        (Mentee, None, "6 А"),
        (Staff, "директор", None),
    ]


def test_a_column_that_says_who_is_a_mentor_is_the_role_whatever_its_title() -> None:
    found = read(
        """
        | ФИО | Должность | Наставник/Наставляемый |
        | Орлова Анна Сергеевна | учитель химии | наставник |
        | Белов Кирилл Андреевич | учитель физики | Наставляемый |
        """
    )
    assert [person.record for person in found.people] == [Mentor, Mentee]


def test_a_date_that_excel_made_of_a_class_is_asked_about() -> None:
    picture = "| ФИО | Класс |\n| Пак Милана | 02.07.2026 |\n| Ким Виктор | 7 Б |"
    assert "РЕ02" in codes(take(picture, "Наставляемые").findings)


def test_cells_below_a_title_that_says_something_else_are_only_guessed_at() -> None:
    found = read("| ФИО | Класс | Группа здоровья |\n| Пак Милана | 8 Б | II |")
    assert "Группа здоровья" not in columns(found)
    assert [finding.header for finding in found.findings] == ["Группа здоровья"]


def test_a_column_plainly_titled_is_taken_and_each_bad_cell_asked_about() -> None:
    found = read(
        """
        | ФИО | Класс | Дата рождения |
        | Пак Милана | 8 Б | 12.03.2013 |
        | Ким Виктор | 8 Б | март 2013 |
        | Гусев Матвей | 8 Б | 2013 |
        """
    )
    assert columns(found)["Дата рождения"] == "birth"
    assert codes(found.findings) == ["РЕ02", "РЕ02"]


def test_titles_without_people_are_refused() -> None:
    with pytest.raises(JobError, match="людей под ними нет"):
        read("| № | ФИО | Должность |\n| Итого | 0 | |")


@pytest.mark.parametrize(
    ("titles", "phone"),
    [
        ("Мать: ФИО | Мать: телефон | Отец: ФИО | Отец: телефон", "+7 900 000-00-40"),
        ("Отец: ФИО | Отец: телефон | Мать: ФИО | Мать: телефон", "+7 900 000-00-40"),
        ("ФИО матери | Телефон отца | Класс отца | Размер", None),
    ],
)
def test_the_phone_of_one_parent_never_stands_beside_the_name_of_the_other(
    titles: str, phone: str | None
) -> None:
    (person,) = read(
        f"| ФИО ребёнка | {titles} |\n"
        "| Пак Милана | Пак Инна Львовна | 89000000040 | Пак Олег Ильич | 89000000041 |",
        "Список 8 Б класса",
    ).people
    assert person.values["guardian"] == "Пак Инна Львовна"
    assert person.values.get("guardian_phone") == phone


@pytest.mark.parametrize("error", ["#Н/Д", "#ССЫЛКА!", "#DIV/0!", "Err:502"])
def test_an_error_that_became_a_text_is_an_error_still(error: str) -> None:
    with pytest.raises(JobError, match="ошибки формул"):
        read(f"| ФИО | Класс |\n| Пак Милана | {error} |\n| Гусев Матвей | 6 А |")


@pytest.mark.parametrize(
    "text", ["7б", "7-Б", "7 «Б»", "7 \"Б\"", "7(Б)", "7 класс Б", "класс 7Б", "VII Б", "VII «б»"]
)  # fmt: skip
def test_a_class_is_one_however_it_is_written(text: str) -> None:
    assert class_of(text) == "7 Б"


@pytest.mark.parametrize("text", ["VII", "12 А", "IIV Б", "7 Б, 8 А", "высшая"])
def test_what_is_no_class_is_none(text: str) -> None:
    assert class_of(text) is None


def test_a_profile_is_kept_as_it_is_written() -> None:
    column = next(column for column in Mentee.columns if column.pattern is CLASS)
    assert clean("10 инженерный", column).value == "10 инженерный"


def test_columns_without_a_title_are_asked_about_by_their_letter() -> None:
    found = read("| ФИО | Класс | |\n| Пак Милана | 8 Б | третий ряд |")
    assert "столбец C" not in columns(found)
    assert [finding.header for finding in found.findings] == ["столбец C"]
