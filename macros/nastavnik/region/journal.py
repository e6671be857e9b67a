"""Everything that happened to the submissions, on the disk: in its order, and by school."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from nastavnik.region.register import SubmissionEvent
from nastavnik.region.store import Shelf, Store


class SubmissionJournal:
    """The events of all schools; those that it begins with are `former`."""

    def __init__(self, store: Store) -> None:
        self._events: Shelf[SubmissionEvent] = store.shelf("events")
        self._of_school: Shelf[list[int]] = store.shelf("events_of_school")
        self._days: Shelf[date] = store.shelf("days_of_copies")
        self._count = self.former = len(self._events)

    def enter(self, event: SubmissionEvent) -> None:
        """Add an event at the end."""
        self._events[str(self._count)] = event
        self._of_school[event.key] = [*self._of_school.get(event.key, ()), self._count]
        self._count += 1
        if event.digest and event.digest not in self._days:
            self._days[event.digest] = event.day

    def replace(self, number: int, event: SubmissionEvent) -> None:
        """Put an event of the same school in the place of one."""
        self._events[str(number)] = event

    def knows(self, digest: str) -> bool:
        """Whether a copy came earlier."""
        return digest in self._days

    def first_seen(self, digest: str) -> date | None:
        """The day on which a copy came first."""
        return self._days.get(digest)

    def schools(self) -> Collection[str]:
        """The keys of the schools, in the order in which they came in."""
        return self._of_school

    def of(self, key: str) -> list[SubmissionEvent]:
        """The events of a school."""
        return [event for _, event in self.numbered(key)]

    def numbered(self, key: str) -> list[tuple[int, SubmissionEvent]]:
        """The events of a school, each with its number in the journal."""
        return [(number, self._events[str(number)]) for number in self._of_school.get(key, ())]

    def new(self, key: str) -> list[SubmissionEvent]:
        """The events of a school that are entered since."""
        return [event for number, event in self.numbered(key) if number >= self.former]

    def __iter__(self) -> Iterator[SubmissionEvent]:
        return self._events.by_place()
