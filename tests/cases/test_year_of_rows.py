"""Published roadmaps, where they are at hand: what a year's book makes of each of their rows."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cases.year_of_rows import JudgedRow, Substance, everything, table
from support.depth import IS_DEEP

FOLDER = Path(
    os.environ.get("NASTAVNIK_ROADMAPS", Path(__file__).resolve().parents[2] / "../shared/roadmaps")
)
LEAST_WITH_CONTENT, LEAST_CLOSED = 110, 115

pytestmark = [
    pytest.mark.skipif(not list(FOLDER.glob("*.txt")), reason="настоящих дорожных карт рядом нет"),
    pytest.mark.skipif(not IS_DEEP, reason="a year of five schools: with NASTAVNIK_DEEP"),
]


@pytest.fixture(scope="module")
def rows() -> list[JudgedRow]:
    return everything(FOLDER)


def test_most_rows_are_made_with_content_of_the_book_and_none_is_left_out(
    rows: list[JudgedRow],
) -> None:
    assert [row for row in rows if row.substance is Substance.NOTHING] == []
    with_content = [row for row in rows if row.substance is Substance.CONTENT]
    assert len(with_content) >= LEAST_WITH_CONTENT, table(rows)


def test_most_rows_close_when_their_papers_are_signed(rows: list[JudgedRow]) -> None:
    assert sum(row.is_closed for row in rows) >= LEAST_CLOSED, table(rows)
