"""Workbooks of Excel (.xlsx, .xlsm) from other people: the same preflight as for our own."""

from __future__ import annotations

from collections.abc import Iterator

from nastavnik.readers.marks import marks_of
from nastavnik.readers.preflight.inspection import glance
from nastavnik.readers.sheet import UNMARKED, ReadSheet
from nastavnik.readers.workbook import Workbook


def new_sheets(content: bytes, name: str) -> Iterator[ReadSheet]:
    """The sheets of a workbook.

    Raises:
        BookError: it is no workbook, is damaged, or would harm the reader.
    """
    facts = glance(content, name)
    hidden = {sheet.title for sheet in facts.outline.sheets if sheet.hidden}
    cells = Workbook(facts)
    grids = {title: cells[title] for title in cells}
    marks = marks_of(facts)
    for title, grid in grids.items():
        yield ReadSheet(title, grid, title in hidden, marks.get(title, UNMARKED))
