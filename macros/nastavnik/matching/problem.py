"""An assignment problem as arrays: nothing in it knows who the people are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Percents = NDArray[np.uint8]

NOBODY = -1
TOP_SCORE = 100
EXACT = 2**52
"""Sums below this are exact in floating point."""


@dataclass(frozen=True)
class MatchGroup:
    """A mentor leads none of `members` (a mask of n mentees), or from `least` to `most` of them."""

    mentor: int
    members: Bools
    least: int
    most: int

    def size(self, chosen: Ints) -> int:
        """How many of its mentees have this mentor in an assignment (n)."""
        return int(np.count_nonzero((chosen == self.mentor) & self.members))

    def is_right(self, chosen: Ints) -> bool:
        """Whether the group has a size that it may have."""
        size = self.size(chosen)
        return not size or self.least <= size <= self.most


@dataclass(frozen=True)
class MatchingProblem:
    """m mentors × n mentees, both in a fixed order.

    `places` (m) are free places, `scores` (m × n) percents 0–100, `allowed` (m × n) pairs no rule
    forbids, `proposed` (m × n) pairs proposed earlier, `ties` (m × n) whole numbers below
    `tie_range(n)` that decide between equally good results (less is better). `groups` limit
    mentors beyond their places; where they decide, ties need not.
    """

    places: Ints
    scores: Percents
    allowed: Bools
    proposed: Bools
    ties: NDArray[np.uint16]
    groups: tuple[MatchGroup, ...] = ()

    @property
    def shape(self) -> tuple[int, int]:
        """Numbers of mentors and of mentees."""
        return self.allowed.shape[0], self.allowed.shape[1]

    @property
    def free(self) -> Ints:
        """Places (m) that can be used at all: no more than there are mentees."""
        return np.minimum(self.places, self.shape[1])

    @property
    def weights(self) -> tuple[int, int, int]:
        """What a percent of fit, a kept proposal and a lesser tie are worth in `values`.

        One step of an aim outweighs all that the aims after it can bring to everyone together; a
        percent does so twice over, so that a sum rounded to percents is a sum of percents.
        """
        mentees = self.shape[1]
        kept = mentees * (tie_range(mentees) - 1) + 1
        return 2 * (mentees + 1) * kept, kept, 1

    @cached_property
    def values(self) -> Ints:
        """One number for each pair, n × m, so that a greater sum over a matching means: greater
        total fit, else more earlier proposals kept, else a lesser sum of ties."""
        fit, kept, _ = self.weights
        values = self.scores.T.astype(np.int64, order="C")
        values *= fit
        values -= self.ties.T
        values += tie_range(self.shape[1]) - 1
        values[self.proposed.T] += kept
        return values


@dataclass(frozen=True)
class Crowd:
    """Mentees who compete for places: their mentors, together, have `places`, fewer than they are.

    `mentees` (n) and `mentors` (m) are masks over the people of the problem.
    """

    mentees: Bools
    mentors: Bools


@dataclass(frozen=True)
class GroupCase:
    """Dual prices that bound a sum of gains where it is settled which groups come together.

    None is below zero but `served`: what a place costs (m), what a group pays for a mentee less
    than its least size and costs for one more than its greatest (a number for each group), and
    what it costs to be served.
    """

    places: Ints
    least: Ints
    most: Ints
    served: int


@dataclass(frozen=True)
class Fork:
    """Two cases to look into: a group (by number) comes together, or it does not."""

    group: int
    closed: Cases
    opened: Cases


Cases = GroupCase | Fork


@dataclass(frozen=True)
class Proofs:
    """Bounds by cases, where groups let the plain bounds be too high: of the number of mentees
    served, of that number by pairs better than the worst one, and of total fit."""

    coverage: Cases | None = None
    worst_pair: Cases | None = None
    total_fit: Cases | None = None


@dataclass(frozen=True)
class Solution:
    """`chosen` (n) is the mentor of each mentee or `NOBODY`.

    `bottleneck` is the least score of a chosen pair (0 without pairs), `ceiling` a score that it
    could not exceed: the same, but for groups. `prices` (m) and `offset` are the dual prices of a
    place and of being served; `crowd` shows how many mentees can be served at most, `weak_crowd`
    that fewer than in `chosen` can be if every pair is better than `ceiling`. `proofs` may show
    that less is possible than those do.
    """

    chosen: Ints
    bottleneck: int
    ceiling: int
    prices: Ints
    offset: int
    crowd: Crowd
    weak_crowd: Crowd
    proofs: Proofs = Proofs()

    @property
    def coverage(self) -> int:
        """How many mentees have a mentor."""
        return int((self.chosen != NOBODY).sum())


def tie_range(mentees: int) -> int:
    """How many different ties there may be so that sums of `MatchingProblem.values` stay exact."""
    return max(1, min(1024, EXACT // (2 * (TOP_SCORE + 1) * (mentees + 1) ** 3)))


def ties_of(mentors: Sequence[str], mentees: Sequence[str]) -> NDArray[np.uint16]:
    """A fixed whole number for every pair of names: it depends on the two names alone."""
    rows = np.array([crc32(name.encode()) for name in mentors], dtype=np.uint32)
    columns = np.array([crc32(name.encode()[::-1]) for name in mentees], dtype=np.uint32)
    mixed = (rows[:, None] ^ columns[None, :]) * np.uint32(2654435761)
    return ((mixed >> np.uint32(16)) % np.uint32(tie_range(len(mentees)))).astype(np.uint16)
