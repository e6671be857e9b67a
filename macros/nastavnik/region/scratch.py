"""A private folder of one run, and those that killed runs left behind."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

PREFIX = "nastavnik-"
LOCK = ".lock-nastavnik"
"""The file inside that a run holds for as long as it lives."""
SECONDS_TO_BEGIN = 60
"""A run that began so lately may not hold its lock yet."""


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A folder on this machine that goes with the run; what dead runs left goes first."""
    sweep_scratch(Path(tempfile.gettempdir()))
    with (
        tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True) as folder,
        FileLock(Path(folder) / LOCK),
    ):
        yield Path(folder)


def sweep_scratch(among: Path) -> None:
    """Take away the folders of runs that were killed, never that of a living one."""
    for lock in among.glob(f"{PREFIX}*/{LOCK}"):
        with suppress(OSError):
            if not lock.parent.is_symlink() and _is_left(lock):
                shutil.rmtree(lock.parent, ignore_errors=True)


def _is_left(lock: Path) -> bool:
    """Whether nobody holds a lock that was made some time ago.

    Raises:
        OSError: the folder is another person's.
    """
    if time.time() - lock.stat().st_mtime < SECONDS_TO_BEGIN:
        return False
    try:
        with FileLock(lock, timeout=0):
            return True
    except Timeout:
        return False
