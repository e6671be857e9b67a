"""A roadmap taken into a book: a school in, an `Outcome` out; no files, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from nastavnik.model.changes import AppendRows, Changes, Row
from nastavnik.model.choices import Stage
from nastavnik.model.errors import JobError
from nastavnik.model.findings import Value
from nastavnik.model.school import School
from nastavnik.model.sheets import Activity
from nastavnik.model.text import counted, fold, tidy
from nastavnik.roadmap.results import RoadmapTaken
from nastavnik.roadmap.staffing import known_people, staff_questions
from nastavnik.roadmap.standard import Scheme, standard_roadmap
from nastavnik.russian.dates import SchoolYear

if TYPE_CHECKING:
    from nastavnik.roadmap.model import Activity as ReadActivity
    from nastavnik.roadmap.model import Roadmap


def take_roadmap(school: School, roadmap: Roadmap) -> RoadmapTaken:
    """The activities of a roadmap as new rows of «Дорожная карта»; those already there stay.

    A stage that could not be recognised is left for a person to choose, responsible persons stay
    as written: whom of «Сотрудники» they mean is in the answer, and asked where it is not certain.
    """
    known = {(fold(a.title), fold(a.deadline)) for a in school.activities}
    rows = [row for row in _activity_rows(roadmap) if _identity(row) not in known]
    same = len(roadmap.rows) - len(rows)
    message = (
        f"Прочитано: {counted(len(roadmap.rows), 'мероприятие', 'мероприятия', 'мероприятий')}"
    )
    message += f", из них уже было в книге: {same}" if same else ""
    changes = Changes((AppendRows(Activity.sheet, tuple(rows)),)) if rows else Changes()
    findings = (*roadmap.findings, *staff_questions(school, roadmap))
    return RoadmapTaken(message, changes, findings, roadmap, known_people(school, roadmap))


def take_standard(
    school: School, scheme: Scheme, year: int | None = None, forms: Iterable[str] = ()
) -> RoadmapTaken:
    """The standard roadmap of a scheme as new rows of «Дорожная карта»; those already there stay.

    Raises:
        JobError: it is not said for which year, or the scheme has no such form of mentoring.
    """
    of_year = of_school_year(school, year)
    return take_roadmap(school, standard_roadmap(scheme, of_year, school, forms))


def of_school_year(school: School, year: int | None) -> SchoolYear:
    """The school year that starts in `year`, else that of «Школа».

    Raises:
        JobError: neither is known.
    """
    found = SchoolYear(year) if year else SchoolYear.parse(school.card.year)
    if found is None:
        raise JobError(
            "Не сказано, на какой год карта: впишите учебный год на лист «Школа» или добавьте "
            "к команде --year 2026"
        )
    return found


def _identity(row: Row) -> tuple[str, str]:
    title, deadline = Activity.title.title, Activity.deadline.title
    return fold(str(row[title])), fold(str(row[deadline] or ""))


def _activity_rows(roadmap: Roadmap) -> Iterator[Row]:
    for activity in roadmap.rows:
        values = _activity_values(roadmap, activity)
        yield {title: value or None for title, value in values.items()}


def _activity_values(roadmap: Roadmap, activity: ReadActivity) -> Mapping[str, Value]:
    stage = roadmap.stages[activity.stage] if activity.stage is not None else None
    canonical = activity.canonical or (stage.canonical if stage else None)
    deadline = activity.deadline
    known = {f"E{number}": title.value for number, title in enumerate(Stage, start=1)}
    return {
        Activity.number.title: activity.number or activity.lead_number,
        Activity.stage.title: known.get(canonical or ""),
        Activity.stage_title.title: stage.title if stage else None,
        Activity.lead.title: activity.lead,
        Activity.title.title: tidy(activity.activity),
        Activity.documents.title: "\n".join(activity.documents),
        Activity.deadline.title: deadline.as_written if deadline else None,
        Activity.start.title: _day(deadline.start) if deadline else None,
        Activity.end.title: _day(deadline.end) if deadline else None,
        Activity.recurrence.title: deadline.recurrence if deadline else None,
        Activity.responsible.title: "\n".join(activity.responsible),
        **({Activity.note.title: activity.note} if activity.note else {}),
    }


def _day(moment: object) -> date | None:
    """A moment of a roadmap as a date; None while its year is still the parameter «Х»."""
    return moment if isinstance(moment, date) else None
