"""Of events: who came, which pairs met there, what was held."""

from __future__ import annotations

from datetime import date

from nastavnik.documents.context.request import DocumentRequest, Make
from nastavnik.documents.context.views import Fields
from nastavnik.domain.events import came_to, guests_of
from nastavnik.model.choices import EventKind
from nastavnik.model.sheets import Event
from nastavnik.model.text import fold


def guests(request: DocumentRequest) -> list[Fields]:
    """Кто был на мероприятии документа, а пока оно впереди — кого ждут"""
    event = next((row for row in request.subject.records if isinstance(row, Event)), None)
    rows = guests_of(request.views.school, event) if event else ()
    return request.views.each(tuple(row for row in rows if came_to(row)))


def pairs_met(request: DocumentRequest) -> list[Fields]:
    """Пары, в которых оба были на мероприятии документа, какими бы ни были их состояния"""
    school = request.views.school
    event = next((row for row in request.subject.records if isinstance(row, Event)), None)
    came = {fold(g.full_name) for g in (guests_of(school, event) if event else ()) if came_to(g)}
    pairs = (p for p in school.pairs if p.mentor and p.mentee)
    return request.views.each(tuple(p for p in pairs if {fold(p.mentor), fold(p.mentee)} <= came))


def events_of(kind: EventKind) -> Make:
    """Makes the rows of events of one kind, by their days."""

    def found(request: DocumentRequest) -> list[Fields]:
        events = [event for event in request.views.school.events if event.kind == kind]
        ordered = sorted(events, key=lambda event: event.held_on or date.max)
        return request.views.each(tuple(ordered))

    found.__doc__ = f"Мероприятия вида «{kind}», по датам"
    return found
