"""One job done to many things by child processes, where a lost child costs one answer.

Each child has one thing at a time, so that whoever kills, fills or stops it is known by name, and
the others go on. It is a command and not a pool of processes, as in `readers.sandbox`: a pool
imports the main module again, breaks as a whole when one of its processes dies, and may not be had
inside a worker of a cluster. Children end with the process that started them: their input closes.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from itertools import islice
from pathlib import Path
from queue import SimpleQueue
from threading import Timer
from typing import Any, Generic, NamedTuple, TypeVar

from nastavnik.region.child import ALIVE, START, Begin, Cause, Loss, answer_of

T = TypeVar("T")
R = TypeVar("R")

THINGS_OF_A_CHILD = 1_000
"""After so many things a child makes way for a fresh one, whatever its libraries keep."""
_AHEAD = 4
"""So many things for each child are taken from the queue before they are wanted."""
_NO_WINDOW = 0x08000000


class Limits(NamedTuple):
    """How long and with how much memory a child may work on one thing."""

    seconds: float = 120
    memory: int = 1024**3


LIMITS = Limits()


def cores() -> int:
    """How many processes can work at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def one_by_one(begin: Begin[T, R], things: Iterable[T]) -> Iterator[tuple[T, R | Loss]]:
    """Each thing with its answer, worked out here."""
    job = begin()
    for thing in things:
        yield thing, answer_of(job, thing)


def side_by_side(
    begin: Begin[T, R], things: Iterable[T], jobs: int, limits: Limits = LIMITS
) -> Iterator[tuple[T, R | Loss]]:
    """Each thing with its answer as it comes, worked out by so many children.

    Where no child may be started, it is worked out here.
    """
    lanes: list[Lane[T, R]] = [Lane(begin, limits) for _ in range(jobs)]
    if lanes[0].can_start():
        yield from _shared_out(lanes, iter(things))
    else:
        yield from one_by_one(begin, things)


def _shared_out(lanes: Sequence[Lane[T, R]], things: Iterator[T]) -> Iterator[tuple[T, R | Loss]]:
    free: SimpleQueue[Lane[T, R]] = SimpleQueue()
    for lane in lanes:
        free.put(lane)
    with ThreadPoolExecutor(len(lanes)) as threads:
        try:
            yield from _as_they_come(threads, free, things, len(lanes) * _AHEAD)
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


class Lane(Generic[T, R]):
    """A child that answers for one thing after another, replaced when it is lost."""

    def __init__(self, begin: Begin[T, R], limits: Limits) -> None:
        self._begin, self._limits = begin, limits
        self._child: subprocess.Popen[bytes] | None = None
        self._has_greeted = False
        self._asked = 0

    def can_start(self) -> bool:
        """Whether a child may be started: some guards forbid it to office programs."""
        try:
            self._await_greeting(self._ready())
        except (EOFError, OSError):
            self.close()
            return False
        return True

    def ask(self, thing: T) -> R | Loss:
        """The answer, or why there is none."""
        child = self._ready()
        self._asked += 1
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
            self._await_greeting(child)
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
            self._child, self._asked, self._has_greeted = self._started(), 0, False
        return self._child

    def _await_greeting(self, child: subprocess.Popen[bytes]) -> None:
        assert child.stdout
        if not self._has_greeted and child.stdout.read(len(ALIVE)) != ALIVE:
            raise EOFError
        self._has_greeted = True

    def _started(self) -> subprocess.Popen[bytes]:
        child = subprocess.Popen(
            [_python(), "-c", START],
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
