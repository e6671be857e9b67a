"""A sheet of somebody's workbook, as every reader of workbooks gives it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nastavnik.model.grid import Grid, Position


@dataclass(frozen=True, slots=True)
class Marks:
    """What a sheet says of its cells beside their values.

    `hidden` are rows that nobody sees, a filter's too; `columns` likewise, from 0; `struck` cells
    whose text is struck out.
    """

    hidden: frozenset[int] = frozenset()
    struck: frozenset[Position] = frozenset()
    comments: Mapping[Position, str] = field(default_factory=dict)
    columns: frozenset[int] = frozenset()


UNMARKED = Marks()


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A sheet of a workbook: its title, its cells, and whether the workbook hides it."""

    title: str
    grid: Grid
    hidden: bool = False
    marks: Marks = UNMARKED
