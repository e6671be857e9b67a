"""`carry`: the book's roadmap moved to another school year."""

from __future__ import annotations

from pathlib import Path

from nastavnik.actions.session import Done, Session
from nastavnik.roadmap.carrying import Carried, carry


def run(session: Session, *, book: Path, year: int, dry_run: bool = False) -> Done[Carried]:
    """Move the roadmap to the school year that starts in `year`.

    Raises:
        JobError: it cannot be told which year the roadmap is of, or the book cannot be written.
    """
    return session.work(
        book, lambda school: carry(school, year), "Перенос дорожной карты", dry_run=dry_run
    )
