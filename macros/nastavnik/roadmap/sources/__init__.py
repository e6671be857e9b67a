"""Files of every kind as a sequence of lines and rows of tables, as a roadmap needs them."""

from __future__ import annotations

from collections.abc import Sequence

from nastavnik.model.text import cleaned
from nastavnik.readers.blocks import Block
from nastavnik.readers.decode import decode
from nastavnik.readers.reading import WORKBOOKS, blocks_of, sheets_of
from nastavnik.readers.sniff import FileKind, kind_of
from nastavnik.roadmap.layouts.columns import columns_by_titles


def read_blocks(content: bytes, name: str) -> tuple[Block, ...]:
    """Lines and rows of a file in their order; none of a picture.

    Raises:
        JobError: the file cannot be read; one sentence says why.
    """
    kind = kind_of(content, name)
    if kind is FileKind.IMAGE:
        return ()
    if kind is FileKind.TEXT:
        return _text_blocks(cleaned(decode(content)))
    if kind in WORKBOOKS:
        from nastavnik.readers.sheets import sheet_rows

        return tuple(sheet_rows(sheets_of(content, kind, name)))
    return tuple(blocks_of(content, kind, name, is_head=_is_head))


def _is_head(texts: Sequence[str]) -> bool:
    return columns_by_titles(texts) is not None


def _text_blocks(text: str) -> tuple[Block, ...]:
    """Blocks of a text whose tables have marks between columns, or blanks alone."""
    from nastavnik.roadmap.sources.aligned import aligned_blocks, is_drawn, words_of_text
    from nastavnik.roadmap.sources.plain_text import text_blocks

    return tuple(aligned_blocks(words_of_text(text)) if is_drawn(text) else text_blocks(text))
