"""Rules about orders, minutes and the regulation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from operator import itemgetter
from typing import NamedTuple

from nastavnik.domain.index import indexed
from nastavnik.domain.journal import journal_of
from nastavnik.domain.order_numbers import PLACE, running_number, without_sign
from nastavnik.domain.signing import is_in_force, waiting
from nastavnik.domain.situation import Situation
from nastavnik.model.choices import PaperState, Series
from nastavnik.model.findings import Level
from nastavnik.model.patterns import NUMBER_FORMAT, SCHOOL_YEAR
from nastavnik.model.schema import Cell, CellKind, Column, Record
from nastavnik.model.school import School
from nastavnik.model.sheets import Activity, Card, Order, Pair, Paper
from nastavnik.model.text import fold
from nastavnik.rules.engine import Remark, rule
from nastavnik.rules.prose import Search, mentions
from nastavnik.russian.dates import WEEKDAYS, SchoolYear

SUBJECT = "Приказы и документы"
ORDER = "приказ"
ONE_OCCASION = timedelta(days=90)
"""Minutes that are later than the regulation by more are those of another year's programme."""


@rule(
    "ПР17",
    level=Level.ERROR,
    ground="ст. 30 Федерального закона «Об образовании в Российской Федерации»",
    remedy="Проверьте даты протокола и приказа",
)
def minutes_before_order(situation: Situation) -> Iterator[Remark]:
    """Протокол педагогического совета не позже приказа, который на него опирается."""
    card = situation.school.card
    if not card.minutes_on or not card.regulation_on:
        return
    if timedelta() < card.minutes_on - card.regulation_on <= ONE_OCCASION:
        yield Remark(card.at(Card.minutes_on), "протокол позже приказа об утверждении")


@rule(
    "ПР18",
    level=Level.QUESTION,
    ground="календарь; переносы — на листе «Праздники»",
    remedy="Проверьте дату; если день был рабочим, запишите его на лист «Праздники»",
)
def dated_on_working_day(situation: Situation) -> Iterator[Remark]:
    """Приказы, протоколы и соглашения датированы рабочим днём."""
    for row, column in _dated(situation.school):
        day = column.of(row)
        if day and not situation.calendar.is_working(day):
            what = "праздник" if day in situation.calendar else WEEKDAYS[day.weekday()]
            yield Remark(row.at(column), f"это {what}")


def _dated(school: School) -> Iterator[tuple[Record, Column]]:
    """Every date of a paper; an order listed in the journal is judged there."""
    yield school.card, Card.minutes_on
    yield school.card, Card.regulation_on
    dated, agreement_on, order_on = Order.dated, Pair.agreement_on, Pair.order_on
    for order in school.orders:
        yield order, dated
    in_journal = {order.dated for order in school.orders}
    for pair in school.pairs:
        yield pair, agreement_on
        if pair.order_on not in in_journal:
            yield pair, order_on


class Numbered(NamedTuple):
    """An order with a day and a number; `running` is 0 where its number has no such part."""

    dated: date
    running: int
    order: Order


@indexed
def _numbered(school: School) -> list[Numbered]:
    """The orders that have both, as they stand in the journal."""
    return list(_each_numbered(school))


def _each_numbered(school: School) -> Iterator[Numbered]:
    card = school.card
    for order in school.orders:
        form = card.main_number if order.series == Series.MAIN else card.staff_number
        if order.dated and order.number:
            running = running_number(order.number, form, order.dated.year) or 0
            yield Numbered(order.dated, running, order)


