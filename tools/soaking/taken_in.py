"""Files that a school takes into its book: exports of answers and of meetings, a list of pupils."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from nastavnik.model.choices import PairState
from nastavnik.model.school import School

ANSWERS, MEETINGS, PUPILS = "итоговая анкета.csv", "встречи.csv", "список.csv"
_QUESTIONS = ("Насколько полезны были встречи?", "Что было самым ценным?")


def write_answers(folder: Path, school: School, day: date) -> Path:
    """An export of a form that the pairs at work have answered."""
    people = [name for pair in school.pairs if pair.order for name in (pair.mentor, pair.mentee)]
    rows = [
        [f"{day:%d.%m.%Y} 9:05:0{n % 10}", name, n % 10 + 1, "всё понятно"]
        for n, name in enumerate(dict.fromkeys(people))
    ]
    return _written(folder / ANSWERS, ["Отметка времени", "Ваши ФИО", *_QUESTIONS], rows)


def write_meetings(folder: Path, school: School, day: date) -> Path:
    """An export of meetings of the pairs at work."""
    rows = [
        [f"{day:%d.%m.%Y}", pair.mentor, pair.mentee, "разбор урока"]
        for pair in school.pairs
        if pair.state == PairState.ACTIVE
    ]
    return _written(folder / MEETINGS, ["Дата", "Наставник", "Наставляемый", "Тема"], rows)


def write_pupils(folder: Path, rows: Sequence[Sequence[object]]) -> Path:
    """A list of pupils."""
    return _written(folder / PUPILS, ["ФИО ученика", "Класс", "Дата рождения"], rows)


def _written(path: Path, head: Sequence[str], rows: Iterable[Sequence[object]]) -> Path:
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\n").writerows([head, *rows])
    path.parent.mkdir(exist_ok=True)
    path.write_text(text.getvalue(), encoding="utf-8")
    return path
