"""What tags print and what filters do with it, in the words of a template."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import UnionType
from typing import Any

from nastavnik.documents.templates.charts import placeholder
from nastavnik.documents.values import (
    CASES,
    PLACEHOLDER,
    ChartPicture,
    Code,
    Declinable,
    DocumentProblem,
    Empty,
    Text,
    UnfitError,
    may_be_unfilled,
    template_problem,
)
from nastavnik.model.memory import remembered
from nastavnik.model.text import cleaned
from nastavnik.results.charts import Chart

Filter = Callable[..., Any]


def printed(value: object, problems: list[DocumentProblem], drawn: list[Chart]) -> str:
    """A value as it is printed; what must not be printed is added to the problems."""
    if isinstance(value, str):
        if may_be_unfilled(value):
            _inspect(value, problems)
        return bound(str(cleaned(value)))
    if isinstance(value, Empty):
        problems.append(value.problem())
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, date):
        return _day_in_digits(value)
    if isinstance(value, ChartPicture):
        return placeholder(value, drawn)
    if isinstance(value, Mapping | list | tuple):
        raise UnfitError(
            [template_problem("тег называет не одно значение, а целый список или лист")]
        )
    return str(value)


@remembered(4096)
def bound(text: str) -> str:
    """The text with non-breaking spaces where a line must not end: «№ 4», «10 А», «от 01.09»."""
    if " " not in text:
        return text
    from nastavnik.russian.typography import with_kept_spaces

    return with_kept_spaces(text)


def _inspect(value: str, problems: list[DocumentProblem]) -> None:
    """Note a placeholder in a text."""
    left = PLACEHOLDER.search(value)
    if left:
        problems.append(_left_in_cell(left[0], value))


def _left_in_cell(left: str, value: str) -> DocumentProblem:
    return DocumentProblem(
        Code.PLACEHOLDER,
        f"вместо сведений стоит заглушка «{left}»",
        "Впишите настоящее значение и сделайте документ снова",
        value.cell if isinstance(value, Text) else None,
        "" if isinstance(value, Text) else value[:80],
    )


def _only(kind: type | UnionType, what: str, make: Callable[[Any], object]) -> Filter:
    """A filter for one kind of values; empty values pass through to be reported when printed."""

    def apply(value: object) -> object:
        if isinstance(value, kind):
            return make(value)
        if isinstance(value, Empty):
            return value
        raise UnfitError([template_problem(f"фильтр применён не к тому: ему {what}")])

    return apply


def _in_case(case: str) -> Filter:
    return _only(Declinable, "нужны ФИО или должность", lambda name: name.inflected(case))


_ABBREVIATED = re.compile(r"[A-ZА-ЯЁ]\.?[A-ZА-ЯЁ]")


def _at_the_beginning(text: str) -> str:
    return _of_the_same_cell(text, text[:1].upper() + text[1:])


def _within_sentence(text: str) -> str:
    """A post as it stands within a sentence; «ИТ-специалист» and «И.О. директора» stay."""
    small = text if _ABBREVIATED.match(text) else text[:1].lower() + text[1:]
    return _of_the_same_cell(text, small)


def _of_the_same_cell(typed: str, changed: str) -> str:
    return Text(changed, typed.cell) if isinstance(typed, Text) else changed


@remembered(4096)
def _day_in_digits(day: date) -> str:
    return f"{day.day:02}.{day.month:02}.{day.year}"


def _day_in_words(day: date) -> str:
    from nastavnik.russian.typography import date_in_words

    return date_in_words(day)


FILTERS: dict[str, Filter] = {
    **{case: _in_case(case) for case in CASES},
    "кратко": _only(Declinable, "нужны ФИО", lambda name: name.short(initials_first=False)),
    "подпись": _only(Declinable, "нужны ФИО", lambda name: name.short(initials_first=True)),
    "номер": _only(str, "нужен номер", lambda text: re.sub(r"^№\s*", "", text)),
    "число": _only(int | float, "нужно число", lambda value: f"{value:g}".replace(".", ",")),
    "дата": _only(date, "нужна дата", _day_in_digits),
    "словами": _only(date, "нужна дата", _day_in_words),
    "прописная": _only(str, "нужен текст", _at_the_beginning),
    "строчная": _only(str, "нужен текст", _within_sentence),
}
"""Every filter of templates by name."""

ABOUT: dict[str, str] = {
    **dict(zip(CASES, ("кто", "кого", "кому", "вижу кого", "кем", "о ком"), strict=True)),
    "кратко": "фамилия и инициалы: «Орлова А.С.»",
    "подпись": "инициалы впереди: «А.С. Орлова»",
    "номер": "номер без знака «№»",
    "число": "число с запятой",
    "дата": "«01.09.2026»",
    "словами": "«1 сентября 2026 г.»",
    "прописная": "первая буква прописная",
    "строчная": "первая буква строчная",
}
"""What each filter prints, for the page of tags."""
