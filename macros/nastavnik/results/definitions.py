"""Declaring an indicator: a function that judges people, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable

from nastavnik.model.schema import Column
from nastavnik.results.season import Season
from nastavnik.results.verdicts import CountedShare, Definition, Judge


def _known(season: Season) -> str:
    return ""


def indicator(  # noqa: PLR0913 - what an indicator declares, each by its name
    number: int,
    *,
    part: str,
    whole: str = "",
    of: tuple[Column, ...] = (),
    sources: tuple[Column, ...],
    unknown: Callable[[Season], str] = _known,
    short: str = "",
    by_form: bool = False,
) -> Callable[[Judge], Definition]:
    """Make an indicator of a function that judges; its docstring is the title.

    `part` and `whole` say in words what is counted of what; `of` are the fields of «Школа» that
    hold the whole. With no `whole` the number stands alone. Indicators with a `short` title are
    drawn in charts; those `by_form` are counted for each form of mentoring too.
    """

    def declared(judge: Judge) -> Definition:
        title = (judge.__doc__ or "").strip().rstrip(".")
        return Definition(
            number, title, part, whole, judge, of, bool(whole), sources, unknown, short, by_form
        )

    return declared


def count(definition: Definition, season: Season) -> CountedShare:
    """The indicator of a year, with the list behind it."""
    unknown = definition.unknown(season)
    if unknown:
        return CountedShare(definition, None, None, unknown=unknown)
    verdicts = tuple(definition.judge(season))
    part = sum(verdict.is_in for verdict in verdicts)
    if not definition.is_share:
        return CountedShare(definition, part, None, verdicts)
    if not definition.whole:
        whole = sum(verdict.in_whole for verdict in verdicts)
        return CountedShare(
            definition, part, whole, verdicts, "" if whole else "не из кого считать"
        )
    sizes = [column.of(season.school.card) for column in definition.whole]
    if None in sizes:
        empty = next(c for c, size in zip(definition.whole, sizes, strict=True) if size is None)
        return CountedShare(
            definition, part, None, verdicts, f"на листе «Школа» пусто «{empty.title}»"
        )
    return CountedShare(definition, part, sum(sizes), verdicts)
