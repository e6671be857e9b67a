"""Random mistakes in the clean sample: each is found at its place, and nothing else is."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from nastavnik.model.findings import Finding
from nastavnik.model.grid import address
from nastavnik.model.schema import Record
from nastavnik.model.school import read_school
from nastavnik.model.sheets import (
    Activity,
    AnswerRow,
    Card,
    Indicator,
    MeetingRow,
    Mentee,
    Mentor,
    Order,
    Pair,
    Practice,
    Staff,
)
from nastavnik.rules.catalogue import RULES
from nastavnik.rules.engine import run_rules
from nastavnik.workbooks.build.sample import Row, Sample, load_sample, sheet_values
from rules.drawing import TODAY, typed_cells
from support.depth import tries

FOLDER = Path(__file__).parents[2] / "sample_data"
BOOKS = tries(150, quick=40)
ROWS = tries(5, quick=3)
"""In how many rows each kind of mistake is tried."""
MISTAKES = 4
Place = tuple[str, str, str]
"""The code of a finding, its sheet, its address."""


@dataclass(frozen=True)
class Kind:
    """A kind of mistake: what is typed into a cell of a row that suits, and what finds it there."""

    code: str
    record: type[Record]
    title: str
    typed: Callable[[str], str]
    suits: Callable[[Row], bool] = lambda row: True


def becomes(text: str) -> Callable[[str], str]:
    return lambda old: text


def swapped(name: str) -> str:
    """The name with two letters of the surname changed places."""
    place = next(i for i in range(2, len(name)) if name[i] != name[i + 1])
    return name[:place] + name[place + 1] + name[place] + name[place + 2 :]


def filled(title: str) -> Callable[[Row], bool]:
    return lambda row: bool(row.get(title))


def is_in_pair(row: Row) -> bool:
    return row["Состояние"] in {"действует", "принято"}


EMPTY = becomes("")
FUTURE = becomes("16.10.2026")
KINDS = [
    Kind("ЯЧ01", MeetingRow, "Тема", EMPTY),
    Kind("ЯЧ01", Staff, "Должность", EMPTY),
    Kind("ЯЧ01", Activity, "Мероприятие", EMPTY),
    Kind("ЯЧ02", MeetingRow, "Дата", becomes("в сентябре")),
    Kind("ЯЧ02", Mentee, "Дата рождения", becomes("31.02.2012"), filled("Дата рождения")),
    Kind("ЯЧ02", Mentee, "Стаж, лет", becomes("три года"), filled("Стаж, лет")),
    Kind("ЯЧ03", Order, "Ознакомлены", lambda old: f"'{old}"),
    Kind("ЯЧ03", Mentor, "Мест", lambda old: f"'{old}"),
    Kind("ЯЧ04", Mentor, "Категория", becomes("выысшая"), filled("Категория")),
    Kind("ЯЧ04", MeetingRow, "Как", becomes("в поезде")),
    Kind("ПР130", AnswerRow, "Ответ", becomes("11"), lambda row: row["Вопрос"] == "Я5"),
    Kind("ЯЧ06", Mentee, "Класс", becomes("девятый"), filled("Класс")),
    Kind("ЯЧ06", Mentor, "Телефон", becomes("12-34")),
    Kind("ПР01", Mentor, "Согласие на ПДн", EMPTY, lambda row: row["Кто"] != "ученик"),
    Kind("ПР03", Mentee, "Согласие представителя на ПДн", EMPTY, filled("Согласие на участие")),
    Kind("ПР09", Mentor, "Стаж в школе, лет", becomes("1"), filled("Категория")),
    Kind("ПР11", Mentee, "Стаж, лет", becomes("9"), lambda r: r["Категория"].startswith("мол")),
    Kind("ПР14", MeetingRow, "Наставляемый", swapped),
    Kind("ПР14", Pair, "Наставник", swapped, is_in_pair),
    Kind("ПР15", Pair, "Программа от", EMPTY, filled("Программа утверждена")),
    Kind("ПР25", Activity, "Документы", lambda old: f"{old} от ____"),
    Kind("ПР26", Staff, "ФИО", swapped, lambda row: row["ФИО"].startswith(("Клим", "Черн"))),
    Kind("ПР33", Order, "Ознакомлены", EMPTY),
    Kind("ПР35", Mentee, "Согласие на участие", EMPTY, filled("Согласие на участие")),
    Kind("ПР38", Pair, "Окончание", becomes("01.09.2026"), is_in_pair),
    Kind("ПР41", Mentee, "Дата рождения", EMPTY, filled("Класс")),
    Kind("ПР43", Mentee, "Представитель", EMPTY, filled("Представитель")),
    Kind("ПР46", Mentor, "Согласие на ПДн", FUTURE, lambda row: row["Мест"] == "1"),
    Kind("ПР47", Practice, "Автор", becomes("Ким Алла Львовна")),
    Kind("ПР54", Mentor, "Телефон", becomes("+7 123 456-78-90")),
    Kind("ПР55", Staff, "Почта", becomes("a..b@example.ru")),
    Kind("ПР56", Card, "ИНН", becomes("0012300475")),
    Kind("ПР57", Card, "ОГРН", becomes("1020000123005")),
    Kind("ПР58", MeetingRow, "Результат", lambda old: f"{old}, всё yспели"),
    Kind("ПР58", Mentee, "Запрос", lambda old: f"{old}, пeдагогика"),
    Kind("ПР59", Mentee, "Запрос", lambda old: f"{old} 112-233-445 95"),
    Kind("ПР60", Mentee, "Не закреплять с", becomes("Ким Алла Львовна")),
    Kind("ПР62", Activity, "Ответственные", becomes("Заместители")),
    Kind("ПР64", MeetingRow, "Дата", FUTURE, lambda row: "Манджиева" not in row["Наставник"]),
    Kind("ПР69", Indicator, "Сколько", becomes("1000"), filled("Из скольких")),
    Kind("ПР85", Mentee, "Класс", EMPTY, filled("Класс")),
    Kind("ПР86", Mentor, "Должность", EMPTY, filled("Категория")),
    Kind("ПР87", Mentor, "Место работы (учёбы)", EMPTY, filled("Место работы (учёбы)")),
    Kind("ПР88", Mentor, "Стаж общий, лет", becomes("0"), filled("Категория")),
    Kind("ПР93", Activity, "Документы", EMPTY, filled("Сделано")),
    Kind("ПР94", Activity, "Сделано", FUTURE),
]


def sample() -> dict[type[Record], list[Row]]:
    texts = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.tsv")}
    return load_sample(texts)


def found_in(rows: Sample) -> Counter[Place]:
    school = read_school(typed_cells(sheet_values(rows)))
    findings: list[Finding] = [*school.findings, *run_rules(RULES, school, TODAY)]
    return Counter((f.code, str(f.sheet), str(f.cell)) for f in findings)


CLEAN = found_in(sample())


def place(kind: Kind, index: int) -> Place:
    titles = [column.title for column in kind.record.columns]
    column = titles.index(kind.title) + 1
    cell = address(column, 2) if kind.record.vertical else address(index + 2, column)
    return kind.code, kind.record.sheet, cell


def planted(chance: random.Random, kinds: list[Kind]) -> tuple[Sample, list[Place]]:
    """The sample with one mistake of each kind, each in a row of its own; where they must show."""
    rows, places, used = sample(), [], set(asked_rows())
    for kind in kinds:
        suiting = [
            index
            for index, row in enumerate(rows[kind.record])
            if (kind.record, index) not in used and kind.suits(row)
        ]
        index = chance.choice(suiting)
        row = rows[kind.record][index]
        row[kind.title] = kind.typed(row.get(kind.title, ""))
        used.add((kind.record, index))
        places.append(place(kind, index))
    return rows, places


def asked_rows() -> set[tuple[type[Record], int]]:
    """The rows of people about whom the clean sample asks already."""
    named = {cell for _, sheet, cell in CLEAN}
    assert named
    sheets: dict[str, type[Record]] = {record.sheet: record for record in (Mentor, Mentee)}
    return {
        (sheets[sheet], int("".join(filter(str.isdigit, cell))) - 2) for _, sheet, cell in CLEAN
    }


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: f"{kind.code} {kind.title}")
def test_a_mistake_of_every_kind_is_found_wherever_it_stands(kind: Kind) -> None:
    for seed in range(ROWS):
        rows, places = planted(random.Random(seed), [kind])
        found = found_in(rows)
        assert found - CLEAN == Counter(places)
        assert not CLEAN - found


def test_several_mistakes_at_once_are_each_found_and_nothing_else_is() -> None:
    for seed in range(BOOKS):
        chance = random.Random(seed)
        by_sheet = {kind.record: kind for kind in chance.sample(KINDS, len(KINDS))}
        rows, places = planted(chance, list(by_sheet.values())[:MISTAKES])
        assert found_in(rows) == CLEAN + Counter(places), seed
