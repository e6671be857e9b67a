"""What sums say in words: beside targets, and of themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from nastavnik.region.plan import DistrictPlan
from nastavnik.region.sheets import SubmissionState
from nastavnik.region.sums import BY_FORM, IndicatorTotal
from nastavnik.results.catalogue import DEFINITIONS
from nastavnik.results.verdicts import FEW, NOTHING, fraction_words, lacking, share

NO_TARGET = "цель не задана"
FORMS_ADVICE = (
    "Показатели, которые есть у каждой формы: кто без пары, анкеты, прошлый год и практики ни к "
    "одной форме не относятся. Кто участвует в двух формах, посчитан в каждой: формы не складывают"
)


def conclusion(total: IndicatorTotal, target: float | None) -> str:
    """What a sum says beside its target, in words."""
    reached = share(total.known_part, total.known_whole)
    if reached is None:
        return "" if total.schools and not total.is_share else "не из чего считать"
    if target is None:
        return NO_TARGET
    if total.whole < FEW:
        return "людей слишком мало для вывода"
    missing = lacking(total.part, total.whole, target)
    if not missing:
        return f"достигнут (цель {target:g} %)"
    near = "близок к цели" if target - reached <= 10 else "ниже цели"
    return f"{near}: не хватает {missing} (цель {target:g} %)"


def value_words(total: IndicatorTotal) -> str:
    """A sum in words: the percent with the numbers it is made of, or the number."""
    if total.known_part is None:
        return NOTHING
    if total.is_share:
        return fraction_words(total.part, total.whole)
    return str(total.part)


def conclusion_of_form(total: IndicatorTotal, target: float | None) -> str:
    """What a sum of one form says: alone it cannot reach what all forms reach together."""
    if not BY_FORM[total.number].whole:
        return conclusion(total, target)
    return "" if target is None else f"вклад формы; цель {target:g} % — на все формы вместе"


class DrawnShare(NamedTuple):
    """A share that a chart shows beside its target, by the name that it has room for."""

    name: str
    part: int
    whole: int
    target: float | None


def drawn_shares(plan: DistrictPlan) -> list[DrawnShare]:
    """The shares of enough people: those that have a target, and those that every report draws."""
    return [
        DrawnShare(d.short or d.title, total.part, total.whole, plan.targets.get(d.number))
        for d in DEFINITIONS
        if d.is_share and (d.short or d.number in plan.targets)
        if (total := plan.totals.indicators[d.number]).whole >= FEW
    ]


def explanations(plan: DistrictPlan) -> Iterator[str]:
    """How the sums are made, and what in them needs care."""
    totals, all_schools = plan.totals, len(plan.lines)
    accepted = plan.states.get(SubmissionState.ACCEPTED, 0)
    yield (
        f"В сумму вошли книги {totals.books} школ из {all_schools}, из них принято {accepted}. "
        "Складываются числа людей, а не проценты; «—» — школа не знает знаменателя, это не ноль"
    )
    yield (
        f"Людей по школам: наставников {totals.mentors}, наставляемых {totals.mentees}. "
        "Кто числится в двух школах, посчитан в каждой"
    )
    if len(totals.days) > 1:
        days = ", ".join(
            f"{date.fromisoformat(day):%d.%m.%Y} — {n}"
            for day, n in sorted(totals.days.items())[:6]
        )
        yield f"Числа школ взяты на разные дни ({days}): сравнивайте с оговоркой"
