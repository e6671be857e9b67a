"""The edge: files of every kind become a sequence of lines and rows of tables."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePath

from nastavnik.model.text import cleaned
from nastavnik.roadmap.blocks import Block
from nastavnik.roadmap.sources.errors import BrokenFileError, HugeFileError, LockedFileError
from nastavnik.roadmap.sources.plain_text import text_blocks

CONVERTED = ("doc", "odt", "rtf")
"""Kinds that only an office application reads."""

_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*")
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_MOST_UNPACKED = 200 * 1024 * 1024
_OLD_SHEETS = ("xls", "xlsb")


def read_blocks(source: bytes, name: str) -> tuple[Block, ...]:
    """Lines and rows of a file in their order; its kind is told by content, then by name.

    Raises a `SourceError` with a Russian sentence where the file cannot be opened.
    """
    kind = kind_of(source, name)
    if kind == "picture":
        return ()
    if kind in ("xlsx", "xlsb", "ods"):
        from nastavnik.roadmap.sources.sheets import sheet_blocks

        return tuple(sheet_blocks(source, kind))
    if kind == "docx" or kind in CONVERTED:
        return _word_blocks(source, kind)
    if kind == "html":
        from nastavnik.roadmap.sources.web import page_blocks

        return tuple(page_blocks(decoded(source)))
    if kind == "pdf":
        from nastavnik.roadmap.sources.aligned import aligned_blocks
        from nastavnik.roadmap.sources.outside import pdf_lines

        return tuple(aligned_blocks(pdf_lines(source)))
    return _text_blocks(cleaned(decoded(source)))


def _text_blocks(text: str) -> tuple[Block, ...]:
    """Blocks of a text whose tables have marks between columns, or blanks alone."""
    from nastavnik.roadmap.sources.aligned import aligned_blocks, is_drawn, words_of_text

    return tuple(aligned_blocks(words_of_text(text)) if is_drawn(text) else text_blocks(text))


def _word_blocks(source: bytes, kind: str) -> tuple[Block, ...]:
    from nastavnik.roadmap.sources.outside import through_office
    from nastavnik.roadmap.sources.word import document_blocks

    return tuple(document_blocks(source if kind == "docx" else through_office(source, kind)))


def kind_of(source: bytes, name: str) -> str:
    """The kind of a file: docx, xlsx, xlsb, ods, pdf, doc, odt, rtf, html, picture or txt."""
    suffix = PurePath(name).suffix.lower().lstrip(".")
    if source.startswith(b"PK"):
        return _kind_of_archive(source)
    if source.startswith(b"%PDF"):
        return "pdf"
    if source.startswith(b"{\\rtf"):
        return "rtf"
    if source.startswith(_PICTURES):
        return "picture"
    if source.startswith(b"\xd0\xcf\x11\xe0"):
        if _LOCKED in source:
            raise LockedFileError
        return "xlsx" if suffix in _OLD_SHEETS else "doc"
    start, has_table = source[:4000].lower(), b"<td" in source.lower()
    is_page = b"<html" in start or b"<!doctype html" in start
    return "html" if is_page or has_table else "txt"


def _kind_of_archive(source: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _MOST_UNPACKED:
                raise HugeFileError
            names = set(archive.namelist())
            mime = archive.read("mimetype") if "mimetype" in names else b""
    except zipfile.BadZipFile as error:
        raise BrokenFileError from error
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if b"opendocument.spreadsheet" in mime:
        return "ods"
    return "odt" if b"opendocument.text" in mime else "xlsx"


def decoded(source: bytes) -> str:
    """The text of a file: UTF-8 or UTF-16 with a mark, otherwise UTF-8, otherwise Windows-1251."""
    if source.startswith((b"\xff\xfe", b"\xfe\xff")):
        return source.decode("utf-16")
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError:
        return source.decode("cp1251", errors="replace")
