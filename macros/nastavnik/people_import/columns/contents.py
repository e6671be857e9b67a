"""What the cells of a column look like, whatever its title says."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from nastavnik.domain.identifiers import mail_is_valid, phone_is_valid
from nastavnik.domain.posts import is_post
from nastavnik.model.findings import Value
from nastavnik.model.homoglyphs import unlatin
from nastavnik.model.memory import remembered
from nastavnik.model.parsing import parse_cell
from nastavnik.model.schema import CellKind, Record
from nastavnik.model.sheets import Mentee
from nastavnik.model.text import tidy
from nastavnik.people_import.cells.cleaning import Lists, allowed_values, class_of, clean
from nastavnik.people_import.model import (
    ANSWER,
    CLASS_OR_POST,
    JOINED_PARTS,
    NAME,
    PARTS,
    SKIPPED,
)
from nastavnik.people_import.roles.role_detection import is_role, is_side

SAMPLE = 120
"""So many filled cells of a column are looked at."""

_WORD = r"[А-ЯЁ][А-ЯЁа-яё]*(?:['’-][А-ЯЁа-яё]+)*"
_PATRONYMIC = re.compile(r"(?:[а-яё]{2,}(?:[иы]ч|[вчш]на)|оглы|кызы|угли|гызы)", re.IGNORECASE)
_NAME = re.compile(rf"{_WORD}(?:\s+{_WORD}){{1,3}}(?:\s+(?:оглы|кызы|гызы|угли))?")
_INITIALS = re.compile(
    rf"{_WORD}\s+[А-ЯЁ]\.\s*(?:[А-ЯЁ]\.?)?|[А-ЯЁ]\.\s*(?:[А-ЯЁ]\.)?\s*{_WORD}", re.IGNORECASE
)
_REST_OF_NAME = re.compile(rf"{_WORD}\s+(?:оглы|кызы|угли|гызы)", re.IGNORECASE)
_NUMBERING = re.compile(r"^\d{1,4}\s*[.)]\s*")
_LETTER = re.compile(r"[^\W\d_]")
_BEHIND = re.compile(r"\s*(?:[,;(\n]|\s[-–—]\s)")


@remembered(65536)
def is_full_name(text: str) -> bool:
    """Whether a text reads as surname, given name and patronymic, whatever its capitals."""
    words = name_part(text).split()
    return (
        3 <= len(words) <= 5
        and all(re.fullmatch(r"[А-ЯЁа-яё'’-]+", word) for word in words)
        and any(_PATRONYMIC.fullmatch(word) for word in words[1:])
    )


@remembered(65536)
def is_name(text: str) -> bool:
    """Whether a text can name a person: in full, without a patronymic, or with initials."""
    name = name_part(text)
    if is_full_name(text) or _INITIALS.fullmatch(name):
        return True
    return bool(_NAME.fullmatch(name)) and not is_post(name)


_MAY_NAME = re.compile(r"(?!нет?\b).*\b[а-яё]{2,}", re.IGNORECASE)


def may_name(text: str) -> bool:
    """Whether a text may mean somebody, if not by name: no dash, no «нет», no «не назначен»."""
    return _MAY_NAME.match(tidy(text)) is not None


def name_part(text: str) -> str:
    """A cell with a name less the number before it and what stands behind it."""
    return _parted(text)[0]


@remembered(65536)
def _parted(text: str) -> tuple[str, str]:
    """A cell as a name and what follows a comma, a bracket, the end of a line or the name."""
    bare = _NUMBERING.sub("", unlatin(text).strip())
    lines = [line for line in map(tidy, bare.splitlines()) if line]
    if len(lines) > 1 and _goes_on_otherwise(lines[0], lines[1]):
        bare = f"{lines[0]}, {', '.join(lines[1:])}"
    bare = tidy(bare)
    found = _BEHIND.search(bare)
    name, behind = (bare[: found.start()], bare[found.start() :]) if found else (bare, "")
    if not found and (end := _end_of_name(bare)):
        name, behind = bare[:end], bare[end:]
    dot = "." if re.search(r"\b[А-ЯЁ]\.$", name) else ""
    return name.strip(" .") + dot, behind.strip(" ,;–—-()")


def _goes_on_otherwise(first: str, second: str) -> bool:
    """Whether a line below a name is no part of it: «Орлова Анна Сергеевна», «воспитатель»."""
    is_low = second[:1].islower() and not _PATRONYMIC.fullmatch(second)
    return " " in first and (is_post(second) or is_low or not second[:1].isalpha())


def _end_of_name(text: str) -> int:
    """Where a full name ends that a post follows without a mark; 0 where nothing follows."""
    words = list(re.finditer(r"[^\s]+", text))
    ends = [n for n in (1, 2) if n < len(words) and _PATRONYMIC.fullmatch(words[n][0])]
    if not ends or len(words) <= (end := max(ends[0], 2) + 1):
        return 0
    rest = text[words[end].start() :]
    is_more = not words[end][0][:1].isupper() or is_post(rest.casefold())
    return words[end].start() if is_more and not _REST_OF_NAME.fullmatch(f"А {rest}") else 0


def names_in(text: str) -> list[str]:
    """The people that a cell lists, each with the class or post behind the name; else all of it."""
    people: list[str] = []
    for part in filter(None, map(tidy, re.split(r"[,;\n]|\s+и\s+", text))):
        if is_name(part) and not _REST_OF_NAME.fullmatch(part):
            people.append(part)
        elif people and _is_of_person(part):
            people[-1] += f", {part}"
        else:
            return [text]
    return people if len(people) > 1 else [text]


def _is_of_person(text: str) -> bool:
    """Whether words between two names tell of the first: «7Б», «учитель химии»."""
    return text[:1].islower() or is_post(text) or class_of(text) is not None


def behind_name(text: str) -> str:
    """What a cell with a name says after it: «учитель химии»."""
    return _parted(text)[1]


def fitting(
    field: str, record: type[Record], values: Sequence[Value], lists: Lists
) -> float | None:
    """What part of a column's cells the field could hold; None where it would hold any text."""
    shown = values[:SAMPLE]
    if not shown or field == CLASS_OR_POST:
        return None
    if field in (SKIPPED, ANSWER):  # answers are no other's name, whatever stands over them
        return 0.0 if field == ANSWER or all(map(is_side, shown)) else None
    if field == NAME or field in PARTS or field in JOINED_PARTS:
        return _share(shown, _PARTS_LOOK.get(field, _is_one_part))
    if field == "role":
        return sum(is_role(value, lists) for value in shown) / len(shown)
    column = record.named[field]
    if column.kind is CellKind.TEXT and not column.choices and not column.pattern:
        return None
    allowed = allowed_values(column, record, lists)
    return sum(not clean(value, column, allowed).problem for value in shown) / len(shown)


