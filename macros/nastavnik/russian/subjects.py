"""School subjects, in whatever form, abbreviation or derived word they are written.

No dictionary is loaded: a word is known by its stem, so that a check may ask here too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from nastavnik.model.memory import remembered
from nastavnik.model.text import fold

WORD = re.compile(r"[^\W_]+")
_ENDING = re.compile(
    "(?:иями|ями|ами|его|ого|ему|ому|ими|ыми|ией|ием|иям|иях|[аоеы]й|ий|[аоеюуиы]е|[ая]я|[ую]ю"
    "|[ыио]м|[ыи]х|[еая]м|[ая]х|[аеиоуыэюяйь])$|(?<=....)[ое]в$"
)
_WEAK = "аеиоуыэюяйь"
_LEAST = 3
"""Letters that a stem keeps."""

_NAMES = {
    "русский язык": "русский, русский язык, русск яз, рус яз, рус., русск., русяз, орфография, "
    "правописание, пунктуация",
    "литература": "литература, литературный, литературное чтение, художественная литература, "
    "русская литература, лит-ра, литра, лит.",
    "математика": "математика, математик, математический, матем., матеша, высшая математика",
    "алгебра": "алгебра, алгебраический",
    "геометрия": "геометрия, геометрический, стереометрия, планиметрия",
    "арифметика": "арифметика, арифметический, устный счёт",
    "статистика": "статистика, вероятность и статистика, теория вероятностей, тервер.",
    "информатика": "информатика, информатик, информатика и ИКТ, информ., инфа, "
    "информационные технологии",
    "физика": "физика, физик",
    "химия": "химия, химик, химический",
    "биология": "биология, биологический, ботаника, зоология",
    "география": "география, географический",
    "история": "история, историк, исторический, история России, всеобщая история, "
    "история Отечества",
    "обществознание": "обществознание, обществоведение, обществоведческий, обществ., общ-во",
    "право": "право, правоведение, основы права",
    "экономика": "экономика, экономический",
    "английский язык": "английский, английский язык, по-английски, англ яз, анг яз, англ., инглиш",
    "немецкий язык": "немецкий, немецкий язык, по-немецки, нем яз, немец яз",
    "французский язык": "французский, французский язык, по-французски, франц яз, фр яз, франц.",
    "испанский язык": "испанский, испанский язык, по-испански, исп яз",
    "китайский язык": "китайский, китайский язык, по-китайски, кит яз",
    "иностранный язык": "иностранный, иностранный язык, иностр яз, ин яз, иняз, второй "
    "иностранный язык",
    "начальные классы": "начальные классы, начальная школа, начальное образование, нач классы, "
    "нач школа, началка, младшие классы",
    "физическая культура": "физическая культура, физкультура, физкультурный, физ-культура, "
    "физ-ра, физ-ры, физ-ре, физ-ру, физ-рой, физра, физрук, "
    "физическое воспитание, физическая подготовка, физвоспитание, физподготовка, "
    "адаптивная физическая культура, ФК.",
    "труд": "труд, труды., трудовое обучение, трудовик, технология, труд технология, "
    "труд и технология",
    "музыка": "музыка, музыкальный, музыкант, музо.",
    "изобразительное искусство": "изобразительное искусство, изобразительная деятельность, "
    "ИЗО., рисование, рисовать, рисунок, живопись",
    "ОБЗР": "ОБЗР., ОБЖ., БЖД., НВП., основы безопасности и защиты Родины, безопасность и "
    "защита Родины, основы безопасности жизнедеятельности, безопасность жизнедеятельности, "
    "начальная военная подготовка",
    "МХК": "МХК., мировая художественная культура, история искусств, история искусства, "
    "искусствоведение",
    "ОРКСЭ": "ОРКСЭ., основы религиозных культур и светской этики, основы светской этики",
    "ОДНКНР": "ОДНКНР., основы духовно-нравственной культуры народов России, "
    "духовно-нравственная культура",
    "окружающий мир": "окружающий мир, окр мир, природоведение",
    "естествознание": "естествознание, естественные науки, естественно-научный",
    "дополнительное образование": "дополнительное образование, доп образование, допобразование",
    "психология": "психология, психолог, психологический",
    "логопедия": "логопедия, логопед, логопедический",
    "": "изо всех, с трудом, без труда, педагогические технологии, образовательные технологии, "
    "цифровые технологии, современные технологии, новые технологии, технологии обучения, "
    "технологии воспитания, технология обучения, русский народный, музыкальная культура, "
    "культура речи, иметь право, права ребёнка, права человека",
}
"""Subject → how people write it, separated by commas; one word may be any form of it. A word with a
full stop stands in exactly this form. Under "" stand phrases that look like a subject and are none.
"""

_PARTS: Mapping[str, tuple[str, ...]] = {
    "математика": ("алгебра", "геометрия", "арифметика", "статистика"),
    "обществознание": ("право", "экономика"),
    "естествознание": ("физика", "химия", "биология"),
    "иностранный язык": (
        "английский язык",
        "немецкий язык",
        "французский язык",
        "испанский язык",
        "китайский язык",
    ),
}
"""Subject → those that are parts of it: who teaches the whole teaches them, and the reverse."""


@remembered(8192)
def stem(word: str) -> str:
    """The part of a folded word that all its forms share: «историей» → «истор»."""
    cut = _ENDING.sub("", word, count=1).rstrip(_WEAK)
    return cut if len(cut) >= _LEAST else word


class FoundSubject(NamedTuple):
    """A subject in a row of words: those from `start` up to `end`."""

    start: int
    end: int
    subject: str


Phrase = tuple[str, ...]
"""The stems of its words; one that stands in exactly its form begins with «=»."""


@dataclass(frozen=True)
class Subjects:
    """The subjects that are known: those of every school, and those that a school has listed."""

    listed: tuple[str, ...] = ()

    @classmethod
    def of(cls, listed: Iterable[str]) -> Subjects:
        """The subjects with those of the list of a school."""
        return _known(tuple(listed))

    @cached_property
    def own(self) -> frozenset[str]:
        """The listed subjects that are not made of known ones."""
        return frozenset(fold(entry) for entry in self.listed if not _is_made_of_known(entry))

    def is_shared(self, word: str) -> bool:
        """Whether several subjects have this folded word in their names: «язык», «основы»."""
        return stem(word) in self._shared_stems

    @cached_property
    def _shared_stems(self) -> frozenset[str]:
        phrases = dict.fromkeys(p for found in self._phrases.values() for p, _ in found)
        counts = Counter(part for phrase in phrases if len(phrase) > 1 for part in set(phrase))
        return frozenset(part for part, count in counts.items() if count > 1)

    @cached_property
    def _phrases(self) -> Mapping[str, Sequence[tuple[Phrase, str]]]:
        """First stem → the phrases that begin with it, with their subjects."""
        named = [(phrase, subject) for subject in _NAMES for phrase in _NAMES[subject].split(", ")]
        named += [(phrase, phrase) for phrase in self.own]
        index: dict[str, list[tuple[Phrase, str]]] = {}
        for text, subject in named:
            phrase = tuple(_element(text, word) for word in WORD.findall(fold(text)))
            index.setdefault(phrase[0], []).append((phrase, subject))
        return index

    def within(self, words: Sequence[str]) -> Iterator[FoundSubject]:
        """The subjects in folded words, in order."""
        start = 0
        while start < len(words):
            found = self._at(words, start)
            if found and found.subject:
                yield found
            start = found.end if found else start + 1

    def _at(self, words: Sequence[str], start: int) -> FoundSubject | None:
        known = (self._phrases.get(key, ()) for key in (f"={words[start]}", stem(words[start])))
        fitting = (
            FoundSubject(start, start + len(phrase), subject)
            for phrases in known
            for phrase, subject in phrases
            if len(phrase) <= len(words) - start and all(map(_is, phrase, words[start:]))
        )
        return max(fitting, key=lambda found: found.end, default=None)

    def named_in(self, text: str) -> frozenset[str]:
        """The subjects that a text names, each with its parts."""
        found = self.within(WORD.findall(fold(text)))
        return frozenset(one for each in found for one in with_parts(each.subject))

    def listed_as(self, text: str) -> str:
        """The entry of the school's list that a text such as a post is about; "" for none."""
        named = self.named_in(text)
        fitting = (entry for entry in self.listed if self.named_in(entry) & named)
        return max(fitting, key=lambda entry: len(self.named_in(entry) & named), default="")


_TEACHES = re.compile("учител|преподавател|педагог|тренер|логопед|психолог", re.IGNORECASE)


def taught(subject: str, post: str) -> str:
    """What somebody teaches: the cell «Предмет», else a post that tells it, else ""."""
    return subject or (post if _TEACHES.search(post) else "")


def with_parts(subject: str) -> tuple[str, ...]:
    """A subject and those that are parts of it."""
    return (subject, *_PARTS.get(subject, ()))


def _element(text: str, word: str) -> str:
    return f"={word}" if text.endswith(".") else stem(word)


def _is(element: str, word: str) -> bool:
    return element == f"={word}" if element[0] == "=" else element == stem(word)


def _is_made_of_known(entry: str) -> bool:
    words = WORD.findall(fold(entry))
    covered = {place for f in _known(()).within(words) for place in range(f.start, f.end)}
    return all(place in covered or len(word) < _LEAST for place, word in enumerate(words))


@remembered(8)
def _known(listed: tuple[str, ...]) -> Subjects:
    return Subjects(listed)
