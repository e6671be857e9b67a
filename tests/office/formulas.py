"""What the sheets of formulas have to show for a school, counted without a formula."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from nastavnik.model.changes import AppendRows, Change, Changes, Row, SetCell
from nastavnik.model.choices import ActivityState, Form, PairState, PaperState, RuleLevel, Stage
from nastavnik.model.grid import letters
from nastavnik.model.outcome import Outcome
from nastavnik.model.schema import ColumnOf, Record
from nastavnik.model.school import School
from nastavnik.model.sheets import (
    GANTT,
    PANEL,
    RESULTS,
    Activity,
    Check,
    Indicator,
    MeetingRow,
    Mentor,
    Pair,
    Paper,
    PastIndicator,
)
from nastavnik.results.catalogue import DEFINITIONS
from nastavnik.results.verdicts import FEW, NOTHING
from nastavnik.rules.programmes import pair_is_not_silent
from nastavnik.workbooks.build import panel, results

Shown = Mapping[str, object]
"""Cell → what it shows: a text, a number, a day as its number; "" where it is empty."""
SHEETS = (PANEL, RESULTS, GANTT)
"""The sheets of the book that hold formulas."""
DATES: tuple[tuple[type[Record], tuple[ColumnOf[Any, Any], ...]], ...] = (
    (Activity, (Activity.start, Activity.end, Activity.done_on)),
    (Pair, (Pair.start, Pair.end)),
    (MeetingRow, (MeetingRow.held_on,)),
)
GAP = ""
"""How an error is read: a gap in a chart."""


def a_day_of_work(school: School, sample_day: date, today: date) -> Outcome:
    """The sample moved to the present day, and something changed on every sheet that is counted."""
    return Outcome("", Changes((*_moved(school, today - sample_day), *_edited(school, today))))


def _moved(school: School, by: timedelta) -> Iterator[Change]:
    for record, columns in DATES:
        for row in school.table(record).rows:
            for column in columns:
                if (day := column.of(row)) is not None:
                    yield SetCell(record.sheet, row.row, column.title, day + by)


def _edited(school: School, today: date) -> Iterator[Change]:
    done, left = school.activities[0], school.mentees[0]
    yield SetCell(Activity.sheet, done.row, Activity.done_on.title, today)
    yield SetCell(left.sheet, left.row, type(left).left_on.title, today)
    stopped = next(pair for pair in school.pairs if pair.state == PairState.ACTIVE)
    yield SetCell(Pair.sheet, stopped.row, Pair.state.title, PairState.STOPPED.value)
    paper = school.papers[0]
    yield SetCell(Paper.sheet, paper.row, Paper.state.title, PaperState.SIGNED.value)
    new = {Mentor.full_name.title: "Яковлева Яна Яновна", Mentor.phone.title: "+7 900 000-00-09"}
    yield AppendRows(Mentor.sheet, (new,))
    numbers = {Indicator.part.title: 7, Indicator.whole.title: 16, Indicator.target.title: 60}
    for row in school.table(Indicator).rows[:4]:
        yield from (SetCell(Indicator.sheet, row.row, t, n) for t, n in numbers.items())
        past: Row = {
            "Учебный год": "2025/2026",
            "Показатель": row.title,
            "Сколько": 3,
            "Из скольких": 8,
        }
        yield AppendRows(PastIndicator.sheet, (past,))


def shown(path: Path, sheet: str) -> Shown:
    """What an office has stored as shown in each cell of a sheet."""
    from python_calamine import CalamineWorkbook

    rows = (
        CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    )
    return {
        f"{letters(place)}{number}": plain(value)
        for number, row in enumerate(rows, 1)
        for place, value in enumerate(row, 1)
    }


def plain(value: object) -> object:
    """A day as its number, a number without its last bits."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return float((value - date(1899, 12, 30)).days)
    return round(float(value), 6) if isinstance(value, int | float) else value


def counted(school: School, sheet: str, today: date) -> Shown:
    """What the cells of a sheet should show, by the records."""
    count = {PANEL: _panel, RESULTS: _results, GANTT: _gantt}[sheet]
    return {cell: plain(value) for cell, value in count(school, today)}


Cell = tuple[str, object]


def _panel(school: School, today: date) -> Iterator[Cell]:
    yield from _cards(school)
    for number, stage in enumerate(Stage):
        yield from zip(panel.STAGE_CELLS[number], _stage(school, stage, today), strict=True)
    is_next = [each for each in _open(school) if each.end and each.end >= today]
    is_late = [each for each in _open(school) if each.end and each.end < today]
    yield from _activities(panel.NEXT_ROW, is_next)
    yield from _activities(panel.LATE_ROW, is_late)
    yield from _calls(school, today)
    states = (PaperState.OWED, PaperState.DRAFT, PaperState.MADE, PaperState.SIGNED)
    for number, state in enumerate(states):
        count = sum(paper.state == state for paper in school.papers)
        yield f"{letters(4 + 3 * number)}{panel.PAPERS_ROW + 1}", count


def _cards(school: School) -> Iterator[Cell]:
    over = (PairState.FINISHED, PairState.STOPPED, PairState.REFUSED)
    led = {pair.mentee for pair in school.pairs if pair.state not in over}
    alone = [m for m in school.mentees if m.left_on is None and m.full_name not in led]
    levels = [row.level for row in school.table(Check).rows]
    numbers = (
        len(school.mentors),
        len(school.mentees),
        sum(pair.state == PairState.ACTIVE for pair in school.pairs),
        len(alone),
        levels.count(RuleLevel.ERROR),
        levels.count(RuleLevel.QUESTION),
    )
    for number, value in enumerate(numbers):
        yield f"{letters(2 + 2 * number)}{panel.CARDS_ROW + 2}", value


