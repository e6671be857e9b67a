"""Indicators whose unit is a pair, and practices."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta

from nastavnik.domain.meetings import meeting_days
from nastavnik.domain.pairs import both
from nastavnik.domain.people import TEACHERS, WORKERS
from nastavnik.domain.programmes import vacations
from nastavnik.model.choices import PairState
from nastavnik.model.sheets import MeetingRow, Pair, Practice
from nastavnik.results.definitions import indicator
from nastavnik.results.season import Season, days_of, ended
from nastavnik.results.thresholds import Threshold
from nastavnik.results.verdicts import Verdict

SINCE = date(2025, 3, 1)
"""Article 351.8 of the Labour Code holds from this day."""
DECLINED = frozenset({"отказ наставника", "отмена поручения"})
"""Reasons of ending for which the law asks for a notice."""


def pair_name(pair: Pair) -> str:
    """A pair in a list of them."""
    return f"{pair.mentor} — {pair.mentee}"


@indicator(
    12,
    part="действующие пары с утверждённой программой",
    whole="действующие пары",
    sources=(Pair.program_on, Pair.program_order, Pair.state),
    by_form=True,
)
def approved_programmes(season: Season) -> Iterator[Verdict]:
    """Доля действующих пар с утверждённой программой."""
    for pair in season.active:
        if not pair.program_on:
            why = "нет даты программы"
        else:
            why = "" if pair.program_order else "программа не утверждена"
        yield Verdict(pair_name(pair), why)


@indicator(
    13,
    part="завершённые пары",
    whole="завершённые и прекращённые пары",
    sources=(Pair.state, Pair.stop_reason),
    by_form=True,
)
def finished_programmes(season: Season) -> Iterator[Verdict]:
    """Доля завершённых программ."""
    for pair in (*season.pairs, *season.departed):
        if pair.state == PairState.FINISHED:
            yield Verdict(pair_name(pair))
        elif pair.state == PairState.STOPPED:
            reason = f": {pair.stop_reason}" if pair.stop_reason else ""
            yield Verdict(pair_name(pair), f"прекращена{reason}")
        else:
            yield Verdict(pair_name(pair), "ещё действует", in_whole=False)


@indicator(
    15,
    part="пары, которые встречались в каждом полном месяце, кроме каникул",
    whole="пары не короче 60 дней",
    sources=(MeetingRow.held_on, Pair.start, Pair.end),
    by_form=True,
)
def regular_meetings(season: Season) -> Iterator[Verdict]:
    """Доля пар с регулярными встречами."""
    least = season.limit(Threshold.REGULAR)
    for pair in season.pairs:
        if days_of(pair, season.today) < least:
            yield Verdict(pair_name(pair), f"работала меньше {least:g} дней", in_whole=False)
            continue
        held = meetings_of(season, pair)
        missed = [first for first in full_months(season, pair) if not _met_in(held, first)]
        why = f"без встреч: {', '.join(f'{first:%m.%Y}' for first in missed)}" if missed else ""
        yield Verdict(pair_name(pair), why if held else "встреч нет")


def _met_in(held: Iterable[date], first: date) -> bool:
    return any((day.year, day.month) == (first.year, first.month) for day in held)


def meetings_of(season: Season, pair: Pair) -> list[date]:
    """The days on which a pair met while it lasted, up to today, in their order."""
    last = min(ended(pair) or season.today, season.today)
    days = meeting_days(season.school, pair, season.today)
    return [day for day in days if (pair.start or date.min) <= day <= last]


def full_months(season: Season, pair: Pair) -> Iterator[date]:
    """The first days of the months in which the pair was to meet.

    A month counts that lay wholly within the pair and before today, unless it was all holidays.
    """
    if not pair.start:
        return
    last = min(ended(pair) or season.today, season.today)
    vacation = vacations(season.school)
    first = pair.start if pair.start.day == 1 else _next_month(pair.start)
    while _next_month(first) - timedelta(days=1) <= last:
        if not _is_vacation(season, first, vacation):
            yield first
        first = _next_month(first)


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _is_vacation(season: Season, first: date, vacation: Collection[date]) -> bool:
    """Whether nobody is at school in a month: summer, or no working day is outside holidays."""
    if season.year.teaching_end < first <= season.year.end:
        return True
    days = (first + timedelta(days=n) for n in range((_next_month(first) - first).days))
    return not any(season.calendar.is_working(day) and day not in vacation for day in days)


@indicator(16, part="пары года", sources=(Pair.form, Pair.way, Pair.state))
def pairs_by_form(season: Season) -> Iterator[Verdict]:
    """Пары по формам и видам."""
    for pair in season.pairs:
        yield Verdict(f"{pair_name(pair)} ({pair.form}{', ' if pair.way else ''}{pair.way})")
    for pair in season.departed:
        yield Verdict(pair_name(pair), "прекращена раньше 30 дней", in_whole=False)


@indicator(
    17,
    part="пары работников, где согласие наставника дано до приказа",
    whole="пары работников с 01.03.2025",
    sources=(Pair.consent_on, Pair.order_on),
    by_form=True,
)
def consent_before_order(season: Season) -> Iterator[Verdict]:
    """Доля пар работников, где согласие дано до приказа (ст. 351.8 ТК РФ)."""
    for pair in workers_pairs(season):
        yield Verdict(pair_name(pair), _why_no_consent(pair))


def _why_no_consent(pair: Pair) -> str:
    if not pair.consent_on:
        return "нет даты согласия"
    if not pair.order_on:
        return "нет даты приказа"
    return "" if pair.consent_on <= pair.order_on else "согласие позже приказа"


@indicator(
    18,
    part="пары работников с дополнительным соглашением",
    whole="пары работников с 01.03.2025",
    sources=(Pair.agreement, Pair.agreement_on),
    by_form=True,
)
def with_agreement(season: Season) -> Iterator[Verdict]:
    """Доля пар работников с дополнительным соглашением (ст. 351.8 ТК РФ)."""
    for pair in workers_pairs(season):
        known = pair.agreement and pair.agreement_on
        yield Verdict(pair_name(pair), "" if known else "нет номера или даты соглашения")


def workers_pairs(season: Season) -> Iterator[Pair]:
    """The pairs of the year in which both are workers and which the law is about."""
    for pair in season.pairs:
        mentor, mentee = both(season.school, pair)
        begun = pair.order_on or pair.start
        if mentor is None or mentee is None or not begun or begun < SINCE:
            continue
        if mentor.role in WORKERS and mentee.role in TEACHERS:
            yield pair


@indicator(
    20,
    part="пары с уведомлением не позже чем за 3 рабочих дня",
    whole="пары, прекращённые по отказу или отмене",
    sources=(Pair.notice_on, Pair.stopped_on, Pair.stop_reason),
    by_form=True,
)
def noticed_in_time(season: Season) -> Iterator[Verdict]:
    """Доля досрочно прекращённых пар с уведомлением за 3 рабочих дня."""
    days = round(season.limit(Threshold.NOTICE))
    for pair in (*season.pairs, *season.departed):
        if pair.state == PairState.STOPPED and pair.stop_reason in DECLINED:
            yield Verdict(pair_name(pair), _why_late(season, pair, days))


def _why_late(season: Season, pair: Pair, days: int) -> str:
    if not pair.notice_on:
        return "нет даты уведомления"
    if not pair.stopped_on:
        return "нет даты прекращения"
    least = season.calendar.after(pair.notice_on, days)
    return "" if least <= pair.stopped_on else f"можно было не раньше {least:%d.%m.%Y}"


@indicator(21, part="практики со ссылкой и датой", sources=(Practice.link, Practice.published_on))
def practices_published(season: Season) -> Iterator[Verdict]:
    """Размещённые практики."""
    for practice in season.school.table(Practice).rows:
        why = "" if practice.link else "нет ссылки"
        if not practice.published_on:
            why = why or "нет даты размещения"
        elif practice.published_on > season.today:
            why = "дата ещё не наступила"
        yield Verdict(practice.title, why, in_whole=False)
