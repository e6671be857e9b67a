"""The verb `carry`: the book's own roadmap for another school year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from nastavnik.domain.official_days import days_to_open
from nastavnik.domain.working_days import WorkingDays
from nastavnik.model.changes import AppendRows, Change, Changes
from nastavnik.model.errors import JobError
from nastavnik.model.findings import Finding
from nastavnik.model.outcome import Outcome
from nastavnik.model.school import School
from nastavnik.model.sheets import Activity, Card, Day
from nastavnik.model.text import counted
from nastavnik.roadmap import booked
from nastavnik.roadmap.booked import difference, remark_at
from nastavnik.roadmap.deadlines.grammar import Deadline
from nastavnik.roadmap.deadlines.moving import (
    MovedDeadline,
    YearMove,
    nearest_working_day,
    own_year,
)
from nastavnik.russian.dates import WEEKDAYS, SchoolYear

Days = tuple[date | None, date | None]
"""The first and the last day of an activity."""
PROSE = (Activity.title, Activity.documents, Activity.lead, Activity.stage_title)
"""Columns of free text in which a school year may be named."""


@dataclass(frozen=True)
class Carried(Outcome):
    """A roadmap moved to the school year `year`: how many activities are of another year now."""

    year: str = ""
    moved: int = 0

    def as_json(self) -> dict[str, Any]:
        """The move in the shape other programs read."""
        return {
            "year": self.year,
            "moved": self.moved,
            "findings": [finding.as_json() for finding in self.findings],
        }


def carry(school: School, year: int) -> Carried:
    """The roadmap and the year of «Школа» moved to the school year that starts in `year`.

    Words of deadlines keep their form, an end that falls on a day off goes to a working day near
    by, marks of what was done go. A roadmap that is of that year already stays as it is.
    «Праздники» gets the official days off of the year, as far as they are known.

    Raises:
        JobError: it cannot be told which year the roadmap is of now.
    """
    new = SchoolYear(year)
    stated = SchoolYear.parse(school.card.year)
    old = own_year(stated, _days(school))
    if old is None:
        raise JobError(
            f"Непонятно, на какой год дорожная карта: впишите на лист «{Card.sheet}» учебный год, "
            "например 2026/2027"
        )
    opened = days_to_open(school, new) if old != new and school.table(Day).headers else []
    calendar = WorkingDays.of(school).joined(opened)
    changes, findings = _carried(school, YearMove(old, new, calendar))
    changes += difference(school.card, _card(school.card, YearMove(stated or old, new, calendar)))
    if opened:
        changes.append(AppendRows(Day.sheet, tuple(day.values() for day in opened)))
    moved = len(school.activities) if old != new else 0
    message = _message(school, old, new, len(opened))
    return Carried(message, Changes(tuple(changes)), tuple(findings), str(new), moved)


def _days(school: School) -> Iterator[date]:
    for activity in school.activities:
        if day := activity.end or activity.start:
            yield day


def _message(school: School, old: SchoolYear, new: SchoolYear, opened: int) -> str:
    if old == new:
        return f"Дорожная карта уже на {new} учебный год: переносить нечего"
    moved = counted(len(school.activities), "мероприятие", "мероприятия", "мероприятий")
    days = counted(opened, "день", "дня", "дней")
    added = f"на лист «{Day.sheet}» внесены выходные и переносы ({days}); " if opened else ""
    return (
        f"Дорожная карта перенесена на {new} учебный год: {moved}, отметки о выполнении сняты; "
        f"{added}"
        f"книга, какой она была в {old} учебном году, лежит в папке «Архив»"
    )


def _carried(school: School, move: YearMove) -> tuple[list[Change], list[Finding]]:
    """The changes of all activities and what there is to ask; nothing where no year passes."""
    changes: list[Change] = []
    findings: list[Finding] = []
    if not move.years:
        return changes, findings
    for activity in school.activities:
        deadline = move.deadline(activity.deadline)
        moved = _moved(activity, deadline, move)
        changes += difference(activity, moved)
        findings += _questions(school, activity, moved, deadline, move)
    if school.activities:
        findings += _calendar_questions(school, move)
    return changes, findings


def _card(card: Card, move: YearMove) -> Card:
    """«Школа» of the other year; days that were left behind when the year was moved catch up."""
    year = move.prose(card.year) if SchoolYear.parse(card.year) else str(move.new)
    begun = own_year(None, filter(None, [card.starts_on])) or move.old
    days = replace(move, old=begun)
    return card.replace(
        year=year, starts_on=days.day(card.starts_on), ends_on=days.day(card.ends_on)
    )


def _moved(activity: Activity, deadline: MovedDeadline, move: YearMove) -> Activity:
    """The activity as planned for the other year, not yet begun."""
    start, end = _moved_days(activity, deadline, move)
    prose = {column.name: move.prose(column.of(activity)) for column in PROSE}
    return activity.replace(
        **prose, deadline=deadline.text, start=start, end=end, done_on=None, state=""
    )


def _moved_days(activity: Activity, deadline: MovedDeadline, move: YearMove) -> Days:
    """The first and the last day of the activity, the last one a working day if it is meant so."""
    planned = _planned_days(activity, deadline, move)
    start, end = planned
    if end is None or not _is_exact(start, end, deadline):
        return planned
    return _on_working_days(planned, move.calendar)


def _planned_days(activity: Activity, deadline: MovedDeadline, move: YearMove) -> Days:
    """Both days as the plan means them: those that the words say follow the words."""
    said = _said(deadline.before)
    if deadline.before and (activity.start, activity.end) in (
        said,
        _on_working_days(said, move.calendar),
    ):
        return _said(deadline.after)
    return move.day(activity.start), move.day(activity.end)


def _said(deadline: Deadline | None) -> Days:
    """The days that the words of a deadline say."""
    ends = (deadline.start, deadline.end) if deadline else (None, None)
    start, end = (day if isinstance(day, date) else None for day in ends)
    return start, end


def _on_working_days(days: Days, calendar: WorkingDays) -> Days:
    """The days with the last one on a working day; a single day moves as a whole."""
    start, end = days
    if end is None:
        return days
    if start == end:
        return (nearest_working_day(end, None, calendar),) * 2
    return start, nearest_working_day(end, start, calendar)


def _is_exact(start: date | None, end: date, deadline: MovedDeadline) -> bool:
    """Whether the end is a day somebody chose, not just the last of a month or a decade."""
    if deadline.after is not None:
        return deadline.names(end)
    return start == end or (end + timedelta(days=1)).month == end.month


def _questions(
    school: School, old: Activity, new: Activity, deadline: MovedDeadline, move: YearMove
) -> Iterator[Finding]:
    """What only a person can settle about one activity."""
    if deadline.asks:
        yield remark_at(booked.YEAR_LEFT, school, old.at(Activity.deadline), text=old.deadline)
    planned = _planned_days(old, deadline, move)[1]
    if planned and new.end and planned != new.end:
        why = "праздник" if planned in move.calendar else WEEKDAYS[planned.weekday()]
        yield remark_at(
            booked.DAY_OFF_MOVED,
            school,
            old.at(Activity.end),
            planned=f"{planned:%d.%m.%Y}",
            why=why,
            day=f"{new.end:%d.%m.%Y}",
        )
    for column in PROSE:
        if move.names_old_year(column.of(new)):
            yield remark_at(booked.OLD_YEAR_NAMED, school, old.at(column))


def _calendar_questions(school: School, move: YearMove) -> Iterator[Finding]:
    """Whether days off of the new year are known beyond those the law names."""
    table = school.table(Day)
    days = {row.day for row in table.rows if row.day} | move.calendar.off
    if table.present and not any(day in move.new for day in days):
        header = Day.day.cell(max(1, table.header_row))
        yield remark_at(booked.NO_DAYS_OFF, school, header, year=str(move.new))
