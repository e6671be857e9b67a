"""Bounds where groups have a least size: cases by which groups come together and which do not.

In each case the linear program is exact, and its dual prices, in whole numbers, prove a bound that
`certificate` checks. The case with the highest bound is parted first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import block_array, csr_array, eye_array, hstack, vstack

from nastavnik.matching.certificate import most_served
from nastavnik.matching.problem import (
    Bools,
    Cases,
    Fork,
    GroupCase,
    Ints,
    MatchingProblem,
    Solution,
)
from nastavnik.matching.results import Certificate

Floats = NDArray[np.float64]
Settled = Mapping[int, bool]
"""Groups by number, and whether they come together."""

WORK = 200_000
"""Cases × pairs that one bound may take: a few seconds."""
MOST_CASES = 150
TINY = 1e-6


def with_proofs(problem: MatchingProblem, solution: Solution, plain: Certificate) -> Solution:
    """The solution with lower bounds where those of its `plain` certificate leave a gap.

    The worst pair is bounded by itself or as before.
    """
    proofs, coverage = solution.proofs, plain.coverage
    if coverage < plain.coverage_limit:
        ones = problem.allowed.astype(np.int64)
        proofs = replace(proofs, coverage=_cases(problem, problem.allowed, ones, 0, coverage))
    ceiling = plain.bottleneck_limit
    if plain.bottleneck < ceiling:
        better = problem.allowed & (problem.scores > plain.bottleneck)
        cases = _cases(problem, better, better.astype(np.int64), 0, coverage - 1)
        if most_served(problem, better, solution.weak_crowd, cases) < coverage:
            proofs, ceiling = replace(proofs, worst_pair=cases), plain.bottleneck
    if plain.total_fit < plain.total_fit_limit:
        fine = problem.allowed & (problem.scores >= plain.bottleneck)
        fits = problem.scores.astype(np.int64)
        cases = _cases(problem, fine, fits, coverage, plain.total_fit)
        proofs = replace(proofs, total_fit=cases)
    return replace(solution, ceiling=ceiling, proofs=proofs)


@dataclass
class _Node:
    """A case, with its bound and the sizes that groups have in it; `parts` where it is parted."""

    settled: Settled
    bound: int
    case: GroupCase
    sizes: Floats
    group: int = 0
    parts: tuple[_Node, ...] = ()

    @property
    def cases(self) -> Cases:
        if not self.parts:
            return self.case
        closed, opened = self.parts
        return Fork(self.group, closed.cases, opened.cases)


def _cases(
    problem: MatchingProblem, edges: Bools, gains: Ints, served: int, target: int
) -> Cases | None:
    """Cases that bound the sum of gains (m × n) by `target`, or as near as the work allows.

    None where HiGHS fails.
    """
    program = _GainProgram(problem, edges, gains, served)
    if (root := program.solved({})) is None:
        return None
    heap = [(-root.bound, 0, root)]
    for number in range(1, 2 * min(MOST_CASES, WORK // max(1, program.size)), 2):
        _, _, node = heap[0]
        halves = {
            g: abs(node.sizes[g] - group.least / 2)
            for g, group in enumerate(problem.groups)
            if g not in node.settled and TINY < node.sizes[g] < group.least - TINY
        }
        if node.bound <= target or not halves:
            break
        node.group = min(halves, key=lambda g: halves[g])
        closed, opened = (program.solved({**node.settled, node.group: o}) for o in (False, True))
        if closed is None or opened is None:
            break
        heappop(heap)
        node.parts = closed, opened
        for turn, part in enumerate(node.parts):
            heappush(heap, (-part.bound, number + turn, part))
    return root.cases


@dataclass(frozen=True)
class _GainProgram:
    """The linear program of a sum of gains over `edges` with `served` mentees, 0 for any number."""

    problem: MatchingProblem
    edges: Bools
    gains: Ints
    served: int

    @property
    def size(self) -> int:
        """The number of pairs."""
        return len(self._pairs[0])

    def solved(self, settled: Settled) -> _Node | None:
        """The case in which these groups come together or do not.

        What cannot be is allowed at a penalty, so that there is always an answer.
        """
        mentors, mentees = self._pairs
        opened = [number for number, is_open in settled.items() if is_open]
        closed = [number for number, is_open in settled.items() if not is_open]
        slack = len(opened) + 2
        penalty = self.problem.shape[1] * int(self.gains.max(initial=0)) + 1
        rows, most = self._rows(opened, slack)
        upper = np.full(len(mentors) + slack, np.inf)
        upper[: len(mentors)][self._own[closed].sum(axis=0) > 0] = 0
        found = linprog(
            np.append(-self.gains[mentors, mentees], np.full(slack, penalty)),
            A_ub=rows,
            b_ub=most,
            A_eq=self._total(slack) if self.served else None,
            b_eq=[self.served] if self.served else None,
            bounds=np.stack([np.zeros(len(upper)), upper], axis=1),
        )
        if not found.success:
            return None
        total = int(np.rint(-found.eqlin.marginals[0])) if self.served else 0
        case = self._case(np.rint(-found.ineqlin.marginals).astype(np.int64), opened, total)
        bound = int(np.floor(TINY - found.fun))
        return _Node(settled, bound, case, self._own @ found.x[: len(mentors)])

    def _case(self, prices: Ints, opened: list[int], served: int) -> GroupCase:
        """The prices of the rows of `_rows`, sorted out."""
        mentors, mentees = self.problem.shape
        places, most = prices[mentees : mentees + mentors], prices[mentees + mentors :]
        groups = len(self.problem.groups)
        least = np.zeros(groups, dtype=np.int64)
        least[opened] = most[groups:]
        return GroupCase(places, least, most[:groups], served)

    def _rows(self, opened: list[int], slack: int) -> tuple[csr_array, Floats]:
        """What must not be exceeded: one mentor for a mentee, places, greatest sizes, and, turned
        round, the least sizes of these groups; with `slack` more columns."""
        (mentors, mentees), groups = self.problem.shape, self.problem.groups
        pairs = len(self._pairs[0])
        ones, numbers = np.ones(pairs), np.arange(pairs)
        by_mentee = csr_array((ones, (self._pairs[1], numbers)), shape=(mentees, pairs))
        by_mentor = csr_array((ones, (self._pairs[0], numbers)), shape=(mentors, pairs))
        limited = vstack([by_mentee, by_mentor, self._own])
        short = eye_array(len(opened), slack)
        rows = block_array([[limited, None], [-self._own[opened], -short]]) if opened else None
        most = [np.ones(mentees), self.problem.free, [group.most for group in groups]]
        least = [-groups[number].least for number in opened]
        if rows is None:
            rows = hstack([limited, csr_array((limited.shape[0], slack))])
        return rows.tocsr(), np.concatenate([*most, least]).astype(float)

    def _total(self, slack: int) -> csr_array:
        """How many mentees are served, with columns for too few and for too many."""
        pairs = len(self._pairs[0])
        return csr_array(np.concatenate([np.ones(pairs), np.zeros(slack - 2), [1, -1]])[None, :])

    @cached_property
    def _pairs(self) -> tuple[Ints, Ints]:
        mentors, mentees = np.nonzero(self.edges)
        return mentors, mentees

    @cached_property
    def _own(self) -> csr_array:
        """Which pairs belong to each group: groups × pairs."""
        mentors, mentees = self._pairs
        masks = [(mentors == g.mentor) & g.members[mentees] for g in self.problem.groups]
        return csr_array(np.array(masks, dtype=float))
