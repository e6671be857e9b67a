"""Deadlines of the roadmap as calendars: one for each responsible person, to be imported again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from nastavnik.model.school import School
from nastavnik.model.seals import BLANK_SEAL
from nastavnik.model.sheets import Activity
from nastavnik.model.text import fold, items, tidy
from nastavnik.roadmap.staffing import StaffMember, meant_by, people_of

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = "-//Nastavnik//Roadmap//RU"
LONGEST = timedelta(days=14)
"""What lasts longer stands in the calendar by its last day: a year would hide everything else."""
COUNTED_FROM = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class NumberedActivity:
    """An activity with the number of those before it that have its very name."""

    activity: Activity
    again: int = 0


def calendars(school: School, today: date) -> Mapping[str, bytes]:
    """Who is responsible → the calendar file; people are named as on «Сотрудники» where known.

    An event keeps its identity while the activity keeps its name and its school year, so a second
    import moves it; later exports overrule earlier ones.
    """
    people = people_of(school)
    by_person: dict[str, list[NumberedActivity]] = {}
    for entry in _entries(school.activities):
        for name in _names(entry.activity, people):
            by_person.setdefault(name, []).append(entry)
    subject = f"{school.card.short_name} {school.card.year}"
    return {name: _calendar(name, mine, subject, today) for name, mine in by_person.items()}


def _entries(activities: Iterable[Activity]) -> Iterator[NumberedActivity]:
    """The activities that have a day."""
    seen: dict[tuple[str, str], int] = {}
    for activity in activities:
        key = (activity.stage, fold(activity.title))
        seen[key] = seen.get(key, -1) + 1
        if activity.start or activity.end:
            yield NumberedActivity(activity, seen[key])


def _names(activity: Activity, people: Sequence[StaffMember]) -> Iterable[str]:
    """Each responsible once, under the full name if it is certain who is meant."""
    names: dict[str, None] = {}
    for text in items(activity.responsible):
        meant = meant_by(text, people).people
        names.update({person.full_name: None for person in meant} or {tidy(text): None})
    return names


def _calendar(name: str, entries: Iterable[NumberedActivity], subject: str, today: date) -> bytes:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-nastavnik", BLANK_SEAL)
    calendar.add("x-wr-calname", f"Наставничество: {name}")
    for entry in entries:
        calendar.add_component(_event(entry, subject, today))
    return bytes(calendar.to_ical())


def _event(entry: NumberedActivity, subject: str, today: date) -> Event:
    """An all-day event; the end of such an event is the day after the last."""
    from icalendar import Event

    activity = entry.activity
    first, last = _days(activity)
    event = Event()
    event.add("uid", _identity(entry, subject))
    event.add("dtstamp", datetime.combine(today, time(), UTC))
    event.add("sequence", (today - COUNTED_FROM).days)
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    event.add("summary", tidy(activity.title))
    event.add("description", _description(activity))
    event.add("transp", "TRANSPARENT")
    return event


def _days(activity: Activity) -> tuple[date, date]:
    """The first and the last day that the calendar shows."""
    first, last = activity.start or activity.end, activity.end or activity.start
    assert first
    assert last
    return (first if timedelta() <= last - first < LONGEST else last), last


def _identity(entry: NumberedActivity, subject: str) -> str:
    """The same for one activity of one school year, whoever exports it and when."""
    activity = entry.activity
    name = "/".join((fold(subject), activity.stage, fold(activity.title), str(entry.again)))
    return f"{uuid5(NAMESPACE_URL, name)}@nastavnik"


def _description(activity: Activity) -> str:
    documents = "; ".join(items(activity.documents))
    lines = (
        f"Этап: {activity.stage_title or activity.stage}" if activity.stage else "",
        f"Срок: {tidy(activity.deadline)}" if activity.deadline else "",
        f"Документы: {documents}" if documents else "",
    )
    return "\n".join(filter(None, lines))
