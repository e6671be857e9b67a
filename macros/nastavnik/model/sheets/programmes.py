"""«Программы» and «Банк заданий»: what each pair does by when, and what is worth doing."""

from __future__ import annotations

from datetime import date

from nastavnik.model import column
from nastavnik.model.choices import (
    FORMS,
    TASK_AREAS,
    TASK_MARKS,
    TASK_OCCASIONS,
    TASK_SECTIONS,
)
from nastavnik.model.schema import Col, Record, Tab, YearEnd
from nastavnik.model.sheets.programme import Pairing


class ProgrammeTask(Pairing, sheet="Программы", tab=Tab.RESULTS, at_year_end=YearEnd.TURNED):
    """Персонализированные программы: одна строка — одно задание пары."""

    mentor: Col[str] = column.again(Pairing.mentor, width=21)
    mentee: Col[str] = column.again(Pairing.mentee, width=21)
    number: Col[int | None] = column.integer("№", minimum=1, width=6, after=mentee)
    section: Col[str] = column.text("Раздел", choices=TASK_SECTIONS, width=15, on_paper=False)
    area: Col[str] = column.text("Область запроса", choices=TASK_AREAS, width=16, on_paper=False)
    task: Col[str] = column.text("Задание", required=True, names=True, dates=True, width=34)
    due: Col[date | None] = column.date("Срок", required=True)
    outcome: Col[str] = column.text("Планируемый результат", dates=True, width=26)
    evidence: Col[str] = column.text("Чем подтверждается", dates=True, width=21)
    done_on: Col[date | None] = column.date("Выполнено", hint="Дата, когда задание сделано")
    mark: Col[str] = column.text(
        "Оценка", choices=TASK_MARKS, width=13, hint="«Снято» — с причиной в примечании"
    )
    note: Col[str] = column.text("Примечание", dates=True, width=28, on_paper=False)


class BankTask(Record, sheet="Банк заданий", tab=Tab.SETTINGS):
    """Задания, из которых составляются программы: правьте, добавляйте и удаляйте свои."""

    form: Col[str] = column.text(
        "Форма", choices=FORMS, names=True, width=20, hint="Пусто — для всех форм"
    )
    area: Col[str] = column.text("Область запроса", required=True, choices=TASK_AREAS, width=16)
    task: Col[str] = column.text("Задание", required=True, names=True, dates=True, width=64)
    month: Col[int | None] = column.integer(
        "Месяц",
        minimum=0,
        maximum=36,
        hint="Через сколько месяцев от начала пары; 0 — в первый месяц",
    )
    outcome: Col[str] = column.text("Планируемый результат", dates=True, width=30)
    evidence: Col[str] = column.text("Чем подтверждается", dates=True, width=30)
    section: Col[str] = column.text("Раздел", choices=TASK_SECTIONS, width=22, on_paper=False)
    occasion: Col[str] = column.text(
        "Когда предлагать",
        choices=TASK_OCCASIONS,
        width=24,
        on_paper=False,
        hint="Пусто — по запросу наставляемого",
    )
