"""Words of requests and skills: every form of a word, and every synonym, counts as one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from nastavnik.model.text import fold

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer

WORD = re.compile(r"[^\W_]+")
_SERVICE = {"PREP", "CONJ", "PRCL", "NPRO", "INTJ", "PRED"}
_SAYS_NOTHING = frozenset(
    [
        "помощь",
        "помочь",
        "помогать",
        "нужный",
        "надо",
        "хотеть",
        "научить",
        "научиться",
        "учить",
        "учиться",
        "опыт",
        "работа",
        "работать",
        "умение",
        "навык",
        "уметь",
        "знание",
        "знать",
        "изучение",
        "вопрос",
        "разный",
        "другой",
        "свой",
        "весь",
        "год",
        "класс",
        "урок",
    ]
)


@cache
def _analyzer() -> MorphAnalyzer:
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer(lang="ru")


@lru_cache(maxsize=65536)
def lemma(word: str) -> str:
    """The dictionary form of a folded word: «проектов» → «проект»; "" for a word without matter."""
    if len(word) < 2 or word.isdigit():
        return ""
    parsed = _analyzer().parse(word)[0]
    normal = fold(parsed.normal_form)
    empty = parsed.tag.POS in _SERVICE or normal in _SAYS_NOTHING
    return "" if empty else normal


def lemmas(text: str, synonyms: Mapping[str, str]) -> dict[str, str]:
    """The words of a text: lemma → the word as it first stands there.

    `synonyms` maps a lemma to the one that stands for all of its group.
    """
    found: dict[str, str] = {}
    for word in WORD.findall(text):
        if normal := lemma(fold(word)):
            found.setdefault(synonyms.get(normal, normal), word)
    return found


def synonym_table(entries: Iterable[str]) -> dict[str, str]:
    """The synonyms of «Справочники» as lemma → first lemma of its entry."""
    table: dict[str, str] = {}
    for entry in entries:
        group = list(lemmas(entry, {}))
        table.update((word, group[0]) for word in group)
    return table
