"""Headings of stages and sections: «1-й этап. …», «Раздел 2. …», «III. …»."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nastavnik.roadmap.stages import canonical_of_title
from nastavnik.roadmap.text import collapse, without_stop

_WORD = r"(?:этап|раздел|блок|модуль|направление|часть)"
_NUMBER = r"(\d{1,2}(?:\.\d{1,2})*|[IVXІ]{1,4})"
_JOINT = r"\s*[.:)–—-]*\s*"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_NUMBER}\s*[-–]?\s*(?:ый|ой|ий|й|ая|я|ое|е)?\s*{_WORD}(?!\w){_JOINT}(.*)",
        rf"{_WORD}\s*№?\s*{_NUMBER}(?!\w){_JOINT}(.*)",
        rf"{_NUMBER}\s*[.)]+(?!\d)\s*(.*)",
        rf"{_NUMBER}\s+(?=[А-ЯЁ])(.*)",
    )
)
_HAS_WORD = re.compile(rf"(?<!\w){_WORD}(?!\w)", re.IGNORECASE)
_ENDS_WITH_WORD = re.compile(rf"^(?:{_NUMBER}\s*[.)]+\s*)?[А-ЯЁ].*\bэтап$")
TITLE = re.compile(
    r"[«\"“(]*\s*(?:проект\s+)?[«\"“]?(?:дорожная\s+карта|комплекс\s+мер|план-график"
    r"|(?:(?:комплексн|перспективн|календарн|годов|примерн|сетев|рабоч|муниципальн|школьн)\w+\s+)*"
    r"план\w*\s+(?:мероприятий|работы|реализации|внедрения|основных)|календарный\s+план)",
    re.IGNORECASE,
)
"""How the title of a roadmap begins."""

_SHORT = 60
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a stage or a section; `outside` if it stands between rows, not in one."""

    number: str | None
    title: str
    place: str
    outside: bool = False


def read_heading(text: str, place: str, outside: bool = False) -> Heading:
    """The number and the title of a heading."""
    text = collapse(text)
    for pattern in _PATTERNS:
        if match := pattern.fullmatch(text):
            return Heading(match[1], without_stop(match[2]) or text, place, outside)
    return Heading(None, without_stop(text), place, outside)


def is_numbered_heading(text: str) -> bool:
    """Whether a line has the number of a heading: «1. …», «Раздел 2. …», «III. …»."""
    text = collapse(text)
    return len(text) <= _LONGEST and any(pattern.fullmatch(text) for pattern in _PATTERNS[:3])


def is_stage_heading(text: str) -> bool:
    """Whether a line is a heading by its own word: «3-й этап. …», «Раздел 2. …»."""
    text = collapse(text)
    short = len(text) <= _SHORT and _ENDS_WITH_WORD.search(text) is not None
    return short or any(pattern.fullmatch(text) for pattern in _PATTERNS[:2])


def is_heading(text: str) -> bool:
    """Whether a line is the heading of a stage by its number, its words or its capitals."""
    text = collapse(text)
    if not text or len(text) > _LONGEST:
        return False
    if is_numbered_heading(text) or _HAS_WORD.search(text):
        return True
    return text.isupper() or canonical_of_title(text) is not None
