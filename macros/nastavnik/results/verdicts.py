"""What counting answers: who is in a number, who is not and why, and what the number is part of."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from nastavnik.model.schema import Column
from nastavnik.results.season import Season

FEW, SOME = 5, 10
"""Below `FEW` there are no percents, below `SOME` they stand beside the numbers."""
NOTHING = "—"
"""What stands where a number cannot be known: neither 0 nor 100."""


class Verdict(NamedTuple):
    """Somebody who is in the numerator, or not: then `why` says why.

    What is not even in the whole was looked at and left aside, as a mentee of another age. `told`
    are the numbers behind the answer, whichever it is.
    """

    who: str
    why: str = ""
    in_whole: bool = True
    told: str = ""

    @property
    def is_in(self) -> bool:
        """Whether the numerator has it."""
        return not self.why

    @property
    def reason(self) -> str:
        """The numbers and why it is not in, as a person reads them."""
        return ": ".join(filter(None, (self.told, self.why)))

    @property
    def answer(self) -> str:
        """The same as a person reads it."""
        return "да" if self.is_in else "нет"


Judge = Callable[[Season], Iterator[Verdict]]


class Definition(NamedTuple):
    """An indicator: its number and title, what is counted, of what, and from which columns.

    `whole` are fields of «Школа» whose sum is the denominator; without them it is those judged
    `in_whole`, unless `is_share` is false: then there is none. `unknown` says why there is no
    number at all, "" where there is one; `short` is what a chart has room for. `by_form` says that
    the pairs of one form alone give a true number: whoever has no pair, whoever answered about the
    whole programme, last year's novices and practices belong to no form.
    """

    number: int
    title: str
    part_words: str
    whole_words: str
    judge: Judge
    whole: tuple[Column, ...]
    is_share: bool
    sources: tuple[Column, ...]
    unknown: Callable[[Season], str]
    short: str = ""
    by_form: bool = False

    @property
    def code(self) -> str:
        """How other programs and people name it: «П5»."""
        return f"П{self.number}"


@dataclass(frozen=True)
class CountedShare:
    """An indicator counted: `part` of `whole`, None where it cannot be known, which `unknown` says.

    `verdicts` are the list behind the number.
    """

    definition: Definition
    part: int | None
    whole: int | None
    verdicts: tuple[Verdict, ...] = ()
    unknown: str = ""

    @property
    def inside(self) -> tuple[str, ...]:
        """Who is in the numerator."""
        return tuple(verdict.who for verdict in self.verdicts if verdict.is_in)

    @property
    def outside(self) -> tuple[Verdict, ...]:
        """Who is not in it."""
        return tuple(verdict for verdict in self.verdicts if not verdict.is_in)

    @property
    def exceeds(self) -> bool:
        """Whether the part is more than the whole: then one of the two numbers is wrong."""
        return self.part is not None and self.whole is not None and self.part > self.whole

    @property
    def percent(self) -> float | None:
        """The share in percent; None without a whole, and where the part is more than that."""
        return share(self.part, None if self.exceeds else self.whole)


def share(part: float | None, whole: float | None) -> float | None:
    """Percent that a part is of a whole; None where there is no whole."""
    return 100 * part / whole if part is not None and whole else None


def percent_words(part: float | None, whole: float | None) -> str:
    """A share in words that do not tell more than its numbers do: of few people no percents."""
    if part is None or not whole or part > whole:
        return NOTHING
    counts = f"{part:g} из {whole:g}".replace(".", ",")
    percent = _near(part, whole)
    if whole < FEW:
        return counts
    return f"{percent} ({counts})" if whole < SOME else percent


def fraction_words(part: float, whole: float) -> str:
    """The percent with the numbers it is made of: «43 % (3 из 7)»."""
    words = percent_words(part, whole)
    counts = f"{part:g} из {whole:g}".replace(".", ",")
    return words if counts in words or words == NOTHING else f"{words} ({counts})"


def _near(part: float, whole: float) -> str:
    """The whole percent; nobody who is there is rounded away, nor anybody who is not."""
    percent = rounded(100 * part / whole)
    if percent == 0 and part:
        return "меньше 1 %"
    return "больше 99 %" if percent == 100 and part < whole else f"{percent} %"


def rounded(value: float) -> int:
    """The nearest whole number; halves go up, as a person rounds."""
    return math.floor(value + 0.5)


def lacking(part: float, whole: float, target: float) -> int:
    """How many more are needed to reach a target in percent; 0 where it is reached."""
    return max(0, math.ceil(target * whole / 100 - 1e-9) - math.floor(part))
