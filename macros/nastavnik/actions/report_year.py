"""`report`: the indicators of a year, the lists behind them, and the reports."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from nastavnik.actions.session import Done, Session
from nastavnik.model.school import School
from nastavnik.results.catalogue import definition_named
from nastavnik.results.reporting import Reported, report


def run(
    session: Session,
    *,
    book: Path,
    today: date,
    why: str = "",
    documents: bool = False,
    folder: Path | None = None,
    dry_run: bool = False,
) -> Done[Reported]:
    """Count the indicators of a year, and make the reports where they are asked for.

    Raises:
        JobError: there is no indicator `why`, or the book cannot be read or written.
    """
    asked = definition_named(why) if why else None

    def verb(school: School) -> Reported:
        return report(school, today, asked)

    return session.work(book, verb, "Отчёт", dry_run=dry_run)
