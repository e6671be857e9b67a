"""The digest that a file of ours bears of all the rest of itself, so that a change of it shows.

A page or a calendar is made again and again under one name; with a seal that still fits it may be
written over, without one it belongs to somebody.
"""

from __future__ import annotations

import re

BLANK_SEAL = "nastavnik-seal-" + "0" * 32
"""What a text holds where its seal is to be."""
_SEAL = re.compile(rb"nastavnik-seal-[0-9a-f]{32}")


def sealed(content: bytes) -> bytes:
    """The content with its seal in place of the blank one; unchanged where there is none."""
    if BLANK_SEAL.encode() not in content:
        return content
    return _SEAL.sub(_seal_of(content), content, count=1)


def is_sealed(content: bytes) -> bool:
    """Whether the content bears a seal, and is as it was when it was sealed."""
    found = _SEAL.search(content)
    return found is not None and found[0] == _seal_of(content)


def _seal_of(content: bytes) -> bytes:
    import hashlib

    blank = _SEAL.sub(BLANK_SEAL.encode(), content, count=1)
    return b"nastavnik-seal-" + hashlib.sha256(blank).hexdigest()[:32].encode()
