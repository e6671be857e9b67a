"""The days off of Russia as the government moves them each year, for the sheet «Праздники».

Asked where a book is made or a year is opened, never at a check: the library costs 25 ms, and the
sheet, which people edit, wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from itertools import count, takewhile
from typing import TYPE_CHECKING

from nastavnik.model.school import School
from nastavnik.model.sheets import Day, DayKind, Week
from nastavnik.russian.dates import SchoolYear

if TYPE_CHECKING:
    from holidays import HolidayBase

FIRST_YEAR = 2025
"""The library is exact from this year on."""
SATURDAY = 5
_MOVED_FROM = re.compile(r"перенесено с (\d\d\.\d\d\.\d{4})")
_INSTEAD = " (выходной)"
"""Ends the name of a day off given for a holiday at a weekend."""


def known_years() -> Iterator[int]:
    """The calendar years of which it is known how days off were moved."""
    return takewhile(is_known, count(FIRST_YEAR))


def is_known(year: int) -> bool:
    """Whether the government has said how the days off of the year are moved."""
    return year >= FIRST_YEAR and any(map(_MOVED_FROM.search, _russia(year).values()))


def official_days(year: int, days_in_week: int = 5) -> list[Day]:
    """The days off of a known year and the Saturdays worked for them, in order.

    Where Saturday is worked anyway, nothing is moved from it.
    """
    russia = _russia(year)
    found = [
        Day(day=day, kind=DayKind.HOLIDAY.value, title=name)
        for day, name in russia.items()
        if days_in_week <= SATURDAY or not _is_for_saturday(day, name, russia)
    ]
    if days_in_week <= SATURDAY:
        found += [
            Day(day=day, kind=DayKind.WORKDAY.value, title="Рабочая суббота")
            for day in russia.weekend_workdays
        ]
    return sorted(found, key=lambda row: row.day or date.max)


def days_to_open(school: School, year: SchoolYear) -> list[Day]:
    """The official days of a school year that are not yet on the school's sheet «Праздники»."""
    written = {row.day for row in school.table(Day).rows}
    week = 6 if school.card.week == Week.SIX else 5
    return [
        row
        for each in (year.start_year, year.start_year + 1)
        if is_known(each)
        for row in official_days(each, week)
        if row.day and row.day in year and row.day not in written
    ]


def _russia(year: int) -> HolidayBase:
    import holidays

    return holidays.country_holidays("RU", years=year, language="ru")


def _is_for_saturday(day: date, name: str, russia: HolidayBase) -> bool:
    """Whether a day off only makes up for a Saturday."""
    if moved := _MOVED_FROM.search(name):
        return datetime.strptime(moved[1], "%d.%m.%Y").weekday() == SATURDAY
    if not name.endswith(_INSTEAD):
        return False
    holiday = name.removesuffix(_INSTEAD)
    return any(d.weekday() == SATURDAY for d, n in russia.items() if n == holiday)
