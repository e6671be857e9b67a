"""The numbers by which indicators are counted and conclusions are worded; a school may set them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from nastavnik.domain.index import indexed
from nastavnik.model.school import School
from nastavnik.model.sheets import ThresholdRow
from nastavnik.model.text import fold


class Threshold(Enum):
    """A number that «Пороги» holds: its title there, what it is usually, what rests on it."""

    SHORT = "Пара меньше стольких дней — не участие", 30, "Прекращённая раньше пара — «выбыли»"
    REGULAR = "Регулярность: пары не короче стольких дней", 60, "Показатель 15"
    NOTICE = "Уведомление о прекращении, рабочих дней", 3, "Показатель 20"
    SILENCE = "Пара молчит, если не встречалась дней", 45, "Мониторинг: список молчащих пар"
    COVERAGE = "Ответов мало, если охват меньше, %", 60, "Выводы: они предварительные"
    NEAR = "Близко к цели, если не хватает, п. п.", 10, "Выводы о показателях"
    NOTABLE = "Заметный рост — средний прирост от", 1.0, "Выводы об этапе 2"
    SLIGHT = "Небольшой рост — средний прирост от", 0.3, "Выводы об этапе 2"
    RARE = "Встречаются редко, если средняя оценка встреч меньше", 6, "Выводы: хвалят, но редко"
    PRAISED = "Хвалят, если средняя оценка программы от", 8, "Выводы: хвалят, но редко"
    APART = "Наставникам трудно, если их оценка ниже на", 2, "Выводы: нагрузка, обучение"
    STOPPED = "Много прекращённых пар, если больше, %", 15, "Выводы: назвать причины"
    QUOTES = "Слова участников приводить от стольких ответов", 5, "Меньше — человека узнают"
    THEME = "Тема, если о ней сказали не меньше людей", 2, "Меньше — единичное мнение"

    def __init__(self, title: str, usual: float, meaning: str) -> None:
        self.title, self.usual, self.meaning = title, usual, meaning


def threshold_rows() -> list[ThresholdRow]:
    """The rows of «Пороги» in a new workbook."""
    return [ThresholdRow(title=t.title, value=t.usual, meaning=t.meaning) for t in Threshold]


@indexed
def _typed(school: School) -> Mapping[str, float]:
    rows = school.table(ThresholdRow).rows
    return {fold(row.title): row.value for row in reversed(rows) if row.value is not None}


def value_of(school: School, threshold: Threshold) -> float:
    """The number that the school has set, else the usual one."""
    return _typed(school).get(fold(threshold.title), threshold.usual)
