"""When two spellings of a name may mean one person. Nothing is merged: a person is asked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from nastavnik.look_alikes import unlatin
from nastavnik.text import fold

_PARTS = re.compile(r"[^\W\d_][\w’'-]*")
_PATRONYMIC = re.compile(r".+(?:вич|вна|чна|шна|оглы|кызы)")
NEIGHBOURS = 3
"""In a sorted list of names each is compared with so many after it."""
MOST_SLIPS = 2
"""So many letters may be wrong, missing, extra or swapped within one name."""


class NameKey(NamedTuple):
    """A name in lower-case Cyrillic without ё: the surname, and the rest in full or as initials."""

    surname: str
    given: str = ""
    patronymic: str = ""

    @property
    def initials(self) -> str:
        """The first letters of the given name and the patronymic."""
        return self.given[:1] + self.patronymic[:1]

    @property
    def is_short(self) -> bool:
        """Whether the given name is only an initial."""
        return len(self.given) == 1


@lru_cache(maxsize=65536)
def name_key(name: str) -> NameKey:
    """The key by which «Орлова А. С.», «А.С. Орлова» and look-alike letters are one spelling."""
    parts: list[str] = _PARTS.findall(fold(unlatin(name)))
    if len(parts) > 1 and len(parts[0]) == 1:
        parts = [parts[-1], *parts[:-1]]
    elif len(parts) == 3 and _PATRONYMIC.fullmatch(parts[1]) and len(parts[2]) > 1:
        parts = [parts[2], *parts[:2]]
    surname, given = (*parts, "", "")[:2]
    return NameKey(surname, given, " ".join(parts[2:]))


def may_be_short_for(short: NameKey, full: NameKey) -> bool:
    """Whether a name with initials can be this full one."""
    return short.is_short and short.surname == full.surname and short.initials == full.initials


def slips(keys: Iterable[NameKey]) -> Iterator[tuple[NameKey, NameKey]]:
    """Pairs of full names that differ by a slip of the pen in one of their parts.

    Only names that share a surname, or both other parts, are compared, each with its neighbours
    in alphabetical order: the work grows with the number of names and not with its square.
    """
    alike: defaultdict[tuple[str, str], list[NameKey]] = defaultdict(list)
    for key in keys:
        surname, given, patronymic = key
        if len(given) > 1:
            alike[surname, given[0]].append(key)
            alike[given, patronymic].append(key)
    for group in alike.values():
        if len(group) > 1:
            yield from _near(sorted(group))


def _near(names: list[NameKey]) -> Iterator[tuple[NameKey, NameKey]]:
    for place, one in enumerate(names):
        for other in names[place + 1 : place + 1 + NEIGHBOURS]:
            if _is_slip(one, other):
                yield one, other


def _is_slip(one: NameKey, other: NameKey) -> bool:
    if one.surname[:1] != other.surname[:1] or one.initials != other.initials:
        return False
    first, second = " ".join(one), " ".join(other)
    if abs(len(first) - len(second)) > MOST_SLIPS:
        return False
    from rapidfuzz.distance import OSA

    return OSA.distance(first, second, score_cutoff=MOST_SLIPS) <= MOST_SLIPS


def sounds_like(one: NameKey, other: NameKey) -> bool:
    """Whether a surname with initials looks like another with the same ones."""
    if one.initials != other.initials or one.surname[:2] != other.surname[:2]:
        return False
    from rapidfuzz.distance import JaroWinkler

    return JaroWinkler.similarity(one.surname, other.surname) >= 0.88
