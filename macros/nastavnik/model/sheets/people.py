"""«Наставники», «Наставляемые» and «Сотрудники», with what these sheets have in common."""

from __future__ import annotations

from datetime import date

from nastavnik.model import column
from nastavnik.model.choices import (
    CATEGORIES,
    FORMS,
    GENDERS,
    KINSHIP,
    MENTEE_ROLES,
    MENTOR_ROLES,
    SHIFTS,
    STAFF_ROLES,
    SUBJECTS,
)
from nastavnik.model.patterns import AGES, CLASS, EMAIL, FULL_NAME, LINK, PHONE
from nastavnik.model.schema import Col, Place, Record, Tab, YearEnd

BUILDING_HINT = "Номер или адрес здания; несколько — каждое с новой строки, «любой» — всё равно"
CASE_HINT = "Заполните, только если программа склоняет иначе, чем нужно"


class NamedRow(Record):
    """Anybody whom the workbook knows by a full name that documents decline."""

    full_name: Col[str] = column.text(
        "ФИО", required=True, key=True, personal=True, pattern=FULL_NAME, width=27
    )
    phone: Col[str] = column.text("Телефон", personal=True, pattern=PHONE, width=17)
    email: Col[str] = column.text("Почта", personal=True, pattern=EMAIL, width=24, folded=True)
    gender: Col[str] = column.text(
        "Пол", choices=GENDERS, folded=True, width=9, hint="Нужен, если нет отчества"
    )
    genitive: Col[str] = column.text(
        "ФИО: кого", folded=True, personal=True, width=30, hint=CASE_HINT
    )
    dative: Col[str] = column.text(
        "ФИО: кому", folded=True, personal=True, width=30, hint=CASE_HINT
    )
    accusative: Col[str] = column.text(
        "ФИО: вижу кого", folded=True, personal=True, width=30, hint=CASE_HINT
    )
    instrumental: Col[str] = column.text(
        "ФИО: кем", folded=True, personal=True, width=30, hint=CASE_HINT
    )
    note: Col[str] = column.text("Примечание", dates=True, width=28, on_paper=False)


class Person(NamedRow):
    """Anybody in the two registries, whichever side of a pair they are on."""

    full_name: Col[str] = column.again(NamedRow.full_name, hint="Фамилия, имя, отчество полностью")
    role: Col[str] = column.text("Кто", required=True)
    post: Col[str] = column.text("Должность")
    school_class: Col[str] = column.text("Класс", personal=True, pattern=CLASS, width=9)
    subject: Col[str] = column.text("Предмет", choices=SUBJECTS, width=14)
    seniority: Col[float | None] = column.number("Стаж, лет", minimum=0, maximum=60)
    refuses: Col[str] = column.text(
        "Не закреплять с",
        personal=True,
        width=26,
        several=True,
        folded=True,
        hint="ФИО; несколько — каждое с новой строки",
    )
    shift: Col[str] = column.text("Смена", choices=SHIFTS, folded=True)
    building: Col[str] = column.text("Корпус", folded=True, several=True, hint=BUILDING_HINT)
    birth: Col[date | None] = column.date(
        "Дата рождения", since=1920, exact=True, personal=True, after=NamedRow.email
    )
    guardian: Col[str] = column.text("Представитель", personal=True, pattern=FULL_NAME, width=21)
    kinship: Col[str] = column.text("Кем приходится", personal=True, choices=KINSHIP, folded=True)
    guardian_phone: Col[str] = column.text(
        "Телефон представителя", personal=True, pattern=PHONE, folded=True
    )
    consent_on: Col[date | None] = column.date("Согласие на ПДн", on_paper=False)
    guardian_consent_on: Col[date | None] = column.date(
        "Согласие представителя на ПДн", on_paper=False
    )
    participation_on: Col[date | None] = column.date("Согласие на участие", on_paper=False)
    publication_on: Col[date | None] = column.date(
        "Согласие на распространение", folded=True, hint="Для публикации на сайте"
    )
    base_until: Col[date | None] = column.date(
        "Согласие на базу до",
        folded=True,
        hint="До какого дня человек согласился остаться в долгосрочной базе, когда уйдёт",
    )
    joined_on: Col[date | None] = column.date("В программе с", on_paper=False)
    left_on: Col[date | None] = column.date("Выбыл", folded=True)
    part_timer: Col[bool | None] = column.flag(
        "Внешний совместитель",
        folded=True,
        hint="Да, если основная работа не здесь: в показателях человека считают там",
    )
    results: Col[str] = column.text("Результаты", dates=True, width=28, folded=True)
    review: Col[str] = column.text("Ссылка на отзыв", folded=True, pattern=LINK)
    former_name: Col[str] = column.text(
        "Прежнее ФИО",
        personal=True,
        folded=True,
        pattern=FULL_NAME,
        width=30,
        hint="Если фамилия сменилась: по нему человека узнают в прошлых годах",
    )


