"""The whole section: from a school and a day to files, and to what is missing among them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from nastavnik.documents.site.blank import BLANK_FORM, blank_form
from nastavnik.documents.site.blocks import SitePage
from nastavnik.documents.site.draft import SiteDraft
from nastavnik.documents.site.pages.about import (
    contacts_page,
    home_page,
    joining_page,
    programme_page,
)
from nastavnik.documents.site.pages.documents import documents_page
from nastavnik.documents.site.pages.numbers import numbers_page
from nastavnik.documents.site.pages.people import events_page, mentors_page, practices_page
from nastavnik.documents.site.pages.roadmap import roadmap_page
from nastavnik.documents.site.papers import ReadBeside, public_papers
from nastavnik.documents.site.plain import block_text, text_files
from nastavnik.documents.site.remarks import TEXT_KEPT_BACK
from nastavnik.documents.site.web import SiteFrame, web_files
from nastavnik.model.findings import Finding
from nastavnik.model.school import School
from nastavnik.results.season import Season
from nastavnik.results.summary import YearResults
from nastavnik.russian.typography import date_in_words


@dataclass(frozen=True, slots=True)
class SiteSection:
    """The pages, every file by its place in the section, and what is missing."""

    pages: tuple[SitePage, ...]
    files: dict[str, bytes]
    findings: tuple[Finding, ...]


def section_of(school: School, today: date, read: ReadBeside) -> SiteSection:
    """The section of a school on a day; `read` gives the files of its documents."""
    draft = SiteDraft.of(school, today)
    papers = public_papers(draft, read)
    others = (
        documents_page(draft, papers),
        roadmap_page(draft),
        programme_page(draft),
        mentors_page(draft),
        joining_page(draft),
        practices_page(draft),
        events_page(draft),
        numbers_page(draft, YearResults(Season(school, today))),
        contacts_page(draft),
    )
    pages = tuple(_seen_through(draft, page) for page in (home_page(draft, others), *others))
    findings = tuple(draft.findings)
    card = school.card
    address = card.site.strip() if card.site.strip().startswith(("https://", "http://")) else ""
    name = card.short_name or card.name
    frame = SiteFrame(name, address, date_in_words(today))
    files = dict(web_files(pages, frame))
    files |= {paper.file: paper.content for paper in papers if paper.file}
    files[BLANK_FORM] = blank_form(name)
    files |= text_files(pages, findings)
    return SiteSection(pages, files, findings)


def _seen_through(draft: SiteDraft, page: SitePage) -> SitePage:
    """The page without the blocks that still name somebody, wherever the words came from."""
    kept = []
    for block in page.blocks:
        what = draft.discretion.betrays(block_text(block))
        if what:
            draft.findings.append(TEXT_KEPT_BACK.at(f"Страница «{page.title}»", what=what))
        else:
            kept.append(block)
    return replace(page, blocks=tuple(kept))
