"""Lists as schools send them: which registry, which people, what of them, and what is asked."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from nastavnik.model.errors import JobError
from nastavnik.people_import.cells.cleaning import shown
from nastavnik.people_import.choosing import Wishes
from nastavnik.people_import.results import PeopleTaken
from nastavnik.people_import.sources import read_sources
from nastavnik.people_import.taking import take_registries
from nastavnik.readers.sheet import Marks
from people_import.lists import EMPTY, codes, read, source, take
from support.drawn import school

MENTORS, MENTEES, STAFF = "Наставники", "Наставляемые", "Сотрудники"

PUPILS = """№;{title};Дата рождения;Класс;Телефон
1;Абрамов Глеб Олегович;04.03.2012;7А;89001112233
2;Белов Яков Ильич;05.03.2012;7А;89001112234"""


def taken(folder: Path, text: str, name: str = "список.csv") -> PeopleTaken:
    """What is taken of a text table into an empty book."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return take_registries(EMPTY, read_sources(path))


def told(outcome: PeopleTaken) -> list[tuple[str | None, str]]:
    """Sheet and name of everyone, in their order."""
    return [
        (person.record.sheet if person.record else None, person.name)
        for person in outcome.reading.people
    ]


PUPIL_TITLES = (
    "Учащийся", "Ученик", "Обучающийся", "ФИО ученика", "ФИО обучающегося", "Ф.И.О. учащегося",
    "Фамилия, имя ребёнка", "Ф.И. ребенка", "ФИО студента", "Студент", "ФИО воспитанника",
    "Воспитанник", "Наставляемый", "ФИО наставляемого", "ФИО молодого специалиста",
    "Молодой педагог", "Список класса",
)  # fmt: skip
PLAIN_TITLES = (
    "ФИО", "Фамилия И.О.", "Фамилия Имя", "Кто", "Имя и фамилия", "Полное имя", "ФИО (полностью)",
    "ФИО полностью", "Name", "Деточки",
)  # fmt: skip
ADULT_TITLES = (
    "ФИО педагога", "ФИО сотрудника", "Сотрудник", "Работник", "ФИО работника", "Педагог",
    "Учитель", "ФИО учителя", "Преподаватель", "Мастер п/о",
)  # fmt: skip


@pytest.mark.parametrize("title", PUPIL_TITLES + PLAIN_TITLES)
def test_pupils_are_taken_under_whatever_title_their_names_stand(
    title: str, tmp_path: Path
) -> None:
    outcome = taken(tmp_path, PUPILS.format(title=title))
    assert told(outcome) == [
        (MENTEES, "Абрамов Глеб Олегович"),
        (MENTEES, "Белов Яков Ильич"),
    ]
    assert outcome.reading.people[0].values["school_class"] == "7 А"
    assert outcome.reading.people[0].values["phone"] == "+7 900 111-22-33"


@pytest.mark.parametrize("title", ADULT_TITLES)
def test_a_class_beside_those_who_work_makes_nobody_a_pupil_but_a_question(
    title: str, tmp_path: Path
) -> None:
    outcome = taken(tmp_path, PUPILS.format(title=title))
    assert told(outcome) == [(None, "Абрамов Глеб Олегович"), (None, "Белов Яков Ильич")]
    assert "РЕ03" in codes(outcome.findings)


@pytest.mark.parametrize("title", ["ФИО наставника", "Наставник"])
def test_a_pupil_may_be_a_mentor(title: str, tmp_path: Path) -> None:
    outcome = taken(tmp_path, PUPILS.format(title=title))
    assert {sheet for sheet, _ in told(outcome)} == {MENTORS}
    assert outcome.reading.people[0].known["role"] == "ученик"


