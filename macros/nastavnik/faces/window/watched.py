"""Workbooks that tell where a job is and refuse to be written once it is cancelled."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from typing import TypeVar

from nastavnik.faces.window.events import CancelledError, JobProgress, JobStep, Tell
from nastavnik.model.changes import NewFile, Patch
from nastavnik.model.grid import Cells
from nastavnik.workbooks.port import BookStep, OpenBook, WholeBook

T = TypeVar("T")


class JobWatch:
    """What one job tells, and whether it has been asked to stop."""

    def __init__(self, tell: Tell, stop: threading.Event) -> None:
        self.tell, self._stop = tell, stop
        self._has_written = False

    def come_to(self, step: int) -> None:
        """Tell of a step.

        Raises:
            CancelledError: the person has stopped the job.
        """
        self._refuse_if_stopped()
        self.tell(JobStep(step))

    def written(self) -> None:
        """Something has been written: a job that is stopped now has not left all as it was."""
        self._has_written = True

    def over(self, steps: Sequence[T], title: str) -> Iterable[T]:
        """The steps of long work, one after another.

        Raises:
            CancelledError: the person has stopped the job.
        """
        for number, step in enumerate(steps):
            self._refuse_if_stopped()
            self.tell(JobProgress(title, number, len(steps)))
            yield step

    def book(self, book: OpenBook) -> OpenBook:
        """The book, telling where the job on it is."""
        if isinstance(book, WholeBook):
            return _WatchedWholeBook(book, self)
        return _WatchedBook(book, self)

    def _refuse_if_stopped(self) -> None:
        if self._stop.is_set():
            if self._has_written:
                raise CancelledError("Остановлено: что записано раньше, осталось")
            raise CancelledError(CancelledError.__doc__)


class _WatchedBook:
    def __init__(self, book: OpenBook, watch: JobWatch) -> None:
        self._book, self._watch = book, watch

    def read(self) -> Cells:
        """The values of every sheet, in one go."""
        self._watch.come_to(1)
        cells = self._book.read()
        self._watch.come_to(2)
        return cells

    def apply(self, patches: Sequence[Patch], files: Sequence[NewFile] = ()) -> None:
        """Write all of it, or nothing.

        Raises:
            CancelledError: the person has stopped the job.
        """
        self._watch.come_to(3)
        self._book.apply(patches, files)
        self._watch.written()


class _WatchedWholeBook(_WatchedBook):
    """The same of a book whose whole file can be put back."""

    def __init__(self, book: WholeBook, watch: JobWatch) -> None:
        super().__init__(book, watch)
        self._whole = book

    def do(self, step: BookStep) -> None:
        """Do all of a step, or nothing.

        Raises:
            CancelledError: the person has stopped the job.
        """
        self._watch.come_to(3)
        self._whole.do(step)
        self._watch.written()
