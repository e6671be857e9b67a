"""Columns of a list of pairs that tell of the pair: its form, its first and its last day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from nastavnik.model.cell_reader import Lists
from nastavnik.model.findings import Value
from nastavnik.model.parsing import is_filled
from nastavnik.model.sheets import Pair
from nastavnik.model.text import fold
from nastavnik.people_import.cells.cleaning import allowed_values, clean, shown
from nastavnik.people_import.model import PAIR_FIELDS, PAIR_PERIOD
from nastavnik.russian.dates import SchoolYear

_TITLES = {
    "pair_form": re.compile(r"форма(?: наставничества| работы)?"),
    "pair_start": re.compile(
        r"(?:дата )?(?:начал[оа]|закреплени[ея])(?: (?:работы|наставничества|периода))?"
    ),
    "pair_end": re.compile(
        r"(?:дата )?(?:окончани[ея]|завершени[ея])(?: (?:работы|наставничества|периода))?"
    ),
    PAIR_PERIOD: re.compile(r"(?:период|сроки?)(?: (?:работы|наставничества|закрепления))?"),
}
_DAY = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2,4}")


def pair_field(title: str) -> str:
    """Which column of «Пары» a title means; "" where it means none."""
    return next((f for f, pattern in _TITLES.items() if pattern.fullmatch(fold(title))), "")


def is_unclear(field: str, value: Value, lists: Lists) -> bool:
    """Whether a cell says of its pair what cannot be read."""
    return is_filled(value) and not told(field, value, lists)


def days_of(field: str) -> tuple[str, ...]:
    """The days of the pair that a column is to tell: the usual ones must not stand for them."""
    every = {PAIR_PERIOD: _ENDS, "pair_start": _ENDS[:1], "pair_end": _ENDS[1:]}
    return tuple(column.name for column in every.get(field, ()))


def told(field: str, value: Value, lists: Lists) -> Mapping[str, Any]:
    """What a cell tells of its pair, by the fields of the pair; nothing where it is not clear."""
    if not is_filled(value):
        return {}
    if field == PAIR_PERIOD:
        return _period(shown(value))
    column = PAIR_FIELDS[field]
    cleaned = clean(value, column, allowed_values(column, Pair, lists))
    is_told = not (cleaned.problem or cleaned.doubt) and is_filled(cleaned.value)
    return {column.name: cleaned.value} if is_told else {}


def _period(text: str) -> dict[str, Any]:
    """«01.09.2026 – 31.05.2027» and «2026/2027 учебный год» as the first and the last day."""
    days = [clean(day, column) for day, column in zip(_DAY.findall(text), _ENDS, strict=False)]
    if len(days) == len(_DAY.findall(text)) == 2 and not any(day.problem for day in days):
        first, last = (day.value for day in days)
        return {Pair.start.name: first, Pair.end.name: last} if first < last else {}
    if year := SchoolYear.parse(text):
        return {Pair.start.name: year.start, Pair.end.name: year.teaching_end}
    return {}


_ENDS = (Pair.start, Pair.end)
