"""Files that other programs have to open: PDF, and old or foreign text documents."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from nastavnik.roadmap.sources.errors import (
    BrokenFileError,
    OfficeMissingError,
    PdfReaderMissingError,
)

SECONDS = 120


def pdf_text(source: bytes) -> str:
    """The text of a PDF with its columns kept apart by blanks."""
    program = shutil.which("pdftotext")
    if program is None:
        raise PdfReaderMissingError
    command = [program, "-layout", "-enc", "UTF-8", "-", "-"]
    return _run(command, source).decode("utf-8", errors="replace")


def through_office(source: bytes, kind: str) -> bytes:
    """The document made a .docx by LibreOffice."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise OfficeMissingError
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        original = folder / f"source.{kind}"
        original.write_bytes(source)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        target = ["--headless", "--convert-to", "docx", "--outdir", str(folder), str(original)]
        _run([program, profile, *target])
        converted = original.with_suffix(".docx")
        if not converted.exists():
            raise BrokenFileError
        return converted.read_bytes()


def _run(command: list[str], source: bytes = b"") -> bytes:
    """The standard output of a program."""
    try:
        done = subprocess.run(
            command, input=source, capture_output=True, check=True, timeout=SECONDS
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise BrokenFileError from error
    return done.stdout
