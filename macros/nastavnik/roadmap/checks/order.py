"""Checks of time: order of stages, period, approval."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from nastavnik.model.codes import FindingCode
from nastavnik.model.findings import Finding
from nastavnik.roadmap.checks import remarks
from nastavnik.roadmap.checks.evidence import Evidence, in_words, real_days
from nastavnik.roadmap.checks.remarks import counted, places, quoted
from nastavnik.roadmap.deadlines.grammar import Deadline, Moment, order
from nastavnik.roadmap.model import RoadmapActivity
from nastavnik.roadmap.stages import STAGES

_IN_ORDER = ("E2", "E3", "E4", "E5", "E6", "E7")
_GRACE = timedelta(days=7)
"""How much earlier than its approval a roadmap may begin: a month is often signed in its days."""

_MOST_MISSING = 4
"""With more stages missing it is a plan of another make, not one with gaps."""

_EARLY = ("E1", "E2", "E3")
_PAIRING = re.compile(
    r"приказ\w*(?:\(ы\))?\s.*(?:закреплени|формировани|утверждени)\w*\s+(?:наставнич\w+\s+)?(?:пар|групп)"
    r"|подготовк\w+\s+персонализированн\w+\s+программ",
    re.IGNORECASE | re.DOTALL,
)


def order_of_stages(seen: Evidence) -> Iterator[Finding]:
    """Stages that begin before those they follow from."""
    starts = {stage: _first(seen, stage) for stage in _IN_ORDER}
    for number, later in enumerate(_IN_ORDER[2:], start=2):
        begins = starts[later]
        overtaken = {
            stage: day
            for stage in _IN_ORDER[:number]
            if (day := starts[stage]) and begins and _is_earlier(begins, day)
        }
        if begins and overtaken:
            yield remarks.WRONG_ORDER.at(
                places([row.place for row in seen.rows if row.canonical == later]),
                later=STAGES[later],
                date=in_words(begins),
                earlier=", ".join(f"«{STAGES[s]}» ({in_words(d)})" for s, d in overtaken.items()),
            )


def pairs_before_selection(seen: Evidence) -> Iterator[Finding]:
    """Pairs that are formed before mentors are selected and trained."""
    pairs, selection = _first(seen, "E5"), _last(seen, "E4")
    if pairs and selection and _is_earlier(pairs, selection):
        rows = [row.place for row in seen.rows if row.canonical == "E5"]
        yield remarks.PAIRS_TOO_EARLY.at(
            places(rows), pairs=in_words(pairs), selection=in_words(selection)
        )


def pairs_in_preparation(seen: Evidence) -> Iterator[Finding]:
    """An order on pairs, or their programmes, among the preparations."""
    later = any(stage.canonical in ("E4", "E5") for stage in seen.roadmap.stages)
    for row in seen.rows:
        of_stage = seen.roadmap.stages[row.stage].canonical if row.stage is not None else None
        if later and of_stage in _EARLY:
            for text in (row.activity, *row.documents):
                if _PAIRING.search(text):
                    yield remarks.PAIRS_IN_PREPARATION.at(row.place, text=quoted(text))


def missing_stages(seen: Evidence) -> Iterator[Finding]:
    """Stages of seven that no heading and no activity speaks of."""
    named = {stage.canonical for stage in seen.roadmap.stages if stage.canonical}
    found = named if len(named) >= 5 else named | {row.canonical for row in seen.rows}
    missing = [STAGES[stage] for stage in STAGES if stage != "E8" and stage not in found]
    if missing and len(missing) <= _MOST_MISSING:
        yield remarks.MISSING_STAGE.at("вся карта", stages="», «".join(missing))


def outside_period(seen: Evidence) -> Iterator[Finding]:
    """Activities before the period of the roadmap or after it."""
    start, end = seen.roadmap.period.start, seen.roadmap.period.end
    if isinstance(start, date):
        rows = _starting_before(seen, start)
        yield from _about(remarks.BEFORE_PERIOD, rows, edge=in_words(start))
    if isinstance(end, date):
        rows = [row for row in seen.rows if any(day > end for day in _ends([row]))]
        yield from _about(remarks.AFTER_PERIOD, rows, edge=in_words(end))


def before_approval(seen: Evidence) -> Iterator[Finding]:
    """Activities that begin before the roadmap is approved."""
    approved = real_days(stamp.date for stamp in seen.roadmap.approvals)
    if approved:
        day = max(approved)
        early = _starting_before(seen, day - _GRACE)
        rows = [row for row in early if all(_is_before(end, day) for end in _ends([row]))]
        yield from _about(remarks.BEFORE_APPROVAL, rows, approved=in_words(max(approved)))


def _is_before(end: date, approved: date) -> bool:
    """Whether a stretch is over before the approval, or is longer than the month it falls into."""
    return end < approved or (end.year, end.month) != (approved.year, approved.month)


def _starting_before(seen: Evidence, day: date) -> list[RoadmapActivity]:
    return [row for row in seen.rows if any(start < day for start in _starts([row]))]


def _starts(rows: Iterable[RoadmapActivity]) -> list[date]:
    return real_days(d.start for d in _dated(rows))


def _ends(rows: Iterable[RoadmapActivity]) -> list[date]:
    return real_days(d.end for d in _dated(rows))


def _dated(rows: Iterable[RoadmapActivity]) -> list[Deadline]:
    """Deadlines with dates of their own; what recurs has those of the year."""
    return [row.deadline for row in rows if row.deadline and not row.deadline.recurrence]


def _about(
    kind: FindingCode, rows: Sequence[RoadmapActivity], **particulars: str
) -> Iterator[Finding]:
    """One remark on all the rows it concerns."""
    if rows:
        where = places([row.place for row in rows])
        text = quoted(rows[0].activity)
        yield kind.at(where, rows=counted(len(rows)), text=text, **particulars)


def _first(seen: Evidence, stage: str) -> Moment | None:
    """The first day of a stage; what goes on all the year round does not count."""
    starts = [deadline.start for deadline in _deadlines(seen, stage) if deadline.start]
    return min(starts, key=order) if starts else None


def _last(seen: Evidence, stage: str) -> Moment | None:
    ends = [deadline.end for deadline in _deadlines(seen, stage) if deadline.end]
    return max(ends, key=order) if ends else None


def _deadlines(seen: Evidence, stage: str) -> Iterator[Deadline]:
    """Deadlines of a canonical stage and of its activities."""
    for found in seen.roadmap.stages:
        if found.canonical == stage:
            yield from found.deadlines
    for row in seen.rows:
        if row.canonical == stage and row.deadline and not row.deadline.recurrence:
            yield row.deadline


def _is_earlier(first: Moment, second: Moment) -> bool:
    """Whether a day is earlier than another, where the years of both are known or of neither."""
    comparable = isinstance(first, date) == isinstance(second, date)
    return comparable and order(first) < order(second)
