"""What a run made, put in its place: the workbook as a step that can be undone, then the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from nastavnik.readers.files import load
from nastavnik.region.places import Places
from nastavnik.region.store import Store
from nastavnik.workbooks import storage
from nastavnik.workbooks.disk import digest, free_place, plain_errors, write_all
from nastavnik.workbooks.history import History, HistoryStep

STEP = "Сбор книг школ"


class Publication(NamedTuple):
    """The drafts of a run that are to be put in their places at a moment."""

    places: Places
    moment: datetime


def publisher() -> Callable[[Publication], None]:
    """Publishes one run after another."""
    return publish


def publish(asked: Publication) -> None:
    """Put the drafts in their places.

    Raises:
        BookError: the workbook is open in an office, or a folder cannot be written.
    """
    places = asked.places
    with Store(places.store) as store:
        letters = [places.book.parent / path for path in store.shelf("letters")]
    _write_book(places.book, _draft(places, places.book), letters, asked.moment)
    note, mark = _draft(places, places.note), places.note_mark
    place = free_place(places.note, note, mark.read_text("ascii") if mark.exists() else "")
    page = _draft(places, places.page)
    write_all({place: note, mark: digest(note).encode(), places.page: page})


def _draft(places: Places, target: Path) -> bytes:
    return places.draft(target).read_bytes()


def _write_book(path: Path, content: bytes, files: Iterable[Path], moment: datetime) -> None:
    """Put the workbook in its place as a step that can be undone; the former one is kept."""
    storage.refuse_if_open(path)
    if not path.exists():
        write_all({path: content})
        return
    history, former = History(path), load(path)
    folder = path.parent
    made = {f.relative_to(folder).as_posix(): digest(f.read_bytes()) for f in files if f.exists()}
    step = HistoryStep(STEP, moment, files=made, before=digest(former), after=digest(content))
    record = history.with_step(step)
    write = storage.BookWrite(content, ours=dict([record] if record else ()))
    with storage.only_writer(path), plain_errors(path):
        storage.write_book(path, write, moment)