def _open(school: School) -> list[Activity]:
    return [
        each
        for each in school.activities
        if each.done_on is None and each.state != ActivityState.DONE
    ]


def _stage(school: School, stage: Stage, today: date) -> tuple[int, int, int]:
    """How many activities of a stage are done, ahead, overdue."""
    left = [each for each in _open(school) if each.stage == stage]
    late = sum(each.end is not None and each.end < today for each in left)
    every = sum(each.stage == stage for each in school.activities)
    return every - len(left), len(left) - late, late


def _activities(top: int, found: Sequence[Activity]) -> Iterator[Cell]:
    ordered = sorted(found, key=lambda each: (each.end, each.row))
    for number in range(panel.NEXT_COUNT):
        each = ordered[number] if number < len(ordered) else None
        row = top + number + 1
        yield f"B{row}", each.end if each else ""
        yield f"C{row}", each.title.replace("\n", ", ") if each else ""
        yield f"H{row}", each.responsible.replace("\n", ", ") if each else ""


def _calls(school: School, today: date) -> Iterator[Cell]:
    since = today
    for _ in range(int(pair_is_not_silent.parameter or 0)):
        since -= timedelta(days=1)
        while since.weekday() > 4:
            since -= timedelta(days=1)
    silent = [pair for pair in school.pairs if _is_silent(school, pair, since, today)]
    for number in range(panel.NEXT_COUNT):
        row, pair = panel.CALL_ROW + number + 1, None
        if number < len(silent):
            pair = silent[number]
        met = _meetings(school, pair) if pair else []
        mentor = school.mentor_named.get(pair.mentor.casefold()) if pair else None
        yield f"B{row}", max(met, default="не было") if pair else ""
        yield f"D{row}", pair.mentor if pair else ""
        yield f"H{row}", mentor.phone if mentor else ""
        yield f"J{row}", pair.mentee if pair else ""


def _is_silent(school: School, pair: Pair, since: date, today: date) -> bool:
    if pair.state != PairState.ACTIVE or pair.start is None or pair.end is None:
        return False
    return (
        pair.start <= since
        and pair.end >= today
        and max(_meetings(school, pair), default=since) <= since
    )


def _meetings(school: School, pair: Pair) -> list[date]:
    return [
        meeting.held_on
        for meeting in school.meetings
        if meeting.held_on and (meeting.mentor, meeting.mentee) == (pair.mentor, pair.mentee)
    ]


def _results(school: School, today: date) -> Iterator[Cell]:
    begins = int(school.card.year[:4])
    for row, definition in enumerate(DEFINITIONS, results.INDICATORS + 2):
        yield from _indicator(school, definition.title, row, begins)
    yield from _forms(school)
    for row, stage in enumerate(Stage, results.STAGES + 2):
        for column, count in zip("CDE", _stage(school, stage, today), strict=True):
            yield f"{column}{row}", count
    drawn = [definition.title for definition in DEFINITIONS if definition.short]
    for row, year in enumerate(range(begins - 4, begins + 1), results.YEARS + 2):
        yield f"B{row}", f"{year}/{year + 1}"
        for place, title in enumerate(drawn, 3):
            percent = _of_year(school, title, year)
            yield f"{letters(place)}{row}", GAP if percent == NOTHING else percent


def _indicator(school: School, title: str, row: int, begins: int) -> Iterator[Cell]:
    rows = school.table(Indicator).rows
    part, whole, target = next((r.part, r.whole, r.target) for r in rows if r.title == title)
    for column, value in zip("CDF", (part, whole, target), strict=True):
        yield f"{column}{row}", NOTHING if value is None else value
    percent: object = NOTHING
    missing: object = NOTHING
    if part is not None and whole is not None:
        percent = _percent(part, whole) if part <= whole else NOTHING
        if target is not None:
            missing = max(0, -(-target * whole // 100) - part)
    yield f"E{row}", percent
    yield f"G{row}", missing
    yield f"H{row}", _of_year(school, title, begins - 1)


def _percent(part: float, whole: float) -> object:
    return int(100 * part / whole + 0.5) if whole >= FEW else NOTHING


def _of_year(school: School, title: str, year: int) -> object:
    rows = [
        row
        for row in school.table(PastIndicator).rows
        if (row.title, row.year) == (title, f"{year}/{year + 1}")
    ]
    return _percent(sum(row.part or 0 for row in rows), sum(row.whole or 0 for row in rows))


def _forms(school: School) -> Iterator[Cell]:
    states = (PairState.ACTIVE, PairState.FINISHED, PairState.STOPPED)
    table = [
        [sum((p.form, p.state) == (form, state) for p in school.pairs) for state in states]
        for form in Form
    ]
    totals = [sum(counts) for counts in zip(*table, strict=True)]
    for row, counts in enumerate([*table, totals], results.FORMS + 2):
        for column, count in zip("CDEF", (sum(counts), *counts), strict=True):
            yield f"{column}{row}", count


def _gantt(school: School, today: date) -> Iterator[Cell]:
    begins = int(school.card.year[:4])
    for month in range(12):
        yield f"{letters(4 + month)}3", date(begins + (7 + month) // 12, (7 + month) % 12 + 1, 1)
    for row, each in enumerate(school.activities, 4):
        yield f"A{row}", each.title
        yield f"B{row}", each.start or ""
        yield f"C{row}", each.end or ""
    yield f"A{4 + len(school.activities)}", ""
