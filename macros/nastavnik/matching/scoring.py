"""How well each mentor fits each mentee by the criteria of the school."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from nastavnik.domain.classes import class_number
from nastavnik.domain.lemmas import Senses, Vocabulary, Word
from nastavnik.domain.pairs import form_of
from nastavnik.domain.people import WORKERS
from nastavnik.matching.conditions import Known
from nastavnik.matching.criteria import Aspect, WeightedCriterion
from nastavnik.matching.measures import (
    FULL,
    HALF,
    NONE,
    NOT_MEASURED,
    Measure,
    Named,
    Overlap,
    PairTable,
)
from nastavnik.matching.problem import Bools, Ints, Percents
from nastavnik.matching.rounds import Names, Round
from nastavnik.model.sheets import Mentee, Mentor
from nastavnik.model.text import fold, items
from nastavnik.russian.dates import age
from nastavnik.russian.subjects import WORD, stem, taught

SEASONED = 10
"""Years of work that count in full."""
ENOUGH_WORDS = 3
YEAR_OFF = 25
CATEGORIES = {"без категории": NONE, "первая": 60}
ANY_SHIFT = "любая"
ANY_BUILDING = frozenset(map(stem, ("любой", "все", "весь")))
RUSSIAN = "русский"
SAY_NOTHING = frozenset(map(stem, ("корпус", "корп", "здание", "язык", "по", "улица", "ул")))
POINTS_BITS = 17
"""Room for the points of thirteen criteria at weight 100."""
BLOCK = 128
"""Mentors at a time, so that the arrays of a step stay in the cache of the processor."""


@dataclass(frozen=True)
class Scoring:
    """The criteria of a school over the people of one round."""

    round: Round
    criteria: tuple[WeightedCriterion, ...]
    vocabulary: Vocabulary
    least: int = 0
    """Percents below which a pair is not proposed."""

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """The measure of each criterion."""
        return tuple(MEASURES[criterion.aspect](self) for criterion in self.criteria)

    @cached_property
    def asked(self) -> tuple[tuple[WeightedCriterion, Measure], ...]:
        """The criteria that concern some pair."""
        known = zip(self.criteria, self.measures, strict=True)
        return tuple(each for each in known if each[1].concerns_anyone)

    @cached_property
    def mentor_senses(self) -> tuple[Senses, ...]:
        """What each mentor offers."""
        return tuple(self.vocabulary.senses(offer(mentor)) for mentor in self.round.mentors)

    @cached_property
    def mentee_words(self) -> tuple[tuple[Word, ...], ...]:
        """What each mentee asks for."""
        return tuple(self.vocabulary.words(mentee.request) for mentee in self.round.mentees)

    def scores(self) -> tuple[Percents, Bools]:
        """Percents of fit (m × n), and where every criterion that must be met is."""
        shape = (len(self.round.mentors), len(self.round.mentees))
        percents = np.empty(shape, dtype=np.uint8)
        met = np.ones(shape, dtype=np.bool_)
        for start in range(0, shape[0], BLOCK):
            rows = slice(start, start + BLOCK)
            percents[rows] = self._mean(rows, percents[rows].shape)
            for criterion, measure in self.asked:
                if criterion.must:
                    met[rows] &= measure.block(rows, np.arange(256, dtype=np.int32)) > NONE
        return percents, met

    def _mean(self, rows: slice, shape: tuple[int, ...]) -> Percents:
        """The mean of the percents by weight, over the criteria that concern a pair; else half.

        Points and weights are added up in the two halves of one number: that takes half the time.
        """
        packed = np.zeros(shape, dtype=np.int32)
        for criterion, measure in self.asked:
            both = (criterion.weight << POINTS_BITS) + criterion.weight * np.arange(256)
            both[NOT_MEASURED] = 0
            packed += measure.block(rows, both.astype(np.int32))
        weights, points = packed >> POINTS_BITS, packed & ((1 << POINTS_BITS) - 1)
        mean = (2 * points + weights) // np.maximum(2 * weights, 1)
        return np.where(weights > 0, mean, HALF).astype(np.uint8)

    def parts(self, mentors: Ints, mentees: Ints) -> Percents:
        """What each criterion says of single pairs: criteria × pairs."""
        return np.array([measure.at(mentors, mentees) for measure in self.measures], dtype=np.uint8)


def offer(mentor: Mentor) -> str:
    """Everything a mentor says to be good at."""
    return "\n".join((mentor.skills, mentor.interests, mentor.achievements, subject_of(mentor)))


def subject_of(person: Mentor | Mentee) -> str:
    """What a person teaches, by «Предмет», or by a post such as «учитель математики»."""
    return taught(person.subject, person.post)


def _subject(scoring: Scoring) -> Measure:
    def compare(mentor: tuple[bool, Senses], mentee: Senses) -> int:
        is_worker, subjects = mentor
        if not (subjects and mentee):
            return HALF if is_worker else NOT_MEASURED
        return FULL if subjects & mentee else NONE

    def subjects(person: Mentor | Mentee) -> Senses:
        named = scoring.vocabulary.subjects.named_in(subject_of(person))
        return named or frozenset(filter(None, [fold(person.subject)]))

    return PairTable.of(
        ((mentor.role in WORKERS, subjects(mentor)) for mentor in scoring.round.mentors),
        map(subjects, scoring.round.mentees),
        compare,
    )


def _request(scoring: Scoring) -> Measure:
    requests = [[word.senses for word in words] for words in scoring.mentee_words]
    return Overlap.of(scoring.mentor_senses, requests, ENOUGH_WORDS)


def _wish(scoring: Scoring) -> Measure:
    mentees = scoring.round.mentees
    wishes = ((fold(mentee.wish), fold(mentee.full_name)) for mentee in mentees)
    otherwise = _percents(NONE if mentee.wish else NOT_MEASURED for mentee in mentees)[None, :]
    return _named(scoring, wishes, otherwise)


def _mentor_wish(scoring: Scoring) -> Measure:
    people = scoring.round
    known = Known.of(people.mentee_places)
    wishes = (
        (fold(mentor.full_name), mentee)
        for mentor in people.mentors
        for mentee in known.named_in(mentor.wish)
    )
    otherwise = _percents(NONE if m.wish else NOT_MEASURED for m in people.mentors)[:, None]
    return _named(scoring, wishes, otherwise)


def _earlier(scoring: Scoring) -> Measure:
    return _named(scoring, scoring.round.earlier, _percents([NOT_MEASURED])[:, None])


def _percents(values: Iterable[int]) -> Percents:
    return np.fromiter(values, dtype=np.uint8)


def _named(scoring: Scoring, pairs: Iterable[Names], otherwise: Percents) -> Measure:
    mentors, mentees = scoring.round.mentor_places, scoring.round.mentee_places
    found = ((mentors.get(mentor), mentees.get(mentee)) for mentor, mentee in pairs)
    known = frozenset((i, j) for i, j in found if i is not None and j is not None)
    return Named(known, otherwise, (len(mentors), len(mentees)))


def _form(scoring: Scoring) -> Measure:
    def compare(mentor: tuple[str, str], mentee: tuple[str, str]) -> int:
        form = form_of(mentor[0], mentee[0])
        wanted = [wish == form for wish in (mentor[1], mentee[1]) if wish]
        return FULL * sum(wanted) // len(wanted) if wanted else NOT_MEASURED

    return PairTable.of(
        ((mentor.role, mentor.wanted_forms) for mentor in scoring.round.mentors),
        ((mentee.role, mentee.wanted_form) for mentee in scoring.round.mentees),
        compare,
    )


def _experience(scoring: Scoring) -> Measure:
    def compare(mentor: tuple[bool, float | None], mentee: float | None) -> int:
        is_worker, years = mentor
        if not is_worker:
            return NOT_MEASURED
        if years is None:
            return HALF
        return NONE if years < (mentee or 0) else int(FULL * min(years / SEASONED, 1))

    return PairTable.of(
        ((mentor.role in WORKERS, years_of_work(mentor)) for mentor in scoring.round.mentors),
        (mentee.seniority for mentee in scoring.round.mentees),
        compare,
    )


def years_of_work(mentor: Mentor) -> float | None:
    """The whole record of service, else that in this school."""
    return mentor.seniority if mentor.career is None else mentor.career


def _category(scoring: Scoring) -> Measure:
    def compare(mentor: tuple[bool, str], _: None) -> int:
        is_worker, category = mentor
        if not is_worker:
            return NOT_MEASURED
        return CATEGORIES.get(category, FULL) if category else HALF

    return PairTable.of(
        ((mentor.role in WORKERS, mentor.category) for mentor in scoring.round.mentors),
        (None for _ in scoring.round.mentees),
        compare,
    )


def _age(scoring: Scoring) -> Measure:
    def compare(wanted: str, mentee: tuple[int | None, int | None]) -> int:
        years = mentee["кл" in wanted]
        if years is None or not wanted:
            return NOT_MEASURED
        least, most = limits(wanted)
        return max(NONE, FULL - YEAR_OFF * max(least - years, years - most, 0))

    today = scoring.round.today
    return PairTable.of(
        (fold(mentor.wanted_age) for mentor in scoring.round.mentors),
        (
            (age(mentee.birth, today) if mentee.birth else None, class_number(mentee.school_class))
            for mentee in scoring.round.mentees
        ),
        compare,
    )


def limits(wanted: str) -> tuple[int, int]:
    """The least and the greatest number of «12–14», «от 12», «до 7 класса», «13»."""
    numbers = [int(number) for number in re.findall(r"(?<![\d.])\d{1,2}(?![\d.]*\d)", wanted)] or [
        0,
        99,
    ]
    if len(numbers) > 1:
        return min(numbers), max(numbers)
    least = 0 if re.search(r"\bдо\b|младше", wanted) else numbers[0]
    most = 99 if re.search(r"\b(?:от|с)\b|старше|\+", wanted) else numbers[0]
    return least, most


def _shift(scoring: Scoring) -> Measure:
    def compare(mentor: str, mentee: str) -> int:
        if not (mentor and mentee):
            return NOT_MEASURED
        return FULL if mentor == mentee or ANY_SHIFT in {mentor, mentee} else NONE

    return PairTable.of(
        (mentor.shift for mentor in scoring.round.mentors),
        (mentee.shift for mentee in scoring.round.mentees),
        compare,
    )


def _building(scoring: Scoring) -> Measure:
    def compare(mentor: frozenset[str], mentee: frozenset[str]) -> int:
        if not (mentor and mentee):
            return NOT_MEASURED
        return FULL if mentor & mentee or ANY_BUILDING & (mentor | mentee) else NONE

    return PairTable.of(
        (_meant(items(mentor.building)) for mentor in scoring.round.mentors),
        (_meant(items(mentee.building)) for mentee in scoring.round.mentees),
        compare,
    )


def _language(scoring: Scoring) -> Measure:
    def compare(mentor: frozenset[str], mentee: frozenset[str]) -> int:
        if not mentee:
            return NOT_MEASURED
        return FULL if mentor & mentee else NONE

    return PairTable.of(
        (_languages(mentor.languages or RUSSIAN) for mentor in scoring.round.mentors),
        (_languages(mentee.language) for mentee in scoring.round.mentees),
        compare,
    )


def _languages(text: str) -> frozenset[str]:
    return _meant(re.split(r"[,;\n]", text)) if text else frozenset()


def _meant(entries: Iterable[str]) -> frozenset[str]:
    """Entries by what they mean: «Корпус № 2» and «2 корпус» are one, as are forms of words.

    «по-татарски» is «татарский».
    """
    return frozenset(filter(None, map(_essence, entries)))


def _essence(entry: str) -> str:
    """The stems that matter, in a fixed order."""
    return " ".join(sorted(set(map(stem, WORD.findall(fold(entry)))) - SAY_NOTHING))


def _time(scoring: Scoring) -> Measure:
    def compare(hours: float | None, _: None) -> int:
        return NOT_MEASURED if hours is None else int(FULL * min(hours, 1))

    return PairTable.of(
        (hours_for_one(mentor) for mentor in scoring.round.mentors),
        (None for _ in scoring.round.mentees),
        compare,
    )


def hours_for_one(mentor: Mentor) -> float | None:
    """Hours a week that a mentor has for each mentee when every place is taken."""
    return None if mentor.hours is None else mentor.hours / max(1, mentor.places or 1)


MEASURES: dict[Aspect, Callable[[Scoring], Measure]] = {
    Aspect.SUBJECT: _subject,
    Aspect.REQUEST: _request,
    Aspect.WISH: _wish,
    Aspect.MENTOR_WISH: _mentor_wish,
    Aspect.FORM: _form,
    Aspect.EXPERIENCE: _experience,
    Aspect.CATEGORY: _category,
    Aspect.AGE: _age,
    Aspect.SHIFT: _shift,
    Aspect.BUILDING: _building,
    Aspect.LANGUAGE: _language,
    Aspect.TIME: _time,
    Aspect.EARLIER: _earlier,
}
"""How each criterion is measured."""
