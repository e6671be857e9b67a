"""A screen of the tests' own for what shows windows."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from support.needs import needed


@contextmanager
def screen(size: str = "2048x1152x24") -> Iterator[str]:
    """The name of a screen that is there within."""
    program = needed(shutil.which("Xvfb"), "Xvfb")
    read, write = os.pipe()
    command = [program, "-screen", "0", size, "-displayfd", str(write)]
    process = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    try:
        yield f":{os.read(read, 20).decode().strip()}"
    finally:
        process.terminate()
        process.wait()
        os.close(read)
        os.close(write)
