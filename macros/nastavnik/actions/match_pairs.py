"""`match`: pairs proposed, or what the match decides for one person."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from nastavnik.actions.session import Done, Session
from nastavnik.matching import proposing
from nastavnik.matching.results import Explained, Matched


def run(
    session: Session, *, book: Path, today: date, explain: str = "", dry_run: bool = False
) -> Done[Matched] | Done[Explained]:
    """Propose the best pairs of a day, or explain the choice for the person `explain`.

    Raises:
        JobError: there is no such person, or the book cannot be read or written.
    """
    if explain:
        return session.work(
            book,
            lambda school: proposing.explain(school, today, explain),
            "Подбор пар",
            dry_run=dry_run,
        )
    return session.work(
        book, lambda school: proposing.propose(school, today), "Подбор пар", dry_run=dry_run
    )
