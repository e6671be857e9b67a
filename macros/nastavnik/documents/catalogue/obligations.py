"""Who owes a document, and when: the words in which the catalogue says it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from nastavnik.documents.catalogue.grounds import Basis, basis_of
from nastavnik.documents.catalogue.kinds import Subject, Subjects
from nastavnik.documents.catalogue.releases import successors
from nastavnik.documents.values import Code, DocumentProblem
from nastavnik.domain.consents import needs_worker_consent
from nastavnik.domain.pairs import both, participants, settled_pairs
from nastavnik.domain.people import LEARNERS, OUTSIDERS, TEACHERS, WORKERS, is_minor
from nastavnik.domain.signing import AGREEMENT, PROGRAM
from nastavnik.domain.situation import Situation
from nastavnik.model.choices import PairState
from nastavnik.model.parsing import day_inside
from nastavnik.model.schema import Column, Record
from nastavnik.model.sheets import BaseRow, Mentee, Mentor, Pair, Person
from nastavnik.model.text import fold
from nastavnik.results.season import LASTED

PROGRAM_WITHIN = timedelta(days=30)
SHORTLY = timedelta(days=14)
"""What is due within these days is made already."""
NOTICE_DAYS = 3
"""Working days between the notice and the end of mentoring (art. 351.8)."""

WantsPerson = Callable[[Person, Situation], bool]
WantsPair = Callable[[Pair, Situation], bool]


def once(situation: Situation) -> Iterator[Subject]:
    """One for the school and year."""
    yield Subject((situation.school.card,))


def kept_too_long(situation: Situation) -> Iterator[Subject]:
    """The rows of «Долгосрочная база» whose time of keeping is over, as one document."""
    rows = situation.school.table(BaseRow).rows
    over = (row for row in rows if row.keep_until and row.keep_until < situation.today)
    yield from group(over)


def each_person(
    wanted: WantsPerson, column: Column | None = None, optional: bool = False
) -> Subjects:
    """One for everyone in the programme that `wanted` picks; `column` records it."""

    def subjects(situation: Situation) -> Iterator[Subject]:
        for person, since in participants(situation):
            if wanted(person, situation):
                about = (person, person.full_name, "", since)
                yield _subject(*about, column=column, optional=optional or not column)

    return subjects


def each_pair(
    wanted: WantsPair,
    *also: PairState,
    column: Column | None = None,
    number: Column | None = None,
) -> Subjects:
    """One for every accepted pair, or one in a state of `also`, that `wanted` picks.

    `number` is a column needed besides.
    """

    def subjects(situation: Situation) -> Iterator[Subject]:
        pairs = situation.school.pairs
        over = (pair for pair in pairs if pair.state in also)
        for pair in (*settled_pairs(situation.school), *over):
            if is_known(situation, pair) and wanted(pair, situation):
                about = (pair, pair.mentor, pair.mentee, pair.start)
                yield _subject(*about, column=column, number=number, optional=not column)

    return subjects


def agreements(situation: Situation) -> Iterator[Subject]:
    """One for every pair under art. 351.8; a mentor signs one for all that share it.

    Those share it that have the same number and date, or none yet.
    """
    groups: dict[tuple[object, ...], list[Subject]] = {}
    for subject in each_pair(wants_article, column=AGREEMENT.column, number=Pair.agreement)(
        situation
    ):
        (pair,) = subject.records
        assert isinstance(pair, Pair)
        key = fold(pair.mentor), fold(pair.agreement), pair.agreement_on
        groups.setdefault(key, []).append(subject)
    for first, *others in groups.values():
        yield replace(first, beside=tuple(each.records[0] for each in others))
        yield from (replace(each, served=True) for each in others)


def each_over(wanted: WantsPair, column: Column) -> Subjects:
    """One for every pair that ended before its time and that `wanted` picks."""

    def subjects(situation: Situation) -> Iterator[Subject]:
        for pair in situation.school.pairs:
            stopped = pair.state == PairState.STOPPED and is_known(situation, pair)
            if stopped and wanted(pair, situation):
                about = (pair, pair.mentor, pair.mentee, pair.stopped_on)
                yield _subject(*about, column=column)

    return subjects


def _subject(  # noqa: PLR0913 - the fields of one record, told by name
    row: Record,
    who: str,
    other: str,
    since: date | None,
    *,
    column: Column | None,
    number: Column | None = None,
    optional: bool = False,
) -> Subject:
    value = column.of(row) if column else None
    return Subject(
        (row,),
        who=who,
        other=other,
        since=since,
        recorded=row.at(column) if column else None,
        signed=bool(value),
        dated=value if isinstance(value, date) else day_inside(value or ""),
        missing=row.at(number) if number and not number.of(row) else None,
        optional=optional,
    )


def program_of_pair(situation: Situation) -> Iterator[Subject]:
    """One for every accepted pair; a debt when the pair has worked for a month."""
    for subject in each_pair(anyone, column=PROGRAM.column)(situation):
        (pair,) = subject.records
        started = isinstance(pair, Pair) and pair.state == PairState.ACTIVE and pair.start
        late = started and situation.today - started > PROGRAM_WITHIN
        due = subject.since + PROGRAM_WITHIN if subject.since else None
        yield replace(subject, since=due, optional=not late)


def pending_pairs(situation: Situation) -> Iterator[Pair]:
    """Accepted pairs that no order names yet and whose people are both in the registries.

    Not those that take the place of another pair: the order that ends that one appoints them.
    """
    elsewhere = {each.successor.row for each in successors(situation) if each.successor}
    for pair in situation.school.pairs:
        waits = pair.state == PairState.ACCEPTED and not pair.order
        if waits and is_known(situation, pair) and pair.row not in elsewhere:
            yield pair


def group(records: Iterable[Record], basis: Basis | None = None) -> Iterator[Subject]:
    """Rows as what one order is about; nothing where there are none."""
    rows = tuple(records)
    if rows:
        starts = [row.start for row in rows if isinstance(row, Pair) and row.start]
        yield Subject(rows, since=min(starts, default=None), basis=basis, fresh=True)


def pairs_without_order(basis: Basis) -> Subjects:
    """All pairs on one legal ground that still wait for their order."""

    def subjects(situation: Situation) -> Iterator[Subject]:
        waiting = pending_pairs(situation)
        yield from group((p for p in waiting if basis_of(situation.school, p) == basis), basis)

    return subjects


def pairs_in_orders(basis: Basis) -> Subjects:
    """The pairs of each registered order on one legal ground."""

    def subjects(situation: Situation) -> Iterator[Subject]:
        orders: dict[tuple[str, date], list[Pair]] = {}
        for pair in situation.school.pairs:
            if pair.order and pair.order_on and is_known(situation, pair):
                orders.setdefault((pair.order, pair.order_on), []).append(pair)
        for registered, pairs in orders.items():
            mine = [pair for pair in pairs if basis_of(situation.school, pair) == basis]
            for subject in group(mine, basis):
                yield replace(subject, registered=registered)

    return subjects


def programs_to_approve(situation: Situation) -> Iterator[Subject]:
    """Pairs whose programme is written and approved by no order."""
    pairs = settled_pairs(situation.school)
    waiting = (p for p in pairs if p.program_on and not p.program_order)
    return group(pair for pair in waiting if is_known(situation, pair))


def pairs_to_finish(wanted: WantsPair, known_by: str, ahead: timedelta = timedelta()) -> Subjects:
    """Pairs that have worked: those at their end, or all while none is.

    An order may be made so long `ahead` of an end. Those are left out that an order of the journal
    whose title says `known_by` has ended.
    """

    def subjects(situation: Situation) -> Iterator[Subject]:
        school, states = situation.school, {PairState.ACTIVE, PairState.FINISHED}
        orders = (o for o in school.orders if o.dated and re.search(known_by, fold(o.title)))
        last = max((order.dated for order in orders if order.dated), default=date.min)
        pairs = [p for p in school.pairs if p.state in states and wanted(p, situation)]
        known = [p for p in pairs if is_known(situation, p) and _ends(p) - ahead > last]
        ended = [pair for pair in known if not list(_still_running(situation, pair, ahead))]
        return group(ended or known)

    return subjects


def _ends(pair: Pair) -> date:
    return pair.end or date.max


def still_running(situation: Situation, subject: Subject) -> Iterator[DocumentProblem]:
    """Pairs whose time has not come: an order cannot finish them yet."""
    for pair in subject.records:
        if isinstance(pair, Pair):
            yield from _still_running(situation, pair)


def still_paid(situation: Situation, subject: Subject) -> Iterator[DocumentProblem]:
    """Pairs that do not end shortly: an order cannot end their pay yet."""
    for pair in subject.records:
        if isinstance(pair, Pair):
            yield from _still_running(situation, pair, SHORTLY)


def _still_running(
    situation: Situation, pair: Pair, ahead: timedelta = timedelta()
) -> Iterator[DocumentProblem]:
    if pair.state == PairState.ACTIVE and _ends(pair) - ahead > situation.today:
        yield DocumentProblem(
            Code.ORDER_OF_DATES,
            "приказ не сделан: срок пары ещё не вышел",
            "Зарегистрируйте приказ после окончания пары или отметьте пару завершённой",
            pair.at(Pair.end),
        )


def short_notice(situation: Situation, subject: Subject) -> Iterator[DocumentProblem]:
    """A mentor of a worker released earlier than three working days after the notice."""
    for pair in subject.records:
        if not isinstance(pair, Pair) or not needs_worker_consent(situation.school, pair):
            continue
        notice, stopped = pair.notice_on, pair.stopped_on
        if notice and stopped and stopped < situation.calendar.after(notice, NOTICE_DAYS):
            yield DocumentProblem(
                Code.ORDER_OF_DATES,
                "приказ не сделан: между уведомлением и прекращением меньше трёх рабочих дней",
                "Исправьте дату прекращения или уведомления",
                pair.at(Pair.stopped_on),
            )


def mentors_at_work(situation: Situation) -> Iterator[Subject]:
    """Workers who mentor somebody this year, as the rows of one order."""
    pairs = (p for p in situation.school.pairs if p.state in {PairState.ACTIVE, PairState.FINISHED})
    found = (both(situation.school, pair)[0] for pair in pairs)
    return group(dict.fromkeys(m for m in found if m and m.role in WORKERS))


def is_known(situation: Situation, pair: Pair) -> bool:
    """Whether both people of the pair are in the registries."""
    return None not in both(situation.school, pair)


def anyone(row: Record, situation: Situation) -> bool:
    """Everyone."""
    return True


def wants_article(pair: Pair, situation: Situation) -> bool:
    """Pairs under art. 351.8."""
    return needs_worker_consent(situation.school, pair)


def mentee_is_teacher(pair: Pair, situation: Situation) -> bool:
    """Pairs whose mentee is a worker."""
    _, mentee = both(situation.school, pair)
    return isinstance(mentee, Mentee) and mentee.role in TEACHERS


def minor(person: Person, situation: Situation) -> bool:
    """Those under eighteen."""
    return is_minor(person, situation.today)


def is_mentor(person: Person, situation: Situation) -> bool:
    """Mentors."""
    return isinstance(person, Mentor)


def is_mentee(person: Person, situation: Situation) -> bool:
    """Mentees."""
    return isinstance(person, Mentee)


def is_outside(person: Person, situation: Situation) -> bool:
    """Mentors from outside."""
    return isinstance(person, Mentor) and person.role in OUTSIDERS


def from_organisation(person: Person, situation: Situation) -> bool:
    """Mentors whom another organisation sends."""
    return isinstance(person, Mentor) and person.role in OUTSIDERS and bool(person.workplace)


def is_adult_mentor(person: Person, situation: Situation) -> bool:
    """Mentors who are no pupils."""
    return isinstance(person, Mentor) and person.role not in LEARNERS


def is_paired(person: Person, situation: Situation) -> bool:
    """Those in an accepted pair, in the role of this row: one person may stand in both lists."""
    name, is_mentor = fold(person.full_name), isinstance(person, Mentor)
    pairs = settled_pairs(situation.school)
    return any(fold(p.mentor if is_mentor else p.mentee) == name for p in pairs)


def has_mentored(person: Person, situation: Situation) -> bool:
    """Workers of the school who lead a pair or have led one."""
    if not isinstance(person, Mentor) or person.role not in WORKERS:
        return False
    name = fold(person.full_name)
    return any(p.state in LASTED and fold(p.mentor) == name for p in situation.school.pairs)


def paired_mentor(person: Person, situation: Situation) -> bool:
    """Mentors in an accepted pair."""
    return isinstance(person, Mentor) and is_paired(person, situation)
