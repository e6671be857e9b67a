"""Surnames: tables of rules in order; pytrovich for the regular, own endings for the traps."""

from __future__ import annotations

import re

from nastavnik.model.memory import remembered
from nastavnik.russian import traps
from nastavnik.russian import verdicts as v
from nastavnik.russian.cases import Gender
from nastavnik.russian.rules import AS_PYTROVICH, Rule, judge, one_of, words
from nastavnik.russian.traps import CONSONANT, VOWEL, VOWELS, F, M
from nastavnik.russian.verdicts import Verdict, disputed, join, settled
from nastavnik.russian.voices import NamePart, by_dictionary

FIXED_FIRST_PARTS = words(
    """
    абд абдул абу ага адь аль бек бен бонч бу ван гаджи грум дан дез дель дер ибн инал кара киз кёр
    ла ле мак мелик мир мирза нор о оглы пап сан сен сент соли тан тер тян фон хаджи хан шаген
    шах шейх эль эр
"""
)
"""First parts that are no surnames by themselves, so they never change."""

_FOREIGN_POSSESSIVE_LOOK = """
    берлин болдуин бюлов вирхов гамелин гершвин годвин голдуин грин гриффин гудвин дарвин дарлин
    дюплин келвин колвин коллин корвин кронин марлин мартин мелвин меррин остин расин регин
    флотов франклин халдин хопкин цеппелин цин чаплин эрвин
"""
_FRENCH = "дега дюма золя мюра петипа труайя"
_FRENCH_OR_NATIVE = "тома люка ферма кола дюра"
_POSSESSIVE_LOOK_NOUNS = (
    "бова дева вдова голова корова нева обнова основа плева подкова полова сова"
)
_NOUNS_IN_V = "зов иов клев кров лев остров плов покров посев припев рев ров улов хлев шов яков"
_OWNERS_ADJECTIVES = "божий бабий вражий козий коровий лисий медвежий птичий третий волчий заячий"
_OWNERS_FEMALE = _OWNERS_ADJECTIVES.replace("ий", "ья")
_UKRAINIAN_ADJECTIVES = """
    билий добрий золотий кислий кривий лютий малий молодий новий рудий святий сивий старий
    твердий чужий
"""
_OFFICES = "осадчий посадчий подчаший кравчий ловчий певчий стряпчий кормчий зодчий"
"""Offices of old that are adjectives and nothing else."""
_STRESSED_FEMALE_ADJECTIVES = "большая чужая меньшая"
_DISPUTED_STRESS = "лукаш ковач"
_STRESSED_PATRONYMICS = "ильич кузьмич лукич фомич"


_ONE_SYLLABLE = rf"^[^{VOWELS}]*"

_UNCHANGED_VOWELS = (
    Rule("[оеёиуыюэ]$", v.STAYS),
    Rule(f"{VOWEL}а$", v.STAYS),
    Rule(one_of(_FRENCH), v.STAYS),
    Rule(one_of(_FRENCH_OR_NATIVE), v.STAYS, v.A_HARD, traps.FOREIGN_A),
    Rule("зода$", v.A_HARD, v.STAYS, traps.FOREIGN_A),
    Rule(f"^{CONSONANT}а$", v.STAYS, v.A_HARD, traps.FOREIGN_A),
    Rule(f"^{CONSONANT}я$", v.STAYS, v.YA, traps.FOREIGN_A),
)

_NOUNS_IN_A = (
    Rule("[жчшщц]а$", traps.sibilant_a),
    Rule("[гкх]а$", v.A_VELAR),
    Rule("а$", v.A_HARD),
    Rule("ия$", v.IYA),
    Rule("я$", v.YA),
)

_FEMALE_RULES = (
    *_UNCHANGED_VOWELS,
    Rule(rf"{_ONE_SYLLABLE}(ой|ий|[иы]н)$", v.STAYS),
    Rule(rf"({CONSONANT}[кн]ий|[шщ]ий|ый|{CONSONANT}ой)$", v.STAYS, reason=traps.MALE_FORM),
    Rule(one_of(_NOUNS_IN_V), v.STAYS),
    Rule("([оеё]в|[иы]н)$", v.STAYS, reason=traps.MALE_FORM),
    Rule("[^аяоеиуыюэ]$", AS_PYTROVICH),
    Rule(one_of(_POSSESSIVE_LOOK_NOUNS), v.A_HARD, v.POSSESSIVE_FEMALE, traps.NOUN_OR_POSSESSIVE),
    Rule(rf"{_ONE_SYLLABLE}[её]ва$", v.A_HARD, v.POSSESSIVE_FEMALE, traps.NOUN_OR_POSSESSIVE),
    Rule("([оеё]ва|[кг]ина|цына)$", AS_PYTROVICH),
    Rule("[иы]на$", traps.female_ina),
    Rule("[сц]ка$", v.A_VELAR, v.ADJECTIVE_FEMALE_SHORT, traps.RARE),
    Rule(one_of(_STRESSED_FEMALE_ADJECTIVES), v.ADJECTIVE_FEMALE),
    Rule("[жчшщц]ая$", v.ADJECTIVE_FEMALE_SIBILANT),
    Rule(one_of(_OWNERS_FEMALE), v.ADJECTIVE_FEMALE_YA, v.YA, traps.RARE),
    Rule("([сц]к|н|в)ая$|яя$", AS_PYTROVICH),
    Rule("ая$", traps.female_aya),
    *_NOUNS_IN_A,
)