class Mentor(
    Person,
    sheet="Наставники",
    tab=Tab.PEOPLE,
    place=Place.FRONT,
    at_year_end=YearEnd.TURNED,
):
    """Кто может вести наставляемых."""

    role: Col[str] = column.text("Кто", required=True, choices=MENTOR_ROLES, width=14)
    post: Col[str] = column.again(Person.post, width=22, hint="Для работников; у ученика — класс")
    school_class: Col[str] = column.again(
        Person.school_class, hint="Только если наставник — ученик", example="10 А"
    )
    workplace: Col[str] = column.text(
        "Место работы (учёбы)",
        width=26,
        folded=True,
        hint="Для наставника не из школы: организация",
    )
    category: Col[str] = column.text(
        "Категория", choices=CATEGORIES, width=14, after=Person.subject
    )
    seniority: Col[float | None] = column.number("Стаж в школе, лет", minimum=0, maximum=60)
    career: Col[float | None] = column.number("Стаж общий, лет", minimum=0, maximum=60, folded=True)
    places: Col[int | None] = column.integer(
        "Мест", required=True, minimum=0, maximum=20, hint="Сколько наставляемых может взять"
    )
    group_from: Col[int | None] = column.integer(
        "Группа от",
        minimum=1,
        maximum=20,
        folded=True,
        hint="Если ведёт только группу: скольких наставляемых не меньше. "
        "Пусто — как на листе «Формы наставничества»",
    )
    part_of_job: Col[bool | None] = column.flag(
        "Входит в трудовую функцию",
        folded=True,
        hint="Да, если помощь новичкам уже записана в трудовом договоре и учтена в зарплате",
    )
    skills: Col[str] = column.text("Компетенции", width=28, hint="Через запятую: чем может помочь")
    wanted_forms: Col[str] = column.text("Желаемая форма", choices=FORMS, width=22, folded=True)
    wanted_age: Col[str] = column.text(
        "Возраст наставляемых", pattern=AGES, folded=True, hint="Например: 12–14"
    )
    languages: Col[str] = column.text(
        "Языки",
        folded=True,
        hint="Через запятую; пусто — только русский",
        after=Person.building,
    )
    hours: Col[float | None] = column.number("Часов в неделю", minimum=0, maximum=40, folded=True)
    achievements: Col[str] = column.text("Достижения", dates=True, width=30, folded=True)
    interests: Col[str] = column.text("Интересы", width=24, folded=True)
    wish: Col[str] = column.text(
        "Хочет наставляемого",
        personal=True,
        width=26,
        several=True,
        folded=True,
        hint="ФИО; несколько — каждое с новой строки",
    )
    refuses: Col[str] = column.again(Person.refuses, after=wish)
    birth: Col[date | None] = column.again(
        Person.birth, folded=True, hint="Обязательна для ученика"
    )
    guardian: Col[str] = column.again(Person.guardian, folded=True, hint="Для ученика до 18 лет")
    consent_on: Col[date | None] = column.again(
        Person.consent_on, hint="Дата отдельного согласия на обработку персональных данных"
    )
    guardian_consent_on: Col[date | None] = column.again(
        Person.guardian_consent_on, folded=True, hint="Для ученика до 18 лет"
    )
    participation_on: Col[date | None] = column.again(
        Person.participation_on,
        folded=True,
        hint="Согласие представителя на участие ученика в программе",
    )
    record_on: Col[date | None] = column.date(
        "Справка о судимости",
        folded=True,
        hint="Только наставник не из школы",
        after=Person.publication_on,
    )
    medical_on: Col[date | None] = column.date(
        "Медзаключение", folded=True, hint="Только наставник не из школы"
    )
    partnership: Col[str] = column.text(
        "Партнёрское соглашение",
        dates=True,
        folded=True,
        width=20,
        hint="Номер и дата соглашения с организацией",
    )
    training: Col[str] = column.text(
        "Обучение наставника", dates=True, folded=True, width=24, hint="Удостоверение, сертификат"
    )


