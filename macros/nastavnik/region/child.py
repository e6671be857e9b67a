"""A process that answers for one thing after another: the other end of `lanes`.

It imports little beside the job itself, and says that it lives before it imports anything.
"""

from __future__ import annotations

import gc
import os
import pickle
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import NamedTuple, TypeVar

from nastavnik.model.errors import JobError

T = TypeVar("T")
R = TypeVar("R")

Begin = Callable[[], Callable[[T], R]]
"""Called once in each process: what it returns is done to one thing after another."""

ALIVE = b"!"
START = (
    f"import os; os.write(1, {ALIVE!r}); import sys, pickle; "
    f"sys.path[:] = pickle.load(sys.stdin.buffer); from {__name__} import main; main()"
)
"""What a Python has to run to become such a process."""
OBJECTS_OF_A_THING = 100_000
"""So many objects may come before cycles are looked for: most books need fewer."""


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


class LostAnswerError(Exception):
    """A job that failed in a child; the arguments are the kind and the places of a `Loss`."""


def answer_of(job: Callable[[T], R], thing: T) -> R | Loss:
    """What the job makes of a thing, or why it makes nothing."""
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
    gc.set_threshold(OBJECTS_OF_A_THING)
    questions = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get between the answers
    begin, memory = pickle.load(questions)
    _limit_memory(memory)
    job = begin()
    with suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
        while True:
            pickle.dump(answer_of(job, pickle.load(questions)), answers)
            answers.flush()


def _limit_memory(most: int) -> None:
    """No more than so many bytes, where the system can hold a process to it."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most, most))
