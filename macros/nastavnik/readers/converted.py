"""Old and foreign files, which only an office application reads."""

from __future__ import annotations

import tempfile
from pathlib import Path

from nastavnik.readers.libreoffice import OfficeError, convert, libreoffice
from nastavnik.readers.refusals import Refusal, RefusedError
from nastavnik.readers.sniff import FileKind

CONVERTED = frozenset((FileKind.OLD_DOCUMENT, FileKind.OPEN_DOCUMENT, FileKind.RTF))


def as_docx(content: bytes, kind: FileKind, name: str) -> bytes:
    """The document made a .docx by LibreOffice.

    Raises:
        RefusedError: there is no LibreOffice, or it cannot open the document.
    """
    return _made(content, kind, FileKind.DOCUMENT, name)


def as_xlsx(content: bytes, kind: FileKind, name: str) -> bytes:
    """The workbook made a .xlsx by LibreOffice.

    Raises:
        RefusedError: as `as_docx`.
    """
    return _made(content, kind, FileKind.BOOK, name)


def _made(content: bytes, kind: FileKind, target: FileKind, name: str) -> bytes:
    program = libreoffice()
    if program is None:
        raise RefusedError(Refusal.NEEDS_OFFICE, name)
    with tempfile.TemporaryDirectory() as folder:
        original = Path(folder) / f"source.{kind.value}"
        original.write_bytes(content)
        try:
            convert(program, [original], target.value, Path(folder))
        except OfficeError as error:
            raise RefusedError(Refusal.STOPPED_OFFICE, name) from error
        made = original.with_suffix(f".{target.value}")
        if not made.exists():
            raise RefusedError(Refusal.STOPPED_OFFICE, name)
        return made.read_bytes()
