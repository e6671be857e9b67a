"""What is remembered of a book in hidden files beside it: it goes where the book goes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from nastavnik.readers.files import real_path
from nastavnik.workbooks.disk import mode_beside, write_atomically


def beside(book: Path, ending: str) -> Path:
    """The hidden file of a book with that ending."""
    return real_path(book).with_name(f".{book.stem}{ending}")


def read_kept(book: Path, ending: str) -> dict[str, Any]:
    """What the hidden file holds; nothing where it is not one of ours."""
    return _kept(beside(book, ending)) or {}


def write_kept(book: Path, ending: str, before: object, after: object) -> None:
    """Keep what has changed; a file that is not one of ours stays as it is."""
    path = beside(book, ending)
    if after == before or (path.exists() and _kept(path) is None):
        return
    text = json.dumps(after, ensure_ascii=False, indent=1, sort_keys=True)
    write_atomically(path, text.encode(), mode=mode_beside(book))


def _kept(path: Path) -> dict[str, Any] | None:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return kept if isinstance(kept, dict) else None
