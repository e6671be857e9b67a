"""Given names and patronymics."""

from __future__ import annotations

import re

from nastavnik.model.memory import remembered
from nastavnik.russian import verdicts as v
from nastavnik.russian.cases import Gender
from nastavnik.russian.rules import AS_PYTROVICH, WordRule, judge, one_of, words
from nastavnik.russian.verdicts import FormsVerdict, disputed, join, settled
from nastavnik.russian.voices import NamePart, by_rules

M, F = Gender.MALE, Gender.FEMALE

STRESS = "окончание зависит от ударения"
SHOTA = "имя склоняется не у всех"
SOFT_FEMALE = "женское имя на мягкий согласный: в документах часто не склоняют"
STRESSED_IYA = "имя на -ия под ударением: в дательном -ие или -ии"
SLAVIC_O = "славянское мужское имя на -о: склоняют не все"
UNKNOWN_FIRST_NAME = "двойное имя: склоняется ли первая часть"
NOT_PATRONYMIC = "отчество непривычного вида"

_SOFT_FEMALE_NAMES = """
    агарь астинь есфирь иезавель любовь рахиль руфь суламифь фамарь эсфирь юдифь
"""
_STRESSED_IYA_NAMES = """
    алия альфия асия галия гульфия закия зульфия лутфия магфия марзия нурия рабия разия рафия
    рузия сания сафия фания хадия шамсия
"""
_IYA_NAMES = """
    аврелия агния аксения аксиния алисия амалия амелия анастасия антония анфия аполлинария
    валерия вергилия виктория виргиния виталия гения гликерия глория дария евгения евдокия
    евлалия евлампия евпраксия евстолия евфимия евфросиния есения ефимия ефросиния зиновия
    идалия иулия иустиния калерия камелия капитолия кассия клавдия констанция корнелия ксения
    лавиния леокадия летиция ливия лидия лилия лия лукерия лукия мария марцелия мелания милания
    милия минодория мия наталия нонния октавия оливия олимпия офелия патриция пелагия поликсения
    пульхерия розалия саломия сильвия софия степания стефания таисия терезия ульяния устиния
    февралия феврония фелиция феодосия феофания филия фотиния цецилия эмилия юлия юния
    юстиния
"""
_SLAVIC_A_TYPE = "вавило гаврило данило ермило кирило михайло самойло"
_SLAVIC_O_TYPE = "дмитро иванко левко марко павло петро сашко юрко"

_DIMINUTIVES = """
    валек васек витек дымок игорек колек ленек сашок пашок юрок ванек женек мишок санек толек
"""

_EASTERN_FIRST = words("""
    абд абду абдул абу али ахмад ахмед бек гаджи ибрагим магомед мохаммад мохаммед мурад
    мухаммад мухаммед мухаммет нур саид сайд сейид султан умар хаджи хасан хусейн шах шейх юсуф
""")
_EASTERN_LAST = words("""
    али амин ахмад ахмед башир бек гаджи гирей заде ибрагим магомед мурад оол расул саид салам
    салах селим султан хаджи хан шарип эмин
""")
_EUROPEAN_FIRST = words("""
    август адам александр александра алиса альберт амалия ангелина андрей анна антон артур
    бернард вера виктор виктория вильгельм владимир вольфганг габриэль георг герман густав дарья
    доминик ева евгений екатерина елена елизавета иван иоганн ирина карл катарина кира клара
    констанция ксения лев лиза лилия луи луиза любовь людвиг лючия макс максим маргарита марина
    мария марк марта мартин матвей михаил наталья ника николь оливия ольга павел патрик петр
    пётр роза роман рудольф светлана симон софия софья тереза томас ульяна франц франческа
    фридрих фёдор шарлотта эва элеонора элизабет эмилия эрих эрнст юлия юрий ян яна
""")


def _soft_female(name: str) -> FormsVerdict:
    """«Айгуль», «Нинель»: proposes what pytrovich does with it."""
    if by_rules(name, NamePart.GIVEN, F)[1] == name:
        return disputed(name, v.STAYS, v.SOFT_FEMALE, SOFT_FEMALE)
    return disputed(name, v.SOFT_FEMALE, v.STAYS, SOFT_FEMALE)


def _diminutive(name: str) -> FormsVerdict:
    """«Игорёк», «Санек», «Сашок»: the vowel of the last syllable falls out."""
    fallen = name[:-2] + ("к" if name[-2] in "оО" else "ьк")
    return FormsVerdict((name, *v.HARD.apply(fallen)[1:]))


