"""`programme`: goals, tasks and days for pairs that have no programme."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from nastavnik.actions.session import Done, Session
from nastavnik.results.programmes.proposing import ProgrammesProposed, propose_programmes


def run(
    session: Session, *, book: Path, today: date, dry_run: bool = False
) -> Done[ProgrammesProposed]:
    """Propose a programme for every pair without one.

    Raises:
        JobError: the book lacks a sheet, or cannot be read or written.
    """
    return session.work(
        book,
        lambda school: propose_programmes(school, today),
        "Программы пар",
        dry_run=dry_run,
    )
