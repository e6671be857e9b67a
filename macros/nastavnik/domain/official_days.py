"""The days off of Russia as the government moves them each year, for the sheet «Праздники».

Asked where a book is made or a year is opened, never at a check: the library costs 25 ms, and the
sheet, which people edit, wins.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from nastavnik.domain.law import DAYS_OFF
from nastavnik.model.choices import DayKind, Week
from nastavnik.model.school import School
from nastavnik.model.sheets import Day
from nastavnik.russian.dates import SchoolYear

if TYPE_CHECKING:
    from holidays import HolidayBase

SATURDAY = 5
_MOVED_FROM = re.compile(r"перенесено с (\d\d\.\d\d\.\d{4})")
UNCONFIRMED = " — переносы не подтверждены"
"""Ends the name of a day off in a year whose decree was not seen."""
_INSTEAD = " (выходной)"
"""Ends the name of a day off given for a holiday at a weekend."""


def known_years() -> list[int]:
    """The calendar years whose decree on moved days off was seen."""
    return [each.year for each in DAYS_OFF]


def listed_years() -> list[int]:
    """The known years and the next one, whose days off the Labour Code tells so far."""
    return [*known_years(), known_years()[-1] + 1]


def is_known(year: int) -> bool:
    """Whether it was seen how the government moves the days off of the year."""
    return year in known_years()


def official_days(year: int, days_in_week: int = 5) -> list[Day]:
    """The days off of a year and the Saturdays worked for them, in order.

    Where Saturday is worked anyway, nothing is moved from it. Of a year whose decree was not seen
    only what the Labour Code says is believed, whatever the library has heard.
    """
    russia = _russia(year)
    if not is_known(year):
        return _by_code(russia)
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
        if each in listed_years()
        for row in official_days(each, week)
        if row.day and row.day in year and row.day not in written
    ]


def _by_code(russia: HolidayBase) -> list[Day]:
    """Holidays, and the days off for those at a weekend."""
    return [
        Day(day=day, kind=DayKind.HOLIDAY.value, title=f"{name}{UNCONFIRMED}")
        for day, name in sorted(russia.items())
        if not _MOVED_FROM.search(name)
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
