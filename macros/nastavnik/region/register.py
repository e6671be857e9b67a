"""The register of submissions: a journal of what happened, and how things stand on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from nastavnik.domain.working_days import WorkingDays
from nastavnik.region.roll import ReceivedFrom
from nastavnik.region.sheets import Decision, JournalRow, SubmissionState, SubmissionStep

USUAL_DAYS = 3
PROGRAM = "Наставник"
"""Who did what nobody did by hand."""
_STATES = {
    SubmissionStep.RECEIVED: SubmissionState.RECEIVED,
    SubmissionStep.RECEIVED_AGAIN: SubmissionState.RECEIVED_AGAIN,
    SubmissionStep.RETURNED: SubmissionState.RETURNED,
    SubmissionStep.ACCEPTED: SubmissionState.ACCEPTED,
    SubmissionStep.EXCUSED: SubmissionState.EXCUSED,
    SubmissionStep.AWAITED: SubmissionState.AWAITED,
}
_DECIDED = {
    Decision.ACCEPT: SubmissionStep.ACCEPTED,
    Decision.RETURN: SubmissionStep.RETURNED,
    Decision.EXCUSE: SubmissionStep.EXCUSED,
    Decision.AWAIT: SubmissionStep.AWAITED,
}


class SubmissionEvent(NamedTuple):
    """A line of the journal; `digest` and `content` are marks of the copy it is about.

    `file` is where the copy is kept; `origin` a mark of the name under which it came, since that
    may name a person.
    """

    day: date
    key: str
    name: str
    inn: str
    kind: SubmissionStep
    who: str = PROGRAM
    errors: int | None = None
    questions: int | None = None
    note: str = ""
    file: str = ""
    digest: str = ""
    content: str = ""
    origin: str = ""

    @property
    def is_receipt(self) -> bool:
        """Whether a book came that has something new in it."""
        return self.kind in (SubmissionStep.RECEIVED, SubmissionStep.RECEIVED_AGAIN)


class SchoolStanding(NamedTuple):
    """How the submission of a school stands; `last` is the last book that brought anything new."""

    state: SubmissionState
    times: int = 0
    last: SubmissionEvent | None = None
    returned_on: date | None = None


class SubmissionTerms(NamedTuple):
    """What the coordinator has set for the submission."""

    due: date | None = None
    days: int = USUAL_DAYS
    returns_errors: bool = True
    accepts_clean: bool = False

    def redo_by(self, returned_on: date) -> date:
        """The working day until which a book is to be sent again."""
        return WorkingDays().after(returned_on, self.days)


def standing(
    events: Iterable[SubmissionEvent], today: date, due: date | None, *, excused: bool
) -> SchoolStanding:
    """How one school stands, from its own events in their order."""
    state, times, last, returned = SubmissionState.AWAITED, 0, None, None
    for event in events:
        state = _STATES.get(event.kind, state)
        if event.is_receipt:
            times, last, returned = times + 1, event, None
        elif event.kind is SubmissionStep.RETURNED:
            returned = event.day
    if excused and state is not SubmissionState.ACCEPTED:
        state = SubmissionState.EXCUSED
    if state is SubmissionState.AWAITED and due and today > due:
        state = SubmissionState.OVERDUE
    return SchoolStanding(
        state, times, last, returned if state is SubmissionState.RETURNED else None
    )


class Received(NamedTuple):
    """A copy that came: what its check found, in numbers, and its marks."""

    day: date
    sender: ReceivedFrom
    errors: int
    questions: int
    file: str
    digest: str
    content: str
    origin: str
    note: str = ""


def receipt(
    earlier: Sequence[SubmissionEvent], came: Received, conditions: SubmissionTerms
) -> list[SubmissionEvent]:
    """What is to be written about a copy, given the earlier events of its school.

    Nothing where this very file is entered under this name already.
    """
    mine = [event for event in earlier if event.content]
    if any(e.digest == came.digest and e.origin == came.origin for e in mine):
        return []
    receipts = [event for event in mine if event.is_receipt]
    if receipts and receipts[-1].content == came.content:
        return [_event(came, SubmissionStep.UNCHANGED)]
    kind = SubmissionStep.RECEIVED_AGAIN if receipts else SubmissionStep.RECEIVED
    return [_event(came, kind), *_verdict(came, conditions)]


def _verdict(came: Received, conditions: SubmissionTerms) -> list[SubmissionEvent]:
    if came.errors and conditions.returns_errors:
        return [_event(came, SubmissionStep.RETURNED)]
    if not came.errors and not came.questions and conditions.accepts_clean:
        return [_event(came, SubmissionStep.ACCEPTED)]
    return []


def _event(came: Received, kind: SubmissionStep) -> SubmissionEvent:
    key, name, inn = came.sender[:3]
    about = (came.errors, came.questions)
    marks = (came.digest, came.content, came.origin)
    return SubmissionEvent(
        came.day, key, name, inn, kind, PROGRAM, *about, came.note, came.file, *marks
    )


class TypedRow(NamedTuple):
    """What the coordinator typed beside a school."""

    decision: str = ""
    who: str = ""
    day: date | None = None
    note: str = ""


def decided(
    typed: TypedRow, about: SubmissionEvent | None, school: ReceivedFrom, today: date
) -> SubmissionEvent | None:
    """The event that a decision is; None where there is no decision, or no book to decide on."""
    try:
        kind = _DECIDED[Decision(typed.decision)]
    except ValueError:
        return None
    if about is None and kind in (SubmissionStep.ACCEPTED, SubmissionStep.RETURNED):
        return None
    key, name, inn = school[:3]
    errors, questions = (about.errors, about.questions) if about else (None, None)
    return SubmissionEvent(
        typed.day or today,
        key,
        name,
        inn,
        kind,
        typed.who or "координатор",
        errors,
        questions,
        typed.note,
        about.file if about else "",
        about.digest if about else "",
    )


def by_school(events: Iterable[SubmissionEvent]) -> Mapping[str, list[SubmissionEvent]]:
    """The events of each school, in their order."""
    found: dict[str, list[SubmissionEvent]] = {}
    for event in events:
        found.setdefault(event.key, []).append(event)
    return found


def entry(event: SubmissionEvent) -> JournalRow:
    """The event as a line of the journal."""
    return JournalRow(
        day=event.day,
        name=event.name,
        inn=event.inn,
        what=event.kind.value,
        who=event.who,
        errors=event.errors,
        questions=event.questions,
        note=event.note,
        file=event.file,
        whose=event.key,
        digest=event.digest,
        content=event.content,
        origin=event.origin,
    )


def entered(row: JournalRow) -> SubmissionEvent | None:
    """The event of a line of the journal; None where somebody has made the line unreadable."""
    if row.day is None or row.what not in set(SubmissionStep):
        return None
    return SubmissionEvent(
        row.day,
        row.whose or row.inn or row.name,
        row.name,
        row.inn,
        SubmissionStep(row.what),
        row.who,
        row.errors,
        row.questions,
        row.note,
        row.file,
        row.digest,
        row.content,
        row.origin,
    )
