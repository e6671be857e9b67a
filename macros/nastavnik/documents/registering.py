"""Orders: drafts as often as wanted, a number once; what registering writes into the workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from nastavnik.documents.catalogue.kinds import DocumentKind
from nastavnik.documents.context.request import DocumentRequest
from nastavnik.documents.journal import Journal
from nastavnik.documents.making import Made, finding
from nastavnik.documents.values import Code, DocumentProblem
from nastavnik.domain.order_numbers import PLACE, guessed_format
from nastavnik.domain.pairs import both
from nastavnik.domain.settings import unreadable
from nastavnik.domain.situation import Situation
from nastavnik.model.changes import AppendRows, Change, SetCell
from nastavnik.model.choices import PairState, PaperState, Series
from nastavnik.model.findings import Finding, Level, Value
from nastavnik.model.patterns import NUMBER_FORMAT
from nastavnik.model.schema import Column, ColumnOf, Record
from nastavnik.model.school import School
from nastavnik.model.sheets import Card, Order, Pair
from nastavnik.model.text import fold
from nastavnik.russian.dates import WEEKDAYS

_ACTS_BEFORE = {Card.regulation_on: "Положение утверждено", Card.minutes_on: "протокол датирован"}


def strangers(school: School) -> Iterator[Finding]:
    """Accepted pairs with somebody who is in no registry: no order can name them."""
    for pair in school.pairs:
        if pair.state == PairState.ACCEPTED and not pair.order:
            mentor, mentee = both(school, pair)
            if mentor is None:
                yield _stranger(school, pair, Pair.mentor)
            if mentee is None:
                yield _stranger(school, pair, Pair.mentee)


def _stranger(school: School, pair: Pair, side: ColumnOf[Pair, str]) -> Finding:
    cell = pair.at(side)
    return Finding(
        Code.NO_PERSON,
        Level.ERROR,
        "пара не вошла в приказ: этого человека нет в реестре",
        sheet=cell.sheet,
        cell=school.address(cell),
        header=cell.header,
        reason=Code.NO_PERSON.reason,
        remedy=Code.NO_PERSON.remedy,
        value=school.value(cell),
        who=side.of(pair),
    )


def broken_chain(card: Card, day: date) -> Iterator[DocumentProblem]:
    """Dates of the acts an order rests on that do not fit an order of that day."""
    if card.regulation_until and card.regulation_until < day:
        yield DocumentProblem(
            Code.EXPIRED,
            f"приказы не сделаны: Положение действовало до {card.regulation_until:%d.%m.%Y}",
            Code.EXPIRED.remedy,
            card.at(Card.regulation_until),
        )
    for column, what in _ACTS_BEFORE.items():
        later = column.of(card)
        if later and later > day:
            yield DocumentProblem(
                Code.ORDER_OF_DATES,
                f"приказы не сделаны: {what} позже их даты, {later:%d.%m.%Y}",
                "Исправьте дату: приказ опирается на этот документ",
                card.at(column),
            )


def draft_of(school: School, request: DocumentRequest) -> Iterator[str]:
    """The file of the draft from which a registered order was made, if there was one."""
    subject = request.subject
    key = tuple(map(fold, (request.kind.title, subject.who, subject.other)))
    for paper in school.papers:
        mine = paper.state == PaperState.DRAFT and not paper.number and paper.file
        if mine and tuple(map(fold, (paper.kind, paper.who, paper.other))) == key:
            yield paper.file


def registered(made: Made, school: School, series: Series) -> Iterator[Change]:
    """What registering writes: the journal, and the rows that the order is about."""
    kind, mark = made.request.kind, made.request.mark
    assert made.file
    row = Order(
        number=mark.number,
        dated=mark.dated,
        series=series.value,
        title=kind.heading_for(made.request.subject),
        file=made.file.path,
        signed_by=school.card.director,
        drafter=school.card.drafter,
    )
    yield AppendRows(Order.sheet, ({t: v for t, v in row.values().items() if v},))
    if kind.effect and mark.dated:
        for record in made.request.subject.rows:
            effect = kind.effect(record, mark.number, mark.dated)
            if effect:
                effect = {**_settled(school, record), **effect}
            for column, value in effect.items():
                yield SetCell(record.sheet, record.row, column.title, value)


def _settled(school: School, record: Record) -> dict[Column, Value]:
    """The first day of a pair where the order itself settled it."""
    if not isinstance(record, Pair):
        return {}
    before = school.table(Pair).by_row.get(record.row)
    return {Pair.start: record.start} if before and before.start != record.start else {}


_PLAIN_NUMBER = re.compile(r"(?:№|N)?\s*(\d{1,6})(?:\s*[-/]?\s*[^\W\d]+\.?)?")
"""A running number with the sign or the letters that documents print themselves."""


def unfit_setting(school: School, journal: Journal, series: Series, year: int) -> Iterator[Finding]:
    """What the school set for the numbers of a series and no number can be made of."""
    yield from (finding(school, each) for each in unfit_format(journal, series, year))
    cell = journal.last_field(series)
    for found in unreadable(school, Card, (journal.last_column(series),)):
        plain = _PLAIN_NUMBER.fullmatch(str(school.value(cell)))
        last = plain[1] if plain else journal.next_running(series) - 1
        yield found._replace(
            code=Code.NUMBER,
            message=f"приказ не зарегистрирован: последний номер записан как «{found.value}»",
            reason="Из такой записи нельзя узнать, с какого номера продолжать",
            remedy=f"Впишите номер последнего приказа одним целым числом, например {last}",
        )


def unfit_format(journal: Journal, series: Series, year: int) -> Iterator[DocumentProblem]:
    """A format of numbers that would give every order of the series the same one."""
    written = journal.number_format(series)
    if not NUMBER_FORMAT.matches(written):
        yield DocumentProblem(
            Code.NUMBER,
            f"приказ не зарегистрирован: в образце номера «{written}» не видно порядкового номера",
            f"Впишите {PLACE} там, где стоит порядковый номер: «{guessed_format(written, year)}»",
            journal.format_field(series),
        )


def doubtful_number(school: School, journal: Journal, series: Series) -> Iterator[Finding]:
    """A question at the first number of a calendar year: others may have been given already."""
    if not journal.is_new_year(series):
        return
    cell, number = journal.last_field(series), journal.next(series)
    if journal.starts_anew(series):
        message = f"номер {number} — первый в этом году: в журнале книги приказов этого года нет"
        remedy = (
            "Если приказы этого года в школе уже есть, отмените регистрацию, впишите номер "
            "последнего и зарегистрируйте приказ ещё раз"
        )
    else:
        message = f"номер {number} продолжает прошлый год: в этом году приказов ещё нет"
        remedy = "Если нумерация начинается заново, впишите 0 и зарегистрируйте приказ ещё раз"
    yield Finding(
        Code.NUMBER,
        Level.QUESTION,
        message,
        sheet=cell.sheet,
        cell=school.address(cell),
        header=cell.header,
        reason="Номера ведутся в пределах календарного года",
        remedy=remedy,
        value=school.value(cell),
    )


def day_off(situation: Situation, kind: DocumentKind, row: int) -> Iterator[Finding]:
    """A question where an order is dated by a day on which the school does not work."""
    day = situation.today
    if situation.calendar.is_working(day):
        return
    what = "праздник" if day in situation.calendar else WEEKDAYS[day.weekday()]
    cell = Order(row=row).at(Order.dated)
    yield Finding(
        Code.DAY_OFF,
        Level.QUESTION,
        f"«{kind.title}» датирован нерабочим днём: {day:%d.%m.%Y} — {what}",
        sheet=cell.sheet,
        cell=situation.school.address(cell),
        header=cell.header,
        reason=Code.DAY_OFF.reason,
        remedy=Code.DAY_OFF.remedy,
        value=day,
    )
