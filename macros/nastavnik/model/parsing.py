"""Parses the value of one cell as its column demands, and remarks on what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from nastavnik.model import codes
from nastavnik.model.codes import FindingCode
from nastavnik.model.findings import Level, Value
from nastavnik.model.homoglyphs import in_cyrillic
from nastavnik.model.schema import CellKind, Column, ColumnOf, Pattern
from nastavnik.model.text import cleaned, fold, is_clean, tidy


class CellRemark(NamedTuple):
    """What is wrong with a cell, not yet saying which.

    `doubtful` says that the value, though read, may not be the one that was meant.
    """

    code: FindingCode
    level: Level
    message: str
    remedy: str
    doubtful: bool = False


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
    parsed, remark = _PARSERS[column.kind](value, column)
    if remark and remark.level is Level.ERROR:
        return parsed, remark
    if allowed is not None:
        return _choose(parsed, column, allowed)
    pattern = column.pattern
    if pattern and (pattern.cyrillic or not pattern.matches(parsed)):
        return _suited(parsed, value, pattern, remark)
    if column.kind is CellKind.TEXT:
        return parsed, remark
    return parsed, _limits(parsed, column) or remark


def _empty_remark(column: Column) -> CellRemark:
    example = f", например «{column.example}»" if column.example else ""
    return error(
        codes.EMPTY, "пусто, а заполнить нужно", f"Впишите: {column.title.lower()}{example}"
    )


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


def _unseen() -> CellRemark:
    return question(
        codes.INVISIBLE,
        "в тексте есть невидимые знаки",
    )


def _made_date(shown: str) -> CellRemark:
    typed = "-".join(part.lstrip("0") for part in shown.split(".")[:2])
    return error(
        codes.MADE_DATE,
        f"вместо текста дата: так Excel и другие программы понимают записи вроде «{typed}»",
    )


def _suited(text: str, value: Value, pattern: Pattern, remark: CellRemark | None) -> Parsed:
    """The text as its column wants it to look; nothing where it only looks like a date."""
    if pattern.cyrillic and (right := in_cyrillic(text)) != text:
        text, remark = right, _latin(right)
    if pattern.matches(text):
        return text, remark
    if pattern.has_made_date(text):
        return "", _made_date(text)
    if pattern.padded and not isinstance(value, str) and pattern.matches(f"0{text}"):
        return text, error(
            codes.WRONG_FORM,
            "не хватает цифры: первый ноль пропадает, если ячейка числовая",
            f"Задайте ячейке формат «Текстовый» и впишите номер заново, наверное, «0{text}»",
        )
    return text, error(
        codes.WRONG_FORM, "записано не так, как нужно", f"Образец: «{pattern.example}»"
    )


def _latin(right: str) -> CellRemark:
    return question(
        codes.LATIN,
        f"латинская буква вместо русской: прочитано «{right}»",
    )


def _parse_number(value: Value, _: Column) -> Parsed:
    if isinstance(value, bool | date):
        return None, _not_number()
    if isinstance(value, int | float):
        return _number_in_reach(value)
    text = re.sub(r"\s", "", cleaned(str(value))).replace(",", ".")
    if not re.fullmatch(r"[+-]?\d{1,15}(\.\d+)?", text):
        return None, _not_number()
    return float(text), question(
        codes.READ_ANYWAY, "число записано как текст", "Впишите число заново"
    )


MOST = 10**15
"""Beyond this, numbers are no counts of anything, and cells no longer hold them exactly."""


def _number_in_reach(value: float) -> Parsed:
    if -MOST < value < MOST:
        return float(value), None
    if value != value:  # noqa: PLR0124 - so is only what is no number
        return None, _not_number()
    return None, error(codes.OUT_OF_RANGE, "слишком большое число", "Проверьте число")


def _not_number() -> CellRemark:
    return error(codes.WRONG_KIND, "здесь нужно число", "Впишите число цифрами, без слов")


def _parse_integer(value: Value, column: Column) -> Parsed:
    number, remark = _parse_number(value, column)
    if number is None:
        return None, remark
    if not number.is_integer():
        return None, error(
            codes.WRONG_KIND, "здесь нужно целое число", "Впишите число без дробной части"
        )
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
    return None, error(
        codes.NOT_LISTED, "здесь нужно «да» или «нет»", "Выберите «да» или «нет» из списка"
    )


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
        remark = question(codes.READ_ANYWAY, "дата показана числом", "Задайте ячейке вид «Дата»")
        return _dated(moment.date(), moment.time(), column, remark)
    return _date_in_text(tidy(str(value)), column)


NO_TIME = time()


def _dated(day: date, at: time, column: Column, remark: CellRemark | None) -> Parsed:
    """The day, if it is one of our time; a time beside it that may have moved it is asked about."""
    if not (column.since <= day.year and day <= LAST_DAY):
        return None, error(
            codes.OUT_OF_RANGE,
            f"дата {day:%d.%m.%Y} далека от нашего времени",
            "Впишите дату полностью, например 01.09.2026",
        )
    return day, (_moved(day, at, column) if at is not NO_TIME else None) or remark


def _moved(day: date, at: time, column: Column) -> CellRemark | None:
    is_full_hour = at.hour >= NOON and not (at.minute or at.second)
    if at == NO_TIME or column.timed or not (column.exact or is_full_hour):
        return None
    remark = question(
        codes.MOVED_DAY,
        f"рядом с датой стоит время {at:%H:%M}: при выгрузке из другой программы день мог "
        f"сдвинуться, прочитано {day:%d.%m.%Y}",
        f"Сверьте с документом ({day:%d.%m.%Y} или {day + timedelta(days=1):%d.%m.%Y}) и впишите "
        "дату без времени",
    )
    return remark._replace(doubtful=True)


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
            codes.WRONG_KIND, "такого дня нет в календаре", "Впишите дату, например 01.09.2026"
        )
    how = "год записан двумя цифрами" if short else "дата записана как текст"
    remark = question(codes.READ_ANYWAY, f"{how}: прочитано {read:%d.%m.%Y}", "Впишите дату заново")
    return _dated(read, at, column, remark)


def _time_of(text: str | None) -> time:
    if not text:
        return NO_TIME
    return datetime.strptime(text, "%H:%M:%S" if text.count(":") > 1 else "%H:%M").time()


_ANY_DAY: Column = ColumnOf("", CellKind.DATE)


def day_inside(text: str) -> date | None:
    """The first day that a text names, such as «№ 3 от 09.09.2026»; None where there is none."""
    found = re.search(r"(?<!\d)\d{1,2}\.\d{1,2}\.\d{4}(?!\d)", text)
    day: date | None = _date_in_text(found[0], _ANY_DAY)[0] if found else None
    return day


def _not_date() -> CellRemark:
    return error(codes.WRONG_KIND, "здесь нужна дата", "Впишите дату цифрами, например 01.09.2026")


_PARSERS: dict[CellKind, Callable[[Value, Column], Parsed]] = {
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
