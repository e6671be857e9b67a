"""Names of produced files: Russian, sortable, safe on Windows, never twice the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from nastavnik.domain.folders import DOCUMENTS_FOLDER
from nastavnik.model.text import tidy

FOLDER = DOCUMENTS_FOLDER
LONGEST = 80
"""Letters of a name without its extension; ext4 holds 127 Cyrillic ones."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def safe_name(text: str) -> str:
    """The text as the name of a file or folder, without an extension; never empty."""
    visible = "".join(c for c in text if unicodedata.category(c) not in {"Cf", "Cs", "Co", "Cn"})
    clean = _FORBIDDEN.sub("-", unicodedata.normalize("NFC", tidy(visible)))
    short = clean[:LONGEST].strip(" .")
    if _RESERVED.fullmatch(short):
        return f"_{short}"
    return short or "Без названия"


def order_name(dated: date, number: str, heading: str) -> str:
    """The name of a registered order: «2026-09-01 № 15-ЛС О назначении наставников»."""
    return safe_name(f"{dated:%Y-%m-%d} № {number} {heading}")


class Paths:
    """Gives out paths under «Документы»; equal names are told apart by a number.

    Those that are `taken` belong to documents that nothing may replace.
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {path.casefold() for path in taken}

    def take(self, folder: str, name: str) -> str:
        """A path such as «Документы/Согласия/….docx», with «/» on every system."""
        base = f"{FOLDER}/{safe_name(folder)}/{safe_name(name)}"
        path, count = f"{base}.docx", 1
        while path.casefold() in self._taken:
            count += 1
            path = f"{base} ({count}).docx"
        self._taken.add(path.casefold())
        return path
