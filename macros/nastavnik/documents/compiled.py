"""Compiled templates from one run to the next: to compile sixty costs more than to fill them.

`keep_with` says who keeps them; without a keeper nothing is kept. What is kept is code, so that a
keeper gives back only what it has kept itself for the same template.
"""

from __future__ import annotations

import hashlib
import marshal
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

LIBRARIES = ("jinja2", "docxtpl", "python-docx", "lxml")
"""What compiling goes through besides our own code."""
_OURS = (Path(__file__).parent, Path(__file__).parents[1] / "readers")
_DIGEST = hashlib.sha256


class Keeper(Protocol):
    """Keeps bytes for a template under a name."""

    def find(self, template: bytes, name: str) -> bytes | None:
        """What was kept, None where nothing was."""

    def keep(self, template: bytes, name: str, content: bytes) -> None:
        """Keep it, if this template is one of those whose code may be kept."""


class Nobody:
    """Keeps nothing."""

    def find(self, template: bytes, name: str) -> bytes | None:
        return None

    def keep(self, template: bytes, name: str, content: bytes) -> None:
        pass


_keepers: list[Keeper] = [Nobody()]
"""The one who keeps compiled templates now."""


def keep_with(keeper: Keeper) -> None:
    """Let somebody keep what is compiled from now on."""
    _keepers[:] = [keeper]


def find(template: bytes, setting: str) -> Any:
    """What was compiled of the template for this setting by the same program; None without it."""
    kept = _keepers[0].find(template, _name(template, setting))
    head = _seal()
    if kept is None or not kept.startswith(head):
        return None
    digest, content = kept[len(head) : len(head) + 32], kept[len(head) + 32 :]
    return marshal.loads(content) if digest == _DIGEST(content).digest() else None


def keep(template: bytes, setting: str, compiled: Any) -> None:
    """Keep something compiled: code objects, texts, bytes, and what holds them."""
    content = marshal.dumps(compiled)
    sealed = _seal() + _DIGEST(content).digest() + content
    _keepers[0].keep(template, _name(template, setting), sealed)


def _name(template: bytes, setting: str) -> str:
    return _DIGEST(_DIGEST(template).digest() + setting.encode()).hexdigest()[:32]


@cache
def _seal() -> bytes:
    """Tells this program from every other one by the code that compiles."""
    sources = [file.read_bytes() for folder in _OURS for file in sorted(folder.glob("*.py"))]
    ours = _DIGEST(b"".join(sources)).digest()
    versions = [f"{library} {version(library)}" for library in LIBRARIES]
    return _DIGEST(repr((ours, sys.version, versions)).encode()).digest()
