"""The best assignment, aim by aim, with the prices and groups that prove it."""

from __future__ import annotations

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

from nastavnik.matching.problem import NOBODY, Bools, Crowd, Ints, Problem, Solution

UNTHINKABLE = -(2**60)
"""The worth of a pair that must not be."""


def solve(problem: Problem) -> Solution:
    """The best assignment: coverage, then the worst pair, total fit, fewest changes, ties.

    Raises:
        ArithmeticError: the prices do not settle; only wrong arithmetic can cause it.
    """
    if not problem.allowed.size:
        return _nothing(problem)
    free = problem.free
    matched = _most(problem.allowed, free)
    coverage = int((matched != NOBODY).sum())
    crowd = _crowd(problem.allowed, free, matched)
    bottleneck = _best_worst_pair(problem, coverage)
    better = problem.allowed & (problem.scores > bottleneck)
    weak_crowd = _crowd(better, free, _most(better, free))
    edges = problem.allowed & (problem.scores >= bottleneck)
    chosen = _fittest(problem, edges, coverage)
    prices, offset = _prices(problem, edges, chosen)
    return Solution(chosen, bottleneck, prices, offset, crowd, weak_crowd)


def _nothing(problem: Problem) -> Solution:
    """The solution where there are no mentors or no mentees."""
    mentors, mentees = problem.shape
    crowd = Crowd(np.ones(mentees, dtype=np.bool_), np.zeros(mentors, dtype=np.bool_))
    prices = np.zeros(mentors, dtype=np.int64)
    return Solution(np.full(mentees, NOBODY), 0, prices, 0, crowd, crowd)


def _most(edges: Bools, free: Ints) -> Ints:
    """An assignment (n) of as many mentees as `edges` (m × n) and free places (m) allow."""
    slots = np.repeat(np.arange(len(free)), free)
    if not len(slots):
        return np.full(edges.shape[1], NOBODY)
    graph = csr_array(edges.T[:, slots])
    found = maximum_bipartite_matching(graph, perm_type="column")
    return np.where(found == NOBODY, NOBODY, slots[found])


def _crowd(edges: Bools, free: Ints, matched: Ints) -> Crowd:
    """Who is in reach of the mentees without a mentor: by their mentors, and who has those.

    With a greatest assignment every mentor in reach is full, so that the mentees in reach are more
    than the places of their mentors by just as many as have none.
    """
    mentees = matched == NOBODY
    mentors = np.zeros(len(free), dtype=np.bool_)
    fresh = mentees
    while fresh.any():
        found = edges[:, fresh].any(axis=1) & ~mentors
        mentors |= found
        fresh = np.append(found, False)[matched] & ~mentees
        mentees = mentees | fresh
    return Crowd(mentees, mentors)


def _best_worst_pair(problem: Problem, coverage: int) -> int:
    """The greatest least score that leaves the coverage as it is."""
    if not coverage:
        return 0
    edges = problem.allowed & (problem.free > 0)[:, None]
    best = np.sort(np.where(edges, problem.scores, 0).max(axis=0))
    attempt = int(best[-coverage])
    feasible, hopeless = 0, attempt + 1
    while hopeless - feasible > 1:
        matched = _most(edges & (problem.scores >= attempt), problem.free)
        if int((matched != NOBODY).sum()) == coverage:
            feasible = attempt
        else:
            hopeless = attempt
        attempt = (feasible + hopeless) // 2
    return feasible


def _fittest(problem: Problem, edges: Bools, coverage: int) -> Ints:
    """The assignment (n) of greatest value that serves `coverage` mentees within `edges`.

    A column of the costs is a place; as many more columns as mentees cannot be served take those.
    """
    mentees = problem.shape[1]
    slots = np.repeat(np.arange(len(problem.free)), problem.free)
    costs = np.zeros((mentees, len(slots) + mentees - coverage))
    worth = np.where(edges, problem.values.max(initial=0) - problem.values, np.inf)
    costs[:, : len(slots)] = worth.T[:, slots]
    rows, columns = linear_sum_assignment(costs)
    chosen = np.full(mentees, NOBODY, dtype=np.int64)
    chosen[rows] = np.append(slots, np.full(mentees - coverage, NOBODY))[columns]
    return chosen


def _prices(problem: Problem, edges: Bools, chosen: Ints) -> tuple[Ints, int]:
    """The least prices (m) of places, and the worth of being served, at which all are content.

    A mentee is content where no other mentor, less the price of a place there, is worth more than
    the mentor chosen. Prices rise from nothing until it is so (Bellman and Ford).
    """
    served = chosen != NOBODY
    worth = np.where(edges, problem.values, UNTHINKABLE)
    got = np.where(served, worth[chosen, np.arange(len(chosen))], 0)
    prices = np.zeros(len(worth), dtype=np.int64)
    offset = int(got[served].min(initial=problem.values.max(initial=0)))
    for _ in range(len(worth) + 2):
        gains = np.where(served, got - prices[chosen], offset)
        risen = np.maximum(prices, (worth - gains).max(axis=1, initial=0))
        settled = min(offset, int(gains.min(initial=offset)))
        if settled == offset and (risen == prices).all():
            return prices, offset
        prices, offset = risen, settled
    raise ArithmeticError("prices do not settle")
