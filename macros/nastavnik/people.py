"""When two spellings of a name may mean one person. Nothing is merged: a person is asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from nastavnik.look_alikes import unlatin
from nastavnik.text import fold

_PARTS = re.compile(r"[^\W\d_][\w’'-]*")
_PATRONYMIC = re.compile(r".+(?:вич|вна|чна|шна|оглы|кызы)")
NEIGHBOURS = 3
"""In a sorted list of names each is compared with so many after it."""
MOST_SLIPS = 2
"""So many letters may be wrong, missing, extra or swapped within one name."""


@dataclass(frozen=True, slots=True, order=True)
class NameKey:
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
    parts = _PARTS.findall(fold(unlatin(name)))
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

    Names are sorted twice and compared with their neighbours only, so that the work grows with
    their number and not with its square.
    """
    full = {key for key in keys if key.given and not key.is_short}
    orders: tuple[Callable[[NameKey], tuple[str, ...]], ...] = (
        lambda key: (key.surname, key.given[:1]),
        lambda key: (key.given, key.patronymic),
    )
    for same in orders:
        for _, group in groupby(sorted(full, key=lambda key: (same(key), key)), key=same):
            yield from _near(list(group))


def _near(names: list[NameKey]) -> Iterator[tuple[NameKey, NameKey]]:
    for place, one in enumerate(names):
        for other in names[place + 1 : place + 1 + NEIGHBOURS]:
            if _is_slip(one, other):
                yield one, other


def _is_slip(one: NameKey, other: NameKey) -> bool:
    first, second = (f"{k.surname} {k.given} {k.patronymic}" for k in (one, other))
    if abs(len(first) - len(second)) > MOST_SLIPS or one.initials != other.initials:
        return False
    from rapidfuzz.distance import OSA

    return OSA.distance(first, second, score_cutoff=MOST_SLIPS) <= MOST_SLIPS


def sounds_like(one: NameKey, other: NameKey) -> bool:
    """Whether a surname with initials looks like another with the same ones."""
    if one.initials != other.initials or one.surname[:2] != other.surname[:2]:
        return False
    from rapidfuzz.distance import JaroWinkler

    return JaroWinkler.similarity(one.surname, other.surname) >= 0.88
