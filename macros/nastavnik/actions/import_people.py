"""`registry`: lists of people in files, shown or taken into a book."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from nastavnik.actions.kept_beside import read_kept, write_kept
from nastavnik.actions.session import Done, Session
from nastavnik.model.school import School, read_school
from nastavnik.people_import.choosing import Wishes, remembered
from nastavnik.people_import.results import PeopleTaken
from nastavnik.people_import.sources import read_sources
from nastavnik.people_import.taking import take_registries

LONG_TABLE = 300
"""Over the reading of a table so long a person is shown how far it is."""
MEMORY = ".столбцы.json"
"""What was said of the columns of files stays beside the book: it concerns this school alone, goes
where the book goes, and holds neither titles nor people."""


def run(
    session: Session,
    *,
    files: Sequence[Path],
    today: date,
    into: Path | None = None,
    sheet: str = "",
    columns: Sequence[str] = (),
    dry_run: bool = False,
) -> PeopleTaken | Done[PeopleTaken]:
    """Show what is in the files, or take it into a book as one change set.

    `sheet` names the registry for all of them, `columns` say «заголовок=столбец»; pairs that the
    files name begin as on the day `today`.

    Raises:
        JobError: a file or the book cannot be read or written, or there is no list of people in
            one.
    """
    memory = read_kept(into, MEMORY) if into else {}
    wishes = Wishes.said(sheet, tuple(columns), memory)
    sources = [source for path in files for source in read_sources(path)]

    def verb(school: School) -> PeopleTaken:
        return take_registries(school, sources, wishes, partial(_watched, session), today)

    if into is None:
        return verb(read_school({}))
    done = session.work(into, verb, "Реестры", dry_run=dry_run)
    if not dry_run:
        after = remembered(memory, done.outcome.reading.tables, wishes)
        write_kept(into, MEMORY, memory, after)
    return done


def _watched(session: Session, rows: Sequence[int]) -> Iterable[int]:
    """The rows of a table, watched over a long one."""
    return session.watch(rows, "Чтение реестра") if len(rows) > LONG_TABLE else rows
