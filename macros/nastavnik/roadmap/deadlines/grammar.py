"""Deadlines as people write them: from «первая декада сентября» to days of the calendar."""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from nastavnik.model.memory import remembered
from nastavnik.roadmap.deadlines.spans import (
    LAST_DAY,
    MeaninglessError,
    Placed,
    Point,
    Related,
    Repeated,
    Span,
)
from nastavnik.roadmap.text import collapse
from nastavnik.russian.dates import FIRST_MONTH, TEACHING_ENDS, SchoolYear

if TYPE_CHECKING:
    from lark import Lark

PREPARATION_MONTH = 8
"""Months from August on belong to the first calendar year of a school year."""


@dataclass(frozen=True, slots=True, order=True)
class ParameterDate:
    """A day of a year that is not known yet: `X-05-01`, `X+1-05-31`."""

    years_after: int
    month: int
    day: int

    def isoformat(self) -> str:
        """The day as other programs read it."""
        plus = f"{self.years_after:+d}" if self.years_after else ""
        return f"X{plus}-{self.month:02d}-{self.day:02d}"


Moment = date | ParameterDate
Period = tuple[Moment, Moment]
Trouble = Literal["placeholder", "unreadable", "impossible"]


class Deadline(NamedTuple):
    """One expression of a deadline and what it means.

    `recurrence` is how often («1 раз в четверть»), `relation` a term that depends on something
    («5 рабочих дней», «по мере необходимости»); `assumed` says what the text left unsaid;
    `parts` are the single deadlines where there are several; `trouble` is why it was not read;
    `weekday`, from 0, is the day of the week named beside the date.
    """

    as_written: str
    start: Moment | None = None
    end: Moment | None = None
    recurrence: str | None = None
    relation: str | None = None
    assumed: tuple[str, ...] = ()
    parts: tuple[Deadline, ...] = ()
    parameter_year: bool = False
    trouble: Trouble | None = None
    weekday: int | None = None


_NOTHING: tuple[str, ...] = ()
_DAY = timedelta(days=1)
_YEAR_LATER = (1, 2)
"""The school year after the first one, as `Point.year`."""

LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""Days of each month in a common year, by its number."""
YEAR_STARTS = Point(FIRST_MONTH, 1)
YEAR_ENDS = Point(*TEACHING_ENDS)
REPEATED_IN_YEAR = "даты не названы: взят учебный год, с 1 сентября по 31 мая"
YEAR_OF_PERIOD = "год не указан: взят по периоду документа"
REPEATED_IN_PERIOD = "даты не названы: взят период документа"

PLACEHOLDER = re.compile(r"_{2,}|\b00\.00|дд\.мм|\.{4,}|…{2,}|\[[^\]]*\]|<[^>]*>|\b20\s*[_.…]{2,}")
_PLAIN = str.maketrans("–—‑−ёіaceopkmthby", "----еiасеоркмтньу")
"""Dashes made hyphens, and Latin letters that look Russian made Russian."""

_WEEKDAYS = (
    *("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресен"),
    *("пн", "вт", "ср", "чт", "пт", "сб", "вс"),
)
_WEEKDAY = re.compile(
    rf"(?<![а-я])(?:({'|'.join(_WEEKDAYS[:7])})[а-я]*|({'|'.join(_WEEKDAYS[7:])})\.?)(?![а-я])"
)
_QUOTED_DAY = re.compile(r"[«\"“„](\s*\d{1,2}\s*)[»\"”“]")


def read_deadline(
    text: str,
    start_year: int | None = None,
    *,
    period: Period | None = None,
    parameter: int = 0,
    loosely: bool = False,
) -> Deadline:
    """What a deadline means in the school year that starts in `start_year`.

    Without the year, dates it does not state come as `ParameterDate`. `period` is the document's
    own, for «весь период»; `parameter` is how many years after the first one «Х» stands for.
    Read `loosely`, a text may have misspelt months and notes beside its dates.
    """
    return _read(collapse(text), start_year, period, parameter, loosely)


@remembered(4096)
def _read(
    text: str, start_year: int | None, period: Period | None, parameter: int, loosely: bool
) -> Deadline:
    if PLACEHOLDER.search(text):
        return Deadline(text, trouble="placeholder")
    words, weekday = _normalised(text), None
    placed, notes = _parse(words), _NOTHING
    if placed is None and (named := _WEEKDAY.search(words)):
        words, weekday = _WEEKDAY.sub(_blanks, words), _WEEKDAYS.index(named[1] or named[2])
        placed = _parse(words)
    if placed is None and loosely:
        placed, notes = _parse_mended(words, text)
    if placed is None:
        return Deadline(text, trouble="unreadable")
    try:
        deadline = _Resolver(start_year, period, parameter).deadline(text, placed)
    except ImpossibleDateError:
        return Deadline(text, trouble="impossible")
    if weekday is not None:
        deadline = deadline._replace(weekday=weekday % 7)
    return deadline._replace(assumed=deadline.assumed + notes) if notes else deadline


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _parse_mended(words: str, text: str) -> tuple[tuple[Placed, ...] | None, tuple[str, ...]]:
    """(what is said, what was assumed) by the first mending of slips that helps."""
    from nastavnik.roadmap.deadlines.slips import without_slips

    for mended, notes in without_slips(words, text):
        placed = _parse(mended)
        if placed is not None:
            return placed, notes
    return None, ()


def _normalised(text: str) -> str:
    """The text as the grammar expects it; of the same length, so that places stay true."""
    return _QUOTED_DAY.sub(r" \1 ", text.lower().translate(_PLAIN))


@remembered(4096)
def _parse(text: str) -> tuple[Placed, ...] | None:
    from lark.exceptions import LarkError

    try:
        return cast("tuple[Placed, ...]", _grammar().parse(text))
    except (LarkError, MeaninglessError):
        return None


@cache
def _grammar() -> Lark:
    from lark import Lark

    from nastavnik.roadmap.deadlines.meaning import Meaning
    from nastavnik.roadmap.deadlines.scanning import DeadlineLexer

    return Lark(
        Path(__file__).with_name("deadlines.lark").read_text(encoding="utf-8"),
        parser="lalr",
        lexer=DeadlineLexer,
        transformer=Meaning(),
    )


class ImpossibleDateError(ValueError):
    """There is no such day: «31.02.2025»."""


@dataclass(frozen=True, slots=True)
class _Resolver:
    """Puts years to what a deadline says."""

    start_year: int | None
    period: Period | None
    parameter: int

    def deadline(self, text: str, placed: tuple[Placed, ...]) -> Deadline:
        """The whole expression, with its parts where it names several deadlines."""
        if len(placed) == 1 and isinstance(placed[0].meaning, Span):
            return self._dated(text, placed[0].meaning)
        dated = _with_shared_years(_each_of_years(placed))
        parts = tuple(self._dated(text[item.start : item.end], span) for item, span in dated)
        repeated = [i.meaning.text for i in placed if isinstance(i.meaning, Repeated)]
        related = [i.meaning.text for i in placed if isinstance(i.meaning, Related)]
        recurrences = _unique([*repeated, *(p.recurrence for p in parts if p.recurrence)])
        return self._united(
            Deadline(
                text,
                recurrence=" ".join(recurrences) or None,
                relation="; ".join(related) or None,
                assumed=tuple(_unique([note for part in parts for note in part.assumed])),
                parts=parts if len(parts) > 1 else (),
                parameter_year=any(part.parameter_year for part in parts),
            ),
            parts,
        )

    def _united(self, deadline: Deadline, parts: tuple[Deadline, ...]) -> Deadline:
        """The deadline from the first day of its parts to the last."""
        if not parts:
            return self._through_year(deadline) if deadline.recurrence else deadline
        starts = [part.start for part in parts if part.start]
        ends = [part.end for part in parts if part.end]
        return deadline._replace(
            start=min(starts, key=order) if starts else None,
            end=max(ends, key=order) if ends else None,
        )

    def _through_year(self, deadline: Deadline) -> Deadline:
        """A recurrence without dates lasts the school year, or the period of the document."""
        start, end = self.period or (self._moment(YEAR_STARTS), self._moment(YEAR_ENDS))
        note = REPEATED_IN_PERIOD if self.period else REPEATED_IN_YEAR
        return deadline._replace(start=start, end=end, assumed=(*deadline.assumed, note))

    def _dated(self, text: str, span: Span) -> Deadline:
        """One stretch of days with real years, or with the parameter's."""
        if span.whole_period:
            return self._through_year(Deadline(text, recurrence=span.recurrence))
        completed = self._within_period(_completed(span))
        start, end = self._ends(completed)
        if start and end and order(start) > order(end):
            raise ImpossibleDateError(text)
        if span.weekday is not None and isinstance(start, date) and isinstance(end, date):
            start = end = _day_of_week(span.weekday, start, end)
        if span.any_year and self.period and self.period[0].month == 1:
            start, end = self.period
        return Deadline(
            text,
            start,
            end,
            span.recurrence,
            assumed=completed.notes + self._note_on_year(completed),
            parameter_year=_says_x(span),
        )

    def _ends(self, span: Span) -> tuple[Moment | None, Moment | None]:
        return self._moment(span.start), self._moment(span.end)

    def _within_period(self, span: Span) -> Span:
        """A span without a year put a year later if only so it falls into the period."""
        if not self.period or not _lacks_year(span) or self._touches_period(span):
            return span
        start, end = (point and point._replace(year=_YEAR_LATER) for point in span[:2])
        later = span._replace(start=start, end=end, notes=(*span.notes, YEAR_OF_PERIOD))
        return later if self._touches_period(later) else span

    def _touches_period(self, span: Span) -> bool:
        assert self.period
        days = [order(moment) for moment in self._ends(span) if moment]
        begins, ends = map(order, self.period)
        return bool(days) and days[0] <= ends and days[-1] >= begins

    def _note_on_year(self, span: Span) -> tuple[str, ...]:
        if span.recurrence or not _lacks_year(span):
            return ()
        if self.start_year is None:
            return ("год не указан",)
        return (f"год не указан: взят {SchoolYear(self.start_year)} учебный год",)

    def _moment(self, point: Point | None) -> Moment | None:
        """The day of a point: a date where its year is known."""
        if point is None:
            return None
        year = _year_of(point)
        if point.year is not None and not _is_calendar(year):
            year += self.parameter
        if not _is_calendar(year) and self.start_year is None:
            return ParameterDate(year, point.month, _day(point, 2000 + (point.day == LAST_DAY)))
        year = year if _is_calendar(year) else year + (self.start_year or 0)
        return date(year, point.month, _day(point, year))