_MALE_RULES = (
    WordRule(one_of("шота"), v.STAYS, v.A_HARD, SHOTA),
    WordRule(one_of(_SLAVIC_A_TYPE), v.A_HARD, v.STAYS, SLAVIC_O),
    WordRule(one_of(_SLAVIC_O_TYPE), v.endings(1, "а у а ом е"), v.STAYS, SLAVIC_O),
    WordRule("[еёиоуыэю]$|[аеиоуыэюя]а$|^николя$", v.STAYS),
    WordRule("ья$", v.YA_STRESSED),
    WordRule(one_of("зия яхия"), v.IYA, v.YA_STRESSED, STRESSED_IYA),
    WordRule("ия$", v.IYA),
    WordRule("джа$", v.A_VELAR, v.A_SIBILANT, STRESS),
    WordRule("[жчшщ]а$", v.A_SIBILANT),
    WordRule("ца$", v.A_TS),
    WordRule("[иаы]ч$|[аеы]ш$", v.SIBILANT, v.HARD, STRESS),
    WordRule("[жчшщц]$", v.SIBILANT),
    WordRule("ёк$", _diminutive),
    WordRule(one_of(_DIMINUTIVES), _diminutive),
    WordRule("ек$", v.HARD),
    WordRule(".$", AS_PYTROVICH),
)

_FEMALE_RULES = (
    WordRule("[еёиоуыэю]$|[аеиоуыэюя]а$", v.STAYS),
    WordRule(one_of(_SOFT_FEMALE_NAMES), v.SOFT_FEMALE),
    WordRule("ь$", _soft_female),
    WordRule(one_of(_STRESSED_IYA_NAMES), v.YA_STRESSED, v.IYA, STRESSED_IYA),
    WordRule(one_of(_IYA_NAMES), v.IYA),
    WordRule("ия$", v.IYA, v.YA, STRESSED_IYA),
    WordRule("[жчшщ]а$", v.A_SIBILANT),
    WordRule("ца$", v.A_TS),
    WordRule(".$", AS_PYTROVICH),
)
_RULES = {M: _MALE_RULES, F: _FEMALE_RULES}

_STRESSED_PATRONYMICS = "ильич кузьмич лукич фомич"
_PATRONYMIC_RULES = {
    M: (
        WordRule(one_of(_STRESSED_PATRONYMICS), v.HARD),
        WordRule("[иы]ч$", v.SIBILANT),
        WordRule(".$", v.STAYS, reason=NOT_PATRONYMIC),
    ),
    F: (WordRule("на$", AS_PYTROVICH), WordRule(".$", v.STAYS, reason=NOT_PATRONYMIC)),
}


@remembered(8192)
def decline_given(name: str, gender: Gender) -> FormsVerdict:
    """The verdict on a given name; both parts of a Western double name, the last of an Eastern."""
    separator = "-" if "-" in name else " "
    *firsts, last = (
        judge(part, _RULES[gender], NamePart.GIVEN, gender) for part in name.split(separator)
    )
    words = name.lower().split(separator)
    if not firsts:
        return last
    unchanged = [settled(verdict.forms[0], v.STAYS) for verdict in firsts]
    if words[0] in _EASTERN_FIRST or words[-1] in _EASTERN_LAST:
        return join([*unchanged, last], separator)
    both = join([*firsts, last], separator)
    if words[0] in _EUROPEAN_FIRST:
        return both
    return FormsVerdict(both.forms, join([*unchanged, last], separator).forms, UNKNOWN_FIRST_NAME)


def decline_patronymic(patronymic: str, gender: Gender) -> FormsVerdict:
    """The verdict on a patronymic: «Ильич», «Кара-оолович»; both parts of a double one."""
    *firsts, last = patronymic.split("-")
    named = [
        _patronymic(part, gender) if _FULL.search(part.lower()) else settled(part, v.STAYS)
        for part in firsts
    ]
    return join([*named, _patronymic(last, gender)], "-")


_FULL = re.compile("([ео]вич|[ео]вна|ична|инична)$")


def _patronymic(word: str, gender: Gender) -> FormsVerdict:
    return judge(word, _PATRONYMIC_RULES[gender], NamePart.PATRONYMIC, gender)
