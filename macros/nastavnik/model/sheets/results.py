"""«Встречи», «Показатели», «Практики»: what came of it."""

from __future__ import annotations

from datetime import date

from nastavnik.model import column
from nastavnik.model.choices import CONCLUSIONS, FORMS, MEETINGS
from nastavnik.model.patterns import LINK, SCHOOL_YEAR
from nastavnik.model.schema import Col, Record, Tab, YearEnd
from nastavnik.model.sheets.programme import Pairing


class MeetingRow(Pairing, sheet="Встречи", tab=Tab.RESULTS, at_year_end=YearEnd.EMPTIED):
    """Журнал встреч пар."""

    held_on: Col[date | None] = column.date("Дата", timed=True, required=True, names=True)
    mentor: Col[str] = column.again(Pairing.mentor, after=held_on)
    mentee: Col[str] = column.again(Pairing.mentee, after=mentor)
    form: Col[str] = column.text("Как", choices=MEETINGS, width=15)
    topic: Col[str] = column.text("Тема", dates=True, required=True, width=34)
    result: Col[str] = column.text("Результат", dates=True, width=30)
    next_step: Col[str] = column.text("Следующий шаг", dates=True, width=24)


class Indicator(Record, sheet="Показатели", tab=Tab.RESULTS, at_year_end=YearEnd.TURNED):
    """Показатели программы за год: их считает «Отчёт»; вписанное своё остаётся и видно."""

    number: Col[str] = column.text("№", width=5)
    title: Col[str] = column.text("Показатель", required=True, key=True, width=54)
    part: Col[float | None] = column.number(
        "Сколько", minimum=0, hint="Считает программа; своё число впишите поверх"
    )
    whole: Col[float | None] = column.number(
        "Из скольких", minimum=0, hint="Берётся с листа «Школа» или из реестров"
    )
    target: Col[float | None] = column.number(
        "Цель, %", minimum=0, maximum=100, hint="Задаёт школа или регион"
    )
    counted_part: Col[float | None] = column.number("Сосчитано", made=True, width=12)
    counted_whole: Col[float | None] = column.number("Сосчитано из", made=True, width=12)
    counted_on: Col[date | None] = column.date("На дату", made=True)
    mark: Col[str] = column.text("Отметка", made=True, width=32)
    people: Col[str] = column.text("Кто вошёл", made=True, leads=True, width=14, on_paper=False)
    period: Col[str] = column.text("Период", width=16, on_paper=False)
    sources: Col[str] = column.text("Откуда", made=True, width=40, folded=True)
    note: Col[str] = column.text("Примечание", dates=True, width=34, on_paper=False)


class PastIndicator(
    Record, sheet="Показатели по годам", tab=Tab.RESULTS, at_year_end=YearEnd.HISTORY
):
    """Показатели прежних лет и этого: сравнивают только сосчитанное одинаково."""

    year: Col[str] = column.text(
        "Учебный год", required=True, names=True, pattern=SCHOOL_YEAR, width=14
    )
    title: Col[str] = column.text("Показатель", required=True, names=True, width=58)
    part: Col[float | None] = column.number("Сколько", minimum=0)
    whole: Col[float | None] = column.number("Из скольких", minimum=0)
    target: Col[float | None] = column.number("Цель, %", minimum=0, maximum=100)
    counted_on: Col[date | None] = column.date("На дату")
    version: Col[str] = column.text("Как считали", made=True, width=14)


class Conclusion(Record, sheet="Выводы", tab=Tab.RESULTS, at_year_end=YearEnd.EMPTIED):
    """Что войдёт в отчёты: черновики составляет программа, принимает и правит человек."""

    kind: Col[str] = column.text("Раздел", required=True, choices=CONCLUSIONS, width=18)
    text: Col[str] = column.text("Текст", required=True, dates=True, width=60)
    ground: Col[str] = column.text("Из чего", dates=True, width=38, made=True)
    accepted: Col[bool | None] = column.flag(
        "Принято", hint="Да — войдёт в отчёт; пусто — в отчёте останется черновиком"
    )
    responsible: Col[str] = column.text(
        "Ответственный", personal=True, width=24, hint="Для предложений"
    )
    due: Col[str] = column.text("Срок", dates=True, width=16, hint="Для предложений")
    draft: Col[str] = column.text("Черновик", made=True, folded=True, width=40)


class Practice(Record, sheet="Практики", tab=Tab.RESULTS, at_year_end=YearEnd.HISTORY):
    """Банк практик: чем можно поделиться с другими."""

    title: Col[str] = column.text("Название", required=True, names=True, width=36)
    author: Col[str] = column.text("Автор", personal=True, width=28)
    form: Col[str] = column.text("Форма", choices=FORMS, width=20)
    summary: Col[str] = column.text("В чём суть", dates=True, width=44)
    audience: Col[str] = column.text("Кому подходит", dates=True, folded=True, width=26)
    problem: Col[str] = column.text("Какую задачу решает", dates=True, folded=True, width=36)
    steps: Col[str] = column.text(
        "Шаги", dates=True, several=True, folded=True, width=40, hint="Каждый с новой строки"
    )
    resources: Col[str] = column.text("Что нужно", dates=True, folded=True, width=28)
    outcome: Col[str] = column.text(
        "Что получилось", dates=True, folded=True, width=36, hint="Лучше с числом"
    )
    novelty: Col[str] = column.text("В чём новизна", dates=True, folded=True, width=30)
    repeating: Col[str] = column.text("Как повторить", dates=True, folded=True, width=36)
    risks: Col[str] = column.text("Чего остерегаться", dates=True, folded=True, width=30)
    agreed: Col[bool | None] = column.flag("Автор согласен", folded=True)
    link: Col[str] = column.text("Ссылка", pattern=LINK, width=28)
    published_on: Col[date | None] = column.date("Размещено")
