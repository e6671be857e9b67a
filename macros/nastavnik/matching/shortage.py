"""Why a mentee is left without a mentor, and what would help: in Russian."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from nastavnik.domain.group_sizes import GroupSize
from nastavnik.domain.pairs import form_of
from nastavnik.matching.blocking import barred
from nastavnik.matching.match import Match
from nastavnik.matching.problem import NOBODY
from nastavnik.matching.small import bits
from nastavnik.model.sheets import CriterionRow, Mentee
from nastavnik.model.text import counted, fold

LISTED = 6
"""As many names are listed before «и ещё»."""
HELPERS = 3
SHORT = 100
"""Letters of reasons that may be repeated."""


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
        """Everyone left over, in order of names, with why and what would help.

        What was told at length of one is not repeated of the others.
        """
        people = self.match.round
        yield from barred(people)
        told: dict[tuple[str, ...], str] = {}
        for place in self._left_over:
            name, reasons = people.mentees[place].full_name, tuple(self.why(place))
            first = told.setdefault(reasons, name)
            same = first != name and sum(map(len, reasons)) > SHORT
            yield people.mentees[place], [f"причина та же: см. «{first}»"] if same else [*reasons]

    @cached_property
    def _left_over(self) -> list[int]:
        return np.flatnonzero(self.match.solution.chosen == NOBODY).tolist()

    def why(self, mentee: int) -> Iterator[str]:
        """Why a mentee has no mentor, and what would help."""
        person = self.match.round.mentees[mentee]
        reach = self._reach(mentee)
        if reach and reach not in self._told:
            self._told[reach] = list(self._competition(self._rivals(reach)))
        yield from self._told[reach] if reach else [self._lonely(mentee)]
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
        who = names(self.match.round.mentees[place].full_name for place in rivals.mentees)
        where = names(self._mentor_names(rivals.mentors))
        return f"{many} на {places}: {who}. Подходят только: {where}"

    def _wrong_size(self, rivals: Rivals) -> str:
        """The groups with places to which nobody may be added, with their sizes."""
        taken = {mentor: len(self._taken.get(mentor, ())) for mentor in rivals.mentors}
        free = self.match.problem.free
        people = self.match.round
        groups = (
            f"{people.mentors[size.mentor].full_name} ({GroupSize(size.least, size.most)})"
            for size in people.sizes
            if size.mentor in taken and taken[size.mentor] < free[size.mentor]
        )
        return f"которые не собираются или уже полны: {names(groups)}"

    def _lonely(self, mentee: int) -> str:
        """Why nobody at all may be mentor of somebody."""
        people = self.match.round
        role = people.mentees[mentee].role
        if people.turn > 1:
            return "других подходящих наставников нет, или форма не разрешает ещё одного"
        fit = [place for place, mentor in enumerate(people.mentors) if form_of(mentor.role, role)]
        if not fit:
            return f"для категории «{role}» сейчас нет ни одного подходящего наставника"
        least, scores = self.match.scoring.least, self.match.problem.scores[fit, mentee]
        if (scores < least).all():
            return (
                f"ни с кем из подходящих по роли совпадение не достигает порога {least} % (самое "
                f"большое {scores.max()} %): заполните «Запрос» и «Предмет» подробнее, измените "
                f"порог на листе «{CriterionRow.sheet}» или закрепите вручную"
            )
        size = ", размером группы" if people.sizes else ""
        return (
            f"все подходящие по роли наставники исключены отказом, классом{size}, порогом "
            f"совпадения или обязательным критерием: {names(self._mentor_names(fit))}"
        )

    def _mentor_names(self, places: Iterable[int]) -> Iterator[str]:
        return (self.match.round.mentors[place].full_name for place in places)

    def _helpers(self, role: str) -> list[tuple[str, str]]:
        """Mentors who would suit this role but for something that can be put right, by name."""
        found = (
            (fold(mentor.full_name), f"или {mentor.full_name} — {'; '.join(map(str, obstacles))}")
            for mentor, obstacles in self.match.round.mentors_out
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
        return bits(self.match.problem.allowed.T)

    @cached_property
    def _taken(self) -> dict[int, list[int]]:
        taken: dict[int, list[int]] = {}
        for mentor, mentee in self.match.pairs:
            taken.setdefault(mentor, []).append(mentee)
        return taken

    @cached_property
    def _components(self) -> list[int]:
        """Mentors that reach each other share one number."""
        allowed = self.match.problem.allowed
        leads_to = np.zeros((len(allowed), len(allowed)), dtype=np.bool_)
        for mentor, mentees in self._taken.items():
            leads_to[mentor] = allowed[:, mentees].any(axis=1)
        return strongly_connected(bits(leads_to), bits(leads_to.T))

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


def strongly_connected(ahead: Sequence[int], behind: Sequence[int]) -> list[int]:
    """A number for each node, shared by those that reach each other (Kosaraju).

    The neighbours of a node, along the arrows and against them, are the bits of a number.
    """
    ended: list[int] = []
    _walk(ahead, range(len(ahead)), ended)
    components = [0] * len(behind)
    for number, members in enumerate(_walk(behind, reversed(ended), [])):
        for member in members:
            components[member] = number
    return components


def _walk(ahead: Sequence[int], starts: Iterable[int], ended: list[int]) -> list[list[int]]:
    """What each start reaches that none before did; `ended` gets the nodes as they are left."""
    unseen, found = (1 << len(ahead)) - 1, []
    for start in starts:
        if not unseen >> start & 1:
            continue
        first, path = len(ended), [start]
        unseen ^= 1 << start
        while path:
            if fresh := ahead[path[-1]] & unseen:
                lowest = fresh & -fresh
                unseen ^= lowest
                path.append(lowest.bit_length() - 1)
            else:
                ended.append(path.pop())
        found.append(ended[first:])
    return found


def _places(mask: int) -> Iterator[int]:
    return (place for place, bit in enumerate(reversed(f"{mask:b}")) if bit == "1")


def names(people: Iterable[str]) -> str:
    """Names in a row, the first few of them where they are many."""
    known = list(people)
    more = len(known) - LISTED
    return ", ".join(known[:LISTED]) + (f" и ещё {more}" if more > 0 else "")
