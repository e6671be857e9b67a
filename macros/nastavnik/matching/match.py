"""One match of a school: the people, how they fit, who was chosen, and the proof."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from nastavnik.errors import JobError
from nastavnik.matching.assignment import solve
from nastavnik.matching.certificate import Certificate, certify
from nastavnik.matching.conditions import class_number, form_of
from nastavnik.matching.criteria import SYNONYMS, criteria_of
from nastavnik.matching.measures import Table
from nastavnik.matching.problem import NOBODY, Bools, Ints, Problem, Solution, ties_of
from nastavnik.matching.scoring import Scoring
from nastavnik.matching.situation import Names, Situation, key, situation
from nastavnik.matching.words import synonym_table
from nastavnik.school import School
from nastavnik.sheets import Mentee, Mentor, MentorRole

ROOM = 120_000_000
"""Mentees × places that a usual computer can hold: 5000 mentees and 24 000 places."""


@dataclass(frozen=True)
class Match:
    """A solved and proved match; indices are places in the lists of `situation`."""

    situation: Situation
    scoring: Scoring
    problem: Problem
    solution: Solution
    certificate: Certificate

    @property
    def pairs(self) -> Iterator[tuple[int, int]]:
        """Chosen pairs as (mentor, mentee), in the order of mentees."""
        for mentee, mentor in enumerate(self.solution.chosen.tolist()):
            if mentor != NOBODY:
                yield mentor, mentee


def match(school: School, today: date) -> Match:
    """The best match of a school on a day, checked.

    Raises:
        JobError: there are more people than memory.
        NotProvedError: the check failed: a mistake of the program.
    """
    found = situation(school, today)
    if len(found.mentees) * sum(min(free, len(found.mentees)) for free in found.free) > ROOM:
        raise JobError("Для одного подбора людей слишком много: разделите книгу по школам")
    synonyms = synonym_table(school.lists.get(SYNONYMS.title, SYNONYMS.values))
    scoring = Scoring(found, criteria_of(school), synonyms)
    problem = problem_of(scoring)
    solution = solve(problem)
    return Match(found, scoring, problem, solution, certify(problem, solution))


def problem_of(scoring: Scoring) -> Problem:
    """The people of a situation as an assignment problem."""
    people = scoring.situation
    scores, met = scoring.scores()
    return Problem(
        places=np.array(people.free, dtype=np.int64),
        scores=scores,
        allowed=met & allowed_pairs(people),
        proposed=_marked(people, (key(pair) for pair in people.proposed)),
        ties=ties_of(tuple(people.mentor_places), tuple(people.mentee_places)),
    )


def allowed_pairs(people: Situation) -> Bools:
    """Which pairs (m × n) the model has a form for, with no older mentee and no refusal.

    The same person cannot be on both sides: `situation` sees to it.
    """
    forms = Table.of(
        (mentor.role for mentor in people.mentors),
        (mentee.role for mentee in people.mentees),
        lambda mentor, mentee: form_of(mentor, mentee) is not None,
    )
    allowed = forms.block(slice(None), np.arange(256, dtype=np.int32)) > 0
    pupils = [i for i, mentor in enumerate(people.mentors) if mentor.role == MentorRole.PUPIL]
    allowed[pupils] &= ~_younger([people.mentors[i] for i in pupils], people.mentees)
    return allowed & ~_marked(people, people.refused)


def _younger(mentors: Sequence[Mentor], mentees: Sequence[Mentee]) -> Bools:
    """Whether a mentor is in a lower class or was born later, where both are known."""
    (mine, born), (theirs, theirs_born) = _ages(mentors), _ages(mentees)
    by_class = (mine[:, None] > 0) & (mine[:, None] < theirs)
    by_birth = (theirs_born > 0) & (theirs_born < born[:, None])
    younger: Bools = by_class | by_birth
    return younger


def _ages(people: Sequence[Mentor] | Sequence[Mentee]) -> tuple[Ints, Ints]:
    """Numbers of classes and days of birth, 0 where unknown."""
    classes = [class_number(person.school_class) or 0 for person in people]
    births = [person.birth.toordinal() if person.birth else 0 for person in people]
    return np.array(classes, dtype=np.int64), np.array(births, dtype=np.int64)


def _marked(people: Situation, pairs: Iterable[Names]) -> Bools:
    """Where the pairs stand among the people, m × n."""
    marked = np.zeros((len(people.mentors), len(people.mentees)), dtype=np.bool_)
    mentors, mentees = people.mentor_places, people.mentee_places
    for mentor, mentee in pairs:
        if mentor in mentors and mentee in mentees:
            marked[mentors[mentor], mentees[mentee]] = True
    return marked
