"""Surnames: tables of rules in order; pytrovich for the regular, own endings for the traps."""

from __future__ import annotations

import re

from nastavnik.model.memory import remembered
from nastavnik.russian import traps
from nastavnik.russian import verdicts as v
from nastavnik.russian.cases import Gender
from nastavnik.russian.rules import AS_PYTROVICH, WordRule, judge, one_of, words
from nastavnik.russian.traps import CONSONANT, VOWEL, VOWELS, F, M
from nastavnik.russian.verdicts import FormsVerdict, disputed, join, settled
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
    WordRule("[оеёиуыюэ]$", v.STAYS),
    WordRule(f"{VOWEL}а$", v.STAYS),
    WordRule(one_of(_FRENCH), v.STAYS),
    WordRule(one_of(_FRENCH_OR_NATIVE), v.STAYS, v.A_HARD, traps.FOREIGN_A),
    WordRule("зода$", v.A_HARD, v.STAYS, traps.FOREIGN_A),
    WordRule(f"^{CONSONANT}а$", v.STAYS, v.A_HARD, traps.FOREIGN_A),
    WordRule(f"^{CONSONANT}я$", v.STAYS, v.YA, traps.FOREIGN_A),
)

_NOUNS_IN_A = (
    WordRule("[жчшщц]а$", traps.sibilant_a),
    WordRule("[гкх]а$", v.A_VELAR),
    WordRule("а$", v.A_HARD),
    WordRule("ия$", v.IYA),
    WordRule("я$", v.YA),
)

_FEMALE_RULES = (
    *_UNCHANGED_VOWELS,
    WordRule(rf"{_ONE_SYLLABLE}(ой|ий|[иы]н)$", v.STAYS),
    WordRule(rf"({CONSONANT}[кн]ий|[шщ]ий|ый|{CONSONANT}ой)$", v.STAYS, reason=traps.MALE_FORM),
    WordRule(one_of(_NOUNS_IN_V), v.STAYS),
    WordRule("([оеё]в|[иы]н)$", v.STAYS, reason=traps.MALE_FORM),
    WordRule("[^аяоеиуыюэ]$", AS_PYTROVICH),
    WordRule(
        one_of(_POSSESSIVE_LOOK_NOUNS), v.A_HARD, v.POSSESSIVE_FEMALE, traps.NOUN_OR_POSSESSIVE
    ),
    WordRule(rf"{_ONE_SYLLABLE}[её]ва$", v.A_HARD, v.POSSESSIVE_FEMALE, traps.NOUN_OR_POSSESSIVE),
    WordRule("([оеё]ва|[кг]ина|цына)$", AS_PYTROVICH),
    WordRule("[иы]на$", traps.female_ina),
    WordRule("[сц]ка$", v.A_VELAR, v.ADJECTIVE_FEMALE_SHORT, traps.RARE),
    WordRule(one_of(_STRESSED_FEMALE_ADJECTIVES), v.ADJECTIVE_FEMALE),
    WordRule("[жчшщц]ая$", v.ADJECTIVE_FEMALE_SIBILANT),
    WordRule(one_of(_OWNERS_FEMALE), v.ADJECTIVE_FEMALE_YA, v.YA, traps.RARE),
    WordRule("([сц]к|н|в)ая$|яя$", AS_PYTROVICH),
    WordRule("ая$", traps.female_aya),
    *_NOUNS_IN_A,
)

_MALE_ADJECTIVES = (
    WordRule(rf"({CONSONANT}|ь)кий$|[шщ]ий$|(город|дорож)ний$", AS_PYTROVICH),
    WordRule(one_of(_OWNERS_ADJECTIVES), v.IY_NOUN, v.ADJECTIVE_YOT, traps.ADJECTIVE_OR_NOUN),
    WordRule(one_of(_UKRAINIAN_ADJECTIVES), v.IY_NOUN, v.ADJECTIVE, traps.ADJECTIVE_OR_NOUN),
    WordRule(
        "жий$", traps.adjective_or_noun(v.ADJECTIVE_SOFT, v.IY_NOUN, unknown=v.ADJECTIVE_SOFT)
    ),
    WordRule(
        "хий$", traps.adjective_or_noun(v.ADJECTIVE_VELAR, v.IY_NOUN, unknown=v.ADJECTIVE_VELAR)
    ),
    WordRule("[гк]ий$", traps.adjective_or_noun(v.ADJECTIVE_VELAR, v.IY_NOUN, unknown=v.IY_NOUN)),
    WordRule(
        rf"({CONSONANT}|ь)ний$",
        traps.adjective_or_noun(v.ADJECTIVE_SOFT, v.IY_NOUN, unknown=v.ADJECTIVE_SOFT),
    ),
    WordRule("ций$", v.IY_NOUN, v.ADJECTIVE_TS, traps.ADJECTIVE_OR_NOUN),
    WordRule(one_of(_OFFICES), v.ADJECTIVE_SOFT),
    WordRule(
        "([дтв]|ни)чий$",
        traps.adjective_or_noun(v.ADJECTIVE_SOFT, v.IY_NOUN, unknown=v.ADJECTIVE_SOFT),
    ),
    WordRule("[чн]ий$", traps.adjective_or_noun(v.ADJECTIVE_SOFT, v.IY_NOUN, unknown=v.IY_NOUN)),
    WordRule("ий$", traps.male_iy),
    WordRule("цый$", v.ADJECTIVE_TS),
    WordRule("ый$", AS_PYTROVICH),
    WordRule("^злой$", v.ADJECTIVE),
    WordRule(rf"{_ONE_SYLLABLE}ой$", v.SHORT_I),
    WordRule("([сц]к|[ое]в)ой$", AS_PYTROVICH),
    WordRule(
        "[гкхжчшщ]ой$",
        traps.adjective_or_noun(v.ADJECTIVE_VELAR, v.SHORT_I, unknown=v.ADJECTIVE_VELAR),
    ),
    WordRule("ной$", traps.adjective_unless_noun),
    WordRule("ой$", traps.adjective_or_noun(v.ADJECTIVE, v.SHORT_I, unknown=v.ADJECTIVE)),
)

