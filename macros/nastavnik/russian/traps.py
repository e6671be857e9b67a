"""Surnames whose ending does not say enough: the dictionary is asked, then maybe a person."""

from __future__ import annotations

import re

from nastavnik.russian import verdicts as v
from nastavnik.russian.cases import Case, Gender
from nastavnik.russian.rules import Decide, words
from nastavnik.russian.verdicts import Endings, Forms, FormsVerdict, disputed, settled
from nastavnik.russian.voices import (
    NamePart,
    as_adjective,
    as_common_noun,
    by_dictionary,
    fold,
)

M, F = Gender.MALE, Gender.FEMALE
VOWELS = "аеёиоуыэюя"
VOWEL = f"[{VOWELS}]"
CONSONANT = f"[^{VOWELS}ьъй-]"
_INSTRUMENTAL = Case.INSTRUMENTAL.place

MALE_FORM = "мужская форма фамилии у женщины"
FEMALE_FORM = "похоже на женскую форму фамилии у мужчины"
FOREIGN_IN = "фамилия на -ин/-ов может быть иноязычной: тогда творительный на -ом"
NOUN_OR_POSSESSIVE = "фамилия совпадает с существительным: склоняют и как слово, и как фамилию"
FLEETING = "беглая гласная: решает носитель фамилии"
STRESS = "окончание зависит от ударения"
ADJECTIVE_OR_NOUN = "фамилия на -й склоняется и как прилагательное, и как существительное"
FOREIGN_A = "иноязычная фамилия на гласную: склонение зависит от ударения"
RARE = "редкая фамилия: справочники расходятся"
VOICES_DIFFER = "словарь и правила склоняют по-разному"
UNKNOWN_FIRST = "незнакомая первая часть двойной фамилии: склоняется ли она"

_MOSTLY_POSSESSIVE = words("долина картина кузина лапина родина")
"""Nouns, but the surnames Родин, Кузин… are by far more frequent."""
_UNSTRESSED = words("кореш")
"""Nouns on a sibilant whose ending the dictionary wrongly takes for stressed."""
_EITHER_STRESS = words("бондарь ковыль")
"""Nouns on -ь whose ending as a surname is stressed by some and not by others."""


def adjective_or_noun(adjective: Endings, noun: Endings, *, unknown: Endings) -> Decide:
    """Decides about a surname on -й by the dictionary; one that is not there is asked about."""

    def decide(word: str) -> FormsVerdict:
        known = as_adjective(word)
        ours = adjective.apply(word)
        nouns = [f for f in as_common_noun(word, M) if not f[1].endswith(("ого", "его"))]
        if known and not nouns:
            return (
                FormsVerdict(ours)
                if _same(ours, known)
                else FormsVerdict(ours, known, VOICES_DIFFER)
            )
        if nouns:
            return disputed(word, noun, adjective, ADJECTIVE_OR_NOUN)
        instead = noun if unknown is adjective else adjective
        return disputed(word, unknown, instead, ADJECTIVE_OR_NOUN)

    return decide


def adjective_unless_noun(word: str) -> FormsVerdict:
    """-ной: an adjective («Чепурной»), unless there is such a noun."""
    verdict = adjective_or_noun(v.ADJECTIVE, v.SHORT_I, unknown=v.ADJECTIVE)(word)
    return verdict if as_common_noun(word, M) else settled(word, v.ADJECTIVE)


def noun_in_v(word: str) -> FormsVerdict:
    """«Лев», «Шов»: the noun, with its fleeting vowel, or else a possessive."""
    nouns = as_common_noun(word, M) or [v.HARD.apply(word)]
    other = v.POSSESSIVE if nouns[0][1] == v.HARD.apply(word)[1] else v.HARD
    return FormsVerdict(nouns[0], other.apply(word), NOUN_OR_POSSESSIVE)


