"""Files written while other work goes on: the disk may take longer than the check of a book."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

THREADS = 4
MOST_WAITING = 16
"""So many files at most are held in memory at once."""


class BackgroundWriter:
    """Does jobs that write, a few at a time; left without an error, all are done.

    Raises:
        BookError: at the next job, or when it is left: something could not be written.
    """

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(THREADS)
        self._waiting: deque[Future[None]] = deque()

    def begin(self, job: Callable[[], None]) -> None:
        """Do the job soon; wait where too many are begun."""
        while len(self._waiting) >= MOST_WAITING:
            self._waiting.popleft().result()
        self._waiting.append(self._threads.submit(job))

    def finish(self) -> None:
        """Wait until everything that was begun is on the disk."""
        while self._waiting:
            self._waiting.popleft().result()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        try:
            if error is None:
                self.finish()
        finally:
            self._threads.shutdown(cancel_futures=True)
