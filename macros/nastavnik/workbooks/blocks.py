"""Cells to write gathered into few rectangles, since an office application is asked in bulk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from nastavnik.model.changes import CellValue
from nastavnik.model.grid import Grid, Position
from nastavnik.workbooks.ooxml.text import cleaned

_WASTE = 20
"""A rectangle may hold so many times more cells than have to be written."""


@dataclass(frozen=True, slots=True)
class Block:
    """Values for a rectangle whose first cell is (top, left)."""

    top: int
    left: int
    rows: Sequence[Sequence[CellValue]]

    @property
    def bottom(self) -> int:
        """The last row."""
        return self.top + len(self.rows) - 1

    @property
    def right(self) -> int:
        """The last column."""
        return self.left + len(self.rows[0]) - 1


def blocks(cells: Mapping[Position, CellValue], grid: Grid) -> list[Block]:
    """As few rectangles as give `cells` their values.

    Cells between them are given what the grid holds, unless a formula or an error stands there.
    """
    if not cells:
        return []
    wanted = {position: cleaned(value) for position, value in cells.items()}
    whole = _box(wanted, grid)
    if whole:
        return [whole]
    columns = sorted({column for _, column in wanted})
    return [
        block
        for column in columns
        for block in _column_blocks({p: v for p, v in wanted.items() if p[1] == column}, grid)
    ]


def before(block: Block, grid: Grid) -> Block:
    """The rectangle as the grid holds it."""
    rows = range(block.top, block.bottom + 1)
    columns = range(block.left, block.right + 1)
    return Block(block.top, block.left, [[grid.value(r, c) for c in columns] for r in rows])


def has_gaps(cells: Mapping[Position, CellValue]) -> bool:
    """Whether the rectangle over the cells covers others too."""
    rows, columns = {row for row, _ in cells}, {column for _, column in cells}
    height, width = max(rows) - min(rows) + 1, max(columns) - min(columns) + 1
    return height * width > len(cells)


def _column_blocks(cells: Mapping[Position, CellValue], grid: Grid) -> Iterator[Block]:
    whole = _box(cells, grid)
    if whole:
        yield whole
        return
    for run in _runs(sorted(cells)):
        yield Block(*run[0], [[cells[position]] for position in run])


def _runs(positions: Sequence[Position]) -> Iterator[list[Position]]:
    """Positions of one column, those side by side together."""
    run: list[Position] = []
    for position in positions:
        if run and position[0] != run[-1][0] + 1:
            yield run
            run = []
        run.append(position)
    yield run


def _box(cells: Mapping[Position, CellValue], grid: Grid) -> Block | None:
    """The rectangle over all cells; None where it would overwrite a formula or mostly waste."""
    rows, columns = {row for row, _ in cells}, {column for _, column in cells}
    height, width = range(min(rows), max(rows) + 1), range(min(columns), max(columns) + 1)
    places = [(row, column) for row in height for column in width]
    if len(places) > _WASTE * len(cells):
        return None
    if any(p not in cells and (p in grid.formulas or p in grid.errors) for p in places):
        return None
    values = [
        [cells.get((row, column), grid.value(row, column)) for column in width] for row in height
    ]
    return Block(height[0], width[0], values)
