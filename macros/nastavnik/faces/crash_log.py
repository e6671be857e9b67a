"""What we broke: a number for the person, and in a local log where it happened.

The log names files, lines and kinds of errors; texts and values, which may be personal, never.
"""

from __future__ import annotations

import os
import sys
import traceback
from datetime import datetime
from pathlib import Path

MOST_BYTES = 200_000
"""A log longer than this is begun anew."""


def log_path() -> Path:
    """Where the log is, for this user of this computer."""
    places = {"win32": "LOCALAPPDATA", "darwin": ""}
    folder = os.environ.get(places.get(sys.platform, "XDG_STATE_HOME"), "")
    home = Path(folder) if folder else Path.home() / ".local" / "state"
    return home / "nastavnik" / "nastavnik.log"


def record(error: BaseException, moment: datetime) -> str:
    """Write down where an error happened; its number."""
    number = f"{moment:%y%m%d-%H%M%S}"
    lines = [f"{number} {sys.platform} {sys.version.split()[0]}"]
    for each in _causes(error):
        lines.append(f"  {type(each).__module__}.{type(each).__qualname__}")
        lines += [
            f"    {Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(each.__traceback__)
        ]
    _append("\n".join(lines) + "\n")
    return number


def sentence(number: str) -> str:
    """What the person is told."""
    return (
        f"Внутренняя ошибка программы № {number}, книга цела: повторите, а если не поможет, "
        f"пришлите разработчикам файл «{log_path()}» — личных данных в нём нет"
    )


def _causes(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found


def _append(text: str) -> None:
    path = log_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        is_long = path.exists() and path.stat().st_size > MOST_BYTES
        with path.open("w" if is_long else "a", encoding="utf-8") as log:
            log.write(text)
    except OSError:  # without a log the person still gets the number
        return
