"""`undo`: what the last step wrote is taken back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nastavnik.actions.session import Done, Session
from nastavnik.model.outcome import Outcome
from nastavnik.model.school import read_school
from nastavnik.workbooks.history import History
from nastavnik.workbooks.port import OpenBook
from nastavnik.workbooks.undo import last_step_back, take_back


@dataclass(frozen=True)
class Undone(Outcome):
    """The last step taken back; `is_real` if there was anything to take back."""

    is_real: bool = False

    def as_json(self) -> dict[str, Any]:
        """What happened, in the shape other programs read."""
        return {"undone": self.is_real, "message": self.message}


def run(session: Session, *, book: Path, dry_run: bool = False) -> Done[Undone]:
    """Take back the last step of the book at a path.

    Raises:
        JobError: as `undo`.
    """
    return undo(session.find(book), book, dry_run=dry_run)


def undo(book: OpenBook, path: Path, *, dry_run: bool = False) -> Done[Undone]:
    """Take back the last change set written into `book`, the workbook of `path`.

    Raises:
        JobError: a person has changed its cells since, or the book cannot be read or written.
    """
    cells, history = book.read(), History(path)
    taken = last_step_back(history, cells)
    if not dry_run:
        take_back(book, history, taken)
    undone = Undone(taken.message, is_real=taken.is_real)
    return Done(undone, read_school(cells), taken.patches, dry_run)
