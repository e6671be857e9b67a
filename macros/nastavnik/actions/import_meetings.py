"""`meetings`: meetings of pairs out of lists and exports of forms, taken into a book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from nastavnik.actions.session import Done, Session
from nastavnik.model.school import School, after
from nastavnik.people_import.meetings import MeetingsTaken, take_meetings
from nastavnik.people_import.sources import read_exported
from nastavnik.results.programmes.topics import asked_of_meetings


def run(
    session: Session, *, files: Sequence[Path], into: Path, dry_run: bool = False
) -> Done[MeetingsTaken]:
    """Take the meetings of the files into the journal of a book as one change set.

    Raises:
        JobError: a file or the book cannot be read or written, or there are no meetings in one.
    """
    sources = [source for path in files for source in read_exported(path)]

    def verb(school: School) -> MeetingsTaken:
        taken = take_meetings(school, sources)
        asked = asked_of_meetings(after(school, taken.changes.cells))
        return replace(taken, findings=(*taken.findings, *asked))

    return session.work(into, verb, "Встречи", dry_run=dry_run)
