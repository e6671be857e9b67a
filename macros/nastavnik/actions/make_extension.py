"""`extension`: what adds our menu, toolbar and buttons to LibreOffice."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nastavnik.actions.session import Session
from nastavnik.model.outcome import Outcome
from nastavnik.workbooks import shipped
from nastavnik.workbooks.disk import write_new
from nastavnik.workbooks.libreoffice.extension import NAME, build_extension
from nastavnik.workbooks.port import BookError


@dataclass(frozen=True)
class ExtensionMade(Outcome):
    """The extension at `path`."""

    path: Path = Path()

    def as_json(self) -> dict[str, Any]:
        """The extension in the shape other programs read."""
        return {"extension": str(self.path)}


def run(session: Session, *, folder: Path) -> ExtensionMade:
    """Make the extension in a folder.

    Raises:
        BookError: as `new_extension`.
    """
    path = new_extension(folder)
    text = f"Расширение готово: {path}. Откройте его двойным щелчком и перезапустите LibreOffice"
    return ExtensionMade(text, path=path)


def new_extension(folder: Path) -> Path:
    """The extension of LibreOffice in `folder`, for the Python that runs now; its path.

    Raises:
        BookError: the folder cannot be made or written, or the file is there already.
    """
    path = folder / NAME
    if path.exists():
        raise BookError(f"В папке «{folder}» уже есть «{NAME}»: уберите его и повторите")
    files = shipped.extension_files()
    write_new({path: build_extension(files, sys.executable, shipped.source_root())})
    return path
