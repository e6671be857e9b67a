"""Whatever stands in the cells, a check answers: no book stops it, no finding lacks its words."""

from __future__ import annotations

import os
import random
from datetime import date

from nastavnik.model.findings import Value
from nastavnik.model.grid import Cells, Grid
from nastavnik.model.school import read_school
from nastavnik.model.sheets import RECORDS
from nastavnik.rules.autofix import check_repaired
from nastavnik.rules.checking import check
from rules.drawing import TODAY

BOOKS = int(os.environ.get("NASTAVNIK_RANDOM_BOOKS", "150"))
WORDS = (
    "Ли Вера", "ЛИ ВЕРА", "В. П. Ли", "Л", "", " ", "да", "нет", "7 Б", "42-ОД", "№", "31-ЛС",
    "2026/2027", "2026-2028", "педагог", "ученик", "студент", "обучающийся", "действует", "принято",
    "прекращено", "учитель – учитель", "реверсивное", "в группе", "личный состав", "подписан",
    "отозван", "рабочий день", "выходной", "пятидневная", "наставник", "Согласие в анкете",
    "постановления от 32.13.2019 № Р-145", "ст. 358.1 ТК", "школы № 7", "31.02.2026", "01.09.26",
    "112-233-445 95", "a@b", "Х года", "95-ОД от 99.99.2026", "Ответственный\nи", "=1+1", "ПР01",
    "вопрос", "ошибка", "выключено", "{n}-ОД", "{n}{n}", "\u200b", "пeрвый", "ё" * 400,
)  # fmt: skip
NUMBERS = (0, 1, -1, 2.5, 14, 1e15, 46000, 10**12, True, False)
DAYS = (
    date(1900, 1, 1),
    date(2012, 2, 29),
    date(2026, 9, 6),
    date(2026, 10, 16),
    date(2100, 12, 31),
)


def any_value(chance: random.Random) -> Value:
    kind = chance.random()
    if kind < 0.25:
        return None
    return chance.choice(WORDS if kind < 0.65 else NUMBERS if kind < 0.8 else DAYS)


def random_book(chance: random.Random) -> Cells:
    """A workbook with any values in any columns; some sheets or columns are missing."""
    cells: dict[str, Grid] = {}
    for record in RECORDS:
        if chance.random() < 0.05:
            continue
        titles = [c.title for c in record.columns if chance.random() > 0.05]
        if record.vertical:
            cells[record.sheet] = Grid([[title, any_value(chance)] for title in titles])
        else:
            rows = [[any_value(chance) for _ in titles] for _ in range(chance.randint(0, 5))]
            cells[record.sheet] = Grid([titles, *rows])
    return cells


def test_no_book_stops_a_check() -> None:
    for seed in range(BOOKS):
        school = read_school(random_book(random.Random(seed)))
        for outcome in (check(school, TODAY), check_repaired(school, TODAY)):
            for finding in outcome.findings:
                assert finding.sheet, finding.code
                assert finding.message, finding.code
                assert finding.reason, finding.code
                assert finding.remedy, finding.code
