"""Small numbers tell no percents, and words follow the numbers."""

from __future__ import annotations

import pytest

from nastavnik.results.verdicts import fraction_words, lacking, percent_words


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (0, 0, "—"),
        (3, 4, "3 из 4"),
        (3, 5, "60 % (3 из 5)"),
        (9, 9, "100 % (9 из 9)"),
        (5, 10, "50 %"),
        (1, 8, "13 % (1 из 8)"),
        (2, 412, "меньше 1 %"),
        (411, 412, "больше 99 %"),
        (0, 412, "0 %"),
        (7, 6, "—"),
        (None, 6, "—"),
        (6, None, "—"),
    ],
)
def test_percents_are_told_only_of_enough_people(
    part: int | None, whole: int | None, words: str
) -> None:
    assert percent_words(part, whole) == words


def test_a_share_in_a_report_names_its_people_once() -> None:
    assert fraction_words(3, 5) == "60 % (3 из 5)"
    assert fraction_words(20, 40) == "50 % (20 из 40)"
    assert fraction_words(3, 4) == "3 из 4"


@pytest.mark.parametrize(
    ("part", "whole", "target", "missing"),
    [(3, 7, 70, 2), (5, 7, 70, 0), (7, 10, 70, 0), (0, 300, 1, 3), (29, 30, 97, 1), (2, 2, 100, 0)],
)
def test_so_many_people_are_wanting_to_the_target(
    part: int, whole: int, target: int, missing: int
) -> None:
    assert lacking(part, whole, target) == missing
