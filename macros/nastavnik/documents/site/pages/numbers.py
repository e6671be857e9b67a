"""«Итоги года»: counted numbers, with pictures where there are enough people."""

from __future__ import annotations

from collections.abc import Iterator

from nastavnik.documents.site.blocks import (
    SiteBlock,
    SiteChart,
    SiteHeading,
    SiteItems,
    SitePage,
    SiteTable,
    SiteText,
)
from nastavnik.documents.site.draft import SiteDraft
from nastavnik.documents.site.remarks import EMPTY_PAGE, NOT_COUNTED
from nastavnik.model.choices import ConclusionKind
from nastavnik.model.sheets import Card, Conclusion, Indicator
from nastavnik.results.charts import before_and_after, fact_and_target, pairs_by_form
from nastavnik.results.summary import YearResults
from nastavnik.results.verdicts import FEW, NOTHING, percent_words
from nastavnik.russian.typography import date_in_digits

PUBLIC = (1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 24)
"""Indicators that say what the programme does; the others are for those who run it."""
OF_ANSWERS = frozenset({5, 6})
"""Of few answers nothing is published: everyone could tell whose they are."""
PUBLISHED = {
    ConclusionKind.STRENGTH: "Что получилось",
    ConclusionKind.CONCLUSION: "Выводы",
}


def numbers_page(draft: SiteDraft, results: YearResults) -> SitePage:
    """The numbers of the year so far, what they mean, and how they are counted."""
    day = date_in_digits(draft.today)
    lead = f"{results.season.year} учебный год, по данным на {day}."
    return SitePage("itogi", "Итоги года", lead, tuple(_blocks(draft, results)))


def _blocks(draft: SiteDraft, results: YearResults) -> Iterator[SiteBlock]:
    rows = list(_rows(results))
    unknown = [f"П{n}" for n in PUBLIC if n not in {number for number, _ in rows}]
    if unknown and rows:
        draft.lacks(NOT_COUNTED, Card.sheet, codes=", ".join(unknown))
    if not rows:
        draft.lacks(EMPTY_PAGE, Indicator.sheet, title="Итоги года", why="показатели не сосчитаны")
        yield SiteText("Числа появятся здесь, когда программа поработает.")
        return
    yield SiteHeading("Показатели")
    yield SiteTable(
        "Показатели программы", ("Показатель", "Сколько", "Цель"), [cells for _, cells in rows]
    )
    yield SiteText(
        "Людей считают один раз. Где участников меньше пяти, проценты не приводятся.", quiet=True
    )
    charts = [make(results) for make in (pairs_by_form, fact_and_target, before_and_after)]
    if any(charts):
        yield SiteHeading("В диаграммах")
        yield from (SiteChart(chart) for chart in charts if chart)
    yield from _conclusions(draft)


def _rows(results: YearResults) -> Iterator[tuple[int, tuple[str, ...]]]:
    for found, row in zip(results.counts, results.rows, strict=True):
        number = found.definition.number
        too_few = number in OF_ANSWERS and (row.whole or 0) < FEW
        words = _words(row, is_share=found.definition.is_share)
        if number in PUBLIC and words != NOTHING and not too_few:
            target = f"{row.target:g} %" if row.target is not None else "—"
            yield number, (found.definition.title, words, target.replace(".", ","))


def _words(row: Indicator, *, is_share: bool) -> str:
    if is_share:
        return percent_words(row.part, row.whole)
    return NOTHING if row.part is None else f"{row.part:g}"


def _conclusions(draft: SiteDraft) -> Iterator[SiteBlock]:
    """What a person took over, without quotations of anybody's answers."""
    for kind, title in PUBLISHED.items():
        rows = [r for r in draft.school.table(Conclusion).rows if r.kind == kind and r.accepted]
        texts = [text for row in rows if (text := draft.text(row, Conclusion.text))]
        if texts:
            yield SiteHeading(title)
            yield SiteItems(texts)
