"""Values as LibreOffice takes them, and how its cells have to show them: pure data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from nastavnik.model.changes import CellValue, Link
from nastavnik.model.grid import Grid
from nastavnik.workbooks.blocks import Block
from nastavnik.workbooks.ooxml.text import check_length, link_formula

DATE, TRUTH, PLAIN = "date", "truth", "plain"
"""What a cell must show from now on: a date, yes or no, or no longer yes or no."""


class Showing(NamedTuple):
    """Cells of a block, counted within it from 0, that must show another kind of value."""

    top: int
    left: int
    bottom: int
    right: int
    kind: str


class SpeltBlock(NamedTuple):
    """A rectangle from (top, left) to (bottom, right), as `setFormulaArray` takes it."""

    top: int
    left: int
    bottom: int
    right: int
    rows: tuple[tuple[str, ...], ...]
    showings: tuple[Showing, ...]

    @classmethod
    def of(cls, block: Block, grid: Grid, origin: date) -> SpeltBlock:
        """A block to be written where `grid` is; `origin` is the day of the number 0."""
        rows = tuple(tuple(_spelt(value, origin) for value in row) for row in block.rows)
        showings = (*_dates(block, grid), *_truths(block, grid))
        return cls(block.top, block.left, block.bottom, block.right, rows, showings)


def _spelt(value: CellValue, origin: date) -> str:
    """A value in any language of the office: a text is marked as one."""
    match value:
        case None:
            return ""
        case Link():
            return "=" + link_formula(value)[0].replace('",', '";', 1)
        case bool():
            return str(int(value))
        case date():
            return repr(_serial(value, origin))
        case str():
            check_length(value)
            return f"'{value}"
    return repr(value)


def _serial(day: date, origin: date) -> float | int:
    plain = day.date() if isinstance(day, datetime) else day
    days = (plain - origin).days
    if not isinstance(day, datetime):
        return days
    return days + (day.hour * 3600 + day.minute * 60 + day.second) / 86_400


def _dates(block: Block, grid: Grid) -> Iterator[Showing]:
    """Columns of the block that get a date and never held one before."""
    for place, column in enumerate(zip(*block.rows, strict=True)):
        number = block.left + place
        held = (grid.value(row, number) for row in range(1, len(grid.rows) + 1))
        if any(isinstance(value, date) for value in column) and not any(
            isinstance(value, date) for value in held
        ):
            yield Showing(0, place, len(block.rows) - 1, place, DATE)


def _truths(block: Block, grid: Grid) -> Iterator[Showing]:
    """Cells that get yes or no where they held none, or held one and get none."""
    for down, row in enumerate(block.rows):
        for right, value in enumerate(row):
            held = isinstance(grid.value(block.top + down, block.left + right), bool)
            if isinstance(value, bool) != held:
                kind = TRUTH if isinstance(value, bool) else PLAIN
                yield Showing(down, right, down, right, kind)
