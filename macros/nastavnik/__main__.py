"""The entry point: `nastavnik` and `python -m nastavnik`."""

from __future__ import annotations

import atexit
import gc
import os
import sys
import threading
from typing import NoReturn

OBJECTS_OF_A_CLICK = 200_000
"""So many objects may come before cycles are looked for: a click is over sooner."""


def main() -> None:
    """Run the command line; the process ends with its exit code."""
    gc.set_threshold(OBJECTS_OF_A_CLICK)
    from nastavnik.faces.cli.commands import run

    try:
        run()
    except SystemExit as done:
        _end(int(done.code or 0))


def _end(code: int) -> NoReturn:
    """End the process as `multiprocessing` ends its children, leaving the memory to the system.

    To take all objects apart would cost a click 7 ms. What else Python does at its end is done.
    """
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
