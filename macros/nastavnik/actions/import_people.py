"""`registry`: lists of people in files, shown or taken into a book."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from nastavnik.actions.session import Done, Session
from nastavnik.model.school import School, read_school
from nastavnik.people_import.choosing import Memory, Wishes, remembered
from nastavnik.people_import.results import PeopleTaken
from nastavnik.people_import.sources import read_sources
from nastavnik.people_import.taking import take_registries
from nastavnik.workbooks.disk import mode_beside, write_atomically

LONG_TABLE = 300
"""Over the reading of a table so long a person is shown how far it is."""
MEMORY = ".столбцы.json"
"""What was said of the columns of files stays beside the book: it concerns this school alone, goes
where the book goes, and holds neither titles nor people."""


def run(
    session: Session,
    *,
    files: Sequence[Path],
    into: Path | None = None,
    sheet: str = "",
    columns: Sequence[str] = (),
    dry_run: bool = False,
) -> PeopleTaken | Done[PeopleTaken]:
    """Show what is in the files, or take it into a book as one change set.

    `sheet` names the registry for all of them, `columns` say «заголовок=столбец».

    Raises:
        JobError: a file or the book cannot be read or written, or there is no list of people in
            one.
    """
    memory = _read_memory(into) if into else {}
    wishes = Wishes.said(sheet, tuple(columns), memory)
    sources = [source for path in files for source in read_sources(path)]

    def verb(school: School) -> PeopleTaken:
        return take_registries(school, sources, wishes, partial(_watched, session))

    if into is None:
        return verb(read_school({}))
    done = session.work(into, verb, "Реестры", dry_run=dry_run)
    if not dry_run:
        _write_memory(into, memory, remembered(memory, done.outcome.reading.tables, wishes))
    return done


def _watched(session: Session, rows: Sequence[int]) -> Iterable[int]:
    """The rows of a table, watched over a long one."""
    return session.watch(rows, "Чтение реестра") if len(rows) > LONG_TABLE else rows


def beside(book: Path, ending: str) -> Path:
    """The hidden file of a book with that ending."""
    return book.resolve().with_name(f".{book.stem}{ending}")


def _read_memory(book: Path) -> Memory:
    return _kept_memory(beside(book, MEMORY)) or {}


def _kept_memory(path: Path) -> Memory | None:
    """What was kept; None where the file is not one of ours."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return kept if isinstance(kept, dict) else None


def _write_memory(book: Path, before: Memory, after: Memory) -> None:
    path = beside(book, MEMORY)
    if after == before or (path.exists() and _kept_memory(path) is None):
        return
    text = json.dumps(after, ensure_ascii=False, indent=1, sort_keys=True)
    write_atomically(path, text.encode(), mode=mode_beside(book))
