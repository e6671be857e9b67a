"""Classes of schools and groups of colleges as offices write them."""

from __future__ import annotations

import re
from typing import NamedTuple

from nastavnik.model.text import tidy


def class_number(text: str) -> int | None:
    """The number of a class of a school: «7 Б» → 7; None for a group of a college."""
    found = re.fullmatch(r"(1[01]|[1-9])[\s«\"]*[а-яё]?[»\"]?", text.strip().lower())
    return int(found[1]) if found else None


class Group(NamedTuple):
    """A class or a group of a known year of study: «10-1» is year 10 and the rest «-1»."""

    year: int
    rest: str

    @property
    def next(self) -> str:
        """The same class a year later."""
        return f"{self.year + 1}{self.rest}"

    @property
    def may_span_years(self) -> bool:
        """Whether it may be a class of several years at once: «1-4», «7-8»."""
        other = re.match(r"\s*[-–—/]\s*(\d+)", self.rest)
        return other is not None and self.year < int(other[1]) <= LAST_YEAR


LAST_YEAR = 12
"""No class has a greater number; in most schools the last one is 11."""
_GROUP = re.compile(r"(1[0-2]|[1-9])(?!\d|[.,]\d)(.*)")


def group_of(text: str) -> Group | None:
    """The class or group with its year of study; None where the text does not begin with one."""
    found = _GROUP.fullmatch(tidy(text))
    return Group(int(found[1]), found[2]) if found else None
