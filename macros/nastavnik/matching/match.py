"""One match of a school: the people, how they fit, who was chosen, and the proof."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np

from nastavnik.domain.classes import class_number
from nastavnik.domain.lemmas import Vocabulary
from nastavnik.domain.pairs import fits_roles, form_of
from nastavnik.domain.settings import demand_for_match
from nastavnik.matching.alternatives import Alternatives
from nastavnik.matching.certificate import certify, gap_of
from nastavnik.matching.criteria import criteria_of, least_fit
from nastavnik.matching.measures import PairTable
from nastavnik.matching.problem import (
    NOBODY,
    Bools,
    Ints,
    MatchGroup,
    MatchingProblem,
    Solution,
    ties_of,
)
from nastavnik.matching.results import Certificate
from nastavnik.matching.rounds import Names, Round, key, last_turn, round_of
from nastavnik.matching.scoring import Scoring
from nastavnik.matching.solving import solve
from nastavnik.model.choices import STANDS_FOR, SUBJECTS, SYNONYMS, MentorRole
from nastavnik.model.errors import JobError
from nastavnik.model.school import School
from nastavnik.model.sheets import Mentee, Mentor, Pair
from nastavnik.model.text import fold

ROOM = 120_000_000
"""Mentees × places that a usual computer can hold: 5000 mentees and 24 000 places."""


@dataclass(frozen=True)
class Match:
    """A solved and proved match; indices are positions in the lists of `round`."""

    round: Round
    scoring: Scoring
    problem: MatchingProblem
    solution: Solution
    certificate: Certificate

    @property
    def pairs(self) -> Iterator[tuple[int, int]]:
        """Chosen pairs as (mentor, mentee), in the order of mentees."""
        for mentee, mentor in enumerate(self.solution.chosen.tolist()):
            if mentor != NOBODY:
                yield mentor, mentee

    def form(self, mentor: int, mentee: int) -> str:
        """The form of a pair.

        What a person chose for an earlier proposal stays where it suits both, and no sizes of
        groups and no other mentors of the mentee depend on it.
        """
        people = self.round
        leader, led = people.mentors[mentor], people.mentees[mentee]
        if not (people.sizes or people.turn > 1):
            chosen = people.forms_chosen.get((fold(leader.full_name), fold(led.full_name)), "")
            if fits_roles(chosen, leader.role, led.role):
                return chosen
        return str(form_of(leader.role, led.role) or "")

    @cached_property
    def alternatives(self) -> Alternatives:
        """What else could have been chosen."""
        gap = gap_of(self.problem, self.solution)
        return Alternatives(self.problem, self.solution, gap)


def matches(school: School, today: date) -> list[Match]:
    """The match of a school on a day, then those of second and third mentors as far as wanted.

    Each takes the places that those before it left: nobody's first mentor is the worse for another
    one's second.

    Raises:
        JobError: a setting cannot be read, or there are more people than memory.
        NotProvedError: the check failed: a mistake of the program.
    """
    demand_for_match(school)
    found = [match(school, today)]
    made: tuple[Pair, ...] = ()
    for turn in range(2, last_turn(school) + 1):
        made = (*made, *(_as_pair(found[-1], *pair) for pair in found[-1].pairs))
        found.append(_matched(school, round_of(school, today, made, turn)))
    return found


def _as_pair(found: Match, mentor: int, mentee: int) -> Pair:
    people, form = found.round, found.form(mentor, mentee)
    names = people.mentors[mentor].full_name, people.mentees[mentee].full_name
    return Pair(mentor=names[0], mentee=names[1], form=form)


def match(school: School, today: date) -> Match:
    """The best match of first mentors, checked. See `matches`."""
    return _matched(school, round_of(school, today))


def _matched(school: School, found: Round) -> Match:
    _refuse_too_many(found)
    subjects, entries = (school.lists.get(each.title, each.values) for each in (SUBJECTS, SYNONYMS))
    about_people = [entry for entry in entries if STANDS_FOR not in entry]
    vocabulary = Vocabulary.of(subjects, about_people)
    scoring = Scoring(found, criteria_of(school), vocabulary, least_fit(school))
    problem = problem_of(scoring)
    solution = solve(problem)
    return Match(found, scoring, problem, solution, certify(problem, solution))


def _refuse_too_many(found: Round) -> None:
    mentees = len(found.mentees)
    places = sum(max(1, min(free, mentees)) for free in found.free)
    if mentees * places > ROOM:
        raise JobError(
            f"Для одного подбора людей слишком много: наставляемых {mentees}, мест у наставников "
            f"{places}. Разделите книгу по школам или уменьшите «Мест» на листе «{Mentor.sheet}»"
        )


def problem_of(scoring: Scoring) -> MatchingProblem:
    """One round of matching as an assignment problem."""
    people = scoring.round
    scores, met = scoring.scores()
    return _with_groups(
        people,
        MatchingProblem(
            places=np.array(people.free, dtype=np.int64),
            scores=scores,
            allowed=met & (scores >= scoring.least) & allowed_pairs(people),
            proposed=_marked(people, (key(pair) for pair in people.proposed)),
            ties=ties_of(tuple(people.mentor_places), tuple(people.mentee_places)),
        ),
    )


def _with_groups(people: Round, problem: MatchingProblem) -> MatchingProblem:
    """The problem with sizes of groups: those that cannot come together are forbidden, a greatest
    size that is the only limit of a mentor takes the place of the free places."""
    places, allowed, groups = problem.places.copy(), problem.allowed.copy(), []
    for size in people.sizes:
        mentor, row = people.mentors[size.mentor], allowed[size.mentor]
        forms = [form_of(mentor.role, mentee.role) == size.form for mentee in people.mentees]
        members = np.array(forms, dtype=np.bool_)
        if min(size.most, int((row & members).sum())) < size.least:
            row[members] = False
            continue
        is_only = not (row & ~members).any()
        if is_only:
            places[size.mentor] = size.most
        if size.least > 1 or not is_only:
            groups.append(MatchGroup(size.mentor, members, size.least, size.most))
    return replace(problem, places=places, allowed=allowed, groups=tuple(groups))


def allowed_pairs(people: Round) -> Bools:
    """Which pairs (m × n) the model has a form for, with no older mentee and no refusal.

    The same person cannot be on both sides: `round_of` sees to it.
    """
    full: dict[str, frozenset[str]] = {}
    for name, form in people.full:
        full[name] = full.get(name, frozenset()) | {form}

    def may_be(mentor: str, mentee: tuple[str, frozenset[str]]) -> bool:
        return form_of(mentor, mentee[0]) not in {None, *mentee[1]}

    forms = PairTable.of(
        (mentor.role for mentor in people.mentors),
        (
            (mentee.role, full.get(name, frozenset()))
            for name, mentee in zip(people.mentee_places, people.mentees, strict=True)
        ),
        may_be,
    )
    allowed = forms.block(slice(None), np.arange(256, dtype=np.int32)) > 0
    pupils = [i for i, mentor in enumerate(people.mentors) if mentor.role == MentorRole.PUPIL]
    allowed[pupils] &= ~_younger([people.mentors[i] for i in pupils], people.mentees)
    return allowed & ~_marked(people, people.refused)


def _younger(mentors: Sequence[Mentor], mentees: Sequence[Mentee]) -> Bools:
    """Whether a mentor is in a lower class or was born later, where both are known."""
    (mine, born), (theirs, theirs_born) = _ages(mentors), _ages(mentees)
    by_class = (mine[:, None] > 0) & (mine[:, None] < theirs)
    by_birth = (theirs_born > 0) & (theirs_born < born[:, None])
    younger: Bools = by_class | by_birth
    return younger


def _ages(people: Sequence[Mentor] | Sequence[Mentee]) -> tuple[Ints, Ints]:
    """Numbers of classes and days of birth, 0 where unknown."""
    classes = [class_number(person.school_class) or 0 for person in people]
    births = [person.birth.toordinal() if person.birth else 0 for person in people]
    return np.array(classes, dtype=np.int64), np.array(births, dtype=np.int64)


def _marked(people: Round, pairs: Iterable[Names]) -> Bools:
    """A mask, m × n, of these pairs."""
    marked = np.zeros((len(people.mentors), len(people.mentees)), dtype=np.bool_)
    mentors, mentees = people.mentor_places, people.mentee_places
    for mentor, mentee in pairs:
        if mentor in mentors and mentee in mentees:
            marked[mentors[mentor], mentees[mentee]] = True
    return marked
