"""Rules about orders, minutes and the regulation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from nastavnik.findings import Level
from nastavnik.rules.engine import Remark, Situation, rule
from nastavnik.schema import Cell
from nastavnik.sheets import Order
from nastavnik.text import fold

WEEKDAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")


@rule(
    "ПР17",
    level=Level.ERROR,
    ground="ст. 30 Федерального закона «Об образовании в Российской Федерации»",
    remedy="Проверьте даты протокола и приказа",
)
def minutes_before_order(situation: Situation) -> Iterator[Remark]:
    """Протокол педагогического совета не позже приказа, который на него опирается."""
    card = situation.school.card
    if card.minutes_on and card.regulation_on and card.minutes_on > card.regulation_on:
        yield Remark(card.at("minutes_on"), "протокол позже приказа об утверждении")


@rule(
    "ПР18",
    level=Level.QUESTION,
    ground="календарь; переносы — на листе «Праздники»",
    remedy="Проверьте дату; если день был рабочим, запишите его на лист «Праздники»",
)
def dated_on_working_day(situation: Situation) -> Iterator[Remark]:
    """Приказы, протоколы и соглашения датированы рабочим днём."""
    for cell, day in _dated(situation):
        if day and not situation.calendar.is_working(day):
            what = "праздник" if day in situation.calendar else WEEKDAYS[day.weekday()]
            yield Remark(cell, f"это {what}")


def _dated(situation: Situation) -> Iterator[tuple[Cell, date | None]]:
    school = situation.school
    yield school.card.at("minutes_on"), school.card.minutes_on
    yield school.card.at("regulation_on"), school.card.regulation_on
    for order in school.orders:
        yield order.at("dated"), order.dated
    in_journal = {order.dated for order in school.orders}
    for pair in school.pairs:
        yield pair.at("agreement_on"), pair.agreement_on
        if pair.order_on not in in_journal:
            yield pair.at("order_on"), pair.order_on


def ordinal(number: str) -> int | None:
    """The running part of an order's number: «42-ОД» → 42, «№ 01-05/123» → 123."""
    digits = re.findall(r"\d+", number)
    if not digits:
        return None
    before_letters = re.match(r"\D*(\d+)\s*(?:[-–/]?\s*[^\W\d]|$)", number)
    return int(before_letters[1] if before_letters else digits[-1])


@rule(
    "ПР19",
    level=Level.ERROR,
    ground="номера ведутся по видам приказов в пределах календарного года",
    remedy="Проверьте номера в журнале",
)
def numbers_grow(situation: Situation) -> Iterator[Remark]:
    """Номера приказов одного вида за год не повторяются и растут вместе с датой."""
    dated = [order for order in situation.school.orders if order.dated and order.number]
    seen: dict[tuple[str, int, str], Order] = {}
    highest: dict[tuple[str, int], tuple[int, date]] = {}
    for order in sorted(dated, key=lambda order: (order.dated, ordinal(order.number) or 0)):
        assert order.dated
        series = (order.series, order.dated.year)
        if (*series, fold(order.number)) in seen:
            yield Remark(_later(order, seen[*series, fold(order.number)]), "такой номер уже есть")
            continue
        seen[*series, fold(order.number)] = order
        number = ordinal(order.number)
        if number is None:
            continue
        if series in highest and number < highest[series][0]:
            message = f"номер меньше, чем у приказа от {highest[series][1]:%d.%m.%Y}"
            yield Remark(order.at("number"), message, level=Level.QUESTION)
        else:
            highest[series] = (number, order.dated)


def _later(one: Order, other: Order) -> Cell:
    return max(one, other, key=lambda order: order.row).at("number")


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
        yield Remark(card.at("regulation_until"), "срок действия положения истёк")


@rule(
    "ПР51",
    level=Level.QUESTION,
    ground="в шапке приказа стоит положение школы",
    remedy="Впишите на лист «Школа» номер и дату приказа, которым утверждено положение",
)
def regulation_is_named(situation: Situation) -> Iterator[Remark]:
    """У положения о наставничестве известны номер и дата приказа."""
    card = situation.school.card
    for name in ("regulation", "regulation_on"):
        if card.name and not getattr(card, name):
            yield Remark(card.at(name), "не указано")


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
            yield Remark(order.at("dated"), "дата ещё не наступила")
