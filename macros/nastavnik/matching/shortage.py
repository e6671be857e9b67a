"""Why somebody is left without a mentor, and what would help: in Russian."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from nastavnik.matching.conditions import form_of
from nastavnik.matching.match import Match
from nastavnik.matching.problem import NOBODY
from nastavnik.sheets import Mentee
from nastavnik.text import counted, fold

LISTED = 6
"""As many names are listed before «и ещё»."""
HELPERS = 3


@dataclass(frozen=True)
class Group:
    """Mentees who can only go to these mentors, and are more than the places there."""

    mentees: tuple[int, ...]
    mentors: tuple[int, ...]
    places: int


@dataclass(frozen=True)
class Shortage:
    """Explains the mentees that a match leaves over."""

    match: Match

    def reasons(self) -> Iterator[tuple[Mentee, list[str]]]:
        """Everyone left over, in order of names, with why and what would help."""
        people = self.match.situation
        for mentee, obstacles in people.mentees_out:
            yield mentee, [str(obstacle) for obstacle in obstacles]
        for place in self._left_over:
            yield people.mentees[place], list(self.why(place))

    @cached_property
    def _left_over(self) -> list[int]:
        return np.flatnonzero(self.match.solution.chosen == NOBODY).tolist()

    def why(self, mentee: int) -> Iterator[str]:
        """Why a mentee has no mentor, and what would help."""
        group = self.group(mentee)
        if group.mentors:
            yield self._crowded(group)
            where = names(self._mentor_names(group.mentors))
            yield f"поможет ещё одно место у одного из наставников: {where}"
        else:
            yield self._lonely(self.match.situation.mentees[mentee])
        yield from self._helpers(mentee)

    def _crowded(self, group: Group) -> str:
        many = counted(len(group.mentees), "наставляемый", "наставляемых", "наставляемых")
        places = counted(group.places, "свободное место", "свободных места", "свободных мест")
        who = names(self.match.situation.mentees[place].full_name for place in group.mentees)
        where = names(self._mentor_names(group.mentors))
        return f"{many} на {places}: {who}. Подходят только: {where}"

    def _lonely(self, mentee: Mentee) -> str:
        mentors = self.match.situation.mentors
        fit = [mentor for mentor in mentors if form_of(mentor.role, mentee.role)]
        if not fit:
            return f"для категории «{mentee.role}» сейчас нет ни одного подходящего наставника"
        return (
            "все подходящие по роли наставники исключены отказом, классом или обязательным "
            f"критерием: {names(mentor.full_name for mentor in fit)}"
        )

    def _mentor_names(self, places: Iterable[int]) -> Iterator[str]:
        return (self.match.situation.mentors[place].full_name for place in places)

    def _helpers(self, mentee: int) -> Iterator[str]:
        """Mentors who would suit but for something that can be put right."""
        person = self.match.situation.mentees[mentee]
        found = (
            f"или {mentor.full_name} — {'; '.join(map(str, obstacles))}"
            for mentor, obstacles in self.match.situation.mentors_out
            if form_of(mentor.role, person.role)
            and all(obstacle.remedy for obstacle in obstacles)
            and fold(mentor.full_name) != fold(person.full_name)
        )
        yield from list(found)[:HELPERS]

    def group(self, mentee: int) -> Group:
        """Who competes with a mentee left over: reached by their mentors, and who has those."""
        reach, todo = 0, self._masks[mentee]
        while todo:
            lowest = todo & -todo
            reach |= lowest
            for taken in self._taken.get(lowest.bit_length() - 1, ()):
                todo |= self._masks[taken]
            todo &= ~reach
        mentors = tuple(place for place in range(reach.bit_length()) if reach >> place & 1)
        rivals = [place for mentor in mentors for place in self._taken.get(mentor, ())]
        rivals += [o for o in self._left_over if self._masks[o] and not self._masks[o] & ~reach]
        places = int(self.match.problem.free[list(mentors)].sum())
        return Group(tuple(sorted(rivals)), mentors, places)

    @cached_property
    def _masks(self) -> list[int]:
        """The mentors whom each mentee may have, as bits of one number."""
        packed = np.packbits(self.match.problem.allowed.T, axis=1, bitorder="little")
        return [int.from_bytes(row.tobytes(), "little") for row in packed]

    @cached_property
    def _taken(self) -> dict[int, list[int]]:
        taken: dict[int, list[int]] = {}
        for mentor, mentee in self.match.pairs:
            taken.setdefault(mentor, []).append(mentee)
        return taken


def names(people: Iterable[str]) -> str:
    """Names in a row, the first few of them where they are many."""
    known = list(people)
    more = len(known) - LISTED
    return ", ".join(known[:LISTED]) + (f" и ещё {more}" if more > 0 else "")
