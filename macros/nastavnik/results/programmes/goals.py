"""The goal of a programme: what the mentee will do without help, how it is seen, and by when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from nastavnik.domain.programmes import TO_FILL
from nastavnik.model.choices import TaskArea
from nastavnik.model.sheets import BankTask

UNKNOWN = f"{TO_FILL}: цель]"
"""What stands in the place of a goal that no request tells."""
MOST = 3
"""A programme has at most so many goals."""

_ADULT: Mapping[str, str] = {
    TaskArea.PAPERS: "ведёт обязательные документы без возвратов",
    TaskArea.METHODS: "планирует и проводит урок",
    TaskArea.CLASS: "ведёт классное руководство и разбирает трудные случаи",
    TaskArea.PARENTS: "проводит родительские собрания",
    TaskArea.DIGITAL: "применяет на уроках цифровые сервисы",
    TaskArea.ATTESTATION: "готовит документы к аттестации",
    TaskArea.EXAM: "готовит класс к экзамену по своему плану",
    TaskArea.OLYMPIAD: "готовит участников олимпиады",
    TaskArea.GROWTH: "представляет свой опыт коллегам",
    TaskArea.ADAPTATION: "знает порядки школы и решает повседневные вопросы",
    TaskArea.MANAGEMENT: "готовит приказ и проводит совещание",
    TaskArea.PROJECT: "руководит проектами учеников",
    TaskArea.SKILLS: "выступает перед коллегами и родителями",
}
_LEARNER: Mapping[str, str] = {
    TaskArea.ADAPTATION: "ориентируется в школе и участвует в делах класса",
    TaskArea.STUDY: "выполняет задания по темам, которые не давались",
    TaskArea.EXAM: "решает экзаменационный вариант",
    TaskArea.OLYMPIAD: "решает олимпиадные задачи",
    TaskArea.PROJECT: "доводит проект до защиты",
    TaskArea.SKILLS: "выступает и отвечает за своё дело в команде",
    TaskArea.RAPPORT: "обращается к сверстникам и взрослым, когда нужно",
    TaskArea.PROFESSION: "называет три требования профессии и пробует её в деле",
    TaskArea.SAFETY: "соблюдает правила безопасности на площадке",
    TaskArea.CHOICE: "сравнивает варианты поступления и выбирает свой",
    TaskArea.PRACTICE: "проходит практику по согласованной программе",
    TaskArea.CRAFT: "выполняет рабочую операцию по стандарту",
    TaskArea.JOB: "обращается к работодателю со своим портфолио",
}


def goal_of(areas: Sequence[str], tasks: Iterable[BankTask], end: date, *, learner: bool) -> str:
    """The goal that the areas of a request and the tasks chosen for them make; else `UNKNOWN`."""
    skills = _LEARNER if learner else _ADULT
    signs: dict[str, str] = {}
    for task in tasks:
        if task.evidence:
            signs[task.area] = task.evidence
    parts = [
        f"{skills[area]} (признак — {signs[area]})"
        for area in areas
        if area in skills and area in signs
    ][:MOST]
    return f"К {end:%d.%m.%Y} наставляемый самостоятельно {'; '.join(parts)}" if parts else UNKNOWN
