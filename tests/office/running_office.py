"""A LibreOffice of the tests' own, with a profile of its own, spoken to over a pipe."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nastavnik.books import calc_office
from nastavnik.books.port import BookError
from office.conftest import needed


@contextmanager
def running_office(soffice: str, profile: Path) -> Iterator[Any]:
    """The context of a LibreOffice that runs within."""
    try:
        calc_office.uno_module()
    except BookError:
        needed(None, "uno for this Python")
    pipe = f"nastavnik-test-{time.time_ns()}"
    options = ("--headless", f"-env:UserInstallation={profile.as_uri()}")
    process = calc_office.start(pipe, *options, program=soffice)
    context = calc_office.connect(pipe, 20)
    if context is None and process.wait(10) == calc_office.SET_UP_AND_START_AGAIN:
        process = calc_office.start(pipe, *options, program=soffice)
        context = calc_office.connect(pipe, 40)
    assert context is not None, "LibreOffice does not answer"
    try:
        yield context
    finally:
        calc_office.desktop_of(context).terminate()
        process.wait(30)


def option(name: str, value: Any) -> Any:
    """A named value as LibreOffice takes it."""
    made = calc_office.uno_module().createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, value
    return made


def load(desktop: Any, path: Path) -> Any:
    """A document opened without a window."""
    return desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, (option("Hidden", True),))
