"""Assignments where groups have a least size: exact while that is small, else good ones.

A least size makes the problem hard. HiGHS, the solver of mixed-integer programs within scipy,
settles which groups come together for the numbers of people that a school has; beyond them groups
that fall short are closed until none does. How good the answer is, `certificate` proves by bounds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array, hstack, vstack

from nastavnik.matching.assignment import best, best_worst_pair, highest
from nastavnik.matching.problem import NOBODY, Bools, Ints, MatchingProblem

Aims = tuple[int, int, int, int]

MOST_PAIRS = 10_000
"""So many allowed pairs are given to HiGHS: 70 mentors and 140 mentees."""
MOST_NODES = 1_000
"""Steps of its search, not seconds: the answer must not depend on the speed of the machine."""


def grouped(problem: MatchingProblem, ungrouped: Ints) -> Ints:
    """The assignment (n) with the best coverage, worst pair, total fit and fewest changes.

    `ungrouped` is the best one where groups might have any size. The answer is the best while
    HiGHS comes to an end, as it does in a school.
    """
    closed = with_groups_closed(problem, ungrouped)
    if not is_small(problem):
        return closed
    found = _GroupProgram(problem).best()
    return closed if found is None else max(found, closed, key=lambda c: aims_of(problem, c))


def is_small(problem: MatchingProblem) -> bool:
    """Whether exact methods take no more than seconds."""
    return int(np.count_nonzero(problem.allowed)) <= MOST_PAIRS


def aims_of(problem: MatchingProblem, chosen: Ints) -> Aims:
    """Coverage, worst pair, total fit, kept proposals: more is better, in this order."""
    mentees = np.flatnonzero(chosen != NOBODY)
    scores = problem.scores[chosen[mentees], mentees].astype(int)
    kept = int(problem.proposed[chosen[mentees], mentees].sum())
    return len(mentees), int(scores.min(initial=100)), int(scores.sum()), kept


def with_groups_closed(problem: MatchingProblem, chosen: Ints) -> Ints:
    """An assignment without groups of a wrong size: the worse half of them is closed, and all is
    assigned anew, until there is none; then closed groups take those left over."""
    allowed = problem.allowed.copy()
    while wrong := [group for group in problem.groups if not group.is_right(chosen)]:
        wrong.sort(key=lambda group: (group.size(chosen) / group.least, group.mentor))
        for group in wrong[: (len(wrong) + 1) // 2]:
            members = np.flatnonzero((chosen == group.mentor) & group.members)
            allowed[group.mentor, group.members] = False
            if len(members) > group.most:
                order = np.argsort(problem.scores[group.mentor, members], kind="stable")
                allowed[group.mentor, members[order[-group.most :]]] = True
        chosen = best(replace(problem, allowed=allowed)).chosen
    return _reopened(problem, chosen)


def _reopened(problem: MatchingProblem, chosen: Ints) -> Ints:
    """The assignment with closed groups opened for mentees that have nobody."""
    chosen = chosen.copy()
    for group in problem.groups:
        left_over = (chosen == NOBODY) & group.members & problem.allowed[group.mentor]
        room = int(problem.free[group.mentor] - np.count_nonzero(chosen == group.mentor))
        some = np.flatnonzero(left_over)
        some = some[np.argsort(-problem.scores[group.mentor, some].astype(int), kind="stable")]
        some = some[: min(room, group.most)]
        if not group.size(chosen) and len(some) >= group.least:
            chosen[some] = group.mentor
    return chosen


@dataclass(frozen=True)
class _GroupProgram:
    """The problem for HiGHS: a variable for each allowed pair, then one for each group, 1 if it
    comes together."""

    problem: MatchingProblem

    def best(self) -> Ints | None:
        """The best assignment, aim by aim; None where the search was cut short too early."""
        mentors, mentees = self._pairs
        chosen = self._solved(np.ones(len(mentors)))
        if chosen is None:
            return None
        coverage = int((chosen != NOBODY).sum())
        least = highest(
            best_worst_pair(self.problem, coverage), lambda score: self._serves(score, coverage)
        )
        kept = self.problem.proposed[mentors, mentees]
        fit = self.problem.scores[mentors, mentees].astype(float)
        return self._solved(fit * (self.problem.shape[1] + 1) + kept, least, coverage)

    def _serves(self, least: int, coverage: int) -> bool:
        chosen = self._solved(np.ones(len(self._pairs[0])), least)
        return chosen is not None and int((chosen != NOBODY).sum()) == coverage

    def _solved(self, gains: NDArray[np.float64], least: int = 0, served: int = 0) -> Ints | None:
        """The most gain that pairs of at least this score give while serving that many mentees."""
        mentors, mentees = self._pairs
        groups = len(self.problem.groups)
        fine = self.problem.scores[mentors, mentees] >= least
        total = np.concatenate([np.ones(len(mentors)), np.zeros(groups)])
        found = milp(
            -np.concatenate([gains, np.zeros(groups)]),
            integrality=1,
            bounds=Bounds(0, np.concatenate([fine, np.ones(groups)])),
            constraints=[*self._limits, LinearConstraint(total, served, np.inf)],
            options={"mip_rel_gap": 0, "node_limit": MOST_NODES},
        )
        if found.x is None:
            return None
        taken = found.x[: len(mentors)] > 1 / 2
        chosen = np.full(self.problem.shape[1], NOBODY, dtype=np.int64)
        chosen[mentees[taken]] = mentors[taken]
        return chosen

    @cached_property
    def _pairs(self) -> tuple[Ints, Ints]:
        mentors, mentees = np.nonzero(self.problem.allowed)
        return mentors, mentees

    @cached_property
    def _limits(self) -> list[LinearConstraint]:
        """One mentor for a mentee, places of a mentor, the sizes of a group."""
        mentors, mentees = self._pairs
        own = [(mentors == group.mentor) & group.members[mentees] for group in self.problem.groups]
        return [
            LinearConstraint(self._sums(mentees, self.problem.shape[1]), -np.inf, 1),
            LinearConstraint(
                self._sums(mentors, self.problem.shape[0]), -np.inf, self.problem.free
            ),
            LinearConstraint(self._sizes(own, [g.most for g in self.problem.groups]), -np.inf, 0),
            LinearConstraint(self._sizes(own, [g.least for g in self.problem.groups]), 0, np.inf),
        ]

    def _sums(self, people: Ints, count: int) -> csr_array:
        """A row for each person that adds up their pairs."""
        width = len(people) + len(self.problem.groups)
        pairs = np.arange(len(people))
        ones = np.ones(len(people))
        return coo_array((ones, (people, pairs)), shape=(count, width)).tocsr()

    def _sizes(self, own: list[Bools], limits: list[int]) -> csr_array:
        """A row for each group: its pairs, less the limit where the group comes together."""
        rows = vstack([csr_array(mask.astype(float)[None, :]) for mask in own])
        opened = np.diag(np.array(limits, dtype=float))
        return hstack([rows, csr_array(-opened)]).tocsr()
