"""Whose book it is: the schools that are expected, known by ИНН and by name."""

from __future__ import annotations

import re
from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass, field
from typing import NamedTuple

from nastavnik.domain.identifiers import inn_is_valid
from nastavnik.model.text import fold, items, tidy
from nastavnik.region.sheets import ExpectedSchool
from nastavnik.region.store import Store

_QUOTES = re.compile(r"[«»\"'„“”]")
_BETWEEN = re.compile(r"[^\w№]+")
_KIND = re.compile(
    r"\b(?:муниципальн\w+|государственн\w+|областн\w+|краев\w+|бюджетн\w+|казённ\w+|казенн\w+"
    r"|автономн\w+|общеобразовательн\w+|образовательн\w+|учрежден\w+|организаци\w+"
    r"|м[бка]?оу|г[бка]?оу|чоу|ноу|анпоо|имени|им)\b"
)
_WORDS = (
    (re.compile(r"\bсредняя\s+школа\b|\bсош\b|\bсш\b"), "школа"),
    (re.compile(r"\bосновная\s+школа\b|\bоош\b"), "основная школа"),
    (re.compile(r"№\s*"), "№"),
    (re.compile(r"\bгорода\b|\bг\b"), "г"),
)


class ReceivedFrom(NamedTuple):
    """Whom a book is from: the key of the school, its name, and what is doubtful, if anything.

    `doubt` forbids to count the book as the school's; `owner` is then the school whose ИНН it has.
    """

    key: str
    name: str
    inn: str
    doubt: str = ""
    owner: str = ""


@dataclass(frozen=True)
class Roll:
    """The schools that are expected, by whatever they are known by."""

    by_key: MutableMapping[str, ExpectedSchool] = field(default_factory=dict)
    by_inn: MutableMapping[str, ExpectedSchool] = field(default_factory=dict)
    by_name: MutableMapping[str, tuple[ExpectedSchool, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, schools: Iterable[ExpectedSchool]) -> Roll:
        """The roll of these schools."""
        roll = cls()
        roll.enter(schools)
        return roll

    @classmethod
    def kept_in(cls, store: Store) -> Roll:
        """The roll of a run, on the disk."""
        return cls(*(store.shelf(f"schools_by_{what}") for what in ("key", "inn", "name")))

    def enter(self, schools: Iterable[ExpectedSchool]) -> None:
        """Add schools; of two rows for one the first holds."""
        for school in schools:
            self.by_key.setdefault(key_of(school.inn, school.name), school)
            if inn := school.inn.strip():
                self.by_inn.setdefault(inn, school)
            for name in {name_of(name) for name in (school.name, *items(school.former))}:
                self.by_name[name] = (*self.by_name.get(name, ()), school)

    def sender(self, inn: str, *names: str) -> ReceivedFrom:
        """Whom a book with this ИНН and these names is from; also a school that is not expected."""
        inn, title = inn.strip(), next((tidy(name) for name in names if name), "")
        by_inn = self.by_inn.get(inn)
        by_name = {s.row: s for n in names if n for s in self.by_name.get(name_of(n), ())}
        if by_inn and (not by_name or by_inn.row in by_name):
            return _known(by_inn)
        if by_inn:
            owner = next(iter(by_name.values()))
            return _known(owner)._replace(
                doubt=f"ИНН школы «{by_inn.name}», а название — «{title}»", owner=by_inn.name
            )
        free = [s for s in by_name.values() if not (inn_is_valid(s.inn) and inn_is_valid(inn))]
        if len(free) == 1:
            return _known(free[0])
        if len(free) > 1:
            return ReceivedFrom(
                "", title, inn, f"школ «{title}» в списке несколько, а ИНН не назван"
            )
        if not (inn or title):
            return ReceivedFrom("", "", "", "на листе «Школа» нет ни ИНН, ни названия")
        return ReceivedFrom(key_of(inn, title), title, inn)


def _known(school: ExpectedSchool) -> ReceivedFrom:
    return ReceivedFrom(key_of(school.inn, school.name), tidy(school.name), school.inn.strip())


def key_of(inn: str, name: str) -> str:
    """What tells a school from others: its ИНН if it can be one, else its name."""
    return inn.strip() if inn_is_valid(inn) else name_of(name)


def name_of(name: str) -> str:
    """A name without what is written in many ways: quotes, legal forms, «СОШ» for «школа»."""
    text = _QUOTES.sub(" ", fold(name))
    text = _KIND.sub(" ", text)
    for pattern, word in _WORDS:
        text = pattern.sub(word, text)
    return " ".join(sorted(set(_BETWEEN.sub(" ", text).split())))
