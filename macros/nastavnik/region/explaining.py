"""What sums say in words: beside targets, and of themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from nastavnik.region.plan import DistrictPlan
from nastavnik.region.sheets import SubmissionState
from nastavnik.region.sums import BY_FORM, IndicatorTotal
from nastavnik.results.verdicts import FEW, lacking, share

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
        return "цель не задана: впишите её на листе «Цели»"
    if total.whole < FEW:
        return "людей слишком мало для вывода"
    missing = lacking(total.part, total.whole, target)
    if not missing:
        return f"достигнут (цель {target:g} %)"
    near = "близок к цели" if target - reached <= 10 else "ниже цели"
    return f"{near}: не хватает {missing} (цель {target:g} %)"


def conclusion_of_form(total: IndicatorTotal, target: float | None) -> str:
    """What a sum of one form says: alone it cannot reach what all forms reach together."""
    if not BY_FORM[total.number].whole:
        return conclusion(total, target)
    return "" if target is None else f"вклад формы; цель {target:g} % — на все формы вместе"


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
