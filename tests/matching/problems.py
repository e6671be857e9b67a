"""Random assignment problems, and the best answer by trying everything."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import product

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from nastavnik.matching.problem import NOBODY, MatchGroup, MatchingProblem, Solution, tie_range

Aims = tuple[int, int, int, int, int]
"""Coverage, worst pair, total fit, kept proposals, minus ties: more is better, in this order."""


def random_problem(
    dice: Generator, mentors: int | np.integer, mentees: int | np.integer, levels: int = 8
) -> MatchingProblem:
    """A problem with few different scores, so that many answers are nearly as good."""
    shape = (int(mentors), int(mentees))
    return MatchingProblem(
        places=dice.integers(0, 4, mentors),
        scores=(dice.integers(0, levels, shape) * (100 // levels)).astype(np.uint8),
        allowed=dice.random(shape) < dice.choice([0.3, 0.7, 0.95]),
        proposed=dice.random(shape) < 0.3,
        ties=dice.integers(0, min(5, tie_range(shape[1])), shape).astype(np.uint16),
    )


def grouped_problem(
    dice: Generator, mentors: int, mentees: int, levels: int = 8
) -> MatchingProblem:
    """A problem where some mentors lead only groups, of all mentees or of those of one form."""
    problem = random_problem(dice, mentors, mentees, levels)
    has_form = dice.random(mentees) < 0.5
    groups = []
    for mentor in np.flatnonzero(dice.random(mentors) < 0.7).tolist():
        members = dice.choice(3)
        mask = np.ones(mentees, dtype=np.bool_) if members == 2 else has_form == members
        least = int(dice.integers(1, 4))
        groups.append(MatchGroup(mentor, mask, least, int(dice.integers(least, 5))))
    return replace(problem, groups=tuple(groups))


def aims_of(problem: MatchingProblem, solution: Solution) -> Aims:
    """How far a solution gets with each aim."""
    mentees = np.flatnonzero(solution.chosen != NOBODY)
    mentors = solution.chosen[mentees]
    scores = problem.scores[mentors, mentees].astype(int)
    return (
        len(mentees),
        int(scores.min()) if len(mentees) else 0,
        int(scores.sum()),
        int(problem.proposed[mentors, mentees].sum()),
        -int(problem.ties[mentors, mentees].sum()),
    )


@cache
def every_choice(mentors: int, mentees: int) -> NDArray[np.int64]:
    """Every way to give each mentee a mentor or nobody, a row each."""
    choices = list(product(range(NOBODY, mentors), repeat=mentees))
    return np.array(choices, dtype=np.int64).reshape(-1, mentees)


def best_by_trying(problem: MatchingProblem) -> Aims:
    """The best aims over every choice that breaks no rule."""
    mentors, mentees = problem.shape
    choices = every_choice(mentors, mentees)
    served = choices != NOBODY
    everyone = np.arange(mentees)

    def of_chosen(values: NDArray[np.generic]) -> NDArray[np.int64]:
        return np.where(served, values[choices, everyone].astype(int), 0)

    taken = (choices[:, :, None] == np.arange(mentors)).sum(axis=1)
    fine = (of_chosen(~problem.allowed).sum(axis=1) == 0) & (taken <= problem.places).all(axis=1)
    for group in problem.groups:
        sizes = ((choices == group.mentor) & group.members).sum(axis=1)
        fine &= (sizes == 0) | ((sizes >= group.least) & (sizes <= group.most))
    worst = np.where(served, of_chosen(problem.scores), 101).min(axis=1, initial=101) % 101
    aims = np.stack(
        [
            served.sum(axis=1),
            worst,
            of_chosen(problem.scores).sum(axis=1),
            of_chosen(problem.proposed).sum(axis=1),
            -of_chosen(problem.ties).sum(axis=1),
        ],
        axis=1,
    )
    coverage, least, fit, kept, ties = max(map(tuple, aims[fine].tolist()))
    return coverage, least, fit, kept, ties
