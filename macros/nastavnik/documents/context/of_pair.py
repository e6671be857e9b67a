"""Of the pairs of a document: who they are, what they are paid, what they have done."""

from __future__ import annotations

from collections.abc import Callable

from nastavnik.documents.context import pair_work, year_views
from nastavnik.documents.context.pair_work import progress_of, sections_of
from nastavnik.documents.context.request import DocumentRequest
from nastavnik.documents.context.views import Absent, Fields
from nastavnik.documents.values import Empty
from nastavnik.domain.pairs import both, settled_pairs
from nastavnik.domain.people import WORKERS
from nastavnik.domain.programmes import tasks_of
from nastavnik.model.schema import ColumnOf
from nastavnik.model.sheets import Card, MeetingRow, Mentor, NamedRow, Pair
from nastavnik.model.text import fold


def pairs(request: DocumentRequest) -> list[Fields]:
    """Пары этого документа: строки листа «Пары», по наставникам"""
    return request.views.each(_by_mentor(_own_pairs(request) or _pairs_of_people(request)))


def _own_pairs(request: DocumentRequest) -> tuple[Pair, ...]:
    subject = request.subject
    return tuple(r for r in (*subject.records, *subject.beside) if isinstance(r, Pair))


def _by_mentor(pairs: tuple[Pair, ...]) -> tuple[Pair, ...]:
    """Pairs of one mentor side by side, mentors as they come."""
    places: dict[str, int] = {}
    for pair in pairs:
        places.setdefault(fold(pair.mentor), len(places))
    return tuple(sorted(pairs, key=lambda pair: places[fold(pair.mentor)]))


def _pairs_of_people(request: DocumentRequest) -> tuple[Pair, ...]:
    rows = request.subject.records
    names = {row.full_name if isinstance(row, NamedRow) else "" for row in rows}
    pairs = tuple(settled_pairs(request.views.school))
    if not names:
        return pairs
    return tuple(pair for pair in pairs if pair.mentor in names or pair.mentee in names)


def one_only(side: ColumnOf[Pair, str], who: str) -> Callable[[DocumentRequest], bool]:
    """Tells whether the pairs of the document have one person on this side."""

    def alone(request: DocumentRequest) -> bool:
        pairs = _own_pairs(request)
        return len({fold(side.of(pair)) for pair in pairs}) == 1

    alone.__doc__ = f"Да, если {who} в парах документа один: для слов «ему» и «им»"
    return alone


def single_pay(request: DocumentRequest) -> object:
    """Доплата, если она у всех пар документа одна; иначе пусто"""
    pays = {pair["доплата"] for pair in pairs(request)}
    one = pays.pop() if len(pays) == 1 else None
    return one or Empty("Доплата", request.views.school.card.at(Card.pay))


def paid(request: DocumentRequest) -> list[Fields]:
    """Пары этого документа, у которых есть доплата"""
    return [pair for pair in pairs(request) if pair["доплата"]]


def meetings(request: DocumentRequest) -> list[Fields]:
    """Встречи этой пары, а в общих документах все: строки листа «Встречи»"""
    pairs = [record for record in request.subject.records if isinstance(record, Pair)]
    names = {(fold(pair.mentor), fold(pair.mentee)) for pair in pairs}
    rows = request.views.school.table(MeetingRow).rows
    mine = (row for row in rows if not names or (fold(row.mentor), fold(row.mentee)) in names)
    return request.views.each(tuple(mine))


def tasks(request: DocumentRequest) -> list[Fields]:
    """Задания этой пары: строки листа «Программы»"""
    pair = _one_pair(request)
    return request.views.each(tasks_of(request.views.school, pair)) if pair else []


def sections(request: DocumentRequest) -> list[Fields]:
    """Задания этой пары по разделам программы: название, задания"""
    pair = _one_pair(request)
    return sections_of(request.views, pair) if pair else []


def progress(request: DocumentRequest) -> Fields:
    """Как идёт программа пары: сделано, всего, частично, просрочено, снято, процент, встреч"""
    pair, views = _one_pair(request), request.views
    return progress_of(views.school, pair, views.today) if pair else Absent()


def _one_pair(request: DocumentRequest) -> Pair | None:
    return next((row for row in request.subject.records if isinstance(row, Pair)), None)


def words_of(side: ColumnOf[Pair, str], whose: str) -> Callable[[DocumentRequest], Fields]:
    """Makes the last words of one side of the pair; absent in a document about no pair."""

    def found(request: DocumentRequest) -> Fields:
        pair = _one_pair(request)
        return pair_work.words_of(request.views.school, side.of(pair)) if pair else Absent()

    found.__doc__ = f"Последние слова {whose} из анкет: получилось, мешало, предложения"
    return found


def next_pair(request: DocumentRequest) -> Fields:
    """Новая пара того же наставляемого, если наставника заменили"""
    successor = request.subject.successor
    return request.views.of(successor) if successor else Absent()


def psychologist(request: DocumentRequest) -> Fields:
    """Педагог-психолог с листа «Сотрудники», если пары этого документа — не его собственные"""
    own = {fold(name) for pair in _own_pairs(request) for name in (pair.mentor, pair.mentee)}
    return request.views.with_role("педагог-психолог", own)


def mentors_are_workers(request: DocumentRequest) -> bool:
    """Да, если все наставники в парах документа — работники школы"""
    mentors = (both(request.views.school, pair)[0] for pair in _own_pairs(request))
    return all(mentor is not None and mentor.role in WORKERS for mentor in mentors)


def pairs_of_mentor(request: DocumentRequest) -> list[Fields]:
    """Все пары этого наставника, и прежние; имён детей нет: кто, форма, срок, приказ"""
    return [p for m in _mentors(request) for p in year_views.pairs_of_mentor(request.views, m)]


def practices_of_mentor(request: DocumentRequest) -> list[Fields]:
    """Практики этого наставника: строки листа «Практики»"""
    return [p for m in _mentors(request) for p in year_views.practices_of(request.views, m)]


def _mentors(request: DocumentRequest) -> list[Mentor]:
    return [row for row in request.subject.records if isinstance(row, Mentor)]


def own_shifts(request: DocumentRequest) -> list[Fields]:
    """Самооценка наставляемого этой пары до и после: вопрос, до, после, прирост"""
    pairs = _own_pairs(request)
    return [row for pair in pairs for row in year_views.shifts_of(request.views, pair)]
