"""Finding LibreOffice: its programs, a running one that listens, a document open in it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from nastavnik.readers.files import real_path
from nastavnik.readers.libreoffice import libreoffice
from nastavnik.workbooks.libreoffice.calc_book import path_of
from nastavnik.workbooks.libreoffice.reading import Uno
from nastavnik.workbooks.port import BookError

PIPE = "nastavnik"
"""LibreOffice started by us listens on the pipe of this name."""
SYSTEM_PACKAGES = "/usr/lib/python3/dist-packages"


def uno_module() -> Any:
    """The module `uno` of this Python, or of the system where that has the same version.

    Raises:
        BookError: there is none.
    """
    if SYSTEM_PACKAGES not in sys.path:
        sys.path.append(SYSTEM_PACKAGES)  # at the end: our own packages must win
    try:
        import uno
    except ImportError:
        raise BookError(
            "Этот Python не умеет говорить с LibreOffice: сохраните книгу, закройте её и повторите"
        ) from None
    return uno


def start(pipe: str = PIPE, *arguments: str, program: str | None = None) -> subprocess.Popen[bytes]:
    """LibreOffice listening on a pipe.

    Raises:
        BookError: it is not installed.
    """
    found = program or libreoffice()
    if found is None:
        raise BookError("LibreOffice не найден: установите его или работайте с закрытой книгой")
    command = [found, "--norestore", f"--accept=pipe,name={pipe};urp;", *arguments]
    silent = subprocess.DEVNULL
    return subprocess.Popen(command, stdout=silent, stderr=silent, env=_own_environment(found))


def _own_environment(program: str) -> dict[str, str]:
    """The environment in which LibreOffice finds the Python it was built for, not ours.

    That Python takes the first «python3» on PATH for its home, so the one beside LibreOffice leads.
    """
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    return kept | {"PATH": os.pathsep.join((str(Path(program).parent), kept.get("PATH", "")))}


def connect(pipe: str = PIPE, seconds: float = 0) -> Uno | None:
    """The context of the LibreOffice that listens on a pipe; None if none answers in time."""
    uno = uno_module()
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", context
    )
    no_answer = uno.getClass("com.sun.star.connection.NoConnectException")
    deadline = time.monotonic() + seconds
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except no_answer:
            if time.monotonic() >= deadline:
                return None
            time.sleep(0.2)


def desktop_of(context: Uno) -> Uno:
    """The desktop of a LibreOffice, which has the documents."""
    return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)


def open_document(desktop: Uno, path: Path) -> Uno | None:
    """The document of this file, None where LibreOffice does not have it open."""
    for document in desktop.Components:
        is_workbook = document.supportsService("com.sun.star.sheet.SpreadsheetDocument")
        if is_workbook and document.URL and path_of(document) == real_path(path):
            return document
    return None