@pytest.mark.parametrize("title", ["ФИО представителя", "Мать", "ФИО отца", "Куратор", "Родитель"])
def test_nobody_is_taken_from_a_column_of_parents_or_curators(title: str, tmp_path: Path) -> None:
    with pytest.raises(JobError, match="не сами участники"):
        taken(tmp_path, PUPILS.format(title=title))
    beside = taken(tmp_path, f"№;Ребятки;Класс;{title}\n1;Юдин Глеб;7А;Крылова Инна Павловна")
    assert told(beside) == [(MENTEES, "Юдин Глеб")]


Case = tuple[str, list[tuple[str, str, dict[str, str]]]]
LISTS: dict[str, Case] = {
    "commas in the cells of one column": (
        "ФИО;Класс;Запрос\nПанов Игорь Ильич;7А;алгебра, геометрия\n"
        "Рыжова Ева Олеговна;7А;химия, физика",
        [
            (MENTEES, "Панов Игорь Ильич", {"request": "алгебра, геометрия"}),
            (MENTEES, "Рыжова Ева Олеговна", {"request": "химия, физика"}),
        ],
    ),
    "commas in the title of the names": (
        "Фамилия, имя, отчество;Класс\nПанов Игорь Ильич;7А\nРыжова Ева Олеговна;7А",
        [
            (MENTEES, "Панов Игорь Ильич", {"school_class": "7 А"}),
            (MENTEES, "Рыжова Ева Олеговна", {"school_class": "7 А"}),
        ],
    ),
    "one comma in every cell": (
        "Наставник (ФИО, должность);Наставляемый (ФИО, должность)\n"
        "Крылова Инна Павловна, учитель математики;Хомутов Егор Ильич, учитель физики",
        [
            (MENTORS, "Крылова Инна Павловна", {"post": "учитель математики"}),
            (MENTEES, "Хомутов Егор Ильич", {"post": "учитель физики"}),
        ],
    ),
    "years of work behind the post": (
        "Наставник (Ф.И.О., должность);Наставляемый (Ф.И.О., должность, стаж)\n"
        "Крылова Инна Павловна, учитель математики;Хомутов Егор Ильич, учитель физики, 0 лет",
        [
            (MENTORS, "Крылова Инна Павловна", {"post": "учитель математики"}),
            (MENTEES, "Хомутов Егор Ильич", {"post": "учитель физики", "seniority": "0"}),
        ],
    ),
    "the class behind the name": (
        "Список обучающихся\n№;ФИО\n1;Панов Игорь Ильич, 7А\n2;Рыжова Ева Олеговна, 7Б",
        [
            (MENTEES, "Панов Игорь Ильич", {"school_class": "7 А"}),
            (MENTEES, "Рыжова Ева Олеговна", {"school_class": "7 Б"}),
        ],
    ),
    "mothers beside pupils": (
        "№;Учащийся;Дата рождения;Мать\n1;Белова Яна;14.07.2012;Белова Ольга Петровна\n"
        "2;Абрамов Глеб;04.03.2012;Абрамова Инна Павловна",
        [
            (MENTEES, "Белова Яна", {"guardian": "Белова Ольга Петровна", "role": "обучающийся"}),
            (MENTEES, "Абрамов Глеб", {"guardian": "Абрамова Инна Павловна"}),
        ],
    ),
    "curators beside students": (
        "№;ФИО студента;Группа;Куратор\n1;Носов Антон;ПД-21;Крылова Инна Павловна\n"
        "2;Орехова Яна;ПД-21;Крылова Инна Павловна",
        [
            (MENTEES, "Носов Антон", {"school_class": "ПД-21", "role": "студент"}),
            (MENTEES, "Орехова Яна", {"school_class": "ПД-21", "role": "студент"}),
        ],
    ),
    "a post on the second line of the cell": (
        'Наставники\nФИО;Телефон\n"Громова Инна Павловна\nвоспитатель";89001112233\n'
        '"Ершова Нина\nучитель-логопед";89001112234',
        [
            (MENTORS, "Громова Инна Павловна", {"post": "воспитатель"}),
            (MENTORS, "Ершова Нина", {"post": "учитель-логопед"}),
        ],
    ),
    "a name on two lines of the cell": (
        'Наставники\nФИО;Телефон\n"Громова\nИнна Павловна";89001112233',
        [(MENTORS, "Громова Инна Павловна", {})],
    ),
    "a post behind the name without a mark": (
        "Наставники\nФИО;Телефон\nГромова Инна Павловна воспитатель;89001112233\n"
        "Ершова Нина Юрьевна (учитель-логопед);89001112234\n"
        "Дятлова Ева Олеговна - учитель музыки;",
        [
            (MENTORS, "Громова Инна Павловна", {"post": "воспитатель"}),
            (MENTORS, "Ершова Нина Юрьевна", {"post": "учитель-логопед"}),
            (MENTORS, "Дятлова Ева Олеговна", {"post": "учитель музыки"}),
        ],
    ),
    "the class in the title": (
        "Список 6 «В» класса\n№;ФИО ученика;Дата рождения\n1;Юдин Глеб Ильич;12.03.2013",
        [(MENTEES, "Юдин Глеб Ильич", {"school_class": "6 В", "role": "обучающийся"})],
    ),
    "the class behind a colon": (
        "Класс: 7А\n№;ФИО ученика;Дата рождения\n1;Юдин Глеб Ильич;12.03.2013",
        [(MENTEES, "Юдин Глеб Ильич", {"school_class": "7 А"})],
    ),
    "the class in two columns": (
        "ФИО ученика;Параллель;Литера\nЮдин Глеб Ильич;7;А",
        [(MENTEES, "Юдин Глеб Ильич", {"school_class": "7 А", "role": "обучающийся"})],
    ),
    "the guardian in three columns": (
        "Фамилия;Имя;Отчество;Класс;"
        "Фамилия представителя;Имя представителя;Отчество представителя\n"
        "Юдин;Глеб;Ильич;7А;Юдина;Анна;Павловна",
        [(MENTEES, "Юдин Глеб Ильич", {"guardian": "Юдина Анна Павловна"})],
    ),
    "a parent with a phone and one without": (
        "ФИО ученика;Класс;Родители (законные представители), телефон\n"
        "Юдин Глеб Ильич;7А;Юдина Анна Павловна, 89001112233\n"
        "Яшина Мила Юрьевна;7А;Яшина Ольга Львовна",
        [
            (
                MENTEES,
                "Юдин Глеб Ильич",
                {"guardian": "Юдина Анна Павловна", "guardian_phone": "+7 900 111-22-33"},
            ),
            (MENTEES, "Яшина Мила Юрьевна", {"guardian": "Яшина Ольга Львовна"}),
        ],
    ),
    "both parents with their phones": (
        "ФИО ученика;Класс;ФИО матери;Телефон матери;ФИО отца;Телефон отца\n"
        "Юдин Глеб Ильич;7А;Юдина Анна Павловна;89001112233;Юдин Илья Олегович;89001112234",
        [
            (
                MENTEES,
                "Юдин Глеб Ильич",
                {"guardian": "Юдина Анна Павловна", "guardian_phone": "+7 900 111-22-33"},
            ),
        ],
    ),
    "vacancies": (
        "Наставники\nФИО;Должность\nВакансия;учитель химии\nКрылова Инна Павловна;учитель",
        [(MENTORS, "Крылова Инна Павловна", {"post": "учитель"})],
    ),
    "dates of many looks": (
        "ФИО ученика;Дата рождения;Класс\nЮдин Глеб Ильич;41000;7А\n"
        "Яшина Мила Юрьевна;12.3.12;7 «а»\nЗуев Лев Ильич;2012.03.12;7-а класс",
        [
            (MENTEES, "Юдин Глеб Ильич", {"birth": "01.04.2012", "school_class": "7 А"}),
            (MENTEES, "Яшина Мила Юрьевна", {"birth": "12.03.2012", "school_class": "7 А"}),
            (MENTEES, "Зуев Лев Ильич", {"birth": "12.03.2012", "school_class": "7 А"}),
        ],
    ),
    "those who have just begun": (
        "ФИО;Категория;Стаж;Проф. дефициты\nХомутов Егор Ильич;мол. спец.;3 мес.;работа с классом",
        [
            (
                MENTEES,
                "Хомутов Егор Ильич",
                {"role": "молодой специалист", "seniority": "0,25", "request": "работа с классом"},
            )
        ],
    ),
    "a need under two words": (
        "ФИО;Класс;Запрос / проблема\nПанов Игорь Ильич;7А;не успевает по физике",
        [(MENTEES, "Панов Игорь Ильич", {"request": "не успевает по физике"})],
    ),
    "what other programs leave in cells": (
        "ФИО;Класс;Дата рождения;Согласие на ПДн;Примечание\n"
        "Панов Игорь Ильич;7А;01.01.0001; .  . ;True\n"
        "Рыжова Ева Олеговна;7А;12.03.2012;;2010-05-14",
        [
            (MENTEES, "Панов Игорь Ильич", {"birth": "", "consent_on": "", "note": "да"}),
            (MENTEES, "Рыжова Ева Олеговна", {"birth": "12.03.2012", "note": "14.05.2010"}),
        ],
    ),
}


