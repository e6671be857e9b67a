"""A filled document looked at once more: what no document may hold, whatever its template was."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from lxml import etree

from nastavnik.documents.templates.template_parts import PartFate, fate_of
from nastavnik.documents.templates.word_fields import (
    TURNED_INTO_TEXT,
    W,
    field_problems,
    word_fields,
)
from nastavnik.documents.values import (
    FILL_IN,
    PLACEHOLDER,
    Code,
    DocumentProblem,
    holds_sign,
    holds_words,
    lines_to_look_at,
    template_problem,
)

_ALLOWED_PARTS = frozenset({PartFate.KEPT, PartFate.OURS})


def left_over(part: Any, *, draft: bool) -> Iterator[DocumentProblem]:
    """What is left in a filled part that should have been filled in, taken out or refused."""
    yield from field_problems(part)
    for paragraph in _perhaps_unfilled(part):
        text = _text_of(paragraph)
        left = PLACEHOLDER.search(text) or (None if draft else FILL_IN.search(text))
        if left:
            yield DocumentProblem(
                Code.PLACEHOLDER,
                f"в документе осталось место для заполнения: «{left[0]}»",
                "Впишите в книгу то, что здесь должно стоять, и сделайте документ снова",
                place=text[:80],
            )


def may_be_left(words: str) -> bool:
    """Whether a paragraph of a part may hold what should have been filled in; one stands a line."""
    return any(PLACEHOLDER.search(line) or FILL_IN.search(line) for line in lines_to_look_at(words))


def _text_of(paragraph: Any) -> str:
    return "".join(each.text or "" for each in paragraph.iter(f"{W}t"))


def _perhaps_unfilled(part: Any) -> Iterable[Any]:
    """The paragraphs that may hold a placeholder: each is looked through letter by letter."""
    texts = [(each, each.text) for each in part.iter(f"{W}t") if each.text]
    if holds_words("".join(text for _, text in texts)):
        return list(part.iter(f"{W}p"))
    signed = (each for each, text in texts if holds_sign(text))
    return dict.fromkeys(p for each in signed for p in each.iterancestors(f"{W}p"))


def document_problems(document: bytes, *, draft: bool = False) -> Iterator[DocumentProblem]:
    """All that is wrong with a finished document, whoever made it."""
    with zipfile.ZipFile(BytesIO(document)) as package:
        for name in package.namelist():
            if fate_of(name) not in _ALLOWED_PARTS:
                yield _wrong(f"лишняя часть «{name}»")
            elif name.startswith("word/") and name.endswith(".xml"):
                part = etree.fromstring(package.read(name))
                yield from left_over(part, draft=draft)
                yield from _structure(part)


def _structure(part: Any) -> Iterator[DocumentProblem]:
    for table in part.iter(f"{W}tbl"):
        if table.find(f"{W}tr") is None:
            yield _wrong("таблица без строк")
    for cell in part.iter(f"{W}tc"):
        if not len(cell) or cell[-1].tag not in {f"{W}p", f"{W}sdt"}:
            yield _wrong("ячейка без абзаца")
    if any(each.get(f"{W}author") is not None for each in part.iter(etree.Element)):
        yield _wrong("имя того, кто правил шаблон")
    if any(found.name in TURNED_INTO_TEXT for found in word_fields(part)):
        yield _wrong("поле, источника которого нет в документе")


def _wrong(what: str) -> DocumentProblem:
    return template_problem(f"в документе осталось лишнее: {what}")
