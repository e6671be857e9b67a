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
    dates: bool = False,
    after: After = None,
    **about: Unpack[ColumnOptions],
) -> Col[str]:
    """A text: free, from a list, a key of another sheet, or of a given look.

    `several` entries are written one a line; `dates` says that a date is a text here.
    """
    column: Column = ColumnOf(
        title,
        choices=choices,
        refers=refers,
        pattern=pattern,
        several=several,
        dates=dates,
        **about,
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
    title: str,
    *,
    since: int = ColumnOf.since,
    exact: bool = False,
    timed: bool = False,
    after: After = None,
    **about: Unpack[ColumnOptions],
) -> Col[datetime.date | None]:
    """A day, not before the year `since`.

    A time of day beside it is asked about where it may have moved the day: always where it must be
    `exact`, never where it is `timed`.
    """
    column: Column = ColumnOf(title, CellKind.DATE, since=since, exact=exact, timed=timed, **about)
    return Col(column, after)


def flag(title: str, *, after: After = None, **about: Unpack[ColumnOptions]) -> Col[bool | None]:
    """Yes or no."""
    return Col(ColumnOf(title, CellKind.FLAG, **about), after)


def again(
    column: ColumnOf[Any, T], *, after: After = None, **about: Unpack[ColumnOptions]
) -> Col[T]:
    """An inherited column with something about it said differently."""
    return Col(column.but(**about), after)
