"""What matching weighs: the sheet «Критерии» as it is filled at first, and as it is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from nastavnik.model import sheets
from nastavnik.model.findings import Finding, Level
from nastavnik.model.schema import Choices
from nastavnik.model.school import School
from nastavnik.model.sheets import Strength
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
class Criterion:
    """A criterion at its weight, 0–100; one that `must` be met forbids pairs that score nothing."""

    aspect: Aspect
    compared: str
    weight: int
    must: bool = False


DEFAULTS = (
    Criterion(
        Aspect.SUBJECT,
        "Предмет наставника и наставляемого: одинаковый — полностью. У педагогов не указан — "
        "половина, у остальных не учитывается",
        25,
    ),
    Criterion(
        Aspect.REQUEST,
        "Слова запроса среди компетенций, интересов, достижений и предмета наставника: три общих "
        "слова (или все, если их меньше) — полностью",
        30,
    ),
    Criterion(Aspect.WISH, "«Хочет наставника»: названный — полностью, другой — нет", 20),
    Criterion(Aspect.MENTOR_WISH, "«Хочет наставляемого»: названный — полностью, другой — нет", 20),
    Criterion(Aspect.FORM, "«Желаемая форма» обоих: исполнено желание одного — половина", 10),
    Criterion(
        Aspect.EXPERIENCE,
        "Стаж наставника-педагога: 10 лет и больше — полностью, меньше стажа наставляемого — нет",
        10,
    ),
    Criterion(
        Aspect.CATEGORY, "Категория наставника-педагога: высшая — полностью, первая — 60 %", 10
    ),
    Criterion(
        Aspect.AGE,
        "Возраст или класс наставляемого и «Возраст наставляемых» у наставника: год мимо — "
        "минус четверть",
        10,
    ),
    Criterion(Aspect.SHIFT, "Смены: одна или «любая» — полностью", 5),
    Criterion(Aspect.BUILDING, "Корпуса: есть общий или «любой» — полностью", 5),
    Criterion(Aspect.LANGUAGE, "«Язык» наставляемого: наставник им владеет — полностью", 10),
    Criterion(Aspect.TIME, "Часов в неделю на одно место наставника: час и больше — полностью", 5),
    Criterion(Aspect.EARLIER, "Уже завершали программу вместе: да — полностью", 5),
)
"""The criteria of a new workbook."""

SYNONYMS = Choices(
    "Синонимы",
    (
        "физкультура, спорт, физический",
        "ЕГЭ, ОГЭ, экзамен, ГИА",
        "ИКТ, информатика, компьютер, программирование",
        "ОБЗР, ОБЖ",
        "английский, немецкий, французский, иностранный",
        "профориентация, профессия",
        "дисциплина, поведение",
    ),
)
"""A list of «Справочники»: the words of an entry, separated by commas, mean the same."""


def criteria() -> tuple[sheets.Criterion, ...]:
    """The rows of the sheet «Критерии» in a new workbook."""
    return tuple(
        sheets.Criterion(
            title=criterion.aspect.value,
            compared=criterion.compared,
            weight=criterion.weight,
            strength=(Strength.MUST if criterion.must else Strength.WISH).value,
        )
        for criterion in DEFAULTS
    )


def criteria_of(school: School) -> tuple[Criterion, ...]:
    """The criteria of this school with a weight; the defaults where the sheet is empty."""
    rows = school.table(sheets.Criterion).rows
    if not rows:
        return DEFAULTS
    known = {fold(criterion.aspect): criterion for criterion in DEFAULTS}
    read = {fold(row.title): row for row in reversed(rows) if fold(row.title) in known}
    weighed = (_weighed(known[key], read[key]) for key in known if key in read)
    return tuple(criterion for criterion in weighed if criterion.weight or criterion.must)


def _weighed(default: Criterion, row: sheets.Criterion) -> Criterion:
    weight = default.weight if row.weight is None else max(0, min(100, row.weight))
    return Criterion(default.aspect, row.compared, weight, row.strength == Strength.MUST)


def unknown_criteria(school: School) -> Iterator[Finding]:
    """A question for each row of «Критерии» that the program cannot compare."""
    known = {fold(aspect): aspect for aspect in Aspect}
    for row in school.table(sheets.Criterion).rows:
        if not row.title or fold(row.title) in known:
            continue
        alike = get_close_matches(fold(row.title), known, n=1)
        guess = f"Возможно, «{known[alike[0]]}»? " if alike else ""
        yield Finding(
            "ПД01",
            Level.QUESTION,
            "такого критерия подбор не знает, строка не учтена",
            sheet=row.sheet,
            cell=school.address(row.at("title")),
            header="Критерий",
            reason="Сравнить можно только то, что есть в столбцах реестров",
            remedy=f"{guess}Известны: {', '.join(Aspect)}",
            value=row.title,
        )
