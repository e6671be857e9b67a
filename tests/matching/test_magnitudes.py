"""The last aim is met to the unit where the first ones are worth a million times more."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from nastavnik.matching.certificate import certify
from nastavnik.matching.groups import aims_of
from nastavnik.matching.problem import NOBODY, MatchGroup, MatchingProblem
from nastavnik.matching.solving import solve

SIZES = (6, 21, 60, 99)
"""Threes; with 99 mentees all the fit is worth a million times one kept proposal."""


def alike(mentees: int, score: int, least: int = 1) -> MatchingProblem:
    """Everybody fits everybody alike; what was proposed before is a matching that can be kept.

    Every mentor has three places and, with `least`, leads a group of no fewer.
    """
    mentors = mentees // 3 + 1
    shape = (mentors, mentees)
    proposed = np.zeros(shape, dtype=np.bool_)
    proposed[np.arange(mentees) // 3, np.arange(mentees)] = True
    everybody = np.ones(mentees, dtype=np.bool_)
    return MatchingProblem(
        places=np.full(mentors, 3, dtype=np.int64),
        scores=np.full(shape, score, dtype=np.uint8),
        allowed=np.ones(shape, dtype=np.bool_),
        proposed=proposed,
        ties=np.zeros(shape, dtype=np.uint16),
        groups=tuple(MatchGroup(m, everybody, least, 3) for m in range(mentors) if least > 1),
    )


@pytest.mark.parametrize("mentees", SIZES)
@pytest.mark.parametrize("score", [0, 1, 100])
@pytest.mark.parametrize("least", [1, 2])
def test_no_proposal_is_given_up_where_all_can_be_kept(
    mentees: int, score: int, least: int
) -> None:
    problem = alike(mentees, score, least)
    chosen = solve(problem)
    certify(problem, chosen)
    assert aims_of(problem, chosen.chosen) == (mentees, score, mentees * score, mentees)


@pytest.mark.parametrize("mentees", SIZES)
@pytest.mark.parametrize("least", [1, 2])
def test_one_percent_more_outweighs_every_kept_proposal(mentees: int, least: int) -> None:
    """Moving all mentees on by a mentor wins one percent, and loses every proposal."""
    problem = alike(mentees, 50, least)
    scores = problem.scores.copy()
    scores[-1, 0] = 51
    better = replace(problem, scores=scores)
    found = aims_of(better, solve(better).chosen)
    assert found[:3] == (mentees, 50, 50 * mentees + 1)
    assert found[3] >= mentees - 3


@pytest.mark.parametrize("mentees", SIZES)
def test_a_pair_that_fits_by_nothing_serves_all_the_same(mentees: int) -> None:
    """A score of 0 is an allowed pair, not a missing one, whatever a sparse matrix stores."""
    problem = alike(mentees, 0)
    allowed = np.zeros_like(problem.allowed)
    allowed[np.arange(mentees) // 3, np.arange(mentees)] = True
    alone = replace(problem, allowed=allowed)
    chosen = solve(alone).chosen
    assert (chosen != NOBODY).all()
    assert (chosen == np.arange(mentees) // 3).all()


@pytest.mark.parametrize("mentees", SIZES)
def test_the_tie_of_least_number_is_found_under_all_other_aims(mentees: int) -> None:
    """Where nothing else tells two matchings apart, the sum of ties is the least there is."""
    problem = alike(mentees, 100)
    none = replace(problem, proposed=np.zeros_like(problem.proposed))
    ties = np.ones_like(problem.ties)
    own = np.arange(mentees) // 3, np.arange(mentees)
    ties[own] = 0
    chosen = solve(replace(none, ties=ties)).chosen
    assert (chosen == own[0]).all()
