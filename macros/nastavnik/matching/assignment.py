"""The best assignment, aim by aim, with the prices and groups that prove it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from nastavnik.matching import small
from nastavnik.matching.problem import (
    NOBODY,
    Bools,
    Crowd,
    Ints,
    MatchingProblem,
    Percents,
    Solution,
)

Floats = NDArray[np.float64]

AT_A_TIME = 16
"""Mentees who look around together: few enough to see each other's bids and stay in the cache."""
NEARLY = 10
"""So much less than the best score still counts as a good pair."""


def best(problem: MatchingProblem) -> Solution:
    """The best assignment: coverage, then the worst pair, total fit, fewest changes, ties.

    Groups may have any size.

    Raises:
        ArithmeticError: the prices do not settle; only wrong arithmetic can cause it.
    """
    if not problem.allowed.size:
        return _nothing(problem)
    matched = _greatest(problem)
    coverage = int((matched != NOBODY).sum())
    bottleneck = best_worst_pair(problem, coverage)
    worth = _worth(problem, bottleneck)
    chosen = _fittest(worth, problem.free, coverage)
    return Solution(
        chosen,
        bottleneck,
        bottleneck,
        *_prices(worth, chosen),
        crowd=_crowd(problem.allowed, matched),
        weak_crowd=_weak_crowd(problem, bottleneck),
    )


def bounded(problem: MatchingProblem, chosen: Ints, crowd: Crowd) -> Solution:
    """An assignment with what could be had at most if groups might have any size.

    The worst pair is bounded for as many mentees as are served, the total fit for no worse a pair.
    """
    served = np.flatnonzero(chosen != NOBODY)
    bottleneck = int(problem.scores[chosen[served], served].min()) if len(served) else 0
    ceiling = best_worst_pair(problem, len(served))
    worth = _worth(problem, bottleneck)
    prize = worth.max(initial=0) + 1
    prices, offset = _prices(worth, _fittest(worth, problem.free, len(served), prize))
    weak_crowd = _weak_crowd(problem, ceiling)
    return Solution(chosen, bottleneck, ceiling, prices, offset, crowd, weak_crowd)


def _weak_crowd(problem: MatchingProblem, score: int) -> Crowd:
    """Why pairs above this score cannot serve that many mentees."""
    better = problem.allowed & (problem.scores > score)
    return _crowd(better, _most(better, problem.free))


def _nothing(problem: MatchingProblem) -> Solution:
    """The solution where there are no mentors or no mentees."""
    mentors, mentees = problem.shape
    crowd = Crowd(np.ones(mentees, dtype=np.bool_), np.zeros(mentors, dtype=np.bool_))
    prices = np.zeros(mentors, dtype=np.int64)
    return Solution(np.full(mentees, NOBODY), 0, 0, prices, 0, crowd, crowd)


def _most(edges: Bools, free: Ints) -> Ints:
    """An assignment (n) of as many mentees as `edges` (m × n) and free places (m) allow."""
    mentees = edges.shape[1]
    if mentees * int(free.sum()) <= small.MOST_CELLS:
        return small.most_served(edges, free)
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import maximum_bipartite_matching

    slots = np.repeat(np.arange(len(free)), free)
    by_slot = edges[slots]
    ends = np.concatenate(([0], np.cumsum(np.count_nonzero(by_slot, axis=1))))
    columns = np.flatnonzero(by_slot) % mentees
    graph = csr_array((np.ones(len(columns), dtype=np.uint8), columns, ends), shape=by_slot.shape)
    found = maximum_bipartite_matching(graph, perm_type="row")
    return np.where(found == NOBODY, NOBODY, slots[found])


def _greatest(problem: MatchingProblem) -> Ints:
    """An assignment (n) of as many mentees as can be served.

    The better pairs will often do for everyone, and they are few: they are tried first.
    """
    least_best = int(_best_scores(problem).min())
    good = _most(problem.allowed & (problem.scores >= least_best - NEARLY), problem.free)
    return _most(problem.allowed, problem.free) if (good == NOBODY).any() else good


def _best_scores(problem: MatchingProblem) -> Percents:
    """The best score (n) that each mentee can have, 0 where there is none."""
    usable = problem.allowed & (problem.free > 0)[:, None]
    best: Percents = np.where(usable, problem.scores, 0).max(axis=0)
    return best