@rule(
    "ПР19",
    level=Level.ERROR,
    ground="номера ведутся по видам приказов в пределах календарного года",
    remedy="Проверьте номера в журнале",
    needs=(Order.series,),
)
def numbers_grow(situation: Situation) -> Iterator[Remark]:
    """Номера приказов одного вида за год не повторяются и растут вместе с датой."""
    seen: dict[tuple[str, int, str], Order] = {}
    highest: dict[tuple[str, int], tuple[int, date]] = {}
    for dated, number, order in sorted(_numbered(situation.school), key=itemgetter(0, 1)):
        series = (order.series, dated.year)
        known = seen.setdefault((*series, fold(order.number)), order)
        if known is not order:
            yield Remark(_later(order, known), "такой номер уже есть")
            continue
        if not number:
            continue
        if series in highest and number < highest[series][0]:
            message = f"номер меньше, чем у приказа от {highest[series][1]:%d.%m.%Y}"
            yield Remark(order.at(Order.number), message, level=Level.QUESTION)
        else:
            highest[series] = (number, dated)


def _later(one: Order, other: Order) -> Cell:
    return max(one, other, key=lambda order: order.row).at(Order.number)


class Reference(NamedTuple):
    """An order named on another sheet: its number and date, and the columns they are in."""

    number: str
    day: date | None
    row: Record
    number_column: Column
    day_column: Column


_NUMBER_AND_DAY = re.compile(
    r"(?:№\s*)?(?P<number>\S.*?)\s+от\s+(?P<day>\d\d)\.(?P<month>\d\d)\.(?P<year>\d{4})"
)


def order_references(school: School) -> Iterator[Reference]:
    """Every order that the card and the pairs name."""
    card = school.card
    if card.regulation:
        columns = Card.regulation, Card.regulation_on
        yield Reference(card.regulation, card.regulation_on, card, *columns)
    for pair in school.pairs:
        if pair.order:
            yield Reference(pair.order, pair.order_on, pair, Pair.order, Pair.order_on)
        if found := _NUMBER_AND_DAY.match(pair.program_order):
            yield Reference(found["number"], _day(found), pair, *[Pair.program_order] * 2)


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


@rule(
    "ПР20",
    level=Level.ERROR,
    ground="номер и дата приказа везде те же, что в журнале",
    remedy="Перепишите номер и дату из журнала приказов",
    needs=(Order.number, Order.dated),
)
def references_agree(situation: Situation) -> Iterator[Remark]:
    """Номер и дата приказа на других листах те же, что в журнале."""
    journal = journal_of(situation.school)
    reported: set[tuple[str, date | None]] = set()
    for number, day, row, number_column, day_column in order_references(situation.school):
        order = journal.meant(number, day)
        if order is None or (number, day) in reported:
            continue
        reported.add((number, day))
        column = day_column if fold(order.number) == fold(number) else number_column
        when = f"{order.dated:%d.%m.%Y}" if order.dated else "без даты"
        yield Remark(row.at(column), f"в журнале этот приказ — № {order.number} от {when}")


@rule(
    "ПР23",
    level=Level.ERROR,
    ground="период и даты говорят об одном годе",
    remedy="Исправьте учебный год или даты",
)
def years_agree(situation: Situation) -> Iterator[Remark]:
    """Учебный год согласован с датами его начала и конца и с годом в названиях."""
    card = situation.school.card
    year = SchoolYear.parse(card.year)
    if year is None:
        if card.year and SCHOOL_YEAR.matches(card.year):
            yield Remark(card.at(Card.year), "годы в записи не следуют друг за другом")
        return
    for column in (Card.starts_on, Card.ends_on):
        day = column.of(card)
        if day and day not in year:
            yield Remark(card.at(column), f"эта дата не относится к {year} учебному году")
    for mention in mentions(situation.school, _SCHOOL_YEAR, Activity):
        named = SchoolYear.parse(mention.match[0])
        if named != year:
            yield Remark(mention.cell, f"назван другой учебный год, а в книге {year}")


_SCHOOL_YEAR = Search(
    r"20\d\d\s*[-–—/]\s*(?:20)?\d\d(?!\d)(?=\s*(?:уч|г|$|\)))", ("20",), re.MULTILINE
)


