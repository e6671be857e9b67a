"""A sheet of somebody's workbook, as every reader of workbooks gives it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time

from nastavnik.model.findings import Value
from nastavnik.model.grid import Grid, Position


@dataclass(frozen=True, slots=True)
class Marks:
    """What a sheet says of its cells beside their values.

    `hidden` are rows that nobody sees, a filter's too; `struck` cells whose text is struck out.
    """

    hidden: frozenset[int] = frozenset()
    struck: frozenset[Position] = frozenset()
    comments: Mapping[Position, str] = field(default_factory=dict)


UNMARKED = Marks()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook: its title, its cells, and whether the workbook hides it."""

    title: str
    grid: Grid
    hidden: bool = False
    marks: Marks = UNMARKED


def number(value: float) -> Value:
    """A number as a person typed it: 7, not 7.0."""
    return int(value) if value.is_integer() and abs(value) < 2**53 else value


def moment(value: datetime) -> Value:
    """A day, with its time where it has one."""
    return value if value.time() != time() else value.date()
