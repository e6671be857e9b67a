"""Documents: every table of a Word file or a page, with the words above it as its caption."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from nastavnik.errors import JobError
from nastavnik.grid import Grid
from nastavnik.registry.model import Source
from nastavnik.roadmap.blocks import Block, Line
from nastavnik.roadmap.sources import decoded
from nastavnik.roadmap.sources.errors import OfficeMissingError, SourceError

_BROKEN = "Файл «{name}» повреждён: откройте его в Word, сохраните ещё раз как .docx и повторите"
_NO_OFFICE = "Файл «{name}» в старом формате: откройте его и сохраните как .docx"
_LINES_ABOVE = 3


def word_tables(content: bytes, path: Path) -> list[Source]:
    """The tables of a .docx."""
    from nastavnik.roadmap.sources.word import document_blocks

    try:
        return _tables(document_blocks(content), path.name)
    except SourceError as error:
        raise JobError(_BROKEN.format(name=path.name)) from error


def converted_tables(content: bytes, path: Path) -> list[Source]:
    """The tables of a .doc, .odt or .rtf, made a .docx by LibreOffice where there is one."""
    from nastavnik.roadmap.sources.outside import through_office

    try:
        return word_tables(through_office(content, path.suffix.lstrip(".").lower() or "doc"), path)
    except OfficeMissingError as error:
        raise JobError(_NO_OFFICE.format(name=path.name)) from error
    except SourceError as error:
        raise JobError(_BROKEN.format(name=path.name)) from error


def page_tables(content: bytes, path: Path) -> list[Source]:
    """The tables of a page, which many systems save under the name of a workbook."""
    from nastavnik.roadmap.sources.web import page_blocks

    try:
        return _tables(page_blocks(decoded(content)), path.name)
    except SourceError as error:
        raise JobError(_BROKEN.format(name=path.name)) from error


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
