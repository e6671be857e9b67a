"""Files that other programs have to open: PDF, and old or foreign text documents."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from nastavnik.roadmap.sources.aligned import Word
from nastavnik.roadmap.sources.errors import (
    BrokenFileError,
    OfficeMissingError,
    PdfReaderMissingError,
)

SECONDS = 120
_WORD = re.compile(
    r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>'
)
_LEVEL = 6.0
"""How far, in half points, the middles of words on one line may lie apart."""


def pdf_lines(source: bytes) -> list[list[Word]]:
    """The words of a PDF line by line, with their places on the page."""
    program = shutil.which("pdftotext")
    if program is None:
        raise PdfReaderMissingError
    pages = _run([program, "-bbox", "-enc", "UTF-8", "-", "-"], source).split(b"<page ")[1:]
    return [line for page in pages for line in _lines(page.decode("utf-8", errors="replace"))]


def _lines(page: str) -> Iterator[list[Word]]:
    """Lines of a page from top to bottom; words whose middles are level make a line."""
    words = sorted(
        (float(top) + float(bottom), int(float(left)), int(float(right)), html.unescape(text))
        for left, top, right, bottom, text in _WORD.findall(page)
    )
    line: list[Word] = []
    level = 0.0
    for middle, left, right, text in words:
        if line and middle - level > _LEVEL:
            yield sorted(line)
            line = []
        level = level if line else middle
        line.append(Word(left, right, text))
    if line:
        yield sorted(line)


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
