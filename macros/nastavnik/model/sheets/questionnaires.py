"""«Вопросы» and «Ответы»: what participants are asked, and what each of them answered."""

from __future__ import annotations

from datetime import date

from nastavnik.model import column
from nastavnik.model.choices import ANSWER_TYPES, FORMS, MEASURES, SURVEY_ROLES, SURVEYS
from nastavnik.model.schema import Col, Record, Tab, YearEnd

EACH = "Несколько — каждая с новой строки; пусто — все"


class QuestionRow(Record, sheet="Вопросы", tab=Tab.SETTINGS):
    """Вопросы анкет: какие, кому, когда и для какого показателя."""

    code: Col[str] = column.text("Код", required=True, key=True, width=12)
    kinds: Col[str] = column.text(
        "Анкета", width=15, several=True, hint="В каких анкетах его задают. " + EACH
    )
    forms: Col[str] = column.text("Форма", width=20, several=True, hint=EACH)
    roles: Col[str] = column.text("Роль", width=14, several=True, hint=EACH)
    order: Col[int | None] = column.integer("№", minimum=1, maximum=999, width=7)
    text: Col[str] = column.text(
        "Вопрос",
        required=True,
        width=43,
        hint="Как в форме опроса; строка таблицы — в скобках: «Оцените [Встречи]»",
    )
    answer: Col[str] = column.text("Тип ответа", required=True, choices=ANSWER_TYPES, width=14)
    options: Col[str] = column.text(
        "Варианты", width=24, hint="Для выбора: каждый с новой строки, запятая внутри не мешает"
    )
    measure: Col[str] = column.text(
        "Показатель", choices=MEASURES, width=18, hint="Куда засчитывается ответ"
    )


class AnswerRow(Record, sheet="Ответы", tab=Tab.RESULTS, at_year_end=YearEnd.EMPTIED):
    """Ответы на анкеты: один ответ — одна строка."""

    answered_on: Col[date | None] = column.date("Дата", timed=True, required=True, names=True)
    who: Col[str] = column.text(
        "Кто отвечал",
        required=True,
        names=True,
        personal=True,
        width=32,
        hint="ФИО; если анкета без имени — «аноним» и номер",
    )
    role: Col[str] = column.text("Роль", required=True, choices=SURVEY_ROLES, width=16)
    form: Col[str] = column.text("Форма", choices=FORMS, width=24)
    kind: Col[str] = column.text("Анкета", required=True, choices=SURVEYS, width=16)
    other: Col[str] = column.text(
        "Второй участник",
        personal=True,
        width=32,
        folded=True,
        hint="С кем в паре, если ответ об одной паре",
    )
    question: Col[str] = column.text(
        "Вопрос", required=True, names=True, width=10, hint="Код с листа «Вопросы»"
    )
    value: Col[str] = column.text(
        "Ответ",
        required=True,
        dates=True,
        width=44,
        hint="Число, «да» или «нет», вариант или слова; несколько — каждый с новой строки",
    )
    source: Col[str] = column.text(
        "Откуда", width=30, folded=True, hint="Файл, из которого взят ответ"
    )
