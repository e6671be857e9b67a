"""One roadmap says the same however its table reaches the school as a text."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from textwrap import wrap
from typing import Any

import pytest

from nastavnik.roadmap.reading import read_roadmap

Cells = tuple[str, ...]
"""A row of the table; a single cell is the title of a section."""


class Drawn:
    """A roadmap: the lines above its table, the titles of columns, and its rows."""

    def __init__(self, head: str, titles: str, *rows: str) -> None:
        self.head = head.split("\n")
        self.titles: Cells = tuple(titles.split(" | "))
        self.rows: list[Cells] = [tuple(row.split(" | ")) for row in rows]

    @property
    def table(self) -> list[Cells]:
        """The titles and the rows."""
        return [self.titles, *self.rows]


ROADMAPS = {
    "sections": Drawn(
        "МБОУ «СОШ № 41 им. А. П. Ясенева»\n\nРАССМОТРЕНО\nна заседании педагогического совета\n"
        "протокол № 1 от 28.08.2026\n\nДорожная карта\nпо реализации программы наставничества\n"
        "на 2026-2027 учебный год\n",
        "№ п/п | Мероприятия | Сроки | Ответственные | Результат",
        "1. Подготовка условий для запуска программы наставничества",
        "1.1 | Изучение нормативных документов | август 2026 г. | Зам. директора по УВР | Справка",
        "1.2 | Издание приказа о кураторе | до 01.09.2026 | Директор школы | Приказ",
        "2. Завершение программы наставничества",
        "2.1 | Итоговая встреча участников | май 2027 г. | Куратор | Фотоотчёт",
    ),
    "stages": Drawn(
        "Муниципальное учреждение лицей № 9\n\n"
        "План мероприятий (дорожная карта) наставничества на 2026/2027 учебный год\n",
        "№ | Наименование этапа | Содержание деятельности | Сроки | Ответственные",
        "1 | Подготовка условий для наставничества | Подготовка актов: 1. Приказ «О внедрении»; "
        "2. Положение. | Сентябрь 2026 | Ветрова И.С.",
        "2 | Формирование банка наставников | Проведение анкетирования среди потенциальных "
        "наставников. | Октябрь 2026 г. | Носова Н.В. Котов А.Б.",
    ),
    "unnumbered": Drawn(
        "ГБОУ «Гимназия № 77»\n\nДОРОЖНАЯ КАРТА\nнаставничества\nна 2026 – 2027 учебный год\n",
        "Этап | Мероприятия | Ответственный | Срок исполнения | Вид документа",
        "Подготовка условий | Назначение куратора | Директор | сентябрь | Приказ",
        "Подготовка условий | Создание раздела сайта | Администратор | октябрь | Страница сайта",
        "Работа наставнических пар | Встречи пар | Наставники | ежемесячно | Журнал встреч",
    ),
    "short": Drawn(
        "Детский сад «Берёзка»\n\nДорожная карта наставничества на 2026-2027 учебный год\n",
        "Мероприятие | Дата проведения | Исполнители",
        "Консультация «Ведение документации» | 10.09.2026 | Старший воспитатель",
        "Взаимопосещение занятий | в течение года | Наставник, молодой педагог",
        "Итоговый отчёт наставника | не позднее 25 мая 2027 | Наставник",
    ),
}


def tabbed(drawn: Drawn) -> str:
    """Cells parted by tabs."""
    return "\n".join([*drawn.head, *("\t".join(row) for row in drawn.table)])


def markdown(drawn: Drawn) -> str:
    """A table of Markdown."""
    rule = "|---" * len(drawn.titles) + "|"
    titles, *rows = (f"| {' | '.join(row)} |" for row in drawn.table)
    return "\n".join([*drawn.head, titles, rule, *rows])


def of_word(drawn: Drawn) -> str:
    """As Word writes a table into a text: a tab before each cell, an empty line after a row."""
    cells = (line for row in drawn.table for line in [*(f"\t{cell}" for cell in row), ""])
    return "\n".join([*drawn.head, *cells])


def stacked(drawn: Drawn) -> str:
    """Each cell on a line of its own."""
    return "\n".join([*drawn.head, *(cell for row in drawn.table for cell in row)])


def stacked_loosely(drawn: Drawn) -> str:
    """Each cell on a line of its own, with empty lines between."""
    return "\n".join([*drawn.head, *(line for row in drawn.table for c in row for line in (c, ""))])


def flat(drawn: Drawn) -> str:
    """Cells parted by nothing but a blank."""
    return "\n".join([*drawn.head, *(" ".join(row) for row in drawn.table)])


def separated(drawn: Drawn, mark: str) -> str:
    """A table saved by Excel as CSV."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=mark)
    for row in [*((line,) for line in drawn.head), *drawn.table]:
        writer.writerow([*row, *[""] * (len(drawn.titles) - len(row))])
    return file.getvalue()