@rule(
    "ПР33",
    level=Level.QUESTION,
    ground="с приказом знакомят под подпись",
    remedy="Соберите подписи и впишите дату ознакомления",
    parameter=10,
)
def people_are_acquainted(situation: Situation) -> Iterator[Remark]:
    """С приказом ознакомлены все, кого он касается."""
    days = situation.parameter or 0
    for order in situation.school.orders:
        if order.dated and not order.acquainted_on:
            passed = (situation.today - order.dated).days
            if passed > days:
                yield Remark(order.at(Order.acquainted_on), f"прошло {passed} дн., отметки нет")


@rule(
    "ПР72",
    level=Level.ERROR,
    ground="знакомят с изданным приказом",
    remedy="Исправьте дату ознакомления",
)
def acquainted_after_order(situation: Situation) -> Iterator[Remark]:
    """Ознакомление с приказом не раньше самого приказа и не в будущем."""
    for order in situation.school.orders:
        day = order.acquainted_on
        if day and order.dated and day < order.dated:
            yield Remark(order.at(Order.acquainted_on), "ознакомление раньше приказа")
        elif day and day > situation.today:
            yield Remark(order.at(Order.acquainted_on), "дата ещё не наступила")


@rule(
    "ПР73",
    level=Level.QUESTION,
    ground="вид номера задан на листе «Школа»",
    remedy="Допишите букву или измените образец номера на листе «Школа»",
)
def numbers_have_one_form(situation: Situation) -> Iterator[Remark]:
    """Номера приказов записаны по образцу своего вида."""
    card = situation.school.card
    forms = {Series.MAIN: card.main_number, Series.STAFF: card.staff_number}
    patterns: dict[str, re.Pattern[str]] = {
        series: re.compile(re.escape(fold(without_sign(form))).replace(re.escape(PLACE), r"\d+"))
        for series, form in forms.items()
        if NUMBER_FORMAT.matches(form)
    }
    for order in situation.school.orders:
        pattern = patterns.get(order.series)
        if pattern and order.number and not pattern.fullmatch(fold(order.number)):
            yield Remark(order.at(Order.number), f"образец: «{forms[Series(order.series)]}»")


@rule(
    "ПР74",
    level=Level.QUESTION,
    ground="номер берут следующим за последним",
    remedy="Впишите на лист «Школа» последний номер или очистите ячейку",
)
def last_number_is_last(situation: Situation) -> Iterator[Remark]:
    """Последний номер на листе «Школа» не меньше номеров журнала за этот год."""
    card = situation.school.card
    last = {Series.MAIN: Card.main_last, Series.STAFF: Card.staff_last}
    for series, column in last.items():
        numbers = [
            running
            for dated, running, order in _numbered(situation.school)
            if order.series == series and dated.year == situation.today.year
        ]
        known = column.of(card)
        if known is not None and numbers and max(numbers) > known:
            yield Remark(card.at(column), f"в журнале уже есть номер {max(numbers)}")


@rule(
    "ПР75",
    level=Level.ERROR,
    ground="подписанный документ датирован",
    remedy="Впишите дату, когда документ подписан",
)
def signed_paper_is_dated(situation: Situation) -> Iterator[Remark]:
    """У подписанного документа есть дата, и она не в будущем."""
    for paper in situation.school.papers:
        if paper.state != PaperState.SIGNED:
            continue
        if paper.dated is None:
            yield Remark(paper.at(Paper.dated), "документ подписан, а даты нет")
        elif paper.dated > situation.today:
            yield Remark(paper.at(Paper.dated), "дата ещё не наступила")


@rule(
    "ПР163",
    level=Level.QUESTION,
    ground="о подписи спрашивают реестр: без даты в нём человек не войдёт в приказ",
    remedy="Нажмите «Сделать документы», и дата перейдёт сама, или впишите её",
    needs=(Paper.kind, Paper.state),
)
def signed_paper_is_recorded(situation: Situation) -> Iterator[Remark]:
    """Подпись, отмеченная на листе «Документы», есть и в реестре."""
    for paper, cell, column in waiting(situation):
        what = f"«{paper.kind}» от {paper.dated:%d.%m.%Y}"
        message = f"на листе «{Paper.sheet}» подписан документ {what}, а здесь пусто"
        yield Remark(cell, message, paper.who, remedy=_by_hand(column))


