"""`progress`: plan against fact in the roadmap."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from nastavnik.actions.session import Done, Session
from nastavnik.documents.proofs import PaperProofs
from nastavnik.domain.situation import Situation
from nastavnik.model.school import School
from nastavnik.roadmap.progress import Progress, progress


def run(session: Session, *, book: Path, today: date, dry_run: bool = False) -> Done[Progress]:
    """Write into the roadmap what is done, what goes on and what is overdue.

    Raises:
        JobError: the book cannot be read or written.
    """

    def verb(school: School) -> Progress:
        return progress(school, today, PaperProofs(Situation.of(school, today)))

    return session.work(book, verb, "План и факт", dry_run=dry_run)
