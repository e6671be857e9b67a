"""«Аналитическая справка муниципалитета»: what the sums say, drafted for a person to finish."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nastavnik.model.text import counted
from nastavnik.region.explaining import (
    FORMS_ADVICE,
    conclusion,
    drawn_shares,
    explanations,
    value_words,
)
from nastavnik.region.forms import form_indicators
from nastavnik.region.plan import DistrictPlan
from nastavnik.region.sheets import SubmissionState
from nastavnik.region.word import PlainDocument
from nastavnik.results.charts import Chart, ChartKind, ChartSeries
from nastavnik.results.verdicts import rounded, share

MOST_MISTAKES = 10
DRAFT = "ПРОЕКТ: выводы составлены по числам — прочитайте, исправьте и уберите эту строку"
"""All that says that a person has not taken the note over."""


def note_of(plan: DistrictPlan) -> bytes:
    """The note as a Word document."""
    card = plan.district.card
    document = PlainDocument("Аналитическая справка", card.office or card.name)
    document.say(DRAFT)
    document.head("Аналитическая справка о наставничестве", level=1)
    place = card.name or "муниципалитет: впишите на листе «Настройки»"
    document.say(f"{place}, {plan.year} учебный год, на {plan.today:%d.%m.%Y}")
    document.head("1. Как прошла сдача", level=2)
    for line in _submission(plan):
        document.say(line)
    for chart in filter(None, (_states(plan),)):
        document.chart(chart)
    document.head("2. Показатели", level=2)
    document.table(("№", "Показатель", "Сумма", "Вывод"), _indicators(plan), (1, 8, 4, 6))
    for chart in filter(None, (_shares(plan),)):
        document.chart(chart)
    for line in explanations(plan):
        document.say(line)
    document.head("3. Формы наставничества", level=2)
    _add_forms(document, plan)
    document.head("4. Что мешает: частые замечания", level=2)
    titles = ("Правило", "Чего требует", "Школ", "Случаев")
    _table_or_words(document, titles, list(_mistakes(plan)), (2, 12, 2, 2))
    document.head("5. Выводы", level=2)
    for line in conclusions(plan):
        document.say(line, style="List Bullet")
    return document.content()


def _add_forms(document: PlainDocument, plan: DistrictPlan) -> None:
    """People and pairs of each form, and what of the targets is hers."""
    headers = ("Форма", "Школ", "Наставников", "Наставляемых", "Пар", "Действуют")
    forms = [_form(plan, name) for name in sorted(plan.totals.forms)]
    _table_or_words(document, headers, forms, (5, 2, 3, 4, 2, 3))
    shares = [
        (each.title, each.form, value_words(each.total), each.conclusion)
        for each in form_indicators(plan)
        if each.target is not None
    ]
    if shares:
        document.say(f"{FORMS_ADVICE}.")
        document.table(("Показатель с целью", "Форма", "Сумма", "Вывод"), shares, (7, 4, 4, 5))


def _states(plan: DistrictPlan) -> Chart | None:
    """How many schools are in each state."""
    states = plan.states
    counts = ChartSeries("Школ", tuple(map(float, states.values())))
    names = tuple(state.value for state in states)
    return Chart("Как идёт сдача", ChartKind.BARS, names, (counts,)) if states else None


def _shares(plan: DistrictPlan) -> Chart | None:
    """The shares of the district beside their targets, as far as there are people enough."""
    drawn = drawn_shares(plan)
    if not drawn:
        return None
    shares = (rounded(share(each.part, each.whole) or 0) for each in drawn)
    reached = ChartSeries("Доля, %", tuple(shares))
    wanted = ChartSeries("Цель, %", tuple(each.target for each in drawn))
    series = (reached, wanted) if any(wanted.values) else (reached,)
    names = tuple(each.name for each in drawn)
    return Chart("Показатели и цели", ChartKind.BARS, names, series, highest=100)


def _table_or_words(
    document: PlainDocument,
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    shares: Sequence[float],
) -> None:
    if rows:
        document.table(headers, rows, shares)
    else:
        document.say("Данных нет.")


def _submission(plan: DistrictPlan) -> Iterator[str]:
    states = ", ".join(f"{state.value} — {number}" for state, number in plan.states.items())
    yield f"Школ в списке: {len(plan.lines)}. {states.capitalize()}." if states else "Школ нет."
    waited = [
        li.name
        for li in plan.lines
        if li.standing.state in (SubmissionState.OVERDUE, SubmissionState.AWAITED)
    ]
    if waited:
        yield f"Не сдали: {', '.join(waited)}."


def _indicators(plan: DistrictPlan) -> Iterator[Sequence[str]]:
    for total in plan.totals.indicators.values():
        value = value_words(total)
        target = plan.targets.get(total.number)
        yield str(total.number), total.title, value, conclusion(total, target)


def _form(plan: DistrictPlan, name: str) -> Sequence[str]:
    total = plan.totals.forms[name]
    numbers = (total.schools, total.mentors, total.mentees, total.pairs, total.active)
    return name, *map(str, numbers)


def _mistakes(plan: DistrictPlan) -> Iterator[Sequence[str]]:
    for mistake in plan.totals.frequent[:MOST_MISTAKES]:
        yield mistake.code, mistake.title, str(mistake.schools), str(mistake.times)


def conclusions(plan: DistrictPlan) -> Iterator[str]:
    """What the sums say, in sentences that a person may keep or strike out."""
    lines, totals = plan.lines, plan.totals
    if totals.books < len(lines):
        left = counted(len(lines) - totals.books, "школы", "школ", "школ")
        yield f"Выводы предварительные: нет чисел {left} из {len(lines)}."
    for total in totals.indicators.values():
        target = plan.targets.get(total.number)
        if target is not None and total.is_share and total.schools:
            yield f"{total.title}: {value_words(total)}; {conclusion(total, target)}."
    if frequent := totals.frequent[:3]:
        topics = "; ".join(mistake.title.rstrip(".") for mistake in frequent)
        yield f"Темы для семинара кураторов, по числу школ с замечанием: {topics}."
