"""The values of a sheet as they were read, and the addresses of cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from nastavnik.model.findings import Value

Position = tuple[int, int]
"""(row, column), both from 1, as an office application counts."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Values of one sheet: `rows[0]` is row 1 of the sheet and starts at column A.

    `errors` are cells that hold an error such as «#REF!»; `uncalculated` are formulas without a
    stored result; `merged` are (top left, bottom right) of merged areas, whose value is in the
    first cell; `formulas` are cells whose value a formula made.
    """

    rows: Sequence[Sequence[Value]]
    errors: Mapping[Position, str] = field(default_factory=dict)
    uncalculated: frozenset[Position] = frozenset()
    formulas: frozenset[Position] = frozenset()
    merged: tuple[tuple[Position, Position], ...] = ()

    def value(self, row: int, column: int) -> Value:
        """The value at (row, column), None outside the used range."""
        if 1 <= row <= len(self.rows) and 1 <= column <= len(self.rows[row - 1]):
            return self.rows[row - 1][column - 1]
        return None

    def with_values(self, values: Mapping[Position, Value]) -> Grid:
        """The grid with other values in some cells, those beyond its used range included."""
        rows = [list(row) for row in self.rows]
        for (row, column), value in values.items():
            rows += [[] for _ in range(row - len(rows))]
            rows[row - 1] += [None] * (column - len(rows[row - 1]))
            rows[row - 1][column - 1] = value
        return replace(self, rows=rows)


Cells = Mapping[str, Grid]
"""A whole workbook as it was read: sheet title → grid, in the order of the sheets."""


def as_number(value: float) -> Value:
    """A number as a person typed it: 7, not 7.0."""
    return int(value) if value.is_integer() and abs(value) < 2**53 else value


_HALF_A_SECOND = 500_000


def as_moment(value: datetime) -> date:
    """A day, with its time where it has one: a part of a second is an error of rounding."""
    whole = value.replace(microsecond=0, tzinfo=None)
    if value.microsecond >= _HALF_A_SECOND and whole < datetime.max.replace(microsecond=0):
        whole += timedelta(seconds=1)
    return whole if whole.time() != time() else whole.date()


def letters(column: int) -> str:
    """The letters of a column: 1 → A, 28 → AB."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def address(row: int, column: int) -> str:
    """The address of a cell: (7, 3) → C7."""
    return f"{letters(column)}{row}"


def column_number(text: str) -> int:
    """The number of a column by its letters: AB → 28."""
    number = 0
    for letter in text.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def position(text: str) -> Position:
    """The position that an address names: C7 → (7, 3)."""
    letters_part = text.rstrip("0123456789")
    return int(text[len(letters_part) :]), column_number(letters_part)
