"""What matching weighs: the sheet «Критерии» as it is filled at first, and as it is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from nastavnik.matching.codes import UNKNOWN_CRITERION
from nastavnik.model.choices import Strength
from nastavnik.model.findings import Finding, Level
from nastavnik.model.school import School
from nastavnik.model.sheets import CriterionRow
from nastavnik.model.text import fold


class Aspect(StrEnum):
    """The criteria the program can compare; the value is the title in the sheet."""

    SUBJECT = "Предмет"
    REQUEST = "Запрос"
    WISH = "Пожелание наставляемого"
    MENTOR_WISH = "Пожелание наставника"
    FORM = "Желаемая форма"
    EXPERIENCE = "Стаж"
    CATEGORY = "Категория"
    AGE = "Возраст"
    SHIFT = "Смена"
    BUILDING = "Корпус"
    LANGUAGE = "Язык"
    TIME = "Время наставника"
    EARLIER = "Прежняя работа вместе"


@dataclass(frozen=True, slots=True)
class WeightedCriterion:
    """A criterion at its weight, 0–100; one that `must` be met forbids pairs that score nothing."""

    aspect: Aspect
    compared: str
    weight: int
    must: bool = False


DEFAULTS = (
    WeightedCriterion(
        Aspect.SUBJECT,
        "Предмет наставника и наставляемого: одинаковый — полностью. У педагогов не указан — "
        "половина, у остальных не учитывается",
        25,
    ),
    WeightedCriterion(
        Aspect.REQUEST,
        "Слова запроса среди компетенций, интересов, достижений и предмета наставника: три общих "
        "слова (или все, если их меньше) — полностью",
        30,
    ),
    WeightedCriterion(Aspect.WISH, "«Хочет наставника»: названный — полностью, другой — нет", 20),
    WeightedCriterion(
        Aspect.MENTOR_WISH, "«Хочет наставляемого»: названный — полностью, другой — нет", 20
    ),
    WeightedCriterion(
        Aspect.FORM, "«Желаемая форма» обоих: исполнено желание одного — половина", 10
    ),
    WeightedCriterion(
        Aspect.EXPERIENCE,
        "Стаж наставника-педагога: 10 лет и больше — полностью, меньше стажа наставляемого — нет",
        10,
    ),
    WeightedCriterion(
        Aspect.CATEGORY, "Категория наставника-педагога: высшая — полностью, первая — 60 %", 10
    ),
    WeightedCriterion(
        Aspect.AGE,
        "Возраст или класс наставляемого и «Возраст наставляемых» у наставника: год мимо — "
        "минус четверть",
        10,
    ),
    WeightedCriterion(Aspect.SHIFT, "Смены: одна или «любая» — полностью", 5),
    WeightedCriterion(Aspect.BUILDING, "Корпуса: есть общий или «любой» — полностью", 5),
    WeightedCriterion(
        Aspect.LANGUAGE, "«Язык» наставляемого: наставник им владеет — полностью", 10
    ),
    WeightedCriterion(
        Aspect.TIME, "Часов в неделю на одно место наставника: час и больше — полностью", 5
    ),
    WeightedCriterion(Aspect.EARLIER, "Уже завершали программу вместе: да — полностью", 5),
)
"""The criteria of a new workbook."""

LEAST_FIT = "Порог совпадения, %"
"""The row of «Критерии» whose weight is the least fit of a pair that is proposed."""
USUAL_LEAST_FIT = 1


def criteria() -> tuple[CriterionRow, ...]:
    """The rows of the sheet «Критерии» in a new workbook."""
    weighed = (
        CriterionRow(
            title=criterion.aspect.value,
            compared=criterion.compared,
            weight=criterion.weight,
            strength=(Strength.MUST if criterion.must else Strength.WISH).value,
        )
        for criterion in DEFAULTS
    )
    threshold = CriterionRow(
        title=LEAST_FIT,
        compared="Пары с меньшим совпадением не предлагаются; число стоит в столбце «Вес», "
        "0 — предлагать любые",
        weight=USUAL_LEAST_FIT,
    )
    return (*weighed, threshold)


def least_fit(school: School) -> int:
    """The percents of fit below which this school wants no proposal."""
    rows = school.table(CriterionRow).rows
    typed = (row.weight for row in rows if fold(row.title) == fold(LEAST_FIT))
    found = next((weight for weight in typed if weight is not None), USUAL_LEAST_FIT)
    return max(0, min(100, found))


def criteria_of(school: School) -> tuple[WeightedCriterion, ...]:
    """The criteria of this school with a weight; the defaults where the sheet is empty."""
    rows = school.table(CriterionRow).rows
    if all(fold(row.title) == fold(LEAST_FIT) for row in rows):
        return DEFAULTS
    known = {fold(criterion.aspect): criterion for criterion in DEFAULTS}
    read = {fold(row.title): row for row in reversed(rows) if fold(row.title) in known}
    weighed = (_weighed(known[key], read[key]) for key in known if key in read)
    return tuple(criterion for criterion in weighed if criterion.weight or criterion.must)


def _weighed(default: WeightedCriterion, row: CriterionRow) -> WeightedCriterion:
    weight = default.weight if row.weight is None else max(0, min(100, row.weight))
    return WeightedCriterion(default.aspect, row.compared, weight, row.strength == Strength.MUST)


def unknown_criteria(school: School) -> Iterator[Finding]:
    """A question for each row of «Критерии» that the program cannot compare."""
    known = {fold(title): title for title in (*Aspect, LEAST_FIT)}
    for row in school.table(CriterionRow).rows:
        if not row.title or fold(row.title) in known:
            continue
        alike = get_close_matches(fold(row.title), known, n=1)
        guess = f"Возможно, «{known[alike[0]]}»? " if alike else ""
        yield Finding(
            UNKNOWN_CRITERION,
            Level.QUESTION,
            "такого критерия подбор не знает, строка не учтена",
            sheet=row.sheet,
            cell=school.address(row.at(CriterionRow.title)),
            header="Критерий",
            reason=UNKNOWN_CRITERION.reason,
            remedy=f"{guess}Известны: {', '.join(known.values())}",
            value=row.title,
        )