def _share(values: Sequence[Value], looks: Callable[[str], bool]) -> float:
    return sum(looks(str(value)) for value in values) / len(values)


def share_of_names(values: Sequence[Value]) -> float:
    """What part of the cells can name a person."""
    return _share(values, is_name) if values else 0.0


def _is_one_part(text: str) -> bool:
    return len(text.split()) <= 2 and not re.search(r"[\d@]", text) and len(text) > 1


def guesses(record: type[Record], values: Sequence[Value], lists: Lists) -> dict[str, float]:
    """Field → what part of the cells says so, for fields whose cells look like no other's."""
    shown = [str(value) for value in values[:SAMPLE] if not isinstance(value, date | bool)]
    if not values:
        return {}
    found = {field: _share(shown, looks) * len(shown) / len(values[:SAMPLE]) if shown else 0.0
             for field, looks in _LOOKS.items()}  # fmt: skip
    found["birth"] = sum(map(_is_birth, values[:SAMPLE])) / len(values[:SAMPLE])
    worded = [value for value in shown if _LETTER.search(value)]
    for column in record.columns:
        if column.choices and len(column.choices.values) > 2 and column.name not in found:
            allowed = allowed_values(column, record, lists)
            fits = sum(not clean(value, column, allowed).problem for value in worded)
            found[column.name] = fits / len(values[:SAMPLE])
    found["role"] = sum(map(is_side, values[:SAMPLE])) / len(values[:SAMPLE])
    found[SKIPPED] = float(_counts(values))
    own = {*(column.name for column in record.columns), SKIPPED}
    return {field: share for field, share in found.items() if share >= 0.6 and field in own}


def _is_birth(value: Value) -> bool:
    day, remark = parse_cell(value, Mentee.birth)
    is_date = isinstance(value, date) or (isinstance(value, str) and bool(remark))
    return is_date and isinstance(day, date) and 1935 <= day.year <= 2019


def _counts(values: Sequence[Value]) -> bool:
    """Whether the cells only count the rows: 1, 2, 3…"""
    return [str(value).strip(" .") for value in values] == [
        str(number) for number in range(1, len(values) + 1)
    ]


def _is_phone(text: str) -> bool:
    return len(re.sub(r"\D", "", text)) in (10, 11) and phone_is_valid(text)


_PARTS_LOOK: dict[str, Callable[[str], bool]] = {
    NAME: is_name,
    "grade": lambda text: bool(re.fullmatch(r"(?:[1-9]|1[01])(?:\s*кл\w*\.?)?", tidy(text))),
    "letter": lambda text: bool(re.fullmatch(r"[«\"]?[А-Яа-яЁё][»\"]?", tidy(text))),
}
"""What a name and the parts of a class look like; any other part is one of a name."""

_LOOKS: dict[str, Callable[[str], bool]] = {
    NAME: lambda text: is_full_name(text) or bool(_INITIALS.fullmatch(name_part(text))),
    "phone": _is_phone,
    "email": mail_is_valid,
    "school_class": lambda text: bool(re.search("[А-Яа-яЁё]", text)) and class_of(text) is not None,
    "post": is_post,
}
