"""The extension of LibreOffice: a menu and a toolbar that call our command line."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

NAME = "Nastavnik.oxt"
"""LibreOffice finds the scripts of an extension by this name: it must stay as it is."""
SCRIPT = "python/nastavnik_buttons.py"


def build_extension(files: Mapping[str, bytes], command: Sequence[str], sources: str) -> bytes:
    """The extension made of `files` (name → content), calling `command`.

    `sources` is the folder where that Python finds our package, empty if it is installed.

    Raises:
        ValueError: the script has no place for one of them.
    """
    script = files[SCRIPT].decode("utf-8")
    script = _filled(script, 'COMMAND = ["nastavnik"]', f"COMMAND = {list(command)!r}")
    script = _filled(script, 'SOURCES = ""', f"SOURCES = {sources!r}")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in {**files, SCRIPT: script.encode("utf-8")}.items():
            out.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
    return stream.getvalue()


def _filled(script: str, line: str, value: str) -> str:
    if script.count(f"\n{line}\n") != 1:
        raise ValueError(f"{SCRIPT} has no single line {line}")
    return script.replace(f"\n{line}\n", f"\n{value}\n")
