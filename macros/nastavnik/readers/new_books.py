"""Workbooks of Excel (.xlsx, .xlsm) from other people: the same preflight as for our own."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from nastavnik.model.grid import Grid
from nastavnik.readers.package.archive import Archive
from nastavnik.readers.preflight.inspection import Facts, glance
from nastavnik.readers.sheet import UNMARKED, Marks, Sheet
from nastavnik.readers.workbook import Workbook

_MARKED = re.compile(rb"""<(?:\w+:)?(?:row\s[^>]*\bhidden\s*=\s*["'](?:1|true)|strike\b)""")


def new_sheets(content: bytes, name: str) -> Iterator[Sheet]:
    """The sheets of a workbook.

    Raises:
        BookError: it is no workbook, is damaged, or would harm the reader.
    """
    facts = glance(content, name)
    hidden = {sheet.title for sheet in facts.outline.sheets if sheet.hidden}
    cells = Workbook(facts)
    grids = {title: cells[title] for title in cells}
    marks = _marks(content, grids) if _has_marks(facts) else {}
    for title, grid in grids.items():
        yield Sheet(title, grid, title in hidden, marks.get(title, UNMARKED))


def _has_marks(facts: Facts) -> bool:
    """Whether a part speaks of rows that are hidden, text that is struck out, or comments."""
    archive = facts.archive
    if any("comments" in name.lower() for name in archive.names):
        return True
    told = ("styles", "sharedStrings")
    parts = [facts.outline.others.get(kind, "") for kind in told]
    parts += [sheet.part for sheet in facts.outline.sheets]
    return any(_is_marked(archive, part) for part in parts if part in archive)


def _is_marked(archive: Archive, part: str) -> bool:
    return any(_MARKED.search(block) for block in archive.blocks(part, archive.entries[part].size))


def _marks(content: bytes, grids: dict[str, Grid]) -> dict[str, Marks]:
    """What openpyxl tells of each sheet; nothing where it cannot open what was read already."""
    from openpyxl import load_workbook

    with suppress(Exception):  # it has no common base for what a rare workbook does to it
        book = load_workbook(io.BytesIO(content), rich_text=True)
        return {title: _marks_of(book[title], grid) for title, grid in grids.items()}
    return {}


def _marks_of(sheet: Any, grid: Grid) -> Marks:
    hidden = {row for row, about in sheet.row_dimensions.items() if about.hidden}
    struck, comments = set(), {}
    for row in sheet.iter_rows(max_row=len(grid.rows) or 1):
        for cell in row:
            if cell.value is not None and _is_struck(cell):
                struck.add((cell.row, cell.column))
            if getattr(cell, "comment", None):
                comments[cell.row, cell.column] = cell.comment.text.strip()
    return Marks(frozenset(hidden), frozenset(struck), comments)


def _is_struck(cell: Any) -> bool:
    """Whether all of a cell's text is struck out, by the cell's font or by that of each piece."""
    from openpyxl.cell.rich_text import CellRichText

    if not isinstance(cell.value, CellRichText):
        return bool(cell.font and cell.font.strike)
    pieces = [piece for piece in cell.value if str(piece).strip()]
    own = bool(cell.font and cell.font.strike)
    return bool(pieces) and all(
        own if isinstance(piece, str) else piece.font.strike for piece in pieces
    )
