"""How much is tried: enough to notice in the quick run, everything where NASTAVNIK_DEEP is set."""

from __future__ import annotations

import os

IS_DEEP = bool(os.environ.get("NASTAVNIK_DEEP"))


def tries(everything: int, *, quick: int) -> int:
    """How many examples, seeds or files are tried; the quick run takes the first of a row."""
    return everything if IS_DEEP else quick