def semicolons(drawn: Drawn) -> str:
    """A CSV of the Russian Excel."""
    return separated(drawn, ";")


def commas(drawn: Drawn) -> str:
    """A CSV of other programs."""
    return separated(drawn, ",")


def _laid_out(row: Cells, widths: Sequence[int]) -> Iterator[Cells]:
    """The lines of a row whose cells are wrapped."""
    wrapped = [wrap(cell, width - 2) for cell, width in zip(row, widths, strict=False)]
    for line in zip_longest(*wrapped, fillvalue=""):
        yield tuple(text.ljust(width) for text, width in zip(line, widths, strict=False))


def _widths(drawn: Drawn) -> list[int]:
    return [8 if title.startswith("№") else 28 for title in drawn.titles]


def aligned(drawn: Drawn) -> str:
    """Columns parted by blanks, cells of several lines."""
    lines = list(drawn.head)
    for row in drawn.table:
        drawn_row = _laid_out(row, _widths(drawn)) if len(row) > 1 else [row]
        lines += ["".join(line).rstrip() for line in drawn_row]
    return "\n".join(lines)


def boxed(drawn: Drawn) -> str:
    """A table drawn with «+», «-» and «|»."""
    widths = _widths(drawn)
    rule = "+" + "+".join("-" * width for width in widths) + "+"
    lines = [*drawn.head, rule]
    for row in drawn.table:
        own = widths if len(row) > 1 else [len(rule) - 2]
        lines += [f"|{'|'.join(line)}|" for line in _laid_out(row, own)] + [rule]
    return "\n".join(lines)


def page(drawn: Drawn) -> str:
    """A page of a site, with a menu above."""
    width = len(drawn.titles)
    rows = (
        "".join(f"<td colspan={1 + width - len(row)}><p>{cell}</p></td>" for cell in row)
        if len(row) == 1
        else "".join(f"<td><p>{cell}</p></td>" for cell in row)
        for row in drawn.table
    )
    head = "".join(f"<p>{line}</p>" for line in drawn.head)
    menu = "<ul><li>Главная</li><li>Новости</li></ul>"
    table = "".join(f"<tr>{row}</tr>" for row in rows)
    return f"<html><body>{menu}{head}<table>{table}</table></body></html>"


SHAPES = (
    markdown, of_word, stacked, stacked_loosely, flat, semicolons, commas, aligned, boxed, page,
)  # fmt: skip


def told(text: str) -> dict[str, Any]:
    """What is read out of a text, but for what is asked and counted."""
    shape = read_roadmap(text.encode(), "карта.txt").as_json()
    del shape["findings"], shape["account"]
    return shape


@pytest.mark.parametrize("name", ROADMAPS)
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_every_shape_says_the_same(shape: Callable[[Drawn], str], name: str) -> None:
    drawn = ROADMAPS[name]
    expected = told(tabbed(drawn))
    assert len(expected["rows"]) >= len([row for row in drawn.rows if len(row) > 1])
    assert told(shape(drawn)) == expected
