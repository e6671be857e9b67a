"""Jobs for children of the tests: what a book could do to whoever checks it."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from importlib import import_module

from nastavnik.model.errors import JobError


def begin() -> Callable[[str], str]:
    """A job that does what its thing says."""
    return misbehave


def misbehave(thing: str) -> str:
    """The thing in capitals, unless it is the name of some mischief."""
    match thing:
        case "swell":
            return str(len(bytearray(8 * 1024**3)))
        case "wait":
            time.sleep(600)
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "print":
            print("said beside the answers", flush=True)
        case "refuse":
            raise JobError("так нельзя")
        case "fail":
            raise LookupError("Орлова Анна")
    return thing.upper()


def loaded_modules() -> Callable[[str], set[str]]:
    """A job that imports a module and tells all that the process has imported."""

    def loaded(module: str) -> set[str]:
        import_module(module)
        return set(sys.modules)

    return loaded
