"""One value of a cell as its column wants it, and a remark where it is not quite so."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from nastavnik.model.findings import Level, Value
from nastavnik.model.schema import Column, Kind, Pattern
from nastavnik.model.text import cleaned, fold, is_clean, tidy
from nastavnik.russian.homoglyphs import in_cyrillic


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
    parsed, remark = _PARSERS[column.kind](value, column)
    if remark and remark.level is Level.ERROR:
        return parsed, remark
    if allowed is not None:
        return _choose(parsed, column, allowed)
    pattern = column.pattern
    if pattern and (pattern.cyrillic or not pattern.matches(parsed)):
        return _suited(parsed, value, pattern, remark)
    if column.kind is Kind.TEXT:
        return parsed, remark
    return parsed, _limits(parsed, column) or remark


def _empty_remark(column: Column) -> Remark:
    example = f", например «{column.example}»" if column.example else ""
    return error("ЯЧ01", "пусто, а заполнить нужно", f"Впишите: {column.title.lower()}{example}")


def _parse_text(value: Value, column: Column) -> Parsed:
    if isinstance(value, str):
        if is_clean(value):
            return value, None
        clean = cleaned(value)
        return clean, None if clean == value else _unseen()
    if isinstance(value, bool):
        return "да" if value else "нет", None
    if isinstance(value, date):
        typed = f"{value:%d.%m.%Y}"
        return (typed, None) if column.dates or column.made else ("", _made_date(typed))
    if isinstance(value, float) and value.is_integer():
        return str(int(value)), None
    return str(value).replace(".", ","), None


def _unseen() -> Remark:
    return question(
        "ЯЧ12",
        "в тексте есть невидимые знаки",
        "Впишите текст заново, без вставки из других программ, или исправьте все сразу: "
        "check --fix",
    )


def _made_date(shown: str) -> Remark:
    typed = "-".join(part.lstrip("0") for part in shown.split(".")[:2])
    return error(
        "ЯЧ13",
        f"вместо текста дата: так Excel и другие программы понимают записи вроде «{typed}»",
        "Задайте ячейке формат «Текстовый» и впишите значение заново",
    )


def _suited(text: str, value: Value, pattern: Pattern, remark: Remark | None) -> Parsed:
    """The text as its column wants it to look; nothing where it only looks like a date."""
    if pattern.cyrillic and (right := in_cyrillic(text)) != text:
        text, remark = right, _latin(right)
    if pattern.matches(text):
        return text, remark
    if pattern.has_made_date(text):
        return "", _made_date(text)
    if pattern.padded and not isinstance(value, str) and pattern.matches(f"0{text}"):
        return text, error(
            "ЯЧ06",
            "не хватает цифры: первый ноль пропадает, если ячейка числовая",
            f"Задайте ячейке формат «Текстовый» и впишите номер заново, наверное, «0{text}»",
        )
    return text, error("ЯЧ06", "записано не так, как нужно", f"Образец: «{pattern.example}»")


def _latin(right: str) -> Remark:
    return question(
        "ЯЧ14",
        f"латинская буква вместо русской: прочитано «{right}»",
        "Впишите заново русскими буквами или исправьте все сразу: check --fix",
    )


def _parse_number(value: Value, _: Column) -> Parsed:
    if isinstance(value, bool | date):
        return None, _not_number()
    if isinstance(value, int | float):
        return _number_in_reach(value)
    text = re.sub(r"\s", "", cleaned(str(value))).replace(",", ".")
    if not re.fullmatch(r"[+-]?\d{1,15}(\.\d+)?", text):
        return None, _not_number()
    return float(text), question("ЯЧ03", "число записано как текст", "Впишите число заново")


MOST = 10**15
"""Beyond this, numbers are no counts of anything, and cells no longer hold them exactly."""


def _number_in_reach(value: float) -> Parsed:
    if -MOST < value < MOST:
        return float(value), None
    if value != value:  # noqa: PLR0124 - so is only what is no number
        return None, _not_number()
    return None, error("ЯЧ05", "слишком большое число", "Проверьте число")


def _not_number() -> Remark:
    return error("ЯЧ02", "здесь нужно число", "Впишите число цифрами, без слов")


def _parse_integer(value: Value, column: Column) -> Parsed:
    number, remark = _parse_number(value, column)
    if number is None:
        return None, remark
    if not number.is_integer():
        return None, error("ЯЧ02", "здесь нужно целое число", "Впишите число без дробной части")
    return int(number), remark


_FLAGS = {
    **dict.fromkeys(("да", "+", "1", "истина", "true"), True),
    **dict.fromkeys(("нет", "-", "0", "ложь", "false"), False),
}


def _parse_flag(value: Value, _: Column) -> Parsed:
    if isinstance(value, bool):
        return value, None
    word = f"{value:g}" if isinstance(value, float) else fold(str(value))
    if word in _FLAGS:
        return _FLAGS[word], None
    return None, error("ЯЧ04", "здесь нужно «да» или «нет»", "Выберите «да» или «нет» из списка")


_TIME = r"(?:[T ]+(?P<time>\d{1,2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?)?"
_DAY_FIRST = re.compile(
    rf"(?P<day>\d{{1,2}})[./-](?P<month>\d{{1,2}})[./-](?P<year>\d{{4}}|\d{{2}})(?:\s*г\.?)?{_TIME}"
)
_YEAR_FIRST = re.compile(
    rf"(?P<year>\d{{4}})[./-](?P<month>\d{{1,2}})[./-](?P<day>\d{{1,2}}){_TIME}"
)
FIRST_SERIAL, LAST_SERIAL = 20000, 73000
LAST_DAY = date(2100, 12, 31)


def first_day(column: Column) -> date:
    """The first day that a date column may hold."""
    return date(column.since, 1, 1)


def _parse_date(value: Value, column: Column) -> Parsed:
    if isinstance(value, datetime):
        return _dated(value.date(), value.time(), column, None)
    if isinstance(value, date):
        return _dated(value, NO_TIME, column, None)
    if isinstance(value, bool):
        return None, _not_date()
    if isinstance(value, int | float):
        if not FIRST_SERIAL <= value <= LAST_SERIAL:
            return None, _not_date()
        moment = datetime(1899, 12, 30) + timedelta(days=value)
        remark = question("ЯЧ03", "дата показана числом", "Задайте ячейке вид «Дата»")
        return _dated(moment.date(), moment.time(), column, remark)
    return _date_in_text(tidy(str(value)), column)


NO_TIME = time()


def _dated(day: date, at: time, column: Column, remark: Remark | None) -> Parsed:
    """The day, if it is one of our time; a time beside it that may have moved it is asked about."""
    if not (column.since <= day.year and day <= LAST_DAY):
        return None, error(
            "ЯЧ05",
            f"дата {day:%d.%m.%Y} далека от нашего времени",
            "Впишите дату полностью, например 01.09.2026",
        )
    return day, (_moved(day, at, column) if at is not NO_TIME else None) or remark


def _moved(day: date, at: time, column: Column) -> Remark | None:
    is_full_hour = at.hour >= NOON and not (at.minute or at.second)
    if at == NO_TIME or column.timed or not (column.exact or is_full_hour):
        return None
    return question(
        MOVED,
        f"рядом с датой стоит время {at:%H:%M}: при выгрузке из другой программы день мог "
        f"сдвинуться, прочитано {day:%d.%m.%Y}",
        f"Сверьте с документом ({day:%d.%m.%Y} или {day + timedelta(days=1):%d.%m.%Y}) и впишите "
        "дату без времени",
    )


MOVED = "ЯЧ15"
"""The code of a date that may be a day off."""
NOON = 12
"""Midnight in Russia is noon or later of the day before in the time that programs exchange."""


def _date_in_text(text: str, column: Column) -> Parsed:
    found = _DAY_FIRST.fullmatch(compact := re.sub(r"\s*([./-])\s*", r"\1", text))
    found = found or _YEAR_FIRST.fullmatch(compact)
    if not found:
        return None, _not_date()
    short = len(found["year"]) == 2
    year = int(found["year"]) + 2000 * short
    try:
        read = date(year, int(found["month"]), int(found["day"]))
        at = _time_of(found["time"])
    except ValueError:
        return None, error(
            "ЯЧ02", "такого дня нет в календаре", "Впишите дату, например 01.09.2026"
        )
    how = "год записан двумя цифрами" if short else "дата записана как текст"
    remark = question("ЯЧ03", f"{how}: прочитано {read:%d.%m.%Y}", "Впишите дату заново")
    return _dated(read, at, column, remark)


def _time_of(text: str | None) -> time:
    if not text:
        return NO_TIME
    return datetime.strptime(text, "%H:%M:%S" if text.count(":") > 1 else "%H:%M").time()


def day_inside(text: str) -> date | None:
    """The first day that a text names, such as «№ 3 от 09.09.2026»; None where there is none."""
    found = re.search(r"(?<!\d)\d{1,2}\.\d{1,2}\.\d{4}(?!\d)", text)
    day: date | None = _date_in_text(found[0], Column(""))[0] if found else None
    return day


def _not_date() -> Remark:
    return error("ЯЧ02", "здесь нужна дата", "Впишите дату цифрами, например 01.09.2026")


_PARSERS: dict[Kind, Callable[[Value, Column], Parsed]] = {
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
