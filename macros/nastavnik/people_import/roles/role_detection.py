"""Who is who: which registry a table and a row belong to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from nastavnik.model.cell_reader import Lists
from nastavnik.model.choices import MenteeRole, MentorRole
from nastavnik.model.findings import Value
from nastavnik.model.parsing import is_filled
from nastavnik.model.schema import Record
from nastavnik.model.sheets import Mentee, Mentor, Staff
from nastavnik.model.text import fold
from nastavnik.people_import.cells.cleaning import allowed_values, class_of, word_key
from nastavnik.people_import.model import NAME, PARTS, REGISTRIES, ColumnMap
from nastavnik.people_import.roles.captions import is_young, named_in, nearest, of_adults, sides_in

TELLING: Mapping[type[Record], frozenset[str]] = {
    Mentor: frozenset(("places", "skills", "wanted_age", "part_of_job", "training")),
    Mentee: frozenset(("request", "wish", "guardian", "kinship", "guardian_phone", "finished")),
    Staff: frozenset(("duty",)),
}
"""Columns that say whose list it is; a category or a hobby may stand in any list."""


def is_side(value: Value) -> bool:
    """Whether a value only says on which side of a pair somebody is: it is then no role itself."""
    return is_filled(value) and bool(sides_in(str(value)))


@dataclass(frozen=True, slots=True)
class Vote:
    """Which registry a whole table is, and what says so; `dispute` where two things disagree."""

    record: type[Record] | None = None
    why: str = ""
    dispute: str = ""
    is_adults: bool = False
    """A class in its rows makes no pupils of the people."""
    is_young: bool = False
    """Its mentees are those who have just begun to teach."""


def vote(mappings: Mapping[type[Record], ColumnMap], captions: Sequence[str]) -> Vote:
    """Which registry a table is, and what its words and the titles of names say of age."""
    title = _name_title(mappings, Mentee)
    young = any(is_young(text) and named_in(text) is Mentee for text in (*captions, title))
    return replace(_voted(mappings, captions), is_young=young)


def _voted(mappings: Mapping[type[Record], ColumnMap], captions: Sequence[str]) -> Vote:
    """What the words around a table, the title of its names and its columns say together.

    A side of a pair that is named outright outweighs «ученики» or «сотрудники».
    """
    caption = nearest(captions)
    title = _name_title(mappings, named_in(caption))
    said = [
        (named, f"«{text[:60]}»", bool(sides_in(text)))
        for text in (caption, title)
        if (named := named_in(text))
    ]
    plainest = [each for each in said if each[2]] or said
    words = (*captions[-1:], title)
    is_adults = any(of_adults(text) and named_in(text) is not Mentee for text in words)
    if len({each[0] for each in plainest}) > 1:
        return Vote(dispute=_disputed((each[0], each[1]) for each in plainest))
    told = _told_by_columns(mappings, _OF_PARENTS if plainest else frozenset())
    if not plainest:
        return Vote(told[0], told[1], is_adults=is_adults) if told else Vote(is_adults=is_adults)
    record, text = plainest[0][:2]
    if told and told[0] is not record and {told[0], record} == {Mentor, Mentee}:
        return Vote(dispute=_disputed(((record, text), told)))
    if record is Staff and _are_pupils(mappings[Mentee]):
        return Vote(dispute=_disputed(((Staff, text), (Mentee, "столбец «Класс»"))), is_adults=True)
    return Vote(record, text, is_adults=is_adults)


def _disputed(sides: Iterable[tuple[type[Record], str]]) -> str:
    return ", ".join(f"{text} — это «{record.sheet}»" for record, text in sides)


def _name_title(mappings: Mapping[type[Record], ColumnMap], record: type[Record] | None) -> str:
    """The title of the names as the registry of a caption has them, else one that tells whose."""
    titles = {
        mapping.record: found.title
        for mapping in mappings.values()
        for found in mapping.columns
        if found.field in (NAME, PARTS[0])
    }
    if record in titles:
        return titles[record]
    return next(filter(named_in, titles.values()), next(iter(titles.values()), ""))


def _are_pupils(mapping: ColumnMap) -> bool:
    """Whether the rows have a class and no post."""
    places = mapping.places()
    return "school_class" in places and not {"post", "seniority", "subject"} & places.keys()


_OF_PARENTS = frozenset(("guardian", "kinship", "guardian_phone"))
"""Columns of pupils, and a pupil may be a mentor: they contradict no title."""


def _told_by_columns(
    mappings: Mapping[type[Record], ColumnMap], but: frozenset[str]
) -> tuple[type[Record], str] | None:
    """The registry that most columns tell of, and the first of them."""
    told = {
        record: [f.title for f in mapping.columns if f.field in TELLING[record] - but]
        for record, mapping in mappings.items()
    }
    first, second = sorted(told, key=lambda record: -len(told[record]))[:2]
    if len(told[first]) == len(told[second]):
        return None
    return first, f"столбец «{told[first][0]}»"


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
    return allowed_values(record.named["role"], record, lists) or {}


def is_role(value: Value, lists: Lists) -> bool:
    """Whether the value is a role in any registry."""
    key = word_key(str(value))
    return named_in(str(value)) is not None or any(key in _roles(r, lists) for r in REGISTRIES)


def is_duty(value: Value, record: type[Record], lists: Lists) -> bool:
    """Whether the value is a role of the staff and none of this registry: «куратор»."""
    if not is_filled(value) or record is Staff:
        return False
    key = word_key(str(value))
    return key in _roles(Staff, lists) and key not in _roles(record, lists)


def by_class(*values: Value) -> type[Record] | None:
    """A person with a class is a pupil: where nothing else is said, one who has a mentor."""
    return Mentee if any(is_filled(value) and class_of(str(value)) for value in values) else None


def role_of(record: type[Record] | None, values: Mapping[str, object], told: Vote) -> str:
    """The role that a class or a post says by itself, "" where a person must say it."""
    post, school_class = fold(str(values.get("post", ""))), values.get("school_class")
    if record is Mentee:
        is_pupil = bool(school_class and class_of(str(school_class)))
        if told.is_young:
            return "" if is_pupil else MenteeRole.NOVICE.value
        said = next((role.value for words, role in _LEARNERS if words in fold(told.why)), "")
        return MenteeRole.PUPIL.value if is_pupil else "" if post else said
    if record is not Mentor:
        return ""
    if school_class:
        return MentorRole.PUPIL.value
    return next((role.value for words, role in _POSTS if words.search(post)), "")


_LEARNERS = (
    ("студент", MenteeRole.STUDENT),
    *((words, MenteeRole.PUPIL) for words in ("обучающ", "учащ", "учени", "школьник", "ребен")),
)
"""What the title of a list says of a mentee's role."""
_POSTS = (
    (re.compile(r"^(?:директор|зам|завуч)"), MentorRole.LEADER),
    (re.compile(r"^(?:учител|педагог|преподавател|воспитател|методист)"), MentorRole.TEACHER),
)
"""What a mentor's post says of the role."""
