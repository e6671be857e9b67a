"""What keeps people out of a match, in the order of the work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from nastavnik.domain.steps import Step
from nastavnik.matching.conditions import Obstacle
from nastavnik.matching.rounds import Round
from nastavnik.model.sheets import Mentee, Mentor
from nastavnik.model.text import listed


class Side(NamedTuple):
    """The people of a registry whom something keeps out, and how many there are in all."""

    sheet: str
    who: str
    barred: tuple[tuple[Obstacle, ...], ...]
    registered: int


class Blocked(NamedTuple):
    """How many people of a registry an empty column keeps out, and the step that fills it."""

    step: Step
    sheet: str
    header: str
    reason: str
    people: int
    registered: int

    def as_json(self) -> dict[str, Any]:
        """As `--json` prints it."""
        return {**self._asdict(), "step": self.step.label}


def barred(people: Round) -> Iterator[tuple[Mentee, list[str]]]:
    """Mentees who cannot be paired now, in order of names, with all that bars them."""
    for mentee, obstacles in people.mentees_out:
        yield mentee, [str(obstacle) for obstacle in obstacles]


def blocked(people: Round) -> list[Blocked]:
    """What is still to be filled in before these people can be paired, first things first."""
    found = (each for side in _sides(people) for each in _of_side(side))
    return sorted(found, key=lambda each: (list(Step).index(each.step), -each.people))


def told(people: Round) -> str:
    """Which step comes first and for how many people, in a sentence; "" where nothing blocks."""
    found = blocked(people)
    if not found:
        return ""
    step = found[0].step
    waiting = (
        f"{count} из {side.registered} {side.who}"
        for side in _sides(people)
        if (count := sum(any(o.step is step for o in why) for why in side.barred))
    )
    columns = dict.fromkeys(each.header for each in found if each.step is step)
    return (
        f"Не участвуют, пока не сделан шаг «{step.label}» (лист «Справка»): "
        f"{', '.join(waiting)} — заполните {listed(columns)}"
    )


def _sides(people: Round) -> Iterator[Side]:
    for sheet, who, out, ready in (
        (Mentor.sheet, "наставников", people.mentors_out, len(people.mentors)),
        (Mentee.sheet, "наставляемых", people.mentees_out, len(people.mentees)),
    ):
        yield Side(sheet, who, tuple(why for _, why in out), ready + len(out))


def _of_side(side: Side) -> Iterator[Blocked]:
    causes = Counter(
        (obstacle.step, obstacle.header, obstacle.reason)
        for why in side.barred
        for obstacle in why
        if obstacle.step
    )
    for (step, header, reason), many in causes.items():
        yield Blocked(step, side.sheet, header, reason, many, side.registered)
