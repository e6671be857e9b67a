"""«Дорожная карта» and «Пары»: what is planned, and who mentors whom."""

from __future__ import annotations

from datetime import date

from nastavnik.model import column
from nastavnik.model.choices import (
    ACTIVITY_STATES,
    FORMS,
    PAIR_STATES,
    REASONS,
    STAGES,
    WAYS,
    ActivityState,
)
from nastavnik.model.patterns import ORDER_NUMBER
from nastavnik.model.schema import Col, Place, Record, Tab, YearEnd
from nastavnik.model.sheets.people import Mentee, Mentor


class Activity(
    Record,
    sheet="Дорожная карта",
    tab=Tab.WORK,
    place=Place.FRONT,
    at_year_end=YearEnd.TURNED,
):
    """План мероприятий по этапам: что, когда, кто и каким документом подтверждается."""

    number: Col[str] = column.text("№", width=6)
    stage: Col[str] = column.text("Этап", required=True, choices=STAGES, width=16)
    stage_title: Col[str] = column.text(
        "Название этапа", width=26, folded=True, hint="Как этап назван в самой карте"
    )
    lead: Col[str] = column.text(
        "Вводная часть", width=24, folded=True, hint="Слова перед перечнем"
    )
    title: Col[str] = column.text("Мероприятие", required=True, names=True, width=37)
    documents: Col[str] = column.text(
        "Документы", width=22, hint="Чем подтверждается; каждый с новой строки"
    )
    deadline: Col[str] = column.text(
        "Срок", dates=True, width=15, hint="Как записан в карте: «первая декада сентября 2026 года»"
    )
    start: Col[date | None] = column.date("Начало")
    end: Col[date | None] = column.date("Окончание")
    recurrence: Col[str] = column.text("Повторение", width=16, folded=True, hint="Если не один раз")
    responsible: Col[str] = column.text(
        "Ответственные",
        required=True,
        width=21,
        several=True,
        hint="Несколько — каждый с новой строки",
    )
    done_on: Col[date | None] = column.date("Сделано", hint="Дата исполнения")
    state: Col[str] = column.text("Состояние", choices=ACTIVITY_STATES, width=13, made=True)
    note: Col[str] = column.text("Примечание", dates=True, width=28, on_paper=False)

    @property
    def is_done(self) -> bool:
        """Whether a person says so, or its papers did when that was last looked at."""
        return self.done_on is not None or self.state == ActivityState.DONE


class Pairing(Record):
    """A row about one mentor and one mentee."""

    mentor: Col[str] = column.text(
        "Наставник", required=True, names=True, refers=Mentor, personal=True, width=24
    )
    mentee: Col[str] = column.text(
        "Наставляемый", required=True, names=True, refers=Mentee, personal=True, width=24
    )


class Pair(Pairing, sheet="Пары", tab=Tab.PEOPLE, place=Place.FRONT, at_year_end=YearEnd.TURNED):
    """Кто кого ведёт: одна строка — один наставник и один наставляемый."""

    form: Col[str] = column.text("Форма", required=True, choices=FORMS, width=16)
    way: Col[str] = column.text("Вид", choices=WAYS, width=22, on_paper=False)
    start: Col[date | None] = column.date("Начало", required=True)
    end: Col[date | None] = column.date("Окончание", required=True)
    state: Col[str] = column.text("Состояние", required=True, choices=PAIR_STATES, width=14)
    by_hand: Col[bool | None] = column.flag(
        "Закреплено вручную", on_paper=False, hint="Да — подбор эту пару не тронет"
    )
    consent_on: Col[date | None] = column.date(
        "Согласие наставника", hint="Дата письменного согласия работника (ст. 351.8 ТК РФ)"
    )
    agreement: Col[str] = column.text(
        "Доп. соглашение №", width=13, hint="К трудовому договору наставника"
    )
    agreement_on: Col[date | None] = column.date("Доп. соглашение от")
    mentee_consent_on: Col[date | None] = column.date(
        "Согласие наставляемого", folded=True, hint="Дата согласия педагога-наставляемого"
    )
    order: Col[str] = column.text("Приказ №", pattern=ORDER_NUMBER, width=12)
    order_on: Col[date | None] = column.date("Приказ от")
    goal: Col[str] = column.text(
        "Цель",
        dates=True,
        folded=True,
        width=40,
        hint="Цель программы пары: что наставляемый научится делать сам и как это будет видно",
    )
    meetings: Col[int | None] = column.integer(
        "Встреч в месяц",
        minimum=1,
        maximum=30,
        folded=True,
        hint="Сколько обещает программа пары; пусто — как на листе «Школа»",
    )
    program_on: Col[date | None] = column.date(
        "Программа от", on_paper=False, hint="Дата персонализированной программы"
    )
    program_order: Col[str] = column.text(
        "Программа утверждена", folded=True, hint="Номер и дата приказа"
    )
    pay: Col[str] = column.text("Доплата", folded=True, hint="Если не такая, как на листе «Школа»")
    score: Col[int | None] = column.integer(
        "Совпадение, %", minimum=0, maximum=100, made=True, on_paper=False
    )
    why: Col[str] = column.text("Почему", width=40, made=True, on_paper=False)
    notice_on: Col[date | None] = column.date(
        "Уведомление", folded=True, hint="Когда вручено уведомление об отказе"
    )
    stopped_on: Col[date | None] = column.date("Прекращено", folded=True)
    stop_reason: Col[str] = column.text(
        "Причина прекращения", choices=REASONS, folded=True, width=20
    )
    result: Col[str] = column.text("Результат", dates=True, width=28, folded=True)
    note: Col[str] = column.text("Примечание", dates=True, width=28, on_paper=False)
    proposed: Col[str] = column.text(
        "Предложены",
        folded=True,
        made=True,
        personal=True,
        width=40,
        hint="Кого предложил подбор: если на листе другие, пару составил человек",
    )
