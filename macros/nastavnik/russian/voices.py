"""The two voices, pytrovich's rules and pymorphy3's dictionary; each loads when first asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import cache
from typing import Any

from nastavnik.model.memory import remembered
from nastavnik.russian.cases import Case, Gender
from nastavnik.russian.verdicts import Forms


class NamePart(StrEnum):
    """What a word of a name is; the value is what pytrovich calls it."""

    SURNAME = "LASTNAME"
    GIVEN = "FIRSTNAME"
    PATRONYMIC = "MIDDLENAME"


_GRAMMEMES = {
    Case.NOMINATIVE: "nomn",
    Case.GENITIVE: "gent",
    Case.DATIVE: "datv",
    Case.ACCUSATIVE: "accs",
    Case.INSTRUMENTAL: "ablt",
    Case.PREPOSITIONAL: "loct",
}
_GENDER_GRAMMEMES = {Gender.MALE: "masc", Gender.FEMALE: "femn"}
_DICTIONARY_NAMES = {NamePart.SURNAME: "Surn", NamePart.GIVEN: "Name"}


def by_rules(word: str, part: NamePart, gender: Gender) -> Forms:
    """The forms pytrovich gives to one word without hyphens."""
    return (word, *(make(word) for make in _makers()[part, gender]))


@cache
def _makers() -> dict[tuple[NamePart, Gender], tuple[Callable[[str], str], ...]]:
    from pytrovich.enums import Case as TheirCase
    from pytrovich.enums import Gender as TheirGender
    from pytrovich.enums import NamePart as TheirPart
    from pytrovich.maker import PetrovichDeclinationMaker

    maker = PetrovichDeclinationMaker()

    def make(part: NamePart, gender: Gender, case: Case) -> Callable[[str], str]:
        theirs = TheirPart[part.value], TheirGender[gender.name], TheirCase[case.name]
        return lambda word: str(maker.make(*theirs, word))

    return {
        (part, gender): tuple(make(part, gender, case) for case in list(Case)[1:])
        for part in NamePart
        for gender in Gender
    }


@cache
def analyzer() -> Any:
    """The analyser of pymorphy3 (some 100 ms to load)."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


_CYRILLIC = re.compile("[\u0400-\u04ff'’ʼ-]+")


def parses(word: str) -> list[Any]:
    """What the analyser makes of a word; nothing of one in other letters.

    It fails on characters that have no name in Unicode.
    """
    is_word = _CYRILLIC.fullmatch(word) is not None
    return list(analyzer().parse(word.lower())) if is_word else []


def inflections(parse: Any) -> Forms | None:
    """The six forms of a dictionary reading, None where the dictionary lacks one.

    A word for a person is meant: a masculine accusative is the genitive.
    """
    found = {case: parse.inflect({grammeme}) for case, grammeme in _GRAMMEMES.items()}
    if not all(found.values()):
        return None
    if parse.tag.gender == "masc" and parse.word[-1] not in "ая":
        found[Case.ACCUSATIVE] = found[Case.GENITIVE]
    return tuple(found[case].word for case in Case)


@remembered(8192)
def readings(word: str) -> tuple[Any, ...]:
    """Readings of `word` as a known word in the nominative singular."""
    return tuple(
        parse
        for parse in parses(word)
        if parse.is_known and "nomn" in parse.tag and "sing" in parse.tag
    )


def by_dictionary(word: str, part: NamePart, gender: Gender) -> Forms | None:
    """The forms of `word` where the dictionary marks it as such a name of such a gender."""
    wanted = {_DICTIONARY_NAMES[part], _GENDER_GRAMMEMES[gender]}
    return next((_like(word, forms) for forms in _forms(word, wanted)), None)


def as_common_noun(word: str, gender: Gender) -> list[Forms]:
    """The forms of `word` as nouns of that gender (or of both) that are no names."""
    return [
        _like(word, forms)
        for parse in readings(word)
        if parse.tag.POS == "NOUN"
        and (_GENDER_GRAMMEMES[gender] in parse.tag or "ms-f" in parse.tag)
        and not _is_name(parse)
        and (forms := inflections(parse))
    ]


def as_adjective(word: str, gender: Gender = Gender.MALE) -> Forms | None:
    """The forms of `word` where the dictionary has it as an adjective or declines it like one."""
    accusative = {Gender.MALE: ("ого", "его"), Gender.FEMALE: ("ую", "юю")}[gender]
    for parse in readings(word):
        forms = inflections(parse) if parse.tag.POS in ("ADJF", "PRTF", "NOUN") else None
        if forms and forms[Case.ACCUSATIVE.place].endswith(accusative):
            return _like(word, forms)
    return None


def given_name_genders(word: str) -> set[Gender]:
    """Genders of the given names that `word` is in the dictionary."""
    return {
        gender
        for parse in readings(word)
        for gender, grammeme in _GENDER_GRAMMEMES.items()
        if "Name" in parse.tag and grammeme in parse.tag
    }


def _forms(word: str, grammemes: set[str]) -> Iterator[Forms]:
    for parse in readings(word):
        if grammemes in parse.tag and (forms := inflections(parse)):
            yield forms


def _is_name(parse: Any) -> bool:
    return any(mark in parse.tag for mark in ("Surn", "Name", "Patr", "Geox", "Abbr"))


def _like(word: str, forms: Forms) -> Forms:
    """Forms in small letters, spelt as `word` is: its capitals, its «ё»."""
    return (word, *(spelt_like(word, form) for form in forms[1:]))


_UNSTRESSED = str.maketrans("ёЁ", "еЕ")


def spelt_like(word: str, form: str) -> str:
    """`form` with the letters that it shares with `word` written as `word` has them.

    An «ё» of `word` that `form` has as «е» has lost its stress: «Пётр» – «Петра».
    """
    shared = ""
    for ours, theirs in zip(word, form, strict=False):
        if fold(ours) != fold(theirs):
            break
        lost = ours.lower() == "ё" and theirs.lower() == "е"
        shared += ours.translate(_UNSTRESSED) if lost else ours
    return shared + form[len(shared) :]


def fold(text: str) -> str:
    """`text` for comparison: small letters, «ё» as «е»."""
    return text.lower().replace("ё", "е")
