"""«Критерии», «Формы наставничества», «Правила», «Праздники»: what a school can adjust."""

from __future__ import annotations

from datetime import date

from nastavnik.model import column
from nastavnik.model.choices import DAY_KINDS, FORMS, LEVELS, WEIGHTS
from nastavnik.model.schema import Col, Record, Tab, YearEnd


class CriterionRow(Record, sheet="Критерии", tab=Tab.SETTINGS):
    """Что важно при подборе пар и насколько."""

    title: Col[str] = column.text("Критерий", required=True, key=True, width=34)
    compared: Col[str] = column.text("Что сравнивается", width=60)
    weight: Col[int | None] = column.integer("Вес", required=True, minimum=0, maximum=100)
    strength: Col[str] = column.text("Сила", choices=WEIGHTS, width=15)


class FormRow(Record, sheet="Формы наставничества", tab=Tab.SETTINGS):
    """Размер групп и число наставников в каждой форме; где пусто — без особых условий."""

    form: Col[str] = column.text("Форма", required=True, key=True, choices=FORMS, width=26)
    group_from: Col[int | None] = column.integer(
        "Группа от",
        minimum=1,
        maximum=20,
        width=12,
        hint="Скольких наставляемых у наставника не меньше; пусто — можно одного",
    )
    group_to: Col[int | None] = column.integer(
        "Группа до",
        minimum=1,
        maximum=20,
        width=12,
        hint="Скольких не больше, сколько бы ни было мест; пусто — сколько мест",
    )
    mentors: Col[int | None] = column.integer(
        "Сколько наставников",
        minimum=1,
        maximum=3,
        width=20,
        hint="Сколько наставников этой формы может быть у одного наставляемого; пусто — один",
    )
    note: Col[str] = column.text("Примечание", dates=True, width=40)


class RuleRow(Record, sheet="Правила", tab=Tab.SETTINGS):
    """Правила проверки: уровень и параметр можно менять."""

    code: Col[str] = column.text("Код", required=True, key=True, width=12)
    title: Col[str] = column.text("Чего требует", width=70)
    ground: Col[str] = column.text("Основание", width=44)
    level: Col[str] = column.text("Уровень", required=True, choices=LEVELS, width=13)
    parameter: Col[float | None] = column.number("Параметр", hint="Число, если правилу оно нужно")


class ThresholdRow(Record, sheet="Пороги", tab=Tab.SETTINGS):
    """Числа, по которым считают показатели и пишут выводы: их можно менять."""

    title: Col[str] = column.text("Порог", required=True, key=True, width=60)
    value: Col[float | None] = column.number("Значение", required=True, minimum=0)
    meaning: Col[str] = column.text("Что от него зависит", width=70)


class Day(Record, sheet="Праздники", tab=Tab.SETTINGS, at_year_end=YearEnd.TURNED):
    """Выходные, переносы и каникулы: лист главнее встроенного календаря."""

    day: Col[date | None] = column.date("Дата", required=True, names=True)
    kind: Col[str] = column.text("Что это", required=True, choices=DAY_KINDS, width=15)
    title: Col[str] = column.text("Название", width=40)
