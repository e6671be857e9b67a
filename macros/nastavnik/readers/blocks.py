"""What every kind of file becomes: lines of text and rows of tables, in their order."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text outside tables; an empty one parts paragraphs."""

    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; `merged` are columns whose cell continues the one above."""

    cells: tuple[str, ...]
    place: str
    table: int = 1
    merged: frozenset[int] = frozenset()


Block = Line | Row
