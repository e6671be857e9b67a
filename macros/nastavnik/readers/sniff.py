"""What a file really is, whatever its name says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import PurePath

from nastavnik.readers.decode import wide_encoding
from nastavnik.readers.package.archive import Archive, BrokenArchiveError, EncryptedArchiveError
from nastavnik.readers.package.outline import elements, main_part


class Kind(StrEnum):
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
_MARKS: Mapping[bytes, Kind] = {
    b"{\\rtf": Kind.RTF,
    b"MOXCEL": Kind.TABLE_OF_1C,
    b"MIME-Version:": Kind.ARCHIVED_PAGE,
    b"From: ": Kind.ARCHIVED_PAGE,
    **dict.fromkeys((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*"), Kind.IMAGE),
}
_MAIN_TYPES: Mapping[str, Kind] = {
    "ms-excel.sheet.binary": Kind.BINARY_BOOK,
    "spreadsheetml": Kind.BOOK,
    "ms-excel": Kind.BOOK,
    "wordprocessingml": Kind.DOCUMENT,
    "ms-word": Kind.DOCUMENT,
    "presentationml": Kind.SLIDES,
    "ms-powerpoint": Kind.SLIDES,
}
"""Words of the content type of a package's main part."""
_MAIN_NAMES: Mapping[str, Kind] = {
    "xl/workbook.xml": Kind.BOOK,
    "xl/workbook.bin": Kind.BINARY_BOOK,
    "word/document.xml": Kind.DOCUMENT,
    "ppt/presentation.xml": Kind.SLIDES,
}
"""Usual main parts, for packages that do not say of what kind theirs is."""
_MIME_TYPES: Mapping[bytes, Kind] = {
    b"opendocument.spreadsheet": Kind.OPEN_BOOK,
    b"opendocument.text": Kind.OPEN_DOCUMENT,
    b"opendocument.presentation": Kind.SLIDES,
}
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|table|meta)\b", re.IGNORECASE)
_CELL = re.compile(rb"<\0?t\0?d[\0\s>]", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")


def kind_of(content: bytes, name: str = "") -> Kind:
    """The kind of a file by its content; the name decides between two kinds of bare text."""
    if content.startswith(b"PK"):
        return _kind_of_package(content)
    if content.startswith(_COMPOUND):
        return _kind_of_compound(content, name)
    if not content.strip(b"\0"):
        return Kind.ZEROS
    marked = (kind for mark, kind in _MARKS.items() if content.startswith(mark))
    return next(marked, None) or _kind_of_text(content, name)


def _kind_of_package(content: bytes) -> Kind:
    try:
        return kind_of_package(Archive(content))
    except EncryptedArchiveError:
        return Kind.PASSWORD
    except BrokenArchiveError:
        return Kind.CUT


def kind_of_package(archive: Archive) -> Kind:
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


def _kind_by_names(archive: Archive) -> Kind:
    if any(name.endswith(".iwa") for name in archive.names):
        return Kind.NUMBERS
    if any(name.startswith("xl/") for name in archive.names):
        return Kind.CUT_BOOK
    if "[Content_Types].xml" in archive:
        return Kind.CUT
    return Kind.ARCHIVE


def _kind_of_compound(content: bytes, name: str) -> Kind:
    """What the streams say: of a book inside a document, or the reverse, the outer one is first."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return Kind.PASSWORD
    document, book = (content.find(_entry(stream)) for stream in ("WordDocument", "Workbook"))
    if document >= 0 and not 0 <= book < document:
        return Kind.OLD_DOCUMENT
    is_book = "Workbook".encode("utf-16-le") in content or _entry("Book") in content
    is_cut_book = document < 0 and PurePath(name).suffix.lower() == ".xls"
    return Kind.OLD_BOOK if is_book or is_cut_book else Kind.OLD_DOCUMENT


def _entry(stream: str) -> bytes:
    """How a compound file's directory names a stream: 64 bytes, then the length of the name."""
    name = stream.encode("utf-16-le")
    return name.ljust(64, b"\0") + (len(name) + 2).to_bytes(2, "little")


def _kind_of_text(content: bytes, name: str) -> Kind:
    head = _decoded_head(content)
    if head.lstrip().startswith("%PDF-"):
        return Kind.PDF
    if "urn:schemas-microsoft-com:office:spreadsheet" in head:
        return Kind.SHEET_XML
    for word, kind in _MIME_TYPES.items():
        if word.decode() in head:
            return kind
    if _PAGE.search(head):
        return Kind.PAGE
    if _CONTROL.search(head):
        return _kind_of_binary(content, name)
    return Kind.PAGE if _CELL.search(content) else Kind.TEXT


def _kind_of_binary(content: bytes, name: str) -> Kind:
    """A picture, a page far down, a text that was damaged, or nothing known."""
    if content.startswith(_PICTURES_LIKE_TEXT):
        return Kind.IMAGE
    if _CELL.search(content):
        return Kind.PAGE
    return Kind.TEXT if PurePath(name).suffix.lower() in _TEXT_ENDINGS else Kind.UNKNOWN


def _decoded_head(content: bytes) -> str:
    """The start of a text in letters that marks can be sought in."""
    head = content[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    return head.decode(wide_encoding(head) or "latin-1", "replace")
