"""Rules about the roadmap."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from nastavnik.model.findings import Level
from nastavnik.model.schema import Cell
from nastavnik.model.sheets import Activity, Stage
from nastavnik.model.text import listed
from nastavnik.rules.engine import Remark, Situation, rule
from nastavnik.russian.dates import SchoolYear

SUBJECT = "Дорожная карта"

SPARE_DAYS = 120
"""Preparations and reports may reach so far beyond the school year."""


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
    parameter=SPARE_DAYS,
)
def inside_the_year(situation: Situation) -> Iterator[Remark]:
    """Мероприятия идут в пределах учебного года и подготовки к нему."""
    for activity in situation.school.activities:
        if remark := _astray(situation, activity, situation.parameter or 0):
            yield remark


def _astray(situation: Situation, activity: Activity, spare: float) -> Remark | None:
    """What to say of an activity that is not of this school year; None of one that is."""
    year = programme_year(situation)
    if year and activity.start and (year[0] - activity.start).days > spare:
        return Remark(activity.at("start"), "задолго до начала учебного года")
    if year and activity.end and (activity.end - year[1]).days > spare:
        return Remark(activity.at("end"), "после конца учебного года")
    return None


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
    """Пары формируют не раньше, чем начали собирать базы и отбирать наставников."""
    starts: dict[str, date] = {}
    for activity in situation.school.activities:
        if activity.start:
            starts[activity.stage] = min(starts.get(activity.stage, date.max), activity.start)
    earlier = {stage: starts[stage] for stage in BEFORE_PAIRS if stage in starts}
    for activity in situation.school.activities:
        if activity.stage == Stage.PAIRS and activity.start and earlier:
            stage, day = max(earlier.items(), key=lambda item: item[1])
            if activity.start < day:
                yield Remark(activity.at("start"), f"раньше этапа «{stage}»")
                return


BEFORE_PAIRS = (Stage.MENTEES, Stage.MENTORS, Stage.TRAINING)


@rule(
    "ПР93",
    level=Level.QUESTION,
    ground="сделанное подтверждают документом",
    remedy="Впишите, каким документом подтверждается",
)
def done_has_document(situation: Situation) -> Iterator[Remark]:
    """У сделанного мероприятия назван документ, который это подтверждает."""
    for activity in situation.school.activities:
        if activity.done_on and not activity.documents:
            yield Remark(activity.at("documents"), "мероприятие сделано, а документа нет")


@rule(
    "ПР94",
    level=Level.ERROR,
    ground="сделанное уже произошло",
    remedy="Исправьте дату или очистите ячейку",
)
def done_is_past(situation: Situation) -> Iterator[Remark]:
    """Мероприятие сделано не в будущем и не раньше своего начала."""
    for activity in situation.school.activities:
        done = activity.done_on
        if done and done > situation.today:
            yield Remark(activity.at("done_on"), "дата ещё не наступила")
        elif done and activity.start and done < activity.start:
            message = "сделано раньше, чем начато"
            yield Remark(activity.at("done_on"), message, level=Level.QUESTION)


@rule(
    "ПР95",
    level=Level.QUESTION,
    ground="срок словами и даты говорят об одном",
    remedy="Исправьте срок словами или даты",
)
def words_fit_dates(situation: Situation) -> Iterator[Remark]:
    """Годы в сроке словами те же, что в датах."""
    for activity in situation.school.activities:
        named = set(map(int, _YEAR.findall(activity.deadline)))
        dated = {day.year for day in (activity.start, activity.end) if day}
        if named and not named >= dated and not _astray(situation, activity, SPARE_DAYS):
            yield Remark(activity.at("deadline"), "в датах другой год")


_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


@rule(
    "ПР96",
    level=Level.QUESTION,
    ground="восемь этапов двух официальных схем",
    remedy="Добавьте мероприятия этого этапа или объясните, почему его нет",
)
def every_stage_is_planned(situation: Situation) -> Iterator[Remark]:
    """В дорожной карте есть мероприятия каждого этапа до завершения."""
    school = situation.school
    planned = {activity.stage for activity in school.activities}
    missing = [stage for stage in Stage if stage not in planned and stage not in OPTIONAL_STAGES]
    if planned and missing:
        header = Cell(Activity.sheet, school.table(Activity).header_row, "Этап")
        yield Remark(header, f"нет этапов: {listed(missing)}")


OPTIONAL_STAGES = frozenset({Stage.PUBLICITY})
"""One of the two schemes keeps publicity inside the last stage."""