def male_iy(word: str) -> FormsVerdict:
    """-бий, -дий, -лий…: a noun, unless it looks like a Ukrainian adjective («Билий»)."""
    if as_adjective(word):
        return disputed(word, v.IY_NOUN, v.ADJECTIVE_YOT, ADJECTIVE_OR_NOUN)
    return settled(word, v.IY_NOUN)


def male_in(word: str) -> FormsVerdict:
    """-ин, -ын: possessive, unless there is such a noun or given name."""
    is_noun = bool(as_common_noun(word, M))
    surname = by_dictionary(word, NamePart.SURNAME, M)
    if surname and (is_noun or not _same(v.POSSESSIVE.apply(word), surname)):
        return disputed(word, v.POSSESSIVE, v.HARD, NOUN_OR_POSSESSIVE)
    if not surname and (is_noun or by_dictionary(word, NamePart.GIVEN, M)):
        return disputed(word, v.HARD, v.POSSESSIVE, NOUN_OR_POSSESSIVE)
    return settled(word, v.POSSESSIVE)


def female_ina(word: str) -> FormsVerdict:
    """-ина: possessive, unless the word is only known as a noun («Калина») or a given name."""
    if by_dictionary(word, NamePart.SURNAME, F):
        return settled(word, v.POSSESSIVE_FEMALE)
    if word.lower() in _MOSTLY_POSSESSIVE:
        return disputed(word, v.POSSESSIVE_FEMALE, v.A_HARD, NOUN_OR_POSSESSIVE)
    if as_common_noun(word, F) or by_dictionary(word, NamePart.GIVEN, F):
        return disputed(word, v.A_HARD, v.POSSESSIVE_FEMALE, NOUN_OR_POSSESSIVE)
    return settled(word, v.POSSESSIVE_FEMALE)


def female_aya(word: str) -> FormsVerdict:
    """-ая after other consonants: an adjective where the dictionary has it, else maybe Georgian."""
    if as_adjective(word, F):
        return settled(word, v.ADJECTIVE_FEMALE)
    return disputed(word, v.YA, v.ADJECTIVE_FEMALE, RARE)


def male_ina(word: str) -> FormsVerdict:
    """-ина of a man: a noun («Щербина»); asks where the dictionary knows a woman's surname."""
    womans = by_dictionary(word, NamePart.SURNAME, F) and not by_dictionary(
        word, NamePart.SURNAME, M
    )
    if womans and not as_common_noun(word, M) and not as_common_noun(word, F):
        return disputed(word, v.A_HARD, v.STAYS, FEMALE_FORM)
    return settled(word, v.A_HARD)


def sibilant_a(word: str) -> FormsVerdict:
    """-жа, -ча, -ша, -ща, -ца: the instrumental is -ей, or -ой under stress («Левша»)."""
    usual = v.A_TS if word.endswith("ца") else v.A_SIBILANT
    stressed = v.A_HARD if word.endswith("ца") else v.A_VELAR
    found = as_common_noun(word, F) or as_common_noun(word, M)
    if found:
        return settled(word, stressed if found[0][_INSTRUMENTAL].endswith("ой") else usual)
    if word.endswith("жа"):
        return disputed(word, stressed, usual, STRESS)
    return settled(word, usual)


def male_sibilant(word: str) -> FormsVerdict:
    """-ж, -ч, -ш, -щ: the instrumental is -ем, or -ом under stress («Ткачом»)."""
    if word.lower() in _UNSTRESSED:
        return settled(word, v.SIBILANT)
    found = as_common_noun(word, M)
    if found:
        return FormsVerdict(found[0])
    if re.search(rf"{VOWEL}.*(ич|[еиоую]ш)$|{CONSONANT}[жчш]$|[ьй][жчш]$", word.lower()):
        return settled(word, v.SIBILANT)
    if word.endswith(("ач", "ыш")):
        return disputed(word, v.HARD, v.SIBILANT, STRESS)
    return disputed(word, v.SIBILANT, v.HARD, STRESS)


