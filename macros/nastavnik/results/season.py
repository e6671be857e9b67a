"""A school year in which people took part: whose pairs count, and on which day.

A participant of the year has a pair that lasted into it; one stopped sooner than `SHORT` days after
its beginning only makes him «выбыли». People are counted, once in each role: two rows with one
name are one person, and so are two workers with the same given names and birth date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TypeVar

from nastavnik.domain.people import EMPLOYED, TEACHERS, WORKERS, years_old
from nastavnik.domain.working_days import WorkingDays
from nastavnik.model.cells import RecordTable
from nastavnik.model.choices import MenteeRole, MentorRole, PairState
from nastavnik.model.errors import JobError
from nastavnik.model.school import School
from nastavnik.model.sheets import Mentee, Mentor, Pair, Person
from nastavnik.model.text import fold
from nastavnik.results.thresholds import Threshold, value_of
from nastavnik.russian.dates import SchoolYear

LASTED = frozenset({PairState.ACTIVE, PairState.FINISHED, PairState.STOPPED})
"""States of the pairs whose people took part; a proposal or an acceptance is no work yet."""
_COLLEGE = re.compile(r"колледж|техникум|училищ|професс\w+ образоват", re.IGNORECASE)

P = TypeVar("P", bound=Person)
Identity = tuple[object, ...]
"""What tells one person from another, whatever the surname is now."""


@dataclass(frozen=True, eq=False)
class Season:
    """A school on a day, and which of its pairs and people belong to the year of that day."""

    school: School
    today: date
    calendar: WorkingDays = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "calendar", WorkingDays.of(self.school))

    @cached_property
    def year(self) -> SchoolYear:
        """The year that «Школа» names, else the one of today."""
        return SchoolYear.parse(self.school.card.year) or SchoolYear.containing(self.today)

    @property
    def previous(self) -> School | None:
        """The school of the year before, where its book is there and can be read."""
        return self._before[0]

    @property
    def loss(self) -> str:
        """Why the book of the year before, which is there, cannot be read; "" where it can."""
        return self._before[1]

    @cached_property
    def _before(self) -> tuple[School | None, str]:
        try:
            return self.school.before, ""
        except JobError as error:
            return None, str(error)

    @property
    def counted_on(self) -> date:
        """The day on which ages are counted: that of the school's own numbers, else today."""
        return self.school.card.sized_on or self.today

    def limit(self, threshold: Threshold) -> float:
        """A threshold of this school."""
        return value_of(self.school, threshold)

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The pairs of the year."""
        return tuple(pair for pair in self._touching if not self.is_short(pair))

    @cached_property
    def departed(self) -> tuple[Pair, ...]:
        """Pairs that were stopped too soon to count."""
        return tuple(pair for pair in self._touching if self.is_short(pair))

    @cached_property
    def active(self) -> tuple[Pair, ...]:
        """The pairs of the year that are at work."""
        return tuple(pair for pair in self.pairs if pair.state == PairState.ACTIVE)

    @cached_property
    def _touching(self) -> tuple[Pair, ...]:
        return tuple(
            pair for pair in self.school.pairs if pair.state in LASTED and self.touches(pair)
        )

    def of_form(self, form: str) -> Season:
        """The same year as if the school had only its pairs of one form."""
        table = self.school.table(Pair)
        mine: RecordTable[Pair] = replace(
            table, rows=tuple(pair for pair in table.rows if pair.form == form)
        )
        school = replace(self.school, tables={**self.school.tables, Pair.sheet: mine})
        return Season(school, self.today)

    def touches(self, pair: Pair, year: SchoolYear | None = None) -> bool:
        """Whether a pair lasted into the year; a bound that is not known is open."""
        wanted = year or self.year
        begins, ends = pair.start or date.min, ended(pair) or date.max
        return begins <= wanted.end and ends >= wanted.start and begins <= ends

    def is_short(self, pair: Pair) -> bool:
        """Whether a pair was stopped before it could be called taking part."""
        return pair.state == PairState.STOPPED and days_of(pair) < self.limit(Threshold.SHORT)

    @cached_property
    def mentors(self) -> tuple[Mentor, ...]:
        """Those who mentored this year, each once."""
        return tuple(self._taking_part(self.school.mentors, {fold(p.mentor) for p in self.pairs}))

    @cached_property
    def mentees(self) -> tuple[Mentee, ...]:
        """Those who were mentored this year, each once."""
        return tuple(self._taking_part(self.school.mentees, {fold(p.mentee) for p in self.pairs}))

    def _taking_part(self, registry: Iterable[P], names: set[str]) -> Iterator[P]:
        seen: set[Identity] = set()
        for person in registry:
            key = self.identity(person)
            if fold(person.full_name) in names and key not in seen:
                seen.add(key)
                yield person

    def pairs_of(self, person: Person) -> tuple[Pair, ...]:
        """The pairs of the year of somebody in her role."""
        side = Pair.mentor if isinstance(person, Mentor) else Pair.mentee
        name = fold(person.full_name)
        return tuple(pair for pair in self.pairs if fold(side.of(pair)) == name)

    def identity(self, person: Person) -> Identity:
        """What tells the person from others in both registries."""
        return self._identities[id(person)]

    @cached_property
    def _identities(self) -> Mapping[int, Identity]:
        return {id(person): identity_of(person, self.school) for person in self.school.people}

    def age(self, person: Person) -> int | None:
        """Full years on the day of the count; None where the birth date is not known."""
        return years_old(person, self.counted_on)

    def is_worker(self, person: Person) -> bool:
        """Whether the person teaches here, and not only besides another job."""
        roles = WORKERS if isinstance(person, Mentor) else TEACHERS
        return person.role in roles and not person.part_timer

    def is_learner(self, person: Person) -> bool:
        """Whether the person learns in this organisation: a school's pupil, a college's student."""
        mine = {MentorRole.PUPIL, MenteeRole.PUPIL}
        students = {MentorRole.STUDENT, MenteeRole.STUDENT} if self.is_college else set()
        return person.role in mine | students

    @cached_property
    def is_college(self) -> bool:
        """Whether the organisation is a college, whose students are its own learners."""
        card = self.school.card
        return _COLLEGE.search(f"{card.name} {card.short_name}") is not None


def ended(pair: Pair) -> date | None:
    """The last day of a pair: when it was stopped, if that was before its end."""
    if pair.stopped_on and (pair.end is None or pair.stopped_on < pair.end):
        return pair.stopped_on
    return pair.end


def days_of(pair: Pair, until: date | None = None) -> int:
    """How many days a pair lasted, both the first and the last counted; up to `until`."""
    last = ended(pair)
    if until is not None:
        last = min(last or until, until)
    return (last - pair.start).days + 1 if pair.start and last else 0


def identity_of(person: Person, school: School) -> Identity:
    """The full name; of workers, whose surnames change, the given names and the birth date.

    Where the other registry has the name with a birth date and this one without, it is the same.
    """
    name = fold(person.full_name)
    if person.role not in EMPLOYED:
        return (name,)
    birth = person.birth or _birth_elsewhere(person, school)
    given = name.partition(" ")[2]
    return (given, birth) if birth and given else (name,)


def _birth_elsewhere(person: Person, school: School) -> date | None:
    name = fold(person.full_name)
    others = (
        school.mentee_named.get(name)
        if isinstance(person, Mentor)
        else school.mentor_named.get(name)
    )
    return others.birth if others else None
