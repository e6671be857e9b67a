"""What a page says of a checked book: findings without names, and outlines of its sheets.

It is small and plain, where the school that it is made from is large.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from nastavnik.domain.redaction import without_names
from nastavnik.model.findings import Finding
from nastavnik.model.grid import Grid
from nastavnik.model.school import School

MOST_ROWS, MOST_COLUMNS = 60, 50
"""How much of a sheet an outline shows."""


class SheetOutline(NamedTuple):
    """Which cells of a sheet hold something: a bit for each, row after row from the top left."""

    sheet: str
    rows: int
    columns: int
    bits: int

    @property
    def filled(self) -> Iterator[tuple[int, int]]:
        """The row and column, from 1, of each cell that holds something."""
        for place in range(self.rows * self.columns):
            if self.bits >> place & 1:
                row, column = divmod(place, self.columns)
                yield row + 1, column + 1


class BookReport(NamedTuple):
    """What a page says of a book that was checked."""

    findings: tuple[Finding, ...]
    outlines: tuple[SheetOutline, ...]


def report_of(school: School, findings: Sequence[Finding]) -> BookReport:
    """The report on a school, with an outline of each sheet in which something was found."""
    found = {finding.sheet for finding in findings if finding.sheet and finding.cell}
    tables = school.tables.items()
    outlines = (_outline(sheet, table.grid) for sheet, table in tables if sheet in found)
    nameless = (f._replace(value=None, who="") for f in without_names(findings, school))
    return BookReport(tuple(nameless), tuple(outlines))


def _outline(sheet: str, grid: Grid) -> SheetOutline:
    rows = min(len(grid.rows), MOST_ROWS)
    columns = min(max((len(row) for row in grid.rows), default=0), MOST_COLUMNS)
    bits = 0
    for row, cells in enumerate(grid.rows[:rows]):
        for column, value in enumerate(cells[:columns]):
            if value is not None:
                bits |= 1 << row * columns + column
    return SheetOutline(sheet, rows, columns, bits)
