"""Documents of events, of the training of mentors and of what came of their work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from nastavnik.documents.catalogue.kinds import DocumentKind, Subject, Subjects
from nastavnik.documents.catalogue.obligations import (
    each_person,
    from_organisation,
    mentors_at_work,
    once,
    paired_mentor,
)
from nastavnik.documents.catalogue.words import CURATOR, EVENTS, LETTERS, PROGRAMME, RESULTS
from nastavnik.domain.events import came_to, guests_of
from nastavnik.domain.situation import Situation
from nastavnik.model.choices import EventKind, GuestRole, Stage
from nastavnik.model.schema import Record
from nastavnik.model.sheets import Event, EventGuest, Mentor, Practice
from nastavnik.model.text import fold

MINUTED = frozenset(
    {
        EventKind.COUNCIL,
        EventKind.METHODISTS,
        EventKind.CONFERENCE_OF_HEADS,
        EventKind.PARENTS,
        EventKind.SETTING,
        EventKind.ROUND_TABLE,
        EventKind.CONFERENCE,
        EventKind.CONTEST,
        EventKind.SUMMARY,
    }
)
"""Events that decide something."""
OWN_MINUTES = (EventKind.METHODISTS, EventKind.CONFERENCE_OF_HEADS, EventKind.PARENTS)
"""Events the first of which has a kind of minutes of its own."""
CERTIFIED = frozenset(
    {
        EventKind.SEMINAR,
        EventKind.ROUND_TABLE,
        EventKind.CONFERENCE,
        EventKind.EXCHANGE,
        EventKind.FESTIVAL,
        EventKind.CONTEST,
    }
)
"""Events whose participants get a certificate."""

WantsEvent = Callable[[Event], bool]


def _any_event(event: Event) -> bool:
    return True


def each_event(wanted: WantsEvent = _any_event, *, held: bool = False) -> Subjects:
    """One for every event that `wanted` picks; with `held` only once it has taken place."""

    def subjects(situation: Situation) -> Iterator[Subject]:
        for event in situation.school.events:
            if event.title and wanted(event) and not (held and not _is_held(event, situation)):
                yield Subject((event,), who=event.title, since=event.held_on, optional=True)

    return subjects


def meeting(kind: EventKind) -> Subjects:
    """The first meeting of this kind that the book knows; one for the year where it knows none."""

    def subjects(situation: Situation) -> Iterator[Subject]:
        event = _first(kind, situation)
        if event is None:
            yield from once(situation)
        else:
            yield Subject((event,), since=event.held_on)

    return subjects


def _first(kind: EventKind, situation: Situation) -> Event | None:
    known = (event for event in situation.school.events if event.title and event.kind == kind)
    return min(known, key=lambda event: event.held_on or date.max, default=None)


def _minuted(situation: Situation) -> Iterator[Subject]:
    """Every meeting held that decides something and has no kind of minutes of its own."""
    own = [_first(kind, situation) for kind in OWN_MINUTES]
    for subject in each_event(lambda event: event.kind in MINUTED, held=True)(situation):
        if subject.records[0] not in own:
            yield subject


def _is_held(event: Event, situation: Situation) -> bool:
    return event.held_on is not None and event.held_on <= situation.today


def _participants(situation: Situation) -> Iterator[Subject]:
    """One for everyone who came to an event that certifies it."""
    school = situation.school
    for event in school.events:
        if event.kind not in CERTIFIED or not _is_held(event, situation):
            continue
        for guest in guests_of(school, event):
            if guest.full_name and came_to(guest):
                about = (event, guest)
                yield Subject(about, guest.full_name, event.title, event.held_on, optional=True)


def _partners(situation: Situation) -> Iterator[Subject]:
    """One for each organisation that gives mentors or helped at an event."""
    school = situation.school
    found: dict[str, tuple[str, Record, date | None]] = {}
    for mentor in school.mentors:
        if from_organisation(mentor, situation) and paired_mentor(mentor, situation):
            found.setdefault(fold(mentor.workplace), (mentor.workplace, mentor, None))
    for event in school.events:
        for guest in guests_of(school, event):
            if guest.role == GuestRole.PARTNER and guest.organisation and came_to(guest):
                name = guest.organisation
                found.setdefault(fold(name), (name, guest, event.held_on))
    for name, record, since in found.values():
        yield Subject((record,), who=name, since=since, optional=True)


def employers(situation: Situation) -> Iterator[Subject]:
    """One for each mentor whom an organisation sends, and for each partner that sends none yet.

    Where the book knows no organisation, one for any.
    """
    sent = list(each_person(from_organisation)(situation))
    known = {fold(m.workplace) for m in situation.school.mentors if m.workplace}
    asked = [s for s in _partners(situation) if isinstance(s.records[0], EventGuest)]
    yield from sent
    yield from (subject for subject in asked if fold(subject.who) not in known)
    if not sent and not asked:
        yield Subject((situation.school.card,), optional=True)


def _each_worker(situation: Situation) -> Iterator[Subject]:
    """One for every worker who mentors somebody this year."""
    for group in mentors_at_work(situation):
        for mentor in group.records:
            if isinstance(mentor, Mentor):
                yield Subject((mentor,), who=mentor.full_name, optional=True)


def _each_practice(situation: Situation) -> Iterator[Subject]:
    """One for every practice of the bank."""
    for practice in situation.school.table(Practice).rows:
        if practice.title:
            about = (practice,)
            yield Subject(about, practice.title, since=practice.published_on, optional=True)


EVENT_KINDS: tuple[DocumentKind, ...] = (
    DocumentKind(
        "event-programme",
        0,
        "Программа мероприятия",
        Stage.WORK,
        each_event(),
        folder=EVENTS,
        signed_by=CURATOR,
    ),
    DocumentKind(
        "event-attendance",
        0,
        "Список присутствующих",
        Stage.WORK,
        each_event(),
        folder=EVENTS,
        signed_by=CURATOR,
    ),
    DocumentKind(
        "event-minutes",
        0,
        "Протокол мероприятия",
        Stage.WORK,
        _minuted,
        folder=EVENTS,
        signed_by="председатель и секретарь",
    ),
    DocumentKind(
        "event-certificate",
        0,
        "Сертификат участника",
        Stage.WORK,
        _participants,
        folder=EVENTS,
        signed_by="директор",
    ),
    DocumentKind(
        "partner-thanks",
        0,
        "Благодарность партнёру",
        Stage.RESULTS,
        _partners,
        folder=EVENTS,
        signed_by="директор",
    ),
    DocumentKind(
        "event-post",
        0,
        "Заметка для сайта",
        Stage.WORK,
        each_event(held=True),
        folder=EVENTS,
        signed_by=CURATOR,
    ),
    DocumentKind(
        "trial-sheet",
        0,
        "Лист впечатлений пробной встречи",
        Stage.WORK,
        each_event(lambda event: event.kind == EventKind.TRIAL),
        folder=EVENTS,
        signed_by="участники",
    ),
    DocumentKind(
        "training-schedule",
        0,
        "График обучения наставников",
        Stage.TRAINING,
        once,
        folder=PROGRAMME,
        signed_by=CURATOR,
    ),
    DocumentKind(
        "training-letter",
        0,
        "Письмо об обучении наставников",
        Stage.TRAINING,
        once,
        folder=LETTERS,
        signed_by="директор",
    ),
    DocumentKind(
        "consultations",
        0,
        "Журнал консультаций",
        Stage.WORK,
        once,
        folder=PROGRAMME,
        signed_by="педагог-психолог",
    ),
    DocumentKind(
        "incentive-sheet",
        0,
        "Стимулирующий лист",
        Stage.RESULTS,
        _each_worker,
        folder=RESULTS,
        signed_by="наставник",
    ),
    DocumentKind(
        "mentor-base",
        0,
        "Долгосрочная база наставников",
        Stage.RESULTS,
        once,
        folder=RESULTS,
        signed_by=CURATOR,
    ),
    DocumentKind(
        "practice-card",
        0,
        "Карточка практики",
        Stage.PUBLICITY,
        _each_practice,
        folder=RESULTS,
        signed_by="автор",
    ),
)
"""Every kind that stands beside the official list, in the order in which they are needed."""
