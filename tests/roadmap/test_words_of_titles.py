"""Rows that are made of words of which titles of columns are made: none of them is lost."""

from __future__ import annotations

from itertools import product

import pytest

from nastavnik.roadmap.model import Roadmap
from nastavnik.roadmap.reading import read_roadmap

TITLE = "Дорожная карта наставничества на 2026/2027 учебный год"
DEEDS = (
    "Работа с педагогами",
    "План работы наставника",
    "Контроль сроков исполнения плана",
    "Анализ результатов",
    "Мероприятие для родителей",
    "Назначение ответственных",
    "Этап адаптации",
    "Раздел на сайте",
    "Форма отчёта",
    "Дата открытия школы наставника",
    "Кто такой наставник?",
    "Задачи на четверть",
)
TIMES = ("октябрь", "сентябрь 2026", "I четверть", "2026 г.", "до 15.10.2026", "ежемесячно")
LAYOUTS = {
    "with a first and a last day": (
        "Направление\tМероприятие\tДата начала\tДата окончания\tИсполнитель",
        "Нормативное\tПриказ\t01.09.2026\t10.09.2026\tдиректор",
        "{other}\t{deed}\t{time}\tноябрь\t{other}",
    ),
    "with documents": (
        "№\tМероприятие\tДокументы\tСроки\tОтветственные",
        "1\tПриказ\tприказ\tдо 10.09.2026\tдиректор",
        "2\t{deed}\t{other}\t{time}\tкуратор",
    ),
    "with stages": (
        "Этап\tСодержание деятельности\tСроки\tОжидаемый результат\tОтветственный",
        "Нормативный\tПриказ\tдо 10.09.2026\tприказ\tдиректор",
        "{other}\t{deed}\t{time}\t{other}\tкуратор",
    ),
}


def read(*lines: str) -> Roadmap:
    return read_roadmap("\n".join((TITLE, *lines)).encode(), "карта.txt")


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("time", TIMES)
def test_a_row_that_looks_like_titles_is_a_row(layout: str, time: str) -> None:
    titles, first, row = LAYOUTS[layout]
    lost = [
        (deed, other)
        for deed, other in product(DEEDS, DEEDS)
        for found in [read(titles, first, row.format(deed=deed, other=other, time=time))]
        if len(found.rows) != 2 or deed.rstrip("?") not in found.rows[1].activity
    ]
    assert not lost


def test_titles_again_are_no_row() -> None:
    titles, first, row = LAYOUTS["with a first and a last day"]
    further = row.format(deed="Семинар", other="Методическое", time="октябрь")
    assert len(read(titles, first, titles, further).rows) == 2


def test_days_shown_as_numbers_are_days() -> None:
    titles, *_ = LAYOUTS["with a first and a last day"]
    found = read(titles, "Нормативное\tПриказ\t46266\t46275\tдиректор")
    deadline = found.rows[0].deadline
    assert deadline
    assert deadline.as_written == "с 01.09.2026 по 10.09.2026"
    assert found.account
    assert not found.account.left_out


def test_a_year_is_no_day_shown_as_a_number() -> None:
    titles, *_ = LAYOUTS["with a first and a last day"]
    deadline = read(titles, "Нормативное\tПриказ\t\t2027\tдиректор").rows[0].deadline
    assert deadline
    assert deadline.as_written == "2027"
