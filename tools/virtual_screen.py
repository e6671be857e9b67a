"""A screen of its own for what the tools draw and click."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def virtual_screen(width: int, height: int, dpi: int = 96) -> Iterator[str]:
    """The name of a screen that is there within; sizes in pixels."""
    read, write = os.pipe()
    command = ["Xvfb", "-screen", "0", f"{width}x{height}x24", "-dpi", str(dpi)]
    process = subprocess.Popen([*command, "-displayfd", str(write)], pass_fds=[write])
    try:
        yield f":{os.read(read, 20).decode().strip()}"
    finally:
        process.terminate()
        process.wait()
        os.close(read)
        os.close(write)
