"""Meetings of pairs: when a pair has met, and how many meetings its programme promises."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Mapping
from datetime import date, timedelta

from nastavnik.domain.index import indexed
from nastavnik.domain.programmes import Names, lasts_on, names_of, times_paired
from nastavnik.domain.working_days import WorkingDays
from nastavnik.model.school import School
from nastavnik.model.sheets import Pair


@indexed
def _days_by_names(school: School) -> Mapping[Names, tuple[date, ...]]:
    days: dict[Names, list[date]] = {}
    for meeting in school.meetings:
        if meeting.held_on:
            days.setdefault(names_of(meeting), []).append(meeting.held_on)
    return {names: tuple(sorted(found)) for names, found in days.items()}


def meeting_days(school: School, pair: Pair, today: date) -> tuple[date, ...]:
    """The days on which a pair has met until today; of those paired before, in its own time."""
    names = names_of(pair)
    known = _days_by_names(school).get(names, ())
    if known and times_paired(school)[names] > 1:
        known = tuple(day for day in known if lasts_on(pair, day))
    return known[: bisect_right(known, today)]


def promised(school: School, pair: Pair) -> int | None:
    """How many meetings a month the pair is to have; None where neither it nor the school says."""
    return pair.meetings or school.card.meetings


def full_months(since: date, until: date) -> int:
    """How many whole months lie between two days."""
    months = 12 * (until.year - since.year) + until.month - since.month
    return max(0, months - (until.day < since.day))


def working_days_ago(
    today: date, count: int, calendar: WorkingDays, free: Container[date] = ()
) -> date:
    """The day that lies `count` working days before today; days in `free` are not counted."""
    day = today
    left = count
    while left > 0 and day.toordinal() > 1:
        left -= calendar.is_working(day) and day not in free
        day -= timedelta(days=1)
    return day
