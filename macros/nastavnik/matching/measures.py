"""Kinds of comparison of m mentors with n mentees, each as fast as arrays allow.

Every measure knows percents 0–100, or `NOT_MEASURED` where it does not concern a pair. `at` gives
them for single pairs by their indices; `block`, for a slice of the mentors with all mentees, gives
what a table of 256 numbers says of each.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from nastavnik.matching.problem import Ints, Percents

FULL, HALF, NONE = 100, 50, 0
NOT_MEASURED = 255
Numbers = NDArray[np.int32]

A = TypeVar("A", bound=Hashable)
B = TypeVar("B", bound=Hashable)


class Measure(Protocol):
    """A comparison of every mentor with every mentee."""

    @property
    def concerns_anyone(self) -> bool:
        """Whether it concerns any pair at all."""

    def block(self, mentors: slice, numbers: Numbers) -> Numbers:
        """The number for the percents of some mentors (k) with all mentees: k × n."""

    def at(self, mentors: Ints, mentees: Ints) -> Percents:
        """Percents of single pairs."""


@dataclass(frozen=True)
class PairTable:
    """Compares what few different values describe: a table of the values, and everyone's place."""

    values: Percents
    mentors: Ints
    mentees: Ints

    @classmethod
    def of(
        cls, mentors: Iterable[A], mentees: Iterable[B], compare: Callable[[A, B], int]
    ) -> PairTable:
        """The comparison of each different value of mentors with each of mentees."""
        (rows, row_codes), (columns, column_codes) = _codes(mentors), _codes(mentees)
        values = [[compare(row, column) for column in columns] for row in rows]
        shape = (len(rows), len(columns))
        return cls(np.array(values, dtype=np.uint8).reshape(shape), row_codes, column_codes)

    @property
    def concerns_anyone(self) -> bool:
        """See `Measure`."""
        return bool((self.values != NOT_MEASURED).any())

    def block(self, mentors: slice, numbers: Numbers) -> Numbers:
        """See `Measure`."""
        return numbers[self.values][self.mentors[mentors]].take(self.mentees, axis=1)

    def at(self, mentors: Ints, mentees: Ints) -> Percents:
        """See `Measure`."""
        return self.values[self.mentors[mentors], self.mentees[mentees]]


def _codes(values: Iterable[A]) -> tuple[list[A], Ints]:
    places: dict[A, int] = {}
    codes = [places.setdefault(value, len(places)) for value in values]
    return list(places), np.array(codes, dtype=np.int64)


@dataclass(frozen=True)
class Overlap:
    """Compares sets of words: the share of the wanted ones that are there, `enough` being all.

    `mentors` (m × words) and `mentees` (n × words) are 0 or 1; `enough` (n) is how many common
    words make the whole, 0 for a mentee without words.
    """

    mentors: NDArray[np.float32]
    mentees: NDArray[np.float32]
    enough: NDArray[np.float32]

    @classmethod
    def of(
        cls,
        mentors: Sequence[Iterable[str]],
        mentees: Sequence[Iterable[str]],
        most: int,
    ) -> Overlap:
        """The comparison of words; `most` common ones are enough however many are wanted."""
        wanted = {word: place for place, word in enumerate(sorted({w for m in mentees for w in m}))}
        rows, columns = (_incidence(people, wanted) for people in (mentors, mentees))
        return cls(rows, columns, np.minimum(columns.sum(axis=1), most))

    @property
    def concerns_anyone(self) -> bool:
        """See `Measure`."""
        return bool(self.enough.any())

    def block(self, mentors: slice, numbers: Numbers) -> Numbers:
        """See `Measure`."""
        return numbers[self._percents(self.mentors[mentors] @ self.mentees.T, self.enough)]

    def at(self, mentors: Ints, mentees: Ints) -> Percents:
        """See `Measure`."""
        common = np.einsum("ij,ij->i", self.mentors[mentors], self.mentees[mentees])
        return self._percents(common, self.enough[mentees])

    @staticmethod
    def _percents(common: NDArray[np.float32], enough: NDArray[np.float32]) -> Percents:
        full = np.minimum(common, enough) * (FULL / np.maximum(enough, 1)) + 0.5
        return np.where(enough > 0, full, NOT_MEASURED).astype(np.uint8)


def _incidence(people: Sequence[Iterable[str]], places: Mapping[str, int]) -> NDArray[np.float32]:
    found = np.zeros((len(people), len(places)), dtype=np.float32)
    for row, words in enumerate(people):
        found[row, [places[word] for word in words if word in places]] = 1
    return found


@dataclass(frozen=True)
class Named:
    """Compares by name: FULL for listed pairs, for any other what `otherwise` says.

    `otherwise` is a column (m × 1) or a row (1 × n) of percents.
    """

    pairs: frozenset[tuple[int, int]]
    otherwise: Percents
    shape: tuple[int, int]

    @property
    def concerns_anyone(self) -> bool:
        """See `Measure`."""
        return bool(self.pairs) or bool((self.otherwise != NOT_MEASURED).any())

    @property
    def _others(self) -> Percents:
        return np.broadcast_to(self.otherwise, self.shape)

    def block(self, mentors: slice, numbers: Numbers) -> Numbers:
        """See `Measure`."""
        start, stop, _ = mentors.indices(self.shape[0])
        found = self._others[mentors].copy()
        for mentor, mentee in self.pairs:
            if start <= mentor < stop:
                found[mentor - start, mentee] = FULL
        return numbers[found]

    def at(self, mentors: Ints, mentees: Ints) -> Percents:
        """See `Measure`."""
        found = self._others[mentors, mentees]
        pairs = zip(mentors.tolist(), mentees.tolist(), strict=True)
        found[[pair in self.pairs for pair in pairs]] = FULL
        return found
