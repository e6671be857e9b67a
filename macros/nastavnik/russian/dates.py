"""The calendar of a school: school years, working days, Russian names of months."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = (
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
)
"""Months in the nominative, January first."""
WEEKDAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")
"""Days of the week in the nominative, Monday first."""


def genitive(month: int) -> str:
    """The month in the genitive: 8 → «августа»."""
    name = MONTHS[month - 1]
    return name + "а" if name.endswith("т") else name[:-1] + "я"


MONTHS_OF_DATES = tuple(genitive(month) for month in range(1, 13))
"""Months in the genitive, as they stand in dates, January first."""

_STEMS = {
    **{name[:3]: number for number, name in enumerate(MONTHS, start=1)},
    "мая": 5,
    "мае": 5,
    "маю": 5,
}


def month_number(word: str) -> int | None:
    """The number of a month by any form of its name: «сентября», «сент.», «Мае»; None if none."""
    return _STEMS.get(word[:3].lower())


def two_digit_year(text: str) -> int:
    """The year of «2026» or «26»."""
    year = int(text)
    return year + 2000 if year < 100 else year


_PAIR_OF_YEARS = re.compile(r"(?<![\d.])((?:19|20)\d\d)\s*[-–—/]\s*((?:19|20)\d\d|\d\d)(?!\d)")


@dataclass(frozen=True, slots=True, order=True)
class SchoolYear:
    """A school year by the calendar year it starts in: 1 September to 31 August."""

    start_year: int

    @classmethod
    def parse(cls, text: str) -> SchoolYear | None:
        """The school year of «2026/2027», «2026-2027 учебный год», «2024/25»; None if not one."""
        pair = _PAIR_OF_YEARS.search(text)
        if not pair or two_digit_year(pair[2]) != int(pair[1]) + 1:
            return None
        return cls(int(pair[1]))

    @classmethod
    def containing(cls, day: date) -> SchoolYear:
        """The school year a day belongs to."""
        return cls(day.year if day.month >= FIRST_MONTH else day.year - 1)

    @property
    def start(self) -> date:
        """1 September."""
        return date(self.start_year, FIRST_MONTH, 1)

    @property
    def end(self) -> date:
        """31 August."""
        return date(self.start_year + 1, FIRST_MONTH, 1) - timedelta(days=1)

    @property
    def teaching_end(self) -> date:
        """31 May, the last day of teaching."""
        return date(self.start_year + 1, *TEACHING_ENDS)

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def __str__(self) -> str:
        return f"{self.start_year}/{self.start_year + 1}"


FIRST_MONTH = 9
TEACHING_ENDS = (5, 31)


def is_working_day(
    day: date,
    holidays: Container[date] = (),
    days_in_week: int = 5,
    extra: Container[date] = (),
) -> bool:
    """Whether a day is worked; `extra` are days off that were made working ones."""
    return day in extra or (day.weekday() < days_in_week and day not in holidays)


def add_working_days(
    day: date,
    count: int,
    holidays: Container[date] = (),
    days_in_week: int = 5,
    extra: Container[date] = (),
) -> date:
    """The working day `count` working days after `day`, or before it when negative.

    The first day counted is the next one, as with terms of the Labour Code; 0 gives `day` itself.
    """
    step = timedelta(days=1 if count > 0 else -1)
    for _ in range(abs(count)):
        day += step
        while not is_working_day(day, holidays, days_in_week, extra):
            day += step
    return day


def age(birth: date, today: date) -> int:
    """Full years from `birth` to `today`."""
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = date(year + month // 11, (month + 1) % 12 + 1, 1) - timedelta(days=1)
    return date(year, month + 1, min(day.day, last.day))
