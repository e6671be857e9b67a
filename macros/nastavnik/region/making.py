"""Everything that is made of a plan, at once: in a process of its own where memory counts."""

from __future__ import annotations

from typing import NamedTuple

from nastavnik.region.plan import DistrictPlan


class DistrictFiles(NamedTuple):
    """The consolidated workbook, the note and the page, as bytes."""

    book: bytes
    note: bytes
    page: bytes


def made_of(plan: DistrictPlan) -> DistrictFiles:
    """What is made of a plan."""
    from nastavnik.region.note import note_of
    from nastavnik.region.page import page_of
    from nastavnik.region.summary_book import summary_book

    return DistrictFiles(summary_book(plan), note_of(plan), page_of(plan))
