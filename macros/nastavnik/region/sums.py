"""What the books of a district come to: numerators and denominators summed, never percents."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from nastavnik.region.rows import BookRow, IndicatorRow
from nastavnik.results.catalogue import DEFINITIONS, VERSION
from nastavnik.results.verdicts import FEW, NOTHING, percent_words
from nastavnik.rules.catalogue import RULES

HIDDEN = f"менее {FEW}"
"""What stands in place of a number of people so small that it would show who they are."""
COVERED = "скрыто"
"""What stands in place of a number from which a hidden one could be found by subtraction."""


@dataclass
class IndicatorTotal:
    """An indicator of the district: sums over the schools where it is known."""

    number: int
    title: str
    is_share: bool
    part: int = 0
    whole: int = 0
    schools: int = 0
    unknown: int = 0

    @property
    def known_part(self) -> int | None:
        """The numerator; None where no school knows it."""
        return self.part if self.schools else None

    @property
    def known_whole(self) -> int | None:
        """The denominator; None where there is none."""
        return self.whole if self.schools and self.is_share else None


@dataclass
class FormTotal:
    """A form of mentoring in the district: people and pairs, and in how many schools."""

    mentors: int = 0
    mentees: int = 0
    pairs: int = 0
    active: int = 0
    schools: int = 0


@dataclass
class MistakeTotal:
    """A kind of mistake: how often, and in how many schools."""

    code: str
    title: str
    level: str
    times: int = 0
    schools: int = 0


@dataclass
class Totals:
    """The sums of a district, book after book."""

    books: int = 0
    mentors: int = 0
    mentees: int = 0
    indicators: dict[int, IndicatorTotal] = field(
        default_factory=lambda: {
            d.number: IndicatorTotal(d.number, d.title, d.is_share) for d in DEFINITIONS
        }
    )
    forms: dict[str, FormTotal] = field(default_factory=lambda: defaultdict(FormTotal))
    mistakes: dict[str, MistakeTotal] = field(default_factory=dict)
    days: Counter[str] = field(default_factory=Counter)

    def add(self, row: BookRow) -> None:
        """One more book, whose numbers count."""
        self.books += 1
        self.mentors += row.mentors
        self.mentees += row.mentees
        self.days[row.counted_on] += 1
        for indicator in row.indicators:
            self._add_indicator(indicator)
        for form in row.forms:
            total = self.forms[form.form]
            total.mentors += form.mentors
            total.mentees += form.mentees
            total.pairs += form.pairs
            total.active += form.active
            total.schools += 1

    def _add_indicator(self, row: IndicatorRow) -> None:
        total = self.indicators.setdefault(
            row.number, IndicatorTotal(row.number, row.title, row.is_share)
        )
        if row.part is None or (row.is_share and not row.whole):
            total.unknown += 1
            return
        total.part += row.part
        total.whole += row.whole or 0
        total.schools += 1

    def add_mistakes(self, row: BookRow) -> None:
        """One more book, whatever becomes of its numbers: what was found in it."""
        for code, times in Counter(found.code for found in row.findings).items():
            if code not in self.mistakes:
                self.mistakes[code] = _mistake(code, row)
            self.mistakes[code].times += times
            self.mistakes[code].schools += 1

    @property
    def frequent(self) -> list[MistakeTotal]:
        """Mistakes by the number of schools that make them."""
        return sorted(self.mistakes.values(), key=lambda m: (-m.schools, -m.times, m.code))


def _mistake(code: str, row: BookRow) -> MistakeTotal:
    by_code = {found.code: found for found in reversed(row.findings)}
    found = by_code[code]
    return MistakeTotal(code, _RULES.get(code) or found.message, found.level)


_RULES: Mapping[str, str] = {each.code: each.title for each in RULES}
COUNTING = VERSION
"""How indicators are counted; years of another version are not compared."""


class ShownNumber(NamedTuple):
    """A cell of a table by schools: the number, or the words in its place."""

    number: int | None
    words: str


def shown_counts(numbers: Sequence[int | None]) -> list[ShownNumber]:
    """A column of counts of people, the total of which is told too.

    Counts of 1 to 4 are not shown, and where that is one alone, neither is the next smallest: else
    the total less the others would tell it.
    """
    small = [place for place, n in enumerate(numbers) if n is not None and 0 < n < FEW]
    covered = _covers(small, numbers)
    return [
        ShownNumber(None, HIDDEN)
        if place in small
        else ShownNumber(None, COVERED)
        if place == covered
        else ShownNumber(n, NOTHING if n is None else str(n))
        for place, n in enumerate(numbers)
    ]


def _covers(small: Sequence[int], numbers: Sequence[int | None]) -> int | None:
    if len(small) != 1:
        return None
    others = [(n, place) for place, n in enumerate(numbers) if n and place not in small]
    return min(others)[1] if others else None


def shown_shares(cells: Sequence[IndicatorRow | None]) -> list[str]:
    """A column of one indicator over schools, in words that tell no more than they may."""
    wholes = shown_counts([_size(cell) for cell in cells])
    return [
        NOTHING
        if cell is None or cell.part is None or (cell.is_share and not cell.whole)
        else whole.words
        if whole.number is None
        else percent_words(cell.part, cell.whole)
        if cell.is_share
        else str(cell.part)
        for cell, whole in zip(cells, wholes, strict=True)
    ]


def _size(cell: IndicatorRow | None) -> int | None:
    """Of how many people a cell tells; None where it tells nothing."""
    if cell is None or cell.part is None or (cell.is_share and not cell.whole):
        return None
    return cell.whole if cell.is_share else cell.part


def totals_of(rows: Iterable[BookRow]) -> Totals:
    """The sums of these books."""
    totals = Totals()
    for row in rows:
        totals.add(row)
        totals.add_mistakes(row)
    return totals
