"""Values as a sheet part spells them: texts, numbers, dates, links."""

from __future__ import annotations

import re
from datetime import date, datetime
from math import isfinite

from nastavnik.model.changes import CellValue, Link
from nastavnik.workbooks.port import BookError

MAX_TEXT = 32_767
"""The longest text a cell holds, in UTF-16 units, as Excel counts."""
MAX_LITERAL = 255
"""The longest text within a formula."""

_LINE_ENDS = re.compile(r"\r\n?")
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NEEDS_PRESERVING = re.compile(r"^\s|\s$|\s\s|[\n\t]")

_DAYS_FROM_1900 = date(1899, 12, 30)
_DAYS_FROM_1904 = date(1904, 1, 1)
_TRUE_FROM = date(1900, 3, 1)
"""Serial numbers before this day are shifted by one: the format believes in 29.02.1900."""


def clean(text: str) -> str:
    """The text without what no cell can hold: control characters, halves of letters.

    >>> clean("a\\r\\nb\\x00")
    'a\\nb'
    """
    return _FORBIDDEN.sub("", _LINE_ENDS.sub("\n", text))


def cleaned(value: CellValue) -> CellValue:
    """The value as a cell will hold it: texts cleaned, an empty text is an empty cell.

    Raises:
        ValueError: a number is infinite or none, which no cell can hold.
    """
    if isinstance(value, str):
        return clean(value) or None
    if isinstance(value, float) and not isfinite(value):
        raise ValueError(f"no cell can hold {value}")
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        return value.date()
    return value


def escaped(text: str) -> str:
    """The text with «_x0041_» spelt so that nobody takes it for an escaped letter."""
    return _ESCAPE.sub("_x005F_", text)


def needs_preserving(text: str) -> bool:
    """Whether the blanks of the text would be lost without `xml:space`."""
    return _NEEDS_PRESERVING.search(text) is not None


def check_length(text: str) -> None:
    """Nothing for a text that a cell can hold.

    Raises:
        BookError: it is too long.
    """
    if len(text) > MAX_TEXT // 2 and len(text.encode("utf-16-le")) // 2 > MAX_TEXT:
        raise BookError(
            f"Текст «{text[:30]}…» длиннее {MAX_TEXT} знаков и не помещается в ячейку: "
            "сократите его"
        )


def serial(day: date, *, date1904: bool) -> float | int | None:
    """The number that stands for a date in a cell, None for one that the format cannot hold."""
    plain = day.date() if isinstance(day, datetime) else day
    number = (plain - (_DAYS_FROM_1904 if date1904 else _DAYS_FROM_1900)).days
    if not date1904 and plain < _TRUE_FROM:
        number -= 1
    if number < 1:
        return None
    return number + _share_of_day(day) if isinstance(day, datetime) else number


def _share_of_day(moment: datetime) -> float:
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    return (seconds + moment.microsecond / 1_000_000) / 86_400


def date_as_text(day: date) -> str:
    """The date as a person writes it, for books that have no style for dates."""
    return f"{day:%d.%m.%Y %H:%M}" if isinstance(day, datetime) else f"{day:%d.%m.%Y}"


def link_formula(link: Link) -> tuple[str, str]:
    """(formula without «=», the text it shows) of a link inside the workbook."""
    text = clean(link.text)
    shown = text if len(text) <= MAX_LITERAL else f"{text[: MAX_LITERAL - 1]}…"
    sheet = clean(link.sheet).replace("'", "''")
    target = f"#'{sheet}'!{link.cell}"
    return f"HYPERLINK({_literal(target)},{_literal(shown)})", shown


def _literal(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
