"""Of the people of a document: who it is about, who is named, who is to know it."""

from __future__ import annotations

import re
from collections.abc import Callable

from nastavnik.documents.context.groups import with_roles
from nastavnik.documents.context.pair_work import incentives_of
from nastavnik.documents.context.request import DocumentRequest
from nastavnik.documents.context.views import Absent, Fields
from nastavnik.domain.pairs import both
from nastavnik.domain.people import EMPLOYED
from nastavnik.model.schema import Record
from nastavnik.model.sheets import BaseRow, EventGuest, Mentee, Mentor, Pair, Person
from nastavnik.model.text import fold


def row(record: type[Record]) -> Callable[[DocumentRequest], Fields]:
    """Makes the row of this sheet that the document is about; absent where it is about none."""

    def find(request: DocumentRequest) -> Fields:
        row = next((r for r in _rows(request) if isinstance(r, record)), None)
        return request.views.of(row) if row else Absent()

    find.__doc__ = f"Тот, о ком документ: строка листа «{record.sheet}»"
    return find


def _rows(request: DocumentRequest) -> list[Record]:
    """The rows the document is made of, and the people of a pair if it is about one pair."""
    rows = list(request.subject.records)
    if len(rows) == 1 and isinstance(rows[0], Pair):
        rows += [person for person in both(request.views.school, rows[0]) if person]
    return rows


def person(request: DocumentRequest) -> Fields:
    """Человек, о котором документ: наставник или наставляемый"""
    row = next((r for r in request.subject.records if isinstance(r, Mentor | Mentee)), None)
    return request.views.of(row) if row else Absent()


def to_acquaint(request: DocumentRequest) -> list[Fields]:
    """Кого ознакомить с документом: фио, описание; каждый по одному разу"""
    named = sorted(_named(request), key=lambda person: isinstance(person, Mentee))
    bound = (*named, *with_roles(request.views, request.kind.acquaints))
    once: dict[str, Record] = {}
    for person in bound:
        once.setdefault(fold(person.full_name), person)
    return request.views.each(tuple(once.values()))


def _named(request: DocumentRequest) -> list[Person]:
    """Those of the participants whom the document binds: of its pairs, or workers of its lists."""
    bound = {{"mentor": Mentor, "mentee": Mentee}[name].sheet for name in request.kind.binds}
    found: list[Person] = []
    for record in request.subject.rows:
        people = both(request.views.school, record) if isinstance(record, Pair) else (record,)
        named = [person for person in people if isinstance(person, Mentor | Mentee)]
        found += [person for person in named if person.sheet in bound]
    for listed in request.kind.lists:
        if issubclass(listed, Mentor | Mentee):
            rows = participants(request, listed)
            found += [p for p in rows if isinstance(p, Mentor | Mentee) and p.role in EMPLOYED]
    return found


def participants(
    request: DocumentRequest, record: type[Mentor] | type[Mentee]
) -> tuple[Record, ...]:
    """Those of a registry whom the document may name."""
    if request.subject.listed is not None:
        return tuple(row for row in request.subject.listed if isinstance(row, record))
    day = request.views.today
    rows = request.views.school.table(record).rows
    return tuple(row for row in rows if not (row.left_on and row.left_on <= day))


def past(request: DocumentRequest) -> list[Fields]:
    """Строки листа «Долгосрочная база», срок хранения которых вышел"""
    return request.views.each(tuple(r for r in request.subject.records if isinstance(r, BaseRow)))


def incentives(request: DocumentRequest) -> list[Fields]:
    """Что сделал наставник за год, для комиссии: критерий, показатель"""
    mentor = next((row for row in request.subject.records if isinstance(row, Mentor)), None)
    views = request.views
    return list(incentives_of(views.school, mentor, views.today)) if mentor else []


def partner(request: DocumentRequest) -> object:
    """Организация-партнёр, о которой документ; имя без кавычек — в кавычках"""
    record = next(iter(request.subject.records), None)
    if isinstance(record, Mentor):
        return request.views.of(record)["организация"]
    name = record.organisation if isinstance(record, EventGuest) else ""
    return name if re.search('[«"]', name) else f"«{name}»"


def people_of_order(request: DocumentRequest) -> list[Fields]:
    """Люди, о которых приказ: фио, описание"""
    people = (r for r in request.subject.records if isinstance(r, Mentor | Mentee))
    return request.views.each(tuple(people))
