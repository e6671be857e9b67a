"""Cells as people fill them in, made what the column wants; what cannot be is asked about."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from nastavnik.model.cell_reader import Lists
from nastavnik.model.choices import SYNONYMS
from nastavnik.model.findings import Level, Value
from nastavnik.model.homoglyphs import in_cyrillic, unlatin
from nastavnik.model.memory import remembered
from nastavnik.model.parsing import is_filled, parse_cell
from nastavnik.model.patterns import CLASS, EMAIL, FULL_NAME, PHONE
from nastavnik.model.schema import CellKind, Choices, Column, ColumnOf, Pattern, Record
from nastavnik.model.text import fold, tidy
from nastavnik.people_import.cells.several import Taken, mail_in, name_in, phones_in
from nastavnik.people_import.cells.vocabulary import VALUES
from nastavnik.russian.dates import month_number
from nastavnik.russian.names import normalise_name, parse_name

__all__ = [
    "Cleaned",
    "Lists",
    "allowed_values",
    "class_in",
    "class_of",
    "clean",
    "clean_name",
    "shown",
    "synonyms_of",
]

Allowed = Mapping[str, str]
"""Folded words → the value of the list that they mean."""

_NOTHING = frozenset(("-", "--", "---", "нет данных", "н/д", "отсутствует", "не указано", "x", "х"))
_LONGEST_NOTHING = 2 * max(map(len, _NOTHING))
"""Blanks between the words may be many."""
_LIKE_NOTHING = re.compile(r"[\s._/-]+|0?1\.0?1\.0001(?: 0?0:00(?::00)?)?")
"""What other programs leave in place of a date."""
_ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_KLASS = r"(?:класс(?:ы|а|е)?|кл\.?)"
_CLASS = re.compile(
    rf"(?:{_KLASS}\s*)?(?:(?P<number>[1-9]|1[01])|(?P<roman>[IVXХ]+)(?=\W*[А-Яа-яЁё]))"
    rf"\s*(?:{_KLASS}\s*)?[-–—]?\s*[«\"'(]?(?P<letter>[А-ЯЁа-яё])?[»\"')]?\s*{_KLASS}?"
)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI")
_WORDY_DATE = re.compile(r"(\d{1,2})\s+([а-яё]+)\.?\s+(\d{4})(?:\s*г(?:\.|ода)?)?", re.IGNORECASE)
_SERIAL = re.compile(r"[2-7]\d{4}")
_SHORT_YEAR = re.compile(r"(\d{1,2}[./-]\d{1,2}[./-])(\d\d)(?:\s*г\.?)?")
_FIRST_SHORT_YEAR_OF_LAST_CENTURY = 30
_WORDS_OF_PROGRAMS = frozenset(("true", "false", "истина", "ложь"))
_LONGEST_OF_PROGRAMS = 24
_MONTHS = re.compile(r"(?:(\d{1,2})\s*(?:лет|год[а]?|г\.?)\s*)?(\d{1,2})\s*мес\w*\.?")
_MEASURED = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:лет|год[а]?|г\.?|ч(?:ас(?:а|ов)?)?\.?|чел\w*\.?)")
_FLAGS = {
    **dict.fromkeys(
        ("есть", "имеется", "v", "да.", "получено", "пройдена", "true", "истина"), "да"
    ),
    **dict.fromkeys(("не", "не имеется", "отсутствует", "false", "ложь"), "нет"),
}


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The value of a cell as its column wants it; `problem` says in Russian why there is none.

    `rest` says that the cell held more than the value, `doubt` in Russian why it may be wrong.
    """

    value: Any
    problem: str = ""
    remedy: str = ""
    rest: bool = False
    doubt: str = ""


def clean(value: Value, column: Column, allowed: Allowed | None = None) -> Cleaned:
    """What a cell of a foreign table holds for the column.

    `allowed` as `allowed_values` gives it. A value that the column cannot hold has a `problem`.
    """
    if not is_filled(value) or (column.kind is not CellKind.FLAG and _says_nothing(value)):
        return Cleaned("" if column.kind is CellKind.TEXT else None)
    if column.choices:
        return _chosen(value, column, allowed or {})
    if column.kind is CellKind.TEXT:
        return _text(value, column)
    parsed, remark = parse_cell(_prepared(value, column), column)
    if remark and remark.level is Level.ERROR:
        return Cleaned(None, remark.message, remark.remedy)
    if remark and remark.doubtful:
        return Cleaned(parsed, remedy=remark.remedy, doubt=remark.message)
    return Cleaned(parsed)


