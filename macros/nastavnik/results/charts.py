"""What the charts of reports show, as plain numbers: drawn in Word by `documents`, in «Итоги» live.

A chart without data is None. Shares of few people are not drawn: a table tells them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from enum import Enum
from typing import NamedTuple

from nastavnik.model.choices import Form, Stage
from nastavnik.model.sheets import Indicator
from nastavnik.model.text import counted, fold
from nastavnik.results.catalogue import DEFINITIONS, VERSION
from nastavnik.results.needs import needs_of
from nastavnik.results.summary import YearResults
from nastavnik.results.verdicts import FEW, rounded, share


class ChartKind(Enum):
    """How numbers are drawn."""

    BARS = "bar"
    COLUMNS = "column"
    STACKED = "stacked"
    LINES = "line"


class ChartSeries(NamedTuple):
    """Numbers of one colour; None leaves a gap."""

    name: str
    values: tuple[float | None, ...]


class Chart(NamedTuple):
    """A picture of numbers: one value of each series for each category.

    `highest` ends the axis of values.
    """

    title: str
    kind: ChartKind
    categories: tuple[str, ...]
    series: tuple[ChartSeries, ...]
    highest: float | None = None

    @property
    def alternative(self) -> str:
        """The chart in words, for whoever cannot see it."""
        said = (
            f"{category} — "
            + ", ".join(
                f"{_number(each.values[place])}"
                if len(self.series) == 1
                else f"{each.name.lower()} {_number(each.values[place])}"
                for each in self.series
            )
            for place, category in enumerate(self.categories)
        )
        return f"{self.title}. {'; '.join(said)}."


def _number(value: float | None) -> str:
    return "нет данных" if value is None else f"{value:g}".replace(".", ",")


def pairs_by_form(results: YearResults) -> Chart | None:
    """Пары по формам"""
    counts = Counter(pair.form for pair in results.season.pairs if pair.form)
    known = [form.value for form in Form if counts[form.value]]
    forms = (*known, *sorted(set(counts) - set(known)))
    if not forms:
        return None
    total = counted(sum(counts.values()), "пара", "пары", "пар")
    series = ChartSeries("Пар", tuple(counts[form] for form in forms))
    return Chart(f"Пары по формам, всего {total}", ChartKind.BARS, forms, (series,))


def fact_and_target(results: YearResults) -> Chart | None:
    """Показатели 1–6: факт и цель, в процентах"""
    rows = [row for row in drawn_indicators(results) if row.target is not None]
    if not rows:
        return None
    facts = tuple(rounded(share(row.part, row.whole) or 0) for row in rows)
    targets = tuple(row.target for row in rows)
    return Chart(
        "Показатели: факт и цель, %",
        ChartKind.COLUMNS,
        tuple(map(_short, rows)),
        (ChartSeries("Факт", facts), ChartSeries("Цель", targets)),
        100,
    )


def drawn_indicators(results: YearResults) -> list[Indicator]:
    """The rows of «Показатели» that a chart may show: enough people, a part within the whole."""
    rows = {fold(row.title): row for row in results.rows}
    own = (rows.get(fold(d.title)) for d in DEFINITIONS if d.short)
    return [
        row
        for row in own
        if row and row.part is not None and row.whole and FEW <= row.whole >= row.part
    ]


def _short(row: Indicator) -> str:
    return next(d.short for d in DEFINITIONS if fold(d.title) == fold(row.title))


def before_and_after(results: YearResults) -> Chart | None:
    """Самооценка до программы и после неё, средний балл"""
    shifts = [shift for shift in results.growth.shifts if shift.people >= FEW]
    if not shifts:
        return None
    least, most = (f(shift.people for shift in shifts) for f in (min, max))
    people = f"{most}" if least == most else f"от {least} до {most}"
    return Chart(
        f"Самооценка до и после, средний балл (ответили оба раза: {people})",
        ChartKind.BARS,
        tuple(shift.question for shift in shifts),
        (
            ChartSeries("До", tuple(round(shift.before, 1) for shift in shifts)),
            ChartSeries("После", tuple(round(shift.after, 1) for shift in shifts)),
        ),
        10,
    )


def roadmap_done(results: YearResults) -> Chart | None:
    """Выполнение дорожной карты по этапам, число мероприятий"""
    season = results.season
    done, ahead, late = Counter[str](), Counter[str](), Counter[str]()
    for activity in season.school.activities:
        if activity.is_done:
            done[activity.stage] += 1
        elif activity.end and activity.end < season.today:
            late[activity.stage] += 1
        else:
            ahead[activity.stage] += 1
    stages = tuple(stage.value for stage in Stage if (done + ahead + late)[stage.value])
    if not stages:
        return None
    counts = (("Сделано", done), ("Впереди", ahead), ("Просрочено", late))
    total, made = len(season.school.activities), sum(done.values())
    return Chart(
        f"Выполнение дорожной карты, мероприятий (сделано {made} из {total})",
        ChartKind.STACKED,
        stages,
        tuple(ChartSeries(name, tuple(found[stage] for stage in stages)) for name, found in counts),
    )


def by_years(results: YearResults) -> Chart | None:
    """Показатели 1–6 по годам, в процентах"""
    rows = {key: row for key, row in results.years.items() if row.version in {"", VERSION}}
    years = sorted({row.year for row in rows.values()})
    series = []
    for definition in (d for d in DEFINITIONS if d.short):
        found = (rows.get((fold(year), fold(definition.title))) for year in years)
        values = tuple(
            rounded(part) if row and (part := share(row.part, row.whole)) is not None else None
            for row in found
        )
        if sum(value is not None for value in values) > 1:
            series.append(ChartSeries(definition.short, values))
    if not series:
        return None
    title = "Показатели по годам, %"
    return Chart(title, ChartKind.LINES, tuple(years), tuple(series), 100)


def requests(results: YearResults) -> Chart | None:
    """Запросы наставляемых по областям, человек"""
    found = needs_of(results.season)
    if not found.needs:
        return None
    series = ChartSeries("Человек", tuple(need.people for need in found.needs))
    areas = tuple(need.area for need in found.needs)
    title = f"Запросы по областям, человек (назвали {found.asked} из {found.people})"
    return Chart(title, ChartKind.BARS, areas, (series,))


CHARTS: Mapping[str, Callable[[YearResults], Chart | None]] = {
    "пары_по_формам": pairs_by_form,
    "факт_и_цель": fact_and_target,
    "до_и_после": before_and_after,
    "выполнение_карты": roadmap_done,
    "по_годам": by_years,
    "запросы": requests,
}
"""The charts that a template may name: the docstring of each is its line in the list of tags."""