@pytest.mark.parametrize("case", LISTS)
def test_everyone_of_a_list_is_taken_with_what_it_says(case: str, tmp_path: Path) -> None:
    text, people = LISTS[case]
    outcome = taken(tmp_path, text)
    assert told(outcome) == [(sheet, name) for sheet, name, _ in people]
    for person, (_, _, fields) in zip(outcome.reading.people, people, strict=True):
        assert {name: shown(person.known.get(name)) for name in fields} == fields
    assert {f.code for f in outcome.findings} <= {"РЕ01", "РЕ07", "РЕ08", "РЕ09", "РЕ12"}


QUESTION = "Кем Вы хотите быть: наставником или наставляемым?"
ANSWERS = {
    (QUESTION, "Наставником"): [MENTORS],
    (QUESTION, "Наставляемым"): [MENTEES],
    (QUESTION, "И наставником, и наставляемым"): [MENTORS, MENTEES],
    (QUESTION, "Не хочу участвовать"): [],
    (QUESTION, "Пока не решил"): [None],
    (QUESTION, "Наставником или наставляемым"): [None],
    (QUESTION, "космонавтом"): [None],
    (QUESTION, ""): [None],
    ("Кем Вы хотите быть?", "Не участвую"): [],
    ("Роль", "Наставник"): [MENTORS],
    ("Роль", "не участвует"): [],
    ("Хочу быть наставником", "Да"): [MENTORS],
    ("Хочу быть наставником", "Нет"): [],
    ("Нужен ли Вам наставник?", "Да"): [MENTEES],
    ("Нужен ли Вам наставник?", "нет"): [],
}


