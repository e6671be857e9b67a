"""Orders: drafts as often as wanted, a number once; what registering writes into the workbook."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from nastavnik.documents.context import Request
from nastavnik.documents.journal import Journal
from nastavnik.documents.kinds import Kind, Subject
from nastavnik.documents.making import Made
from nastavnik.documents.obligations import group
from nastavnik.documents.outstanding import Obstacles
from nastavnik.documents.values import Code, Problem
from nastavnik.domain.order_numbers import PLACE, guessed_format
from nastavnik.model.changes import AppendRows, Change, SetCell
from nastavnik.model.findings import Finding, Level
from nastavnik.model.school import School
from nastavnik.model.sheets import (
    NUMBER_FORMAT,
    Card,
    Order,
    Pair,
    PairState,
    Paper,
    PaperState,
    Series,
)
from nastavnik.model.text import fold
from nastavnik.rules.engine import Situation
from nastavnik.rules.pairs import both
from nastavnik.rules.papers import WEEKDAYS
from nastavnik.russian.dates import SchoolYear

_ACTS_BEFORE = {"regulation_on": "Положение утверждено", "minutes_on": "протокол датирован"}

PREPARED_FROM = 6
"""Orders for a school year are issued from this month of summer on."""


def strangers(school: School) -> Iterator[Finding]:
    """Accepted pairs with somebody who is in no registry: no order can name them."""
    for pair in school.pairs:
        if pair.state == PairState.ACCEPTED and not pair.order:
            for field, person in zip(("mentor", "mentee"), both(school, pair), strict=True):
                if person is None:
                    yield _stranger(school, pair, field)


def ready(situation: Situation, subject: Subject) -> tuple[Iterator[Subject], list[Finding]]:
    """The part of an order that may be registered today, and what holds the other pairs back."""
    obstacles = Obstacles(situation)
    held: list[Finding] = []
    fit = []
    for pair in subject.records:
        if not isinstance(pair, Pair) or pair.state != PairState.ACCEPTED:
            continue
        reasons = list(_held_back(situation, obstacles, pair))
        held += reasons
        if not reasons:
            fit.append(pair)
    assert subject.basis
    return group(fit, subject.basis), held


def _held_back(situation: Situation, obstacles: Obstacles, pair: Pair) -> Iterator[Finding]:
    people = [person for person in both(situation.school, pair) if person]
    for kind, subject in obstacles.of(pair, *people):
        late = f"«{kind.title}» датировано позже приказа" if subject.dated else ""
        cell = subject.missing or subject.recorded
        assert cell
        yield Finding(
            Code.HELD_BACK,
            Level.ERROR,
            f"пара не вошла в приказ: {late or f'не подписано «{kind.title}»'}",
            sheet=cell.sheet,
            cell=situation.school.address(cell),
            header=cell.header,
            reason="Приказ издаётся не раньше согласий и соглашений, на которые опирается",
            remedy="Подпишите документ, впишите сюда его дату (номер) и зарегистрируйте приказ",
            value=situation.school.value(cell),
            who=subject.who,
        )


def _stranger(school: School, pair: Pair, field: str) -> Finding:
    cell = pair.at(field)
    return Finding(
        Code.NO_PERSON,
        Level.ERROR,
        "пара не вошла в приказ: этого человека нет в реестре",
        sheet=cell.sheet,
        cell=school.address(cell),
        header=cell.header,
        reason="В приказе называют только тех, кто есть в реестрах",
        remedy="Впишите человека в реестр или исправьте ФИО",
        value=school.value(cell),
        who=str(getattr(pair, field)),
    )


def broken_chain(card: Card, day: date) -> Iterator[Problem]:
    """Dates of the acts an order rests on that do not fit an order of that day."""
    if card.regulation_until and card.regulation_until < day:
        yield Problem(
            Code.EXPIRED,
            f"приказы не сделаны: Положение действовало до {card.regulation_until:%d.%m.%Y}",
            "Примите новое Положение или исправьте срок",
            card.at("regulation_until"),
        )
    for field, what in _ACTS_BEFORE.items():
        later = getattr(card, field)
        if later and later > day:
            yield Problem(
                Code.ORDER_OF_DATES,
                f"приказы не сделаны: {what} позже их даты, {later:%d.%m.%Y}",
                "Исправьте дату: приказ опирается на этот документ",
                card.at(field),
            )


def numbered_before(school: School, kind: Kind, subject: Subject) -> tuple[str, date] | None:
    """The number and date that this very order got when it was registered and made here."""
    key = _key(kind, subject)
    for paper in school.papers:
        if _key_of(paper) == key and paper.number and paper.dated and paper.file:
            found = paper.number, paper.dated
            lasting = not (subject.fresh or subject.registered)
            if found == subject.registered or (lasting and _of_this_year(school, paper.dated)):
                return found
    return None


def draft_of(school: School, request: Request) -> Iterator[str]:
    """The file of the draft from which a registered order was made, if there was one."""
    key = _key(request.kind, request.subject)
    for paper in school.papers:
        mine = paper.state == PaperState.DRAFT and not paper.number and paper.file
        if mine and _key_of(paper) == key:
            yield paper.file


def _key(kind: Kind, subject: Subject) -> tuple[str, str, str]:
    return fold(kind.title), fold(subject.who), fold(subject.other)


def _key_of(paper: Paper) -> tuple[str, str, str]:
    return fold(paper.kind), fold(paper.who), fold(paper.other)


def _of_this_year(school: School, dated: date) -> bool:
    """Whether an order belongs to the school's year, its preparation in summer included."""
    year = SchoolYear.parse(school.card.year)
    return year is None or date(year.start_year, PREPARED_FROM, 1) <= dated <= year.end


