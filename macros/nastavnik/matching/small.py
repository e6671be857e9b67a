"""Matchings of the people of one school: exact, and sooner done than scipy is imported."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nastavnik.matching.problem import NOBODY, Bools, Ints

MOST_CELLS = 20_000
"""Mentees × places up to which this is quicker: 100 mentees and 200 places."""


def bits(rows: Bools) -> list[int]:
    """Each row as the bits of a number, the first column lowest."""
    packed = np.packbits(rows, axis=1, bitorder="little")
    return [int.from_bytes(row.tobytes(), "little") for row in packed]


def most_served(edges: Bools, free: Ints) -> Ints:
    """An assignment (n) of as many mentees as `edges` (m × n) and free places (m) allow.

    Who finds every place taken looks whether somebody there can go elsewhere (Kuhn).
    """
    room = free.tolist()
    wanted = bits(edges.T)
    guests: list[list[int]] = [[] for _ in room]
    unseen = 0

    def settles(mentee: int) -> bool:
        nonlocal unseen
        while open_to := wanted[mentee] & unseen:
            lowest = open_to & -open_to
            unseen ^= lowest
            there = guests[lowest.bit_length() - 1]
            if len(there) < room[lowest.bit_length() - 1]:
                there.append(mentee)
                return True
            for place, guest in enumerate(there):
                if settles(guest):
                    there[place] = mentee
                    return True
        return False

    for mentee in range(edges.shape[1]):
        unseen = (1 << len(room)) - 1
        settles(mentee)
    chosen = np.full(edges.shape[1], NOBODY, dtype=np.int64)
    for mentor, mentees in enumerate(guests):
        chosen[mentees] = mentor
    return chosen


def worthiest(worth: NDArray[np.float64]) -> Ints:
    """The column of every row that makes the sum of `worth` greatest; no more rows than columns.

    `worth` holds whole numbers, and minus infinity where a row must not have a column. Row by row
    comes in on the cheapest way to a free column, at prices that leave all content (Hungarian).

    Raises:
        ArithmeticError: not every row can have a column.
    """
    rows, columns = worth.shape
    gains, prices = np.zeros(rows), np.zeros(columns)
    owner = np.full(columns, NOBODY, dtype=np.int64)
    for newcomer in range(rows):
        far = np.full(columns, np.inf)
        came_from = np.full(columns, NOBODY, dtype=np.int64)
        seen = np.zeros(columns, dtype=np.bool_)
        row, column, way = newcomer, NOBODY, 0.0
        while row != NOBODY:
            further = way - worth[row] - gains[row] - prices
            nearer = ~seen & (further < far)
            far[nearer], came_from[nearer] = further[nearer], column
            column = int(np.where(seen, np.inf, far).argmin())
            way = far[column]
            if seen[column] or way == np.inf:
                raise ArithmeticError("not every row can have a column")
            seen[column], row = True, int(owner[column])
        seen[column] = False
        gains[newcomer] += way
        gains[owner[seen]] += way - far[seen]
        prices[seen] -= way - far[seen]
        while column != NOBODY:
            before = int(came_from[column])
            owner[column] = newcomer if before == NOBODY else owner[before]
            column = before
    found = np.empty(rows, dtype=np.int64)
    taken = np.flatnonzero(owner != NOBODY)
    found[owner[taken]] = taken
    return found