@pytest.mark.parametrize(("question", "answer"), ANSWERS)
def test_each_row_goes_where_its_answer_says_and_who_refuses_goes_nowhere(
    question: str, answer: str, tmp_path: Path
) -> None:
    usual = "Да" if answer.casefold() in ("да", "нет") else "Наставником"
    names = ("Рыжова Ева Олеговна", "Зуев Лев Ильич", "Юдин Глеб Ильич", "Белова Яна Львовна")
    rows = [f"{name};8А;{usual}" for name in names]
    text = "\n".join([f"ФИО;Класс;{question}", *rows, f"Панов Игорь Ильич;8А;{answer}"])
    outcome = taken(tmp_path, text)
    mine = [sheet for sheet, name in told(outcome) if name == "Панов Игорь Ильич"]
    assert mine == ANSWERS[question, answer]
    refuses = not ANSWERS[question, answer]
    assert ("РЕ13" in codes(outcome.findings)) is refuses


def test_odd_answers_to_a_question_about_the_side_put_nobody_anywhere(tmp_path: Path) -> None:
    outcome = taken(
        tmp_path,
        f"ФИО;Класс;{QUESTION}\nЗуев Лев Ильич;8А;космонавтом\nЮдин Глеб Ильич;8А;врачом",
    )
    assert {sheet for sheet, _ in told(outcome)} == {None}


