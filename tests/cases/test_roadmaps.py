"""Tables of roadmaps that were once read wrong: every row of each, whatever file holds it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cases.drawings import Drawing, drawings
from nastavnik.roadmap.reading import read_roadmap
from support.drawn_roadmaps import FORMATS, Drawn, parsed, told

pytestmark = pytest.mark.usefixtures("files_read_here")

CASES = list(drawings("roadmaps.txt"))
SCRAPS = {
    "two columns of titles": "№пп  Наименование этапа \n\nСодержание деятельности и план \n"
    "мероприятий \n\nСроки \n\nОтветственные  Предполагаемый \n\nрезультат \n\n1. \n",
    "the last titles": "Сроки\n\nОтветственные  Предполагаемый\n\nрезультат",
}


def breaks_kept(row: str) -> str:
    """A row as the cases write it, on one line."""
    return row.replace("\n", "⏎")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("made", FORMATS, ids=lambda made: made.__name__)
def test_every_row_and_stamp_is_read(
    made: Callable[[Drawn], tuple[bytes, str]], case: Drawing
) -> None:
    roadmap = read_roadmap(*made(parsed(case.source)))
    assert list(map(breaks_kept, told(roadmap))) == case.rows
    assert [f"{each.number} {each.date:%d.%m.%Y}" for each in roadmap.approvals] == case.found
    assert not roadmap.account.left_out
    assert roadmap.account.cells == roadmap.account.taken + roadmap.account.asked


@pytest.mark.parametrize("scraps", SCRAPS.values(), ids=list(SCRAPS))
def test_titles_without_a_table_make_no_rows_but_a_sentence(scraps: str) -> None:
    roadmap = read_roadmap(f"Дорожная карта наставничества\n{scraps}".encode(), "карта.txt")
    assert not roadmap.rows
    assert [finding.code for finding in roadmap.findings] == ["ДК01"]


def test_the_stamp_of_a_page_is_read() -> None:
    page = (
        "<html><meta charset=utf-8><body><p>Приложение 1</p><p>к приказу № 15 от 18.02.2022</p>"
        "<p>Дорожная карта наставничества</p><table><tr><td>№</td><td>Мероприятия</td>"
        "<td>Сроки</td></tr><tr><td>1</td><td>Встречи пар</td><td>март 2022</td></tr></table>"
    )
    roadmap = read_roadmap(page.encode(), "карта.html")
    assert told(roadmap) == [" ¦ 1 ¦ Встречи пар ¦ март 2022 ¦ 01.03.22–31.03.22"]
    assert [each.number for each in roadmap.approvals] == ["15"]