class Mentee(
    Person,
    sheet="Наставляемые",
    tab=Tab.PEOPLE,
    place=Place.FRONT,
    at_year_end=YearEnd.TURNED,
):
    """Кому нужен наставник."""

    role: Col[str] = column.text("Категория", required=True, choices=MENTEE_ROLES, width=14)
    school_class: Col[str] = column.again(
        Person.school_class,
        hint="Класс или группа обучающегося",
        example="7 Б",
        after=Person.role,
    )
    post: Col[str] = column.again(Person.post, width=17, hint="Для педагога")
    seniority: Col[float | None] = column.again(Person.seniority, hint="Для педагога")
    birth: Col[date | None] = column.again(
        Person.birth, hint="Обязательна для обучающегося", after=Person.seniority
    )
    request: Col[str] = column.text("Запрос", dates=True, width=26, hint="С чем нужна помощь")
    wanted_form: Col[str] = column.text("Желаемая форма", choices=FORMS, width=22, folded=True)
    wish: Col[str] = column.text(
        "Хочет наставника", personal=True, refers=Mentor, width=30, folded=True
    )
    mentors_wanted: Col[int | None] = column.integer(
        "Сколько наставников",
        minimum=1,
        maximum=3,
        folded=True,
        hint="Пусто — один. Двое одной формы — если это разрешает лист «Формы наставничества»",
        after=Person.refuses,
    )
    language: Col[str] = column.text(
        "Язык", folded=True, hint="На каком языке легче говорить", after=Person.building
    )
    guardian: Col[str] = column.again(Person.guardian, hint="Родитель или опекун, если нет 18 лет")
    consent_on: Col[date | None] = column.again(
        Person.consent_on, hint="Дата собственного согласия: взрослые и ученики с 14 лет"
    )
    guardian_consent_on: Col[date | None] = column.again(
        Person.guardian_consent_on, hint="Дата согласия родителя, если нет 18 лет"
    )
    participation_on: Col[date | None] = column.again(
        Person.participation_on, hint="Согласие родителя на участие в программе"
    )
    hired_on: Col[date | None] = column.date(
        "Принят на работу", folded=True, hint="Для педагога", after=Person.publication_on
    )
    finished: Col[bool | None] = column.flag("Программа пройдена", folded=True, after=Person.review)


class Staff(NamedRow, sheet="Сотрудники", tab=Tab.PEOPLE):
    """Кто за что отвечает в программе."""

    post: Col[str] = column.text("Должность", required=True, width=30, after=NamedRow.full_name)
    role: Col[str] = column.text("Роль", choices=STAFF_ROLES, width=20)
    duty: Col[str] = column.text("За что отвечает", width=32)
    email: Col[str] = column.again(NamedRow.email, folded=False)
    gender: Col[str] = column.again(NamedRow.gender, folded=False)
    post_genitive: Col[str] = column.text(
        "Должность: кого", folded=True, width=30, hint=CASE_HINT, after=NamedRow.instrumental
    )
    post_dative: Col[str] = column.text("Должность: кому", folded=True, width=30, hint=CASE_HINT)
    post_accusative: Col[str] = column.text(
        "Должность: вижу кого", folded=True, width=30, hint=CASE_HINT
    )
    post_instrumental: Col[str] = column.text(
        "Должность: кем", folded=True, width=30, hint=CASE_HINT
    )
