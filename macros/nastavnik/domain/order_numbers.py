"""Numbers of orders as schools write them."""

from __future__ import annotations

import re
from functools import lru_cache

from nastavnik.model.text import fold

PLACE = "{n}"
"""Where the running part stands in a school's own format of numbers."""


def without_sign(number_format: str) -> str:
    """A format of numbers without the «№» that documents print themselves."""
    return re.sub(r"^№\s*", "", number_format)


def guessed_format(number: str, year: int) -> str:
    """The format that a number written in full seems to have: «118-ОД» → «{n}-ОД»."""
    running = running_number(number, year=year)
    return re.sub(rf"(?<!\d)0*{running}(?!\d)", PLACE, number, count=1) if running else PLACE


def running_number(text: str, number_format: str = "", year: int = 0) -> int | None:
    """The running part of an order's number, None where there is none.

    A number in the school's own format is read by it. Of any other the greatest part counts, its
    year aside: «42-ОД», «21/1», «279/01-03», «01/288», «3.12-55».
    """
    if PLACE in number_format and (own := _pattern(number_format).fullmatch(fold(text))):
        return int(own[1])
    parts = [int(part) for part in _NUMBER.findall(text)]
    return max([part for part in parts if part != year] or parts, default=None)


_NUMBER = re.compile(r"\d+")


@lru_cache(maxsize=16)
def _pattern(number_format: str) -> re.Pattern[str]:
    own_form = re.escape(fold(without_sign(number_format)))
    before, _, after = own_form.partition(re.escape(PLACE))
    return re.compile(rf"(?:№ ?)?{before}(\d+){after}")
