"""The eight stages every roadmap comes down to, told by words of a title."""

from __future__ import annotations

import re
from operator import itemgetter

STAGES = {
    "E1": "Подготовка условий",
    "E2": "База наставляемых",
    "E3": "База наставников",
    "E4": "Отбор и обучение наставников",
    "E5": "Формирование пар и групп",
    "E6": "Работа пар и групп",
    "E7": "Завершение и мониторинг",
    "E8": "Информационная поддержка",
}
"""Canonical stages and what they are called here."""


_PAIRS = r"(наставническ\w+ )?(пар|групп|тандем)(?!\w* наставляем)"
_UP_TO_THREE_WORDS = r"\w*( [\w-]+){0,3} "
_REGISTER = (
    r"\b(баз|банк|реестр|выявлени|определени|поиск|набор|сбор|групп|спис(ок|к)|перечен|запрос|анкетир"
    r"|диагност)"
)
_REGISTER_OF = _REGISTER + _UP_TO_THREE_WORDS

_OF_TITLES = {
    "E7": (
        "заверш",
        r"подведени\w+ итог",
        "итогов",
        "заключительн",
        "аналитическ",
        "мониторинг",
        r"оценк\w+ (результ|эффект|качеств)",
        "анализ результ",
        "контрольн",
        "рефлексивн",
        "обобщающ",
        r"контрол\w* (за )?(реализаци|исполнени|выполнени|ход)",
    ),
    "E8": (
        r"информационн\w+ (поддержк|обеспеч|сопров|кампан)",
        "информационно.просвет",
        "освещени",
        "трансляци",
        "диссеминац",
        "популяриз",
    ),
    "E6": (
        r"реализаци\w+ (персонализ|индивидуал)",
        rf"организаци\w+ (хода|работы) {_PAIRS}",
        rf"работ\w+ {_PAIRS}",
        rf"сопровождени\w+ {_PAIRS}",
        r"организаци\w+ (хода|работы) наставническ\w+ программ",
        r"взаимодействи\w+ (наставник|(в )?пар)",
        r"^этап реализации|^основной \(\w+\) этап",
        r"^(основн|практическ|внедренческ|деятельностн|реализационн)\w+( этап)?$",
        r"^(реализаци|внедрени)\w+ программ\w+ наставничества$",
    ),
    "E5": (
        rf"(формировани|создани|образовани|закреплени|подбор|утверждени)\w* (и \w+ )?{_PAIRS}",
        r"закреплени\w* наставник",
    ),
    "E4": (
        r"(отбор|обучени|подготовк|выдвижени)\w*( и \w+)? (кандидат\w+ в )?наставник",
        "отбор и обучение",
        r"школ\w+ наставник",
        r"повышени\w+ квалификации наставник",
        r"обучени\w+ (кадров|участник)",
        r"методическ\w+ сопровожд\w+.*наставник",
    ),
    "E2": (rf"{_REGISTER_OF}(наставляем|молод\w+ (педагог|специалист))", r"отбор\w* наставляем"),
    "E3": (rf"{_REGISTER_OF}наставник", r"привлечени\w+ наставник"),
    "E1": (
        r"подготовк\w+ (условий|к|нормат)",
        "подготовительн",
        "проектировочн",
        r"разработк\w+ (локальн|нормативн)",
        r"нормативн\w*\W+правов",
        r"нормативн\w+ (обеспеч|баз)",
        r"созда\w+ (организационн\w+ )?условий",
        "запуск",
        "подготовка$",
        r"^организационн\w+( этап|$)",
    ),
}
"""Words of a title that speak for a stage; the first stage with a match is taken."""

_OF_ACTIVITIES = {
    "E8": (
        r"\bсайт",
        r"\bсоц\w*\.? сет",
        "медиа",
        "публикаци",
        "освещени",
        r"информационн\w+ (поддержк|кампан)",
        "стенд",
    ),
    "E7": (
        r"\bитог",
        "мониторинг",
        "рефлекси",
        r"обратн\w+ связ",
        "поощрени",
        "награжд",
        r"анкетировани\w+ участник",
        r"лучши\w+ практик",
        "конференци",
        "фестивал",
        r"отч[её]т",
    ),
    "E5": (
        rf"(формировани|создани|закреплени|утверждени|подбор)\w* (и \w+ )?{_PAIRS}",
        r"разработк\w+ (персонализ|индивидуал)",
        r"психолог\w*\W*(педагогич\w+ )?(сопров|поддерж)",
    ),
    "E6": (
        rf"работ\w+ (в )?{_PAIRS}",
        "встреч",
        r"посещени\w+ (урок|занят)",
        r"реализаци\w+ (персонал|индивид)",
        r"обмен\w* опыт",
    ),
    "E4": (
        r"(обучени|отбор)\w* наставник",
        r"методическ\w+ (материал|семинар|рекоменд)",
        r"школ\w+ наставник",
    ),
    "E2": (rf"{_REGISTER_OF}(наставляем|молод\w+ (педагог|специалист))", "дефицит"),
    "E3": (rf"{_REGISTER_OF}наставник", "собеседовани", r"привлечени\w+ наставник"),
    "E1": (
        "дорожн",
        "положени",
        "приказ",
        "нормативн",
        r"программ\w+ наставничества",
        "куратор",
        "ответственн",
        "педсовет",
        r"педагогическ\w+ совет",
        "вопрос",
        r"форм\w* и (вид|программ)",
        "информировани",
        r"\bцел\w+",
    ),
}
"""Words of an activity that speak for a stage; the match nearest to its start is taken."""


def _compiled(signs: dict[str, tuple[str, ...]]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((stage, re.compile("|".join(words))) for stage, words in signs.items())


_TITLE_SIGNS = _compiled(_OF_TITLES)
_ACTIVITY_SIGNS = _compiled(_OF_ACTIVITIES)
_FORMING = re.compile(rf"(формировани|создани|закреплени)\w* {_PAIRS}")


def canonical_of_title(title: str) -> str | None:
    """The stage a heading speaks of, E1 to E8; None where its words do not tell."""
    words = _folded(title)
    return next((stage for stage, signs in _TITLE_SIGNS if signs.search(words)), None)


def canonical_of_activity(*texts: str) -> str | None:
    """The stage an activity belongs to by its own words; None where they do not tell."""
    words = _folded(" ".join(texts))
    found = [
        (match.start(), stage) for stage, signs in _ACTIVITY_SIGNS if (match := signs.search(words))
    ]
    return min(found, key=itemgetter(0))[1] if found else None


def forms_pairs(text: str) -> bool:
    """Whether an activity is about forming pairs or groups."""
    return _FORMING.search(_folded(text)) is not None


def canonical_by_number(number: str | None, before: str | None, after: str | None) -> str | None:
    """The stage of a heading whose words do not tell, if its number fits those around it."""
    stage = f"E{number}"
    if stage not in STAGES or number is None:
        return None
    neighbours = (f"E{int(number) - 1}", f"E{int(number) + 1}")
    return stage if (before, after) == neighbours else None


def _folded(text: str) -> str:
    return text.lower().replace("ё", "е")
