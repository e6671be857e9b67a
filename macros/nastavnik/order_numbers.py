"""Numbers of orders as schools write them."""

from __future__ import annotations

import re

from nastavnik.text import fold


def running_number(text: str, number_format: str = "", year: int = 0) -> int | None:
    """The running part of an order's number, None where there is none.

    A number in the school's own format is read by it. Of any other the greatest part counts, its
    year aside: «42-ОД», «21/1», «279/01-03», «01/288», «3.12-55».
    """
    if "{n}" in number_format:
        before, _, after = re.escape(fold(number_format)).partition(re.escape("{n}"))
        own = re.fullmatch(rf"(?:№ ?)?{before}(\d+){after}", fold(text))
        if own:
            return int(own[1])
    parts = [int(part) for part in re.findall(r"\d+", text)]
    return max([part for part in parts if part != year] or parts, default=None)