def _says_nothing(value: Value) -> bool:
    if isinstance(value, date):
        return value.year == 1
    words = str(value)
    if words[:1].isalpha():
        return len(words) <= _LONGEST_NOTHING and fold(words) in _NOTHING
    text = fold(words)
    return text in _NOTHING or _LIKE_NOTHING.fullmatch(text) is not None


def _text(value: Value, column: Column) -> Cleaned:
    typed, remark = parse_cell(value, _free(column.title, dates=column.dates))
    if remark and remark.level is Level.ERROR:
        return Cleaned("", remark.message, remark.remedy)
    taken = _SEVERAL[column.pattern](typed) if column.pattern in _SEVERAL else Taken(typed)
    text = _TEXTS.get(column.pattern, _plain)(taken.value or typed)
    pattern = column.pattern
    if pattern and not pattern.matches(text):
        if pattern in (PHONE, EMAIL) and fold(text) == "нет":
            return Cleaned("")
        _, remark = parse_cell(text, column)
        assert remark
        return Cleaned("", remark.message, remark.remedy)
    return Cleaned(text, rest=taken.rest)


@cache
def _free(title: str, *, dates: bool) -> Column:
    """A column of the book with this title, for any text."""
    return ColumnOf(title, dates=dates)


def _plain(text: str) -> str:
    """Every line tidy, empty ones left out; yes, no and a day as people write them."""
    if len(text) <= _LONGEST_OF_PROGRAMS:
        if fold(text) in _WORDS_OF_PROGRAMS:
            return _FLAGS[fold(text)]
        if day := _ISO_DAY.fullmatch(text.strip()):
            return f"{day[3]}.{day[2]}.{day[1]}"
    return "\n".join(filter(None, map(tidy, unlatin(text).splitlines())))


def clean_name(text: str) -> str:
    """A full name in usual order and capitals, in Cyrillic letters."""
    name = normalise_name(unlatin(text).replace("\n", " ")).text
    name = re.sub(r"(?<=[^\W\d_]\.)\s+(?=[^\W\d_]\.)", "", name)
    initials_first = re.fullmatch(r"((?:\w\.){1,2})\s*([^\W\d_][\w-]+)", name)
    if initials_first:
        return f"{initials_first[2]} {initials_first[1]}"
    parts = parse_name(name)
    if parts.surname_last:
        return " ".join((*parts.surname, *parts.given, *parts.patronymic))
    return name


def class_of(text: str) -> str | None:
    """«7б», «7-Б класс», «VII «Б»» → «7 Б»; None where the text is no class."""
    typed = tidy(text)
    found = _CLASS.fullmatch(typed) or _CLASS.fullmatch(in_cyrillic(typed))
    if not found:
        return None
    roman = (found["roman"] or "").replace("Х", "X")
    if roman and roman not in _ROMAN:
        return None
    number = found["number"] or str(_ROMAN.index(roman) + 1)
    return " ".join(filter(None, (number, (found["letter"] or "").upper())))


_LETTER = r"[-–—\s]*[«\"'(]?\s*([А-ФЦ-ЯЁа-фц-яё]?)\s*[»\"')]?(?![а-яё])"
_CLASS_INSIDE = re.compile(
    rf"(?<![\d.])([1-9]|1[01]){_LETTER}[-–—\s]*класс(?!н)"
    rf"|класс(?!н)[а-я]*[\s:–—-]*([1-9]|1[01])(?![\d.]){_LETTER}",
    re.IGNORECASE,
)
_PLAIN_CLASS = re.compile(r"(?<![\d.])([1-9]|1[01])[\s-]?[«\"]?([А-ФЦ-Я])[»\"]?(?!\w)")


def class_in(text: str) -> str:
    """The one class that words around a list name, «Список 6 «В» класса» → «6 В»; "" for none."""
    bare = re.sub(r"\.\w{2,5}$", "", tidy(text))
    if whole := class_of(bare):
        return whole
    found = {
        " ".join(filter(None, (each[1] or each[3], (each[2] or each[4] or "").upper())))
        for each in _CLASS_INSIDE.finditer(bare)
    }
    plain = {f"{each[1]} {each[2]}" for each in _PLAIN_CLASS.finditer(bare)}
    return found.pop() if len(found) == 1 and len(plain) < 2 else ""


def _school_class(text: str) -> str:
    return class_of(text) or tidy(in_cyrillic(text))


