"""What never leaves the workbook for the site, whatever the workbook holds."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from documents.schools import sample
from nastavnik.actions.new_book import new_book
from nastavnik.actions.publish_site import run
from nastavnik.actions.session import Session, closed_file
from nastavnik.documents.site.discretion import BIRTH, CLASS, CONTACT, NAME, Discretion
from nastavnik.documents.site.plain import page_text
from nastavnik.domain.people import LEARNERS
from nastavnik.model.school import School, read_school
from nastavnik.model.sheets import Person
from results.years import drawn, mentee, mentor
from support.site_files import MAY, everything, in_folder, section

ANNA, DENIS = "Орлова Анна Сергеевна", "Зуев Денис Романович"
CHILD = mentee(
    "Белова Юлия Артёмовна",
    Класс="6 Б",
    Телефон="+7 900 123-45-67",
    Дата_рождения=date(2014, 5, 2),
    Представитель="Белов Артём Павлович",
)
CONSENT_COLUMN = Person.publication_on.title


def teacher(name: str = ANNA, **more: object) -> dict[str, object]:
    """A mentor who works here and agreed to be named."""
    row = mentor(name, Должность="учитель математики", Компетенции="методика урока")
    return {
        **row,
        CONSENT_COLUMN: date(2026, 9, 2),
        **{k.replace("_", " "): v for k, v in more.items()},
    }


@pytest.mark.parametrize("kind", ["sample", "flawed", "end"])
def test_nothing_of_a_child_or_anybodys_own_is_anywhere_in_the_folder(
    tmp_path: Path, kind: str
) -> None:
    flawed, end = kind == "flawed", kind == "end"
    book = new_book(tmp_path / "школа", sample=not flawed, flawed=flawed, end=end)
    done = run(Session(), book=book, folder=tmp_path / "сайт", today=MAY)
    assert done.pages
    said = in_folder(tmp_path / "сайт")
    school = read_school(closed_file(book).read())
    people = (*school.mentors, *school.mentees)
    for person in (person for person in people if person.role in LEARNERS):
        surname = person.full_name.split()[0] if person.full_name else "Никто"
        assert not re.search(rf"\b{surname}\b", said), surname
        own_class = re.escape(person.school_class)
        assert not own_class or not re.search(rf"(?<![\d.]){own_class}\b", said)
    for person in people:
        private = [person.phone, person.email, person.guardian, person.guardian_phone]
        private += [f"{person.birth:%d.%m.%Y}"] if person.birth else []
        assert [text for text in private if text and text in said] == []
    assert [row.phone for row in school.staff if row.phone and row.phone in said] == []


def test_only_employees_who_agreed_are_named() -> None:
    people = [
        teacher(),
        mentor("Лисина Вера Олеговна", Должность="учитель физики"),
        {**mentor("Сафин Тимур Маратович", "работодатель"), CONSENT_COLUMN: date(2026, 9, 2)},
        {**mentor("Панов Игорь Львович", "ученик", Класс="10 А"), CONSENT_COLUMN: date(2026, 9, 2)},
    ]
    said = everything(section(drawn(people, [CHILD])).files)
    assert ANNA in said
    for name in ("Лисина", "Сафин", "Панов", "Белова"):
        assert name not in said, name


@pytest.mark.parametrize(
    ("row", "papers"),
    [
        (teacher(Выбыл=MAY - timedelta(1)), ()),
        ({**teacher(), CONSENT_COLUMN: MAY + timedelta(1)}, ()),
        (teacher(), ("отозван",)),
        (teacher(), ("подписан", "истёк")),
    ],
    ids=["left", "agrees tomorrow", "took it back", "ran out"],
)
def test_a_consent_that_does_not_hold_names_nobody(
    row: dict[str, object], papers: tuple[str, ...]
) -> None:
    rows = [
        {
            "Документ": "Согласие на распространение персональных данных",
            "Для кого": ANNA,
            "Состояние": state,
            "Дата": date(2026, 9, 2) + timedelta(place),
        }
        for place, state in enumerate(papers)
    ]
    made = section(drawn([row], [CHILD], Paper=rows))
    assert "Орлова" not in everything(made.files)
    assert "СТ06" in {finding.code for finding in made.findings}


def test_a_consent_that_was_given_again_holds() -> None:
    rows = [
        {
            "Документ": "Согласие на распространение персональных данных",
            "Для кого": ANNA,
            "Состояние": state,
            "Дата": day,
        }
        for state, day in (("отозван", date(2025, 9, 2)), ("подписан", date(2026, 9, 2)))
    ]
    assert ANNA in everything(section(drawn([teacher()], [CHILD], Paper=rows)).files)


def test_a_mentor_called_as_a_pupil_is_not_named() -> None:
    made = section(drawn([teacher()], [mentee(ANNA, Класс="6 Б")]))
    assert "Орлова" not in everything(made.files)
    assert "СТ07" in {finding.code for finding in made.findings}


def discretion(*mentees: dict[str, object]) -> Discretion:
    school: School = drawn([teacher(), mentor("Ким Олег Петрович")], [CHILD, *mentees])
    return Discretion(school, MAY)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Юля Белова стала призёром", NAME),
        ("Помогали Беловой Юлии", NAME),
        ("С БЕЛОВОЙ занимались месяц", NAME),
        ("белова юлия победила", NAME),
        ("Беловa Юлия", NAME),
        ("Работа Юлии отмечена жюри", NAME),
        ("отец, Белов А. П., поддержал", NAME),
        ("Урок показал Ким", NAME),
        ("Занятие провёл Сидоров Л. Н.", NAME),
        ("пишите на +7 (900) 123-45-67", CONTACT),
        ("8-900-123-45-67", CONTACT),
        ("почта ivanov@example.ru", CONTACT),
        ("родилась 02.05.2014", BIRTH),
        ("родилась 2 мая 2014 года", BIRTH),
        ("ученица 6 Б", CLASS),
        ("ученица 6«Б» класса", CLASS),
        ("ученица 6б", CLASS),
    ],
)
def test_a_text_that_tells_of_somebody_is_known(text: str, what: str) -> None:
    assert discretion().betrays(text) == what


@pytest.mark.parametrize(
    "text",
    [
        "Орлова Анна Сергеевна показала урок",
        "Опыт Орловой А. С. и А.С. Орловой",
        "Куратору Громову Петру Алексеевичу",
        "Семинар для учителей 5–6 классов, 6 баллов",
        "Белая книга практик, беловой вариант",
        "Приказ от 01.09.2026 № 88-ОД",
        "кимоно и кимберлит",
        "",
    ],
)
def test_an_innocent_text_is_let_through(text: str) -> None:
    assert discretion().betrays(text) == ""


def test_a_namesake_by_surname_alone_is_kept_back() -> None:
    judge = discretion(mentee("Орлов Лев Ильич", Класс="5 А"))
    assert judge.betrays("Орлова Анна Сергеевна ведёт урок") == ""
    assert judge.betrays("Орлову помогли с математикой") == NAME
    assert judge.betrays("Льву помогли с математикой") == NAME


def test_whose_name_the_school_bears_is_no_secret() -> None:
    name = "МБОУ «Школа № 7 имени Юрия Белова»"
    school = drawn([], [CHILD, mentee("Ли Юрий", Класс="7 А")], card={"Полное наименование": name})
    judge = Discretion(school, MAY)
    assert judge.betrays(f"Положение {name}") == ""
    assert judge.betrays("Чтения имени Юрия Белова") == ""
    assert judge.betrays("Юрий Белов победил") == NAME


def test_a_surname_alone_in_a_registry_is_a_name() -> None:
    judge = discretion(mentee("Копейкин", Класс="7 А"))
    assert judge.betrays("Победил Копейкин") == NAME
    assert judge.betrays("в копейку") == ""


@pytest.mark.parametrize(
    "sheets",
    [
        {"Activity": [{"Мероприятие": "Урок", "Название этапа": "Работа с Беловой"}]},
        {"Event": [{"Название": "Урок", "Вид": "юбилей Беловой", "Дата": date(2027, 5, 1)}]},
        {"FormRow": [{"Форма": "учитель – Белова"}]},
        {"Practice": [{"Название": "Урок", "Автор согласен": True, "Форма": "класс 6 Б"}]},
    ],
    ids=lambda sheets: next(iter(sheets)),
)
def test_no_word_of_the_workbook_goes_round_the_judge(sheets: dict[str, Any]) -> None:
    made = section(drawn([], [CHILD], **sheets))
    said = everything(made.files)
    assert "Белов" not in said
    assert "6 Б" not in said


def test_a_page_of_the_sample_says_nothing_that_the_judge_would_hold_back() -> None:
    school = sample(at_end=True)
    judge = Discretion(school, MAY)
    assert [page.title for page in section(school).pages if judge.betrays(page_text(page))] == []
