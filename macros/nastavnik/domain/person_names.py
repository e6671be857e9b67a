"""When two spellings of a name may mean one person. Nothing is merged: a person is asked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from nastavnik.model.homoglyphs import unlatin
from nastavnik.model.memory import remembered
from nastavnik.model.text import fold

_PARTS = re.compile(r"[^\W\d_][\w’'-]*")
_PATRONYMIC = re.compile(r".+(?:вич|вна|чна|шна|оглы|кызы)")
NEIGHBOURS = 3
"""How many of the following names in a sorted list each name is compared with."""
MOST_SLIPS = 2
"""How many letters may be wrong, missing, extra or swapped within one name."""


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


@remembered(2**18)
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
    """Pairs of full names that differ by a slip of the pen, though not in their first letters.

    Only names that share a surname, or both other parts, are compared, each with its neighbours
    in alphabetical order: the work grows with the number of names and not with its square.
    """
    surnames: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    others: defaultdict[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
    for surname, given, patronymic in keys:
        if len(given) > 1:
            surnames[given, patronymic, surname[:1]].append(surname)
            others[surname, given[0], patronymic[:1]].append((given, patronymic))
    for (given, patronymic, _), found in surnames.items():
        for one, other in _near(found):
            yield NameKey(one, given, patronymic), NameKey(other, given, patronymic)
    for (surname, _, _), pairs in others.items():
        joined = {" ".join(pair): pair for pair in pairs} if len(pairs) > 1 else {}
        for one, other in _near(list(joined)):
            yield NameKey(surname, *joined[one]), NameKey(surname, *joined[other])


def _near(words: list[str]) -> Iterator[tuple[str, str]]:
    words.sort()
    for place, one in enumerate(words, start=1):
        for other in words[place : place + NEIGHBOURS]:
            is_near = abs(len(one) - len(other)) <= MOST_SLIPS
            if is_near and _distance()(one, other, score_cutoff=MOST_SLIPS) <= MOST_SLIPS:
                yield one, other


@cache
def _distance() -> Callable[..., int]:
    """How many letters are wrong, missing, extra or swapped."""
    from rapidfuzz.distance import OSA  # few books have names so near

    return OSA.distance


def sounds_like(one: NameKey, other: NameKey) -> bool:
    """Whether a surname with initials looks like another with the same ones."""
    if one.initials != other.initials or one.surname[:2] != other.surname[:2]:
        return False
    from rapidfuzz.distance import JaroWinkler

    return JaroWinkler.similarity(one.surname, other.surname) >= 0.88
