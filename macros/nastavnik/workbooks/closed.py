"""A workbook that no office application has open: read whole, and patched part by part.

Writing changes only the cells asked for, see `ooxml`; whatever else the book
holds, such as pictures, buttons or a macro, keeps every byte.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from nastavnik.model.changes import CellValue, Link, NewFile, Patch
from nastavnik.model.grid import Cells, Grid, Position
from nastavnik.model.school import SHEETS_READ
from nastavnik.readers.files import load, real_path
from nastavnik.readers.package.archive import BrokenArchiveError
from nastavnik.readers.preflight.inspection import Facts, glance
from nastavnik.readers.workbook import Workbook, damaged_book
from nastavnik.workbooks import disk, storage
from nastavnik.workbooks.port import BookError, BookStep


class SeenBook:
    """A workbook's file as it was last seen, or as it will be: its bytes and its cells."""

    def __init__(self, facts: Facts) -> None:
        self.data, self._facts = facts.archive.data, facts
        self.cells: Cells = Workbook(facts, SHEETS_READ)

    def patched(self, patches: Sequence[Patch]) -> bytes | None:
        """The book's new bytes, None where they are the old ones.

        Raises:
            BookError: it is damaged, lacks a sheet, or cannot hold a value.
        """
        needed = [fewer for patch in patches if (fewer := _still_to_do(patch, self.cells))]
        if not needed:
            return None
        from nastavnik.workbooks.ooxml.patching import patched  # reading need not pay for it

        try:
            content = patched(self._facts, needed)
        except BrokenArchiveError as error:
            raise damaged_book(self._facts.name) from error
        return None if content == self.data else content


class ClosedBook:
    """A workbook in a file; a `Book` of `port`.

    `known` is what was found out about it before, which holds while the file has the same bytes.
    """

    def __init__(self, path: Path, now: Callable[[], datetime], known: Facts | None = None) -> None:
        self._path = real_path(path)
        self._now, self._known = now, known
        self._seen: SeenBook | None = None
        self._written: bytes | None = None

    def read(self) -> Cells:
        """The values of every sheet with cells, in the order of the sheets.

        A sheet is read when it is first asked for, and may raise a BookError of its own.

        Raises:
            BookError: the file is no workbook, is damaged, or would harm the reader.
        """
        self._seen = self._written = None
        storage.settle_before_reading(self._path)
        return self._snapshot().cells

    def apply(self, patches: Sequence[Patch], files: Sequence[NewFile] = ()) -> None:
        """Write the patches into the book and the files beside it: all of it, or nothing.

        Nothing is written where the cells hold these values already.

        Raises:
            BookError: the book is open elsewhere, was changed since `read`, cannot be written.
        """
        self.do(BookStep(patches, files))

    def do(self, step: BookStep) -> None:
        """Do all of a step, or nothing, whatever happens to the process.

        Raises:
            BookError: as `apply`.
        """
        seen = self._snapshot()
        with disk.plain_errors(self._path):
            content = seen.patched(step.patches) if step.whole is None else step.whole
            wanted = storage.targets(self._path, step.files)
            if content is not None or wanted or step.gone or step.away or step.folder:
                self._write(seen, content, step)
            elif record := step.record("", ""):
                disk.write_atomically(*record, mode=disk.mode_beside(self._path))

    def _snapshot(self) -> SeenBook:
        """The book as it was read, or as we wrote it since."""
        if self._seen is None:
            data = self._written or load(self._path)
            self._seen = SeenBook(self._facts(data))
        return self._seen

    def _facts(self, data: bytes) -> Facts:
        known, self._known = self._known, None
        return known if known and known.archive.data == data else glance(data, self._path.name)

    def _write(self, seen: SeenBook, content: bytes | None, step: BookStep) -> None:
        storage.refuse_if_open(self._path)
        with storage.only_writer(self._path):
            self._refuse_if_changed(seen)
            before = disk.digest(seen.data)
            record = step.record(before, before if content is None else disk.digest(content))
            write = storage.BookWrite(
                content,
                storage.targets(self._path, step.files),
                dict([record]) if record else {},
                step.gone,
                step.away,
                step.folder,
            )
            storage.write_book(self._path, write, self._now())
        if content is not None:
            self._seen, self._written = None, content

    def _refuse_if_changed(self, seen: SeenBook) -> None:
        """The content decides: a file only touched or synchronised is still the one we read."""
        if load(self._path) != seen.data:
            raise BookError(
                f"Книгу «{self._path.name}» изменили, пока «Наставник» работал с ней: "
                "повторите действие"
            )


def _still_to_do(patch: Patch, cells: Cells) -> Patch | None:
    """The patch less the cells that hold their value, None if nothing is left of it."""
    from nastavnik.workbooks.ooxml.text import cleaned

    grid = cells.get(patch.sheet, Grid(()))
    wanted = {position: cleaned(value) for position, value in patch.cells.items()}
    left = {place: value for place, value in wanted.items() if not _holds(grid, place, value)}
    return patch._replace(cells=left) if left or patch.table_ends is not None else None


def _holds(grid: Grid, position: Position, value: CellValue) -> bool:
    if isinstance(value, Link) or position in grid.errors or position in grid.formulas:
        return False
    held = grid.value(*position)
    return type(held) is type(value) and held == value
