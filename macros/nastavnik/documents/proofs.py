"""What shows that an activity of the roadmap is done: signed papers, orders, events, registries."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial

from nastavnik.documents.catalogue.kinds import DocumentKind, Subject
from nastavnik.documents.catalogue.table import KINDS
from nastavnik.documents.occasions import UNTIL_TOLD, has_told
from nastavnik.documents.standing import Standings
from nastavnik.documents.ties import OwnWords, Tie, tie_of
from nastavnik.domain.answers import responses
from nastavnik.domain.events import attendance
from nastavnik.domain.situation import Situation
from nastavnik.model.changes import SetCell
from nastavnik.model.choices import SYNONYMS, PaperState, SurveyKind
from nastavnik.model.school import School
from nastavnik.model.sheets import Activity, Event, Paper
from nastavnik.model.text import fold, items
from nastavnik.roadmap.progress import progress

_KINDS = {kind.key: kind for kind in KINDS}
_OVER = frozenset({PaperState.EXPIRED, PaperState.WITHDRAWN})


class PaperProofs:
    """The proofs of one school on one day; what is known of a kind is worked out once."""

    def __init__(self, situation: Situation) -> None:
        self._situation = situation
        school = situation.school
        self._standings = Standings(school)
        self._own = OwnWords(school.lists.get(SYNONYMS.title, ()))
        self._papers: dict[str, list[Paper]] = {}
        for paper in school.papers:
            new = paper.dated is None or self._standings.is_of_this_year(paper.dated)
            if new and paper.state not in _OVER:
                self._papers.setdefault(fold(paper.kind), []).append(paper)
        self._known: dict[str, bool | None] = {}

    def confirm(self, activity: Activity) -> bool:
        """Whether everything that the activity names is signed or has taken place."""
        own = self._events_of(activity)
        if any(not self._has_been(event) for event in own):
            return False
        ties = [self._tie(name, activity) for name in self._named(activity)]
        if not all(ties):
            return bool(own) and all(self._shown(tie) for tie in ties if tie)
        return bool(ties) and all(self._shown(tie) or (own and tie.events) for tie in ties)

    def unknown(self, activity: Activity) -> Iterator[str]:
        """The documents that the activity names and nobody has told what they are."""
        for name in items(activity.documents):
            if self._own.of(name) is None and not self._tie(name, activity):
                yield name

    def _named(self, activity: Activity) -> tuple[str, ...]:
        """The documents of an activity; where it names none, what it says itself."""
        return items(activity.documents) or (activity.title,)

    def _tie(self, name: str, activity: Activity) -> Tie:
        own = self._own.of(name)
        if own is not None:
            return own
        return tie_of(name) or tie_of(f"{name} {activity.title}")

    def _events_of(self, activity: Activity) -> list[Event]:
        """Events whose «Строка карты» names this very activity."""
        number, title = fold(activity.number), fold(activity.title)
        alone = sum(fold(a.number) == number for a in self._situation.school.activities) == 1
        return [
            event
            for event in self._situation.school.events
            if (named := fold(event.activity))
            if (named == number and alone) or (len(named) > _BEGINS and title.startswith(named))
        ]

    def _shown(self, tie: Tie) -> bool:
        """Whether something of what is meant is done, and nothing of it is left."""
        states = [self._state(key) for key in tie.kinds]
        events = [e for e in self._situation.school.events if e.kind in tie.events]
        held = any(map(self._has_been, events))
        return False not in states and (True in states or held)

    def _has_been(self, event: Event) -> bool:
        past = event.held_on is not None and event.held_on <= self._situation.today
        told = bool(event.result or event.minutes or attendance(self._situation.school, event))
        return past and told

    def _state(self, key: str) -> bool | None:
        """Whether the documents of a kind are signed; None where there are none."""
        if key not in self._known:
            kind = _KINDS.get(key)
            self._known[key] = self._worked_out(kind) if kind else None
        return self._known[key]

    def _worked_out(self, kind: DocumentKind) -> bool | None:
        told = _TOLD.get(kind.key)
        if told and told(self._situation):
            return True
        subjects = list(kind.subjects(self._situation))
        wanted = [subject for subject in subjects if subject.recorded and not subject.optional]
        if wanted:
            return all(subject.done for subject in wanted)
        if kind.is_order:
            return self._is_ordered(kind, subjects)
        if kind.key in UNTIL_TOLD:
            people = [record for subject in subjects for record in subject.records]
            if people and all(map(has_told, people)):
                return True
        papers = self._papers.get(fold(kind.title), [])
        if papers:
            return all(paper.state == PaperState.SIGNED for paper in papers)
        return True if any(subject.done for subject in subjects) else None

    def _is_ordered(self, kind: DocumentKind, subjects: list[Subject]) -> bool | None:
        """Whether the journal has the order, and nobody waits for it."""
        papers = self._papers.get(fold(kind.title), [])
        signed = any((p.number and p.dated) or p.state == PaperState.SIGNED for p in papers)
        if self._standings.another(kind) is not None or signed:
            return True
        if kind.again and next(iter(kind.again(self._situation)), None):
            return not subjects
        return None


def roadmap_states(school: School, today: date) -> tuple[SetCell, ...]:
    """What changes in «Состояние» of the roadmap by all that is done on a day."""
    found = progress(school, today, PaperProofs(Situation.of(school, today)))
    return tuple(change for change in found.changes.cells if isinstance(change, SetCell))


_BEGINS = 8
"""So many letters of a title name an activity."""


def _answered(kinds: frozenset[SurveyKind], situation: Situation) -> bool:
    return any(each.first.kind in kinds for each in responses(situation.school))


_TOLD: Mapping[str, Callable[[Situation], bool]] = {
    "questionnaire": partial(_answered, frozenset({SurveyKind.MIDDLE, SurveyKind.LAST})),
    "mentee-form": partial(_answered, frozenset({SurveyKind.REQUEST})),
    "mentor-form": partial(_answered, frozenset({SurveyKind.REQUEST})),
}
"""Papers that answers in the book stand for."""
