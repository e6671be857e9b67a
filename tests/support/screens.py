"""A screen of the tests' own for what shows windows."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from support.needs import needed


@contextmanager
def screen(size: str = "2048x1152x24") -> Iterator[str]:
    """The name of a screen that is there within, and as long as the process.

    Tk keeps its connection after its last window: when the screen goes, it ends the process.
    """
    yield _lasting(size)


@cache
def _lasting(size: str) -> str:
    program = needed(shutil.which("Xvfb"), "Xvfb")
    read, write = os.pipe()
    command = [program, "-screen", "0", size, "-noreset", "-displayfd", str(write)]
    process = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    atexit.register(process.terminate)
    os.close(write)
    return f":{os.read(read, 20).decode().strip()}"
