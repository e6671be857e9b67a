"""«Проверка» and «Исправления»: what the program writes about the book."""

from __future__ import annotations

from datetime import date

from nastavnik.model import column
from nastavnik.model.schema import Col, Place, Record, Tab, YearEnd


class Check(Record, sheet="Проверка", tab=Tab.WORK, place=Place.FRONT, at_year_end=YearEnd.TURNED):
    """Что мешает сдать пакет: ошибки исправьте, на вопросы ответьте в столбце «Пояснение»."""

    level: Col[str] = column.text(
        "Уровень",
        made=True,
        width=11,
        hint="«Объяснено» — вопрос с пояснением, «снято» — вопроса больше нет, пояснение цело",
    )
    link: Col[str] = column.text("Где", made=True, leads=True, width=20)
    header: Col[str] = column.text("Столбец", made=True, width=18)
    message: Col[str] = column.text("Что не так", made=True, width=42)
    remedy: Col[str] = column.text("Что сделать", made=True, width=42)
    explanation: Col[str] = column.text(
        "Пояснение",
        dates=True,
        width=34,
        hint="Ответ на вопрос: он сохранится при следующей проверке",
    )
    reason: Col[str] = column.text("Почему", made=True, width=40, on_paper=False)
    who: Col[str] = column.text("О ком", made=True, personal=True, width=28, on_paper=False)
    value: Col[str] = column.text("Значение", made=True, personal=True, width=18, folded=True)
    code: Col[str] = column.text("Правило", made=True, width=10, on_paper=False)
    returned: Col[str] = column.text(
        "Вернули",
        made=True,
        width=24,
        on_paper=False,
        hint="Когда и кто вернул книгу из-за этого; пусто — нашла только программа",
    )
    ground: Col[str] = column.text("Ключ", made=True, folded=True, width=14)
    looked_for_by: Col[str] = column.text("Кто проверяет", made=True, folded=True, width=14)
    parameter: Col[float | None] = column.number(
        "Параметр принимающего", made=True, folded=True, width=14
    )


class RepairRow(Record, sheet="Исправления", tab=Tab.WORK, at_year_end=YearEnd.EMPTIED):
    """Что исправила программа в записи, не меняя смысла: как было и как стало."""

    day: Col[date | None] = column.date("Когда", made=True)
    link: Col[str] = column.text("Где", made=True, leads=True, width=22)
    header: Col[str] = column.text("Столбец", made=True, width=24)
    before: Col[str] = column.text("Было", made=True, personal=True, width=39)
    after: Col[str] = column.text("Стало", made=True, personal=True, width=39)
    what: Col[str] = column.text("Что исправлено", made=True, width=32)
