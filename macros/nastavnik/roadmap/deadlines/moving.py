"""Days and words of a plan moved to another year: the words stay, the numbers of years change."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from nastavnik.domain.working_days import WorkingDays
from nastavnik.roadmap.deadlines.grammar import PREPARATION_MONTH, Deadline, Moment, read_deadline
from nastavnik.russian.dates import SchoolYear, two_digit_year

_CENTURY = r"(?:19|20)"
_YEARS = re.compile(
    rf"(?<!\d)(?P<pair>{_CENTURY}\d\d\s*[-–—/]\s*)(?P<last>\d\d)(?![\d.])"
    rf"|(?<!\d)(?P<full>{_CENTURY}\d\d)(?!\d)"
    r"|(?<!\d)(?P<day>\d{1,2}\s?\.\s?\d{1,2}\s?\.\s?)(?P<short>\d\d)(?![\d.])"
    r"|(?P<month>(?<=[а-яё])\.|(?<![\d.])(?:0?[1-9]|1[0-2])\.)(?P<brief>2\d)(?![\d.])",
    re.IGNORECASE,
)
"""«2026/27», «2026», «01.09.26», «сен.26», «09.26»: every way in which deadlines write years."""
_FULL_YEAR = re.compile(rf"{_CENTURY}\d\d")
_SCHOOL_YEAR = re.compile(rf"(?<![\d.])({_CENTURY}\d\d)\s*[-–—/]\s*({_CENTURY}\d\d|\d\d)(?![\d.])")
NEAR = 1
"""School years next to the plan's own move with it: «план на следующий, 2027/2028 год»."""


@dataclass(frozen=True, slots=True)
class YearMove:
    """From one school year to another, by the calendar of the school."""

    old: SchoolYear
    new: SchoolYear
    calendar: WorkingDays

    @property
    def years(self) -> int:
        """So many years later, or earlier if negative."""
        return self.new.start_year - self.old.start_year

    def day(self, day: date | None) -> date | None:
        """The same day of the other year; 29 February becomes the 28th where there is none."""
        if day is None:
            return None
        year = day.year + self.years
        try:
            return day.replace(year=year)
        except ValueError:
            return day.replace(year=year, day=28)

    def deadline(self, text: str) -> MovedDeadline:
        """A deadline in words, as it reads before and after."""
        before = read_deadline(text, self.old.start_year, loosely=True)
        moved = _YEARS.sub(self._years_moved, text)
        after = read_deadline(moved, self.new.start_year, loosely=True)
        is_dated = before.start is not None or before.end is not None
        if is_dated and self._follows(before, after):
            return MovedDeadline(moved, before, after)
        return MovedDeadline(text, None, None, asks=_YEARS.search(text) is not None)

    def _follows(self, before: Deadline, after: Deadline) -> bool:
        """Whether the words say in the new year what they said in the old one."""
        pairs = ((before.start, after.start), (before.end, after.end))
        return after.trouble is None and all(self._same_day(old, new) for old, new in pairs)

    def _same_day(self, old: Moment | None, new: Moment | None) -> bool:
        if not isinstance(old, date) or not isinstance(new, date):
            return old == new
        both_end_february = _ends_february(old) and _ends_february(new)
        return self.day(old) == new or both_end_february or _is_same_day_of_week(old, new)

    def _years_moved(self, found: re.Match[str]) -> str:
        if found["full"]:
            return str(int(found["full"]) + self.years)
        if found["brief"]:
            return f"{found['month']}{self._two_digits(found['brief'])}"
        if found["short"]:
            return f"{found['day']}{self._two_digits(found['short'])}"
        pair = _FULL_YEAR.sub(lambda year: str(int(year[0]) + self.years), found["pair"])
        return f"{pair}{self._two_digits(found['last'])}"

    def _two_digits(self, year: str) -> str:
        return f"{(int(year) + self.years) % 100:02d}"

    def prose(self, text: str) -> str:
        """A text with its school years moved; years that stand alone are left to a person."""
        return _SCHOOL_YEAR.sub(self._school_year_moved, text)

    def _school_year_moved(self, found: re.Match[str]) -> str:
        first = int(found[1])
        is_school_year = two_digit_year(found[2]) == first + 1
        if not is_school_year or abs(first - self.old.start_year) > NEAR:
            return found[0]
        return _YEARS.sub(self._years_moved, found[0])

    def names_old_year(self, text: str) -> bool:
        """Whether a text, moved already, still names a calendar year of the old school year."""
        years = (self.old.start_year, self.old.start_year + 1)
        alone = _SCHOOL_YEAR.sub("", text)
        return any(int(year) in years for year in _FULL_YEAR.findall(alone))


@dataclass(frozen=True, slots=True)
class MovedDeadline:
    """A deadline in words after a move; without readings where the words were not understood.

    `asks` marks words that name a year and had to be left as they are.
    """

    text: str
    before: Deadline | None
    after: Deadline | None
    asks: bool = False

    def names(self, day: date) -> bool:
        """Whether the words name this very day, not just the month or the decade it ends."""
        return re.search(rf"(?<!\d)0?{day.day}(?!\d)", self.text) is not None


def _ends_february(day: date) -> bool:
    return day.month == 2 and (day + timedelta(days=1)).month == 3


def _is_same_day_of_week(old: date, new: date) -> bool:
    """Whether both are, say, the first Monday of a month: the words name a day of the week."""
    week_of_month = (old.day - 1) // 7 == (new.day - 1) // 7
    last = all((day + timedelta(days=7)).month != day.month for day in (old, new))
    return (old.month, old.weekday()) == (new.month, new.weekday()) and (week_of_month or last)


def nearest_working_day(day: date, first: date | None, calendar: WorkingDays) -> date:
    """The working day nearest to `day` in its month and not before `first`; later of two equal."""
    for distance in range(31):
        for candidate in (day + timedelta(days=distance), day - timedelta(days=distance)):
            fits = candidate.month == day.month and (first is None or candidate >= first)
            if fits and calendar.is_working(candidate):
                return candidate
    return day


def own_year(stated: SchoolYear | None, days: Iterable[date]) -> SchoolYear | None:
    """The school year of a plan: the stated one if some day falls into it, else that of most days.

    August prepares the year that follows it.
    """
    found = Counter(
        SchoolYear(day.year if day.month >= PREPARATION_MONTH else day.year - 1) for day in days
    )
    if not found or (stated and stated in found):
        return stated
    return max(found, key=lambda year: (found[year], year))
