"""The text in the bytes of a file, whatever a Russian office wrote it in.

The encoding is told here and not by a library: four Russian code pages are all that occurs, and
guessers made for a hundred languages err on lists of names.
"""

from __future__ import annotations

import re
from collections import Counter

_CODE_PAGES = ("cp1251", "cp866", "koi8-r", "mac-cyrillic")
_SAMPLE_BYTES = 100_000
_COMMON = frozenset("оеаинтсрвлкмдпуя")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def decode(content: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 with a mark or without, or a Russian code page."""
    if content.startswith(_WIDE_MARKS):
        return content.decode("utf-16", errors="replace")
    head = content[:_SAMPLE_BYTES]
    if wide := wide_encoding(head):
        return content.decode(wide, errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        page = max(_CODE_PAGES, key=lambda page: _russian(head.decode(page, errors="replace")))
        return content.decode(page, errors="replace")


def wide_encoding(head: bytes) -> str | None:
    """The encoding of a text of two bytes a letter that bears no mark; None for any other.

    A Russian letter has 4 and every other sign of a usual text 0 as its upper byte.
    """
    if len(head) < 2:
        return None
    pairs = head[: len(head) // 2 * 2]
    upper = {"utf-16-le": pairs[1::2], "utf-16-be": pairs[::2]}
    share = {name: sum(map(half.count, (0, 4))) / len(half) for name, half in upper.items()}
    best = max(share, key=lambda name: share[name])
    return best if share[best] > 0.9 and head.count(0) else None


def _russian(text: str) -> float:
    """How much the letters that are not Latin look like Russian words."""
    counts = Counter(text)
    good = sum(counts[letter] + counts[letter.upper()] / 4 for letter in _COMMON)
    odd = sum(n for letter, n in counts.items() if ord(letter) > 126 and not _is_usual(letter))
    upside_down = len(re.findall("[а-яё][А-ЯЁ]", text))
    return good - 3 * odd - 2 * upside_down


def _is_usual(letter: str) -> bool:
    return bool(re.match("[А-Яа-яЁё«»№–—…\u00a0’“”]", letter))