def test_two_columns_of_yes_and_no_are_read_together(tmp_path: Path) -> None:
    outcome = taken(
        tmp_path,
        "ФИО;Класс;Хочу быть наставником;Хочу быть наставляемым\n"
        "Рыжова Ева Олеговна;8А;Да;Нет\nОрлова Мария Петровна;8А;Нет;Да\n"
        "Панов Игорь Ильич;8А;Да;Да\nСомов Олег Ильич;8А;Нет;Нет",
    )
    assert told(outcome) == [
        (MENTORS, "Рыжова Ева Олеговна"),
        (MENTEES, "Орлова Мария Петровна"),
        (MENTORS, "Панов Игорь Ильич"),
        (MENTEES, "Панов Игорь Ильич"),
    ]


TITLES = {
    "Список обучающихся, нуждающихся в наставнике": MENTEES,
    "Ученики, которым нужен наставник": MENTEES,
    "Педагоги, нуждающиеся в помощи наставника": MENTEES,
    "Обучающиеся, закреплённые за наставниками": MENTEES,
    "Молодые специалисты, за которыми закреплены наставники": MENTEES,
    "Наставляемые и их наставники": MENTEES,
    "Ученики 7А, наставник Крылова Инна Павловна": MENTEES,
    "Учащиеся без наставника": MENTEES,
    "Наставники": MENTORS,
    "Педагоги, желающие стать наставниками": MENTORS,
    "Реестр учеников – наставников": MENTORS,
    "Наставники и их подопечные": MENTORS,
    "Сотрудники школы": STAFF,
    "Классные руководители": None,
    "Учителя начальных классов": None,
    "Наставники и наставляемые": None,
}


@pytest.mark.parametrize("title", TITLES)
def test_the_words_around_a_list_tell_whose_it_is(title: str) -> None:
    sheets = {
        person.record.sheet if person.record else None
        for person in read(
            "| ФИО | Почта |\n| Пак Милана Олеговна | pak@example.ru |", title
        ).people
    }
    assert sheets == {TITLES[title]}


def test_the_name_of_a_file_tells_whose_list_it_is(tmp_path: Path) -> None:
    outcome = taken(tmp_path, "ФИО;Почта\nПак Милана Олеговна;pak@example.ru", "Наставляемые.csv")
    assert told(outcome) == [(MENTEES, "Пак Милана Олеговна")]


@pytest.mark.parametrize(
    ("caption", "title", "other"),
    [
        ("Наставники", "ФИО наставляемого", "Класс"),
        ("Наставники", "ФИО", "Запрос"),
        ("Наставляемые", "ФИО", "Сколько наставляемых может взять"),
    ],
)
def test_what_title_and_columns_disagree_about_is_asked(
    caption: str, title: str, other: str
) -> None:
    outcome = take(f"| {title} | {other} |\n| Пак Милана Олеговна | 2 |", caption)
    assert codes(outcome.findings).count("РЕ03") == 1
    assert not outcome.changes


def test_the_question_before_writing_names_each_registry_and_how_many_go_there() -> None:
    outcome = take(
        "| ФИО | Класс | Роль |\n| Пак Милана | 8 Б | наставляемый |\n"
        "| Ким Виктор | 9 А | наставник |"
    )
    assert "«Наставники» — 1 (новых 1), «Наставляемые» — 1 (новых 1)" in outcome.question
    assert outcome.as_json()["registries"]["Наставники"] == {
        "people": 1,
        "new": 1,
        "why": ["по ответу в строке"],
    }


