"""How form services spell the title of a column: codes in front, rows of tables, tails."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nastavnik.model.cells import header_key
from nastavnik.model.memory import remembered
from nastavnik.model.text import tidy

_CODE = re.compile(r"^([A-Za-z]\w*(?:\[\w+\])?)\s*\.\s+(?=\S)")
_NUMBER = re.compile(r"^\d{1,3}\s*[.)]\s*")
_NOTE = re.compile(
    r"\((?:можно (?:выбрать )?несколько[^()]*|выберите[^()]*|до \w+|не больше \w+|обязательно)\)",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s*\(?\b\d\)?$")
_BRACKETS = re.compile(r"^(.*\S)\s*\[([^\[\]]+)\]$", re.DOTALL)
_PARENTHESES = re.compile(r"^(.*\S)\s*\((.+)\)$", re.DOTALL)
_BETWEEN = ("/", ": ", " – ", " — ", " - ", ".")


@remembered(2**14)
def title_key(title: str) -> str:
    """A key that two spellings of a question share: no number, no note, no sign, no case."""
    bare = _NOTE.sub("", _NUMBER.sub("", tidy(title)))
    return header_key(bare) or header_key(title)


def spellings(title: str) -> Iterator[str]:
    """The title, and what is left of it without what a service puts in front or behind.

    «q03. Ваша роль» → «Ваша роль», «q03»; «О себе/Ваша роль» and «about-role» → their ends.
    """
    text = tidy(title)
    yield text
    if found := _CODE.match(text):
        text = text[found.end() :]
        yield text
        yield found[1]
    if "/" in text:
        yield text.rpartition("/")[2].strip()
    if " " not in text and "-" in text:
        yield text.rpartition("-")[2]


def without_code(title: str) -> str:
    """The title without the code of its question: «q03. Ваша роль» → «Ваша роль»."""
    return _CODE.sub("", tidy(title))


def without_tail(title: str) -> str:
    """The title without the number that a service gives the second of two equal ones."""
    return _TAIL.sub("", tidy(title))


def parted(title: str) -> Iterator[tuple[str, str]]:
    """Every way to read a title as a question and a row or an option of it, the surest first."""
    for text in dict.fromkeys((without_code(title), tidy(title))):
        for pattern in (_BRACKETS, _PARENTHESES):
            if found := pattern.match(text):
                yield found[1].strip(), found[2].strip()
        for mark in _BETWEEN:
            places = [found.start() for found in re.finditer(re.escape(mark), text)]
            for place in places:
                question, part = text[:place].strip(), text[place + len(mark) :].strip()
                if question and part:
                    yield question, part
