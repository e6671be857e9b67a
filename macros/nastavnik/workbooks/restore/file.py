"""Healing a book in a file: a copy is kept, and nothing is written where nothing was lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from nastavnik.model.changes import NewFile, Patch
from nastavnik.model.grid import Cells
from nastavnik.readers.files import load, real_path
from nastavnik.readers.preflight.inspection import Facts, glance, inspect_bytes
from nastavnik.workbooks import disk, storage
from nastavnik.workbooks.closed import ClosedBook, SeenBook
from nastavnik.workbooks.history import History, HistoryStep
from nastavnik.workbooks.port import BookError, BookStep
from nastavnik.workbooks.restore import Extra, Healed, heal

STEP = "Восстановление"
"""What the undo list calls it."""


class HealedBook:
    """A closed book as healing makes it; what a step writes is written together with that."""

    def __init__(self, path: Path, healed: Healed, now: Callable[[], datetime]) -> None:
        self._path, self._healed = real_path(path), healed
        self._book = ClosedBook(self._path, now)
        self._seen = SeenBook(glance(healed.content, path.name))

    def read(self) -> Cells:
        """The values of every sheet of the healed book, which is not on the disk yet."""
        return self._seen.cells

    def apply(self, patches: Sequence[Patch], files: Sequence[NewFile] = ()) -> None:
        """Write all of it, or nothing.

        Raises:
            BookError: as `do`.
        """
        self.do(BookStep(patches, files))

    def do(self, step: BookStep) -> None:
        """Heal the book and do all of a step, or nothing of either.

        Raises:
            BookError: the book is open elsewhere, was changed meanwhile, or cannot be written.
        """
        self._book.read()
        _refuse_if_changed(self._path, self._healed)
        content = self._seen.patched(step.patches) or self._healed.content
        self._book.do(step._replace(patches=(), whole=content))


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
    healed = heal(inspected(path).archive.data, fresh, extra)
    if not dry_run:
        write_healed(path, healed, now)
    return healed


def inspected(path: Path) -> Facts:
    """The facts about the book at `path`, every sheet of which is searched.

    Raises:
        BookError: the book is damaged or cannot be read.
    """
    path = real_path(path)
    return inspect_bytes(load(path), path.name)


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
            _refuse_if_changed(path, healed)
            before, after = disk.digest(healed.seen), disk.digest(healed.content)
            step = HistoryStep(STEP, now(), before=before, after=after)
            record = History(path).with_step(step)
            ours = dict([record]) if record else {}
            storage.write_book(path, storage.BookWrite(healed.content, ours=ours), now())


def _refuse_if_changed(path: Path, healed: Healed) -> None:
    if load(path) != healed.seen:
        raise BookError(f"Книгу «{path.name}» изменили в это время: повторите действие")
