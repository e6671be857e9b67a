"""What keeps people out of a match, in the order of the work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from nastavnik.matching.situation import Situation
from nastavnik.model.sheets import Mentee, Mentor
from nastavnik.model.text import counted
from nastavnik.steps import Step

WHO = {Mentor.sheet: "наставников", Mentee.sheet: "наставляемых"}


class Blocked(NamedTuple):
    """How many people of a registry an empty column keeps out, and the step that fills it."""

    step: Step
    sheet: str
    header: str
    reason: str
    people: int
    registered: int

    def __str__(self) -> str:
        return f"{self.reason} — {self.people} из {self.registered} {WHO[self.sheet]}"

    def as_json(self) -> dict[str, Any]:
        """As `--json` prints it."""
        return {**self._asdict(), "step": self.step.label}


def blocked(people: Situation) -> list[Blocked]:
    """What is still to be filled in before these people can be paired, first things first."""
    return sorted(_counted(people), key=lambda each: (list(Step).index(each.step), -each.people))


def _counted(people: Situation) -> Iterator[Blocked]:
    sides = (
        (Mentor.sheet, people.mentors_out, len(people.mentors)),
        (Mentee.sheet, people.mentees_out, len(people.mentees)),
    )
    for sheet, barred, ready in sides:
        causes = Counter(
            (obstacle.step, obstacle.header, obstacle.reason)
            for _, obstacles in barred
            for obstacle in obstacles
            if obstacle.step
        )
        for (step, header, reason), many in causes.items():
            yield Blocked(step, sheet, header, reason, many, ready + len(barred))


def told(found: list[Blocked]) -> str:
    """A sentence: what blocks, and which step comes first; "" where nothing does."""
    if not found:
        return ""
    first = found[0].step
    now = [each for each in found if each.step is first]
    later = len(found) - len(now)
    rest = f" и ещё {counted(later, 'причина', 'причины', 'причин')}" if later else ""
    columns = "; ".join(dict.fromkeys(f"«{e.sheet}», столбец «{e.header}»" for e in now))
    return (
        f"В подборе участвуют не все: {'; '.join(map(str, now))}{rest}. Сначала — шаг "
        f"«{first.label}» листа «Справка»: {columns}"
    )
