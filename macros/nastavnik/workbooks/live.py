"""Writing into a workbook that an office application has open: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Protocol

from nastavnik.model.changes import NewFile, Patch
from nastavnik.model.grid import Grid, Position, address
from nastavnik.model.sheets import Order
from nastavnik.workbooks import disk, storage
from nastavnik.workbooks.port import BookError


class Job(Protocol):
    """What is to be written into one sheet; whatever could not be written has been refused."""

    def write(self) -> None:
        """Resize the table and fill the cells."""

    def take_back(self) -> None:
        """Give the cells the values they had when the book was read."""


def write_all(
    book: Path,
    jobs: Sequence[Job],
    files: Sequence[NewFile],
    now: Callable[[], datetime],
    frozen: AbstractContextManager[None],
) -> None:
    """Write the files beside the book and do the jobs while nothing is redrawn.

    Raises:
        BookError: a file is in the way, or the folder cannot be written.
    """
    with disk.plain_errors(book):
        wanted = storage.targets(book, files)
        storage.write_book(book, storage.BookWrite(None, wanted), now())
        with frozen, _undone_on_failure(jobs, wanted):
            for job in jobs:
                job.write()


def gives_numbers(patches: Iterable[Patch]) -> bool:
    """Whether numbers are given or taken back: a number that is lost would be given twice."""
    return any(patch.sheet == Order.sheet and patch.cells for patch in patches)


class Saving:
    """The last of the jobs of a step that gives numbers: the book is saved in it."""

    def __init__(self, book: Path, save: Callable[[], None]) -> None:
        self._book, self._save = book, save

    def write(self) -> None:
        """Save the book.

        Raises:
            BookError: it cannot be saved.
        """
        try:
            self._save()
        except Exception as error:  # each office application has errors of its own
            raise unsaved(self._book) from error

    def take_back(self) -> None:
        """Nothing: what could not be saved is not."""


def unsaved(book: Path) -> BookError:
    """The refusal of numbers in a book that cannot be saved."""
    return BookError(
        f"Книга «{book.name}» не сохраняется, поэтому номера не присвоены и ничего не "
        "изменено: сохраните её сами и повторите"
    )


def protected_sheet(title: str) -> BookError:
    """The refusal of a sheet that LibreOffice does not let be written."""
    return BookError(
        f"Лист «{title}» защищён: снимите защиту («Сервис → Защитить лист») и повторите"
    )


def read_only(book: Path) -> BookError:
    """The refusal of a book that may only be read."""
    return BookError(
        f"Книга «{book.name}» открыта только для чтения: закройте её в других "
        "программах, откройте заново и повторите"
    )


def missing_sheet(title: str) -> BookError:
    """The refusal of a sheet that is not there."""
    return BookError(f"В книге нет листа «{title}»: верните ему прежнее имя и повторите")


def changed_meanwhile(book: Path) -> BookError:
    """The refusal of a book that a person edited after it was read."""
    return BookError(
        f"Книгу «{book.name}» изменили, пока «Наставник» работал с ней: повторите действие"
    )


def refuse_covered(patch: Patch, grid: Grid) -> None:
    """Refuse to write where nobody would see it.

    Raises:
        BookError: a cell is hidden under a merged area.
    """
    for place, value in patch.cells.items():
        if value is not None and any(_covers(area, place) for area in grid.merged):
            where = f"Ячейка {address(*place)} листа «{patch.sheet}»"
            raise BookError(
                f"{where} объединена с соседними и не видна: отмените объединение ячеек и повторите"
            )


def _covers(area: tuple[Position, Position], place: Position) -> bool:
    (top, left), (bottom, right) = area
    return top <= place[0] <= bottom and left <= place[1] <= right and place != (top, left)


@contextmanager
def _undone_on_failure(jobs: Sequence[Job], files: Iterable[Path]) -> Iterator[None]:
    try:
        yield
    except BaseException:
        for path in files:
            path.unlink(missing_ok=True)
        for job in jobs:
            with suppress(Exception):  # the application itself may be what failed
                job.take_back()
        raise
