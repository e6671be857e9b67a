"""The same person in two schools: known by marks alone, so that nobody is named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from nastavnik.region.rows import PersonMark

EXACT, LIKELY = "тот же человек", "похоже, тот же: спросите школы"


class MarkedPerson(NamedTuple):
    """A person's mark and the school that has it."""

    school: str
    mark: PersonMark


class SamePerson(NamedTuple):
    """One person, or perhaps one, in two schools: where each has her."""

    first: str
    first_place: str
    second: str
    second_place: str
    verdict: str


def same_people(marked: Iterable[MarkedPerson]) -> Iterator[SamePerson]:
    """Everyone who is in two schools, exact first.

    A name alone tells something only where a birth date lacks: otherwise namesakes with
    different birth dates are two people.
    """
    people = list(marked)
    seen: set[tuple[MarkedPerson, MarkedPerson]] = set()
    for verdict, groups in ((EXACT, _exact(people)), (LIKELY, _likely(people))):
        for group in groups:
            for one, other in combinations(group, 2):
                if one.school != other.school and (one, other) not in seen and _may(one, other):
                    seen.add((one, other))
                    yield SamePerson(
                        one.school, one.mark.place, other.school, other.mark.place, verdict
                    )


def _exact(people: Iterable[MarkedPerson]) -> Iterable[list[MarkedPerson]]:
    groups: dict[str, list[MarkedPerson]] = defaultdict(list)
    for person in people:
        if person.mark.exact:
            groups[person.mark.exact].append(person)
    return groups.values()


def _likely(people: Iterable[MarkedPerson]) -> Iterable[list[MarkedPerson]]:
    groups: dict[str, list[MarkedPerson]] = defaultdict(list)
    for person in people:
        for mark in person.mark.likely:
            groups[mark].append(person)
    return groups.values()


def _may(one: MarkedPerson, other: MarkedPerson) -> bool:
    """Whether two who share some mark may be one."""
    if not (one.mark.exact and other.mark.exact):
        return one.mark.likely[0] == other.mark.likely[0]
    by_birth = set(one.mark.likely[1:]) & set(other.mark.likely[1:])
    return one.mark.exact == other.mark.exact or bool(by_birth)
