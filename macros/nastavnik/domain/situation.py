"""A school on a day: what rules and documents look at."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from nastavnik.domain.working_days import WorkingDays
from nastavnik.model.school import School


class Situation(NamedTuple):
    """A school, the day it is looked at, and its working days.

    A rule also finds its parameter here, and the day since which its law holds.
    """

    school: School
    today: date
    calendar: WorkingDays
    parameter: float | None = None
    since: date | None = None

    @classmethod
    def of(cls, school: School, today: date) -> Situation:
        """The school on a day, with its own calendar."""
        return cls(school, today, WorkingDays.of(school))

    def holds(self, day: date | None) -> bool:
        """Whether the law of the rule held on that day; an unknown day counts as today."""
        return self.since is None or (day or self.today) >= self.since
