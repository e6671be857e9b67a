"""Long work beside the window: one job at a time, with progress, and cancelled before it writes."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from nastavnik.actions.session import Session
from nastavnik.actions.verbs import ActionRequest, press
from nastavnik.faces import crash_log
from nastavnik.model.actions import Button, Need
from nastavnik.model.changes import NewFile, Patch
from nastavnik.model.choices import RuleLevel
from nastavnik.model.errors import JobError
from nastavnik.model.findings import Finding
from nastavnik.model.grid import Cells
from nastavnik.model.school import School, read_school
from nastavnik.model.sheets import Check
from nastavnik.workbooks import hosts
from nastavnik.workbooks.port import BookStep, OpenBook, WholeBook

STEPS = ("Ищу книгу", "Читаю книгу", "Считаю", "Записываю")


class CancelledError(JobError):
    """Остановлено: в книге ничего не изменилось"""


@dataclass(frozen=True, slots=True)
class JobStep:
    """A job has come to this step of `STEPS`."""

    number: int


@dataclass(frozen=True, slots=True)
class JobDone:
    """A job is over: one sentence, what was found, what the book holds now."""

    message: str
    is_failure: bool = False
    findings: tuple[Finding, ...] = ()
    state: dict[str, int] = field(default_factory=dict)
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


Event = JobStep | Question | JobDone


class WatchedBook:
    """A `OpenBook` that tells where a job is and refuses to write once it is cancelled."""

    def __init__(
        self, book: OpenBook, tell: Callable[[Event], None], stop: threading.Event
    ) -> None:
        self._book, self._tell, self._stop = book, tell, stop

    def read(self) -> Cells:
        """The values of every sheet, in one go."""
        self._come_to(1)
        cells = self._book.read()
        self._come_to(2)
        return cells

    def apply(self, patches: Sequence[Patch], files: Sequence[NewFile] = ()) -> None:
        """Write all of it, or nothing.

        Raises:
            CancelledError: the person has stopped the job.
        """
        self._come_to(3)
        self._book.apply(patches, files)

    def _come_to(self, step: int) -> None:
        if self._stop.is_set():
            raise CancelledError(CancelledError.__doc__)
        self._tell(JobStep(step))


class WatchedWholeBook(WatchedBook):
    """The same of a book whose whole file can be put back."""

    def __init__(
        self, book: WholeBook, tell: Callable[[Event], None], stop: threading.Event
    ) -> None:
        super().__init__(book, tell, stop)
        self._whole = book

    def do(self, step: BookStep) -> None:
        """Do all of a step, or nothing.

        Raises:
            CancelledError: the person has stopped the job.
        """
        self._come_to(3)
        self._whole.do(step)


def watched(book: OpenBook, tell: Callable[[Event], None], stop: threading.Event) -> OpenBook:
    """The book, telling where a job on it is."""
    if isinstance(book, WholeBook):
        return WatchedWholeBook(book, tell, stop)
    return WatchedBook(book, tell, stop)


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

    def start(self, job: Callable[[Callable[[Event], None], threading.Event], JobDone]) -> None:
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

    def _do(self, job: Callable[[Callable[[Event], None], threading.Event], JobDone]) -> None:
        _enter_com()
        try:
            answer = job(self._events.put, self._stop)
        except JobError as error:
            answer = JobDone(str(error), is_failure=True)
        except Exception as error:  # the window must live on; the log knows where it happened
            number = crash_log.record(error, datetime.now())
            answer = JobDone(crash_log.sentence(number), is_failure=True)
        self._events.put(answer)


def look(path: Path, tell: Callable[[Event], None], stop: threading.Event) -> JobDone:
    """What the book holds and where it is open."""
    found = _found(path, tell)
    school = read_school(watched(found.book, tell, stop).read())
    return JobDone("Книга прочитана", state=state_of(school), where=found.where)


def act(
    button: Button, request: ActionRequest, tell: Callable[[Event], None], stop: threading.Event
) -> JobDone:
    """Do what a button says.

    Raises:
        JobError: it could not be done.
    """
    found = _found(request.book, tell)
    if Need.CLOSED_BOOK in button.action.needs and found.where != hosts.CLOSED:
        raise JobError(f"Книга {found.where}: сохраните её, закройте и повторите")
    if Need.CLOSED_BOOK in button.action.needs:
        tell(JobStep(2))  # it reads and writes the file itself

    def agree(text: str) -> bool:
        question = Question(text)
        tell(question)
        return question.wait()

    book = watched(found.book, tell, stop)
    session = Session(lambda _: book, agree=agree, step=button.title, is_closed=False)
    result = press(button, session, request)
    state = state_of(read_school(found.book.read()))
    return JobDone(result.message, findings=result.findings, state=state, where=found.where)


def state_of(school: School) -> dict[str, int]:
    """What the book holds: caption → number."""
    levels = [row.level for row in school.table(Check).rows]
    return {
        "Наставники": len(school.mentors),
        "Наставляемые": len(school.mentees),
        "Пары": len(school.live_pairs),
        "Ошибки": levels.count(RuleLevel.ERROR),
        "Вопросы": levels.count(RuleLevel.QUESTION),
    }


def show_cell(path: Path, sheet: str, cell: str) -> JobDone:
    """Lead the person to a cell where the book is open."""
    found = hosts.find(path, datetime.now)
    if found.show is None:
        return JobDone(f"Книга закрыта: откройте её и перейдите к ячейке {sheet}!{cell}")
    found.show(sheet, cell)
    return JobDone(f"Выбрана ячейка {sheet}!{cell}")


def _found(path: Path, tell: Callable[[Event], None]) -> hosts.HostedBook:
    tell(JobStep(0))
    return hosts.find(path, datetime.now)


def _enter_com() -> None:
    """Let this thread speak to Excel, where there is one."""
    try:
        import pythoncom  # type: ignore[import-untyped]
    except ImportError:
        return
    pythoncom.CoInitialize()
