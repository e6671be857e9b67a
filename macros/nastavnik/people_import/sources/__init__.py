"""The edge: files of every kind become tables of values; what cannot be read says so."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from nastavnik.model.errors import JobError
from nastavnik.model.parsing import is_filled
from nastavnik.model.text import cleaned
from nastavnik.people_import.model import Source
from nastavnik.people_import.sources import documents, refusals, text, workbooks
from nastavnik.readers.preflight import kinds
from nastavnik.readers.preflight.inspection import MAX_UNPACKED_BYTES, load

_TEXTS = (".csv", ".tsv", ".txt")
_HEAD = 4096
_FLAT = b"opendocument.spreadsheet"
"""Stands at the start of an .ods that is one XML file."""
_1C = b"MOXCEL"
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF")

Reader = Callable[[bytes, Path], list[Source]]


def read_sources(path: Path) -> list[Source]:
    """The tables of a file that hold anything, in their order; the file is never changed.

    Raises:
        JobError: it cannot be opened, or there is no table in it; one sentence says why.
    """
    content = load(path)
    sources = _reader(content, path)(content, path)
    filled = [_as_seen(source) for source in sources if _holds_values(source)]
    if not filled:
        raise JobError(_why_empty(content, sources).format(name=path.name))
    return filled


def _as_seen(source: Source) -> Source:
    """The source with every text as a person sees it, whatever the file hides in it."""
    rows = [
        [cleaned(value) or None if type(value) is str else value for value in row]
        for row in source.grid.rows
    ]
    captions = tuple(map(cleaned, source.captions))
    return replace(source, grid=replace(source.grid, rows=rows), captions=captions)


def _holds_values(source: Source) -> bool:
    grid = source.grid
    return bool(grid.errors or grid.uncalculated) or any(
        any(map(is_filled, row)) for row in grid.rows
    )


def _why_empty(content: bytes, sources: list[Source]) -> str:
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if any(re.search(r"(?:^|/)(?:media|Pictures)/.+", name) for name in names):
                return refusals.PICTURES
            is_text = "word/document.xml" in names and not sources
            if is_text and re.search(rb"<w:t[ >][^<]*[^\s<]", archive.read("word/document.xml")):
                return refusals.NO_TABLES
        return refusals.EMPTY
    return refusals.EMPTY if sources else refusals.NO_TABLES


def _reader(content: bytes, path: Path) -> Reader:
    """The reader for what the file really is, whatever its name says.

    Raises:
        JobError: no reader reads it.
    """
    if content.startswith(b"PK"):
        return _reader_of_archive(content, path.name)
    kind = kinds.kind_of_foreign(content) or ""
    if kind == kinds.OLD_DOCUMENT and path.suffix.lower() == ".xls":
        kind = kinds.OLD_BOOK  # cut off before the place that tells it
    is_plain = kind == kinds.NOT_A_BOOK and not content.startswith(_IMAGES)
    if path.suffix.lower() in _TEXTS and is_plain:
        kind = kinds.TEXT
    begins = (reader for mark, reader in _READERS_BY_MARK if mark in content[: len(mark)])
    reader = next(begins, None) or _READERS.get(_FLAT if _FLAT in content[:_HEAD] else kind)
    if reader is None:
        raise JobError(_refusal(content, kind).format(name=path.name))
    return reader


_READERS_BY_MARK: Sequence[tuple[bytes, Reader]] = (
    (b"{\\rtf", documents.converted_tables),
    (b"MIME-Version:", documents.archived_page_tables),
    (b"From: ", documents.archived_page_tables),
)
_READERS: Mapping[str | bytes, Reader] = {
    _FLAT: partial(workbooks.foreign_sheets, kind="ods"),
    kinds.OLD_BOOK: partial(workbooks.foreign_sheets, kind="xls"),
    kinds.SHEET_XML: partial(workbooks.foreign_sheets, kind="xml"),
    kinds.OLD_DOCUMENT: documents.converted_tables,
    kinds.HTML: documents.page_tables,
    kinds.TEXT: text.text_table,
}


def _refusal(content: bytes, kind: str) -> str:
    if content.startswith(_IMAGES):
        return refusals.IMAGE
    if content.startswith(_1C):
        return refusals.TABLE_OF_1C
    known = {kinds.PDF: refusals.PDF, kinds.PASSWORD: refusals.PASSWORD, kinds.ZEROS: kinds.ZEROS}
    return known.get(kind, refusals.FOREIGN)


def _reader_of_archive(content: bytes, name: str) -> Reader:
    """The reader for a zip, told by the parts in it.

    Raises:
        JobError: it is cut off, grows beyond measure, or no reader reads it.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            size = sum(entry.file_size for entry in archive.infolist())
            mime = archive.read("mimetype")[:200] if "mimetype" in names else b""
    except (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, OSError) as error:
        raise JobError(refusals.CUT.format(name=name)) from error
    if size > MAX_UNPACKED_BYTES:
        raise JobError(refusals.TOO_BIG.format(name=name))
    for part, reader in _READERS_BY_PART.items():
        if part in names or part.encode() in mime:
            return reader
    for sign, sentence in _OTHER_ARCHIVES:
        if any(sign in each for each in names):
            raise JobError(sentence.format(name=name))
    raise JobError(refusals.ARCHIVE.format(name=name))


_READERS_BY_PART: Mapping[str, Reader] = {
    "word/document.xml": documents.word_tables,
    "opendocument.text": documents.converted_tables,
    "opendocument.spreadsheet": partial(workbooks.foreign_sheets, kind="ods"),
    "xl/workbook.bin": partial(workbooks.foreign_sheets, kind="xlsb"),
    "[Content_Types].xml": workbooks.excel_sheets,
}
_OTHER_ARCHIVES = ((".iwa", refusals.NUMBERS),)
