"""One value of a cell as its column wants it, and a remark where it is not quite so."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from nastavnik.model.findings import Level, Value
from nastavnik.model.schema import Column, Kind
from nastavnik.model.text import fold, printable, tidy


class Remark(NamedTuple):
    """What is wrong with a cell, before its place is known."""

    code: str
    level: Level
    message: str
    remedy: str


Parsed = tuple[Any, Remark | None]


def error(code: str, message: str, remedy: str) -> Remark:
    """A remark that blocks."""
    return Remark(code, Level.ERROR, message, remedy)


def question(code: str, message: str, remedy: str) -> Remark:
    """A remark that may stand with an explanation."""
    return Remark(code, Level.QUESTION, message, remedy)


def is_filled(value: Value) -> bool:
    """Whether the cell holds anything but blanks."""
    return value is not None and not (isinstance(value, str) and not value.strip())


def parse_cell(value: Value, column: Column, allowed: Mapping[str, str] | None = None) -> Parsed:
    """The value as the column wants it, and a remark where it is not so or only nearly so.

    `allowed` maps folded texts to the values that a column with choices takes.
    """
    if not is_filled(value):
        return column.empty, _empty_remark(column) if column.required else None
    parsed, remark = _PARSERS[column.kind](value)
    if remark and remark.level is Level.ERROR:
        return parsed, remark
    if allowed is not None:
        return _choose(parsed, column, allowed)
    return parsed, _limits(parsed, column) or remark


def _empty_remark(column: Column) -> Remark:
    example = f", например «{column.example}»" if column.example else ""
    return error("ЯЧ01", "пусто, а заполнить нужно", f"Впишите: {column.title.lower()}{example}")


def _parse_text(value: Value) -> Parsed:
    if isinstance(value, str):
        clean = value if value.isprintable() else printable(value)
        if clean != value:
            return clean, question(
                "ЯЧ12",
                "в тексте есть невидимые знаки",
                "Впишите текст заново, без вставки из других программ",
            )
        return value, None
    if isinstance(value, bool):
        return "да" if value else "нет", None
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}", None
    if isinstance(value, float) and value.is_integer():
        return str(int(value)), None
    return str(value).replace(".", ","), None


def _parse_number(value: Value) -> Parsed:
    if isinstance(value, bool | date):
        return None, _not_number()
    if isinstance(value, int | float):
        return float(value), None
    text = re.sub(r"\s", "", str(value)).replace(",", ".")
    if not re.fullmatch(r"[+-]?\d{1,15}(\.\d+)?", text):
        return None, _not_number()
    return float(text), question("ЯЧ03", "число записано как текст", "Впишите число заново")


def _not_number() -> Remark:
    return error("ЯЧ02", "здесь нужно число", "Впишите число цифрами, без слов")


def _parse_integer(value: Value) -> Parsed:
    number, remark = _parse_number(value)
    if number is None:
        return None, remark
    if not number.is_integer():
        return None, error("ЯЧ02", "здесь нужно целое число", "Впишите число без дробной части")
    return int(number), remark


def _parse_flag(value: Value) -> Parsed:
    if isinstance(value, bool):
        return value, None
    known = {"да": True, "нет": False, "+": True, "-": False, "1": True, "0": False}
    word = fold(str(value))
    if word in known:
        return known[word], None
    return None, error("ЯЧ04", "здесь нужно «да» или «нет»", "Выберите «да» или «нет» из списка")


_DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?:\s*г\.?)?")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)


def _parse_date(value: Value) -> Parsed:
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return _date_in_reach(value, None)
    if isinstance(value, bool):
        return None, _not_date()
    if isinstance(value, int | float):
        if not (20000 <= value <= 73000 and float(value).is_integer()):
            return None, _not_date()
        day = date(1899, 12, 30) + timedelta(days=int(value))
        return day, question("ЯЧ03", "дата показана числом", "Задайте ячейке вид «Дата»")
    return _date_in_text(tidy(str(value)))


def _date_in_text(text: str) -> Parsed:
    compact = re.sub(r"\s*([./-])\s*", r"\1", text)
    if found := _DAY_FIRST.fullmatch(compact):
        day, month, year = found.groups()
        short = len(year) == 2
        year = f"20{year}" if short else year
    elif found := _YEAR_FIRST.fullmatch(compact):
        (year, month, day), short = found.groups(), False
    else:
        return None, _not_date()
    try:
        read = date(int(year), int(month), int(day))
    except ValueError:
        return None, error(
            "ЯЧ02", "такого дня нет в календаре", "Впишите дату, например 01.09.2026"
        )
    how = "год записан двумя цифрами" if short else "дата записана как текст"
    return _date_in_reach(
        read, question("ЯЧ03", f"{how}: прочитано {read:%d.%m.%Y}", "Впишите дату заново")
    )


def day_inside(text: str) -> date | None:
    """The first day that a text names, such as «№ 3 от 09.09.2026»; None where there is none."""
    found = re.search(r"(?<!\d)\d{1,2}\.\d{1,2}\.\d{4}(?!\d)", text)
    day: date | None = _date_in_text(found[0])[0] if found else None
    return day


def _date_in_reach(read: date, remark: Remark | None) -> Parsed:
    if FIRST_DAY <= read <= LAST_DAY:
        return read, remark
    return None, error("ЯЧ05", "год далёк от нашего времени", "Проверьте год")


def _not_date() -> Remark:
    return error("ЯЧ02", "здесь нужна дата", "Впишите дату цифрами, например 01.09.2026")


_PARSERS: dict[Kind, Callable[[Value], Parsed]] = {
    Kind.TEXT: _parse_text,
    Kind.NUMBER: _parse_number,
    Kind.INTEGER: _parse_integer,
    Kind.DATE: _parse_date,
    Kind.FLAG: _parse_flag,
}


def _choose(text: str, column: Column, allowed: Mapping[str, str]) -> Parsed:
    if fold(text) in allowed:
        return allowed[fold(text)], None
    from difflib import get_close_matches

    alike = get_close_matches(fold(text), list(allowed), n=1, cutoff=0.6)
    guess = f"Возможно, «{allowed[alike[0]]}»? " if alike else ""
    return "", error(
        "ЯЧ04", "такого значения нет в списке", f"{guess}Выберите значение из выпадающего списка"
    )


def _limits(value: Any, column: Column) -> Remark | None:
    if column.minimum is not None and value < column.minimum:
        return error("ЯЧ05", f"меньше {column.minimum:g}", _limit_remedy(column))
    if column.maximum is not None and value > column.maximum:
        return error("ЯЧ05", f"больше {column.maximum:g}", _limit_remedy(column))
    if column.pattern and not column.pattern.matches(value):
        return error("ЯЧ06", "записано не так, как нужно", f"Образец: «{column.pattern.example}»")
    return None


def _limit_remedy(column: Column) -> str:
    least = f"от {column.minimum:g}" if column.minimum is not None else ""
    most = f"до {column.maximum:g}" if column.maximum is not None else ""
    return f"Впишите число {' '.join(filter(None, (least, most)))}"


def cell_value(value: Any, column: Column) -> Value:
    """A field of a record as it is written into a cell: the inverse of `parse_cell`."""
    if column.kind is Kind.FLAG and value is not None:
        return "да" if value else "нет"
    return None if value == "" else value
