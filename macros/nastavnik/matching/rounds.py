"""What a round of matching starts from: free places, people in need of a mentor, settled pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import itemgetter
from typing import TypeVar

from nastavnik.domain.group_sizes import group_size, mentors_allowed
from nastavnik.domain.pairs import forms_led, is_changed
from nastavnik.domain.past import worked_together
from nastavnik.matching.conditions import (
    Known,
    Obstacle,
    mentee_obstacles,
    mentor_obstacles,
    seats,
)
from nastavnik.model.choices import PairState, Way
from nastavnik.model.school import School
from nastavnik.model.sheets import Mentee, Mentor, Pair
from nastavnik.model.text import fold

Names = tuple[str, str]
"""A pair by folded names: mentor, mentee."""

P = TypeVar("P", Mentor, Mentee)
Barred = tuple[tuple[P, tuple[Obstacle, ...]], ...]
"""People with what bars them, in the order of their folded names."""


@dataclass(frozen=True, slots=True)
class Size:
    """How many more mentees a mentor (by place) may take in a form: none, or `least` to `most`."""

    mentor: int
    form: str
    least: int
    most: int


@dataclass(frozen=True)
class Round:
    """Who takes part in one round of matching; people are in the order of their folded names.

    `turn` is 1 where the mentees have no mentor yet, 2 where each wants a second one, and so on.
    `free` are places left, one number a mentor; `sizes` are given only where they limit more than
    those. `kept` are rows that a person settled, `proposed` earlier proposals less those that an
    earlier round has taken up, `refused` pairs that must not be, `earlier` pairs that finished a
    programme together, `full` mentees (by folded name) with forms in which they may have no more
    mentors. `mentors_out` and `mentees_out` are people who cannot be paired now, with the cause;
    `orphaned` kept rows whose mentor has left.
    """

    today: date
    mentors: tuple[Mentor, ...]
    free: tuple[int, ...]
    mentees: tuple[Mentee, ...]
    turn: int = 1
    sizes: tuple[Size, ...] = ()
    kept: tuple[Pair, ...] = ()
    orphaned: tuple[Pair, ...] = ()
    proposed: tuple[Pair, ...] = ()
    refused: frozenset[Names] = frozenset()
    earlier: frozenset[Names] = frozenset()
    full: frozenset[Names] = frozenset()
    mentors_out: Barred[Mentor] = ()
    mentees_out: Barred[Mentee] = ()

    @cached_property
    def mentor_places(self) -> Mapping[str, int]:
        """The position of each mentor, by folded name."""
        return {fold(mentor.full_name): place for place, mentor in enumerate(self.mentors)}

    @cached_property
    def mentee_places(self) -> Mapping[str, int]:
        """The position of each mentee, by folded name."""
        return {fold(mentee.full_name): place for place, mentee in enumerate(self.mentees)}

    @cached_property
    def forms_chosen(self) -> Mapping[Names, str]:
        """The forms of earlier proposals."""
        return {key(pair): pair.form for pair in self.proposed}


TURNS = ("", "Второй наставник", "Третий наставник")
"""What «Почему» begins with where a proposal is not the first mentor of its mentee."""


def last_turn(school: School) -> int:
    """The number of the last round: how many mentors somebody wants, as far as there are words."""
    most = max((mentee.mentors_wanted or 1 for mentee in school.mentees), default=1)
    return min(most, len(TURNS))


def key(pair: Pair) -> Names:
    """The pair by folded names."""
    return fold(pair.mentor), fold(pair.mentee)


def is_kept(pair: Pair) -> bool:
    """Whether a person settled this pair: accepted, fixed or made it, or an order names it."""
    settled = pair.state in {PairState.ACCEPTED, PairState.ACTIVE}
    return settled or bool(pair.by_hand) or bool(pair.order) or is_changed(pair)


def proposals(school: School) -> list[Pair]:
    """Pairs that the program proposed and nobody settled."""
    return [pair for pair in _named(school.live_pairs) if not is_kept(pair)]


def _named(pairs: Iterable[Pair]) -> list[Pair]:
    return [pair for pair in pairs if pair.mentor and pair.mentee]


def round_of(school: School, today: date, made: tuple[Pair, ...] = (), turn: int = 1) -> Round:
    """The round that a school is due on a day, given the pairs that earlier rounds `made`."""
    live = _named(school.live_pairs)
    gone, gone_mentees = _left(school.mentors, today), _left(school.mentees, today)
    settled = [p for p in live if is_kept(p) and fold(p.mentee) not in gone_mentees]
    kept = tuple(pair for pair in settled if fold(pair.mentor) not in gone)
    taken = (*kept, *made)
    mentees, mentees_out = _divided(_judged_mentees(school, today, taken, turn))
    first = mentees if turn == 1 else _divided(_judged_mentees(school, today, taken, 1))[0]
    waiting = frozenset(fold(mentee.full_name) for mentee in (*first, *mentees))
    mentors, mentors_out = _divided(_judged_mentors(school, today, taken, waiting))
    leads = Counter(fold(pair.mentor) for pair in taken)
    done = set(map(key, made))
    free = tuple(max(0, seats(m, school.card) - leads[fold(m.full_name)]) for m in mentors)
    return Round(
        today=today,
        mentors=mentors,
        free=free,
        mentees=mentees,
        turn=turn,
        sizes=tuple(_sizes(school, mentors, free, taken)),
        kept=kept,
        orphaned=tuple(pair for pair in settled if fold(pair.mentor) in gone),
        proposed=tuple(pair for pair in proposals(school) if key(pair) not in done),
        refused=frozenset(_refused(school)).union(map(key, taken)),
        earlier=frozenset(_finished(school)) | worked_together(school),
        full=frozenset(_full(school, taken)),
        mentors_out=mentors_out,
        mentees_out=mentees_out,
    )


Judged = Iterator[tuple[P, tuple[Obstacle, ...]]]


def _divided(people: Judged[P]) -> tuple[tuple[P, ...], Barred[P]]:
    """Those whom nothing bars, and the others."""
    known = tuple(people)
    return tuple(person for person, why in known if not why), tuple(p for p in known if p[1])


def _left(people: Iterable[Mentor] | Iterable[Mentee], today: date) -> frozenset[str]:
    return frozenset(fold(p.full_name) for p in people if p.left_on and p.left_on <= today)


def _judged_mentees(
    school: School, today: date, taken: Iterable[Pair], turn: int
) -> Judged[Mentee]:
    """Everyone in the programme whose next mentor, by number, would be this one, with what keeps
    them from getting one."""
    leading = {fold(pair.mentor) for pair in taken if pair.way != Way.REVERSE}
    has = Counter(fold(pair.mentee) for pair in taken)
    for name, mentee in sorted(school.mentee_named.items(), key=itemgetter(0)):
        is_next = has[name] == turn - 1 < (mentee.mentors_wanted or 1)
        if name and is_next and not (mentee.left_on or mentee.finished):
            busy = [LEADS] if name in leading else []
            yield mentee, (*mentee_obstacles(mentee, today), *busy)


def _judged_mentors(
    school: School, today: date, taken: Iterable[Pair], waiting: Container[str]
) -> Judged[Mentor]:
    """Every mentor, with what keeps them from taking anyone."""
    led = {fold(pair.mentee) for pair in taken if pair.way != Way.REVERSE}
    for name, mentor in sorted(school.mentor_named.items(), key=itemgetter(0)):
        if name:
            busy = [IS_LED] if name in led else [WAITS] if name in waiting else []
            yield mentor, (*mentor_obstacles(mentor, school, today), *busy)


LEADS = Obstacle(
    "сейчас ведёт других как наставник",
    "закрепите вручную с видом «реверсивное» или дождитесь завершения пары",
)
IS_LED = Obstacle(
    "сейчас за этим человеком самим закреплён наставник",
    "закрепите вручную с видом «реверсивное» или дождитесь завершения пары",
)
WAITS = Obstacle(
    "стоит и в «Наставляемых», сначала нужен наставник этому человеку",
    "если помощь не нужна, отметьте на листе «Наставляемые» «Программа пройдена»",
)
"""Nobody is mentor and mentee at once; who is registered as both gets a mentor first."""


def _sizes(
    school: School, mentors: Sequence[Mentor], free: Sequence[int], taken: Iterable[Pair]
) -> Iterator[Size]:
    """What sizes of groups leave to every mentor in each form, where that is less than `free`."""
    is_set = any(row.group_from or row.group_to for row in school.forms.values())
    if not (is_set or any(mentor.group_from for mentor in mentors)):
        return
    leads = Counter((fold(pair.mentor), pair.form) for pair in taken)
    for place, mentor in enumerate(mentors):
        for form in forms_led(mentor.role):
            span, has = group_size(school, mentor, form), leads[fold(mentor.full_name), form]
            most = free[place] if span.most is None else min(free[place], max(0, span.most - has))
            least = max(1, span.least - has)
            if least > 1 or most < free[place]:
                yield Size(place, form, least, most)


def _finished(school: School) -> Iterator[Names]:
    return (key(pair) for pair in school.pairs if pair.state == PairState.FINISHED)


def _full(school: School, taken: Iterable[Pair]) -> Iterator[Names]:
    """Mentees with forms in which they have as many mentors as the form allows."""
    have = Counter((fold(pair.mentee), pair.form) for pair in taken)
    return (each for each, count in have.items() if count >= mentors_allowed(school, each[1]))


def _refused(school: School) -> Iterator[Names]:
    """Pairs that people refused: in «Пары», or in «Не закреплять с» of either side."""
    yield from (key(pair) for pair in school.pairs if _is_refusal(pair))
    mentees = Known.of(school.mentee_named)
    for mentor in school.mentors:
        for name in mentees.named_in(mentor.refuses):
            yield fold(mentor.full_name), name
    mentors = Known.of(school.mentor_named)
    for mentee in school.mentees:
        for name in mentors.named_in(mentee.refuses):
            yield name, fold(mentee.full_name)


def _is_refusal(pair: Pair) -> bool:
    """Whether a row says that one of the two does not want the other."""
    return pair.state == PairState.REFUSED or pair.stop_reason in UNWANTED


UNWANTED = frozenset({"отказ наставника", "просьба наставляемого"})
"""Reasons to stop a pair after which it is not proposed again."""
