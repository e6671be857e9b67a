"""Numbers of orders as schools write them."""

from __future__ import annotations

import re
from functools import lru_cache

from nastavnik.text import fold


def running_number(text: str, number_format: str = "", year: int = 0) -> int | None:
    """The running part of an order's number, None where there is none.

    A number in the school's own format is read by it. Of any other the greatest part counts, its
    year aside: «42-ОД», «21/1», «279/01-03», «01/288», «3.12-55».
    """
    if "{n}" in number_format and (own := _pattern(number_format).fullmatch(fold(text))):
        return int(own[1])
    parts = [int(part) for part in _NUMBER.findall(text)]
    return max([part for part in parts if part != year] or parts, default=None)


_NUMBER = re.compile(r"\d+")


@lru_cache(maxsize=16)
def _pattern(number_format: str) -> re.Pattern[str]:
    before, _, after = re.escape(fold(number_format)).partition(re.escape("{n}"))
    return re.compile(rf"(?:№ ?)?{before}(\d+){after}")
