"""The independent check of a solution: whole numbers, comparisons and sums, no solver.

It must not matter how a solution was found, so nothing of `assignment` is used here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from nastavnik.matching.problem import (
    EXACT,
    NOBODY,
    Bools,
    Cases,
    Crowd,
    Fork,
    GroupCase,
    MatchingProblem,
    Percents,
    Solution,
    tie_range,
)
from nastavnik.matching.results import Certificate

BLOCK = 256
"""Mentees at a time, to keep arrays small."""


class NotProvedError(ArithmeticError):
    """A solution is not what it says it is: a mistake of the program, never of the person."""


def certify(problem: MatchingProblem, solution: Solution) -> Certificate:
    """The certificate of a solution whose every claim holds.

    Raises:
        NotProvedError: some claim does not; the text names it.
    """
    (mentees, mentors), proofs = _pairs(solution), solution.proofs
    for claim, holds in _claims(problem, solution):
        if not holds:
            raise NotProvedError(claim)
    return Certificate(
        mentees=problem.shape[1],
        coverage=len(mentees),
        bottleneck=solution.bottleneck,
        total_fit=int(problem.scores[mentors, mentees].sum(dtype=np.int64)),
        proposed=int(problem.proposed.any(axis=0).sum()),
        kept=int(problem.proposed[mentors, mentees].sum()),
        coverage_limit=most_served(problem, problem.allowed, solution.crowd, proofs.coverage),
        bottleneck_limit=solution.ceiling,
        total_fit_limit=_greatest_fit(problem, solution),
    )


def gap_of(problem: MatchingProblem, solution: Solution) -> int:
    """How far a solution may be below the greatest, in `MatchingProblem.values`."""
    return _bound(problem, solution) - _value(problem, solution) if problem.groups else 0


def _claims(problem: MatchingProblem, solution: Solution) -> Iterator[tuple[str, bool]]:
    mentees, mentors = _pairs(solution)
    scores = problem.scores[mentors, mentees]
    taken = np.bincount(mentors, minlength=problem.shape[0])
    better = problem.allowed & (problem.scores > solution.ceiling)
    value, bound = _value(problem, solution), _bound(problem, solution)
    yield "every pair is allowed", bool(problem.allowed[mentors, mentees].all())
    yield "nobody has more mentees than places", bool((taken <= problem.places).all())
    yield "groups have their sizes", all(g.is_right(solution.chosen) for g in problem.groups)
    yield "the worst pair", int(scores.min(initial=100)) >= solution.bottleneck
    limit = most_served(problem, better, solution.weak_crowd, solution.proofs.worst_pair)
    yield "no better worst pair", not len(mentees) or limit < len(mentees)
    yield "aims in their order", _aims_are_ordered(problem)
    if problem.groups:
        yield "the bounds", value <= bound and solution.bottleneck <= solution.ceiling
        return
    most = _at_most(problem, problem.allowed, solution.crowd)
    yield "no more can be served", most == len(mentees)
    yield "the worst pair is the best one", solution.bottleneck == solution.ceiling
    yield "greatest value", value == bound


def most_served(problem: MatchingProblem, edges: Bools, crowd: Crowd, cases: Cases | None) -> int:
    """How many mentees can be served at most, by a crowd and by cases."""
    plain = _at_most(problem, edges, crowd)
    return plain if cases is None else min(plain, _Sum(problem, edges, edges).bound(cases))


def _greatest_fit(problem: MatchingProblem, solution: Solution) -> int:
    """The greatest total fit with as many served and no worse a pair."""
    plain = _bound(problem, solution) // problem.weights[0]
    if (cases := solution.proofs.total_fit) is None:
        return plain
    edges = problem.allowed & (problem.scores >= solution.bottleneck)
    return min(plain, _Sum(problem, edges, problem.scores, solution.coverage).bound(cases))


@dataclass(frozen=True)
class _Sum:
    """A sum of gains (m × n) over `edges`, with `served` mentees; 0 where any number may be."""

    problem: MatchingProblem
    edges: Bools
    gains: Bools | Percents
    served: int = 0

    def bound(self, cases: Cases, settled: Mapping[int, bool] = MappingProxyType({})) -> int:
        """The greatest bound of all cases; `settled` groups, by number, come together or do not."""
        if isinstance(cases, Fork):
            return max(
                self.bound(part, {**settled, cases.group: is_open})
                for part, is_open in ((cases.closed, False), (cases.opened, True))
            )
        is_free = bool(cases.served) and not self.served
        if is_free or any((each < 0).any() for each in (cases.places, cases.least, cases.most)):
            return EXACT
        return self._dual(cases, settled)

    def _dual(self, case: GroupCase, settled: Mapping[int, bool]) -> int:
        """What a mentee brings beyond all prices, and the prices themselves."""
        edges = self.edges.copy()
        net = self.gains.astype(np.int64) - case.places[:, None] - case.served
        paid = int((self.problem.free * case.places).sum()) + self.served * case.served
        for number, group in enumerate(self.problem.groups):
            if settled.get(number) is False:
                edges[group.mentor, group.members] = False
                continue
            least = int(case.least[number]) if number in settled else 0
            most = int(case.most[number])
            net[group.mentor, group.members] += least - most
            paid += group.most * most - group.least * least
        return paid + int(np.where(edges, net, 0).max(axis=0, initial=0).sum())


def _pairs(solution: Solution) -> tuple[np.ndarray, np.ndarray]:
    mentees = np.flatnonzero(solution.chosen != NOBODY)
    return mentees, solution.chosen[mentees]


def _at_most(problem: MatchingProblem, edges: Bools, crowd: Crowd) -> int:
    """How many mentees can be served at most, if the crowd is one (Hall): else all of them.

    Those of the crowd have no mentors but the crowd's, so places there are all they can have.
    """
    strangers = edges[~crowd.mentors][:, crowd.mentees]
    if strangers.any():
        return problem.shape[1]
    return int((~crowd.mentees).sum() + problem.places[crowd.mentors].sum())


def _aims_are_ordered(problem: MatchingProblem) -> bool:
    """Whether a step of each aim is worth more than all that everyone can bring to later ones."""
    mentees, ties = problem.shape[1], tie_range(problem.shape[1]) - 1
    fit, kept, tie = problem.weights
    return kept > mentees * ties * tie and fit > mentees * (kept + ties * tie)


def _value(problem: MatchingProblem, solution: Solution) -> int:
    """The worth of the chosen pairs, counted from the aims themselves."""
    mentees, mentors = _pairs(solution)
    fit, kept, tie = problem.weights
    least = tie * (tie_range(problem.shape[1]) - 1 - problem.ties[mentors, mentees].astype(int))
    scores = problem.scores[mentors, mentees].astype(int) * fit
    return int((scores + problem.proposed[mentors, mentees] * kept + least).sum())


def _bound(problem: MatchingProblem, solution: Solution) -> int:
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
