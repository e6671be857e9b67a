"""«Мероприятия» and «Участники мероприятий»: what was held, and who was there."""

from __future__ import annotations

from datetime import date

from nastavnik.model import column
from nastavnik.model.choices import EVENT_KINDS, GUEST_ROLES, STAGES
from nastavnik.model.patterns import FULL_NAME, LINK, MINUTES_NUMBER
from nastavnik.model.schema import Col, Record, Tab, YearEnd


class Event(Record, sheet="Мероприятия", tab=Tab.RESULTS, at_year_end=YearEnd.EMPTIED):
    """Мероприятия программы: собрания, занятия Школы наставников, семинары, праздники."""

    title: Col[str] = column.text(
        "Название",
        required=True,
        key=True,
        dates=True,
        width=34,
        hint="У каждого своё: «Занятие 3 Школы наставников»",
    )
    kind: Col[str] = column.text("Вид", required=True, choices=EVENT_KINDS, width=18)
    held_on: Col[date | None] = column.date("Дата", timed=True, required=True)
    hour: Col[str] = column.text("Время", dates=True, width=9, hint="Например: 14:30")
    venue: Col[str] = column.text("Место", width=18, hint="Кабинет, адрес или ссылка")
    stage: Col[str] = column.text("Этап", choices=STAGES, folded=True, width=24)
    activity: Col[str] = column.text(
        "Строка карты",
        dates=True,
        width=14,
        on_paper=False,
        hint="№ строки дорожной карты, которую оно исполняет",
    )
    topic: Col[str] = column.text("Тема", dates=True, width=36, on_paper=False)
    host: Col[str] = column.text("Ведущий", personal=True, width=22)
    invited: Col[int | None] = column.integer("Приглашены", minimum=0, hint="Сколько человек")
    attended: Col[int | None] = column.integer(
        "Были",
        minimum=0,
        hint="Сколько человек; пусто — по листу «Участники мероприятий»",
    )
    agenda: Col[str] = column.text(
        "Программа",
        dates=True,
        several=True,
        width=40,
        on_paper=False,
        hint="Каждый пункт с новой строки",
    )
    minutes: Col[str] = column.text("Протокол №", pattern=MINUTES_NUMBER, on_paper=False)
    link: Col[str] = column.text("Ссылка", pattern=LINK, folded=True, width=26)
    result: Col[str] = column.text(
        "Итог",
        dates=True,
        several=True,
        width=32,
        hint="Что решили или что получилось; каждое с новой строки",
    )


class EventGuest(
    Record, sheet="Участники мероприятий", tab=Tab.RESULTS, at_year_end=YearEnd.EMPTIED
):
    """Кто был на мероприятиях и в какой роли."""

    event: Col[str] = column.text("Мероприятие", required=True, names=True, refers=Event, width=44)
    full_name: Col[str] = column.text(
        "ФИО", required=True, names=True, personal=True, pattern=FULL_NAME, width=32
    )
    role: Col[str] = column.text("Роль", choices=GUEST_ROLES, width=14, hint="Пусто — участник")
    organisation: Col[str] = column.text(
        "Организация", width=28, hint="Для гостей и партнёров; пусто — наша школа"
    )
    came: Col[bool | None] = column.flag("Был(а)")
    paper: Col[str] = column.text("Документ №", folded=True, hint="Номер сертификата")
