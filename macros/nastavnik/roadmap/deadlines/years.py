"""Which years a roadmap speaks of where it does not say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from nastavnik.roadmap.deadlines.grammar import PREPARATION_MONTH, Deadline, Moment, read_deadline
from nastavnik.roadmap.model import Approval, Period
from nastavnik.russian.dates import FIRST_MONTH, TEACHING_ENDS

_LAST_MONTHS = {"E5": 5, "E6": 5, "E7": 8, "E8": 8}
"""Up to which month «Х», once autumn has passed, must be the year after: by canonical stage."""


@dataclass(frozen=True, slots=True)
class Years:
    """The first year of a roadmap and its period.

    `known` if the head or the caller says it; `approved` is the day from which a roadmap without
    a period of its own is in force; `autumn_passed` once a stage began in the autumn of
    «Х», so that a later «май Х» can only be the year after.
    """

    start_year: int | None = None
    period: tuple[date, date] | None = None
    known: bool = False
    approved: date | None = None
    autumn_passed: bool = False

    @classmethod
    def of(
        cls,
        period: Period,
        year: int | None,
        deadlines: Iterable[str],
        approvals: Iterable[Approval] = (),
    ) -> Years:
        """By the head of the document, otherwise by the caller, by its own dates, by its order."""
        start, end = period.start, period.end
        if isinstance(start, date) and isinstance(end, date):
            return cls(_prepared_by(start), (start, end), True)
        if year is not None:
            return cls(year, None, True)
        days = [day for text in deadlines if isinstance(day := _first_day(text), date)]
        approved = [stamp.date for stamp in approvals if isinstance(stamp.date, date)]
        latest = max(approved, default=None)
        return cls(_year_of(days) if days else _year_after(latest), approved=latest)

    def deadline(self, text: str, canonical: str | None) -> Deadline:
        """What a deadline in a stage means."""
        deadline = self._in_force(
            read_deadline(text, self.start_year, period=self.period, loosely=True)
        )
        if not deadline.parameter_year or not self._is_next_year(deadline, canonical):
            return deadline
        shifted = read_deadline(
            text, self.start_year, period=self.period, parameter=1, loosely=True
        )
        return shifted._replace(assumed=(*shifted.assumed, NEXT_YEAR))

    def _in_force(self, deadline: Deadline) -> Deadline:
        """What recurs in a year that nobody named begins when the roadmap is approved."""
        start, end, approved = deadline.start, deadline.end, self.approved
        if not approved or not deadline.recurrence or deadline.parts:
            return deadline
        if not isinstance(start, date) or not isinstance(end, date) or not start < approved <= end:
            return deadline
        return deadline._replace(start=approved, assumed=(*deadline.assumed, FROM_APPROVAL))

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
FROM_APPROVAL = "повторяется со дня утверждения карты: раньше она не действует"


_PARAMETER = re.compile(r"(?<!\w)[ХхXx](?:\s?\+\s?(\d))?(?!\w)")


def worded(deadline: Deadline, first_year: int | None) -> str:
    """The words of a deadline with the year put in for «Х», where it is known and says the same."""
    text = deadline.as_written
    if first_year is None or not deadline.parameter_year:
        return text
    year = first_year + (NEXT_YEAR in deadline.assumed)
    named = _PARAMETER.sub(lambda found: str(year + int(found[1] or 0)), text)
    read = read_deadline(named, first_year, loosely=True)
    return named if (read.start, read.end) == (deadline.start, deadline.end) else text


def _first_day(text: str) -> Moment | None:
    """The first day a deadline names; what recurs names none."""
    deadline = read_deadline(text)
    return deadline.start or deadline.end


def _prepared_by(day: date) -> int:
    """The school year of a day; August prepares the one that follows."""
    return day.year if day.month >= PREPARATION_MONTH else day.year - 1


def _year_of(days: Sequence[date]) -> int:
    """The school year of the earliest day; a summer before autumn dates prepares their year."""
    first = min(days)
    summer = FIRST_MONTH > first.month > TEACHING_ENDS[0]
    return (
        first.year
        if summer and max(days) >= date(first.year, FIRST_MONTH, 1)
        else _prepared_by(first)
    )


def _year_after(approved: date | None) -> int | None:
    """The school year for which a roadmap is approved in summer or autumn; None in spring."""
    if approved is None or approved.month <= TEACHING_ENDS[0]:
        return None
    return approved.year
