"""What a request for help is about: areas of the bank of tasks, told by the stems of words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from nastavnik.model.choices import TaskArea
from nastavnik.model.memory import remembered
from nastavnik.model.text import fold
from nastavnik.russian.subjects import WORD, Subjects, stem

ALWAYS_THERE = frozenset({TaskArea.MEETING, TaskArea.GOAL, TaskArea.MIDDLE, TaskArea.SUMMARY})
"""Areas of tasks that every pair has: nobody asks for them."""

_SIGNS: Mapping[TaskArea, str] = {
    TaskArea.PAPERS: r"документ|журнал|рабоч\w+ программ|планировани|календарн\w+ план"
    r"|отч[её]тност|характеристик",
    TaskArea.METHODS: r"методик|методич|дидактик|оценивани|при[её]м\w* (?:обучени|работы)|проверк"
    r"\w* (?:работ|сочинени|тетрад)|(?:провод|планир|строит|вест|вед|постро|структур|анализ)\w*"
    r"\s+(?:\w+\s+)?урок|урок\w*|лабораторн",
    TaskArea.CLASS: r"классн\w+ (?:руковод|час|коллектив)|дисциплин|воспита|поведени|овз"
    r"|работ\w+ с классом|конфликт|тьютор",
    TaskArea.PARENTS: r"родител|собрани|семь[яёеи]",
    TaskArea.DIGITAL: r"цифр|икт|компьютер|платформ|сервис|электронн|презентаци|нейросет"
    r"|программировани|онлайн|интернет|искусственн\w+ интеллект",
    TaskArea.ATTESTATION: r"аттестац|категори",
    TaskArea.EXAM: r"егэ|огэ|впр|гиа|экзамен|итогов\w+ (?:аттестац|сочинени|собеседовани)",
    TaskArea.OLYMPIAD: r"олимпиад",
    TaskArea.GROWTH: r"квалификаци|самообразовани|конкурс\w*|профессиональн\w+ (?:рост|развити)",
    TaskArea.ADAPTATION: r"адаптац|адаптирова|новичк|новеньк|вхождени|вливани|традици|освоиться"
    r"|привыкн|влиться|порядк\w+ (?:\w+ )?школ|нов\w+ (?:школ|класс)|знакомств\w+ со? \w+ школ",
    TaskArea.MANAGEMENT: r"управлени|управлен|совещани|администр|руководител|завуч|нормативн"
    r"|приказ|кадров",
    TaskArea.STUDY: r"уч[её]б\w*|успеваемост|домашн|контрольн|пробел|подтянуть|неуспева|отстаю"
    r"|отстава|как учиться|тайм-менеджмент|планировать время|программировани",
    TaskArea.PROJECT: r"проект|исследован|исследоват|робототехник",
    TaskArea.SKILLS: r"выступ|публичн|лидер|оратор|команд|самопрезентац|резюме|собеседован"
    r"|организаторск|вожат|волонт[её]р|самоуправлени",
    TaskArea.RAPPORT: r"общени|общать|друз|друж|тревож|застенчив|уверенност|стесни|одино",
    TaskArea.PROFESSION: r"професс|профориент|предприяти|завод|специальност|инженер|медицин"
    r"|врач|it\b|производств",
    TaskArea.SAFETY: r"безопасност|охран\w* труда|инструктаж",
    TaskArea.CHOICE: r"поступлени|поступить|вуз|колледж|целев|выбор\w* (?:професси|пути|будущ)",
    TaskArea.PRACTICE: r"практик[аеиуо]й?\b|производственн\w+ практик|стажиров|практикум",
    TaskArea.CRAFT: r"мастерств|операци|станк|станок|сварк|рабоч\w+ професси|стандарт",
    TaskArea.JOB: r"трудоустройств|работодател|вакансии|портфолио",
}
_PATTERNS = {
    area: re.compile(rf"(?<!\w)(?:{signs})", re.IGNORECASE) for area, signs in _SIGNS.items()
}
_NOT_STUDY = frozenset({TaskArea.EXAM, TaskArea.OLYMPIAD})


def areas_of(text: str, known: Iterable[str], *, learner: bool = False) -> tuple[str, ...]:
    """The `known` areas that a request names, in the order in which it names them.

    A school subject that a learner names is a wish to learn it, unless an exam or an olympiad in
    it is meant. An area that a school has added is named by its own word.
    """
    return _areas_of(text, tuple(dict.fromkeys(known)), learner)


@remembered(1024)
def _areas_of(text: str, known: tuple[str, ...], learner: bool) -> tuple[str, ...]:
    folded = fold(text)
    places: dict[str, int] = {}
    for area in known:
        found = _place(folded, area)
        if found is not None and area not in ALWAYS_THERE:
            places[area] = found
    if learner and TaskArea.STUDY in known and _NOT_STUDY.isdisjoint(places):
        subject = next(Subjects.of(()).within(WORD.findall(folded)), None)
        if subject:
            places.setdefault(TaskArea.STUDY.value, len(folded))
    return tuple(sorted(places, key=places.__getitem__))


def _place(folded: str, area: str) -> int | None:
    """Where a folded text names an area; None where it does not."""
    signs = next((pattern for own, pattern in _PATTERNS.items() if own == area), None)
    pattern = signs or re.compile(rf"(?<!\w){re.escape(stem(fold(area)))}")
    found = pattern.search(folded)
    return found.start() if found else None
