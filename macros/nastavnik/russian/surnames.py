"""Surnames: tables of rules in order; pytrovich for the regular, own endings for the traps."""

from __future__ import annotations

import re
from functools import lru_cache

from nastavnik.russian import traps
from nastavnik.russian import verdicts as v
from nastavnik.russian.cases import Gender
from nastavnik.russian.rules import AS_PYTROVICH, judge, one_of, rule, words
from nastavnik.russian.traps import CONSONANT, VOWEL, VOWELS, F, M
from nastavnik.russian.verdicts import Verdict, disputed, join, settled
from nastavnik.russian.voices import NamePart, by_dictionary

FIXED_FIRST_PARTS = words(
    """абд абу абдул ага адь аль бек бен бонч бу ван гаджи грум дан дез дель дер ибн кара
    кёр киз ла ле мак мелик мир мирза нор о оглы пап сан сен сент соли тан тер тян фон хаджи хан
    шаген шах шейх эль эр"""
)
"""First parts that are no surnames by themselves, so they never change."""

_FOREIGN_POSSESSIVE_LOOK = """берлин болдуин бюлов вирхов гамелин гершвин годвин голдуин грин
    гудвин дарвин дарлин дюплин келвин колвин коллин корвин кронин марлин мартин мелвин меррин остин
    регин расин флотов франклин халдин хопкин цеппелин цин чаплин эрвин"""
_FRENCH = "дега дюма золя мюра петипа труайя"
_FRENCH_OR_NATIVE = "тома люка ферма кола дюра"
_POSSESSIVE_LOOK_NOUNS = "дева вдова голова корова нева обнова основа плева подкова полова сова"
_NOUNS_IN_V = "зов иов клев кров лев остров плов покров посев припев рев ров улов хлев шов яков"
_PLACE_ADJECTIVES = "божий бабий вражий козий коровий лисий медвежий птичий третий волчий заячий"
_UKRAINIAN_ADJECTIVES = """билий добрий золотий кислий кривий лютий малий молодий новий рудий
    святий сивий старий твердий чужий"""
_STRESSED_FEMALE_ADJECTIVES = "большая чужая меньшая"
_DISPUTED_STRESS = "лукаш ковач"


_ONE_SYLLABLE = rf"^[^{VOWELS}]*"

_UNCHANGED_VOWELS = (
    rule("[оеиуыюэ]$", v.STAYS),
    rule(f"{VOWEL}а$", v.STAYS),
    rule(one_of(_FRENCH), v.STAYS),
    rule(one_of(_FRENCH_OR_NATIVE), v.STAYS, v.A_HARD, traps.FOREIGN_A),
    rule("зода$", v.A_HARD, v.STAYS, traps.FOREIGN_A),
)

_NOUNS_IN_A = (
    rule("[жчшщц]а$", traps.sibilant_a),
    rule("[гкх]а$", v.A_VELAR),
    rule("а$", v.A_HARD),
    rule("ия$", v.IYA),
    rule("я$", v.YA),
)

_FEMALE_RULES = (
    *_UNCHANGED_VOWELS,
    rule(rf"{_ONE_SYLLABLE}(ой|ий|[иы]н)$", v.STAYS),
    rule(rf"({CONSONANT}[кн]ий|[шщ]ий|ый|{CONSONANT}ой)$", v.STAYS, reason=traps.MALE_FORM),
    rule("([оеё]в|[иы]н)$", v.STAYS, reason=traps.MALE_FORM),
    rule("[^аяоеиуыюэ]$", AS_PYTROVICH),
    rule(one_of(_POSSESSIVE_LOOK_NOUNS), v.A_HARD, v.POSSESSIVE_FEMALE, traps.NOUN_OR_POSSESSIVE),
    rule(rf"{_ONE_SYLLABLE}[её]ва$", v.A_HARD, v.POSSESSIVE_FEMALE, traps.NOUN_OR_POSSESSIVE),
    rule("([оеё]ва|[кг]ина|цына)$", AS_PYTROVICH),
    rule("[иы]на$", traps.female_ina),
    rule("[сц]ка$", v.A_VELAR, v.ADJECTIVE_FEMALE_SHORT, traps.RARE),
    rule(one_of(_STRESSED_FEMALE_ADJECTIVES), v.ADJECTIVE_FEMALE),
    rule("[жчшщц]ая$", v.ADJECTIVE_FEMALE_SIBILANT),
    rule("([сц]к|н|в)ая$|яя$", AS_PYTROVICH),
    rule("ая$", traps.female_aya),
    *_NOUNS_IN_A,
)

