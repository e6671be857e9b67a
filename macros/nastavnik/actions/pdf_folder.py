"""The folder with the PDF files of a book's documents: which are there, and where others go.

A PDF of ours ends with a line that tells of which document it is, and of which content of it, and
with our seal. Any other file belongs to somebody: it may be a scan of the signed paper.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from nastavnik.documents.files import FOLDER
from nastavnik.model.seals import BLANK_SEAL, is_sealed, sealed
from nastavnik.workbooks.disk import digest
from nastavnik.workbooks.write_plan import is_former

PDF_FOLDER = f"{FOLDER}/PDF"
_MARK = re.compile(rb"% nastavnik-pdf-of ([0-9a-f]{64}) ([0-9a-f]{64})\n")


def marked(pdf: bytes, path: str, document: bytes) -> bytes:
    """A PDF that tells of which document it is, and bears our seal."""
    mark = f"\n% nastavnik-pdf-of {digest(path.encode())} {digest(document)}\n% {BLANK_SEAL}\n"
    return sealed(pdf + mark.encode())


class _Printed(NamedTuple):
    """A PDF of ours at `place`, of a document that had this digest."""

    place: str
    document: str


class PdfFolder:
    """What is in «Документы/PDF» below a folder; places are paths from there, with «/»."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ours = dict(_ours(folder))
        self._taken = {each.place.casefold() for each in self._ours.values()}

    def place_for(self, path: str, document: bytes) -> str | None:
        """Where the PDF of a document goes; None where it is there already.

        What is not ours keeps its name. One that is not older than the document that stands beside
        the book counts as its PDF.
        """
        known = self._ours.get(digest(path.encode()))
        if known:
            return None if known.document == digest(document) else known.place
        place = next(
            place
            for place in _names(path)
            if place.casefold() not in self._taken
            and (not self._is_there(place) or self._is_newer(place, path, document))
        )
        if self._is_there(place):
            return None
        self._taken.add(place.casefold())
        return place

    def of(self, path: str) -> str | None:
        """The PDF of ours of a document, whatever its content was; None where there is none."""
        known = self._ours.get(digest(path.encode()))
        return known.place if known else None

    def _is_there(self, place: str) -> bool:
        return os.path.lexists(self._folder / place)

    def _is_newer(self, place: str, path: str, document: bytes) -> bool:
        source = self._folder / path
        if not (source.is_file() and source.read_bytes() == document):
            return False
        printed = self._folder / place
        return printed.is_file() and printed.stat().st_mtime >= source.stat().st_mtime


def _ours(folder: Path) -> Iterator[tuple[str, _Printed]]:
    for path in (folder / PDF_FOLDER).glob("*.pdf"):
        content = path.read_bytes() if path.is_file() and not is_former(path) else b""
        found = _MARK.search(content[-1024:])
        if found and is_sealed(content):
            yield found[1].decode(), _Printed(f"{PDF_FOLDER}/{path.name}", found[2].decode())


def _names(path: str) -> Iterator[str]:
    """The names that the PDF of a document may have, the best first."""
    stem = PurePosixPath(path).stem
    yield f"{PDF_FOLDER}/{stem}.pdf"
    yield from (f"{PDF_FOLDER}/{stem} ({number}).pdf" for number in count(2))
