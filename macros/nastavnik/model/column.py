"""How a column is declared: `hours: Col[float | None] = column.number("Часов в неделю")`."""

from __future__ import annotations

import datetime
from typing import Any, TypeVar, Unpack

from nastavnik.model.schema import (
    CellKind,
    Choices,
    Col,
    Column,
    ColumnOf,
    ColumnOptions,
    Pattern,
    Record,
)

T = TypeVar("T")


After = Column | Col[Any] | None
"""The column behind which another takes its place."""


def text(  # noqa: PLR0913 - the options of one declaration
    title: str,
    *,
    choices: Choices | None = None,
    refers: type[Record] | None = None,
    pattern: Pattern | None = None,
    several: bool = False,
    after: After = None,
    **about: Unpack[ColumnOptions],
) -> Col[str]:
    """A text: free, from a list, a key of another sheet, or of a given look.

    `several` entries are written one a line.
    """
    column: Column = ColumnOf(
        title, choices=choices, refers=refers, pattern=pattern, several=several, **about
    )
    return Col(column, after)


def integer(
    title: str,
    *,
    minimum: int | None = None,
    maximum: int | None = None,
    after: After = None,
    **about: Unpack[ColumnOptions],
) -> Col[int | None]:
    """A whole number within its limits."""
    return Col(ColumnOf(title, CellKind.INTEGER, minimum=minimum, maximum=maximum, **about), after)


def number(
    title: str,
    *,
    minimum: float | None = None,
    maximum: float | None = None,
    after: After = None,
    **about: Unpack[ColumnOptions],
) -> Col[float | None]:
    """A number within its limits."""
    return Col(ColumnOf(title, CellKind.NUMBER, minimum=minimum, maximum=maximum, **about), after)


def date(
    title: str, *, after: After = None, **about: Unpack[ColumnOptions]
) -> Col[datetime.date | None]:
    """A day."""
    return Col(ColumnOf(title, CellKind.DATE, **about), after)


def flag(title: str, *, after: After = None, **about: Unpack[ColumnOptions]) -> Col[bool | None]:
    """Yes or no."""
    return Col(ColumnOf(title, CellKind.FLAG, **about), after)


def again(
    column: ColumnOf[Any, T], *, after: After = None, **about: Unpack[ColumnOptions]
) -> Col[T]:
    """An inherited column with something about it said differently."""
    return Col(column.but(**about), after)
