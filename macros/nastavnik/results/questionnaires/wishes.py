"""What a person said of the columns of a file, now and before; kept without titles and people."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from nastavnik.model.choices import SURVEYS
from nastavnik.model.errors import JobError
from nastavnik.model.sheets import AnswerRow
from nastavnik.model.text import fold, listed
from nastavnik.results.questionnaires.asked import AskedQuestions
from nastavnik.results.questionnaires.model import ColumnUse
from nastavnik.results.questionnaires.titles import title_key

AnswerMemory = Mapping[str, str]
"""Digest of the title of a column → what it was said to be, as `--map` takes it."""
NEW = "+"
"""Says that a column is a question that the book does not have yet."""
_DOUBLED = ("*2", "×2", "х2", "x2")
_USES: Mapping[str, ColumnUse] = {
    fold(AnswerRow.answered_on.title): ColumnUse.WHEN,
    fold(AnswerRow.who.title): ColumnUse.WHO,
    fold(AnswerRow.role.title): ColumnUse.ROLE,
    fold(AnswerRow.form.title): ColumnUse.FORM,
    fold(AnswerRow.kind.title): ColumnUse.KIND,
    fold(AnswerRow.other.title): ColumnUse.OTHER,
    **{fold(use.value): use for use in (ColumnUse.MAIL, ColumnUse.PHONE, ColumnUse.KEY)},
    "фио": ColumnUse.WHO,
}


class Target(NamedTuple):
    """What a column was said to be: `text` names a question, `times` is 2 for a scale to five."""

    text: str
    use: ColumnUse | None = None
    times: int = 1


@dataclass(frozen=True, slots=True)
class AnswerWishes:
    """What was said now (`titles`) and before (`memory`); `kind` holds for every file.

    `adds` says that questions which the book does not have are to be added to it.
    """

    titles: Mapping[str, str] = field(default_factory=dict)
    memory: AnswerMemory = field(default_factory=dict)
    kind: str = ""
    adds: bool = False

    @classmethod
    def said(
        cls, pairs: Iterable[str], memory: AnswerMemory, kind: str = "", *, adds: bool = False
    ) -> AnswerWishes:
        """The options of the command line, understood.

        Raises:
            JobError: one of them cannot be understood.
        """
        known = {fold(value): value for value in SURVEYS.values}
        if kind and fold(kind) not in known:
            raise JobError(f"Анкеты «{kind}» нет: бывают {listed(SURVEYS.values)}")
        return cls(dict(map(_pair, pairs)), memory, known.get(fold(kind), ""), adds)

    def of(self, title: str) -> Target | None:
        """What was said of a column; None where nothing was."""
        key = title_key(title)
        said = self.titles.get(key, self.memory.get(digest_of(title)))
        if said is None:
            return None
        times = 2 if said.lower().endswith(_DOUBLED) else 1
        text = said[:-2].strip() if times == 2 else said
        return Target(text, _USES.get(fold(text)), times)

    def refuse_unknown(self, asked: AskedQuestions) -> None:
        """Nothing, if every question named now is one of the book.

        Raises:
            JobError: one is not.
        """
        for said in self.titles.values():
            text = said[:-2].strip() if said.lower().endswith(_DOUBLED) else said
            if text not in ("", NEW) and fold(text) not in _USES and not asked.titled(text):
                raise JobError(
                    f"Вопроса «{text}» нет на листе «Вопросы»: укажите его код или текст "
                    f"(или «{NEW}», чтобы добавить вопрос из файла)"
                )

    def remembered(self, titles: Iterable[str]) -> dict[str, str]:
        """The memory with what was said of these titles; «+» is no longer needed next time."""
        said = {title: self.titles.get(title_key(title)) for title in titles}
        new = {digest_of(t): text for t, text in said.items() if text is not None and text != NEW}
        return {**self.memory, **new}


def _pair(text: str) -> tuple[str, str]:
    title, sign, target = text.rpartition("=")
    if not sign or not title.strip():
        raise JobError(
            f"Не понято: «{text}»; нужно «Заголовок в файле=код вопроса», например "
            "«Что понравилось?=Я9»; чтобы не брать столбец, после «=» ничего не пишите"
        )
    return title_key(title), target.strip()


def digest_of(title: str) -> str:
    """A key of a title from which it cannot be read."""
    return hashlib.sha256(title_key(title).encode()).hexdigest()[:24]
