"""Files as schools keep them, made from the sample people: other titles, orders, looks, noise.

The titles are written down here by themselves, not taken from the package, so that a test of
recognition is no comparison of a list with itself.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from nastavnik.model.findings import Value
from nastavnik.model.parsing import parse_cell
from nastavnik.model.schema import Kind, Record
from nastavnik.model.sheets import Mentee, Mentor, Staff
from nastavnik.workbooks import shipped
from nastavnik.workbooks.build.sample import load_sample

TITLES: Mapping[type[Record], Mapping[str, tuple[str, ...]]] = {
    Mentor: {
        "full_name": ("ФИО", "Ф.И.О. наставника", "Фамилия, имя, отчество", "Наставник",
                      "ФИО (полностью)"),
        "role": ("Кто", "Категория наставника", "Роль"),
        "post": ("Должность", "Занимаемая должность", "Должность, место"),
        "school_class": ("Класс", "Класс (для учеников)"),
        "workplace": ("Место работы/учёбы", "Место работы (учебы)", "Организация"),
        "subject": ("Предмет", "Преподаваемый предмет"),
        "category": ("Квалификационная категория", "Кв. категория", "Категория (аттестация)"),
        "seniority": ("Стаж в школе", "Стаж работы в данной организации", "Стаж в ОО, лет"),
        "career": ("Общий стаж", "Стаж общий (лет)", "Пед. стаж"),
        "places": ("Мест", "Кол-во наставляемых", "Сколько наставляемых может взять"),
        "skills": ("Основные компетенции", "Компетенции", "Чем может помочь"),
        "shift": ("Смена", "Смена работы"),
        "hours": ("Часов в неделю", "Ресурс времени, ч/нед"),
        "achievements": ("Важные достижения", "Достижения наставника"),
        "phone": ("Телефон", "Контактный телефон", "Моб. тел.", "Номер телефона", "Сотовый"),
        "email": ("E-mail", "Эл. почта", "Электронная почта", "Адрес эл. почты"),
        "consent_on": ("Согласие на обработку персональных данных", "Согласие на ПДн (дата)"),
        "training": ("Обучение наставника", "Курсы наставников (удостоверение)"),
        "joined_on": ("Дата вхождения в программу", "В программе с", "Дата включения в программу"),
    },
    Mentee: {
        "full_name": ("ФИО", "ФИО наставляемого", "Фамилия Имя Отчество", "Наставляемый",
                      "Ф. И. О."),
        "role": ("Категория", "Категория наставляемого", "Статус"),
        "school_class": ("Класс", "Класс/группа", "Кл."),
        "post": ("Должность", "Занимаемая должность"),
        "subject": ("Предмет", "Учебный предмет"),
        "seniority": ("Стаж", "Стаж работы, лет", "Педстаж"),
        "birth": ("Дата рождения", "Д.р.", "Число, месяц, год рождения", "Дата рожд."),
        "request": ("Запрос", "Основной запрос наставляемого", "С чем нужна помощь"),
        "wanted_form": ("Желаемая форма", "Желаемая форма наставничества"),
        "phone": ("Телефон", "Тел.", "Контактный телефон", "Мобильный телефон"),
        "email": ("Почта", "e-mail", "Электронная почта"),
        "guardian": ("ФИО родителя", "Законный представитель (ФИО)",
                     "Родитель (законный представитель)"),
        "kinship": ("Кем приходится", "Степень родства"),
        "guardian_phone": ("Телефон родителя", "Тел. законного представителя"),
        "consent_on": ("Согласие на ПДн", "Согласие на обработку персональных данных"),
        "guardian_consent_on": ("Согласие родителя на ПДн",
                                "Согласие представителя на обработку ПД"),
        "participation_on": ("Согласие на участие", "Согласие на участие в программе"),
        "hired_on": ("Принят на работу", "Дата приёма на работу"),
        "joined_on": ("Дата вхождения в программу", "В программе с"),
    },
    Staff: {
        "full_name": ("ФИО", "ФИО сотрудника", "Фамилия, имя, отчество работника"),
        "post": ("Должность", "Должность по штатному расписанию"),
        "role": ("Роль", "Роль в рабочей группе"),
        "duty": ("За что отвечает", "Зона ответственности", "Функционал"),
        "phone": ("Телефон", "Раб. телефон", "Контактный телефон"),
        "email": ("Почта", "Электронный адрес", "E-mail"),
    },
}  # fmt: skip
GROUPS: Mapping[str, Mapping[str, str]] = {
    "Контактные данные": {"phone": "Телефон", "email": "E-mail"},
    "Родитель (законный представитель)": {
        "guardian": "ФИО", "kinship": "кем приходится", "guardian_phone": "телефон",
    },
    "ФИО": {"surname": "Фамилия", "given": "Имя", "patronymic": "Отчество"},
    "Стаж": {"seniority": "в данной школе", "career": "общий"},
}  # fmt: skip
FILE_NAMES = {Mentor: "База наставников", Mentee: "База наставляемых", Staff: "Список сотрудников"}
STRANGERS = {
    "Размер футболки": ("S", "M", "L", "XL"),
    "Общественные поручения": ("профком", "дежурство по этажу", "стенгазета"),
    "Столовая": ("льготное питание", "платное", "не питается"),
}
"""Columns that no registry has."""


@dataclass
class Made:
    """A generated file: its rows, what each column holds, and who is in it with what."""

    record: type[Record]
    name: str
    rows: list[list[Value]] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    people: list[dict[str, Any]] = field(default_factory=list)


@cache
def sample_people() -> Mapping[str, tuple[dict[str, Any], ...]]:
    """The people of the sample by sheet: field → value."""
    rows = load_sample(shipped.sample_texts())
    return {record.sheet: tuple(_typed(record, row) for row in rows[record]) for record in TITLES}


def _typed(record: type[Record], row: Mapping[str, str]) -> dict[str, Any]:
    columns = {column.title: column for column in record.columns}
    return {columns[t].name: parse_cell(text, columns[t])[0] for t, text in row.items()}


def made_file(seed: int) -> Made:
    """The file of this number: the same each time."""
    dice = random.Random(seed)
    record = dice.choice((Mentor, Mentee, Mentee, Staff))
    people = _some_people(dice, record)
    fields = _some_fields(dice, record, people)
    made = Made(record, f"{FILE_NAMES[record]} {seed}", people=people)
    splits = dice.random() < 0.3
    made.fields = _split(dice, fields) if splits else fields
    looks = {name: dice.choice(LOOKS.get(name, (_as_it_is,))) for name in made.fields}
    head = _head(dice, made)
    body = [[_cell(looks[name], person, name) for name in made.fields] for person in people]
    made.rows = _noisy(dice, made, head, body)
    return made


def _some_people(dice: random.Random, record: type[Record]) -> list[dict[str, Any]]:
    known = list(sample_people()[record.sheet])
    return [dict(person) for person in dice.sample(known, dice.randint(6, len(known)))]


def _some_fields(
    dice: random.Random, record: type[Record], people: Sequence[Mapping[str, Any]]
) -> list[str]:
    filled = [
        f for f in TITLES[record] if any(person.get(f) not in (None, "") for person in people)
    ]
    others = [name for name in filled if name != "full_name"]
    chosen = dice.sample(others, dice.randint(min(3, len(others)), len(others)))
    dice.shuffle(chosen)
    place = dice.choice((0, 0, 0, len(chosen) // 2))
    return [*chosen[:place], "full_name", *chosen[place:]]


def _split(dice: random.Random, fields: Sequence[str]) -> list[str]:
    place = fields.index("full_name")
    return [*fields[:place], "surname", "given", "patronymic", *fields[place + 1 :]]


def _head(dice: random.Random, made: Made) -> list[list[Value]]:
    """One row of titles, or two where some columns belong together."""
    plain = {**TITLES[made.record], "surname": ("Фамилия",), "given": ("Имя",),
             "patronymic": ("Отчество",)}  # fmt: skip
    if dice.random() < 0.4:
        grouped = _grouped(dice, made, plain)
        if grouped:
            return grouped
    made.titles = [_worn(dice, dice.choice(plain[name])) for name in made.fields]
    return [list(made.titles)]


def _grouped(
    dice: random.Random, made: Made, plain: Mapping[str, Sequence[str]]
) -> list[list[Value]] | None:
    group_of = {name: group for group, members in GROUPS.items() for name in members}
    present = [group_of[name] for name in made.fields if name in group_of]
    groups = {group for group in present if present.count(group) > 1}
    if not groups:
        return None
    order = list(made.fields)
    made.fields.sort(key=lambda name: _rank(name, order, group_of, groups))
    top: list[Value] = []
    below: list[Value] = []
    for place, name in enumerate(made.fields):
        group = group_of.get(name)
        if group not in groups:
            top.append(dice.choice(plain[name]))
            below.append(None)
            continue
        first = place == 0 or group_of.get(made.fields[place - 1]) != group
        top.append(group if first else None)
        below.append(GROUPS[group][name])
    made.titles = [f"{group_of.get(n, '')} {b}" if b else str(t)
                   for n, t, b in zip(made.fields, top, below, strict=True)]  # fmt: skip
    return [top, below]


def _rank(
    name: str, fields: Sequence[str], group_of: Mapping[str, str], groups: set[str]
) -> tuple[int, int]:
    """The members of a group stand together, where its first one stood."""
    group = group_of.get(name)
    mates = [n for n in fields if group_of.get(n) == group] if group in groups else [name]
    order = list(GROUPS[group]).index(name) if group in groups and group else 0
    return min(fields.index(mate) for mate in mates), order


def _worn(dice: random.Random, title: str) -> str:
    """A title as somebody typed it."""
    kind = dice.choice(("", "", "", "capitals", "colon", "blanks", "slip", "star", "break"))
    if kind == "slip" and len(title) > 9 and " " not in title[:7]:
        place = dice.randrange(2, 6)
        return title[:place] + title[place + 1 :]
    return {
        "capitals": title.upper(),
        "colon": f"{title}:",
        "blanks": f" {title.replace(' ', '  ')} ",
        "star": f"{title} *",
        "break": title.replace(" ", "\n", 1),
    }.get(kind, title)


def _cell(look: Callable[[Any], Value], person: Mapping[str, Any], name: str) -> Value:
    if name in ("surname", "given", "patronymic"):
        parts = str(person["full_name"]).split()
        place = ("surname", "given", "patronymic").index(name)
        value: Any = parts[place] if place < len(parts) else None
    else:
        value = person.get(name)
    return None if value in (None, "") else look(value)


def _as_it_is(value: Any) -> Value:
    if isinstance(value, bool):
        return "да" if value else "нет"
    return value  # type: ignore[no-any-return]


MONTHS = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]


def _digits(phone: str) -> str:
    return "8" + "".join(filter(str.isdigit, phone))[1:]


LOOKS: Mapping[str, tuple[Callable[[Any], Value], ...]] = {
    "full_name": (_as_it_is, str.upper, lambda name: f"  {name.replace(' ', '  ')} "),
    "surname": (_as_it_is, str.upper),
    "phone": (_as_it_is, _digits, lambda p: "8 (900) " + p[7:],
              lambda p: int(_digits(p))),
    "guardian_phone": (_as_it_is, lambda p: "8-900-" + p[7:]),
    "email": (_as_it_is, str.upper, lambda mail: f" {mail}"),
    "school_class": (_as_it_is, lambda c: c.replace(" ", ""),
                     lambda c: c.replace(" ", "-").lower()),
    "seniority": (_as_it_is, lambda n: f"{n:g} лет"),
    "career": (_as_it_is, lambda n: f"{n:g}"),
    "category": (_as_it_is, str.capitalize),
    "role": (_as_it_is, str.capitalize, str.upper),
    "subject": (_as_it_is, str.capitalize),
}  # fmt: skip
_DATE_LOOKS: tuple[Callable[[date], Value], ...] = (
    _as_it_is,
    lambda day: f"{day:%d.%m.%Y}",
    lambda day: f"{day:%d.%m.%Y} г.",
    lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year} г.",
    lambda day: f"{day:%Y-%m-%d}",
    lambda day: (day - date(1899, 12, 30)).days,
)
LOOKS = {**LOOKS, **{
    column.name: _DATE_LOOKS
    for record in TITLES for column in record.columns if column.kind is Kind.DATE
}}  # fmt: skip


def _noisy(
    dice: random.Random, made: Made, head: list[list[Value]], body: list[list[Value]]
) -> list[list[Value]]:
    """Numbers, strangers' columns, words above, empty rows, totals and signatures."""
    if dice.random() < 0.3:
        title, values = dice.choice(list(STRANGERS.items()))
        head = [[*row, title if row is head[0] else None] for row in head]
        body = [[*row, dice.choice(values)] for row in body]
        made.fields.append("")
        made.titles.append(title)
    if dice.random() < 0.6:
        head = [[("№ п/п" if row is head[0] else None), *row] for row in head]
        body = [[number, *row] for number, row in enumerate(body, start=1)]
        made.fields.insert(0, "skipped")
        made.titles.insert(0, "№ п/п")
    width = len(head[0])
    above: list[list[Value]] = []
    if dice.random() < 0.5:
        above = [[f"{made.name} МБОУ «Школа № 7» на 2026/2027 учебный год"], []]
    if dice.random() < 0.2:
        head = [*head, [str(number) for number in range(1, width + 1)]]
    below: list[list[Value]] = []
    if dice.random() < 0.3:
        below += [["Итого:", len(body)] if width > 1 else [f"Итого: {len(body)}"]]
    if dice.random() < 0.3:
        below += [[], ["Директор", "_____________", "Гареева Л.Р."]]
    if dice.random() < 0.3:
        body.insert(dice.randrange(1, len(body)), [])
    return [*above, *head, *body, *below]


