"""Opening a file in the program that the computer opens such files with."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

SOON = 0.7
"""Seconds within which a program says that it cannot open a file."""


def open_file(path: Path) -> str:
    """Open the file or the folder; what to tell the person."""
    if not path.exists():
        return f"Файла уже нет: {path}"
    if _is_opened(path):
        return f"Открываю «{path.name}»…"
    return f"Откройте сами, здесь нет программы для этого: {path}"


def _is_opened(path: Path) -> bool:
    if sys.platform == "win32":
        try:
            os.startfile(path)
        except OSError:
            return False
        return True
    return any(_is_started(program, path) for program in _programs(path))


def _programs(path: Path) -> Iterator[str]:
    """What opens it here, the likeliest first: a bare desktop may know no program for files."""
    from nastavnik.readers.libreoffice import libreoffice

    if found := shutil.which("open" if sys.platform == "darwin" else "xdg-open"):
        yield found
    if path.is_file() and (office := libreoffice()):
        yield office


def _is_started(program: str, path: Path) -> bool:
    quiet = subprocess.DEVNULL
    process = subprocess.Popen([program, str(path)], stdout=quiet, stderr=quiet)
    try:
        return process.wait(SOON) == 0
    except subprocess.TimeoutExpired:  # it is at work
        threading.Thread(target=process.wait, daemon=True).start()
        return True