def male_ets(word: str) -> FormsVerdict:
    """-ец: «Кравца»; nobody is asked where nothing else can be said: «Коломийца», «Швеца»."""
    nouns = as_common_noun(word, M)
    surname = by_dictionary(word, NamePart.SURNAME, M)
    kept = v.SIBILANT.apply(word)
    keeps = surname and surname[1] == kept[1]
    fallen = nouns[0] if nouns else kept if keeps else _without_fleeting_e(word)
    if fallen[1] != kept[1]:
        vowel_before = bool(re.search(f"{VOWEL}ец$", word.lower()))
        return FormsVerdict(fallen) if vowel_before else FormsVerdict(fallen, kept, FLEETING)
    if re.search(rf"{CONSONANT}{CONSONANT}ец$", word.lower()):
        return FormsVerdict(fallen)
    return FormsVerdict(fallen, _without_fleeting_e(word, force=True), FLEETING, everything=True)


_BEFORE_STRESS = tuple("бвдзпрст")
"""Letters before -ец after which the ending is mostly stressed: «Горобцом», «Кравцом»."""


def _without_fleeting_e(word: str, *, force: bool = False) -> Forms:
    """Forms of a surname on -ец without its «е»; kept after two consonants unless forced."""
    stem = word[:-2]
    if stem[-1:].lower() in VOWELS:
        stem += "й"
    elif not force and re.search(rf"(^|{CONSONANT}){CONSONANT}$", stem.lower()):
        return v.SIBILANT.apply(word)
    elif stem.endswith("л"):
        stem += "ь"
    hard = stem.lower().endswith(_BEFORE_STRESS)
    return (word, *(v.HARD if hard else v.SIBILANT).apply(stem + "ц")[1:])


def male_ok(word: str) -> FormsVerdict:
    """-ок, -ёк: as the noun where there is one, else unchanged stem; always asked about."""
    nouns = as_common_noun(word, M)
    kept = v.HARD.apply(word)
    if nouns:
        return FormsVerdict(nouns[0], kept, FLEETING, everything=True)
    fallen = (word, *v.HARD.apply(word[:-2] + ("ьк" if word[-2] == "ё" else "к"))[1:])
    if word.endswith(("ёнок", "енок")):
        return FormsVerdict(fallen, kept, FLEETING)
    return FormsVerdict(kept, fallen, FLEETING)


def male_consonant(word: str) -> FormsVerdict:
    """Any other consonant, -й or -ь: asks where a noun or the dictionary's surname differs."""
    ours = _regular(word)
    nouns = as_common_noun(word, M)
    other = next((forms for forms in nouns if not _same(ours, forms)), None)
    if other:
        return FormsVerdict(other, ours, FLEETING)
    if nouns and nouns[0] != ours:
        doubtful = word.lower() in _EITHER_STRESS
        return FormsVerdict(nouns[0], ours, STRESS) if doubtful else FormsVerdict(nouns[0])
    surname = by_dictionary(word, NamePart.SURNAME, M)
    if surname and not _same(ours, surname):
        return FormsVerdict(ours, surname, VOICES_DIFFER)
    given = by_dictionary(word, NamePart.GIVEN, M)
    if given and given != ours:
        return FormsVerdict(given, ours, FLEETING)
    return FormsVerdict(ours)


def _regular(word: str) -> Forms:
    """The forms without any fleeting vowel."""
    return {"й": v.SHORT_I, "ь": v.SOFT}.get(word[-1], v.HARD).apply(word)


def male_soft(word: str) -> FormsVerdict:
    """-ь: as any consonant, but a feminine noun («Соль») is asked about."""
    if as_common_noun(word, F) and not as_common_noun(word, M):
        return disputed(word, v.SOFT, v.SOFT_FEMALE, NOUN_OR_POSSESSIVE)
    return male_consonant(word)


def _same(ours: Forms, theirs: Forms) -> bool:
    return [fold(form) for form in ours] == [fold(form) for form in theirs]
