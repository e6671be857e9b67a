"""Tags that stand for a whole paragraph, row or cell: words beside them would vanish."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from nastavnik.documents.templates.word_fields import W
from nastavnik.documents.values import Code, DocumentProblem, UnfitError

_WHOLE = re.compile(r"\{([{%#])(tr|tc|p)\s.*?[}%#]\}", re.DOTALL)
_PLACES = {"p": "абзаце", "tr": "строке таблицы", "tc": "ячейке таблицы"}
_SHOWN = 60


def refuse_words_beside_tags(tree: Any) -> None:
    """Nothing, if every tag for a whole paragraph, row or cell stands alone in it.

    Raises:
        UnfitError: words beside one would be missing in the document.
    """
    problems = list(_problems(tree))
    if problems:
        raise UnfitError(problems)


def _problems(tree: Any) -> Iterator[DocumentProblem]:
    for paragraph in tree.iter(f"{W}p"):
        for tag in _WHOLE.finditer(_words(paragraph, f"{W}p")):
            place = f"{W}{tag[2]}"
            whole = paragraph if tag[2] == "p" else next(paragraph.iterancestors(place), paragraph)
            beside = _words(whole, place).replace(tag[0], "", 1).strip()
            if beside:
                yield DocumentProblem(
                    Code.TEMPLATE,
                    f"рядом с тегом «{tag[0]}» стоит «{beside[:_SHOWN]}»: этого не было бы в "
                    "документе",
                    f"Оставьте тег в {_PLACES[tag[2]]} один, остальное перенесите",
                )


def _words(whole: Any, place: str) -> str:
    """What is written in a paragraph, row or cell, less those inside it."""
    texts = whole.iter(f"{W}t", f"{W}tab", f"{W}br")
    return "".join(
        (text.text or "") if text.tag == f"{W}t" else " "
        for text in texts
        if next(text.iterancestors(place), None) is whole
    )
