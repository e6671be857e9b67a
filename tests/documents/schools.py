"""An invented school to draw tests from: small, and whole enough for every document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from nastavnik.model.choices import Form, PairState
from nastavnik.model.findings import Value
from nastavnik.model.grid import Grid
from nastavnik.model.schema import Record
from nastavnik.model.school import School, read_school
from nastavnik.model.sheets import RECORDS, BaseRow, Card, Order, Pair, Paper
from nastavnik.workbooks.build.sample import FLAWED, at_years_end, load_sample, plant, sheet_values

Rows = Iterable[Mapping[str, Value]]

TEMPLATES_FOLDER = Path(__file__).parents[2] / "templates"
TUESDAY = date(2026, 9, 1)
SAMPLE_FOLDER = Path(__file__).parents[2] / "sample_data"
SUNDAY = date(2026, 9, 6)

CARD: Mapping[str, Value] = {
    "Полное наименование": "Муниципальное бюджетное общеобразовательное учреждение «Школа № 7»",
    "Краткое наименование": "МБОУ «Школа № 7»",
    "Учредитель": "Управление образования городского округа Заречный",
    "Место издания": "г. Заречный",
    "Адрес": "625000, г. Заречный, ул. Полевая, д. 5",
    "ИНН": "7707083893",
    "ОГРН": "1027700132195",
    "Сайт": "https://shkola7.example.ru",
    "Руководитель": "Ковалёва Марина Игоревна",
    "Должность руководителя": "Директор",
    "Куратор": "Громов Пётр Алексеевич",
    "Должность куратора": "заместитель директора по УВР",
    "Контроль исполнения": "директор",
    "Исполнитель": "Лисина Вера Олеговна",
    "Учебный год": "2026/2027",
    "Начало учебного года": date(2026, 9, 1),
    "Конец учебного года": date(2027, 5, 31),
    "Рабочая неделя": "пятидневная",
    "Положение о наставничестве": "118-ОД",
    "Положение утверждено": date(2026, 8, 28),
    "Протокол педсовета": "1",
    "Дата протокола": date(2026, 8, 27),
    "Доплата наставнику": "10 процентов должностного оклада",
    "Основание доплаты": "пункта 4.2 Положения об оплате труда работников, утверждённого "
    "приказом от 10.01.2025 № 4-ОД",
    "Номер приказа: основная деятельность": "{n}-ОД",
    "Номер приказа: личный состав": "{n}-ЛС",
}

TEACHER: Mapping[str, Value] = {
    "ФИО": "Орлова Анна Сергеевна",
    "Кто": "педагог",
    "Должность": "учитель математики",
    "Мест": 2,
    "Согласие на ПДн": date(2026, 8, 20),
}
SENIOR: Mapping[str, Value] = {
    "ФИО": "Панов Игорь Львович",
    "Кто": "ученик",
    "Класс": "10 А",
    "Мест": 1,
    "Дата рождения": date(2010, 3, 14),
    "Представитель": "Панова Ольга Юрьевна",
    "Кем приходится": "мать",
    "Согласие на ПДн": date(2026, 8, 20),
    "Согласие представителя на ПДн": date(2026, 8, 20),
    "Согласие на участие": date(2026, 8, 20),
}
NOVICE: Mapping[str, Value] = {
    "ФИО": "Зуев Денис Романович",
    "Категория": "молодой специалист",
    "Должность": "учитель физики",
    "Согласие на ПДн": date(2026, 8, 21),
}
CHILD: Mapping[str, Value] = {
    "ФИО": "Белова Юлия Артёмовна",
    "Категория": "обучающийся",
    "Класс": "6 Б",
    "Дата рождения": date(2014, 5, 2),
    "Представитель": "Белов Артём Павлович",
    "Кем приходится": "отец",
    "Согласие представителя на ПДн": date(2026, 8, 22),
    "Согласие на участие": date(2026, 8, 22),
}
WORKERS: Mapping[str, Value] = {
    "Наставник": "Орлова Анна Сергеевна",
    "Наставляемый": "Зуев Денис Романович",
    "Форма": "учитель – учитель",
    "Вид": "традиционное (один на один)",
    "Начало": date(2026, 9, 1),
    "Окончание": date(2027, 5, 31),
    "Состояние": "принято",
    "Согласие наставника": date(2026, 8, 25),
    "Доп. соглашение №": "3",
    "Доп. соглашение от": date(2026, 8, 26),
}
PUPILS: Mapping[str, Value] = {
    "Наставник": "Панов Игорь Львович",
    "Наставляемый": "Белова Юлия Артёмовна",
    "Форма": "ученик – ученик",
    "Начало": date(2026, 9, 1),
    "Окончание": date(2027, 5, 31),
    "Состояние": "принято",
}
STAFF: Sequence[Mapping[str, Value]] = (
    {
        "ФИО": "Громов Пётр Алексеевич",
        "Должность": "заместитель директора по УВР",
        "Роль": "куратор",
    },
    {"ФИО": "Светлова Инна Борисовна", "Должность": "педагог-психолог", "Роль": "педагог-психолог"},
    {"ФИО": "Лисина Вера Олеговна", "Должность": "секретарь", "Роль": "секретарь"},
    {"ФИО": "Ромашова Алла Юрьевна", "Должность": "учитель химии", "Роль": "член рабочей группы"},
)


ACTIVITIES: Sequence[Mapping[str, Value]] = (
    {
        "№": "1",
        "Этап": "Подготовка условий",
        "Мероприятие": "Утвердить Положение",
        "Документы": "приказ",
        "Срок": "август 2026 года",
        "Ответственные": "Ковалёва Марина Игоревна",
    },
)


def with_(row: Mapping[str, Value], **changes: Value) -> dict[str, Value]:
    """The row with some fields changed; underscores stand for blanks."""
    return {**row, **{title.replace("_", " "): value for title, value in changes.items()}}


def without(row: Mapping[str, Value], *titles: str) -> dict[str, Value]:
    """The row with some fields empty."""
    return {title: value for title, value in row.items() if title not in titles}


def school(
    card: Mapping[str, Value] = CARD,
    mentors: Rows = (TEACHER, SENIOR),
    mentees: Rows = (NOVICE, CHILD),
    pairs: Rows = (WORKERS, PUPILS),
    staff: Rows = STAFF,
    **others: Rows,
) -> School:
    """A school with these rows; `others` are sheets by the name of their record class."""
    named: dict[str, Rows] = {record.__name__: () for record in RECORDS}
    named |= {
        "Mentor": mentors,
        "Mentee": mentees,
        "Pair": pairs,
        "Staff": staff,
        "Activity": ACTIVITIES,
    }
    named |= others
    cells = {r.sheet: _grid(r, named[r.__name__]) for r in RECORDS if r is not Card}
    cells[Card.sheet] = _card(card)
    return read_school(cells)


def _grid(record: type[Record], rows: Rows) -> Grid:
    titles = [column.title for column in record.columns]
    body: list[list[Any]] = [[row.get(title) for title in titles] for row in rows]
    return Grid([titles, *body])


def shipped() -> dict[str, bytes]:
    """The templates that the product ships, by file name."""
    return {file.name: file.read_bytes() for file in sorted(TEMPLATES_FOLDER.glob("*.docx"))}


LONG_AGO: Mapping[str, Value] = {
    "Учебный год": "2020/2021",
    "Кто": "наставник",
    "Человек": 2,
    "Пар": 3,
    "Хранить до": date(2025, 8, 31),
}
"""Of a year whose data may be kept no longer."""


def _texts(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text(encoding="utf-8") for file in folder.glob("*.tsv")}


def sample(flawed: bool = False, *, at_end: bool = False) -> School:
    """The sample school that the product ships: clean, with its planted mistakes, a year later.

    It has a past besides, so that every kind of document can be made of it.
    """
    texts = _texts(SAMPLE_FOLDER)
    rows = load_sample(texts)
    if at_end:
        rows = at_years_end(rows, _texts(SAMPLE_FOLDER / "end"))
    return _school(sheet_values(plant(rows, texts[FLAWED]) if flawed else rows))


def without_orders(*, at_end: bool = False) -> School:
    """The sample school before any order: an empty journal, pairs that wait for theirs.

    A guest is the mentor of a teacher besides.
    """
    rows = load_sample(_texts(SAMPLE_FOLDER))
    if at_end:
        rows = at_years_end(rows, _texts(SAMPLE_FOLDER / "end"))
    values = {**sheet_values(rows)}
    for sheet in (Order.sheet, Paper.sheet):
        values[sheet] = []
    pairs = [_waiting(row) for row in values[Pair.sheet]]
    guest = next(row for row in pairs if row[Pair.form.title] == Form.EMPLOYER)
    teacher = {Pair.mentee.title: pairs[0][Pair.mentee.title]}
    values[Pair.sheet] = [*pairs, {**guest, **teacher}]
    return _school(values)


def _waiting(pair: Mapping[str, Value]) -> dict[str, Value]:
    """A pair that its order has not reached, whose work goes on or has been stopped."""
    state = pair[Pair.state.title]
    if state == PairState.STOPPED:
        return dict(pair)
    left = without(pair, Pair.order.title, Pair.order_on.title)
    return left | (
        {Pair.state.title: PairState.ACCEPTED.value} if state == PairState.ACTIVE else {}
    )


def _school(sheets: Mapping[str, Sequence[Mapping[str, Value]]]) -> School:
    values = {**sheets, BaseRow.sheet: [dict(LONG_AGO)]}
    cells = {r.sheet: _grid(r, values.get(r.sheet, ())) for r in RECORDS if r is not Card}
    return read_school({**cells, Card.sheet: _card(values[Card.sheet][0])})


def _card(values: Mapping[str, Value]) -> Grid:
    return Grid([[column.title, values.get(column.title)] for column in Card.columns])
