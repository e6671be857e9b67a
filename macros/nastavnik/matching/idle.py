"""Rounds of matching in which nobody waits for a mentor: they need no arrays and no solver."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from nastavnik.matching.results import Certificate
from nastavnik.matching.rounds import Round, last_turn, round_of
from nastavnik.model.school import School

if TYPE_CHECKING:
    from nastavnik.matching.match import Match


class Idle(NamedTuple):
    """A round with mentors at most."""

    round: Round
    certificate: Certificate = Certificate(0, 0, 0, 0, 0, 0, 0, 0, 0)
    pairs: tuple[tuple[int, int], ...] = ()


Rounds = Sequence["Match"] | Sequence[Idle]
"""What was found for the first mentors, then for the second ones, …"""


def idle_rounds(school: School, today: date) -> list[Idle]:
    """All rounds of a school where nobody waits in any of them; none where somebody does.

    Nobody gets a first mentor in them, so that no later round depends on an earlier one.
    """
    found = []
    for turn in range(1, last_turn(school) + 1):
        found.append(Idle(round_of(school, today, (), turn)))
        if found[-1].round.mentees:
            return []
    return found
