"""Words of requests and skills: every form of a word, and every synonym, counts as one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from nastavnik.model.memory import remembered
from nastavnik.model.text import fold
from nastavnik.russian.rules import words
from nastavnik.russian.subjects import WORD, Subjects, with_parts
from nastavnik.russian.voices import analyzer

_PIECES = re.compile(r"[,;\n]")
_SERVICE = {"PREP", "CONJ", "PRCL", "NPRO", "INTJ", "PRED"}
_SAYS_NOTHING = words(
    """
    помощь помочь помогать нужный надо хотеть научить научиться учить учиться опыт работа работать
    умение навык уметь знание знать изучение вопрос разный другой свой весь год класс урок
    """
)
_ASKS_OR_OFFERS = _SAYS_NOTHING | words(
    """
    помощник нужно нуждаться хотеться желать любить мочь смочь нравиться обучить обучать обучение
    учеба освоить осваивать изучить изучать подтянуть подтягивать улучшить улучшать повысить
    повышать поднять исправить заниматься занятие разобраться разбираться объяснить объяснять
    понять понимать понимание преподавать преподавание преподаватель учитель педагог репетитор
    наставник вести подготовить подготовиться подготовка готовить готовиться консультировать
    консультация поддержка поддержать сопровождение тема предмет увлекаться увлечение
    интересоваться интерес интересный делать сделать проблема сложность трудность дополнительный
    язык основа школьный
    """
)
"""Words of a request or an offer that do not tell what it is about."""

Senses = frozenset[str]
"""What a word may mean: dictionary forms of all its readings, its synonyms, the subject it names.

Two words are about one thing where these have something in common.
"""
NO_SENSE: Senses = frozenset()


@remembered(4096)
def lemma(word: str) -> str:
    """The likeliest dictionary form of a folded word; "" for a word without matter."""
    parse = analyzer().parse(word)[0] if _is_matter(word) else None
    normal = fold(parse.normal_form) if parse and parse.tag.POS not in _SERVICE else ""
    return "" if normal in _SAYS_NOTHING else normal


def readings(word: str) -> Senses:
    """The dictionary forms of a folded word: «проектов» → «проект»; none without matter.

    One that the dictionary lacks stands for itself too.
    """
    if not _is_matter(word):
        return NO_SENSE
    parses = analyzer().parse(word)
    found = frozenset(fold(parse.normal_form) for parse in parses)
    if parses[0].tag.POS in _SERVICE or found & _ASKS_OR_OFFERS:
        return NO_SENSE
    return found if parses[0].is_known else found | {word}


def _is_matter(word: str) -> bool:
    return len(word) > 1 and not word.isdigit()


class Word(NamedTuple):
    """A word, or several that name a subject, as written, and what it may mean."""

    written: str
    senses: Senses


@dataclass(frozen=True)
class Vocabulary:
    """How the words of one school are understood; what it has read it keeps, as long as it lives.

    `synonyms` are groups of senses that mean the same: sense → the signs of its groups.
    """

    subjects: Subjects = field(default_factory=Subjects)
    synonyms: Mapping[str, Senses] = field(default_factory=dict)
    _pieces: dict[str, tuple[Word, ...]] = field(default_factory=dict, repr=False)
    _readings: dict[str, Senses] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, subjects: Iterable[str], entries: Iterable[str]) -> Vocabulary:
        """The vocabulary of a school's lists of subjects and of synonyms."""
        plain = cls(Subjects.of(subjects))
        synonyms: dict[str, Senses] = {}
        for entry in entries:
            sign = frozenset([f"синонимы: {entry}"])
            for sense in {sense for word in plain.words(entry) for sense in word.senses}:
                synonyms[sense] = synonyms.get(sense, NO_SENSE) | sign
        return cls(plain.subjects, synonyms)

    def words(self, text: str) -> tuple[Word, ...]:
        """The words of a text that matter, each thing once, in order."""
        found: list[Word] = []
        said: Senses = NO_SENSE
        for piece in _PIECES.split(text):
            for word in self._of_piece(piece):
                if said.isdisjoint(word.senses):
                    found.append(word)
                    said |= word.senses
        return tuple(found)

    def senses(self, text: str) -> Senses:
        """Everything that the words of a text may mean."""
        pieces = map(self._of_piece, _PIECES.split(text))
        return NO_SENSE.union(*(word.senses for piece in pieces for word in piece))

    def _of_piece(self, piece: str) -> tuple[Word, ...]:
        known = self._pieces.get(piece)
        if known is None:
            written = WORD.findall(piece)
            found = self._read(written, [fold(word) for word in written])
            known = self._pieces[piece] = tuple(
                Word(word, self._with_synonyms(senses)) for word, senses in found if senses
            )
        return known

    def _read(self, written: Sequence[str], words: Sequence[str]) -> list[Word]:
        found: list[Word] = []
        done = 0
        for start, end, subject in self.subjects.within(words):
            found += map(Word, written[done:start], map(self._reading, words[done:start]))
            found += self._subject(subject, written[start:end], words[start:end])
            done = end
        return [*found, *map(Word, written[done:], map(self._reading, words[done:]))]

    def _subject(self, subject: str, written: Sequence[str], words: Sequence[str]) -> list[Word]:
        """A known subject is one thing; of a school's own each word counts that only it has."""
        if subject not in self.subjects.own:
            return [Word(" ".join(written), frozenset(map(_sign, with_parts(subject))))]
        own = [
            Word(word, self._reading(folded))
            for word, folded in zip(written, words, strict=True)
            if not self.subjects.is_shared(folded) and self._reading(folded)
        ]
        return own or [Word(" ".join(written), frozenset([_sign(subject)]))]

    def _reading(self, word: str) -> Senses:
        known = self._readings.get(word)
        if known is None:
            known = self._readings[word] = readings(word)
        return known

    def _with_synonyms(self, senses: Senses) -> Senses:
        return senses.union(*(self.synonyms.get(sense, NO_SENSE) for sense in senses))


def _sign(subject: str) -> str:
    """A subject among senses: no dictionary form looks so."""
    return f"предмет: {subject}"
