"""Pairs that ended before their time: the order that released them, and the pair that follows.

One act for each: a pair that takes the place of another is appointed by the order that ends that
one, and by no second order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from nastavnik.documents.catalogue.grounds import basis_of
from nastavnik.documents.catalogue.kinds import Subject, Subjects
from nastavnik.documents.values import Code, DocumentProblem
from nastavnik.domain.journal import journal_of
from nastavnik.domain.pairs import both
from nastavnik.domain.people import TEACHERS
from nastavnik.domain.situation import Situation
from nastavnik.model.choices import PairState, Series
from nastavnik.model.school import School
from nastavnik.model.sheets import Order, Pair
from nastavnik.model.text import fold

REPLACEMENT = "Приказ о замене наставника"
RELEASE = "Приказ о прекращении наставничества"
AMENDMENT = "Приказ о внесении изменений в приказ"
_ENDINGS = frozenset(map(fold, (REPLACEMENT, RELEASE, AMENDMENT)))

_ENDS_A_PAIR = re.compile(r"прекращени\w+ наставничеств|замен\w+ наставник|сняти\w+ наставник")
_NEAR = timedelta(days=14)
"""An order of release is dated about the day on which the pair ended."""
_STEM = 4
"""Letters of a surname that stay the same in every case."""


def released(about_teachers: bool, replaced: bool) -> Subjects:
    """One for every pair that an order had named and that ended before its time.

    Either those whose mentee has a new mentor, or those whose mentee has none.
    """

    def subjects(situation: Situation) -> Iterator[Subject]:
        for subject in stopped(situation):
            mine = _is_about_teacher(situation, subject) == about_teachers
            if mine and bool(subject.successor) == replaced:
                yield subject

    return subjects


def stopped(situation: Situation) -> Iterator[Subject]:
    """One for every pair that an order had named and that ended before its time."""
    school = situation.school
    for pair in school.pairs:
        if pair.state == PairState.STOPPED and pair.order and None not in both(school, pair):
            yield Subject(
                (pair,),
                who=pair.mentor,
                other=pair.mentee,
                since=pair.stopped_on,
                optional=True,
                registered=released_by(school, pair),
                successor=successor_of(school, pair),
            )


def _pair(subject: Subject) -> Pair:
    (pair,) = subject.records
    assert isinstance(pair, Pair)
    return pair


def _is_about_teacher(situation: Situation, subject: Subject) -> bool:
    _, mentee = both(situation.school, _pair(subject))
    return mentee is not None and mentee.role in TEACHERS


def another_order_serves(situation: Situation, subject: Subject) -> bool:
    """Whether an amendment is only for who asks for it: there is an order of release besides."""
    return _is_about_teacher(situation, subject) or subject.successor is None


def successor_of(school: School, ended: Pair) -> Pair | None:
    """The accepted pair of the same mentee that no order has named yet."""
    for pair in school.pairs:
        waits = pair.state == PairState.ACCEPTED and not pair.order
        same = fold(pair.mentee) == fold(ended.mentee)
        if waits and same and fold(pair.mentor) != fold(ended.mentor):
            return pair if None not in both(school, pair) else None
    return None


def successors(situation: Situation) -> Iterator[Subject]:
    """What is still to be ended by an order that appoints the next pair at once."""
    return (s for s in stopped(situation) if s.successor and not s.registered)


def released_by(school: School, pair: Pair) -> tuple[str, date] | None:
    """The number and date of the order that ended the pair, if one did.

    It was made here, or its title in the journal says so and names nobody else.
    """
    made_here = {}
    for paper in school.papers:
        if fold(paper.kind) in _ENDINGS and paper.number and paper.dated:
            made_here[fold(paper.who), fold(paper.other)] = paper.number, paper.dated
    found = made_here.get((fold(pair.mentor), fold(pair.mentee)))
    known = {(fold(number), day) for number, day in made_here.values()}
    for order in school.orders if not found else ():
        theirs = (fold(order.number), order.dated) in known
        if not theirs and _ends(order, pair) and not _names_another(school, order, pair):
            return (order.number, order.dated) if order.dated else None
    return found


def _ends(order: Order, pair: Pair) -> bool:
    if not (order.number and order.dated and pair.stopped_on):
        return False
    since = pair.notice_on or pair.order_on or date.min
    is_near = since <= order.dated and abs(order.dated - pair.stopped_on) <= _NEAR
    return is_near and bool(_ENDS_A_PAIR.search(fold(order.title)))


def _names_another(school: School, order: Order, pair: Pair) -> bool:
    """Whether the title names people, and none of the pair."""
    words = fold(order.title).split()
    mine = {_stem(pair.mentor), _stem(pair.mentee)}
    named = {
        stem
        for stem in (_stem(person.full_name) for person in school.people)
        if stem and any(word.startswith(stem) for word in words)
    }
    return bool(named) and named.isdisjoint(mine)


def _stem(full_name: str) -> str:
    surname = fold(full_name).partition(" ")[0]
    return surname[: max(_STEM, len(surname) - 2)] if len(surname) >= _STEM else ""


def nobody_follows(situation: Situation) -> Iterator[DocumentProblem]:
    """Why there is no replacement to order: nobody has taken the mentor's place."""
    for subject in stopped(situation):
        if subject.successor or subject.registered or not _is_about_teacher(situation, subject):
            continue
        pair = _pair(subject)
        proposed = _proposed_for(situation.school, pair)
        yield DocumentProblem(
            Code.HELD_BACK,
            "приказ о замене не сделан: новый наставник "
            + ("предложен, но не принят" if proposed else "не назван"),
            (
                "Поставьте новой паре состояние «принято», соберите её согласия"
                if proposed
                else "Добавьте новую пару в состоянии «принято»"
            )
            + f" или сделайте «{RELEASE}»",
            (proposed or pair).at(Pair.state),
        )


def somebody_follows(situation: Situation) -> Iterator[DocumentProblem]:
    """Why there is no mere release to order: the mentor is replaced."""
    for subject in successors(situation):
        if _is_about_teacher(situation, subject):
            assert subject.successor
            yield DocumentProblem(
                Code.HELD_BACK,
                "приказ о прекращении не сделан: у наставляемого уже есть новый наставник",
                f"Сделайте «{REPLACEMENT}»: он и прекратит прежнюю пару, и назначит новую",
                subject.successor.at(Pair.mentor),
            )


def _proposed_for(school: School, ended: Pair) -> Pair | None:
    return next(
        (
            pair
            for pair in school.pairs
            if pair.state == PairState.PROPOSED and fold(pair.mentee) == fold(ended.mentee)
        ),
        None,
    )


def series_of_amended(situation: Situation, subject: Subject) -> Series:
    """An amendment is numbered in the series of the order that it amends."""
    pair = _pair(subject)
    known = {(fold(order.number), order.dated): order for order in situation.school.orders}
    order = known.get((fold(pair.order), pair.order_on)) or journal_of(situation.school).meant(
        pair.order, pair.order_on
    )
    if order and order.series in set(Series):
        return Series(order.series)
    return basis_of(situation.school, pair).series
