"""Rules about names: one person spelt two ways, references to people."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from nastavnik.domain.person_names import NameKey, may_be_short_for, name_key, slips, sounds_like
from nastavnik.model.findings import Level
from nastavnik.model.schema import Cell, Record
from nastavnik.model.school import School
from nastavnik.model.sheets import Activity, Card, Mentee, Mentor, Order, Paper, Staff
from nastavnik.model.text import fold, items, tidy
from nastavnik.rules.engine import Remark, Situation, rule
from nastavnik.rules.people import is_readable

SUBJECT = "Имена"

LOOKS_LIKE_NAME = re.compile(
    r"[А-ЯЁ][\w-]+\s+(?:[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?|[А-ЯЁ][а-яё-]+\s+[А-ЯЁ][а-яё]+)"
    r"|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё-]+"
)
HOMES: Mapping[type[Record], tuple[str, ...]] = {
    Card: ("director", "curator", "drafter"),
    Staff: ("full_name",),
    Mentor: ("full_name",),
    Mentee: ("full_name",),
}
"""Where people are entered with their full names."""
ELSEWHERE: Mapping[type[Record], tuple[str, ...]] = {
    Activity: ("responsible",),
    Order: ("signed_by", "drafter"),
    Paper: ("who", "other"),
}
"""Where people are only named, maybe with initials."""


class Spelling(NamedTuple):
    """A name as it is spelt, what it is compared by, the field that has it first, how many do."""

    name: str
    key: NameKey
    row: Record
    field: str
    times: int

    @property
    def cell(self) -> Cell:
        """Where it is spelt so first."""
        return self.row.at(self.field)


def _spellings(school: School, columns: Mapping[type[Record], tuple[str, ...]]) -> list[Spelling]:
    """Every different spelling of a name in these columns."""
    first: dict[str, tuple[Record, str]] = {}
    times: Counter[str] = Counter()
    for record, names in columns.items():
        for row in school.table(record).rows:
            for name in names:
                for person in _entries(getattr(row, name)):
                    times[person] += 1
                    first.setdefault(person, (row, name))
    return [
        Spelling(person, name_key(person), row, name, times[person])
        for person, (row, name) in first.items()
        if LOOKS_LIKE_NAME.fullmatch(person)
    ]


def _entries(text: str) -> Iterable[str]:
    """The people of a cell; nearly every cell names one."""
    if "\n" in text or ";" in text:
        return items(text)
    return (tidy(text),) if text else ()


@lru_cache(maxsize=1)
def at_home(school: School) -> list[Spelling]:
    """How people are spelt where they are entered with their full names."""
    return _spellings(school, HOMES)


@lru_cache(maxsize=1)
def elsewhere(school: School) -> list[Spelling]:
    """How people are spelt where they are only named, maybe with initials."""
    return _spellings(school, ELSEWHERE)


@rule(
    "ПР26",
    level=Level.QUESTION,
    ground="похожие имена часто оказываются опечаткой",
    remedy="Если это один человек, исправьте имя; если разные люди, напишите об этом в пояснении",
)
def similar_names(situation: Situation) -> Iterator[Remark]:
    """Похожие, но разные имена принадлежат разным людям."""
    home, others = at_home(situation.school), elsewhere(situation.school)
    for one, other in slips_in(situation.school):
        yield _alike(other, one)
    yield from _short_names(others, home)


@lru_cache(maxsize=1)
def slips_in(school: School) -> list[tuple[Spelling, Spelling]]:
    """Pairs of names that differ by a slip of the pen: first what is written oftener or earlier."""
    written = [*at_home(school), *elsewhere(school)]
    first = {spelling.key: spelling for spelling in reversed(written)}
    found = list(slips(first))
    if not found:
        return []
    times: Counter[NameKey] = Counter()
    for spelling in written:
        times[spelling.key] += spelling.times
    rank = {key: (-times[key], -place) for place, key in enumerate(first)}
    pairs = (sorted(pair, key=lambda key: rank[key]) for pair in found)
    return [(first[one], first[other]) for one, other in pairs]


def misspelt(school: School) -> set[NameKey]:
    """Names that are asked about because they look like others: no further question on them."""
    return {spelling.key for pair in slips_in(school) for spelling in pair}


def _alike(one: Spelling, other: Spelling) -> Remark:
    return Remark(one.cell, f"имя похоже на другое: {other.name}", who=one.name)


def _short_names(others: Iterable[Spelling], home: Iterable[Spelling]) -> Iterator[Remark]:
    """Names with initials that fit nobody and look like somebody."""
    short = [spelling for spelling in others if spelling.key.is_short]
    by_initials: dict[str, list[Spelling]] = {}
    for spelling in home if short else ():
        by_initials.setdefault(spelling.key.initials, []).append(spelling)
    for spelling in short:
        known = by_initials.get(spelling.key.initials, [])
        if any(may_be_short_for(spelling.key, k.key) for k in known):
            continue
        for other in known:
            if sounds_like(spelling.key, other.key):
                yield _alike(spelling, other)
                break


@rule(
    "ПР34",
    level=Level.QUESTION,
    ground="по имени программа узнаёт человека",
    remedy="Пишите имя везде одинаково: те же буквы, порядок и точки",
)
def one_spelling(situation: Situation) -> Iterator[Remark]:
    """Имя человека написано везде одинаково."""
    first: dict[NameKey, Spelling] = {}
    for spelling in (*at_home(situation.school), *elsewhere(situation.school)):
        known = first.setdefault(spelling.key, spelling)
        if known.name != spelling.name:
            yield Remark(spelling.cell, f"выше написано иначе: {known.name}", who=known.name)


@rule(
    "ПР60",
    level=Level.QUESTION,
    ground="ссылки между листами",
    remedy="Исправьте имя или впишите человека в реестр",
)
def wishes_name_somebody(situation: Situation) -> Iterator[Remark]:
    """Пожелания и отказы называют людей из реестров."""
    school = situation.school
    for mentee in school.mentees if is_readable(school, Mentor) else ():
        for name in ("wish", "refuses"):
            if _strangers(getattr(mentee, name), school.mentor_named):
                yield Remark(mentee.at(name), "такого наставника нет в реестре")
    for mentor in school.mentors if is_readable(school, Mentee) else ():
        for name in ("wish", "refuses"):
            if _strangers(getattr(mentor, name), school.mentee_named):
                yield Remark(mentor.at(name), "такого наставляемого нет в реестре")


def _strangers(names: str, registry: Mapping[str, object]) -> list[str]:
    return [name for name in items(names) if fold(name) not in registry] if names else []


@rule(
    "ПР61",
    level=Level.QUESTION,
    ground="ответственный — тот, кого можно спросить",
    remedy="Впишите человека на лист «Сотрудники» или исправьте имя",
)
def responsible_is_known(situation: Situation) -> Iterator[Remark]:
    """Ответственные по имени записаны среди сотрудников или наставников."""
    school = situation.school
    if not (school.activities and is_readable(school, Staff)):
        return
    known = {spelling.key for spelling in at_home(school)}
    short = {(key.surname, key.initials) for key in known}
    reported = misspelt(school)
    for activity in school.activities:
        for name in filter(LOOKS_LIKE_NAME.fullmatch, items(activity.responsible)):
            key = name_key(name)
            is_known = (key.surname, key.initials) in short if key.is_short else key in known
            if not is_known and key not in reported:
                reported.add(key)
                yield Remark(activity.at("responsible"), f"в книге нет такого человека: {name}")


@rule(
    "ПР62",
    level=Level.ERROR,
    ground="ответственный — человек или должность целиком",
    remedy="Впишите должность полностью или имя",
)
def responsible_is_whole(situation: Situation) -> Iterator[Remark]:
    """Ответственный назван целиком, а не обрывком должности."""
    for activity in situation.school.activities:
        for entry in items(activity.responsible):
            if _FRAGMENT.fullmatch(entry):
                yield Remark(activity.at("responsible"), f"обрывок вместо должности: «{entry}»")


_FRAGMENT = re.compile(
    r"(?i:заместител[ьи]|зам\.?|ответственн[а-яё]+|члены|и|а также)"
    r"|(?:по|за|для|и|совместно с)\s.*|директора(?:\s+по\s.*)?",
)


@rule(
    "ПР63",
    level=Level.QUESTION,
    ground="куратор и руководитель подписывают документы программы",
    remedy="Впишите человека на лист «Сотрудники» с его должностью",
    needs=((Staff, "full_name"),),
)
def leaders_are_staff(situation: Situation) -> Iterator[Remark]:
    """Руководитель и куратор записаны среди сотрудников."""
    school = situation.school
    known = {fold(person.full_name) for person in school.staff}
    for name in ("director", "curator"):
        person = getattr(school.card, name)
        is_unknown = person and known and fold(person) not in known
        if is_unknown and name_key(person) not in misspelt(school):
            yield Remark(school.card.at(name), "этого человека нет среди сотрудников", who=person)
