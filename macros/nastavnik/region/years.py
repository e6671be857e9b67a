"""The years of a district side by side: a row an indicator, a column a year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from nastavnik.region.sheets import YearRow
from nastavnik.region.sums import COUNTING
from nastavnik.results.verdicts import FEW, NOTHING, fraction_words, share

OTHERWISE = "считали иначе"
"""What stands where a year was counted in another way and is not to be compared."""


class YearsBeside(NamedTuple):
    """The years in their order; of each indicator its number, its title and a cell a year.

    `lines` are the shares of those that two years or more can be drawn of, None where one lacks.
    """

    years: tuple[str, ...]
    rows: Sequence[tuple[int, str, tuple[str, ...]]]
    lines: Sequence[tuple[str, tuple[float | None, ...]]]


def years_beside(rows: Iterable[YearRow]) -> YearsBeside:
    """The rows of «Годы» turned."""
    import pandas as pd

    told = [
        (row.number, row.title, row.year, _words(row), _percent(row))
        for row in rows
        if row.number and row.year
    ]
    if not told:
        return YearsBeside((), (), ())
    frame = pd.DataFrame(told, columns=["number", "title", "year", "words", "percent"])
    titles = frame.groupby("number")["title"].last()
    words = frame.pivot_table(index="number", columns="year", values="words", aggfunc="last")
    years = tuple(map(str, words.columns))
    percents = frame.pivot_table(index="number", columns="year", values="percent", aggfunc="last")
    percents = percents.reindex(columns=words.columns).dropna(thresh=2).astype(object)
    percents = percents.where(percents.notna(), None)
    return YearsBeside(
        years,
        [
            (int(str(number)), str(titles[number]), tuple(cells))
            for number, *cells in words.fillna(NOTHING).itertuples(name=None)
        ],
        [(str(titles[number]), tuple(cells)) for number, *cells in percents.itertuples(name=None)],
    )


def _words(row: YearRow) -> str:
    if row.version not in {"", COUNTING}:
        return OTHERWISE
    if row.whole:
        return fraction_words(row.part, row.whole) if row.part is not None else NOTHING
    return NOTHING if row.part is None else str(row.part)


def _percent(row: YearRow) -> float | None:
    is_alike = row.version in {"", COUNTING} and (row.whole or 0) >= FEW
    percent = share(row.part, row.whole) if is_alike else None
    return None if percent is None or percent > 100 else round(percent, 1)