_MALE_ADJECTIVES = (
    Rule(rf"({CONSONANT}|ь)кий$|[шщ]ий$|(город|дорож)ний$", AS_PYTROVICH),
    Rule(one_of(_OWNERS_ADJECTIVES), v.IY_NOUN, v.ADJECTIVE_YOT, traps.ADJECTIVE_OR_NOUN),
    Rule(one_of(_UKRAINIAN_ADJECTIVES), v.IY_NOUN, v.ADJECTIVE, traps.ADJECTIVE_OR_NOUN),
    Rule("жий$", traps.adjective_or_noun(v.ADJECTIVE_SOFT, v.IY_NOUN, unknown=v.ADJECTIVE_SOFT)),
    Rule("хий$", traps.adjective_or_noun(v.ADJECTIVE_VELAR, v.IY_NOUN, unknown=v.ADJECTIVE_VELAR)),
    Rule("[гк]ий$", traps.adjective_or_noun(v.ADJECTIVE_VELAR, v.IY_NOUN, unknown=v.IY_NOUN)),
    Rule(
        rf"({CONSONANT}|ь)ний$",
        traps.adjective_or_noun(v.ADJECTIVE_SOFT, v.IY_NOUN, unknown=v.ADJECTIVE_SOFT),
    ),
    Rule("ций$", v.IY_NOUN, v.ADJECTIVE_TS, traps.ADJECTIVE_OR_NOUN),
    Rule(one_of(_OFFICES), v.ADJECTIVE_SOFT),
    Rule(
        "([дтв]|ни)чий$",
        traps.adjective_or_noun(v.ADJECTIVE_SOFT, v.IY_NOUN, unknown=v.ADJECTIVE_SOFT),
    ),
    Rule("[чн]ий$", traps.adjective_or_noun(v.ADJECTIVE_SOFT, v.IY_NOUN, unknown=v.IY_NOUN)),
    Rule("ий$", traps.male_iy),
    Rule("цый$", v.ADJECTIVE_TS),
    Rule("ый$", AS_PYTROVICH),
    Rule("^злой$", v.ADJECTIVE),
    Rule(rf"{_ONE_SYLLABLE}ой$", v.SHORT_I),
    Rule("([сц]к|[ое]в)ой$", AS_PYTROVICH),
    Rule(
        "[гкхжчшщ]ой$",
        traps.adjective_or_noun(v.ADJECTIVE_VELAR, v.SHORT_I, unknown=v.ADJECTIVE_VELAR),
    ),
    Rule("ной$", traps.adjective_unless_noun),
    Rule("ой$", traps.adjective_or_noun(v.ADJECTIVE, v.SHORT_I, unknown=v.ADJECTIVE)),
)

_MALE_CONSONANTS = (
    Rule(one_of(_NOUNS_IN_V), traps.noun_in_v),
    Rule(one_of(_FOREIGN_POSSESSIVE_LOOK), v.HARD, v.POSSESSIVE, traps.FOREIGN_IN),
    Rule("[оеё]в$|([кг]ин|цын)$", AS_PYTROVICH),
    Rule(rf"{_ONE_SYLLABLE}[иы]н$", v.HARD, v.POSSESSIVE, traps.FOREIGN_IN),
    Rule("[тд]дин$", v.HARD, v.POSSESSIVE, traps.FOREIGN_IN),
    Rule("[иы]н$", traps.male_in),
    Rule(rf"{VOWEL}.*[рлд]их$", v.HARD),
    Rule(rf"{VOWEL}.*([гкхжчшщь]их|[^{VOWELS}н-]них|[её]нних|ых)$", v.STAYS),
    Rule("^синих$", v.STAYS),
    Rule("[иы]х$", v.HARD, v.STAYS, traps.RARE),
    Rule("([ое]вич|янц|[аиуюя]к|[аоуя]н|[аи]р|ер[тг]|[аиу]с)$", AS_PYTROVICH),
    Rule(one_of(_DISPUTED_STRESS), v.SIBILANT, v.HARD, traps.STRESS),
    Rule(one_of(_STRESSED_PATRONYMICS), v.HARD),
    Rule("[жчшщ]$", traps.male_sibilant),
    Rule("[ея]ц$", traps.male_ets),
    Rule("ць$", v.SOFT, v.STAYS, traps.FLEETING),
    Rule("[жчшщ]ь$", v.SIBILANT_SOFT, v.STAYS, traps.NOUN_OR_POSSESSIVE),
    Rule("ц$", v.SIBILANT),
    Rule(rf"{VOWEL}.*(ок|ёк)$", traps.male_ok),
    Rule("ь$", traps.male_soft),
    Rule(".$", traps.male_consonant),
)

_MALE_RULES = (
    *_UNCHANGED_VOWELS,
    Rule(one_of(_POSSESSIVE_LOOK_NOUNS), v.A_HARD),
    Rule("[оеё]ва$", v.A_HARD, v.STAYS, traps.FEMALE_FORM),
    Rule("[ая]я$", v.YA, v.STAYS, traps.FEMALE_FORM),
    Rule("ина$", traps.male_ina),
    *_NOUNS_IN_A,
    *_MALE_ADJECTIVES,
    *_MALE_CONSONANTS,
)

_RULES = {M: _MALE_RULES, F: _FEMALE_RULES}
_LOOKS_LIKE_SURNAME = re.compile(rf"([оеё]ва?|[иы]на?|[ыои]й|ая|яя|ич|{VOWEL}.*[аиуюя]к|ян|[иы]х)$")


@remembered(8192)
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
