"""What holds for every test: where its files lie, how processes start, what is no rubbish.

No test leaves anything in the folders of whoever runs them.
"""

from __future__ import annotations

import atexit
import functools
import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from nastavnik.actions import new_book
from nastavnik.readers import sandbox

MEMORY = Path("/dev/shm")
ROOM = 4 << 30
"""Many times what the files of a whole run take."""
OBJECTS_OF_A_TEST = 50_000
"""So many objects may come before cycles are looked for."""


def has_room_in_memory() -> bool:
    """Whether files of tests may lie, and programs among them run, where no disk is waited for."""
    if not MEMORY.is_dir():
        return False
    may_run = not os.statvfs(MEMORY).f_flag & os.ST_NOEXEC
    return may_run and shutil.disk_usage(MEMORY).free > ROOM


if "PYTEST_XDIST_WORKER" not in os.environ:  # workers have the environment of the first process
    if "TMPDIR" not in os.environ and has_room_in_memory():
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)
    cache = tempfile.mkdtemp(prefix="nastavnik-cache-")
    atexit.register(shutil.rmtree, cache, ignore_errors=True)
    os.environ["XDG_CACHE_HOME"] = cache
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # hundreds of processes start as in an office


@pytest.fixture(scope="session", autouse=True)
def _books_built_once() -> Iterator[None]:
    """A book that the builder makes is the same bytes each time: each kind is built once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(new_book, "built_content", functools.cache(new_book.built_content))
        yield


@pytest.fixture(scope="module")
def files_read_here() -> Iterator[None]:
    """Workbooks are read as where no child may be started; how children read is tried elsewhere."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sandbox, "_apart", sandbox._here)
        yield


def pytest_collection_finish() -> None:
    """Thousands of collected tests are not looked through each time rubbish is."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_OF_A_TEST)
