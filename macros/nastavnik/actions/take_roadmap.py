"""A roadmap taken into a book: a school in, an `Outcome` out; no files, no clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from nastavnik.model.changes import AppendRows, Change, Changes, ReplaceRows
from nastavnik.model.errors import JobError
from nastavnik.model.school import School
from nastavnik.model.sheets import Activity
from nastavnik.model.text import counted
from nastavnik.roadmap.booking import book_rows
from nastavnik.roadmap.heading import card_changes, head_questions
from nastavnik.roadmap.results import RoadmapTaken
from nastavnik.roadmap.revision import Revision, revised
from nastavnik.roadmap.staffing import known_people, staff_questions
from nastavnik.roadmap.standard import Scheme, standard_roadmap
from nastavnik.russian.dates import SchoolYear

if TYPE_CHECKING:
    from nastavnik.roadmap.model import Roadmap


class TakingOver(NamedTuple):
    """What is to be done with another roadmap that the book has, where that was said beforehand."""

    over: bool = False
    append: bool = False

    def said(self, taken: RoadmapTaken) -> RoadmapTaken:
        """The answer, with which nobody need be asked any more."""
        return replace(taken, is_agreed=self.over or self.append)


def take_roadmap(
    school: School, roadmap: Roadmap, *, over: bool = False, edits: bool = True
) -> RoadmapTaken:
    """The activities of a roadmap as rows of «Дорожная карта», its head in empty cells of «Школа».

    Rows that the book has already stay, or change where the roadmap is a new edition. A stage that
    could not be recognised is left for a person to choose, responsible persons stay as written:
    whom of «Сотрудники» they mean is in the answer, and asked where it is not certain. `over` puts
    it in the place of another roadmap that the book may have; without `edits` no row of the book
    changes.
    """
    rows = tuple(book_rows(roadmap))
    revision = revised(school, rows, over=over, edits=edits)
    cells: list[Change] = [*revision.changed, *card_changes(school, roadmap)]
    if revision.is_replaced:
        headers = tuple(school.table(Activity).headers)
        cells.append(ReplaceRows(Activity.sheet, headers, rows))
    elif revision.new:
        cells.append(AppendRows(Activity.sheet, revision.new))
    findings = (
        *roadmap.findings,
        *revision.findings,
        *head_questions(school, roadmap),
        *staff_questions(school, roadmap),
    )
    staff = known_people(school, roadmap)
    message = _message(roadmap, revision)
    return RoadmapTaken(message, Changes(tuple(cells)), findings, roadmap, staff, revision)


def _message(roadmap: Roadmap, revision: Revision) -> str:
    count = counted(len(roadmap.rows), "мероприятие", "мероприятия", "мероприятий")
    if revision.is_replaced:
        return f"Прочитано: {count}; прежняя карта заменена"
    known = min(revision.same, len(roadmap.rows))
    same = f", из них уже было в книге: {known}" if known else ""
    changed = f", изменится строк: {revision.changed_rows}" if revision.changed else ""
    new = f", новых строк: {len(revision.new)}" if same or changed or revision.is_other else ""
    return f"Прочитано: {count}{same}{changed}{new}"


def take_standard(
    school: School,
    scheme: Scheme,
    year: int | None = None,
    forms: Iterable[str] = (),
    *,
    over: bool = False,
) -> RoadmapTaken:
    """The standard roadmap of a scheme as new rows of «Дорожная карта»; those already there stay.

    `over` is as in `take_roadmap`.

    Raises:
        JobError: it is not said for which year, or the scheme has no such form of mentoring.
    """
    of_year = of_school_year(school, year)
    standard = standard_roadmap(scheme, of_year, school, forms)
    return take_roadmap(school, standard, over=over, edits=False)


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
