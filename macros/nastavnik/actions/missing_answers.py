"""`answers --missing`: who has not answered yet, with phones and mails to remind them by."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from nastavnik.actions.session import Done, Session
from nastavnik.results.questionnaires.missing import NotAnswered, not_answered


def run(session: Session, *, book: Path, missing: bool, today: date) -> Done[NotAnswered]:
    """Name everybody whose questionnaire is due; `missing` only chooses this action.

    Raises:
        JobError: the book cannot be read.
    """
    return session.look(book, lambda school: not_answered(school, today))
