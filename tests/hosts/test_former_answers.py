"""A book made before «Ответы»: healing carries «Анкеты» over, once, and it can be undone."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from nastavnik.actions import heal_book, undo_step
from nastavnik.actions.new_book import SAMPLE_DAY, new_book
from nastavnik.actions.session import Session, closed_file
from nastavnik.domain.answers import questions, responses
from nastavnik.model.school import School, read_school
from nastavnik.model.sheets import AnswerRow, QuestionRow
from nastavnik.rules.checking import check

TITLES = ("Дата", "Кто отвечал", "Роль", "Анкета", "Оценка, 1–10", "Доволен программой")
OPEN = ("Что получилось", "Что мешало", "Предложения")
LISTS = {"Типы ответа": None, "Показатели анкет": None, "Виды анкет": 3}
"""Lists that such a book has less of: how many values are left, None for no list."""


@pytest.fixture
def former(tmp_path: Path) -> Path:
    """A book with «Анкеты» where «Вопросы» and «Ответы» are today, and an own column in it."""
    path = new_book(tmp_path, sample=True)
    book = openpyxl.load_workbook(path)
    del book["Ответы"], book["Вопросы"]
    sheet = book.create_sheet("Анкеты")
    sheet.append(["Анкеты"])
    sheet.append(["Ответы участников"])
    sheet.append([*TITLES, *OPEN, "Заметка"])
    day = datetime(2026, 9, 14)
    sheet.append([day, "Ким Алла", "наставник", "входная", 9, True, "=это", None, "-", "своё"])
    sheet.append([day, "Ли Вера", "куратор", "входная", "11", "скорее да", None, None, None, None])
    sheet.append([day, "Дин Пётр", "наставник", "входная", None, None, None, None, None, None])
    sheet["G4"].data_type = "s"
    lists = book["Справочники"]
    for column in list(lists.iter_cols(min_row=3)):
        title = str(column[0].value)
        if title in LISTS:
            kept = LISTS[title]
            for cell in column if kept is None else column[kept + 1 :]:
                cell.value = None
    book.save(path)
    return path


def read(path: Path) -> School:
    return read_school(closed_file(path).read())


def heal(path: Path) -> str:
    return heal_book.run(Session(), book=path).message


def test_every_answer_becomes_a_row_and_nothing_of_it_is_lost(former: Path) -> None:
    assert "ответов с листа «Анкеты» перенесено: 6" in heal(former)
    rows = read(former).table(AnswerRow).rows
    assert [(row.who, row.question, row.value) for row in rows] == [
        ("Ким Алла", "Я5", "9"),
        ("Ким Алла", "Я6", "да"),
        ("Ким Алла", "Я9", "=это"),
        ("Ким Алла", "Я11", "-"),
        ("Ли Вера", "Я5", "11"),
        ("Ли Вера", "Я6", "скорее да"),
    ]
    assert {row.kind for row in rows} == {"входная"}
    assert [response.grade for response in responses(read(former))] == [9, None]


def test_what_is_not_an_answer_stays_where_it_was(former: Path) -> None:
    heal(former)
    left = [[cell.value for cell in row] for row in openpyxl.load_workbook(former)["Анкеты"].rows]
    assert "можно удалить" in str(left[0][0])
    assert left[3] == [None] * 9 + ["своё"]
    assert left[5][1:4] == ["Дин Пётр", "наставник", "входная"]


def test_healing_again_carries_nothing_and_undoing_gives_the_file_back(former: Path) -> None:
    before = former.read_bytes()
    heal(former)
    once = former.read_bytes()
    assert "перенесено" not in heal(former)
    assert former.read_bytes() == once
    undo_step.run(Session(), book=former)
    assert former.read_bytes() == before


def test_questions_and_the_lists_behind_them_come_with_the_sheets(former: Path) -> None:
    heal(former)
    school = read(former)
    assert len(school.table(QuestionRow).rows) == len(questions(school))
    assert school.lists["Типы ответа"][0] == "шкала 1–10"
    assert "родителей" in school.lists["Виды анкет"]
    wrong = {f.sheet for f in check(school, SAMPLE_DAY).findings if f.sheet}
    assert not wrong & {"Вопросы", "Справочники"}
    names = openpyxl.load_workbook(former).defined_names
    column = names["список_Типы_ответа"].attr_text.split("$")[1]
    assert openpyxl.load_workbook(former)["Справочники"][f"{column}3"].value == "Типы ответа"
