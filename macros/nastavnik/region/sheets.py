"""The declaration of the coordinator's consolidated workbook: what she types, and what is kept."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from nastavnik.model import column
from nastavnik.model.patterns import EMAIL, FULL_NAME, INN, PHONE, SCHOOL_YEAR
from nastavnik.model.schema import Choices, Col, Record, Tab


class SubmissionState(StrEnum):
    """How far the submission of a school is."""

    AWAITED = "ждём"
    OVERDUE = "просрочено"
    RECEIVED = "получено"
    RETURNED = "возвращено"
    RECEIVED_AGAIN = "получено повторно"
    ACCEPTED = "принято"
    EXCUSED = "не участвует"


class Decision(StrEnum):
    """What the coordinator decides about a school's last book."""

    ACCEPT = "принять"
    RETURN = "вернуть"
    EXCUSE = "не участвует"
    AWAIT = "снова ждать"


class SubmissionStep(StrEnum):
    """What happened to a submission; the journal has a line for each."""

    RECEIVED = "получено"
    RECEIVED_AGAIN = "получено повторно"
    UNCHANGED = "прислано без изменений"
    RETURNED = "возвращено"
    ACCEPTED = "принято"
    EXCUSED = "не участвует"
    AWAITED = "снова ждём"


DECISIONS = Choices.of("Решения", Decision)


class DistrictCard(Record, sheet="Настройки", tab=Tab.SETTINGS, vertical=True):
    """Кто собирает книги, за какой год, к какому сроку и на каких условиях."""

    name: Col[str] = column.text("Муниципалитет", section="Кто собирает", hint="Стоит в справке")
    office: Col[str] = column.text("Орган или учреждение", hint="Стоит в шапке письма")
    coordinator: Col[str] = column.text(
        "Координатор", pattern=FULL_NAME, hint="Кто отвечает школам на вопросы"
    )
    post: Col[str] = column.text("Должность координатора")
    phone: Col[str] = column.text("Телефон координатора", pattern=PHONE)
    email: Col[str] = column.text("Почта координатора", pattern=EMAIL)
    year: Col[str] = column.text(
        "Учебный год",
        pattern=SCHOOL_YEAR,
        section="Что и когда",
        hint="Книги за другой год возвращаются; пусто — текущий",
    )
    due: Col[date | None] = column.date("Срок сдачи", hint="После него школа — «просрочено»")
    days: Col[int | None] = column.integer(
        "Дней на исправление", minimum=1, maximum=60, hint="Рабочих, со дня возврата; обычно 3"
    )
    keep_errors: Col[bool | None] = column.flag(
        "Не возвращать самим", hint="Да — книги с ошибками возвращаете только вы, решением"
    )
    accept_clean: Col[bool | None] = column.flag(
        "Принимать без замечаний", hint="Да — книга без ошибок и вопросов сразу «принято»"
    )
    ground: Col[str] = column.text(
        "Основание передачи имён",
        section="Личные данные",
        hint="Документ, по которому школы передают имена; пусто — люди двух школ не сличаются",
    )
    greeting: Col[str] = column.text(
        "Начало письма", section="Письмо о возврате", hint="Пусто — обычное"
    )
    closing: Col[str] = column.text("Конец письма", hint="Пусто — обычный")


class ExpectedSchool(Record, sheet="Школы", tab=Tab.PEOPLE):
    """Кто должен сдать книгу: вставьте список, порядок строк — ваш."""

    name: Col[str] = column.text("Школа", required=True, names=True, width=46)
    inn: Col[str] = column.text("ИНН", pattern=INN, names=True, width=14)
    former: Col[str] = column.text(
        "Прежние названия", several=True, width=34, hint="Каждое с новой строки"
    )
    excused: Col[str] = column.text("Не участвует: причина", width=28)
    email: Col[str] = column.text("Почта", pattern=EMAIL, width=26)
    note: Col[str] = column.text("Примечание", dates=True, width=30)


class Goal(Record, sheet="Цели", tab=Tab.SETTINGS):
    """К чему стремится муниципалитет: доля в процентах по показателям."""

    number: Col[int | None] = column.integer("№", required=True, names=True, minimum=1, maximum=99)
    title: Col[str] = column.text("Показатель", width=70)
    target: Col[float | None] = column.number("Цель, %", minimum=0, maximum=100)


class SubmissionRow(Record, sheet="Сдача", tab=Tab.WORK):
    """Как идёт сдача: «Решение», «Кто», «Когда» и «Заметка» — ваши, остальное пишет программа."""

    name: Col[str] = column.text("Школа", made=True, names=True, width=40)
    inn: Col[str] = column.text("ИНН", made=True, names=True, width=13)
    state: Col[str] = column.text("Состояние", made=True, width=18)
    decision: Col[str] = column.text("Решение", choices=DECISIONS, width=14)
    decided_by: Col[str] = column.text("Кто", width=20)
    decided_on: Col[date | None] = column.date("Когда", width=12)
    note: Col[str] = column.text("Заметка", dates=True, width=28)
    received_on: Col[date | None] = column.date("Получено", made=True, width=12)
    times: Col[int | None] = column.integer("Сдач", made=True, width=8)
    errors: Col[int | None] = column.integer("Ошибок", made=True, width=9)
    questions: Col[int | None] = column.integer("Вопросов", made=True, width=10)
    redo_by: Col[date | None] = column.date("Исправить до", made=True, width=13)
    changed: Col[str] = column.text("Что изменилось", made=True, width=44)
    book: Col[str] = column.text("Книга", made=True, width=16)
    letter: Col[str] = column.text("Письмо", made=True, width=14)


class JournalRow(Record, sheet="Журнал", tab=Tab.WORK):
    """Всё, что было с каждой книгой: строки только добавляются."""

    day: Col[date | None] = column.date("День", made=True, width=12)
    name: Col[str] = column.text("Школа", made=True, width=40)
    inn: Col[str] = column.text("ИНН", made=True, width=13)
    what: Col[str] = column.text("Что", made=True, width=22)
    who: Col[str] = column.text("Кто", made=True, width=20)
    errors: Col[int | None] = column.integer("Ошибок", made=True, width=9)
    questions: Col[int | None] = column.integer("Вопросов", made=True, width=10)
    note: Col[str] = column.text("Подробно", made=True, width=60)
    file: Col[str] = column.text("Файл", made=True, width=44)
    whose: Col[str] = column.text("Чья", made=True, folded=True, width=14)
    digest: Col[str] = column.text("Отпечаток", made=True, folded=True, width=14)
    content: Col[str] = column.text("Содержание", made=True, folded=True, width=14)
    origin: Col[str] = column.text("Под именем", made=True, folded=True, width=14)


class YearRow(Record, sheet="Годы", tab=Tab.RESULTS):
    """Показатели по годам: числители и знаменатели; прежние годы можно вписать самим."""

    year: Col[str] = column.text("Учебный год", required=True, pattern=SCHOOL_YEAR, width=14)
    number: Col[int | None] = column.integer("№", required=True, minimum=1, maximum=99, width=6)
    title: Col[str] = column.text("Показатель", width=60)
    part: Col[int | None] = column.integer("Сколько", minimum=0, width=10)
    whole: Col[int | None] = column.integer("Из скольких", minimum=0, width=12)
    target: Col[float | None] = column.number("Цель, %", minimum=0, maximum=100, width=9)
    schools: Col[int | None] = column.integer("Школ вошло", minimum=0, width=11)
    version: Col[str] = column.text("Как считали", width=12)
