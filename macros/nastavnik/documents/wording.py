"""What a produced file says, in words: to tell whether it has been changed, and in what."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from io import BytesIO

from nastavnik.model.text import tidy

KEPT_HYPHEN = "\N{NON-BREAKING HYPHEN}"
"""The hyphen at which no line ends: typesetting, so no change of the wording."""

ReadFile = Callable[[str], bytes | None]
"""Reads a file by its path beside the workbook; None where there is none."""

_BODY, _LARGEST = "word/document.xml", 50_000_000
_PARAGRAPH_OR_TEXT = re.compile(r"</w:p>|<w:(?:tab|br)/>|<w:t(?: [^>]*)?>([^<]*)</w:t>")
_SHOWN, _LONGEST = 2, 90


def paragraphs(document: bytes) -> tuple[str, ...] | None:
    """The filled paragraphs of a Word file, tables included; None where it is no such file."""
    try:
        with zipfile.ZipFile(BytesIO(document)) as archive:
            if archive.getinfo(_BODY).file_size > _LARGEST:
                return None
            body = archive.read(_BODY).decode("utf-8")
    except (zipfile.BadZipFile, KeyError, UnicodeDecodeError, NotImplementedError, OSError):
        return None
    return tuple(filter(None, map(_plain, _paragraphs(body))))


def _plain(line: str) -> str:
    """A line without what only its typesetting added."""
    return tidy(line).replace(KEPT_HYPHEN, "-")


def _paragraphs(body: str) -> Iterator[str]:
    words: list[str] = []
    for found in _PARAGRAPH_OR_TEXT.finditer(body):
        if found[0] == "</w:p>":
            yield "".join(words)
            words = []
        else:
            words.append(unescape(found[1]) if found[1] is not None else " ")


def fingerprint(document: bytes) -> str:
    """What tells one wording from another, whichever office saved the file; "" where there is none.

    Looks do not count: a school may set a document in another font.
    """
    import hashlib

    said = paragraphs(document)
    return "" if said is None else hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]


def differences(before: bytes, after: bytes) -> str:
    """Which paragraphs one file has and the other has not, in a sentence; "" where none."""
    old, new = (Counter(_telling(paragraphs(each) or ())) for each in (before, after))
    gone, come = list(old - new), list(new - old)
    return "; ".join(filter(None, (_quoted("исчезло бы", gone), _quoted("появилось бы", come))))


def _telling(lines: Iterable[str]) -> Iterator[str]:
    """The paragraphs without the numbers of rows, which every new row shifts."""
    return (line for line in lines if not line.isdecimal())


def _quoted(what: str, lines: list[str]) -> str:
    shown = ", ".join(
        f"«{line if len(line) <= _LONGEST else line[: _LONGEST - 1] + '…'}»"
        for line in lines[:_SHOWN]
    )
    more = f" и ещё {len(lines) - _SHOWN}" if len(lines) > _SHOWN else ""
    return f"{what} {shown}{more}" if lines else ""
