"""Files of every kind as lines and rows, or as sheets: the one way in.

What a kind needs is imported when a file of it comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from nastavnik.model.errors import JobError
from nastavnik.readers.blocks import Block
from nastavnik.readers.converted import CONVERTED, as_docx, as_xlsx
from nastavnik.readers.refusals import Refusal, RefusedError, refusal_of
from nastavnik.readers.sheet import Sheet
from nastavnik.readers.sniff import Kind

IsHead = Callable[[Sequence[str]], bool]
"""Whether a row of these texts heads a table that stands inside a cell of another one."""

WORKBOOKS = frozenset((Kind.BOOK, Kind.OLD_BOOK, Kind.BINARY_BOOK, Kind.OPEN_BOOK, Kind.SHEET_XML))


def no_head(_texts: Sequence[str]) -> bool:
    """No table stands inside another one."""
    return False


def sheets_of(content: bytes, kind: Kind, name: str) -> list[Sheet]:
    """The sheets of a workbook, which is one of the kinds of `WORKBOOKS`.

    Raises:
        JobError: the file cannot be read; one sentence says why.
    """
    from nastavnik.readers.sandbox import sheets_apart

    try:
        return sheets_apart(content, kind, name)
    except RefusedError as error:
        if kind is not Kind.BINARY_BOOK or error.refusal is not Refusal.DAMAGED_BOOK:
            raise
    try:  # python-calamine reads only what Excel itself writes in this format
        return sheets_apart(as_xlsx(content, kind, name), Kind.BOOK, name)
    except JobError:
        raise RefusedError(Refusal.BINARY_BOOK, name) from None


def blocks_of(
    content: bytes, kind: Kind, name: str, *, forms: bool = False, is_head: IsHead = no_head
) -> Iterable[Block]:
    """The lines and rows of a document, a page or a PDF.

    `forms` says whether what stands in a form of a page belongs to it.

    Raises:
        JobError: the file cannot be read, or no reader reads its kind; one sentence says why.
    """
    if kind is Kind.PDF:
        from nastavnik.readers.sandbox import blocks_apart

        return blocks_apart(content, name)
    if kind in (Kind.PAGE, Kind.ARCHIVED_PAGE):
        from nastavnik.readers.web import page_blocks, page_of_mail

        page = content if kind is Kind.PAGE else page_of_mail(content, name)
        return page_blocks(page, name, forms=forms)
    if kind in CONVERTED:
        content = as_docx(content, kind, name)
    elif kind is not Kind.DOCUMENT:
        raise RefusedError(refusal_of(kind), name)
    from nastavnik.readers.word import document_blocks

    return document_blocks(content, name, is_head)