_MALE_CONSONANTS = (
    WordRule(one_of(_NOUNS_IN_V), traps.noun_in_v),
    WordRule(one_of(_FOREIGN_POSSESSIVE_LOOK), v.HARD, v.POSSESSIVE, traps.FOREIGN_IN),
    WordRule("[оеё]в$|([кг]ин|цын)$", AS_PYTROVICH),
    WordRule(rf"{_ONE_SYLLABLE}[иы]н$", v.HARD, v.POSSESSIVE, traps.FOREIGN_IN),
    WordRule("[тд]дин$", v.HARD, v.POSSESSIVE, traps.FOREIGN_IN),
    WordRule("[иы]н$", traps.male_in),
    WordRule(rf"{VOWEL}.*[рлд]их$", v.HARD),
    WordRule(rf"{VOWEL}.*([гкхжчшщь]их|[^{VOWELS}н-]них|[её]нних|ых)$", v.STAYS),
    WordRule("^синих$", v.STAYS),
    WordRule("[иы]х$", v.HARD, v.STAYS, traps.RARE),
    WordRule("([ое]вич|янц|[аиуюя]к|[аоуя]н|[аи]р|ер[тг]|[аиу]с)$", AS_PYTROVICH),
    WordRule(one_of(_DISPUTED_STRESS), v.SIBILANT, v.HARD, traps.STRESS),
    WordRule(one_of(_STRESSED_PATRONYMICS), v.HARD),
    WordRule("[жчшщ]$", traps.male_sibilant),
    WordRule("[ея]ц$", traps.male_ets),
    WordRule("ць$", v.SOFT, v.STAYS, traps.FLEETING),
    WordRule("[жчшщ]ь$", v.SIBILANT_SOFT, v.STAYS, traps.NOUN_OR_POSSESSIVE),
    WordRule("ц$", v.SIBILANT),
    WordRule(rf"{VOWEL}.*(ок|ёк)$", traps.male_ok),
    WordRule("ь$", traps.male_soft),
    WordRule(".$", traps.male_consonant),
)

_MALE_RULES = (
    *_UNCHANGED_VOWELS,
    WordRule(one_of(_POSSESSIVE_LOOK_NOUNS), v.A_HARD),
    WordRule("[оеё]ва$", v.A_HARD, v.STAYS, traps.FEMALE_FORM),
    WordRule("[ая]я$", v.YA, v.STAYS, traps.FEMALE_FORM),
    WordRule("ина$", traps.male_ina),
    *_NOUNS_IN_A,
    *_MALE_ADJECTIVES,
    *_MALE_CONSONANTS,
)

_RULES = {M: _MALE_RULES, F: _FEMALE_RULES}
_LOOKS_LIKE_SURNAME = re.compile(rf"([оеё]ва?|[иы]на?|[ыои]й|ая|яя|ич|{VOWEL}.*[аиуюя]к|ян|[иы]х)$")


@remembered(8192)
def decline_surname(surname: str, gender: Gender, foreign: bool = False) -> FormsVerdict:
    """The verdict on a surname of one or more hyphenated parts.

    `foreign` says that the given name is a Western one: then -ин and -ов may be no Russian suffix.
    """
    *firsts, last = surname.split("-")
    parts = [_first_part(part, gender) for part in firsts]
    return join([*parts, _part(last, gender, foreign)], "-")


def _first_part(word: str, gender: Gender) -> FormsVerdict:
    lower = word.lower()
    if lower in FIXED_FIRST_PARTS:
        return settled(word, v.STAYS)
    verdict = _part(word, gender, foreign=False)
    known = _LOOKS_LIKE_SURNAME.search(lower) or by_dictionary(word, NamePart.SURNAME, gender)
    unchanged = v.STAYS.apply(word)
    if known or verdict.reason or verdict.forms == unchanged:
        return verdict
    return FormsVerdict(verdict.forms, unchanged, traps.UNKNOWN_FIRST)


def _part(word: str, gender: Gender, foreign: bool) -> FormsVerdict:
    if foreign and gender is M and re.search("([оеё]в|[иы]н)$", word.lower()):
        return disputed(word, v.HARD, v.POSSESSIVE, traps.FOREIGN_IN)
    return judge(word, _RULES[gender], NamePart.SURNAME, gender)
