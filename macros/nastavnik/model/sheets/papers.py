"""«Журнал приказов» and «Документы»."""

from __future__ import annotations

from datetime import date

from nastavnik.model import column
from nastavnik.model.choices import PAPER_STATES, SERIES, STAGES
from nastavnik.model.patterns import ORDER_NUMBER
from nastavnik.model.schema import Col, Record, Tab, YearEnd


class Order(Record, sheet="Журнал приказов", tab=Tab.PAPERS, at_year_end=YearEnd.HISTORY):
    """Приказы программы: номер берётся один раз, при регистрации."""

    number: Col[str] = column.text(
        "Номер", required=True, names=True, pattern=ORDER_NUMBER, width=12
    )
    dated: Col[date | None] = column.date("Дата", required=True)
    series: Col[str] = column.text("Вид", required=True, choices=SERIES, width=20)
    title: Col[str] = column.text("Заголовок", required=True, width=52)
    file: Col[str] = column.text("Файл", width=40, on_paper=False)
    signed_by: Col[str] = column.text("Подписал", personal=True, width=26)
    acquainted_on: Col[date | None] = column.date("Ознакомлены", hint="Когда собраны все подписи")
    drafter: Col[str] = column.text("Исполнитель", personal=True, width=24)
    case_file: Col[str] = column.text("Дело", folded=True, hint="Индекс дела по номенклатуре")
    note: Col[str] = column.text("Примечание", dates=True, width=28, on_paper=False)


class Paper(Record, sheet="Документы", tab=Tab.PAPERS, at_year_end=YearEnd.EMPTIED):
    """Все документы программы: какие нужны, какие готовы, какие подписаны."""

    stage: Col[str] = column.text("Этап", choices=STAGES, width=22)
    kind: Col[str] = column.text("Документ", required=True, names=True, width=40)
    who: Col[str] = column.text("Для кого", names=True, personal=True, width=28)
    other: Col[str] = column.text(
        "Второй участник", names=True, personal=True, width=28, hint="Для документов пары"
    )
    due: Col[date | None] = column.date("Нужен к")
    dated: Col[date | None] = column.date("Дата")
    number: Col[str] = column.text("Номер", width=12)
    state: Col[str] = column.text("Состояние", choices=PAPER_STATES, width=13)
    valid_until: Col[date | None] = column.date("Действует до", folded=True)
    file: Col[str] = column.text("Файл", width=40, on_paper=False)
    kept: Col[str] = column.text("Где хранится", folded=True, width=24)
    note: Col[str] = column.text("Примечание", dates=True, width=28, on_paper=False)
    wording: Col[str] = column.text(
        "Отпечаток",
        folded=True,
        made=True,
        width=18,
        hint="Знак текста зарегистрированного файла: по нему видно, что файл изменили",
    )
