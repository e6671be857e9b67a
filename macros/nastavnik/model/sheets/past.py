"""«Долгосрочная база»: the people of the years that are over."""

from __future__ import annotations

from datetime import date

from nastavnik.model import column
from nastavnik.model.choices import SIDES
from nastavnik.model.patterns import FULL_NAME, SCHOOL_YEAR
from nastavnik.model.schema import Col, Record, Tab, YearEnd


class BaseRow(Record, sheet="Долгосрочная база", tab=Tab.RESULTS, at_year_end=YearEnd.HISTORY):
    """Участники прошлых лет и их итоги: по имени — только тех, чьё согласие это разрешает."""

    year: Col[str] = column.text(
        "Учебный год", required=True, names=True, pattern=SCHOOL_YEAR, width=14
    )
    full_name: Col[str] = column.text(
        "ФИО",
        names=True,
        personal=True,
        pattern=FULL_NAME,
        width=28,
        hint="Пусто — человек только посчитан: его согласие базу не охватывает",
    )
    side: Col[str] = column.text("Кто", required=True, names=True, choices=SIDES, width=14)
    people: Col[int | None] = column.integer("Человек", minimum=0)
    pairs: Col[int | None] = column.integer("Пар", minimum=0)
    partners: Col[str] = column.text(
        "С кем", personal=True, several=True, width=28, hint="Каждый с новой строки"
    )
    forms: Col[str] = column.text("Формы", several=True, width=18)
    result: Col[str] = column.text("Результат", dates=True, width=30)
    is_willing: Col[bool | None] = column.flag(
        "Готов продолжать", hint="Хочет ли (снова) стать наставником"
    )
    agreed_until: Col[date | None] = column.date(
        "Согласие на базу до", on_paper=False, hint="Как в реестре, когда человек уходил"
    )
    keep_until: Col[date | None] = column.date("Хранить до", on_paper=False)
    note: Col[str] = column.text("Примечание", dates=True, width=28, on_paper=False)
