"""Workbooks of Excel (.xlsx, .xlsm) from other people: the same preflight as for our own."""

from __future__ import annotations

from collections.abc import Iterator

from nastavnik.readers.marks import marks_of
from nastavnik.readers.package.archive import Archive, BrokenArchiveError
from nastavnik.readers.package.strict import usual_package
from nastavnik.readers.preflight.inspection import glance
from nastavnik.readers.sheet import UNMARKED, ReadSheet
from nastavnik.readers.workbook import Workbook


def new_sheets(content: bytes, name: str) -> Iterator[ReadSheet]:
    """The sheets of a workbook.

    Raises:
        BookError: it is no workbook, is damaged, or would harm the reader.
    """
    facts = glance(_spelt_usually(content), name)
    hidden = {sheet.title for sheet in facts.outline.sheets if sheet.hidden}
    cells = Workbook(facts)
    grids = {title: cells[title] for title in cells}
    marks = marks_of(facts)
    for title, grid in grids.items():
        yield ReadSheet(title, grid, title in hidden, marks.get(title, UNMARKED))


def _spelt_usually(content: bytes) -> bytes:
    """A workbook in the «strict» format in the usual one; one that is no archive as it is."""
    try:
        return usual_package(Archive(content))
    except BrokenArchiveError:
        return content
