"""Healing a book in a file: a copy is kept, and nothing is written where nothing was lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from nastavnik.readers.files import load, real_path
from nastavnik.readers.preflight.inspection import inspect_bytes
from nastavnik.workbooks import disk, storage
from nastavnik.workbooks.history import History, HistoryStep
from nastavnik.workbooks.port import BookError
from nastavnik.workbooks.restore import Census, Extra, Healed, counted, heal

STEP = "Восстановление"
"""What the undo list calls it."""


def heal_file(
    path: Path,
    fresh: bytes,
    now: Callable[[], datetime],
    *,
    extra: Extra | None = None,
    dry_run: bool = False,
) -> Healed:
    """Give the book at `path` what `fresh`, a newly built one, has more, and the extra.

    Raises:
        BookError: the book is open elsewhere, damaged, not ours, or cannot be written.
    """
    storage.settle_before_reading(path)
    healed = heal(_inspected(path), fresh, extra)
    if not dry_run:
        write_healed(path, healed, now)
    return healed


def census_of_file(path: Path, fresh: bytes, extra: Extra | None) -> Census:
    """What the book at `path` has of what healing would give it.

    Raises:
        BookError: the book is damaged or cannot be read.
    """
    return counted(_inspected(path), fresh, extra)


def _inspected(path: Path) -> bytes:
    data = load(path)
    inspect_bytes(data, path.name)
    return data


def write_healed(path: Path, healed: Healed, now: Callable[[], datetime]) -> None:
    """Write the healed book, unless it is as it was.

    Raises:
        BookError: the book is open elsewhere, was changed meanwhile, or cannot be written.
    """
    if healed.content == healed.seen:
        return
    path = real_path(path)
    with disk.plain_errors(path):
        storage.refuse_if_open(path)
        with storage.only_writer(path):
            if load(path) != healed.seen:
                raise BookError(f"Книгу «{path.name}» изменили в это время: повторите команду")
            before, after = disk.digest(healed.seen), disk.digest(healed.content)
            step = HistoryStep(STEP, now(), before=before, after=after)
            record = History(path).with_step(step)
            ours = dict([record]) if record else {}
            storage.write_book(path, storage.BookWrite(healed.content, ours=ours), now())