_MALE_ADJECTIVES = (
    rule(rf"({CONSONANT}|ь)[кн]ий$|[шщ]ий$", AS_PYTROVICH),
    rule(one_of(_PLACE_ADJECTIVES), v.IY_NOUN, v.ADJECTIVE_YOT, traps.ADJECTIVE_OR_NOUN),
    rule(one_of(_UKRAINIAN_ADJECTIVES), v.IY_NOUN, v.ADJECTIVE, traps.ADJECTIVE_OR_NOUN),
    rule("жий$", traps.adjective_or_noun(v.ADJECTIVE_SOFT, v.IY_NOUN, unknown=v.ADJECTIVE_SOFT)),
    rule("хий$", traps.adjective_or_noun(v.ADJECTIVE_VELAR, v.IY_NOUN, unknown=v.ADJECTIVE_VELAR)),
    rule("[гк]ий$", traps.adjective_or_noun(v.ADJECTIVE_VELAR, v.IY_NOUN, unknown=v.IY_NOUN)),
    rule("[чн]ий$", traps.adjective_or_noun(v.ADJECTIVE_SOFT, v.IY_NOUN, unknown=v.IY_NOUN)),
    rule("ий$", traps.male_iy),
    rule("цый$", v.ADJECTIVE_TS),
    rule("ый$", AS_PYTROVICH),
    rule("^злой$", v.ADJECTIVE),
    rule(rf"{_ONE_SYLLABLE}ой$", v.SHORT_I),
    rule("([сц]к|[ое]в)ой$", AS_PYTROVICH),
    rule(
        "[гкхжчшщ]ой$",
        traps.adjective_or_noun(v.ADJECTIVE_VELAR, v.SHORT_I, unknown=v.ADJECTIVE_VELAR),
    ),
    rule("ой$", traps.adjective_or_noun(v.ADJECTIVE, v.SHORT_I, unknown=v.ADJECTIVE)),
)

_MALE_CONSONANTS = (
    rule(one_of(_NOUNS_IN_V), v.HARD, v.POSSESSIVE, traps.NOUN_OR_POSSESSIVE),
    rule(one_of(_FOREIGN_POSSESSIVE_LOOK), v.HARD, v.POSSESSIVE, traps.FOREIGN_IN),
    rule("[оеё]в$|([кг]ин|цын)$", AS_PYTROVICH),
    rule(rf"{_ONE_SYLLABLE}[иы]н$", v.HARD, v.POSSESSIVE, traps.FOREIGN_IN),
    rule("[иы]н$", traps.male_in),
    rule(rf"{VOWEL}.*[рлд]их$", v.HARD),
    rule(rf"{VOWEL}.*([гкхжчшщь]их|[^{VOWELS}н-]них|[её]нних|ых)$", v.STAYS),
    rule("^синих$", v.STAYS),
    rule("[иы]х$", v.HARD, v.STAYS, traps.RARE),
    rule("([ое]вич|янц|[аиуюя]к|[аоуя]н|[аи]р|ер[тг]|[аиу]с)$", AS_PYTROVICH),
    rule(one_of(_DISPUTED_STRESS), v.SIBILANT, v.HARD, traps.STRESS),
    rule("[жчшщ]$", traps.male_sibilant),
    rule("[ея]ц$", traps.male_ets),
    rule("ц$", v.SIBILANT),
    rule(rf"{VOWEL}.*(ок|ёк)$", traps.male_ok),
    rule("ь$", traps.male_soft),
    rule(".$", traps.male_consonant),
)

_MALE_RULES = (
    *_UNCHANGED_VOWELS,
    rule(one_of(_POSSESSIVE_LOOK_NOUNS), v.A_HARD),
    rule("[оеё]ва$", v.A_HARD, v.STAYS, traps.FEMALE_FORM),
    rule("[ая]я$", v.YA, v.STAYS, traps.FEMALE_FORM),
    rule("ина$", traps.male_ina),
    *_NOUNS_IN_A,
    *_MALE_ADJECTIVES,
    *_MALE_CONSONANTS,
)

_RULES = {M: _MALE_RULES, F: _FEMALE_RULES}
_LOOKS_LIKE_SURNAME = re.compile(
    "([оеё]в|[оеё]ва|[иы]на?|[сц]к(ий|ая)|ый|ой|ий|ая|яя|ич|[ую]к|ян|[иы]х)$"
)


@lru_cache(maxsize=8192)
def decline_surname(surname: str, gender: Gender, foreign: bool = False) -> Verdict:
    """The verdict on a surname of one or more hyphenated parts.

    `foreign` says that the given name is a Western one: then -ин and -ов may be no Russian suffix.
    """
    *firsts, last = surname.split("-")
    parts = [_first_part(part, gender) for part in firsts]
    return join([*parts, _part(last, gender, foreign)], "-")


def _first_part(word: str, gender: Gender) -> Verdict:
    lower = word.lower()
    if lower in FIXED_FIRST_PARTS:
        return settled(word, v.STAYS)
    verdict = _part(word, gender, foreign=False)
    known = _LOOKS_LIKE_SURNAME.search(lower) or by_dictionary(word, NamePart.SURNAME, gender)
    unchanged = v.STAYS.apply(word)
    if known or verdict.reason or verdict.forms == unchanged:
        return verdict
    return Verdict(verdict.forms, unchanged, traps.UNKNOWN_FIRST)


def _part(word: str, gender: Gender, foreign: bool) -> Verdict:
    if foreign and gender is M and re.search("([оеё]в|[иы]н)$", word.lower()):
        return disputed(word, v.HARD, v.POSSESSIVE, traps.FOREIGN_IN)
    return judge(word, _RULES[gender], NamePart.SURNAME, gender)
