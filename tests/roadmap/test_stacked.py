"""Tables copied with a cell below another: empty ones are lost, some have several paragraphs."""

from __future__ import annotations

import random
from typing import NamedTuple

import pytest

from nastavnik.readers.blocks import Block, Line, Row
from nastavnik.roadmap.layouts.tables import read_tables
from nastavnik.roadmap.model import Roadmap
from nastavnik.roadmap.reading import read_roadmap, roadmap_of

HEAD = ("Дорожная карта внедрения наставничества", "на 2026-2027 учебный год")
DEEDS = (
    "Изучение нормативных документов", "Издание приказа о назначении куратора", "Встречи пар",
    "Разработка положения о наставничестве", "Обучение наставников",
    "Проведение анкетирования обучающихся, желающих принять участие",
    "Педсовет «Наставничество: из опыта»", "Размещение материалов на сайте школы",
    "Поощрение наставников, достигших лучших результатов",
)  # fmt: skip
DATES = (
    "сентябрь 2026 г.", "Сентябрь – октябрь 2026", "до 15.09.2026", "15.10.2026", "Октябрь",
    "в течение года", "Постоянно", "2 раза в год (декабрь, май)", "Май 2027 г.", "По плану",
)  # fmt: skip
PERSONS = (
    "Директор", "Куратор", "Зам. директора по ВР", "Лаптева Е. А.", "Куратор, педагог-психолог",
    "Классные руководители", "Рабочая группа", "Ответственный за сайт",
)  # fmt: skip
PAPERS = ("Приказ", "Положение", "Протокол", "База наставников", "Анкеты", "Программы пар", "")
STAGES = (
    "Подготовка условий для запуска программы", "Формирование базы наставляемых",
    "Отбор и обучение наставников", "Организация работы пар", "Завершение наставничества",
)  # fmt: skip
TITLES = {
    "n": ("№", "№ п/п", "№\nп/п"),
    "s": ("Этап", "Наименование\nэтапа"),
    "a": ("Мероприятия", "Содержание деятельности и примерный план мероприятий"),
    "d": ("Сроки", "Срок реализации", "Дата"),
    "p": ("Ответственные", "Ответственный\nисполнитель"),
    "r": ("Результат. Вид документа", "Документы"),
    "o": ("Примечание",),
}
ORDERS = ("nadp", "nadpr", "nardp", "nsadp", "nsadpr", "nsapd", "napd", "nadpo")


class Table(NamedTuple):
    """Titles and rows; a row of one text is the title of a section."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def drawn(seed: int) -> Table:
    """A table of invented rows; its numbers count sections, stages or rows."""
    dice = random.Random(seed)
    order = dice.choice(ORDERS)
    staged, sectioned = "s" in order, "s" not in order and dice.random() < 0.4
    rows: list[tuple[str, ...]] = []
    for number, stage in enumerate(dice.sample(STAGES, dice.randint(2, 4)), start=1):
        if sectioned:
            rows.append((f"{number}. {stage}",))
        for place in range(dice.randint(1, 4)):
            counted = f"{number}." if staged else f"{len(rows) + 1}"
            cells = {
                "n": f"{number}.{place + 1}" if sectioned else counted,
                "s": stage,
                "a": dice.choice(DEEDS) if dice.random() < 0.7 else listed(dice),
                "d": dice.choice(DATES),
                "p": dice.choice(PERSONS),
                "r": dice.choice(PAPERS),
                "o": "",
            }
            if staged and place:
                cells["n"] = cells["s"] = ""
            rows.append(tuple(cells[kind] for kind in order))
    return Table(tuple(dice.choice(TITLES[kind]) for kind in order), tuple(rows))


def listed(dice: random.Random) -> str:
    """A cell of several paragraphs."""
    deeds = dice.sample(DEEDS, dice.randint(2, 3))
    return "\n".join(f"{number}. {deed}" for number, deed in enumerate(deeds, start=1))


def as_table(table: Table) -> Roadmap:
    """What is read where the columns are kept."""
    width = len(table.titles)
    rows = [Row((*row, *[""] * (width - len(row))), f"{n}") for n, row in enumerate(table.rows)]
    blocks: list[Block] = [*(Line(text, "") for text in HEAD), Row(table.titles, "№"), *rows]
    layout = read_tables(blocks)
    assert layout
    return roadmap_of(layout)


def copied(table: Table, between: str, *, counted: bool = False, after: str = "") -> Roadmap:
    """What is read where each cell stands below the one before it."""
    numbers = [f"{number}" for number in range(1, len(table.titles) + 1)] if counted else []
    cells = [cell for row in table.rows for cell in row if cell]
    text = between.join([*HEAD, *table.titles, *numbers, *cells, after])
    return read_roadmap(text.encode(), "карта.txt")


def told(roadmap: Roadmap) -> list[object]:
    """Stage, activity, deadline, persons and documents of each row."""
    titles = [stage.title for stage in roadmap.stages]
    return [
        (
            None if row.stage is None else titles[row.stage],
            row.activity,
            row.deadline and row.deadline.as_written,
            row.responsible,
            row.documents,
        )
        for row in roadmap.rows
    ]


@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["lines", "paragraphs"])
@pytest.mark.parametrize("seed", range(60))
def test_cells_below_one_another_say_what_the_table_says(seed: int, between: str) -> None:
    table = drawn(seed)
    assert told(copied(table, between)) == told(as_table(table))


@pytest.mark.parametrize("seed", range(20))
def test_numbers_of_columns_signature_and_words_of_the_site_are_no_rows(seed: int) -> None:
    table = drawn(seed)
    after = "Директор школы __________ О. П. Ветрова\n\nПоделиться:"
    assert told(copied(table, "\n\n", counted=True, after=after)) == told(as_table(table))


def test_titles_that_stand_in_one_line_and_go_on_below_are_parted() -> None:
    rows = (("1", "Встречи пар", "Октябрь", "Куратор", "Журнал"),) * 3
    table = Table(("№", "Мероприятие", "Срок", "Ответственный", "Ожидаемый результат"), rows)
    head = ["№  Мероприятие", "Срок", "Ответственный  Ожидаемый", "результат"]
    cells = [cell for row in rows for cell in row]
    text = "\n\n".join([*HEAD, *head, *cells])
    assert told(read_roadmap(text.encode(), "карта.txt")) == told(as_table(table))


def test_what_was_told_by_its_meaning_is_asked_about() -> None:
    whole = Table(
        ("№", "Мероприятие", "Срок", "Ответственный"),
        (("1", "Встречи пар", "Октябрь", "Куратор"), ("2", "Педсовет", "Май", "Директор")),
    )
    lost = whole._replace(rows=(whole.rows[0], ("2", "Педсовет", "", "Директор")))
    assert "ДК75" not in [finding.code for finding in copied(whole, "\n").findings]
    assert "ДК75" in [finding.code for finding in copied(lost, "\n").findings]


def test_a_text_of_which_little_is_a_list_is_no_roadmap() -> None:
    lines = [*HEAD, "Что", "Временные рамки", "Лица", *DEEDS, "1. Встречи пар — май — Куратор"]
    text = "\n\n".join([*lines, *PERSONS, "2. Педсовет — октябрь — Директор"])
    assert not read_roadmap(text.encode(), "карта.txt").rows
