"""What we broke: a number for the person, and in a local log where it happened.

The log names files, lines and kinds of errors; texts and values, which may be personal, never.
"""

from __future__ import annotations

import logging
import secrets
import sys
import traceback
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TypeAlias

import platformdirs

from nastavnik import __version__
from nastavnik.region.child import LostAnswerError

MOST_BYTES = 200_000
"""A log longer than this is put aside, and a new one begun; the one put aside before goes."""

ExceptionInfo: TypeAlias = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


def log_path() -> Path:
    """Where the log is, for this user of this computer."""
    return platformdirs.user_log_path("nastavnik", appauthor=False) / "nastavnik.log"


def record(error: BaseException, moment: datetime) -> str:
    """Write down where an error happened; its number, which no other error has."""
    number = f"{moment:%y%m%d}-{secrets.token_hex(3)}"
    try:
        log_path().parent.mkdir(parents=True, exist_ok=True)
    except OSError:  # without a log the person still gets the number
        return number
    handler = _Handler(log_path(), maxBytes=MOST_BYTES, backupCount=1, encoding="utf-8", delay=True)
    handler.setFormatter(_Formatter())
    logger = logging.Logger("nastavnik")
    logger.addHandler(handler)
    python = sys.version.split()[0]
    logger.error("%s %s %s %s", number, __version__, sys.platform, python, exc_info=error)
    handler.close()
    return number


def sentence(number: str) -> str:
    """What the person is told."""
    return (
        f"Внутренняя ошибка программы № {number}, книга цела: повторите, а если не поможет, "
        f"пришлите разработчикам файл «{log_path()}» — личных данных в нём нет"
    )


class _Handler(RotatingFileHandler):
    """A log that may be impossible to write."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging names it so
        """Say nothing: the person has a number all the same."""


class _Formatter(logging.Formatter):
    """An error by its kind, the files and lines it went through, and the same of its causes."""

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802 - logging names it so
        """The error without its text and without the lines of code."""
        lines = []
        for each in _causes(ei[1]):
            lines.append(f"  {type(each).__module__}.{type(each).__qualname__}")
            lines += [
                f"    {Path(frame.filename).name}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(each.__traceback__)
            ]
            if isinstance(each, LostAnswerError):
                lines += [f"    in a child: {line}" for line in each.args]
        return "\n".join(lines)


def _causes(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found
