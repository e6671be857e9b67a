"""When a document is due: what is made without being named on a day, and what only by its name.

The year has its occasions: before it begins, when a pair begins, when it ends, at the year's end.
"""

from __future__ import annotations

from datetime import date, timedelta

from nastavnik.documents.catalogue.kinds import DocumentKind, Subject
from nastavnik.documents.catalogue.obligations import SHORTLY
from nastavnik.documents.standing import Standings
from nastavnik.domain.situation import Situation
from nastavnik.model.choices import PairState, Stage
from nastavnik.model.schema import Record
from nastavnik.model.sheets import Mentee, Mentor, Pair
from nastavnik.russian.dates import SchoolYear

BEFORE_YEARS_END = timedelta(days=30)
MONITORING_TAKES = timedelta(days=60)

ONE_IS_ENOUGH = ("order-introduction", "order-organisation", "order-curator")
"""Each of these orders appoints the curator; where the school has none, the first is proposed."""
BY_NAME_ONLY = frozenset({"order-pay-regulation"})
_OF_THE_PAIR = frozenset({Stage.PAIRS, Stage.WORK})
_AT_THE_END = frozenset({Stage.RESULTS, Stage.PUBLICITY})
_OF_PAIRED = frozenset({"portfolio"})
UNTIL_TOLD = frozenset({"mentor-form", "mentee-form"})


class Occasions:
    """What of the documents of one school is due on a day."""

    def __init__(self, situation: Situation, standings: Standings) -> None:
        self._situation, self._standings = situation, standings
        card = situation.school.card
        year = SchoolYear.parse(card.year)
        self._ends_on = card.ends_on or (year.teaching_end if year else None)

    def is_due(self, kind: DocumentKind, subject: Subject) -> bool:
        """Whether the document is wanted by now, or shortly."""
        if kind.key in BY_NAME_ONLY or self._is_spared(kind):
            return False
        if kind.key in UNTIL_TOLD:
            return subject.since is None and not any(map(has_told, subject.records))
        if kind.key == "employer-letter":
            return not any(isinstance(m, Mentor) and m.partnership for m in subject.records)
        day = self._first_day(kind, subject)
        return day is not None and day - SHORTLY <= self._situation.today

    def _is_spared(self, kind: DocumentKind) -> bool:
        """Whether another order does what this one would do."""
        if kind.key not in ONE_IS_ENOUGH:
            return False
        if kind.key != ONE_IS_ENOUGH[0]:
            return True
        return any(self._standings.has(key) for key in ONE_IS_ENOUGH[1:])

    def _first_day(self, kind: DocumentKind, subject: Subject) -> date | None:
        if kind.key in _OF_PAIRED:
            return subject.since
        if kind.stage in _AT_THE_END:
            return self._at_the_end(kind, subject)
        if kind.stage in _OF_THE_PAIR and not kind.settles:
            return subject.since or _SINCE_EVER
        return _SINCE_EVER

    def _at_the_end(self, kind: DocumentKind, subject: Subject) -> date | None:
        """The end of the pairs it is about, or so long before that of the year."""
        pairs = [row for row in subject.records if isinstance(row, Pair)]
        if any(pair.state in {PairState.FINISHED, PairState.STOPPED} for pair in pairs):
            return _SINCE_EVER
        if pairs:
            return min((pair.end for pair in pairs if pair.end), default=None)
        lead = MONITORING_TAKES if kind.key == "order-monitoring" else BEFORE_YEARS_END
        return self._ends_on - lead if self._ends_on else None


def has_told(person: Record) -> bool:
    """Whether the registry has what a questionnaire asks for."""
    if isinstance(person, Mentee):
        return bool(person.request)
    return isinstance(person, Mentor) and bool(person.skills)


_SINCE_EVER = date(1900, 1, 1)