def registered(made: Made, school: School) -> Iterator[Change]:
    """What registering writes: the journal, and the rows that the order is about."""
    kind, mark = made.request.kind, made.request.mark
    assert made.file
    assert kind.series
    row = Order(
        number=mark.number,
        dated=mark.dated,
        series=kind.series.value,
        title=kind.heading,
        file=made.file.path,
        signed_by=school.card.director,
        drafter=school.card.drafter,
    )
    yield AppendRows(Order.sheet, ({t: v for t, v in row.values().items() if v},))
    if kind.effect and mark.dated:
        for record in made.request.subject.records:
            for field, value in kind.effect(record, mark.number, mark.dated).items():
                yield SetCell(record.sheet, record.row, record.column(field).title, value)


def unfit_format(journal: Journal, series: Series, year: int) -> Iterator[Problem]:
    """A format of numbers that would give every order of the series the same one."""
    written = journal.number_format(series)
    if not NUMBER_FORMAT.matches(written):
        yield Problem(
            Code.NUMBER,
            f"приказ не зарегистрирован: в образце номера «{written}» не видно порядкового номера",
            f"Впишите {PLACE} там, где стоит порядковый номер: «{guessed_format(written, year)}»",
            journal.format_field(series),
        )


def doubtful_number(school: School, journal: Journal, series: Series) -> Iterator[Finding]:
    """A question where the first number of a year goes on from a setting of an earlier one."""
    if not journal.is_new_year(series):
        return
    cell = journal.last_field(series)
    yield Finding(
        Code.NUMBER,
        Level.QUESTION,
        f"номер {journal.next(series)} продолжает прошлый год: в этом году приказов ещё нет",
        sheet=cell.sheet,
        cell=school.address(cell),
        header=cell.header,
        reason="Номера ведутся в пределах календарного года",
        remedy="Если нумерация начинается заново, впишите 0 и зарегистрируйте приказ ещё раз",
        value=school.value(cell),
    )


def day_off(situation: Situation, kind: Kind, row: int) -> Iterator[Finding]:
    """A question where an order is dated by a day on which the school does not work."""
    day = situation.today
    if situation.calendar.is_working(day):
        return
    what = "праздник" if day in situation.calendar else WEEKDAYS[day.weekday()]
    cell = Order(row=row).at("dated")
    yield Finding(
        Code.DAY_OFF,
        Level.QUESTION,
        f"«{kind.title}» датирован нерабочим днём: {day:%d.%m.%Y} — {what}",
        sheet=cell.sheet,
        cell=situation.school.address(cell),
        header=cell.header,
        reason="Приказ, подписанный в выходной, вызывает вопросы при проверке",
        remedy="Зарегистрируйте приказ рабочим днём или запишите день на лист «Праздники»",
        value=day,
    )
