"""«Документы»: what the section rests on, level by level."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nastavnik.documents.site.blocks import (
    SiteBlock,
    SiteHeading,
    SiteItems,
    SiteLink,
    SiteLinks,
    SitePage,
    SiteTable,
    SiteText,
)
from nastavnik.documents.site.draft import SiteDraft
from nastavnik.documents.site.papers import PublicPaper
from nastavnik.documents.site.remarks import NO_ACT
from nastavnik.domain.law import ARTICLE_ON_MENTORS, CONCEPT, METHODOLOGY, RECOMMENDATIONS
from nastavnik.model.sheets import Card

FEDERAL = (ARTICLE_ON_MENTORS, METHODOLOGY, RECOMMENDATIONS, CONCEPT)


def documents_page(draft: SiteDraft, papers: Sequence[PublicPaper]) -> SitePage:
    """The documents of every level; those of the school with their files."""
    files = tuple(paper.file for paper in papers if paper.file)
    return SitePage(
        "dokumenty",
        "Документы",
        "На чём держится наставничество в школе: от федеральных документов до приказов школы.",
        tuple(_blocks(draft, papers)),
        files,
    )


def _blocks(draft: SiteDraft, papers: Sequence[PublicPaper]) -> Iterator[SiteBlock]:
    yield SiteHeading("Федеральный уровень")
    yield SiteItems([law.title for law in FEDERAL if law.holds_on(draft.today)])
    card = draft.school.card
    regional, municipal = (
        draft.text(card, column) for column in (Card.regional_act, Card.municipal_act)
    )
    if regional:
        yield SiteHeading("Региональный уровень")
        yield SiteText(f"Школа работает на основании {regional}.")
    elif not card.regional_act:
        draft.lacks(NO_ACT, card.at(Card.regional_act))
    if municipal:
        yield SiteHeading("Муниципальный уровень")
        yield SiteText(f"Школа работает на основании {municipal}.")
    yield SiteHeading("Документы школы")
    if not papers:
        yield SiteText("Документы готовятся и появятся здесь после подписания.")
        return
    rows = [(paper.title, paper.requisites or "—") for paper in papers]
    yield SiteTable("Подписанные документы школы", ("Документ", "Дата и номер"), rows)
    links = [
        SiteLink(f"{paper.title}", paper.file, _kind_and_size(paper))
        for paper in papers
        if paper.file
    ]
    if links:
        yield SiteHeading("Скачать", 3)
        yield SiteLinks(links)
    if len(links) < len(papers):
        yield SiteText("С документами, которых нет среди файлов, можно ознакомиться в школе.")


def _kind_and_size(paper: PublicPaper) -> str:
    kind = paper.file.rpartition(".")[2].upper()
    return f"{kind}, {max(1, round(len(paper.content) / 1024))} КБ"
