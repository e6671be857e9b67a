"""The verb `progress`: plan against fact, written into «Состояние» of the roadmap.

It is a verb of its own: `check` only looks, and «Состояние» is a fact of the day it was worked out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from nastavnik.matching.words import lemmas
from nastavnik.model.changes import Change, Changes
from nastavnik.model.findings import Finding
from nastavnik.model.outcome import Outcome
from nastavnik.model.school import School
from nastavnik.model.sheets import Activity, ActivityState, PaperState
from nastavnik.model.text import counted, items
from nastavnik.roadmap.booked import OVERDUE, difference, remark_at
from nastavnik.russian.dates import SchoolYear

READY = frozenset({PaperState.MADE, PaperState.SIGNED})
SUMMER_BEFORE = (6, 1)
"""Documents since June prepare the school year; older ones are of the year before."""
ORDER = "приказ"

Words = frozenset[str]


def progress(school: School, today: date) -> Outcome:
    """The state of every activity on a day, and a question for each that is overdue."""
    files = Files.of(school)
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
    listed = {"states": counts, "findings": [finding.as_json() for finding in findings]}
    return Outcome(_message(counts, states[""]), Changes(tuple(changes)), tuple(findings), listed)


def state_of(activity: Activity, files: Files, today: date) -> str:
    """How an activity stands on a day; "" where it has no dates to be compared with.

    It is done by its date in «Сделано», or by its documents if all that it names are there; what
    recurs is not done before its last day.
    """
    start, end = activity.start, activity.end
    over = end is not None and end < today
    if activity.done_on or (files.confirm(activity) and (over or not activity.recurrence)):
        return ActivityState.DONE
    if over:
        return ActivityState.OVERDUE
    if start is None and end is None:
        return ""
    return ActivityState.UNDERWAY if start and start <= today else ActivityState.AHEAD


def _overdue(school: School, activity: Activity, today: date) -> Finding:
    assert activity.end
    late = counted((today - activity.end).days, "день", "дня", "дней")
    who = ", ".join(items(activity.responsible))
    return remark_at(OVERDUE, school, activity.at("end"), title=activity.title, late=late, who=who)


def _message(counts: Mapping[str, int], undated: int) -> str:
    parts = [f"{state} — {count}" for state, count in counts.items() if count]
    parts += [f"без дат — {undated}"] if undated else []
    return f"Дорожная карта: {', '.join(parts)}" if parts else "В дорожной карте нет мероприятий"


@dataclass(frozen=True)
class Files:
    """The documents of the programme that are there, and those that are still owed.

    `orders` are titles in the journal, `papers` kinds in «Документы» (False if any is not ready),
    both by the words of their names.
    """

    orders: Mapping[Words, bool]
    papers: Mapping[Words, bool]

    @classmethod
    def of(cls, school: School) -> Files:
        """The documents of this school year."""
        since = _since(school)
        orders = [row for row in school.orders if row.dated and row.dated >= since]
        papers: dict[Words, bool] = {}
        for row in school.papers:
            if row.dated is None or row.dated >= since:
                kind = _words(row.kind)
                papers[kind] = papers.get(kind, True) and row.state in READY
        return cls({_words(f"{ORDER} {row.title}"): True for row in orders}, papers)

    def confirm(self, activity: Activity) -> bool:
        """Whether every document that the activity names is there, each told from all others."""
        named = items(activity.documents)
        return bool(named) and all(self._has(_words(document)) for document in named)

    def _has(self, words: Words) -> bool:
        known = self.orders if ORDER in words else self.papers
        fitting = [ready for name, ready in known.items() if words <= name]
        return fitting == [True] or known.get(words, False)


def _since(school: School) -> date:
    year = SchoolYear.parse(school.card.year)
    return date(year.start_year, *SUMMER_BEFORE) if year else date.min


def _words(name: str) -> Words:
    return frozenset(lemmas(name, {}))
