"""The page about matching has every criterion and the sizes of the code."""

from __future__ import annotations

import os
from pathlib import Path

from nastavnik.matching.criteria import criteria
from nastavnik.matching.groups import MOST_PAIRS

PAGE = Path(__file__).parents[2] / "docs" / "matching.md"


def table() -> str:
    """The criteria of a new book."""
    head = "| Критерий | Что сравнивается | Вес |\n|---|---|---|\n"
    return head + "\n".join(f"| {c.title} | {c.compared} | {c.weight} |" for c in criteria())


def test_every_criterion_stands_on_the_page_as_in_a_new_book() -> None:
    text = PAGE.read_text(encoding="utf-8")
    if os.environ.get("NASTAVNIK_APPROVE"):
        start = text.index("| Критерий |")
        text = text[:start] + table() + text[text.index("\n\n", start) :]
        PAGE.write_text(text, encoding="utf-8")
    assert table() in text


def test_the_greatest_size_that_is_exact_with_groups_stands_on_the_page() -> None:
    assert f"Больше {MOST_PAIRS // 1000} 000 возможных пар" in PAGE.read_text(encoding="utf-8")
