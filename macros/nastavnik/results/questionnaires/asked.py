"""The questions of a book by everything an export may call them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from nastavnik.model.cells import header_key
from nastavnik.model.choices import AnswerType
from nastavnik.model.sheets import QuestionRow
from nastavnik.model.text import fold
from nastavnik.results.questionnaires.options import spellings_of
from nastavnik.results.questionnaires.titles import parted, spellings, title_key, without_tail

SURE = 0.93
"""From this likeness a title is the question; below it a person is asked."""
LIKE = 0.6
"""From this likeness the question is named as a guess."""
OTHER = frozenset(map(title_key, ("Другое", "Other", "Другое: что именно", "Свой вариант", "Иное")))
_SEVERAL = re.compile(r"можно (?:выбрать )?несколько", re.IGNORECASE)
_NEGATION = re.compile(r"\b(?:не|нет|без|ни)\b|\bне", re.IGNORECASE)


class Resemblance(NamedTuple):
    """The question most like a title, and how much."""

    question: QuestionRow | None
    likeness: float


@dataclass(frozen=True)
class AskedQuestions:
    """The questions of a book, to be found by what a file says."""

    rows: tuple[QuestionRow, ...]
    _known: dict[str, Resemblance] = field(default_factory=dict)

    @cached_property
    def by_code(self) -> Mapping[str, QuestionRow]:
        """Folded code → question."""
        return {fold(row.code): row for row in reversed(self.rows)}

    @cached_property
    def _by_title(self) -> Mapping[str, QuestionRow]:
        return {title_key(row.text): row for row in reversed(self.rows) if row.text}

    @cached_property
    def _by_text(self) -> Mapping[str, QuestionRow]:
        return {header_key(row.text): row for row in reversed(self.rows) if row.text}

    @cached_property
    def _by_part(self) -> Mapping[str, QuestionRow | None]:
        """Key of a row of a table of questions → its question, None where several have it."""
        return _unique((title_key(p), row) for row in self.rows for p in _part_of(row.text))

    @cached_property
    def _by_option(self) -> Mapping[str, QuestionRow | None]:
        """Folded option of a question with several choices → the question, None of two."""
        chosen = (row for row in self.rows if row.answer == AnswerType.SEVERAL)
        return _unique((option, row) for row in chosen for option in spellings_of(row))

    def titled(self, title: str) -> QuestionRow | None:
        """The question that a title names, whatever a service put around it."""
        tried = (*spellings(title), without_tail(title))
        named = (self._by_text.get(header_key(each)) or self._by_words(each) for each in tried)
        return next((row for row in named if row), None) or self._coded(title)

    def _by_words(self, title: str) -> QuestionRow | None:
        """The question of these words, whatever notes stand in brackets beside them."""
        row = self._by_title.get(title_key(title))
        says_several = row is not None and _SEVERAL.search(title) is not None
        return None if row and says_several and row.answer != AnswerType.SEVERAL else row

    def _coded(self, title: str) -> QuestionRow | None:
        """The question whose code is the title, or stands in front of it with a dot."""
        head = title.partition(".")[0].strip()
        return self.by_code.get(fold(title)) or (
            self.by_code.get(fold(head)) if re.search(r"\d", head) and " " not in head else None
        )

    def in_row(self, title: str) -> QuestionRow | None:
        """The question of which a title names the row only."""
        return self._by_part.get(title_key(title))

    def with_option(self, title: str) -> tuple[QuestionRow, str] | None:
        """The question with several choices, and the one of them that a title names."""
        for question, part in parted(title):
            row = self.titled(question)
            if row and row.answer == AnswerType.SEVERAL:
                return row, spellings_of(row).get(fold(part), part)
        row = self._by_option.get(fold(title))
        return (row, spellings_of(row)[fold(title)]) if row else None

    def like(self, title: str) -> Resemblance:
        """The question most like a title that names none."""
        if title not in self._known:
            self._known[title] = max(
                (self._likeness(spelling) for spelling in spellings(title)),
                key=lambda found: found.likeness,
            )
        return self._known[title]

    def _likeness(self, title: str) -> Resemblance:
        from rapidfuzz import fuzz, process

        texts = [fold(row.text) for row in self.rows]
        found = process.extractOne(fold(title), texts, scorer=fuzz.ratio)
        if found is None:
            return Resemblance(None, 0.0)
        row, likeness = self.rows[found[2]], found[1] / 100
        if len(_NEGATION.findall(title)) != len(_NEGATION.findall(row.text)):
            likeness = min(likeness, SURE - 0.01)
        return Resemblance(row, likeness)


def _part_of(text: str) -> Iterator[str]:
    if text.endswith("]") and "[" in text:
        yield text[text.rindex("[") + 1 : -1]


def _unique(pairs: Iterable[tuple[str, QuestionRow]]) -> dict[str, QuestionRow | None]:
    found: dict[str, QuestionRow | None] = {}
    for key, row in pairs:
        found[key] = None if key in found and found[key] is not row else row
    return found
