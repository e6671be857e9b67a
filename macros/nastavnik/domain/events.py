"""Events of the programme: who was there, and whether they have taken place."""

from __future__ import annotations

from collections.abc import Mapping

from nastavnik.domain.index import indexed
from nastavnik.model.school import School
from nastavnik.model.sheets import Event, EventGuest
from nastavnik.model.text import fold


@indexed
def _guests_by_event(school: School) -> Mapping[str, tuple[EventGuest, ...]]:
    guests: dict[str, list[EventGuest]] = {}
    for guest in school.table(EventGuest).rows:
        guests.setdefault(fold(guest.event), []).append(guest)
    return {title: tuple(rows) for title, rows in guests.items()}


def guests_of(school: School, event: Event) -> tuple[EventGuest, ...]:
    """Everyone who is listed for an event."""
    return _guests_by_event(school).get(fold(event.title), ())


def came_to(guest: EventGuest) -> bool:
    """Whether somebody was there: whoever is listed, unless the list says «нет»."""
    return guest.came is not False


def attendance(school: School, event: Event) -> int:
    """How many were there: the number that a person wrote, else those of the list."""
    if event.attended is not None:
        return event.attended
    return sum(map(came_to, guests_of(school, event)))
