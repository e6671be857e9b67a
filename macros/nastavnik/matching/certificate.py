"""The independent check of a solution: whole numbers, comparisons and sums, no solver.

It must not matter how a solution was found, so nothing of `assignment` is used here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from nastavnik.matching.problem import NOBODY, Bools, Crowd, Problem, Solution, tie_range

BLOCK = 256
"""Mentees at a time, to keep arrays small."""


@dataclass(frozen=True)
class Certificate:
    """What was proved: every number is the best possible one, given those before it.

    `coverage` of `mentees` get a mentor, the worst pair fits by `bottleneck` %, the percents of
    all pairs add up to `total_fit`, `kept` of `proposed` earlier proposals stay.
    """

    mentees: int
    coverage: int
    bottleneck: int
    total_fit: int
    proposed: int
    kept: int


class NotProvedError(ArithmeticError):
    """A solution is not what it says it is: a mistake of the program, never of the person."""


def certify(problem: Problem, solution: Solution) -> Certificate:
    """The certificate of a solution whose every claim holds.

    Raises:
        NotProvedError: some claim does not; the text names it.
    """
    for claim, holds in _claims(problem, solution):
        if not holds:
            raise NotProvedError(claim)
    mentees, mentors = _pairs(solution)
    return Certificate(
        mentees=problem.shape[1],
        coverage=len(mentees),
        bottleneck=solution.bottleneck,
        total_fit=int(problem.scores[mentors, mentees].sum(dtype=np.int64)),
        proposed=int(problem.proposed.any(axis=0).sum()),
        kept=int(problem.proposed[mentors, mentees].sum()),
    )


def _claims(problem: Problem, solution: Solution) -> Iterator[tuple[str, bool]]:
    mentees, mentors = _pairs(solution)
    scores = problem.scores[mentors, mentees]
    taken = np.bincount(mentors, minlength=problem.shape[0])
    better = problem.allowed & (problem.scores > solution.bottleneck)
    yield "every pair is allowed", bool(problem.allowed[mentors, mentees].all())
    yield "nobody has more mentees than places", bool((taken <= problem.places).all())
    yield (
        "no more can be served",
        _at_most(problem, problem.allowed, solution.crowd) == len(mentees),
    )
    yield "the worst pair", int(scores.min(initial=100)) >= solution.bottleneck
    limit = _at_most(problem, better, solution.weak_crowd)
    yield "no better worst pair", not len(mentees) or limit < len(mentees)
    yield "aims in their order", _aims_are_ordered(problem)
    yield "greatest value", _value(problem, solution) == _bound(problem, solution)


def _pairs(solution: Solution) -> tuple[np.ndarray, np.ndarray]:
    mentees = np.flatnonzero(solution.chosen != NOBODY)
    return mentees, solution.chosen[mentees]


def _at_most(problem: Problem, edges: Bools, crowd: Crowd) -> int:
    """How many mentees can be served at most, if the crowd is one (Hall): else all of them.

    Those of the crowd have no mentors but the crowd's, so places there are all they can have.
    """
    strangers = edges[~crowd.mentors][:, crowd.mentees]
    if strangers.any():
        return problem.shape[1]
    return int((~crowd.mentees).sum() + problem.places[crowd.mentors].sum())


def _aims_are_ordered(problem: Problem) -> bool:
    """Whether a step of each aim is worth more than all that everyone can bring to later ones."""
    mentees, ties = problem.shape[1], tie_range(problem.shape[1]) - 1
    fit, kept, tie = problem.weights
    return kept > mentees * ties * tie and fit > mentees * (kept + ties * tie)


def _value(problem: Problem, solution: Solution) -> int:
    """The worth of the chosen pairs, counted from the aims themselves."""
    mentees, mentors = _pairs(solution)
    fit, kept, tie = problem.weights
    least = tie * (tie_range(problem.shape[1]) - 1 - problem.ties[mentors, mentees].astype(int))
    scores = problem.scores[mentors, mentees].astype(int) * fit
    return int((scores + problem.proposed[mentors, mentees] * kept + least).sum())


def _bound(problem: Problem, solution: Solution) -> int:
    """The dual bound: no choice that serves as many, with no worse a pair, is worth more.

    A place pays its price, being served the offset; each mentee adds what the best pair is worth
    beyond both. Prices below zero would prove nothing, so they count as infinite.
    """
    if (solution.prices < 0).any():
        return 2**62
    surplus = 0
    for start in range(0, problem.shape[1], BLOCK):
        some = slice(start, start + BLOCK)
        edges = problem.allowed[:, some] & (problem.scores[:, some] >= solution.bottleneck)
        gains = problem.values[some] - solution.prices - solution.offset
        surplus += int(np.where(edges.T, gains, 0).max(axis=1, initial=0).sum())
    paid = int((problem.free * solution.prices).sum())
    return paid + surplus + solution.coverage * solution.offset
