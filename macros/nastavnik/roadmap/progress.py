"""The verb `progress`: plan against fact, written into «Состояние» of the roadmap.

It is a verb of its own: `check` only looks, and «Состояние» is a fact of the day it was worked out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from nastavnik.domain.lemmas import lemma
from nastavnik.model.changes import Change, Changes
from nastavnik.model.choices import ActivityState, PaperState
from nastavnik.model.findings import Finding
from nastavnik.model.outcome import Outcome
from nastavnik.model.school import School
from nastavnik.model.sheets import Activity
from nastavnik.model.text import counted, fold, items
from nastavnik.roadmap.booked import OVERDUE, UNTIED, difference, remark_at
from nastavnik.russian.dates import SchoolYear
from nastavnik.russian.subjects import WORD

SUMMER_BEFORE = (6, 1)
"""Documents since June prepare the school year; older ones are of the year before."""
ORDER = "приказ"

ALL_ALONG = "в течение"
"""What lasts so is done when its papers are: it is no row of meetings."""

Words = frozenset[str]


class Confirming(Protocol):
    """What knows the papers of the programme: the documents, which stand above this room."""

    def confirm(self, activity: Activity) -> bool:
        """Whether everything that the activity names is signed or has taken place."""

    def unknown(self, activity: Activity) -> Iterable[str]:
        """The documents that the activity names and nobody has told what they are."""


@dataclass(frozen=True)
class Progress(Outcome):
    """Plan against fact: how many activities are in each state."""

    states: Mapping[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The progress in the shape other programs read."""
        return {
            "states": dict(self.states),
            "findings": [finding.as_json() for finding in self.findings],
        }


def progress(school: School, today: date, proofs: Confirming | None = None) -> Progress:
    """The state of every activity on a day, and a question for each that is overdue.

    `proofs` know by which papers of the catalogue an activity is done; each document that they do
    not know is asked about once.
    """
    files = Files.of(school, proofs)
    changes: list[Change] = []
    findings: list[Finding] = []
    states: Counter[str] = Counter()
    for activity in school.activities:
        state = state_of(activity, files, today)
        states[state] += 1
        changes += difference(activity, activity.replace(state=state))
        if state == ActivityState.OVERDUE:
            findings.append(_overdue(school, activity, today))
    counts = {state.value: states[state] for state in ActivityState}
    findings += _unknown(school, files)
    message = _message(counts, states[""])
    return Progress(message, Changes(tuple(changes)), tuple(findings), counts)


def state_of(activity: Activity, files: Files, today: date) -> str:
    """How an activity stands on a day; "" where it has no dates to be compared with.

    It is done by its date in «Сделано», or by its documents if all that it names are there; what
    recurs is not done before its last day.
    """
    start, end = activity.start, activity.end
    over = end is not None and end < today
    recurs = bool(activity.recurrence) and not fold(activity.recurrence).startswith(ALL_ALONG)
    if activity.done_on or (files.confirm(activity) and (over or not recurs)):
        return ActivityState.DONE
    if over:
        return ActivityState.OVERDUE
    if start is None and end is None:
        return ""
    return ActivityState.UNDERWAY if start and start <= today else ActivityState.AHEAD


def _unknown(school: School, files: Files) -> list[Finding]:
    """One question for each name of a document that is not known, where it first stands."""
    found: dict[str, Finding] = {}
    for activity in school.activities:
        for name in () if activity.done_on else files.unknown(activity):
            cell = activity.at(Activity.documents)
            if fold(name) not in found:
                found[fold(name)] = remark_at(UNTIED, school, cell, name=name)
    return list(found.values())


def _overdue(school: School, activity: Activity, today: date) -> Finding:
    assert activity.end
    late = counted((today - activity.end).days, "день", "дня", "дней")
    who = ", ".join(items(activity.responsible))
    return remark_at(
        OVERDUE, school, activity.at(Activity.end), title=activity.title, late=late, who=who
    )


def _message(counts: Mapping[str, int], undated: int) -> str:
    parts = [f"{state} — {count}" for state, count in counts.items() if count]
    parts += [f"без дат — {undated}"] if undated else []
    return f"Дорожная карта: {', '.join(parts)}" if parts else "В дорожной карте нет мероприятий"


@dataclass(frozen=True)
class Files:
    """The documents of the programme that are signed, and those that are still owed.

    `orders` are titles in the journal, `papers` kinds in «Документы» (False if any is not signed),
    both by the words of their names; `proofs` know more of them.
    """

    orders: Mapping[Words, bool]
    papers: Mapping[Words, bool]
    proofs: Confirming | None = None

    @classmethod
    def of(cls, school: School, proofs: Confirming | None = None) -> Files:
        """The documents of this school year."""
        since = _since(school)
        orders = [row for row in school.orders if row.dated and row.dated >= since]
        papers: dict[Words, bool] = {}
        for row in school.papers:
            if row.dated is None or row.dated >= since:
                kind = _words(row.kind)
                papers[kind] = papers.get(kind, True) and row.state == PaperState.SIGNED
        return cls({_words(f"{ORDER} {row.title}"): True for row in orders}, papers, proofs)

    def unknown(self, activity: Activity) -> list[str]:
        """The documents that the activity names and nobody knows."""
        names = self.proofs.unknown(activity) if self.proofs else ()
        return [name for name in names if not self._fitting(_words(name))]

    def confirm(self, activity: Activity) -> bool:
        """Whether every document that the activity names is there, each told from all others."""
        if self.proofs and self.proofs.confirm(activity):
            return True
        named = items(activity.documents)
        return bool(named) and all(self._has(_words(document)) for document in named)

    def _has(self, words: Words) -> bool:
        known = self.orders if ORDER in words else self.papers
        return self._fitting(words) == [True] or known.get(words, False)

    def _fitting(self, words: Words) -> list[bool]:
        known = self.orders if ORDER in words else self.papers
        return [ready for name, ready in known.items() if words <= name]


def _since(school: School) -> date:
    year = SchoolYear.parse(school.card.year)
    return date(year.start_year, *SUMMER_BEFORE) if year else date.min


def _words(name: str) -> Words:
    return frozenset(filter(None, map(lemma, WORD.findall(fold(name)))))
