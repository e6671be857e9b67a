"""Where a text speaks of one person: the name in full or with initials, in any case."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from nastavnik.domain.person_names import NameKey, name_key
from nastavnik.model.text import fold, items

HIDDEN = "…"
_ENDING = 2
"""So many letters at the end of a surname may change in other cases."""
_GIVEN_ENDING = 1
_NO_PATRONYMIC = r"(?!\s+\w+(?:вич|вн|ичн|иничн)\w*)"
"""Who has no patronymic is not meant where there is one."""


@dataclass(frozen=True)
class PersonMentions:
    """Finds a person, known under several names, in texts and takes her out of them."""

    pattern: re.Pattern[str]
    names: frozenset[str]
    """Her folded names in full."""

    @classmethod
    def of(cls, names: Iterable[str]) -> PersonMentions:
        """The mentions of whoever has these names."""
        known = [name for name in dict.fromkeys(names) if name]
        ways = [way for name in known for way in _ways(name_key(name))]
        ways += [re.escape(name) + _unless_another(name_key(name)) for name in known]
        return cls(_spelt(ways), frozenset(map(fold, known)))

    def are_in(self, text: str) -> bool:
        """Whether a text speaks of her."""
        return bool(self.pattern.search(text))

    def without(self, text: str, instead: str = HIDDEN) -> str:
        """The text with `instead` in place of her name."""
        return self.pattern.sub(instead, text)

    def off_list(self, text: str) -> str:
        """A list of names, one a line, without hers."""
        return "\n".join(name for name in items(text) if fold(name) not in self.names)


def _spelt(ways: Iterable[str]) -> re.Pattern[str]:
    joined = "|".join(ways)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)


def _ways(key: NameKey) -> Iterable[str]:
    """The name in other cases, and with initials before or after the surname."""
    if not key.given:
        return
    surname, given = _stem(key.surname, _ENDING), _stem(key.given, _GIVEN_ENDING)
    known = rf"(?:\s+{_stem(key.patronymic, _GIVEN_ENDING)})?"
    patronymic = known if key.patronymic else _unless_another(key)
    first, second = _letter(key.given), _letter(key.patronymic)
    initials = rf"{first}\.(?:\s*{second}\.)?(?!\s*\w\.)" if second else rf"{first}\."
    yield rf"{surname}\s+{given}{patronymic}"
    yield rf"{surname}\s+{initials}"
    yield rf"{initials}\s*{surname}"


def _unless_another(key: NameKey) -> str:
    return "" if key.patronymic else _NO_PATRONYMIC


def _stem(word: str, ending: int) -> str:
    letters = word[:-ending] if len(word) > ending + 2 else word
    return "".join(map(_letter, letters)) + rf"\w{{0,{ending + 2}}}"


def _letter(text: str) -> str:
    return "[её]" if text[:1] in ("е", "ё") else re.escape(text[:1])
