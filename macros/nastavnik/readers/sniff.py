"""What a file really is, whatever its name says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import PurePath

from nastavnik.readers.decode import wide_encoding
from nastavnik.readers.package.archive import Archive, BrokenArchiveError, EncryptedArchiveError
from nastavnik.readers.package.outline import elements, main_part


class FileKind(StrEnum):
    """The kinds of files that are told apart, and their usual endings."""

    BOOK = "xlsx"
    BINARY_BOOK = "xlsb"
    OLD_BOOK = "xls"
    OPEN_BOOK = "ods"
    SHEET_XML = "xml"
    DOCUMENT = "docx"
    OLD_DOCUMENT = "doc"
    OPEN_DOCUMENT = "odt"
    RTF = "rtf"
    SLIDES = "pptx"
    PAGE = "html"
    ARCHIVED_PAGE = "mht"
    PDF = "pdf"
    TEXT = "txt"
    IMAGE = "png"
    TABLE_OF_1C = "mxl"
    NUMBERS = "numbers"
    ARCHIVE = "zip"
    PASSWORD = "password"
    CUT = "cut"
    CUT_BOOK = "cut book"
    ZEROS = "zeros"
    UNKNOWN = ""


ZIP = b"PK\x03\x04"
_COMPOUND = bytes.fromhex("D0CF11E0")
_PICTURES_LIKE_TEXT = (b"BM", b"RIFF")
"""How pictures begin that a text may begin like, too."""
_HEAD = 4096
_MIME_BYTES = 200
_TEXT_ENDINGS = (".csv", ".tsv", ".txt")
_MARKS: Mapping[bytes, FileKind] = {
    b"{\\rtf": FileKind.RTF,
    b"MOXCEL": FileKind.TABLE_OF_1C,
    b"MIME-Version:": FileKind.ARCHIVED_PAGE,
    b"From: ": FileKind.ARCHIVED_PAGE,
    **dict.fromkeys((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*"), FileKind.IMAGE),
}
_MAIN_TYPES: Mapping[str, FileKind] = {
    "ms-excel.sheet.binary": FileKind.BINARY_BOOK,
    "spreadsheetml": FileKind.BOOK,
    "ms-excel": FileKind.BOOK,
    "wordprocessingml": FileKind.DOCUMENT,
    "ms-word": FileKind.DOCUMENT,
    "presentationml": FileKind.SLIDES,
    "ms-powerpoint": FileKind.SLIDES,
}
"""Words of the content type of a package's main part."""
_MAIN_NAMES: Mapping[str, FileKind] = {
    "xl/workbook.xml": FileKind.BOOK,
    "xl/workbook.bin": FileKind.BINARY_BOOK,
    "word/document.xml": FileKind.DOCUMENT,
    "ppt/presentation.xml": FileKind.SLIDES,
}
"""Usual main parts, for packages that do not say of what kind theirs is."""
_MIME_TYPES: Mapping[bytes, FileKind] = {
    b"opendocument.spreadsheet": FileKind.OPEN_BOOK,
    b"opendocument.text": FileKind.OPEN_DOCUMENT,
    b"opendocument.presentation": FileKind.SLIDES,
}
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|table|meta)\b", re.IGNORECASE)
_CELL = re.compile(rb"<\0?t\0?d[\0\s>]", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")


def kind_of(content: bytes, name: str = "") -> FileKind:
    """The kind of a file by its content; the name decides between two kinds of bare text."""
    if content.startswith(b"PK"):
        return _kind_of_package(content)
    if content.startswith(_COMPOUND):
        return _kind_of_compound(content, name)
    if not content.strip(b"\0"):
        return FileKind.ZEROS
    marked = (kind for mark, kind in _MARKS.items() if content.startswith(mark))
    return next(marked, None) or _kind_of_text(content, name)


def _kind_of_package(content: bytes) -> FileKind:
    try:
        return kind_of_package(Archive(content))
    except EncryptedArchiveError:
        return FileKind.PASSWORD
    except BrokenArchiveError:
        return FileKind.CUT


def kind_of_package(archive: Archive) -> FileKind:
    """The kind of a zip: its main part is found as Office finds it, by its relationship.

    Raises:
        BrokenArchiveError: a part that tells it is damaged.
    """
    main = main_part(archive)
    if main is not None and main in archive:
        declared = _content_type(archive, main)
        by_type = (kind for word, kind in _MAIN_TYPES.items() if word in declared)
        if kind := next(by_type, None):
            return kind
    mime = archive.head("mimetype")[:_MIME_BYTES] if "mimetype" in archive else b""
    found = next((kind for word, kind in _MIME_TYPES.items() if word in mime), None)
    names = (main,) if main is not None and main in archive else archive.names
    named = (kind for part, kind in _MAIN_NAMES.items() if part in names)
    return found or next(named, None) or _kind_by_names(archive)


def _content_type(archive: Archive, part: str) -> str:
    types = "[Content_Types].xml"
    if types not in archive:
        return ""
    given = (element.attributes for element in elements(archive.read(types)))
    named = (g for g in given if g.get("PartName", "").lstrip("/").casefold() == part.casefold())
    return next(named, {}).get("ContentType", "")


def _kind_by_names(archive: Archive) -> FileKind:
    if any(name.endswith(".iwa") for name in archive.names):
        return FileKind.NUMBERS
    if any(name.startswith("xl/") for name in archive.names):
        return FileKind.CUT_BOOK
    if "[Content_Types].xml" in archive:
        return FileKind.CUT
    return FileKind.ARCHIVE


def _kind_of_compound(content: bytes, name: str) -> FileKind:
    """What the streams say: of a book inside a document, or the reverse, the outer one is first."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return FileKind.PASSWORD
    document, book = (content.find(_entry(stream)) for stream in ("WordDocument", "Workbook"))
    if document >= 0 and not 0 <= book < document:
        return FileKind.OLD_DOCUMENT
    is_book = "Workbook".encode("utf-16-le") in content or _entry("Book") in content
    is_cut_book = document < 0 and PurePath(name).suffix.lower() == ".xls"
    return FileKind.OLD_BOOK if is_book or is_cut_book else FileKind.OLD_DOCUMENT


def _entry(stream: str) -> bytes:
    """How a compound file's directory names a stream: 64 bytes, then the length of the name."""
    name = stream.encode("utf-16-le")
    return name.ljust(64, b"\0") + (len(name) + 2).to_bytes(2, "little")


def _kind_of_text(content: bytes, name: str) -> FileKind:
    head = _decoded_head(content)
    if head.lstrip().startswith("%PDF-"):
        return FileKind.PDF
    if "urn:schemas-microsoft-com:office:spreadsheet" in head:
        return FileKind.SHEET_XML
    for word, kind in _MIME_TYPES.items():
        if word.decode() in head:
            return kind
    if _PAGE.search(head):
        return FileKind.PAGE
    if _CONTROL.search(head):
        return _kind_of_binary(content, name)
    return FileKind.PAGE if _CELL.search(content) else FileKind.TEXT


def _kind_of_binary(content: bytes, name: str) -> FileKind:
    """A picture, a page far down, a text that was damaged, or nothing known."""
    if content.startswith(_PICTURES_LIKE_TEXT):
        return FileKind.IMAGE
    if _CELL.search(content):
        return FileKind.PAGE
    return FileKind.TEXT if PurePath(name).suffix.lower() in _TEXT_ENDINGS else FileKind.UNKNOWN


def _decoded_head(content: bytes) -> str:
    """The start of a text in letters that marks can be sought in."""
    head = content[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    return head.decode(wide_encoding(head) or "latin-1", "replace")
