"""Words on a page: lines, cells, and tables told by where the words stand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from nastavnik.readers.blocks import Line, Row
from nastavnik.readers.drawn_tables import drawn_blocks
from nastavnik.readers.page import PageWord, cell_text, lines_of, runs_of, text_of

LETTER, HEIGHT = 6.0, 11.0


def words(text: str, left: float, top: float) -> list[PageWord]:
    """The words of a text set from a place on, every letter as wide as any other."""
    found = []
    for word in text.split():
        right = left + LETTER * len(word)
        found.append(PageWord(left, top, right, top + HEIGHT, word))
        left = right + 3.0
    return found


def page(*lines: tuple[float, dict[float, str]]) -> list[list[PageWord]]:
    """Lines of a page: (top, {left: text})."""
    held = [
        w for top, texts in lines for left, text in texts.items() for w in words(text, left, top)
    ]
    return lines_of(held)


def rows(lines: Sequence[Sequence[PageWord]]) -> list[tuple[str, ...]]:
    return [block.cells for block in drawn_blocks(lines) if isinstance(block, Row)]


def test_words_that_are_level_make_a_line_whatever_their_order() -> None:
    (line,) = lines_of([*words("второе", 100, 10.4), *words("первое", 10, 10)])
    assert text_of(line) == "первое  второе"
    assert len(runs_of(line)) == 2


@pytest.mark.parametrize(
    ("lines", "edge", "expected"),
    [
        (["Мероприяти", "я"], 62, "Мероприятия"),
        (["Проведение бесед", "с родителями"], 110, "Проведение бесед с родителями"),
        (["Директор", "Куратор"], 200, "Директор\nКуратор"),
        (["наставничества", "школы"], 88, "наставничества школы"),
        (["педагог-", "психолог"], 52, "педагог-психолог"),
        (["до 15.09.2026-", "31.05.2027"], 90, "до 15.09.2026-31.05.2027"),
        (["Приказы:", "- о начале", "- об итогах"], 66, "Приказы:\n- о начале\n- об итогах"),
    ],
)
def test_a_cell_is_read_as_it_was_typed(lines: list[str], edge: float, expected: str) -> None:
    set_lines = [words(text, 0, 14.0 * number) for number, text in enumerate(lines)]
    assert cell_text(set_lines, edge) == expected


HEAD = {10.0: "№", 60.0: "Мероприятие", 180.0: "Срок", 300.0: "Результат"}


def test_a_title_on_two_lines_and_a_cell_on_three_are_one_row_each() -> None:
    found = rows(
        page(
            (0, {10.0: "№", 60.0: "Планируемое", 180.0: "Срок", 300.0: "Ожидаемый"}),
            (14, {60.0: "мероприятие", 300.0: "результат"}),
            (40, {10.0: "1", 60.0: "Опрос семей и всех", 180.0: "май", 300.0: "Анкеты"}),
            (54, {60.0: "их наставников о"}),
            (68, {60.0: "делах"}),
            (94, {10.0: "2", 60.0: "Отбор", 180.0: "июнь", 300.0: "Приказ"}),
        )
    )
    assert found == [
        ("№", "Планируемое мероприятие", "Срок", "Ожидаемый результат"),
        ("1", "Опрос семей и всех их наставников о делах", "май", "Анкеты"),
        ("2", "Отбор", "июнь", "Приказ"),
    ]


def test_a_heading_across_the_columns_is_one_row_on_however_many_lines() -> None:
    found = rows(
        page(
            (0, HEAD),
            (26, {10.0: "I. Подготовка условий для работы наставников и их пар в школе"}),
            (40, {10.0: "и за её пределами"}),
            (66, {10.0: "1", 60.0: "Отбор", 180.0: "июнь", 300.0: "Приказ"}),
        )
    )
    assert found[1] == (
        "I. Подготовка условий для работы наставников и их пар в школе и за её пределами",
        "", "", "",
    )  # fmt: skip


def test_rows_that_follow_closely_are_told_by_their_numbers_or_cells() -> None:
    found = rows(
        page(
            (0, HEAD),
            (14, {10.0: "1", 60.0: "Опрос семей в мае", 180.0: "май", 300.0: "Анкеты"}),
            (28, {60.0: "и учителей"}),
            (42, {10.0: "2", 60.0: "Отбор", 180.0: "июнь", 300.0: "Приказ"}),
        )
    )
    assert [row[0] for row in found] == ["№", "1", "2"]
    assert found[1][1] == "Опрос семей в мае и учителей"


def test_a_title_in_the_middle_is_over_the_cells_at_the_left() -> None:
    found = rows(
        page(
            (0, {30.0: "№", 80.0: "Мероприятие", 200.0: "Срок"}),
            (26, {10.0: "1", 60.0: "Опрос семей о делах", 190.0: "май"}),
            (52, {10.0: "2", 60.0: "Отбор", 190.0: "июнь"}),
        )
    )
    assert found[1] == ("1", "Опрос семей о делах", "май")


def test_running_text_is_no_table() -> None:
    lines = page(
        *((14.0 * n, {10.0: "Положение о наставничестве в школе города"}) for n in range(9))
    )
    assert all(isinstance(block, Line) for block in drawn_blocks(lines))
