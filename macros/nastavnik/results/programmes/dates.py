"""When a task is due: so many months after the start of its pair, on a working day of its term."""

from __future__ import annotations

from datetime import date, timedelta

from nastavnik.domain.working_days import WorkingDays
from nastavnik.russian.dates import months_after

FIRST_TASKS = timedelta(days=14)
"""What belongs to the first month is due after two weeks."""
SHORT = 4
"""Pairs of fewer months have their tasks closer together."""
WHOLE_YEAR = 9
"""So many months a programme of the bank lasts."""


def due_on(month: int, start: date, end: date, calendar: WorkingDays) -> date:
    """The day of a task that the bank sets `month` months after the start.

    Never after the end of the pair; a day off gives way to the working day before it. In a pair
    shorter than four months all distances are shortened alike.
    """
    distance = months_after(start, month) - start if month else FIRST_TASKS
    if end < months_after(start, SHORT):
        distance = distance * ((end - start) / (months_after(start, WHOLE_YEAR) - start))
    return working_day(min(start + timedelta(days=distance.days), end), start, end, calendar)


def working_day(day: date, start: date, end: date, calendar: WorkingDays) -> date:
    """The last working day of the term up to `day`, else the first one after it."""
    for number in range((day - start).days + 1):
        before = day - timedelta(days=number)
        if calendar.is_working(before):
            return before
    for number in range(1, (end - day).days + 1):
        after = day + timedelta(days=number)
        if calendar.is_working(after):
            return after
    return day
