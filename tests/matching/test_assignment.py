"""The best assignment is the best: against trying everything, a linear program, and its proof."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import coo_array, vstack

from matching.problems import aims_of, best_by_trying, grouped_problem, random_problem
from nastavnik.matching.certificate import NotProvedError, certify
from nastavnik.matching.groups import is_small
from nastavnik.matching.problem import NOBODY, Fork, MatchingProblem, Solution, ties_of
from nastavnik.matching.solving import solve
from support.depth import tries


@pytest.mark.parametrize("part", range(4))
def test_every_aim_is_as_good_as_trying_everything_in_small_books(part: int) -> None:
    dice = np.random.default_rng(part)
    for _ in range(tries(500, quick=150)):
        mentors, mentees = dice.integers(1, 5), dice.integers(1, 6)
        problem = random_problem(dice, mentors, mentees)
        solution = solve(problem)
        certify(problem, solution)
        assert aims_of(problem, solution) == best_by_trying(problem)


@pytest.mark.parametrize("part", range(4))
def test_groups_are_as_good_as_trying_everything_and_the_bounds_are_none_too_low(
    part: int,
) -> None:
    dice = np.random.default_rng(200 + part)
    for _ in range(tries(150, quick=40)):
        problem = grouped_problem(dice, int(dice.integers(1, 5)), int(dice.integers(1, 6)))
        solution = solve(problem)
        assert aims_of(problem, solution)[:4] == best_by_trying(problem)[:4]
        assert certify(problem, solution).is_best


@pytest.mark.parametrize("aim", ["coverage", "worst_pair", "total_fit"])
def test_without_its_cases_a_solution_with_groups_is_still_within_its_bounds(aim: str) -> None:
    dice, loose = np.random.default_rng(9), 0
    for _ in range(tries(60, quick=20)):
        problem = grouped_problem(dice, 4, 6)
        solution = solve(problem)
        if getattr(solution.proofs, aim):
            ceiling = 100 if aim == "worst_pair" else solution.ceiling
            proofs = replace(solution.proofs, **{aim: None})
            without = certify(problem, replace(solution, proofs=proofs, ceiling=ceiling))
            loose += not without.is_best
    assert loose


def test_the_checker_refuses_cases_whose_prices_are_too_low() -> None:
    dice = np.random.default_rng(9)
    for _ in range(40):
        problem = grouped_problem(dice, 4, 6)
        solution = solve(problem)
        cases = solution.proofs.total_fit
        if not cases:
            continue
        while isinstance(cases, Fork):
            cases = cases.closed
        cheap = replace(cases, places=cases.places - 1000)
        false = replace(solution, proofs=replace(solution.proofs, total_fit=cheap))
        assert not certify(problem, false).is_best
        return
    pytest.fail("no solution needed cases")


def test_groups_beyond_the_exact_size_have_their_sizes_and_bounds() -> None:
    problem = grouped_problem(np.random.default_rng(4), 150, 300, levels=50)
    assert not is_small(problem)
    found = certify(problem, solve(problem))
    assert found.coverage >= 0.9 * found.coverage_limit
    assert found.total_fit >= 0.8 * found.total_fit_limit


def greatest(
    problem: MatchingProblem, gains: NDArray[np.float64], least: int, served: int
) -> float | None:
    """The greatest sum of gains with `served` mentees and no pair below `least`, by HiGHS."""
    mentors, mentees = np.nonzero(problem.allowed & (problem.scores >= least))
    if not len(mentors):
        return 0.0 if not served else None
    pairs, ones = np.arange(len(mentors)), np.ones(len(mentors))
    places = coo_array((ones, (mentors, pairs)), shape=(problem.shape[0], len(pairs)))
    once = coo_array((ones, (mentees, pairs)), shape=(problem.shape[1], len(pairs)))
    found = linprog(
        -gains[mentors, mentees],
        A_ub=vstack([places, once]).tocsr(),
        b_ub=np.concatenate([problem.places, np.ones(problem.shape[1])]),
        A_eq=ones[None, :],
        b_eq=[served],
        bounds=(0, 1),
        method="highs",
    )
    return None if found.status != 0 else -float(found.fun)


@pytest.mark.parametrize("part", range(4))
def test_a_linear_program_finds_nothing_better_in_middle_books(part: int) -> None:
    dice = np.random.default_rng(100 + part)
    for _ in range(tries(50, quick=20)):
        mentors, mentees = dice.integers(8, 16), dice.integers(10, 24)
        problem = random_problem(dice, mentors, mentees, levels=20)
        coverage, least, fit, _, _ = aims_of(problem, solve(problem))
        scores = problem.scores.astype(float)
        assert greatest(problem, scores, 0, coverage + 1) is None
        assert greatest(problem, scores, least, coverage) == pytest.approx(fit)
        assert not coverage or greatest(problem, scores, least + 1, coverage) is None


def tampered(problem: MatchingProblem, solution: Solution) -> list[Solution]:
    """Solutions that each claim something false."""
    given_up = solution.chosen.copy()
    given_up[np.flatnonzero(given_up != NOBODY)[0]] = NOBODY
    return [
        replace(solution, chosen=given_up),
        replace(solution, bottleneck=solution.bottleneck + 1),
        replace(solution, prices=solution.prices + 10**9),
        replace(solution, crowd=replace(solution.crowd, mentees=~solution.crowd.mentees)),
    ]


def test_the_checker_refuses_every_false_claim() -> None:
    problem = random_problem(np.random.default_rng(7), 8, 12, levels=50)
    solution = solve(problem)
    certify(problem, solution)
    for false in tampered(problem, solution):
        with pytest.raises(NotProvedError):
            certify(problem, false)


def test_the_checker_refuses_a_choice_that_is_not_the_fittest() -> None:
    scores = np.array([[90, 60], [80, 70]], dtype=np.uint8)
    yes, no = np.ones((2, 2), dtype=np.bool_), np.zeros((2, 2), dtype=np.bool_)
    problem = MatchingProblem(np.array([1, 1]), scores, yes, no, np.zeros((2, 2), dtype=np.uint16))
    solution = solve(problem)
    assert solution.chosen.tolist() == [0, 1]
    with pytest.raises(NotProvedError):
        certify(problem, replace(solution, chosen=np.array([1, 0]), bottleneck=60))


@pytest.mark.parametrize("make", [random_problem, grouped_problem])
@settings(max_examples=tries(80, quick=30), deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 6), st.integers(1, 8), st.data())
def test_one_more_place_never_serves_fewer(
    make: Callable[[np.random.Generator, int, int], MatchingProblem],
    seed: int,
    mentors: int,
    mentees: int,
    data: st.DataObject,
) -> None:
    problem = make(np.random.default_rng(seed), mentors, mentees)
    places = problem.places.copy()
    places[data.draw(st.integers(0, mentors - 1))] += 1
    assert solve(replace(problem, places=places)).coverage >= solve(problem).coverage


def test_a_bad_pair_is_avoided_even_where_the_total_would_be_greater() -> None:
    scores = np.array([[100, 60], [60, 10]], dtype=np.uint8)
    yes, no = np.ones((2, 2), dtype=np.bool_), np.zeros((2, 2), dtype=np.bool_)
    problem = MatchingProblem(np.array([1, 1]), scores, yes, no, np.zeros((2, 2), dtype=np.uint16))
    assert solve(problem).chosen.tolist() == [1, 0]


def test_when_one_of_a_thousand_mentors_leaves_no_pair_moves_that_need_not() -> None:
    dice = np.random.default_rng(3)
    size = 1000
    names = [f"человек {number}" for number in range(size)]
    shape = (size, size)
    problem = MatchingProblem(
        places=dice.integers(1, 3, size),
        scores=dice.integers(30, 101, shape).astype(np.uint8),
        allowed=dice.random(shape) < 0.95,
        proposed=np.zeros(shape, dtype=np.bool_),
        ties=ties_of(names, names),
    )
    before = solve(problem).chosen
    gone = int(before[0])
    proposed = np.zeros(shape, dtype=np.bool_)
    proposed[before, np.arange(size)] = True
    allowed = problem.allowed.copy()
    allowed[gone] = False
    after = replace(problem, allowed=allowed, proposed=proposed)
    solution = solve(after)
    kept = certify(after, solution).kept
    moved = np.flatnonzero(solution.chosen != before)
    assert kept == size - len(moved)
    assert set(np.flatnonzero(before == gone)) <= set(moved)
    assert len(moved) < 10
