"""What a deadline says, before it is known which year it speaks of."""

from __future__ import annotations

from typing import NamedTuple

Year = int | tuple[int, int] | None
"""A calendar year; below 100, years after «Х»; a pair, a school year; None, not said."""

LAST_DAY = 0
"""The day of a `Point` that stands for the last day of its month."""


class Point(NamedTuple):
    """A day as written: the year may be missing, the day may be the last of the month."""

    month: int
    day: int
    year: Year = None


class Span(NamedTuple):
    """A stretch of days as written, with what had to be assumed.

    `opening` marks «начало…», whose first day ends a «до»; `exact` a single day, included by «до»;
    `any_year` a mere «год», which a plan for a calendar year takes for its own; `weekday`, from 0,
    the day of a week that is meant.
    """

    start: Point | None
    end: Point | None
    notes: tuple[str, ...] = ()
    recurrence: str | None = None
    opening: bool = False
    exact: bool = False
    whole_period: bool = False
    any_year: bool = False
    weekday: int | None = None


class Repeated(NamedTuple):
    """A recurrence without dates, such as «1 раз в четверть»."""

    text: str


class Related(NamedTuple):
    """A term that depends on something else, such as «5 рабочих дней»."""

    text: str


class MeaninglessError(ValueError):
    """The words fit the grammar, but there is no such part: «пятая декада»."""


class Placed(NamedTuple):
    """A part of the expression and where it stands in the text."""

    meaning: Span | Repeated | Related
    start: int
    end: int
