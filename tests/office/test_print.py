"""The sheets as LibreOffice prints them: in type that can be read, whole, without empty pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import Any

import pytest

from nastavnik.actions.new_book import new_book
from nastavnik.model.sheets import GANTT, PANEL, RECORDS, RESULTS, AnswerRow, Card
from nastavnik.workbooks.build.paper import SMALLEST
from office.conftest import Convert

pytestmark = pytest.mark.office

ROUNDED = 0.15
"""Points by which the scale of LibreOffice, a whole percentage, may miss the wanted size."""
Pages = dict[str, list[Any]]


@pytest.fixture(scope="module", params=["year begins", "year ends"])
def pages(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, convert: Convert
) -> Pages:
    """The printed pages of every sheet, by the title in their footer."""
    import pdfplumber

    folder = tmp_path_factory.mktemp("print")
    book = new_book(folder, sample=True, end=request.param == "year ends")
    found: Pages = defaultdict(list)
    with pdfplumber.open(convert(book, "pdf")) as pdf:
        for page in pdf.pages:
            last = (page.extract_text() or "").strip().splitlines()[-1]
            footer = re.fullmatch(r"(?:.* )??(\S.*?) Страница \d+ из \d+", last)
            assert footer, last
            found[footer[1]].append(page)
    return found


def test_every_letter_can_be_read(pages: Pages) -> None:
    small = {
        (title, round(min(char["size"] for char in page.chars if char["text"].strip()), 1))
        for title, those in pages.items()
        for page in those
    }
    assert {each for each in small if each[1] < SMALLEST - ROUNDED} == set()


def test_no_letter_is_printed_over_another(pages: Pages) -> None:
    for title, those in pages.items():
        if title == RESULTS:  # the labels of its charts may touch
            continue
        for page in those:
            places = Counter(
                (round(char["x0"] / 2), round(char["top"] / 2))
                for char in page.chars
                if char["text"].strip()
            )
            assert max(places.values()) <= 2, f"{title}: {places.most_common(3)}"


def test_no_page_is_empty_and_none_is_spent_on_empty_rows(pages: Pages) -> None:
    assert len(pages[GANTT]) == 1
    assert len(pages[PANEL]) == len(pages[Card.sheet]) == 2
    for title in (record.sheet for record in RECORDS):
        rows = sum(_filled(page) for page in pages[title])
        assert len(pages[title]) <= 1 + rows / 4, title
    answers = pages[AnswerRow.sheet]
    assert all(_filled(page) > 20 for page in answers[:-1])


def _filled(page: Any) -> int:
    """So many lines the page has below its header."""
    return len((page.extract_text() or "").splitlines())
