"""What a job tells the window, and the thread that does one job at a time."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from nastavnik.model.errors import JobError
from nastavnik.model.findings import Finding
from nastavnik.model.outcome import Block

if TYPE_CHECKING:
    from nastavnik.model.school import School

STEPS = ("Ищу книгу", "Читаю книгу", "Считаю", "Записываю")


class CancelledError(JobError):
    """Остановлено: в книге ничего не изменилось"""


@dataclass(frozen=True, slots=True)
class JobStep:
    """A job has come to this step of `STEPS`."""

    number: int


@dataclass(frozen=True, slots=True)
class JobProgress:
    """So many of the parts of long work are done."""

    title: str
    done: int
    of: int


@dataclass(frozen=True, slots=True)
class JobDone:
    """A job is over: one sentence, what was found and made, what the book holds now.

    `blocks` are the whole answer as a person reads it, `told` is the answer as other programs read
    it, `question` what a preview asks before it is written, `school` what the book holds now.
    """

    message: str
    is_failure: bool = False
    findings: tuple[Finding, ...] = ()
    blocks: tuple[Block, ...] = ()
    told: dict[str, object] = field(default_factory=dict)
    question: str = ""
    files: tuple[Path, ...] = ()
    school: School | None = None
    where: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A job that knows what it would write waits for a yes or a no."""

    text: str
    _answers: queue.SimpleQueue[bool] = field(default_factory=queue.SimpleQueue)

    def answer(self, is_yes: bool) -> None:
        """Let the job go on."""
        self._answers.put(is_yes)

    def wait(self) -> bool:
        """What the person says, once she has."""
        return self._answers.get()


Event = JobStep | JobProgress | Question | JobDone
Tell = Callable[[Event], None]
Job = Callable[[Tell, threading.Event], JobDone]


class Worker:
    """Does one job at a time in a thread; the window asks for what happened meanwhile."""

    def __init__(self) -> None:
        self._events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a job is still going on."""
        return self._thread is not None and self._thread.is_alive()

    def start(self, job: Job) -> None:
        """Begin a job; it is given what to tell its steps to, and whether to stop."""
        self._stop.clear()
        self._thread = threading.Thread(target=self._do, args=(job,), daemon=True)
        self._thread.start()

    def cancel(self) -> None:
        """Ask the job to stop before it writes anything."""
        self._stop.set()

    def events(self) -> list[Event]:
        """What has happened since the last call."""
        found = []
        while not self._events.empty():
            found.append(self._events.get())
        return found

    def _do(self, job: Job) -> None:
        with _com():
            try:
                answer = job(self._events.put, self._stop)
            except JobError as error:
                answer = JobDone(str(error), is_failure=True)
            except Exception as error:  # the window must live on; the log knows where it happened
                answer = JobDone(excuse(error), is_failure=True)
        self._events.put(answer)


def excuse(error: Exception) -> str:
    """What the person is told of an error of ours, which the log keeps under a number."""
    from nastavnik.faces import crash_log

    return crash_log.sentence(crash_log.record(error, datetime.now()))


@contextmanager
def _com() -> Iterator[None]:
    """This thread may speak to Excel, where there is one."""
    try:
        import pythoncom  # type: ignore[import-untyped]
    except ImportError:
        yield
        return
    pythoncom.CoInitialize()
    try:
        yield
    finally:
        pythoncom.CoUninitialize()
