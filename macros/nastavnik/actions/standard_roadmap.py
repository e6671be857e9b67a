"""`roadmap --standard`: a ready-made roadmap, shown or written into a book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from nastavnik.actions.import_roadmap import shown
from nastavnik.actions.session import Done, Session
from nastavnik.actions.take_roadmap import TakingOver, of_school_year, take_standard
from nastavnik.model.errors import JobError
from nastavnik.model.school import School, read_school
from nastavnik.model.text import listed
from nastavnik.roadmap.results import RoadmapRead, RoadmapTaken
from nastavnik.roadmap.standard import Scheme, standard_roadmap


def run(
    session: Session,
    *,
    standard: str,
    into: Path | None = None,
    forms: Sequence[str] = (),
    year: int | None = None,
    over: bool = False,
    append: bool = False,
    dry_run: bool = False,
) -> RoadmapRead | Done[RoadmapTaken]:
    """Show the roadmap of a scheme, or write it into a book; `forms` are those of mentoring.

    `over` and `append` say what becomes of another roadmap that the book has.

    Raises:
        JobError: there is no such scheme or form, it is not said for which year, or the book
            cannot be read or written.
    """
    if standard not in list(Scheme):
        raise JobError(f"Готовой карты «{standard}» нет. Есть: {listed(Scheme)}")
    scheme = Scheme(standard)
    if into is None:
        school = read_school({})
        return shown(
            standard, standard_roadmap(scheme, of_school_year(school, year), school, forms)
        )

    def verb(school: School) -> RoadmapTaken:
        taken = TakingOver(over, append).said(take_standard(school, scheme, year, forms, over=over))
        return replace(taken, message=f"{into.name}: {taken.message}")

    return session.work(into, verb, "Готовая дорожная карта", dry_run=dry_run)
