"""Files of every kind become tables of values; what cannot be read says so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from nastavnik.model.errors import JobError
from nastavnik.model.grid import Grid
from nastavnik.model.parsing import is_filled
from nastavnik.model.sheets import RECORDS
from nastavnik.model.text import cleaned
from nastavnik.people_import.model import REGISTRIES, Source
from nastavnik.readers.blocks import Block, Line
from nastavnik.readers.files import load
from nastavnik.readers.members import packed_tables
from nastavnik.readers.package.archive import Archive
from nastavnik.readers.reading import WORKBOOKS, blocks_of, sheets_of
from nastavnik.readers.refusals import Refusal, RefusedError
from nastavnik.readers.sheet import ReadSheet
from nastavnik.readers.sniff import FileKind, kind_of

_LINES_ABOVE = 3
_OURS = {record.sheet for record in RECORDS}
_FEWEST_OF_OURS = 5
"""A workbook with so many of our sheets is one of our books."""
_PICTURE = re.compile(r"(?:^|/)(?:media|Pictures)/.+")
_EMPTY = "В файле «{name}» нет ни одной заполненной ячейки: проверьте, тот ли это файл"
_NO_TABLES = (
    "В файле «{name}» есть текст, но нет таблицы: сделайте из списка таблицу со строкой заголовков"
)
_PICTURES = (
    "В файле «{name}» вместо таблицы картинки: попросите сам список в Excel или Word "
    "или наберите его"
)


def read_exported(path: Path) -> list[Source]:
    """As `read_sources`; a form service may pack its tables into an archive besides.

    Raises:
        JobError: as `read_sources`.
    """
    content = load(path)
    if kind_of(content, path.name) is not FileKind.ARCHIVE:
        return read_sources(path)
    sources = [
        source
        for inner, packed in packed_tables(content, path.name)
        for source in _sources(packed, kind_of(packed, inner), inner)
    ]
    filled = [_as_captioned(source) for source in sources if _holds_values(source)]
    if not filled:
        raise JobError(_EMPTY.format(name=path.name))
    return filled


def read_sources(path: Path) -> list[Source]:
    """The tables of a file that hold anything, in their order; the file is never changed.

    Raises:
        JobError: it cannot be opened, or there is no table in it; one sentence says why.
    """
    content = load(path)
    kind = kind_of(content, path.name)
    sources = _sources(content, kind, path.name)
    filled = [_as_captioned(source) for source in sources if _holds_values(source)]
    if not filled:
        raise JobError(_why_empty(content, kind, sources, path.name).format(name=path.name))
    return filled


def _as_captioned(source: Source) -> Source:
    """The source with its captions as a person sees them: a file's name may be spelt in parts."""
    return replace(source, captions=tuple(map(cleaned, source.captions)))


def _holds_values(source: Source) -> bool:
    grid = source.grid
    return bool(grid.errors or grid.uncalculated) or any(
        any(map(is_filled, row)) for row in grid.rows
    )


def _why_empty(content: bytes, kind: FileKind, sources: list[Source], name: str) -> str:
    if kind in (FileKind.BOOK, FileKind.OPEN_BOOK, FileKind.DOCUMENT) and content.startswith(b"PK"):
        if any(map(_PICTURE.search, Archive(content).names)):
            return _PICTURES
        if kind is FileKind.DOCUMENT and not sources:
            from nastavnik.readers.word_package import has_text

            return _NO_TABLES if has_text(content, name) else _EMPTY
        return _EMPTY
    return _EMPTY if sources else _NO_TABLES


def _sources(content: bytes, kind: FileKind, name: str) -> list[Source]:
    """The tables of a file of this kind.

    Raises:
        JobError: no reader reads it, or it is damaged or too big.
    """
    if kind is FileKind.TEXT:
        from nastavnik.readers.text import text_grid

        return [Source(name, "", text_grid(content, name), (name,))]
    if kind in WORKBOOKS:
        return _sheets(sheets_of(content, kind, name), name)
    blocks = list(blocks_of(content, kind, name, forms=True))
    if kind is FileKind.PDF and not blocks:
        raise RefusedError(Refusal.SCAN, name)
    return _tables(blocks, name)


def _sheets(sheets: list[ReadSheet], name: str) -> list[Source]:
    """Each sheet a table; of a book of ours only the registries are."""
    from nastavnik.readers.sheets import spread

    titles = {sheet.title for sheet in sheets}
    if len(_OURS & titles) >= _FEWEST_OF_OURS:  # its journals name people as well
        by_title = {sheet.title: sheet for sheet in sheets}
        sheets = [by_title[record.sheet] for record in REGISTRIES if record.sheet in titles]
    return [
        Source(
            name,
            f"лист «{sheet.title}»",
            spread(sheet.grid),
            (name, sheet.title),
            sheet.hidden,
            sheet.marks,
        )
        for sheet in sheets
    ]


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
