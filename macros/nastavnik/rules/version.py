"""The version of the rules as a whole: it changes whenever one of them does."""

from __future__ import annotations

import zlib

from nastavnik.model.text import counted
from nastavnik.rules.catalogue import RULES


def rules_version() -> str:
    """How many rules there are, and a mark of all that they declare."""
    declared = [(r.code, r.level.value, r.title, r.ground, r.remedy, r.parameter) for r in RULES]
    number = counted(len(RULES), "правило", "правила", "правил")
    return f"{number} ({zlib.crc32(repr(declared).encode()):08x})"
