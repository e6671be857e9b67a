"""From a table to people: titles, columns, rows, who is who."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from nastavnik.model.errors import JobError
from nastavnik.model.findings import Value
from nastavnik.model.grid import Grid
from nastavnik.model.sheets import Mentee, Mentor, Staff
from nastavnik.people_import.choosing import Wishes, remembered, shape_of
from nastavnik.people_import.columns.headers import tables_of
from nastavnik.people_import.columns.mapping import map_columns
from nastavnik.people_import.model import SURE, Source
from nastavnik.people_import.taking import take_registries
from people_import.lists import EMPTY, codes, columns, read, source, take


def names(picture: str, *captions: str) -> list[str]:
    return [person.name for person in read(picture, *captions).people]


def test_titles_are_found_below_other_words_and_numbers_below_them_are_no_person() -> None:
    picture = """
        | Утверждаю | | |
        | Реестр наставников на 2026/2027 год | | |
        | № п/п | Ф.И.О. | Должность |
        | 1 | 2 | 3 |
        | 1 | Орлова Анна Сергеевна | учитель химии |
        | Всего | 1 | |
    """
    assert names(picture) == ["Орлова Анна Сергеевна"]
    assert columns(read(picture)) == {
        "№ п/п": "skipped",
        "Ф.И.О.": "full_name",
        "Должность": "post",
    }


def test_titles_of_two_levels_are_read_together() -> None:
    found = read(
        """
        | ФИО | | | Родитель | |
        | Фамилия | Имя | Отчество | ФИО | телефон |
        | Гусев | Матвей | Николаевич | Гусева Ольга Фёдоровна | 89000000040 |
        """,
        "Наставляемые",
    )
    (person,) = found.people
    assert person.values["full_name"] == "Гусев Матвей Николаевич"
    assert person.values["guardian"] == "Гусева Ольга Фёдоровна"
    assert person.values["guardian_phone"] == "+7 900 000-00-40"


def test_a_list_without_titles_is_read_by_what_stands_in_it() -> None:
    found = read(
        """
        | Гусев Матвей Николаевич | 6А | 09.10.2014 |
        | Баталов Глеб Эдуардович | 8А | 14.03.2012 |
        """
    )
    assert columns(found) == {
        "столбец A": "full_name",
        "столбец B": "school_class",
        "столбец C": "birth",
    }


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("Телефон", "phone"),
        ("ТЕЛЕФОНЫ:", "phone"),
        ("моб. тел.", "phone"),
        ("Телфон", "phone"),
        ("Телефон родителя", "guardian_phone"),
        ("Дата рожденя", "birth"),
        ("Д/р", "birth"),
        ("Согласие на обработку перс. данных", "consent_on"),
        ("Согласие родителя на участие в программе", "participation_on"),
        ("Классы", "school_class"),
    ],
)
def test_a_title_is_known_by_synonym_form_and_with_a_slip_of_the_pen(
    title: str, field: str
) -> None:
    (table,) = tables_of(source(f"| ФИО | {title} |\n| Гусев Матвей Николаевич | |"))
    found = map_columns(table, Mentee, {}).columns[1]
    assert (found.field, found.certainty >= SURE) == (field, True)


def test_a_speaking_title_above_other_things_is_not_believed() -> None:
    outcome = take(
        """
        | ФИО | Телефон |
        | Гусев Матвей Николаевич | любит рисовать |
        | Баталов Глеб Эдуардович | хорошо бегает |
        """,
        "Наставляемые",
    )
    assert "РЕ01" in codes(outcome.findings)
    assert all("phone" not in person for person in outcome.as_json()["people"])


def test_a_phone_below_an_unknown_title_may_be_anybodys_and_is_asked_about() -> None:
    outcome = take(
        """
        | ФИО | Класс | Связь |
        | Гусев Матвей Николаевич | 6 А | 89000000040 |
        """
    )
    assert [f.header for f in outcome.findings if f.code == "РЕ01"] == ["Связь"]


def test_two_equally_good_columns_are_not_guessed_between() -> None:
    found = read(
        """
        | ФИО | Телефон | Телефон |
        | Гусев Матвей Николаевич | 89000000040 | 89000000041 |
        """,
        "Наставляемые",
    )
    assert columns(found) == {"ФИО": "full_name", "Телефон": "phone"}
    assert codes(found.findings) == ["РЕ01"]


def test_headings_inside_a_table_split_it_into_registries_and_classes() -> None:
    found = read(
        """
        | ФИО | Должность | Класс |
        | НАСТАВНИКИ | | |
        | Орлова Анна Сергеевна | учитель химии | |
        | Наставляемые: | | |
        | Белов Кирилл Андреевич | учитель физики | |
        | Гусев Матвей Николаевич | | 6 А |
        """
    )
    assert [(p.name.split()[0], p.record) for p in found.people] == [
        ("Орлова", Mentor),
        ("Белов", Mentee),
        ("Гусев", Mentee),
    ]


def test_a_heading_with_a_class_gives_it_to_the_pupils_below() -> None:
    found = read(
        """
        | ФИО | Дата рождения |
        | 7 «Б» класс | |
        | Гусев Матвей Николаевич | 09.10.2013 |
        | 8А | |
        | Баталов Глеб Эдуардович | 14.03.2012 |
        """,
        "Наставляемые",
    )
    assert [p.values["school_class"] for p in found.people] == ["7 Б", "8 А"]
    assert {p.known["role"] for p in found.people} == {"обучающийся"}


def test_the_subject_follows_from_a_post_that_names_it() -> None:
    found = read(
        """
        | ФИО | Должность | Предмет |
        | Орлова Анна Сергеевна | учитель математики | |
        | Белов Пётр Ильич | учитель русского языка и литературы | история и обществознание |
        | Гусев Матвей Николаевич | заведующий хозяйством | |
        """,
        "Наставники",
    )
    subjects = [person.known.get("subject") for person in found.people]
    assert subjects == ["математика", "история и обществознание", None]
    assert "subject" not in found.people[0].values, "it contradicts nobody"


def test_a_mixed_list_is_split_by_role_category_and_class() -> None:
    found = read(
        """
        | ФИО | Роль в программе | Класс | Должность |
        | Орлова Анна Сергеевна | наставник | | учитель химии |
        | Белов Кирилл Андреевич | молодой специалист | | учитель физики |
        | Гусев Матвей Николаевич | | 6А | |
        | Гареева Лилия Рашитовна | куратор | | директор |
        | Ким Виктор | | | сторож |
        """,
        "Участники программы",
    )
    assert [p.record for p in found.people] == [Mentor, Mentee, Mentee, Staff, None]


def test_a_list_is_not_taken_for_mentors_because_it_tells_of_hobbies_or_categories() -> None:
    outcome = take("| ФИО | Кв. категория |\n| Орлова Анна Сергеевна | первая |")
    assert codes(outcome.findings) == ["РЕ03"]


def test_a_column_that_the_registry_of_a_row_does_not_have_is_asked_about() -> None:
    outcome = take(
        """
        | ФИО | Класс | Роль | Чем может помочь |
        | Орлова Анна Сергеевна | | наставник | алгебра |
        | Гусев Матвей Ильич | 6 А | наставляемый | рисование |
        """
    )
    (question,) = (f for f in outcome.findings if f.code == "РЕ01")
    assert question.header == "Чем может помочь"
    assert "«Наставляемые»" in question.message


def test_a_phone_of_a_parent_is_never_taken_for_the_childs() -> None:
    for title in ("Телефон мамы", "Контакты (данные представителя)", "Телефон бабушки"):
        found = read(f"| ФИО | Класс | {title} |\n| Пак Милана | 8 Б | 89000000040 |")
        assert "phone" not in found.people[0].values


def test_who_cannot_be_placed_is_asked_about_and_written_nowhere() -> None:
    outcome = take("| ФИО | Телефон |\n| Орлова Анна Сергеевна | 89000000040 |")
    assert codes(outcome.findings) == ["РЕ03"]
    assert not outcome.changes
    assert (outcome.as_json()["doubtful"], outcome.as_json()["people"][0]["sheet"]) == (1, None)


def test_a_person_can_say_whose_list_it_is() -> None:
    outcome = take(
        "| ФИО | Телефон |\n| Орлова Анна Сергеевна | 89000000040 |",
        wishes=Wishes.said("сотрудники", (), {}),
    )
    assert outcome.as_json()["people"][0]["sheet"] == "Сотрудники"


def test_a_person_can_say_what_a_column_is_and_it_is_remembered_without_words_of_the_file() -> None:
    picture = "| ФИО | Связь |\n| Орлова Анна Сергеевна | 89000000040 |"
    wishes = Wishes.said("Сотрудники", ["Связь=Телефон"], {})
    first = read(picture, wishes=wishes)
    memory = remembered({}, first.tables, wishes)
    assert list(memory) == [shape_of(("ФИО", "Связь"))]
    assert "Связь" not in str(memory)
    assert read(picture, wishes=Wishes(memory=memory)).people == first.people
    assert first.people[0].values["phone"] == "+7 900 000-00-40"


def test_a_list_whose_names_stand_below_an_unknown_title_is_read_once_that_is_said() -> None:
    picture = "| Кто это | Класс |\n| Пак Милана | 8 Б |"
    wishes = Wishes.said("", ["Кто это=ФИО"], {})
    first = read(picture, wishes=wishes)
    assert [person.name for person in first.people] == ["Пак Милана"]
    memory = remembered({}, first.tables, wishes)
    assert read(picture, wishes=Wishes(memory=memory)).people == first.people


@pytest.mark.parametrize("option", ["Связь", "=Телефон", "Связь=Рост"])
def test_an_option_that_means_nothing_is_refused(option: str) -> None:
    with pytest.raises(JobError, match="Не понято"):
        Wishes.said("", [option], {})


def test_an_unknown_sheet_is_refused_with_those_there_are() -> None:
    with pytest.raises(JobError, match="«Наставники», «Наставляемые», «Сотрудники»"):
        Wishes.said("Ученики", (), {})


def test_cells_are_cleaned_and_told_as_was_and_now() -> None:
    found = read(
        """
        | ФИО | Класс | Телефон | Дата рождения | Почта |
        | ГУСЕВ  матвей НИКОЛАЕВИЧ | 6-а | 8(900)0000040 | 9 октября 2014 г. | Gusev@Example.RU |
        """,
        "Наставляемые",
    )
    (person,) = found.people
    assert person.values == {
        "full_name": "Гусев Матвей Николаевич",
        "school_class": "6 А",
        "phone": "+7 900 000-00-40",
        "birth": date(2014, 10, 9),
        "email": "gusev@example.ru",
    }
    assert [(m.header, m.was, m.now) for m in found.mended][1:3] == [
        ("Класс", "6-а", "6 А"),
        ("Телефон", "8(900)0000040", "+7 900 000-00-40"),
    ]


def test_latin_twins_in_a_name_become_russian_letters() -> None:
    assert names("| ФИО | Класс |\n| Opлова Aнна Сергеевна | 7 Б |") == ["Орлова Анна Сергеевна"]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("Анна Сергеевна Орлова", "Орлова Анна Сергеевна"),
        ("1. Орлова Анна Сергеевна", "Орлова Анна Сергеевна"),
        ("Орлова А. С.", "Орлова А.С."),
        ("А.С. Орлова", "Орлова А.С."),
        ("Алиев Мурад Расул оглы", "Алиев Мурад Расул оглы"),
    ],
)
def test_names_in_other_orders_and_with_initials_are_people(written: str, read_as: str) -> None:
    assert names(f"| ФИО | Класс |\n| {written} | 7 Б |") == [read_as]


def test_a_post_behind_a_name_goes_into_its_own_column() -> None:
    found = read("| ФИО | Телефон |\n| Орлова Анна Сергеевна, учитель химии | |", "Наставники")
    assert found.people[0].values["post"] == "учитель химии"
    assert found.people[0].known["role"] == "педагог"


def test_a_cell_that_does_not_suit_its_column_is_asked_about_and_left_out() -> None:
    outcome = take(
        """
        | ФИО | Дата рождения | Пол |
        | Гусев Матвей Николаевич | 31.02.2014 | м |
        | Баталов Глеб Эдуардович | 14.03.2012 | муж |
        | Пак Милана | 26.11.2012 | женский |
        """,
        "Наставляемые",
    )
    assert [(f.code, f.header) for f in outcome.findings if f.code == "РЕ02"] == [
        ("РЕ02", "Дата рождения")
    ]
    assert [p.get("gender") for p in outcome.as_json()["people"]] == ["м", "м", "ж"]


def test_a_row_with_data_and_without_a_name_is_asked_about() -> None:
    outcome = take(
        """
        | ФИО | Класс | Телефон |
        | Гусев Матвей Николаевич | 6 А | 89000000040 |
        | | 6 А | 89000000041 |
        | вакансия | 6 А | |
        """
    )
    assert codes(outcome.findings).count("РЕ07") == 2
    assert outcome.as_json()["new"] == 1


def test_a_signature_below_a_list_is_nobody_and_a_column_of_signatures_is_everybody() -> None:
    footer = """
        | ФИО | Класс | |
        | Гусев Матвей Ильич | 6 А | |
        | Пак Милана | 8 Б | |
        | Гареева Л.Р. | ________ | директор |
    """
    assert names(footer) == ["Гусев Матвей Ильич", "Пак Милана"]
    column = "| ФИО | Класс | Подпись |\n| Гусев М.И. | 6 А | ____ |\n| Пак М.С. | 6 А | ____ |"
    assert names(column) == ["Гусев М.И.", "Пак М.С."]


def test_a_surname_alone_in_its_row_is_asked_about_and_a_heading_is_not() -> None:
    outcome = take(
        """
        | ФИО | Класс |
        | 6 А класс | |
        | Гусев Матвей Ильич | |
        | Пак | |
        """,
        "Наставляемые",
    )
    assert codes(outcome.findings) == ["РЕ07"]


def test_tables_below_each_other_are_read_one_by_one() -> None:
    found = read(
        """
        | Наставники | | |
        | ФИО | Должность | Телефон |
        | Орлова Анна Сергеевна | учитель химии | 89000000040 |
        | | | |
        | Наставляемые | | |
        | Фамилия, имя, отчество | Класс | Запрос |
        | Гусев Матвей Николаевич | 6 А | математика |
        """
    )
    assert [(p.record, p.name.split()[0]) for p in found.people] == [
        (Mentor, "Орлова"),
        (Mentee, "Гусев"),
    ]


def test_tables_side_by_side_are_refused() -> None:
    with pytest.raises(JobError, match="рядом стоят две таблицы"):
        read("| ФИО | Класс | | ФИО | Класс |\n| Гусев Матвей Ильич | 6 А | | Пак Милана | 8 Б |")


def test_a_journal_of_marks_is_refused() -> None:
    with pytest.raises(JobError, match="журнал оценок"):
        read(
            """
            | ФИО | Алгебра | Физика | Химия | Русский |
            | Гусев Матвей Николаевич | 5 | 4 | 3 | 5 |
            | Баталов Глеб Эдуардович | 4 | н | 5 | 5 |
            """
        )


def test_beside_a_registry_other_tables_are_only_asked_about() -> None:
    sheets = [
        source("| ФИО | Класс |\n| Пак Милана | 8 Б |"),
        replace(source("| Товар | Цена |\n| Мел | 20 |"), place="лист «Заказ»"),
    ]
    outcome = take_registries(EMPTY, sheets)
    assert outcome.as_json()["new"] == 1
    assert [(f.code, f.place) for f in outcome.findings] == [
        ("РЕ10", "«список.xlsx», лист «Заказ»")
    ]


def test_a_table_about_other_things_is_refused_with_what_was_seen() -> None:
    with pytest.raises(JobError, match=r"«Товар», «Цена»"):
        read("| Товар | Цена |\n| Мел | 20 |")


def test_errors_of_formulas_in_needed_columns_are_refused_with_their_cells() -> None:
    rows: list[list[Value]] = [["ФИО", "Телефон"], ["Орлова Анна Сергеевна", None]]
    broken = Source("список.xlsx", "лист «Лист1»", Grid(rows, errors={(2, 2): "#REF!"}))
    with pytest.raises(JobError, match="B2 — #REF!"):
        take_registries(EMPTY, [broken])


def test_people_on_a_hidden_sheet_are_asked_about_and_not_taken() -> None:
    shown = source("| ФИО | Класс |\n| Пак Милана | 8 Б |")
    hidden = replace(
        source("| ФИО | Класс |\n| Ким Виктор | 7 Б |"), place="лист «Прежние»", hidden=True
    )
    outcome = take_registries(EMPTY, [shown, hidden])
    assert [person.name for person in outcome.reading.people] == ["Пак Милана"]
    assert codes(outcome.findings) == ["РЕ11"]
    assert [p.name for p in take_registries(EMPTY, [hidden]).reading.people] == ["Ким Виктор"]


def test_a_class_with_a_latin_letter_is_the_class() -> None:
    people = read(
        "| ФИО | Класс |\n| Абрамов Илья Сергеевич | 7A |\n| Ли Вера Ильинична | 10 B |"
    ).people
    assert [person.values["school_class"] for person in people] == ["7 А", "10 В"]


_GIVEN = ("Анна", "Ольга", "Инна", "Дарья")


def test_what_a_program_made_a_date_is_asked_about_and_not_taken() -> None:
    rows: list[list[Value]] = [
        ["ФИО", "Класс", "Дата рождения"],
        ["Абрамов Илья Сергеевич", date(2026, 1, 9), datetime(2010, 5, 13, 21, 0)],
        ["Ли Вера Ильинична", "09.янв", date(2010, 5, 13)],
    ]
    rows += [[f"Ким {name} Ильинична", "7 А", date(2010, 5, 13)] for name in _GIVEN]
    table = Source("список.xlsx", "лист «Наставляемые»", Grid(rows))
    outcome = take_registries(EMPTY, [table], Wishes.said("Наставляемые", (), {}))
    assert ["school_class" in person.values for person in outcome.reading.people] == [False] * 2 + [
        True
    ] * 4
    asked = sorted((f.place[-8:], f.header) for f in outcome.findings if f.code == "РЕ02")
    assert asked == [("строка 2", "Дата рождения"), ("строка 2", "Класс"), ("строка 3", "Класс")]
