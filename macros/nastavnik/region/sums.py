"""What the books of a district come to: numerators and denominators summed, never percents."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from nastavnik.region.rows import BookRow, FormRowOfSchool, IndicatorRow
from nastavnik.results.catalogue import DEFINITIONS, VERSION
from nastavnik.results.verdicts import FEW, NOTHING, Definition, percent_words
from nastavnik.rules.catalogue import RULES

A = TypeVar("A", bound=Hashable)
B = TypeVar("B", bound=Hashable)

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

    def add(self, part: int | None, whole: int | None) -> None:
        """One more school."""
        if part is None or (self.is_share and not whole):
            self.unknown += 1
            return
        self.part += part
        self.whole += whole or 0
        self.schools += 1


@dataclass
class FormTotal:
    """A form of mentoring in the district: people and pairs, and in how many schools.

    `shares` are its indicators: the whole of one that «Школа» tells is not theirs, see `by_form`.
    """

    mentors: int = 0
    mentees: int = 0
    pairs: int = 0
    active: int = 0
    schools: int = 0
    shares: dict[int, IndicatorTotal] = field(
        default_factory=lambda: {number: _total(d) for number, d in BY_FORM.items()}
    )


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
        default_factory=lambda: {d.number: _total(d) for d in DEFINITIONS}
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
        for each in row.indicators:
            start = IndicatorTotal(each.number, each.title, each.is_share)
            self.indicators.setdefault(each.number, start).add(each.part, each.whole)
        known = {each.number for each in row.indicators if each.part is not None}
        for form in row.forms:
            self._add_form(form, known)

    def _add_form(self, form: FormRowOfSchool, known: Collection[int]) -> None:
        """A form of a school; what the school as a whole cannot tell, no form of it can."""
        total = self.forms[form.form]
        total.mentors += form.mentors
        total.mentees += form.mentees
        total.pairs += form.pairs
        total.active += form.active
        total.schools += bool(form.pairs)
        for number, part, whole in form.shares:
            total.shares[number].add(part if number in known else None, whole)

    def by_form(self) -> Iterator[tuple[str, IndicatorTotal]]:
        """The indicators of each form that have anything to tell, those of one beside each other.

        What is part of a number of the school is part of the same number in every form: of the
        district's, with the schools that have not this form.
        """
        for number, definition in BY_FORM.items():
            for form in sorted(self.forms):
                mine, all_forms = self.forms[form].shares[number], self.indicators[number]
                if definition.whole and mine.part:
                    yield form, replace(all_forms, part=mine.part)
                elif not definition.whole and mine.schools:
                    yield form, mine

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


BY_FORM: Mapping[int, Definition] = {d.number: d for d in DEFINITIONS if d.by_form}
"""The indicators that a form of mentoring has by itself."""


def _total(definition: Definition) -> IndicatorTotal:
    return IndicatorTotal(definition.number, definition.title, definition.is_share)


def _mistake(code: str, row: BookRow) -> MistakeTotal:
    by_code = {found.code: found for found in reversed(row.findings)}
    found = by_code[code]
    return MistakeTotal(code, _RULES.get(code) or found.message, found.level)


_RULES: Mapping[str, str] = {each.code: each.title for each in RULES}
COUNTING = VERSION
"""How indicators are counted; years of another version are not compared."""


def hidden_in(sizes: Mapping[tuple[A, B], int | None]) -> dict[tuple[A, B], str]:
    """The words in place of numbers of people that may not be told, by row and column.

    Those are the numbers of 1 to 4; and where one alone is hidden in a row or a column, whose sum
    is told too, so is the next smallest, else the sum less the others would tell it.
    """
    hidden = {place: HIDDEN for place, n in sizes.items() if n is not None and 0 < n < FEW}
    lines: dict[tuple[int, Hashable], list[tuple[A, B]]] = defaultdict(list)
    for place, n in sizes.items():
        if n:
            for axis, name in enumerate(place):
                lines[axis, name].append(place)
    doubtful = dict.fromkeys(lines)
    while doubtful:
        line = lines[doubtful.popitem()[0]]
        if sum(place in hidden for place in line) == 1 < len(line):
            next_smallest = min((p for p in line if p not in hidden), key=lambda p: sizes[p] or 0)
            hidden[next_smallest] = COVERED
            doubtful |= dict.fromkeys(enumerate(next_smallest))
    return hidden


def shown_shares(cells: Sequence[IndicatorRow | None]) -> list[str]:
    """A column of one indicator over schools, in words that tell no more than they may."""
    hidden = hidden_in({(n, ""): cell.size for n, cell in enumerate(cells) if cell})
    return [
        hidden.get((n, "")) or (words_of_share(cell) if cell else NOTHING)
        for n, cell in enumerate(cells)
    ]


def words_of_share(cell: IndicatorRow) -> str:
    """An indicator of a school in words."""
    if cell.size is None:
        return NOTHING
    return percent_words(cell.part, cell.whole) if cell.is_share else str(cell.part)


def totals_of(rows: Iterable[BookRow]) -> Totals:
    """The sums of these books."""
    totals = Totals()
    for row in rows:
        totals.add(row)
        totals.add_mistakes(row)
    return totals
