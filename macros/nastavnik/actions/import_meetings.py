"""`meetings`: meetings of pairs out of lists and exports of forms, taken into a book."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from nastavnik.actions.session import Done, Session
from nastavnik.people_import.meetings import MeetingsTaken, take_meetings
from nastavnik.people_import.sources import read_sources


def run(
    session: Session, *, files: Sequence[Path], into: Path, dry_run: bool = False
) -> Done[MeetingsTaken]:
    """Take the meetings of the files into the journal of a book as one change set.

    Raises:
        JobError: a file or the book cannot be read or written, or there are no meetings in one.
    """
    sources = [source for path in files for source in read_sources(path)]
    return session.work(
        into, lambda school: take_meetings(school, sources), "Встречи", dry_run=dry_run
    )
