"""Documents: every table of a Word file or a page, with the words above it as its caption."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

from nastavnik.model.errors import JobError
from nastavnik.model.grid import Grid
from nastavnik.people_import.model import Source
from nastavnik.people_import.sources import refusals
from nastavnik.people_import.sources.sheet import MOST_MARKUP
from nastavnik.people_import.sources.text import decode
from nastavnik.roadmap.blocks import Block, Line
from nastavnik.roadmap.sources.errors import OfficeMissingError, SourceError

_LINES_ABOVE = 3
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")
"""lxml takes no text that says in which bytes it was written."""


def word_tables(content: bytes, path: Path) -> list[Source]:
    """The tables of a .docx."""
    from nastavnik.roadmap.sources.word import document_blocks

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        _refuse_long(archive.getinfo("word/document.xml").file_size, path)
    try:
        return _tables(document_blocks(content), path.name)
    except SourceError as error:
        raise JobError(refusals.DAMAGED_DOCUMENT.format(name=path.name)) from error


def converted_tables(content: bytes, path: Path) -> list[Source]:
    """The tables of a .doc, .odt or .rtf, made a .docx by LibreOffice where there is one."""
    from nastavnik.roadmap.sources.outside import through_office

    try:
        return word_tables(through_office(content, path.suffix.lstrip(".").lower() or "doc"), path)
    except OfficeMissingError as error:
        raise JobError(refusals.NEEDS_OFFICE.format(name=path.name)) from error
    except SourceError as error:
        raise JobError(refusals.DAMAGED_DOCUMENT.format(name=path.name)) from error


def page_tables(content: bytes, path: Path) -> list[Source]:
    """The tables of a page, which many systems save under the name of a workbook."""
    from nastavnik.roadmap.sources.web import page_blocks

    _refuse_long(len(content), path)
    try:
        return _tables(page_blocks(_XML_HEAD.sub("", decode(content)), forms=True), path.name)
    except SourceError as error:
        raise JobError(refusals.DAMAGED_DOCUMENT.format(name=path.name)) from error


def archived_page_tables(content: bytes, path: Path) -> list[Source]:
    """The tables of a page saved with its pictures in one file (.mht)."""
    from email import message_from_bytes, policy

    mail = message_from_bytes(content, policy=policy.default)
    for part in mail.walk():
        if part.get_content_type() == "text/html":
            try:
                page = part.get_content()
            except (LookupError, ValueError):  # a letter cut off in its middle
                break
            return page_tables(page.encode(), path)
    raise JobError(refusals.FOREIGN.format(name=path.name))


def _refuse_long(size: int, path: Path) -> None:
    if size > MOST_MARKUP:
        raise JobError(refusals.TOO_BIG.format(name=path.name))


def _tables(blocks: Iterable[Block], file: str) -> list[Source]:
    """Rows gathered by their table; the lines just above it may say who is in it."""
    tables: dict[int, list[list[str | None]]] = {}
    captions: dict[int, list[str]] = {}
    above: list[str] = []
    for block in blocks:
        if isinstance(block, Line):
            above = [*above, block.text][-_LINES_ABOVE:] if block.text else above
            continue
        if block.table not in tables:
            captions[block.table], above = above, []
        tables.setdefault(block.table, []).append([cell or None for cell in block.cells])
    return [
        Source(file, f"таблица {number}", Grid(rows), (file, *captions[number]))
        for number, rows in tables.items()
    ]
