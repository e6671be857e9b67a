"""What a field of a school's letter means: its name → one of our tags."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from nastavnik.documents.values import CASES
from nastavnik.model.patterns import FULL_NAME
from nastavnik.model.schema import CellKind, Column, Record
from nastavnik.model.sheets import Card, Mentee, Mentor, Pair
from nastavnik.model.text import fold, tidy
from nastavnik.people_import.columns.titles import scores
from nastavnik.people_import.roles.captions import side_in

SURE, LIKELY = 0.9, 0.6
SIDE_UNKNOWN = 0.85
"""What a likeness is worth where nothing says whose the field is, the mentor's or the mentee's."""
ROOT_OF: Mapping[type[Record], str] = {Mentor: "наставник", Mentee: "наставляемый"}

_CASE_WORDS = {
    "род": r"\bрод(?:ительн\w*)?\b|\bкого\b",
    "дат": r"\bдат(?:ельн\w*)?\b|\bкому\b",
    "вин": r"\bвин(?:ительн\w*)?\b",
    "тв": r"\bтв(?:орительн\w*)?\b|\bкем\b",
    "пр": r"\bпр(?:едложн\w*)?\b|\bо ком\b",
}
_CASE_NOISE = re.compile(r"\b(?:в|падеж\w*|пад)\b")
_SHORT = re.compile(r"\bинициал\w*|\bкратко\b|\bсокр\w*")
_EXACT: Mapping[str, str] = {
    "директор": "руководитель.фио",
    "фио директора": "руководитель.фио",
    "руководитель": "руководитель.фио",
    "фио руководителя": "руководитель.фио",
    "должность руководителя": "руководитель.должность",
    "куратор": "куратор.фио",
    "фио куратора": "куратор.фио",
    "должность куратора": "куратор.должность",
    "школа": "школа.полное_наименование",
    "оо": "школа.краткое_наименование",
    "организация": "школа.полное_наименование",
    "учреждение": "школа.полное_наименование",
    "наименование организации": "школа.полное_наименование",
    "наименование учреждения": "школа.полное_наименование",
    "наименование школы": "школа.полное_наименование",
    "адрес школы": "школа.адрес",
    "учебный год": "год.название",
    "год": "год.название",
    "номер": "документ.номер",
    "номер приказа": "документ.номер",
    "номер документа": "документ.номер",
    "приказ номер": "документ.номер",
    "дата": "документ.дата",
    "дата приказа": "документ.дата",
    "дата документа": "документ.дата",
    "срок": "пара.срок",
    "дата начала": "пара.начало",
    "дата окончания": "пара.окончание",
    "форма наставничества": "пара.форма",
}


class Guess(NamedTuple):
    """A tag with its filter, and whether a person need not be asked."""

    tag: str
    sure: bool


def guess(name: str, roots: Collection[str] = ()) -> Guess | None:
    """The tag that a field of this name stands for; None where nothing is like it.

    `roots` are the first words of the tags that the kind of document has, where it is known: a
    document about one person has «человек».
    """
    words = _words(name)
    case = next((c for c in CASES if c in _CASE_WORDS and re.search(_CASE_WORDS[c], words)), "")
    plain = tidy(_CASE_NOISE.sub(" ", re.sub(_CASE_WORDS[case], " ", words) if case else words))
    is_short = _SHORT.search(plain) is not None
    plain = tidy(_SHORT.sub(" ", plain))
    best = max(_candidates(plain, roots), default=None, key=lambda each: each[0])
    if best is None or best[0] < LIKELY:
        return None
    score, tag, takes_case = best
    filters = [case] if case and takes_case else []
    filters += ["кратко"] if is_short and takes_case else []
    is_whole = takes_case or not (case or is_short)
    return Guess(" | ".join([tag, *filters]), score >= SURE and is_whole)


def _words(name: str) -> str:
    """«ФИО_Наставника», «ДатаРождения» as words."""
    apart = re.sub(r"(?<=[а-яёa-z])(?=[А-ЯЁA-Z])|(?<=[А-ЯЁ]{3})(?=[а-яё])", " ", name)
    return fold(re.sub(r"[_.,;:()\[\]]+", " ", apart))


def _candidates(words: str, roots: Collection[str]) -> Iterator[tuple[float, str, bool]]:
    """Likeness, tag, and whether the tag can be put into a case."""
    if words in _EXACT:
        tag = _EXACT[words]
        yield 1.0, tag, tag.endswith((".фио", ".должность"))
    for sheet, root in ((Card, "школа"), (Pair, "пара")):
        for column in sheet.columns:
            if fold(column.title) == words and not column.refers:
                yield 1.0, f"{root}.{column.tag}", is_declined(column)
    side = side_in(words)
    for registry in (Mentor, Mentee):
        root = "человек" if "человек" in roots else ROOT_OF[registry]
        for name, score in scores(words, registry).items():
            meant = registry.named.get(name)
            if meant is not None and side in (registry, None):
                share = 1 if side is registry or root == "человек" else SIDE_UNKNOWN
                yield score * share, f"{root}.{meant.tag}", is_declined(meant)


def is_declined(column: Column) -> bool:
    """Whether a tag of the column can be put into a case."""
    return column.pattern is FULL_NAME or column.title.startswith("Должность")


def is_date(tag: str) -> bool:
    """Whether the tag is one of a date, which has filters of its own."""
    root, _, field = tag.partition(".")
    if tag == "документ.дата":
        return True
    records = {"школа": (Card,), "пара": (Pair,), "человек": (Mentor, Mentee)}
    for record in records.get(root, tuple(r for r, name in ROOT_OF.items() if name == root)):
        if any(column.tag == field and column.kind is CellKind.DATE for column in record.columns):
            return True
    return False