def _crowd(edges: Bools, matched: Ints) -> Crowd:
    """Who is in reach of the mentees without a mentor: by their mentors, and who has those.

    With a greatest assignment every mentor in reach is full, so that the mentees in reach are more
    than the places of their mentors by just as many as have none.
    """
    mentees = matched == NOBODY
    mentors = np.zeros(len(edges), dtype=np.bool_)
    fresh = mentees
    while fresh.any():
        found = edges[:, fresh].any(axis=1) & ~mentors
        mentors |= found
        fresh = np.append(found, False)[matched] & ~mentees
        mentees = mentees | fresh
    return Crowd(mentees, mentors)


def best_worst_pair(problem: MatchingProblem, coverage: int) -> int:
    """The greatest least score that leaves the coverage as it is.

    It is near the best score of the worst-off, as a rule, and there pairs are few: the steps down
    from it double until the coverage is back, then the last step is halved.
    """
    if not coverage:
        return 0
    ceiling = int(np.sort(_best_scores(problem))[-coverage])
    return highest(ceiling, lambda least: _serves(problem, least, coverage))


def highest(ceiling: int, serves: Callable[[int], bool]) -> int:
    """The greatest number up to `ceiling` that serves; 0 does, and what is below one that does."""
    hopeless, step = ceiling + 1, 1
    while (feasible := max(0, hopeless - step)) and not serves(feasible):
        hopeless, step = feasible, 2 * step
    while hopeless - feasible > 1:
        middle = (feasible + hopeless) // 2
        if serves(middle):
            feasible = middle
        else:
            hopeless = middle
    return feasible


def _serves(problem: MatchingProblem, least: int, coverage: int) -> bool:
    """Whether pairs of at least this score can serve that many mentees."""
    matched = _most(problem.allowed & (problem.scores >= least), problem.free)
    return int((matched != NOBODY).sum()) >= coverage


def _worth(problem: MatchingProblem, bottleneck: int) -> Floats:
    """What each pair is worth, n × m, in whole numbers; minus infinity where it must not be."""
    edges = problem.allowed & (problem.scores >= bottleneck)
    return np.where(edges.T, problem.values, -np.inf)


def _fittest(worth: Floats, free: Ints, coverage: int, prize: float = 0) -> Ints:
    """The assignment (n) of greatest worth that serves `coverage` mentees.

    A column is a place. Where not all places can be filled, as many more columns as mentees are not
    to be served take those, for a `prize`: more than any worth if more mentees could be served.
    """
    mentees = len(worth)
    slots = np.repeat(np.arange(len(free)), free)
    by_place = worth if (free == 1).all() else worth[:, slots]
    is_small = by_place.size <= small.MOST_CELLS
    if coverage < (mentees if is_small else min(by_place.shape)):
        unserved = ((0, 0), (0, mentees - coverage))
        by_place = np.pad(by_place, unserved, constant_values=prize)
    mentors = np.append(slots, np.full(mentees - coverage, NOBODY))
    if is_small:
        return mentors[small.worthiest(by_place)]
    from scipy.optimize import linear_sum_assignment

    rows, columns = linear_sum_assignment(by_place, maximize=True)
    chosen = np.full(mentees, NOBODY, dtype=np.int64)
    chosen[rows] = mentors[columns]
    return chosen


def _prices(worth: Floats, chosen: Ints) -> tuple[Ints, int]:
    """The least prices (m) of places, and the worth of being served, at which all are content.

    A mentee is content where no other mentor, less the price of a place there, is worth more than
    the mentor chosen. Prices rise from nothing until it is so (Bellman and Ford); only those whose
    own mentor rose look around anew.
    """
    served = chosen != NOBODY
    got = np.where(served, worth[np.arange(len(worth)), chosen], 0)
    prices = np.zeros(worth.shape[1])
    offset = got[served].min(initial=worth.max(initial=0))
    looking = np.arange(len(worth))
    for _ in range(worth.shape[1] + 2):
        before = prices.copy()
        for some in np.split(looking, range(AT_A_TIME, len(looking), AT_A_TIME)):
            gains = np.where(served[some], got[some] - prices[chosen[some]], offset)
            np.maximum(prices, (worth[some] - gains[:, None]).max(axis=0, initial=0), out=prices)
        settled = (got - prices[chosen])[served].min(initial=offset)
        looking = np.flatnonzero(np.where(served, (prices > before)[chosen], settled < offset))
        offset = settled
        if not len(looking):
            return prices.astype(np.int64), int(offset)
    raise ArithmeticError("prices do not settle")
