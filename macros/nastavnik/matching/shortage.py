"""Why somebody is left without a mentor, and what would help: in Russian."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from nastavnik.domain.group_sizes import Span
from nastavnik.matching.conditions import form_of
from nastavnik.matching.match import Match
from nastavnik.matching.problem import NOBODY
from nastavnik.model.sheets import Mentee
from nastavnik.model.text import counted, fold

LISTED = 6
"""As many names are listed before «и ещё»."""
HELPERS = 3


@dataclass(frozen=True)
class Rivals:
    """Mentees who can only go to these mentors, who have `places` together.

    They are more than the places, unless the sizes of groups keep places empty.
    """

    mentees: tuple[int, ...]
    mentors: tuple[int, ...]
    places: int


@dataclass(frozen=True)
class Shortage:
    """Explains the mentees that a match leaves over.

    What many of them have in common is worked out once: `_told` keeps it.
    """

    match: Match
    _told: dict[int, list[str]] = field(default_factory=dict)

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
        person = self.match.situation.mentees[mentee]
        reach = self._reach(mentee)
        if reach and reach not in self._told:
            self._told[reach] = list(self._competition(self._rivals(reach)))
        yield from self._told[reach] if reach else [self._lonely(person.role)]
        name = fold(person.full_name)
        others = (line for helper, line in self._helpers(person.role) if helper != name)
        yield from list(others)[:HELPERS]

    def _competition(self, rivals: Rivals) -> Iterator[str]:
        if len(rivals.mentees) > rivals.places:
            yield self._crowded(rivals)
            where = names(self._mentor_names(rivals.mentors))
            yield f"поможет ещё одно место у одного из наставников: {where}"
        else:
            yield f"свободные места есть только в группах, {self._wrong_size(rivals)}"
            yield "поможет ещё один подходящий наставляемый или другой размер группы"

    def _crowded(self, rivals: Rivals) -> str:
        many = counted(len(rivals.mentees), "наставляемый", "наставляемых", "наставляемых")
        places = counted(rivals.places, "свободное место", "свободных места", "свободных мест")
        who = names(self.match.situation.mentees[place].full_name for place in rivals.mentees)
        where = names(self._mentor_names(rivals.mentors))
        return f"{many} на {places}: {who}. Подходят только: {where}"

    def _wrong_size(self, rivals: Rivals) -> str:
        """The groups with places to which nobody may be added, with their sizes."""
        taken = {mentor: len(self._taken.get(mentor, ())) for mentor in rivals.mentors}
        free = self.match.problem.free
        people = self.match.situation
        groups = (
            f"{people.mentors[size.mentor].full_name} ({Span(size.least, size.most)})"
            for size in people.sizes
            if size.mentor in taken and taken[size.mentor] < free[size.mentor]
        )
        return f"которые не собираются или уже полны: {names(groups)}"

    def _lonely(self, role: str) -> str:
        """Why nobody at all may be mentor of somebody of this role."""
        people = self.match.situation
        if people.turn > 1:
            return "других подходящих наставников нет, или форма не разрешает ещё одного"
        fit = [mentor for mentor in people.mentors if form_of(mentor.role, role)]
        if not fit:
            return f"для категории «{role}» сейчас нет ни одного подходящего наставника"
        size = ", размером группы" if people.sizes else ""
        return (
            f"все подходящие по роли наставники исключены отказом, классом{size} или обязательным "
            f"критерием: {names(mentor.full_name for mentor in fit)}"
        )

    def _mentor_names(self, places: Iterable[int]) -> Iterator[str]:
        return (self.match.situation.mentors[place].full_name for place in places)

    def _helpers(self, role: str) -> list[tuple[str, str]]:
        """Mentors who would suit this role but for something that can be put right, by name."""
        found = (
            (fold(mentor.full_name), f"или {mentor.full_name} — {'; '.join(map(str, obstacles))}")
            for mentor, obstacles in self.match.situation.mentors_out
            if form_of(mentor.role, role) and all(obstacle.remedy for obstacle in obstacles)
        )
        return [helper for helper, _ in zip(found, range(HELPERS + 1), strict=False)]

    def rivals(self, mentee: int) -> Rivals:
        """Who competes with a mentee left over: reached by their mentors, and who has those."""
        return self._rivals(self._reach(mentee))

    def _rivals(self, reach: int) -> Rivals:
        mentors = tuple(_places(reach))
        rivals = [place for mentor in mentors for place in self._taken.get(mentor, ())]
        rivals += [o for o in self._left_over if self._masks[o] and not self._masks[o] & ~reach]
        places = int(self.match.problem.free[list(mentors)].sum())
        return Rivals(tuple(sorted(rivals)), mentors, places)

    def _reach(self, mentee: int) -> int:
        """The mentors, as bits, whom a mentee may have, whom those may have who have them, etc."""
        return self._closed(self._masks[mentee])

    def _closed(self, todo: int) -> int:
        reach = 0
        while todo:
            component = self._components[(todo & -todo).bit_length() - 1]
            reach |= self._members[component]
            todo = (todo | self._beyond[component]) & ~reach
        return reach

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

    @cached_property
    def _components(self) -> list[int]:
        """Mentors that reach each other bear one number."""
        allowed = self.match.problem.allowed
        pairs = np.array(list(self.match.pairs), dtype=np.int64).reshape(-1, 2)
        rows, places = np.nonzero(allowed[:, pairs[:, 1]])
        ones, shape = np.ones(len(rows), dtype=np.uint8), (len(allowed), len(allowed))
        graph = coo_array((ones, (pairs[places, 0], rows)), shape=shape).tocsr()
        _, components = connected_components(graph, connection="strong")
        numbers: list[int] = components.tolist()
        return numbers

    @cached_property
    def _members(self) -> dict[int, int]:
        """The mentors of each component, as bits."""
        found: dict[int, int] = {}
        for mentor, component in enumerate(self._components):
            found[component] = found.get(component, 0) | 1 << mentor
        return found

    @cached_property
    def _beyond(self) -> dict[int, int]:
        """The mentors, as bits, whom the mentees of each component may have."""
        found = dict.fromkeys(self._members, 0)
        for mentor, mentees in self._taken.items():
            for mentee in mentees:
                found[self._components[mentor]] |= self._masks[mentee]
        return found


def _places(bits: int) -> Iterator[int]:
    return (place for place, bit in enumerate(reversed(f"{bits:b}")) if bit == "1")


def names(people: Iterable[str]) -> str:
    """Names in a row, the first few of them where they are many."""
    known = list(people)
    more = len(known) - LISTED
    return ", ".join(known[:LISTED]) + (f" и ещё {more}" if more > 0 else "")
