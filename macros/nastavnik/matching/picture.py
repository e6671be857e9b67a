"""The picture for «Совместимость»: mentors down, mentees across, the fit of each two."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from nastavnik.matching.conditions import seats
from nastavnik.matching.idle import Idle, Rounds
from nastavnik.matching.results import CHOSEN
from nastavnik.matching.rounds import Round
from nastavnik.model.findings import Value
from nastavnik.model.school import School
from nastavnik.model.text import fold

if TYPE_CHECKING:
    from nastavnik.matching.match import Match

CORNER = "Наставник (занято из мест)"


def fit_grid(school: School, today: date) -> list[list[Value]]:
    """The grid of a school: row 0 names the mentees, column 0 the mentors with places taken.

    A cell is the fit in percents, «✔ 92» for a chosen pair, None for one that must not be.
    """
    from nastavnik.matching.match import matches

    return grid_of(matches(school, today), school)


def grid_of(found: Rounds, school: School) -> list[list[Value]]:
    """See `fit_grid`; of matches that are there already."""
    people = found[0].round
    taken = Counter(fold(pair.mentor) for pair in people.kept)
    for each in found:
        taken.update(fold(each.round.mentors[mentor].full_name) for mentor, _ in each.pairs)
    rows: list[list[Value]] = [[CORNER, *(mentee.full_name for mentee in people.mentees)]]
    for place, mentor in enumerate(people.mentors):
        count = f"{taken[fold(mentor.full_name)]} из {seats(mentor, school.card)}"
        rows.append([f"{mentor.full_name} ({count})", *_cells(found[0], place)])
    for each in found[1:]:
        _add_turn(rows, people, each)
    return rows


def _add_turn(rows: list[list[Value]], people: Round, found: Match | Idle) -> None:
    """Mark the pairs of a later turn, in new columns for mentees whose first mentor is settled."""
    header, *body = rows
    new = [mentee for mentee in found.round.mentees if mentee.full_name not in header]
    header += [mentee.full_name for mentee in new]
    columns = {name: place for place, name in enumerate(header) if place}
    for place, mentor in enumerate(found.round.mentors):
        row = body[people.mentor_places[fold(mentor.full_name)]]
        row += [None] * len(new)
        for mentee, cell in zip(found.round.mentees, _cells(found, place), strict=True):
            column = columns[mentee.full_name]
            if row[column] is None or CHOSEN in str(cell):
                row[column] = cell


def _cells(found: Match | Idle, mentor: int) -> list[Value]:
    if isinstance(found, Idle):
        return []
    scores = found.problem.scores[mentor].tolist()
    allowed = found.problem.allowed[mentor].tolist()
    chosen = (found.solution.chosen == mentor).tolist()
    return [
        f"{CHOSEN} {score}" if is_chosen else score if is_allowed else None
        for score, is_allowed, is_chosen in zip(scores, allowed, chosen, strict=True)
    ]
