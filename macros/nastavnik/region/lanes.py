"""One job done to many things by child processes, where a lost child costs one answer.

Each child has one thing at a time, so that whoever kills, fills or stops it is known by name, and
the others go on. It is a command and not a pool of processes, as in `readers.sandbox`: a pool
imports the main module again, breaks as a whole when one of its processes dies, and may not be had
inside a worker of a cluster. Children end with the process that started them: their input closes.
"""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from enum import Enum
from itertools import islice
from pathlib import Path
from queue import SimpleQueue
from threading import Timer
from typing import Any, Generic, NamedTuple, TypeVar

from nastavnik.model.errors import JobError

T = TypeVar("T")
R = TypeVar("R")

Begin = Callable[[], Callable[[T], R]]
"""Called once in each process: what it returns is done to one thing after another."""

OBJECTS_OF_A_THING = 100_000
"""So many objects may come before cycles are looked for: most books need fewer."""
THINGS_OF_A_CHILD = 1_000
"""After so many things a child makes way for a fresh one, whatever its libraries keep."""
_AHEAD = 4
"""So many things for each child are taken from the queue before they are wanted."""
_START = (
    "import sys, pickle; sys.path[:] = pickle.load(sys.stdin.buffer); "
    f"from {__name__} import main; main()"
)
_NO_WINDOW = 0x08000000


class Cause(Enum):
    """Why there is no answer."""

    KILLED = "the child ended"
    HUNG = "the child took too long"
    SWELLED = "the child wanted too much memory"
    REFUSED = "the job cannot be done to this thing: the text says why"
    FAILED = "the job itself failed"


class Loss(NamedTuple):
    """Stands where an answer should.

    `text` is a sentence where the job was refused, the kind of the error where it failed; then
    `places` are the lines of code it went through.
    """

    cause: Cause
    text: str = ""
    places: tuple[str, ...] = ()


class Limits(NamedTuple):
    """How long and with how much memory a child may work on one thing."""

    seconds: float = 120
    memory: int = 1024**3


LIMITS = Limits()


class LostAnswerError(Exception):
    """A job that failed in a child; the arguments are the kind and the places of a `Loss`."""


def cores() -> int:
    """How many processes can work at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def one_by_one(begin: Begin[T, R], things: Iterable[T]) -> Iterator[tuple[T, R | Loss]]:
    """Each thing with its answer, worked out here."""
    job = begin()
    for thing in things:
        yield thing, _answer(job, thing)


def side_by_side(
    begin: Begin[T, R], things: Iterable[T], jobs: int, limits: Limits = LIMITS
) -> Iterator[tuple[T, R | Loss]]:
    """Each thing with its answer as it comes, worked out by so many children.

    Where no child may be started, it is worked out here.
    """
    if not can_start():
        yield from one_by_one(begin, things)
        return
    lanes: list[Lane[T, R]] = [Lane(begin, limits) for _ in range(jobs)]
    free: SimpleQueue[Lane[T, R]] = SimpleQueue()
    for lane in lanes:
        free.put(lane)
    with ThreadPoolExecutor(jobs) as threads:
        try:
            yield from _as_they_come(threads, free, iter(things), jobs * _AHEAD)
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
            for lane in lanes:
                lane.close()


def _as_they_come(
    threads: ThreadPoolExecutor,
    free: SimpleQueue[Lane[T, R]],
    things: Iterator[T],
    most: int,
) -> Iterator[tuple[T, R | Loss]]:
    def answered(thing: T) -> R | Loss:
        lane = free.get()
        try:
            return lane.ask(thing)
        finally:
            free.put(lane)

    waiting: dict[Future[R | Loss], T] = {}
    while True:
        for thing in islice(things, most - len(waiting)):
            waiting[threads.submit(answered, thing)] = thing
        if not waiting:
            return
        for future in wait(waiting, return_when=FIRST_COMPLETED).done:
            yield waiting.pop(future), future.result()


def can_start() -> bool:
    """Whether a Python of our own may be started: some guards forbid it to office programs."""
    try:
        done = subprocess.run([_python(), "-c", ""], check=False, **_quiet())
    except OSError:
        return False
    return done.returncode == 0


class Lane(Generic[T, R]):
    """A child that answers for one thing after another, replaced when it is lost."""

    def __init__(self, begin: Begin[T, R], limits: Limits) -> None:
        self._begin, self._limits = begin, limits
        self._child: subprocess.Popen[bytes] | None = None
        self._asked = 0

    def ask(self, thing: T) -> R | Loss:
        """The answer, or why there is none."""
        child = self._ready()
        assert child.stdin
        assert child.stdout
        hung = False

        def stop() -> None:
            nonlocal hung
            hung = True
            child.kill()

        timer = Timer(self._limits.seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            pickle.dump(thing, child.stdin)
            child.stdin.flush()
            answer: R | Loss = pickle.load(child.stdout)
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            answer = Loss(Cause.HUNG if hung else Cause.KILLED)
        finally:
            timer.cancel()
        if isinstance(answer, Loss) and answer.cause not in (Cause.REFUSED, Cause.FAILED):
            self.close()
        return answer

    def _ready(self) -> subprocess.Popen[bytes]:
        if (
            self._child is None
            or self._child.poll() is not None
            or self._asked >= THINGS_OF_A_CHILD
        ):
            self.close()
            self._child, self._asked = self._started(), 0
        self._asked += 1
        return self._child

    def _started(self) -> subprocess.Popen[bytes]:
        child = subprocess.Popen(
            [_python(), "-c", _START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            **_quiet(),
        )
        assert child.stdin
        with suppress(OSError):  # one that ends at once is found out by the first answer
            pickle.dump([str(_ROOT), *sys.path], child.stdin)
            pickle.dump((self._begin, self._limits.memory), child.stdin)
            child.stdin.flush()
        return child

    def close(self) -> None:
        """End the child."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        for stream in (child.stdin, child.stdout):
            with suppress(OSError):
                if stream:
                    stream.close()
        child.wait()


_ROOT = Path(__file__).resolve().parents[2]


def _python() -> str:
    return sys.executable or "python3"


def _quiet() -> dict[str, Any]:
    """What a child says beside its answers is nobody's: it might name people."""
    return {
        "stderr": subprocess.DEVNULL,
        "creationflags": _NO_WINDOW if os.name == "nt" else 0,
    }


def _answer(job: Callable[[T], R], thing: T) -> R | Loss:
    try:
        return job(thing)
    except JobError as error:
        return Loss(Cause.REFUSED, str(error))
    except MemoryError:
        return Loss(Cause.SWELLED)
    except Exception as error:  # ours to mend: the other things go on
        places = (
            f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)
        )
        return Loss(Cause.FAILED, type(error).__name__, tuple(places))


def main() -> None:
    """Answer for each thing that comes on standard input until it closes."""
    questions = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get between the answers
    begin, memory = pickle.load(questions)
    _limit_memory(memory)
    gc.set_threshold(OBJECTS_OF_A_THING)
    job = begin()
    with suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
        while True:
            pickle.dump(_answer(job, pickle.load(questions)), answers)
            answers.flush()


def _limit_memory(most: int) -> None:
    """No more than so many bytes, where the system can hold a process to it."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most, most))
