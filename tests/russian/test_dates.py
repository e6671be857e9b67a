"""The calendar of a school."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.russian.dates import (
    MONTHS,
    MONTHS_OF_DATES,
    SchoolYear,
    add_working_days,
    is_working_day,
    month_number,
)

NEW_YEAR = frozenset(date(2026, 1, day) for day in range(1, 9))
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    "text", ["2026/2027", "2026-2027 учебный год", "на 2026 – 2027 уч. год", "2026/27"]
)
def test_school_year_is_read_however_it_is_written(text: str) -> None:
    assert SchoolYear.parse(text) == SchoolYear(2026)


@pytest.mark.parametrize("text", ["2026", "2026-2028", "в сентябре", "02.09.2026-27"])
def test_what_is_no_school_year_is_not_taken_for_one(text: str) -> None:
    assert SchoolYear.parse(text) is None


def test_school_year_goes_from_september_to_august() -> None:
    year = SchoolYear(2026)
    assert (year.start, year.end) == (date(2026, 9, 1), date(2027, 8, 31))
    assert year.teaching_end == date(2027, 5, 31)
    assert str(year) == "2026/2027"


@given(DAYS)
def test_every_day_is_in_its_school_year_and_in_no_other(day: date) -> None:
    year = SchoolYear.containing(day)
    assert day in year
    assert day not in SchoolYear(year.start_year + 1)
    assert SchoolYear.parse(str(year)) == year


def test_months_are_known_by_all_their_forms() -> None:
    for number, (name, genitive) in enumerate(zip(MONTHS, MONTHS_OF_DATES, strict=True), start=1):
        assert month_number(name) == month_number(genitive) == number
    assert month_number("Сент.") == 9
    assert month_number("мае") == 5
    assert month_number("среда") is None
    assert MONTHS_OF_DATES[2] == "марта"


def test_saturday_is_worked_in_a_week_of_six_days() -> None:
    saturday = date(2026, 9, 5)
    assert not is_working_day(saturday)
    assert is_working_day(saturday, days_in_week=6)


def test_holiday_is_a_day_off_and_a_moved_day_is_worked() -> None:
    assert not is_working_day(date(2026, 1, 8), NEW_YEAR)
    assert is_working_day(date(2026, 2, 28), extra={date(2026, 2, 28)})


def test_working_days_are_counted_from_the_next_one_over_holidays() -> None:
    assert add_working_days(date(2025, 12, 31), 1, NEW_YEAR) == date(2026, 1, 9)
    assert add_working_days(date(2026, 9, 4), 3) == date(2026, 9, 9)
    assert add_working_days(date(2026, 9, 7), -1) == date(2026, 9, 4)
    assert add_working_days(date(2026, 9, 6), 0) == date(2026, 9, 6)


@given(DAYS, st.integers(1, 40), st.sampled_from([5, 6]))
def test_as_many_working_days_lie_between_as_were_added(
    day: date, count: int, days_in_week: int
) -> None:
    last = add_working_days(day, count, days_in_week=days_in_week)
    passed = [day + timedelta(days=n) for n in range(1, (last - day).days + 1)]
    assert sum(is_working_day(one, days_in_week=days_in_week) for one in passed) == count
