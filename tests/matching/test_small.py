"""What is matched without scipy is as good as what scipy finds."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, maximum_bipartite_matching

from matching.problems import aims_of, random_problem
from nastavnik.matching import small
from nastavnik.matching.problem import NOBODY
from nastavnik.matching.shortage import strongly_connected
from nastavnik.matching.solving import solve

BIG = 2**44
"""Worths of so much, and sums of them, are whole in floating point."""


def greatest_sum(worth: NDArray[np.float64]) -> float | None:
    """What scipy makes of the worths; None where some row can have no column."""
    try:
        rows, columns = linear_sum_assignment(worth, maximize=True)
    except ValueError:
        return None
    return float(worth[rows, columns].sum())


@pytest.mark.parametrize("top", [3, 101, BIG])
def test_the_worthiest_assignment_is_worth_what_scipy_finds(top: int) -> None:
    dice = np.random.default_rng(top)
    for _ in range(400):
        rows = int(dice.integers(1, 12))
        shape = (rows, int(dice.integers(rows, 18)))
        worth = dice.integers(0, top, shape).astype(float)
        worth[dice.random(shape) < dice.choice([0, 0.3, 0.6])] = -np.inf
        try:
            columns = small.worthiest(worth)
        except ArithmeticError:
            assert greatest_sum(worth) is None
            continue
        assert len(set(columns.tolist())) == rows
        assert worth[np.arange(rows), columns].sum() == greatest_sum(worth)


def test_as_many_are_served_as_scipy_serves() -> None:
    dice = np.random.default_rng(1)
    for _ in range(400):
        edges = dice.random((int(dice.integers(1, 10)), int(dice.integers(1, 14)))) < dice.choice(
            [0.1, 0.3, 0.8]
        )
        free = dice.integers(0, 4, len(edges))
        chosen = small.most_served(edges, free)
        served = np.flatnonzero(chosen != NOBODY)
        assert edges[chosen[served], served].all()
        assert (np.bincount(chosen[served], minlength=len(edges)) <= free).all()
        by_place = csr_array(np.repeat(edges, free, axis=0).astype(np.uint8))
        most = maximum_bipartite_matching(by_place, perm_type="row") if by_place.shape[0] else []
        assert len(served) == np.count_nonzero(np.array(most) >= 0)


def test_a_whole_problem_is_solved_alike_with_and_without_scipy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dice = np.random.default_rng(5)
    sizes = [dice.integers(1, 20, 2) for _ in range(150)]
    problems = [random_problem(dice, mentors, mentees, 20) for mentors, mentees in sizes]
    without = [aims_of(problem, solve(problem)) for problem in problems]
    monkeypatch.setattr(small, "MOST_CELLS", 0)
    assert without == [aims_of(problem, solve(problem)) for problem in problems]


def test_nodes_that_reach_each_other_are_those_that_scipy_finds() -> None:
    dice = np.random.default_rng(2)
    for _ in range(300):
        size = int(dice.integers(1, 25))
        arrows = dice.random((size, size)) < dice.choice([0.02, 0.08, 0.2])
        count, theirs = connected_components(csr_array(arrows), connection="strong")
        ours = strongly_connected(small.bits(arrows), small.bits(arrows.T))
        assert len(set(ours)) == len(set(zip(ours, theirs.tolist(), strict=True))) == count
