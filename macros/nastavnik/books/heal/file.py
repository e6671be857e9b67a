"""Healing a book in a file: a copy is kept, and nothing is written where nothing was lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from nastavnik.books import closed_files
from nastavnik.books.heal import Extra, Healed, heal
from nastavnik.books.port import BookError
from nastavnik.books.preflight.inspection import inspect_bytes, load


def heal_file(
    path: Path,
    fresh: bytes,
    now: Callable[[], datetime],
    *,
    extra: Extra | None = None,
    dry_run: bool = False,
) -> Healed:
    """Give the book at `path` what `fresh`, a newly built one, has more, and the extra.

    Raises:
        BookError: the book is open elsewhere, damaged, not ours, or cannot be written.
    """
    data = load(path)
    inspect_bytes(data, path.name)
    healed = heal(data, fresh, extra)
    if not dry_run and healed.content != data:
        _write(path.resolve(), data, healed.content, now)
    return healed


def _write(path: Path, seen: bytes, content: bytes, now: Callable[[], datetime]) -> None:
    with closed_files.plain_errors(path):
        closed_files.refuse_if_open(path)
        with closed_files.only_writer(path):
            if load(path) != seen:
                raise BookError(f"Книгу «{path.name}» изменили в это время: повторите команду")
            closed_files.replace_all(path, content, {}, now())