def _by_hand(column: Column) -> str:
    """What only a person can carry over: the documents write a date alone."""
    return "" if column.kind is CellKind.DATE else "Впишите номер и дату документа"


@rule(
    "ПР164",
    level=Level.QUESTION,
    ground="номер приказа занят с того дня, когда приказ подписан",
    remedy="Впишите приказ в «Журнал приказов» или исправьте номер, дату и состояние здесь",
    needs=(Paper.kind, Paper.state, Order.number, Order.dated),
)
def signed_order_is_in_journal(situation: Situation) -> Iterator[Remark]:
    """Приказ, подписанный на листе «Документы», есть в «Журнале приказов»."""
    journal = {(fold(order.number), order.dated) for order in situation.school.orders}
    for paper in situation.school.papers:
        if not (fold(paper.kind).startswith(ORDER) and is_in_force(paper, situation)):
            continue
        if not paper.number:
            yield Remark(paper.at(Paper.number), "приказ подписан, а номера нет")
        elif (fold(paper.number), paper.dated) not in journal:
            message = f"приказа № {paper.number} от {paper.dated:%d.%m.%Y} в журнале нет"
            yield Remark(paper.at(Paper.number), message)


@rule(
    "ПР76",
    level=Level.QUESTION,
    ground="срок действия документа",
    remedy="Получите новый документ или исправьте срок",
)
def paper_is_valid(situation: Situation) -> Iterator[Remark]:
    """Подписанный документ действует."""
    for paper in situation.school.papers:
        until = paper.valid_until
        if paper.state == PaperState.SIGNED and until and until < situation.today:
            yield Remark(paper.at(Paper.valid_until), "срок действия истёк")


@rule(
    "ПР77",
    level=Level.ERROR,
    ground="согласие на обработку персональных данных можно отозвать",
    remedy="Прекратите пару или получите новое согласие",
)
def withdrawn_consent_stops(situation: Situation) -> Iterator[Remark]:
    """Тот, чьё согласие отозвано, в действующей паре не состоит."""
    at_work = {
        fold(name) for pair in situation.school.live_pairs for name in (pair.mentor, pair.mentee)
    }
    for paper in situation.school.papers:
        is_consent = fold(paper.kind).startswith("согласие")
        if is_consent and paper.state == PaperState.WITHDRAWN and fold(paper.who) in at_work - {""}:
            yield Remark(paper.at(Paper.state), "согласие отозвано, а пара работает")


@rule(
    "ПР29",
    level=Level.ERROR,
    ground="срок действия локального акта",
    remedy="Продлите положение и исправьте срок на листе «Школа»",
)
def regulation_is_valid(situation: Situation) -> Iterator[Remark]:
    """Положение о наставничестве действует."""
    card = situation.school.card
    if card.regulation_until and card.regulation_until < situation.today:
        message = f"срок действия положения — до {card.regulation_until:%d.%m.%Y}"
        yield Remark(card.at(Card.regulation_until), message)


@rule(
    "ПР51",
    level=Level.QUESTION,
    ground="в шапке приказа стоит положение школы",
    remedy="Впишите на лист «Школа» номер и дату приказа, которым утверждено положение",
)
def regulation_is_named(situation: Situation) -> Iterator[Remark]:
    """У положения о наставничестве известны номер и дата приказа."""
    card = situation.school.card
    for column in (Card.regulation, Card.regulation_on):
        if card.name and not column.of(card):
            yield Remark(card.at(column), "не указано")


@rule(
    "ПР52",
    level=Level.ERROR,
    ground="приказ не издают будущим числом",
    remedy="Проверьте дату приказа",
)
def order_is_not_ahead(situation: Situation) -> Iterator[Remark]:
    """Дата приказа не позже сегодняшнего дня."""
    for order in situation.school.orders:
        if order.dated and order.dated > situation.today:
            yield Remark(order.at(Order.dated), "дата ещё не наступила")
