"""The next best choice for a mentee, and what the whole result would lose by it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from nastavnik.matching.problem import NOBODY, TOP_SCORE, Bools, Ints, MatchingProblem, Solution

EXACT_UP_TO = 200
"""Mentors up to whose number the loss is exact: it takes their number to the third power."""
FAR = 2**60
"""More than any loss."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another mentor for a mentee; `loss` is by how many percents the total fit would be less.

    Where `exact` is False the loss is at least that much.
    """

    mentor: int
    loss: int
    exact: bool


@dataclass(frozen=True)
class Alternatives:
    """What else a solution could have chosen, at the same coverage and no worse a pair.

    Losses are read from the prices: what a mentee gains less elsewhere, and what it takes to make
    room there, which is a shortest way from that mentor to a place that comes free. By `gap` the
    solution may be worth less than its bound, where groups have a least size; then and there losses
    are at least so much.
    """

    problem: MatchingProblem
    solution: Solution
    gap: int = 0

    def next_best(self, mentee: int) -> Alternative | None:
        """The other mentor by whom least is lost, of those the best fit; None if there is none."""
        chosen = int(self.solution.chosen[mentee])
        lost = np.clip(self._less(mentee)[:-1] + self._room(chosen) - self.gap, 0, FAR)
        percents = (lost + self._percent // 2) // self._percent
        percents[chosen] = FAR // self._percent
        best = int(np.argmin(percents * 2 * TOP_SCORE - self.problem.scores[:, mentee]))
        if best == chosen or lost[best] >= FAR // 2:
            return None
        return Alternative(best, int(percents[best]), self._is_exact)

    @property
    def _percent(self) -> int:
        return self.problem.weights[0]

    @property
    def _is_exact(self) -> bool:
        return self.problem.shape[0] <= EXACT_UP_TO and not self.problem.groups

    def _less(self, mentee: int) -> Ints:
        """How much less a mentee gains with each mentor (m), and with nobody (the last)."""
        values, scores = self.problem.values[mentee], self.problem.scores[:, mentee]
        fine = self.problem.allowed[:, mentee] & (scores >= self.solution.bottleneck)
        gains = np.where(fine, values - self.solution.prices, -FAR)
        some_have_none = self.solution.coverage < self.problem.shape[1]
        with_nobody = np.append(gains, self.solution.offset if some_have_none else -FAR)
        less: Ints = np.minimum(with_nobody.max() - with_nobody, FAR)
        return less

    def _room(self, freed: int) -> Ints:
        """What is lost (m) by making room at each mentor, when a place at `freed` comes free.

        The room is made at that place, or at one that is free anyway; then the freed place, or
        that of someone who moves into it, is wasted.
        """
        if not self._is_exact:
            return np.zeros(self.problem.shape[0], dtype=np.int64)
        ways = self._ways[:-1, :-1]
        anyway = ways[:, self._has_places].min(axis=1, initial=FAR)
        wasted = (ways[:, freed] + self.solution.prices).min()
        room: Ints = np.minimum(ways[:, freed], anyway + wasted)
        return room

    @cached_property
    def _has_places(self) -> Bools:
        """Which mentors (m) have a place left."""
        chosen = self.solution.chosen
        taken = np.bincount(chosen[chosen != NOBODY], minlength=self.problem.shape[0])
        left: Bools = taken < self.problem.free
        return left

    @cached_property
    def _ways(self) -> Ints:
        """The least lost by moving mentees along from one mentor to another (Floyd, Warshall).

        Nobody is the last of the mentors.
        """
        count = self.problem.shape[0] + 1
        ways = np.full((count, count), FAR)
        np.fill_diagonal(ways, 0)
        for mentee, mentor in enumerate(self.solution.chosen.tolist()):
            np.minimum(ways[mentor], self._less(mentee), out=ways[mentor])
        for through in range(count):
            np.minimum(ways, ways[:, through, None] + ways[through], out=ways)
        return ways
