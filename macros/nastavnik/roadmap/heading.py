"""The head of a roadmap against the sheet «Школа»: empty cells are filled, others asked about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from nastavnik.domain.person_names import may_be_short_for, name_key
from nastavnik.model.changes import CellValue, SetCell
from nastavnik.model.findings import Finding
from nastavnik.model.parsing import cell_value
from nastavnik.model.schema import Column
from nastavnik.model.school import School
from nastavnik.model.sheets import Card, Order
from nastavnik.model.text import fold
from nastavnik.roadmap.booked import remark_at
from nastavnik.roadmap.checks.remarks import question
from nastavnik.roadmap.model import Approval, Roadmap
from nastavnik.roadmap.people import NAME
from nastavnik.russian.dates import SchoolYear

OTHERWISE = question(
    "ДК71",
    "в шапке загруженной карты иначе: «{text}»",
    "Эти сведения идут во все документы, поэтому ячейка осталась прежней",
    "Исправьте лист «Школа» или проверьте, та ли это карта",
)
NOT_FULL = question(
    "ДК72",
    "в шапке загруженной карты руководитель назван без полного имени: «{text}»",
    "Для документов нужны фамилия, имя и отчество полностью",
    "Впишите руководителя на лист «Школа»",
)
NOT_IN_JOURNAL = question(
    "ДК73",
    "карта утверждена приказом{number}{dated}, а в журнале его нет",
    "На этот приказ ссылаются документы программы",
    "Впишите приказ на лист «Журнал приказов»",
)
_SHORT = re.compile(r"[А-ЯЁ]{2,}[А-ЯЁа-яё\s]{0,20}(?:«|\"|№)|(?:Школа|Гимназия|Лицей)\s*(?:№|«)")
_YEAR = 366
_FULL_NAME = re.compile(r"[А-ЯЁ][а-яё-]+\s+[А-ЯЁ][а-яё-]+\s+[А-ЯЁ][а-яё-]+")


def card_changes(school: School, roadmap: Roadmap) -> Iterator[SetCell]:
    """Cells of «Школа» that are empty and told by the head."""
    headers = school.table(Card).headers
    for column, value in _told(roadmap):
        if column.title in headers and school.value(school.card.at(column)) is None:
            yield SetCell(Card.sheet, school.card.row, column.title, value)


def head_questions(school: School, roadmap: Roadmap) -> Iterator[Finding]:
    """What the head says otherwise than the book, or has no cell for."""
    if not school.table(Card).headers:
        return
    for column, value in _told(roadmap):
        own = cell_value(column(school.card), column)
        if own and not _says_the_same(column, own, value):
            yield remark_at(OTHERWISE, school, school.card.at(column), text=_in_words(value))
    yield from _director(school, roadmap)
    yield from _orders(school, roadmap.approvals)


def _told(roadmap: Roadmap) -> Iterator[tuple[Column, CellValue]]:
    """(column of «Школа», value) for all that the head tells."""
    name = roadmap.organisation
    if name:
        yield (Card.short_name if _SHORT.match(name) else Card.name), name
    if year := _school_year(roadmap):
        yield Card.year, str(year)
    if minutes := _minutes(roadmap.approvals):
        if minutes.number:
            yield Card.minutes, minutes.number
        if isinstance(minutes.date, date):
            yield Card.minutes_on, minutes.date
    if director := _FULL_NAME.search(_signatory(roadmap.approvals)):
        yield Card.director, director[0]


def _school_year(roadmap: Roadmap) -> SchoolYear | None:
    """The school year of the period; None where the head names none, or a longer time."""
    start, end = roadmap.period.start, roadmap.period.end
    if roadmap.first_year is None or not isinstance(start, date) or not isinstance(end, date):
        return None
    return SchoolYear(roadmap.first_year) if (end - start).days <= _YEAR else None


def _minutes(approvals: Iterable[Approval]) -> Approval | None:
    """The minutes of the teachers' council."""
    kind = "протокол педагогического совета"
    return next((stamp for stamp in approvals if stamp.kind == kind), None)


def _signatory(approvals: Iterable[Approval]) -> str:
    """Who approved the roadmap, post and name."""
    return next((stamp.signatory for stamp in approvals if stamp.signatory), "")


def _says_the_same(column: Column, own: CellValue, value: CellValue) -> bool:
    if column in (Card.name, Card.short_name):
        one, other = _letters(str(own)), _letters(str(value))
        return one in other or other in one
    if column == Card.year:
        return str(SchoolYear.parse(str(own))) == value
    return own == value or fold(str(own)) == fold(str(value))


def _letters(text: str) -> str:
    """A name without quotation marks and differences of case and blanks."""
    return "".join(re.findall(r"\w", fold(text)))


def _in_words(value: CellValue) -> str:
    return f"{value:%d.%m.%Y}" if isinstance(value, date) else str(value)


def _director(school: School, roadmap: Roadmap) -> Iterator[Finding]:
    """A director of whom the head has initials only, where the book has another one or none."""
    signatory = _signatory(roadmap.approvals)
    name = NAME.search(signatory)
    if name is None or _FULL_NAME.search(signatory):
        return
    own = school.card.director
    if own and may_be_short_for(name_key(name[0]), name_key(own)):
        return
    remark = OTHERWISE if own else NOT_FULL
    yield remark_at(remark, school, school.card.at(Card.director), text=signatory)


def _orders(school: School, approvals: Iterable[Approval]) -> Iterator[Finding]:
    """Orders that the journal does not know."""
    known = {_letters(order.number) for order in school.orders}
    for stamp in approvals:
        if stamp.kind == "приказ" and stamp.number and _letters(stamp.number) not in known:
            dated = f" от {stamp.date:%d.%m.%Y}" if isinstance(stamp.date, date) else ""
            place = f"лист «{Order.sheet}»"
            yield NOT_IN_JOURNAL.at(place, number=f" № {stamp.number}", dated=dated)
