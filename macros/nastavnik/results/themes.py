"""What open answers are about: their words gathered under a few themes, people counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from nastavnik.domain.lemmas import readings
from nastavnik.model.sheets import AnswerRow
from nastavnik.model.text import fold
from nastavnik.russian.rules import words
from nastavnik.russian.subjects import WORD

THEMES: Mapping[str, frozenset[str]] = {
    "время": words(
        "время минута час занятость занятый успевать успеть некогда загруженность перегрузка "
        "нагрузка загруженный спешка срок выходной вечер торопиться"
    ),
    "расписание": words(
        "расписание график урок окно смена перемена день неделя понедельник вторник среда "
        "четверг пятница суббота совпадать пересекаться встречаться встреча"
    ),
    "доверие": words(
        "доверие доверять контакт отношение общение общаться дружба друг понимание понимать "
        "уважение спокойно спокойный доброжелательный комфорт комфортно стеснение стесняться "
        "страх бояться волнение волноваться конфликт терпение"
    ),
    "материалы": words(
        "материал методичка пособие конспект памятка сборник презентация учебник литература "
        "оборудование компьютер кабинет интернет программа образец шаблон ресурс"
    ),
    "поддержка": words(
        "поддержка поддерживать помощь помогать помочь совет советовать подсказать подсказка "
        "администрация завуч директор куратор психолог родитель коллега коллектив"
    ),
    "связь": words(
        "связь звонок чат сообщение почта телефон дистанционно онлайн расстояние далеко дорога "
        "переписка мессенджер видеосвязь"
    ),
    "навыки": words(
        "навык умение опыт знание учиться научиться научить план планировать планирование разбор "
        "анализ методика приём класс дисциплина уверенность уверенный оценивание олимпиада "
        "экзамен проект выступление самоанализ аттестация собрание"
    ),
    "бумаги": words(
        "бумага документ документация отчёт отчётность журнал согласие заполнять заполнение "
        "бланк справка приказ форма таблица"
    ),
}
"""Themes by name: the dictionary forms that speak of each."""
OTHER = "другое"
_SENSES = {name: frozenset(map(fold, forms)) for name, forms in THEMES.items()}


class Voice(NamedTuple):
    """A theme, or `OTHER`, and the answers about it; `people` is how many spoke of it."""

    theme: str
    answers: tuple[str, ...]
    people: int


def themes_of(text: str) -> tuple[str, ...]:
    """The themes that a text speaks of, those with more of its words first; none for others."""
    found = [readings(fold(word)) | {fold(word)} for word in WORD.findall(text)]
    hits = {
        name: sum(not senses.isdisjoint(forms) for senses in found)
        for name, forms in _SENSES.items()
    }
    return tuple(sorted((name for name in hits if hits[name]), key=lambda name: -hits[name]))


def voices(answers: Iterable[tuple[AnswerRow, str]]) -> Sequence[Voice]:
    """The answers by themes, those of most people first; an answer is counted in each of its own.

    What is about none of them comes last.
    """
    texts: dict[str, dict[str, None]] = {}
    people: dict[str, set[str]] = {}
    for row, text in answers:
        if _says_nothing(text):
            continue
        for theme in themes_of(text) or (OTHER,):
            texts.setdefault(theme, {})[text] = None
            people.setdefault(theme, set()).add(fold(row.who))
    found = [Voice(theme, tuple(said), len(people[theme])) for theme, said in texts.items()]
    return sorted(found, key=lambda voice: (voice.theme == OTHER, -voice.people, voice.theme))


_SAYS_NOTHING = frozenset(
    map(fold, words("нет не ничего никаких всё все ок хорошо нормально отлично было знаю"))
)


def _says_nothing(text: str) -> bool:
    """Whether an answer only says that there is nothing to say."""
    return _SAYS_NOTHING.issuperset(fold(word) for word in WORD.findall(text))
