"""Who is who: which registry a table and a row belong to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from nastavnik.model.cell_reader import Lists
from nastavnik.model.findings import Value
from nastavnik.model.parsing import is_filled
from nastavnik.model.schema import Record
from nastavnik.model.sheets import Mentee, MenteeRole, Mentor, MentorRole, Staff
from nastavnik.model.text import fold
from nastavnik.people_import.cleaning import allowed_values, class_of, word_key
from nastavnik.people_import.model import NAME, REGISTRIES, ColumnMap

TELLING: Mapping[type[Record], frozenset[str]] = {
    Mentor: frozenset(("places", "skills", "wanted_age", "part_of_job", "training")),
    Mentee: frozenset(("request", "wish", "guardian", "kinship", "guardian_phone", "finished")),
    Staff: frozenset(("duty",)),
}
"""Columns that say whose list it is; a category or a hobby may stand in any list."""

_WORDS: tuple[tuple[tuple[type[Record], re.Pattern[str]], ...], ...] = (
    (
        (Mentee, re.compile(r"наставляем|подопечн|mentee|nastavlyaem")),
        (Mentor, re.compile(r"наставник|осуществляющ\w+ наставничеств|mentor|nastavnik")),
    ),
    ((Mentee, re.compile(r"молод\w+ (?:специалист|педагог)|вновь прин")),),
    (
        (Staff, re.compile(r"сотрудник|работник|рабоч\w+ групп|ответственн|штат|кадр|staff")),
        (Mentee, re.compile(r"обучающ|учащи|учени[кц]|воспитанник|класс")),
    ),
)
"""Words that name a registry, the plainest first."""


def side_in(text: str) -> type[Record] | None:
    """The side of a pair that a title names outright; None where it names none or both."""
    return named_in(text, _WORDS[:2])


def named_in(
    text: str, words_of: Sequence[Sequence[tuple[type[Record], re.Pattern[str]]]] = _WORDS
) -> type[Record] | None:
    """The one registry that words around a table name; None where they name none or several."""
    folded = fold(text)
    for level in words_of:
        found = [record for record, words in level if words.search(folded)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def is_side(value: Value) -> bool:
    """Whether a value only says on which side of a pair somebody is: it is then no role itself."""
    return is_filled(value) and any(words.search(fold(str(value))) for _, words in _WORDS[0])


def chosen(
    mappings: Mapping[type[Record], ColumnMap], captions: Sequence[str]
) -> type[Record] | None:
    """The registry that the nearest caption names, else the one most columns tell of, else None."""
    named = next(filter(None, map(named_in, reversed(captions))), None)
    if named:
        return named
    told = {record: _told(mapping) for record, mapping in mappings.items()}
    first, second = sorted(told, key=lambda record: -told[record])[:2]
    return first if told[first] > told[second] else None


def _told(mapping: ColumnMap) -> int:
    """How many columns say that the table is this registry; the title of the name may be one."""
    name = next((found for found in mapping.columns if found.field == NAME), None)
    telling = TELLING[mapping.record] & mapping.places().keys()
    return len(telling) + (name is not None and named_in(name.title) is mapping.record)


def by_role(value: Value, lists: Lists) -> type[Record] | None:
    """The only registry whose roles include the value, or which it names itself."""
    if not is_filled(value):
        return None
    if named := named_in(str(value)):
        return named
    key = word_key(str(value))
    found = {record for record in REGISTRIES if key in _roles(record, lists)}
    return found.pop() if len(found) == 1 else None


def _roles(record: type[Record], lists: Lists) -> Mapping[str, str]:
    return allowed_values(record.column("role"), record, lists) or {}


def is_role(value: Value, lists: Lists) -> bool:
    """Whether the value is a role in any registry."""
    key = word_key(str(value))
    return named_in(str(value)) is not None or any(key in _roles(r, lists) for r in REGISTRIES)


def by_class(*values: Value) -> type[Record] | None:
    """A person with a class is a pupil: where nothing else is said, one who has a mentor."""
    return Mentee if any(is_filled(value) and class_of(str(value)) for value in values) else None


def role_of(record: type[Record] | None, values: Mapping[str, object]) -> str:
    """The role that a class or a post says by itself, "" where a person must say it."""
    post, school_class = fold(str(values.get("post", ""))), values.get("school_class")
    if record is Mentee:
        return MenteeRole.PUPIL.value if school_class and class_of(str(school_class)) else ""
    if record is not Mentor:
        return ""
    if school_class:
        return MentorRole.PUPIL.value
    return next((role.value for words, role in _POSTS if words.search(post)), "")


_POSTS = (
    (re.compile(r"^(?:директор|зам|завуч)"), MentorRole.LEADER),
    (re.compile(r"^(?:учител|педагог|преподавател|воспитател|методист)"), MentorRole.TEACHER),
)
"""What a mentor's post says of the role."""