_TEXTS: Mapping[Pattern | None, Callable[[str], str]] = {
    PHONE: tidy,
    EMAIL: tidy,
    CLASS: _school_class,
    FULL_NAME: clean_name,
}
"""How texts of each look are cleaned."""
_SEVERAL: Mapping[Pattern | None, Callable[[str], Taken]] = {
    PHONE: remembered(65536)(phones_in),
    EMAIL: mail_in,
    FULL_NAME: name_in,
}
"""What is looked for in cells that may hold more."""


def _prepared(value: Value, column: Column) -> Value:
    """A value nearer to what `parse_cell` reads: months in words, units, marks for yes and no."""
    if not isinstance(value, str):
        return value
    text = tidy(value)
    if column.kind is CellKind.DATE:
        return _dated(text, column)
    if column.kind is CellKind.FLAG:
        return _FLAGS.get(fold(text), text)
    if column.kind is CellKind.NUMBER and (months := _MONTHS.fullmatch(text.casefold())):
        return round(int(months[1] or 0) + int(months[2]) / 12, 2)
    measured = _MEASURED.fullmatch(text.casefold())
    return measured[1] if measured else text


def _dated(text: str, column: Column) -> Value:
    text = re.sub(r"(\d{4})\s*г(?:\.|ода)?$", r"\1", text)
    if _SERIAL.fullmatch(text):
        return int(text)
    if wordy := _WORDY_DATE.fullmatch(text):
        month = month_number(wordy[2])
        return f"{int(wordy[1]):02}.{month:02}.{wordy[3]}" if month else text
    short = _SHORT_YEAR.fullmatch(text)
    if short and column.name == "birth" and int(short[2]) >= _FIRST_SHORT_YEAR_OF_LAST_CENTURY:
        return f"{short[1]}19{short[2]}"
    return text


def _chosen(value: Value, column: Column, allowed: Allowed) -> Cleaned:
    text, _ = parse_cell(value, _free(column.title, dates=True))
    key = word_key(text)
    if key in allowed:
        return Cleaned(allowed[key])
    alike = _nearest(key, tuple(allowed))
    if alike:
        return Cleaned(allowed[alike])
    return Cleaned("", f"такого значения нет в списке «{_title(column.choices)}»", _ADD_TO_LIST)


_ADD_TO_LIST = "Выберите значение из списка в книге или добавьте своё на лист «Справочники»"


def _title(choices: Choices | None) -> str:
    return choices.title if choices else ""


def word_key(text: str) -> str:
    """A key by which «1-я кв. категория» and «1 кв категория» are one."""
    folded = re.sub(r"(?<=\d)-?(?:ая|я|й|ый)\b", "", fold(unlatin(text)))
    return " ".join(re.findall(r"[\w/+]+", folded))


@remembered(8192)
def _nearest(key: str, known: tuple[str, ...]) -> str | None:
    """The one listed word that differs from `key` by a slip of the pen."""
    if len(key) < 5:
        return None
    from rapidfuzz.distance import OSA

    most = 1 if len(key) < 9 else 2
    near = [word for word in known if OSA.distance(key, word, score_cutoff=most) <= most]
    return near[0] if len(near) == 1 else None


def allowed_values(column: Column, record: type[Record], lists: Lists) -> Allowed | None:
    """The words that a column with choices understands, None for any other column."""
    if column.choices is None:
        return None
    own = lists.get(column.choices.title) or column.choices.values
    return _understood(column.choices.title, tuple(own), tuple(synonyms_of(lists)))


def synonyms_of(lists: Lists) -> list[tuple[str, ...]]:
    """The words that the school itself calls one, an entry of «Синонимы» each."""
    entries = lists.get(SYNONYMS.title, ())
    return [tuple(filter(None, map(tidy, entry.split(",")))) for entry in entries]


@remembered(64)
def _understood(
    title: str, values: tuple[str, ...], synonyms: tuple[tuple[str, ...], ...]
) -> Allowed:
    schools = {
        word_key(word): value
        for entry in synonyms
        for value in values
        if fold(value) in map(fold, entry)
        for word in entry
    }
    other = {
        word_key(word): value
        for value, words in VALUES.get(title, {}).items()
        for word in words
        if value in values
    }
    return {**other, **schools, **{word_key(value): value for value in values}}


def shown(value: Any) -> str:
    """A value as a person reads it in a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, float):
        return f"{value:.15g}".replace(".", ",")
    return str(value)
