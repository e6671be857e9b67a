"""Columns at a glance: in most of them every cell plainly is what the column wants.

To see that of a whole column costs far less than to parse its cells one by one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from math import isfinite
from typing import Any

from nastavnik.model.findings import Value
from nastavnik.model.parsing import LAST_DAY, MOST, first_day
from nastavnik.model.schema import CellKind, Column
from nastavnik.model.text import is_clean

Allowed = Mapping[str, str] | None
Values = Sequence[Any] | None

_LATIN = re.compile("[A-Za-z]")
_BESIDE = "|"
"""Between two texts that are looked at as one: nothing joins with it."""


def plain_values(cells: Sequence[Value], column: Column, allowed: Allowed) -> Values:
    """What `parse_cell` reads in each of the cells, where it would remark on none of them.

    None where only `parse_cell` can tell.
    """
    filled = [cell for cell in cells if cell is not None]
    if len(filled) == len(cells):
        return _plain(filled, column, allowed)
    if column.required:
        return None
    values = _plain(filled, column, allowed)
    if values is None:
        return None
    following, empty = iter(values), column.empty
    return [empty if cell is None else next(following) for cell in cells]


def _plain(cells: Sequence[Any], column: Column, allowed: Allowed) -> Values:
    """The same of cells none of which is empty."""
    if not cells:
        return ()
    plain_of_kind = _PLAIN.get((column.kind, frozenset(map(type, cells))))
    return plain_of_kind(cells, column, allowed) if plain_of_kind else None


def _texts(cells: Sequence[str], column: Column, allowed: Allowed) -> Values:
    texts = set(cells)
    if allowed is not None and not texts.issubset(allowed.values()):
        return None
    together = _BESIDE.join(texts)
    if not (is_clean(together) and all(map(str.strip, texts))):
        return None
    pattern = column.pattern
    if allowed is None and pattern:
        is_mixed = pattern.cyrillic and _LATIN.search(together)
        if is_mixed or not pattern.matches(*texts):
            return None
    return cells


def _days(cells: Sequence[date], column: Column, _: Allowed) -> Values:
    return cells if first_day(column) <= min(cells) and max(cells) <= LAST_DAY else None


def _numbers(cells: Sequence[float], column: Column, _: Allowed) -> Values:
    return [*map(float, cells)] if _are_in_reach(cells, column) else None


def _integers(cells: Sequence[float], column: Column, _: Allowed) -> Values:
    if not _are_in_reach(cells, column):
        return None
    whole = [*map(int, cells)]
    return whole if whole == cells else None


def _are_in_reach(cells: Sequence[float], column: Column) -> bool:
    least, most = min(cells), max(cells)
    if not (least > -MOST and most < MOST and all(map(isfinite, cells))):
        return False
    is_enough = column.minimum is None or column.minimum <= least
    return is_enough and (column.maximum is None or most <= column.maximum)


_NUMBERS = (frozenset({int}), frozenset({float}), frozenset({int, float}))
_PLAIN: Mapping[tuple[CellKind, frozenset[type]], Callable[[Any, Column, Allowed], Values]] = {
    (CellKind.TEXT, frozenset({str})): _texts,
    (CellKind.DATE, frozenset({date})): _days,
    **{(CellKind.NUMBER, types): _numbers for types in _NUMBERS},
    **{(CellKind.INTEGER, types): _integers for types in _NUMBERS},
}