def _lacks_year(span: Span) -> bool:
    """Whether a span names no year at all."""
    return all(point is None or point.year is None for point in span[:2])


def _is_calendar(year: int) -> bool:
    """Whether it is a year of the calendar, not a number of years after «Х»."""
    return year >= 100


def _year_of(point: Point) -> int:
    """The year of a point; by its place in the school year where only that is known."""
    if isinstance(point.year, int):
        return point.year
    first, second = point.year or (0, 1)
    return first if point.month >= PREPARATION_MONTH else second


def _day(point: Point, year: int) -> int:
    """The day of the month, checked to exist in that year."""
    if not 1 <= point.month <= 12:
        raise ImpossibleDateError(point)
    last = LENGTHS[point.month] + (point.month == 2 and isleap(year))
    if point.day > last:
        raise ImpossibleDateError(point)
    return point.day or last


def _day_of_week(weekday: int, start: date, end: date) -> date:
    """The day of a week; of the last one in a month, counted from its end."""
    if (end + _DAY).month != end.month:
        return end - _DAY * ((end.weekday() - weekday) % 7)
    return start + _DAY * ((weekday - start.weekday()) % 7)


def order(moment: Moment) -> tuple[int, int, int]:
    """The place of a day among others; parameter years come before real ones."""
    year = moment.year if isinstance(moment, date) else moment.years_after
    return year, moment.month, moment.day


def _says_x(span: Span) -> bool:
    """Whether the text itself names the year «Х»."""
    return _is_x(span.start) or _is_x(span.end)


def _is_x(point: Point | None) -> bool:
    return point is not None and isinstance(point.year, int) and not _is_calendar(point.year)


