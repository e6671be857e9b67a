"""The working days of one school: Russian holidays, and the sheet «Праздники», which wins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from nastavnik.model.school import School
from nastavnik.model.sheets import Day, DayKind, Week
from nastavnik.russian.dates import add_working_days, is_working_day

# Art. 112 of the Labour Code; transfers of days off stand in «Праздники».
STATUTORY = frozenset(
    {(1, day) for day in range(1, 9)} | {(2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)}
)


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Days off and days worked, beyond what the week says."""

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()
    days_in_week: int = 5

    @classmethod
    def of(cls, school: School) -> WorkingDays:
        """The calendar of the school: its week and its sheet «Праздники»."""
        week = 6 if school.card.week == Week.SIX else 5
        return cls(days_in_week=week).joined(school.table(Day).rows)

    def joined(self, days: Iterable[Day]) -> WorkingDays:
        """The calendar with more rows of «Праздники»."""
        known = [(row.day, row.kind) for row in days if row.day]
        off = {day for day, kind in known if kind == DayKind.HOLIDAY}
        worked = {day for day, kind in known if kind == DayKind.WORKDAY}
        return replace(self, off=self.off | off, worked=self.worked | worked)

    def __contains__(self, day: object) -> bool:
        """Whether the day is a day off beyond the week: a holiday of the law or of the sheet."""
        return isinstance(day, date) and (day in self.off or (day.month, day.day) in STATUTORY)

    def is_working(self, day: date) -> bool:
        """Whether the school works on that day."""
        return is_working_day(day, self, self.days_in_week, self.worked)

    def after(self, day: date, count: int) -> date:
        """The working day `count` working days after `day`, `day` itself not counted."""
        return add_working_days(day, count, self, self.days_in_week, self.worked)
