"""`progress`: plan against fact in the roadmap."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from nastavnik.actions.session import Done, Session
from nastavnik.roadmap.progress import Progress, progress


def run(session: Session, *, book: Path, today: date, dry_run: bool = False) -> Done[Progress]:
    """Write into the roadmap what is done, what goes on and what is overdue.

    Raises:
        JobError: the book cannot be read or written.
    """
    return session.work(
        book, lambda school: progress(school, today), "План и факт", dry_run=dry_run
    )
