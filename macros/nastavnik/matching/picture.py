"""The picture for «Совместимость»: mentors down, mentees across, the fit of each two."""

from __future__ import annotations

from collections import Counter
from datetime import date

from nastavnik.findings import Value
from nastavnik.matching.conditions import seats
from nastavnik.matching.match import Match, match
from nastavnik.school import School
from nastavnik.text import fold

CHOSEN = "✔"
CORNER = "Наставник (занято из мест)"


def fit_grid(school: School, today: date) -> list[list[Value]]:
    """The grid of a school: row 0 names the mentees, column 0 the mentors with places taken.

    A cell is the fit in percents, «✔ 92» for a chosen pair, None for one that must not be.
    """
    return grid_of(match(school, today), school)


def grid_of(found: Match, school: School) -> list[list[Value]]:
    """See `fit_grid`; of a match that is there already."""
    people = found.situation
    taken = Counter(fold(pair.mentor) for pair in people.kept)
    taken.update(fold(people.mentors[mentor].full_name) for mentor, _ in found.pairs)
    header: list[Value] = [CORNER, *(mentee.full_name for mentee in people.mentees)]
    rows = [header]
    for place, mentor in enumerate(people.mentors):
        count = f"{taken[fold(mentor.full_name)]} из {seats(mentor, school.card)}"
        rows.append([f"{mentor.full_name} ({count})", *_cells(found, place)])
    return rows


def _cells(found: Match, mentor: int) -> list[Value]:
    scores = found.problem.scores[mentor].tolist()
    allowed = found.problem.allowed[mentor].tolist()
    chosen = (found.solution.chosen == mentor).tolist()
    return [
        f"{CHOSEN} {score}" if is_chosen else score if is_allowed else None
        for score, is_allowed, is_chosen in zip(scores, allowed, chosen, strict=True)
    ]
