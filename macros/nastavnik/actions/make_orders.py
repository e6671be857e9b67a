"""`order`: the orders of appointment, drafted or registered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from nastavnik.actions.session import Done, Session, templates_for
from nastavnik.documents.batch import DocumentsMade
from nastavnik.documents.orders import make_orders


def run(
    session: Session,
    *,
    book: Path,
    today: date,
    register: bool = False,
    numbers: Sequence[str] = (),
    dry_run: bool = False,
) -> Done[DocumentsMade]:
    """Make the orders for all pairs without one; with `register` they get their numbers.

    Raises:
        JobError: a number does not fit, the book cannot be read or written.
    """
    templates = templates_for(book)
    return session.work(
        book,
        lambda school: make_orders(school, templates, today, register, numbers),
        "Приказы",
        dry_run=dry_run,
    )
