"""Files of every kind as lines and rows, or as sheets: the one way in.

What a kind needs is imported when a file of it comes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from nastavnik.model.errors import JobError
from nastavnik.model.text import cleaned
from nastavnik.readers.blocks import Block, IsHead, Line, no_head
from nastavnik.readers.converted import CONVERTED, as_docx, as_xlsx
from nastavnik.readers.refusals import Refusal, RefusedError, refusal_of
from nastavnik.readers.sheet import ReadSheet
from nastavnik.readers.sniff import FileKind

WORKBOOKS = frozenset(
    (FileKind.BOOK, FileKind.OLD_BOOK, FileKind.BINARY_BOOK, FileKind.OPEN_BOOK, FileKind.SHEET_XML)
)


def sheets_of(content: bytes, kind: FileKind, name: str) -> list[ReadSheet]:
    """The sheets of a workbook, a kind of `WORKBOOKS`, with texts as a person sees them.

    Raises:
        JobError: the file cannot be read; one sentence says why.
    """
    from nastavnik.readers.sandbox import sheets_apart

    try:
        return [as_seen(sheet) for sheet in sheets_apart(content, kind, name)]
    except RefusedError as error:
        if kind is not FileKind.BINARY_BOOK or error.refusal is not Refusal.DAMAGED_BOOK:
            raise
    try:  # python-calamine reads only what Excel itself writes in this format
        made = as_xlsx(content, kind, name)
        return [as_seen(sheet) for sheet in sheets_apart(made, FileKind.BOOK, name)]
    except JobError:
        raise RefusedError(Refusal.BINARY_BOOK, name) from None


def blocks_of(
    content: bytes, kind: FileKind, name: str, *, forms: bool = False, is_head: IsHead = no_head
) -> Iterable[Block]:
    """The lines and rows of a document, a page or a PDF, with texts as a person sees them.

    `forms` says whether what stands in a form of a page belongs to it.

    Raises:
        JobError: the file cannot be read, or no reader reads its kind; one sentence says why.
    """
    return map(_block_as_seen, _blocks(content, kind, name, forms, is_head))


def _blocks(
    content: bytes, kind: FileKind, name: str, forms: bool, is_head: IsHead
) -> Iterable[Block]:
    if kind is FileKind.PDF:
        from nastavnik.readers.sandbox import blocks_apart

        return blocks_apart(content, name)
    if kind in (FileKind.PAGE, FileKind.ARCHIVED_PAGE):
        from nastavnik.readers.web import page_blocks, page_of_mail

        page = content if kind is FileKind.PAGE else page_of_mail(content, name)
        return page_blocks(page, name, forms=forms)
    if kind in CONVERTED:
        content = as_docx(content, kind, name)
    elif kind is not FileKind.DOCUMENT:
        raise RefusedError(refusal_of(kind), name)
    from nastavnik.readers.word import document_blocks

    return document_blocks(content, name, is_head)


def as_seen(sheet: ReadSheet) -> ReadSheet:
    """The sheet with every text as a person sees it, whatever the file hides in it."""
    rows = [
        [cleaned(value) or None if type(value) is str else value for value in row]
        for row in sheet.grid.rows
    ]
    comments = {place: cleaned(text) for place, text in sheet.marks.comments.items()}
    return replace(
        sheet,
        title=cleaned(sheet.title),
        grid=replace(sheet.grid, rows=rows),
        marks=replace(sheet.marks, comments=comments),
    )


def _block_as_seen(block: Block) -> Block:
    if isinstance(block, Line):
        return replace(block, text=cleaned(block.text))
    return replace(block, cells=tuple(map(cleaned, block.cells)))
