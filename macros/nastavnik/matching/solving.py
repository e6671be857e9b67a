"""The solution of an assignment problem: exact, or as good as it gets with what bounds it."""

from __future__ import annotations

from nastavnik.matching.assignment import best, bounded
from nastavnik.matching.certificate import certify
from nastavnik.matching.problem import MatchingProblem, Solution


def solve(problem: MatchingProblem) -> Solution:
    """The best assignment: coverage, then the worst pair, total fit, fewest changes, ties.

    Where groups would have a size that they must not have, it is the best one found, and the rest
    of the solution proves how much better another could be at most.
    """
    ungrouped = best(problem)
    if all(group.is_right(ungrouped.chosen) for group in problem.groups):
        return ungrouped
    from nastavnik.matching.groups import grouped, is_small
    from nastavnik.matching.proof import with_proofs

    found = bounded(problem, grouped(problem, ungrouped.chosen), ungrouped.crowd)
    return with_proofs(problem, found, certify(problem, found)) if is_small(problem) else found
