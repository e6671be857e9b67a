"""A LibreOffice of the tests' own, with a profile of its own, spoken to over a pipe."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nastavnik.workbooks.libreoffice import office
from nastavnik.workbooks.port import BookError
from support.needs import needed

STARTS, SECONDS_TO_ANSWER = 3, 60


@contextmanager
def running_office(soffice: str, profile: Path, *options: str) -> Iterator[Any]:
    """The context of a LibreOffice that runs within, without windows unless `options` are given."""
    try:
        office.uno_module()
    except BookError:
        needed(None, "uno for this Python")
    process, context = _started(soffice, profile, options or ("--headless",))
    try:
        yield context
    finally:
        office.desktop_of(context).terminate()
        process.wait(30)


def _started(
    soffice: str, profile: Path, options: Sequence[str]
) -> tuple[subprocess.Popen[bytes], Any]:
    """A process and its context; one that only set its profile up, or fell over, starts again."""
    own = f"-env:UserInstallation={profile.as_uri()}"
    for _ in range(STARTS):
        pipe = f"nastavnik-test-{time.time_ns()}"
        process = office.start(pipe, own, *options, program=soffice)
        deadline = time.monotonic() + SECONDS_TO_ANSWER
        while process.poll() is None and time.monotonic() < deadline:
            context = office.connect(pipe, 1)
            if context is not None:
                return process, context
        process.kill()
        process.wait(10)
    raise AssertionError("LibreOffice does not answer")


def option(name: str, value: Any) -> Any:
    """A named value as LibreOffice takes it."""
    made = office.uno_module().createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, value
    return made


def load(desktop: Any, path: Path) -> Any:
    """A document opened without a window."""
    return desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, (option("Hidden", True),))
