"""Every cell of a file is accounted for: taken, asked about, or left out with a reason."""

from __future__ import annotations

import html
import re
from textwrap import dedent

from hypothesis import given, settings
from hypothesis import strategies as st

from nastavnik.roadmap.account import OTHER_TABLE, OUTSIDE
from nastavnik.roadmap.model import Roadmap
from nastavnik.roadmap.reading import read_roadmap
from support.depth import tries

TITLE = "Дорожная карта наставничества на 2026-2027 учебный год"
ACTIVITIES = ["Мероприятия", "Тема занятия", "Содержание работы", "Проект, задание"]
TIMES = {"Сроки": ["сентябрь", "до 15.10.2026", "каждую среду", "как получится", ""]}
PEOPLE = {"Ответственные": ["Куратор", "Орлова А.П., Ким О.С.", "учителя и родители", ""]}
FURTHER = ["Классы", "Форма проведения", "Место", "Материалы", "Содержание", "Количество часов"]
WORDS = ["встреча", "беседа", "экскурсия", "отчёт", "анкета", "школа", "семинар", "пары", "урок"]

texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(
    lambda words: " ".join(words).capitalize()
)

Table = list[list[str]]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Titles and rows of a roadmap with columns of every sort in any order."""
    further = draw(st.lists(st.sampled_from(FURTHER), max_size=3, unique=True))
    titles = draw(
        st.permutations([draw(st.sampled_from(ACTIVITIES)), "Сроки", "Ответственные", *further])
    )
    numbered = draw(st.booleans())
    rows = []
    for number in range(1, draw(st.integers(1, 5)) + 1):
        cells = [
            draw(st.sampled_from((TIMES | PEOPLE)[title]) if title in TIMES | PEOPLE else texts)
            for title in titles
        ]
        rows.append([f"{number}.", *cells] if numbered else cells)
    return [["№ п/п", *titles] if numbered else list(titles), *rows]


def page(table: Table) -> bytes:
    """The table as a page."""
    rows = "".join(
        f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>" for row in table
    )
    return f"<meta charset=utf-8><p>{TITLE}</p><table>{rows}</table>".encode()


@settings(deadline=None, max_examples=tries(150, quick=50))
@given(tables())
def test_every_cell_of_a_table_is_counted_and_found_again(table: Table) -> None:
    roadmap = read_roadmap(page(table), "карта.html")
    account = roadmap.account
    assert account.cells == 1 + sum(1 for row in table for cell in row if cell)
    assert account.cells == account.taken + account.asked + len(account.left_out)
    assert not account.left_out
    said = _said(roadmap)
    for row in table[1:]:
        for cell in row:
            assert _words(cell) - {"и"} <= said, cell


def _said(roadmap: Roadmap) -> set[str]:
    """All words of the rows and stages, in small letters."""
    found = _words(" ".join(stage.title for stage in roadmap.stages))
    for row in roadmap.rows:
        deadline = row.deadline.as_written if row.deadline else ""
        stage = roadmap.stages[row.stage] if row.stage is not None else None
        texts = [row.number, row.lead_number, row.lead, row.activity, deadline, row.note]
        texts += [*row.documents, *row.responsible]
        texts += [stage.title, stage.number, *stage.documents] if stage else []
        found |= _words(" ".join(filter(None, texts)))
    return found


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def test_what_is_left_out_is_named_by_place_and_reason_never_by_content() -> None:
    source = f"""
        <meta charset=utf-8><p>{TITLE}</p>
        <table><tr><td>Мероприятия</td><td>Сроки</td></tr>
        <tr><td>Встречи пар</td><td>май</td></tr></table>
        <p>Бюджет программы утверждён</p>
        <table><tr><td>№</td><td>Канцелярия</td></tr><tr><td>1</td><td>Бумага</td></tr></table>
    """
    account = read_roadmap(dedent(source).encode(), "карта.html").account
    whys = [left.why for left in account.left_out]
    assert set(whys) == {OUTSIDE, OTHER_TABLE}
    assert not any("Бумага" in str(left) or "Бюджет" in str(left) for left in account.left_out)
    assert account.cells == 1 + 4 + 1 + 4


def test_an_unread_deadline_counts_as_asked() -> None:
    table = [["Мероприятия", "Сроки"], ["Встречи пар", "май"], ["Беседа", "как получится"]]
    account = read_roadmap(page(table), "карта.html").account
    assert (account.taken, account.asked, account.left_out) == (6, 1, ())
    assert account.as_json() == {"cells": 7, "taken": 6, "asked": 1, "left_out": []}
