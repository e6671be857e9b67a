"""Rules about the roadmap."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from nastavnik.dates import SchoolYear
from nastavnik.findings import Level
from nastavnik.rules.engine import Remark, Situation, rule
from nastavnik.sheets import Stage


def programme_year(situation: Situation) -> tuple[date, date] | None:
    """The first and the last day of the school year; a roadmap may begin in the summer before."""
    card = situation.school.card
    year = SchoolYear.parse(card.year)
    if card.starts_on and card.ends_on:
        return card.starts_on, card.ends_on
    return (year.start, year.end) if year else None


@rule(
    "ПР22",
    level=Level.QUESTION,
    ground="дорожная карта составлена на учебный год",
    remedy="Исправьте срок или объясните",
    parameter=120,
)
def inside_the_year(situation: Situation) -> Iterator[Remark]:
    """Мероприятия идут в пределах учебного года и подготовки к нему."""
    year = programme_year(situation)
    if not year:
        return
    for activity in situation.school.activities:
        if activity.start and (year[0] - activity.start).days > (situation.parameter or 0):
            yield Remark(activity.at("start"), "задолго до начала учебного года")
        elif activity.end and (activity.end - year[1]).days > (situation.parameter or 0):
            yield Remark(activity.at("end"), "после конца учебного года")


@rule(
    "ПР24",
    level=Level.ERROR,
    ground="у мероприятия есть срок и ответственный",
    remedy="Впишите срок словами или даты начала и окончания",
)
def activity_has_deadline(situation: Situation) -> Iterator[Remark]:
    """У каждого мероприятия есть срок."""
    for activity in situation.school.activities:
        if not (activity.deadline or activity.start or activity.end):
            yield Remark(activity.at("deadline"), "нет срока")


@rule(
    "ПР53",
    level=Level.ERROR,
    ground="здравый смысл",
    remedy="Исправьте даты",
)
def activity_ends_after_start(situation: Situation) -> Iterator[Remark]:
    """Мероприятие заканчивается не раньше, чем начинается."""
    for activity in situation.school.activities:
        if activity.start and activity.end and activity.end < activity.start:
            yield Remark(activity.at("end"), "окончание раньше начала")


@rule(
    "ПР21",
    level=Level.QUESTION,
    ground="порядок этапов целевой модели",
    remedy="Проверьте сроки: сначала базы и отбор, потом пары",
)
def stages_in_order(situation: Situation) -> Iterator[Remark]:
    """Пары формируют не раньше, чем начали собирать базу наставников."""
    starts = [
        activity.start
        for activity in situation.school.activities
        if activity.stage == Stage.MENTORS and activity.start
    ]
    for activity in situation.school.activities:
        early = activity.start and starts and activity.start < min(starts)
        if activity.stage == Stage.PAIRS and early:
            yield Remark(activity.at("start"), "пары раньше базы наставников")
            return