def _completed(span: Span) -> Span:
    """The span with the year of one end carried over to the other, and its ends in order."""
    if not span.start or not span.end:
        return span
    start = _earlier(span.start, span.end)
    end = _later(span.end, start)
    if start is not span.start or end is not span.end:
        span = span._replace(start=start, end=end)
    if span.exact or _year_and_month(start) <= _year_and_month(end):
        return span
    if start.year is None and start.month > end.month:  # «сентябрь–август»
        return span._replace(end=end._replace(year=_YEAR_LATER))
    if start.year is None:  # «июнь–август» without a year is the summer before the school year
        return span._replace(start=start._replace(year=0), end=end._replace(year=0))
    if isinstance(start.year, int) and start.year == end.year:
        note = f"начало отнесено к {start.year - 1} году"
        return span._replace(start=start._replace(year=start.year - 1), notes=(*span.notes, note))
    return span


def _year_and_month(point: Point) -> tuple[int, int]:
    return _year_of(point), point.month


def _earlier(point: Point, following: Point) -> Point:
    """A point that takes its missing year from the point after it."""
    if point.year is not None or following.year is None:
        return point
    year = following.year
    if isinstance(year, int) and point.month > following.month:
        year -= 1
    return point._replace(year=year)


def _later(point: Point, previous: Point) -> Point:
    """A point that takes its missing year from the point before it."""
    if point.year is not None or previous.year is None:
        return point
    year = previous.year
    if isinstance(year, int) and point.month < previous.month:
        year += 1
    return point._replace(year=year)


def _with_shared_years(items: list[Placed]) -> list[tuple[Placed, Span]]:
    """Each stretch of a list with the year it shares: «сентябрь, октябрь 2023»."""
    spans = [item.meaning for item in items if isinstance(item.meaning, Span)]
    for index in range(len(spans) - 2, -1, -1):
        spans[index] = _mapped(spans[index], spans[index + 1].start, _earlier)
    for index in range(1, len(spans)):
        spans[index] = _mapped(spans[index], spans[index - 1].end, _later)
        if _is_summer_after(spans[index - 1], spans[index]):
            start, end = (point and point._replace(year=_YEAR_LATER) for point in spans[index][:2])
            spans[index] = spans[index]._replace(start=start, end=end)
    return list(zip(items, spans, strict=True))


def _is_summer_after(span: Span, following: Span) -> bool:
    """Whether an August ends a list that went through the school year: «май, июнь, август»."""
    if not (span.end and following.start and _lacks_year(span) and _lacks_year(following)):
        return False
    return span.end.month < PREPARATION_MONTH == following.start.month


def _each_of_years(placed: Iterable[Placed]) -> list[Placed]:
    """Stretches of days; «май, ежегодно с 2023 по 2027 год» is one from the first May to the last.

    The years by themselves are no stretch where other stretches recur in them.
    """
    spans = [(item, item.meaning) for item in placed if isinstance(item.meaning, Span)]
    whole = [span for _, span in spans if _several_years(span)]
    others = [(item, span) for item, span in spans if span not in whole]
    if len(whole) != 1 or not others or not all(_lacks_year(span) for _, span in others):
        return [item for item, _ in spans]
    return [item._replace(meaning=_through_years(span, whole[0])) for item, span in others]


def _through_years(span: Span, years: Span) -> Span:
    """From a stretch in the first year to the same stretch in the last one."""
    assert years.start
    assert years.end
    first = span.start or span.end
    start = first and first._replace(year=years.start.year)
    return span._replace(start=start, end=span.end and span.end._replace(year=years.end.year))


def _several_years(span: Span) -> bool:
    """Whether a stretch is several calendar years as a whole."""
    start, end = span[:2]
    if not start or not end or not isinstance(start.year, int) or not isinstance(end.year, int):
        return False
    return (start[:2], end.month) == ((1, 1), 12) and start.year < end.year


def _mapped(span: Span, neighbour: Point | None, shared: Callable[[Point, Point], Point]) -> Span:
    """The span with its missing years taken from a neighbour in the list."""
    if neighbour is None or span.recurrence or any(p and p.year for p in span[:2]):
        return span
    start, end = (shared(point, neighbour) if point else None for point in span[:2])
    return span._replace(start=start, end=end)


def _unique(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))
