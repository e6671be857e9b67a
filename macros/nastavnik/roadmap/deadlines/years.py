"""Which years a roadmap speaks of where it does not say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from nastavnik.roadmap.deadlines.grammar import Deadline, read_deadline
from nastavnik.roadmap.model import Period
from nastavnik.russian.dates import FIRST_MONTH, SchoolYear

_LAST_MONTHS = {"E5": 5, "E6": 5, "E7": 8, "E8": 8}
"""Up to which month «Х», once autumn has passed, must be the year after: by canonical stage."""


@dataclass(frozen=True, slots=True)
class Years:
    """The first year of a roadmap and its period.

    `known` if the head or the caller says it; `autumn_passed` once a stage began in the autumn of
    «Х», so that a later «май Х» can only be the year after.
    """

    start_year: int | None = None
    period: tuple[date, date] | None = None
    known: bool = False
    autumn_passed: bool = False

    @classmethod
    def of(cls, period: Period, year: int | None, deadlines: Iterable[str]) -> Years:
        """By the head of the document, otherwise by the caller, otherwise by its own dates."""
        start, end = period.start, period.end
        if isinstance(start, date) and isinstance(end, date):
            return cls(SchoolYear.containing(start).start_year, (start, end), True)
        if year is not None:
            return cls(year, None, True)
        return cls(_year_of(deadlines))

    def deadline(self, text: str, canonical: str | None) -> Deadline:
        """What a deadline in a stage means."""
        deadline = read_deadline(text, self.start_year, period=self.period, loosely=True)
        if not deadline.parameter_year or not self._is_next_year(deadline, canonical):
            return deadline
        shifted = read_deadline(
            text, self.start_year, period=self.period, parameter=1, loosely=True
        )
        return shifted._replace(assumed=(*shifted.assumed, NEXT_YEAR))

    def after(self, deadlines: Iterable[Deadline | None]) -> Years:
        """The years as they stand after a stage."""
        autumn = any(
            deadline.start.month >= FIRST_MONTH
            for deadline in deadlines
            if deadline and deadline.parameter_year and deadline.start
        )
        return replace(self, autumn_passed=self.autumn_passed or autumn)

    def _is_next_year(self, deadline: Deadline, canonical: str | None) -> bool:
        last = _LAST_MONTHS.get(canonical or "", 0)
        return self.autumn_passed and deadline.end is not None and deadline.end.month <= last


NEXT_YEAR = "после осенних сроков год «Х» понят как следующий, Х+1"


def _year_of(deadlines: Iterable[str]) -> int | None:
    """The school year of the earliest date a roadmap states in full."""
    starts = [read_deadline(text).start for text in deadlines]
    days = [day for day in starts if isinstance(day, date)]
    return SchoolYear.containing(min(days)).start_year if days else None
