"""What was read of a roadmap as rows of the sheet «Дорожная карта»."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from nastavnik.model import sheets
from nastavnik.model.changes import Row
from nastavnik.model.choices import Stage as Title
from nastavnik.model.text import tidy
from nastavnik.roadmap.deadlines.grammar import Deadline
from nastavnik.roadmap.deadlines.years import worded
from nastavnik.roadmap.model import Roadmap, RoadmapActivity, RoadmapStage

WHOLE_STAGE = "Этап в целом"
"""«Вводная часть» of the row that holds what a roadmap gives for a stage as a whole."""

_STAGES = {f"E{number}": title.value for number, title in enumerate(Title, start=1)}


def book_rows(roadmap: Roadmap) -> Iterator[Row]:
    """The rows: of each stage its own documents and deadlines first, then its activities."""
    begun: set[int] = set()
    for activity in roadmap.rows:
        if activity.stage is not None and activity.stage not in begun:
            begun.add(activity.stage)
            yield from _stage_row(roadmap, activity.stage)
        yield _row(_activity_values(roadmap, activity))


def _row(values: Row) -> Row:
    """The values with empty cells as None; a note is no cell of a roadmap without notes."""
    note = sheets.Activity.note.title
    return {title: value or None for title, value in values.items() if value or title != note}


def _stage_row(roadmap: Roadmap, place: int) -> Iterator[Row]:
    """What a stage has as a whole; nothing where all of it stands in its activities."""
    stage = roadmap.stages[place]
    if not stage.documents and not stage.deadlines:
        return
    of_stage = [row for row in roadmap.rows if row.stage == place]
    own = dict.fromkeys(row.deadline for row in of_stage if row.deadline)
    people = dict.fromkeys(person for row in of_stage for person in row.responsible)
    yield _row(
        {
            sheets.Activity.stage.title: _STAGES.get(stage.canonical or ""),
            sheets.Activity.stage_title.title: stage.title,
            sheets.Activity.lead.title: WHOLE_STAGE,
            sheets.Activity.title.title: tidy(stage.title),
            sheets.Activity.documents.title: "\n".join(stage.documents),
            **_timed(stage.deadlines or tuple(own), roadmap.first_year),
            sheets.Activity.responsible.title: "\n".join(people),
        }
    )


def _activity_values(roadmap: Roadmap, activity: RoadmapActivity) -> Row:
    stage = roadmap.stages[activity.stage] if activity.stage is not None else None
    canonical = activity.canonical or (stage.canonical if stage else None)
    return {
        sheets.Activity.number.title: activity.number or activity.lead_number,
        sheets.Activity.stage.title: _STAGES.get(canonical or ""),
        sheets.Activity.stage_title.title: stage.title if stage else None,
        sheets.Activity.lead.title: activity.lead,
        sheets.Activity.title.title: tidy(activity.activity),
        sheets.Activity.documents.title: "\n".join(activity.documents),
        **_timed(_deadlines_of(activity, stage), roadmap.first_year),
        sheets.Activity.responsible.title: "\n".join(activity.responsible),
        sheets.Activity.note.title: activity.note,
    }


def _deadlines_of(activity: RoadmapActivity, stage: RoadmapStage | None) -> Sequence[Deadline]:
    """The deadline of an activity; those of its stage where only that has any."""
    if activity.deadline:
        return (activity.deadline,)
    return stage.deadlines if stage and activity.deadline_from_stage else ()


def _timed(deadlines: Sequence[Deadline], first_year: int | None) -> Row:
    """The cells of time: in words with the year put in, and the days from the first to the last."""
    starts = _days(deadline.start for deadline in deadlines)
    ends = _days(deadline.end for deadline in deadlines)
    recurrences = dict.fromkeys(each.recurrence for each in deadlines if each.recurrence)
    return {
        sheets.Activity.deadline.title: "; ".join(worded(each, first_year) for each in deadlines),
        sheets.Activity.start.title: min(starts, default=None),
        sheets.Activity.end.title: max(ends, default=None),
        sheets.Activity.recurrence.title: "; ".join(recurrences),
    }


def _days(moments: Iterable[object]) -> list[date]:
    """Days of known years; those of the parameter «Х» are none yet."""
    return [moment for moment in moments if isinstance(moment, date)]