WRITERS = ("csv", "csv", "csv", "xlsx", "xlsx", "docx")
ENCODINGS = ("utf-8-sig", "utf-8", "cp1251", "cp866", "koi8-r", "utf-16")


def write(made: Made, seed: int, folder: Path) -> Path:
    """The file on disk, in one of the kinds."""
    dice = random.Random(seed * 7 + 1)
    kind = dice.choice(WRITERS)
    path = folder / f"{made.name}.{kind}"
    if kind == "csv":
        path.write_bytes(_encoded(_csv(made.rows, dice.choice(";,\t")), dice.choice(ENCODINGS)))
    elif kind == "xlsx":
        _excel(made.rows, path)
    else:
        _word(made.rows, path)
    return path


def shown(value: Value) -> str:
    """A value as it is typed into a text."""
    return "" if value is None else f"{value:%d.%m.%Y}" if isinstance(value, date) else (
        f"{value:g}".replace(".", ",") if isinstance(value, float) else str(value))  # fmt: skip


def _encoded(text: str, encoding: str) -> bytes:
    """The text in the encoding, or in UTF-8 where that lacks a letter."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return text.encode("utf-8")


def _csv(rows: Sequence[Sequence[Value]], delimiter: str) -> str:
    stream = io.StringIO()
    width = max(map(len, rows))
    writer = csv.writer(stream, delimiter=delimiter)
    writer.writerows([shown(v) for v in (*row, *[None] * (width - len(row)))] for row in rows)
    return stream.getvalue()


def _excel(rows: Sequence[Sequence[Value]], path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Лист1"
    for row in rows:
        sheet.append(list(row))
    book.save(path)


def _word(rows: Sequence[Sequence[Value]], path: Path) -> None:
    from docx import Document

    document = Document()
    width = max(map(len, rows))
    table = document.add_table(len(rows), width)
    for line, row in zip(table._tbl.tr_lst, rows, strict=True):
        for cell, value in zip(line.tc_lst, row, strict=False):
            cell.p_lst[0].add_r().text = shown(value)
    document.save(str(path))
