"""Compiled templates of the product in the user's own folder, as Python keeps its own code.

Only templates that are shipped: of a school's own ones, in which a name may stand, nothing is kept.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

import platformdirs

from nastavnik.workbooks.disk import PRIVATE, write_atomically
from nastavnik.workbooks.port import BookError

_WRITTEN_BY_OTHERS = 0o022


class KeptTemplates:
    """Keeps what was compiled of the `shipped` templates."""

    def __init__(self, shipped: Collection[bytes], folder: Path | None = None) -> None:
        self._shipped = frozenset(shipped)
        self._folder = folder or platformdirs.user_cache_path("nastavnik", appauthor=False)

    def find(self, template: bytes, name: str) -> bytes | None:
        """What was kept; None where nothing was, or where somebody else may have written it."""
        path = self._folder / name
        if template not in self._shipped or not _is_ours(self._folder):
            return None
        with suppress(OSError):
            return path.read_bytes()
        return None

    def keep(self, template: bytes, name: str, content: bytes) -> None:
        """Keep it for the next run, if the folder can be written."""
        if template in self._shipped:
            with suppress(OSError, BookError):
                self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                if _is_ours(self._folder):
                    write_atomically(self._folder / name, content, mode=PRIVATE)


def _is_ours(folder: Path) -> bool:
    """Whether nobody but the user can write into the folder."""
    if os.name == "nt":
        return folder.is_dir()  # the folder of the user's own profile
    try:
        status = folder.stat()
    except OSError:
        return False
    return status.st_uid == os.getuid() and not status.st_mode & _WRITTEN_BY_OTHERS
