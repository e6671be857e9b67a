"""Parses the value of one cell as its column demands, and remarks on what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from nastavnik.model import codes
from nastavnik.model.codes import FindingCode
from nastavnik.model.findings import Level, Value
from nastavnik.model.schema import CellKind, Column
from nastavnik.model.text import fold, printable, tidy


class CellRemark(NamedTuple):
    """What is wrong with a cell, not yet saying which."""

    code: FindingCode
    level: Level
    message: str
    remedy: str


Parsed = tuple[Any, CellRemark | None]


def error(code: FindingCode, message: str, remedy: str = "") -> CellRemark:
    """A remark that blocks; the remedy is that of its code where no other is given."""
    return CellRemark(code, Level.ERROR, message, remedy or code.remedy)


def question(code: FindingCode, message: str, remedy: str = "") -> CellRemark:
    """A remark that may be answered with an explanation."""
    return CellRemark(code, Level.QUESTION, message, remedy or code.remedy)


def is_filled(value: Value) -> bool:
    """Whether the cell holds anything but whitespace."""
    return value is not None and not (isinstance(value, str) and not value.strip())


def parse_cell(value: Value, column: Column, allowed: Mapping[str, str] | None = None) -> Parsed:
    """The value as the column demands, and a remark if it had to be corrected or is unusable.

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


def _empty_remark(column: Column) -> CellRemark:
    example = f", например «{column.example}»" if column.example else ""
    return error(
        codes.EMPTY, "пусто, а заполнить нужно", f"Впишите: {column.title.lower()}{example}"
    )


def _parse_text(value: Value) -> Parsed:
    if isinstance(value, str):
        clean = value if value.isprintable() else printable(value)
        if clean != value:
            return clean, question(codes.INVISIBLE, "в тексте есть невидимые знаки")
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
    return float(text), question(
        codes.READ_ANYWAY, "число записано как текст", "Впишите число заново"
    )


def _not_number() -> CellRemark:
    return error(codes.WRONG_KIND, "здесь нужно число", "Впишите число цифрами, без слов")


def _parse_integer(value: Value) -> Parsed:
    number, remark = _parse_number(value)
    if number is None:
        return None, remark
    if not number.is_integer():
        return None, error(
            codes.WRONG_KIND, "здесь нужно целое число", "Впишите число без дробной части"
        )
    return int(number), remark


def _parse_flag(value: Value) -> Parsed:
    if isinstance(value, bool):
        return value, None
    known = {"да": True, "нет": False, "+": True, "-": False, "1": True, "0": False}
    word = fold(str(value))
    if word in known:
        return known[word], None
    return None, error(
        codes.NOT_LISTED, "здесь нужно «да» или «нет»", "Выберите «да» или «нет» из списка"
    )


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
        return day, question(codes.READ_ANYWAY, "дата показана числом", "Задайте ячейке вид «Дата»")
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
            codes.WRONG_KIND, "такого дня нет в календаре", "Впишите дату, например 01.09.2026"
        )
    how = "год записан двумя цифрами" if short else "дата записана как текст"
    return _date_in_reach(
        read,
        question(codes.READ_ANYWAY, f"{how}: прочитано {read:%d.%m.%Y}", "Впишите дату заново"),
    )


def day_inside(text: str) -> date | None:
    """The first day that a text names, such as «№ 3 от 09.09.2026»; None where there is none."""
    found = re.search(r"(?<!\d)\d{1,2}\.\d{1,2}\.\d{4}(?!\d)", text)
    day: date | None = _date_in_text(found[0])[0] if found else None
    return day


def _date_in_reach(read: date, remark: CellRemark | None) -> Parsed:
    if FIRST_DAY <= read <= LAST_DAY:
        return read, remark
    return None, error(codes.OUT_OF_RANGE, "год далёк от нашего времени", "Проверьте год")


def _not_date() -> CellRemark:
    return error(codes.WRONG_KIND, "здесь нужна дата", "Впишите дату цифрами, например 01.09.2026")


_PARSERS: dict[CellKind, Callable[[Value], Parsed]] = {
    CellKind.TEXT: _parse_text,
    CellKind.NUMBER: _parse_number,
    CellKind.INTEGER: _parse_integer,
    CellKind.DATE: _parse_date,
    CellKind.FLAG: _parse_flag,
}


def _choose(text: str, column: Column, allowed: Mapping[str, str]) -> Parsed:
    if fold(text) in allowed:
        return allowed[fold(text)], None
    from difflib import get_close_matches

    alike = get_close_matches(fold(text), list(allowed), n=1, cutoff=0.6)
    guess = f"Возможно, «{allowed[alike[0]]}»? " if alike else ""
    return "", error(
        codes.NOT_LISTED,
        "такого значения нет в списке",
        f"{guess}Выберите значение из выпадающего списка",
    )


def _limits(value: Any, column: Column) -> CellRemark | None:
    if column.minimum is not None and value < column.minimum:
        return error(codes.OUT_OF_RANGE, f"меньше {column.minimum:g}", _limit_remedy(column))
    if column.maximum is not None and value > column.maximum:
        return error(codes.OUT_OF_RANGE, f"больше {column.maximum:g}", _limit_remedy(column))
    if column.pattern and not column.pattern.matches(value):
        return error(
            codes.WRONG_FORM, "записано не так, как нужно", f"Образец: «{column.pattern.example}»"
        )
    return None


def _limit_remedy(column: Column) -> str:
    least = f"от {column.minimum:g}" if column.minimum is not None else ""
    most = f"до {column.maximum:g}" if column.maximum is not None else ""
    return f"Впишите число {' '.join(filter(None, (least, most)))}"


def cell_value(value: Any, column: Column) -> Value:
    """A field of a record as it is written into a cell: the inverse of `parse_cell`."""
    if column.kind is CellKind.FLAG and value is not None:
        return "да" if value else "нет"
    return None if value == "" else value
