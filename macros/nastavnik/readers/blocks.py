"""What every kind of file becomes: lines of text and rows of tables, in their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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


IsHead = Callable[[Sequence[str]], bool]
"""Whether a row of these texts heads a table that stands inside a cell of another one."""


def no_head(_texts: Sequence[str]) -> bool:
    """No table stands inside another one."""
    return False