def test_who_goes_where_is_shown_first() -> None:
    outcome = take("| ФИО | Класс |\n| Пак Милана | 8 Б |", "Ученики")
    (first, *_) = outcome.as_blocks()
    assert first.rows == [  # type: ignore[union-attr]
        (
            "Наставляемые",
            "Пак Милана",
            "«Ученики»",
            "новая строка",
            "«список.xlsx», лист «Лист1», строка 2",
        )
    ]


def test_a_form_with_many_questions_is_a_list_of_people(tmp_path: Path) -> None:
    text = (
        "ФИО;Класс;Почему Вы хотите участвовать?;Какие предметы Вам трудны?;"
        "Чем Вы увлекаетесь?;Что Вы читаете?\nПанов Игорь Ильич;7А;да;все;ничем;афиши"
    )
    assert told(taken(tmp_path, text)) == [(MENTEES, "Панов Игорь Ильич")]


def test_what_a_person_says_of_a_list_makes_it_no_other_list() -> None:
    picture = "| ФИО | А1 | Б2 | В3 | Г4 |\n| Пак Милана | кот | пёс | ёж | уж |"
    with pytest.raises(JobError, match="другой список"):
        take(picture)
    outcome = take(picture, wishes=Wishes.said(MENTEES, (), {}))
    assert outcome.as_json()["new"] == 1


def test_rows_that_nobody_sees_and_names_struck_out_are_asked_about() -> None:
    drawn = source("| ФИО | Класс |\n| Пак Милана | 8 Б |\n| Ким Виктор | 8 Б |\n| Ли Анна | 8 Б |")
    marks = Marks(frozenset((3,)), frozenset(((4, 1),)), {(2, 2): "сменила класс"})
    outcome = take_registries(EMPTY, [replace(drawn, marks=marks)])
    assert told(outcome) == [(MENTEES, "Пак Милана")]
    assert sorted(codes(outcome.findings)) == ["РЕ11", "РЕ14"]
    assert outcome.reading.people[0].known["note"] == "Класс: сменила класс"


def test_a_school_adds_its_own_words_to_the_synonyms() -> None:
    book = school(
        Справочники="""
        | Кем приходится | Синонимы |
        | мать | Телефон, связь |
        | | ФИО, спортсмен |
        | | молодой специалист, стажёр |
        """
    )
    outcome = take(
        "| Спортсмен | Связь | Категория |\n| Ким Виктор Ильич | 89000000040 | стажёр |",
        MENTEES,
        into=book,
    )
    (person,) = outcome.as_json()["people"]
    assert person["phone"] == "+7 900 000-00-40"
    assert person["role"] == "молодой специалист"


@pytest.mark.parametrize("birth", ["13.05.2010 21:00:00", "2010-05-13T21:00:00"])
def test_a_day_of_birth_with_a_time_is_taken_and_asked_about(birth: str, tmp_path: Path) -> None:
    outcome = taken(tmp_path, f"ФИО;Класс;Дата рождения\nПанов Игорь Ильич;7А;{birth}")
    assert [f.header for f in outcome.findings if f.code == "РЕ02"] == ["Дата рождения"]
    assert outcome.reading.people[0].values["birth"] == date(2010, 5, 13)


def test_names_are_read_as_they_are_seen(tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "Семёнов Андрей Андреевич")
    text = f"ФИО;Класс\nАбра\u200bмов И\u00adлья Сергеевич;7A\n{decomposed};7А"
    outcome = taken(tmp_path, text)
    assert [(p.name, p.values["school_class"]) for p in outcome.reading.people] == [
        ("Абрамов Илья Сергеевич", "7 А"),
        ("Семёнов Андрей Андреевич", "7 А"),
    ]


def test_advice_names_the_column_as_it_can_be_named() -> None:
    outcome = take("| ФИО | Класс | | Рост |\n| Пак Милана | 8 Б | третий ряд | высокая |")
    letter, title = (f for f in outcome.findings if f.code == "РЕ01")
    assert "--map" not in letter.remedy
    assert "(1\u00a0ячейка)" in letter.message
    assert '--map "Рост=…"' in title.remedy
