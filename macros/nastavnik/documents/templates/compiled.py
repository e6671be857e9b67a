"""Compiled templates from one run to the next: to compile sixty costs more than to fill them.

`keep_with` says who keeps them; without a keeper nothing is kept. What is kept is code, so that a
keeper gives back only what it has kept itself for the same template.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import CodeType, MappingProxyType
from typing import NamedTuple, Protocol

from nastavnik.documents.templates.packing import PackedParts

LIBRARIES = ("nastavnik-", "jinja2-", "docxtpl-", "python-docx-", "lxml-")
"""What compiling goes through, ourselves among it where we are installed."""
_HERE = Path(__file__).parent
_OURS = (_HERE, _HERE.parent, _HERE.parents[1] / "readers")
_DIGEST = hashlib.sha256


class Part(NamedTuple):
    """A part of a template: its code, and the XML that it puts out as it stands.

    What was foreseen of it: whether it is sure to be well-formed, to have a paragraph in every
    cell and a row in every table, to need no fitting of tables, no company for signatures; and the
    words that each piece of `data` says.
    """

    code: CodeType
    data: tuple[bytes, ...]
    is_foreseen: bool = False
    is_complete: bool = False
    is_fitted: bool = False
    is_kept: bool = False
    said: Mapping[bytes, str] = MappingProxyType({})


class Compiled(NamedTuple):
    """A template as it is compiled, and the packed rest of its file.

    `names` are the first words of its tags, `loose` the parts in which charts would have to be
    declared; `is_plain` says that the library need not mend what was filled in.
    """

    parts: Mapping[str, Part]
    names: frozenset[str]
    package: PackedParts
    loose: Mapping[str, bytes]
    is_plain: bool


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


def find(template: bytes, setting: str) -> Compiled | None:
    """What was compiled of the template for this setting by the same program; None without it."""
    kept = _keepers[0].find(template, _name(template, setting))
    head = _seal()
    if kept is None or not kept.startswith(head):
        return None
    digest, content = kept[len(head) : len(head) + 32], kept[len(head) + 32 :]
    if digest != _DIGEST(content).digest():
        return None
    parts, names, package, loose, is_plain = marshal.loads(content)
    made = {name: Part(*part) for name, part in parts.items()}
    return Compiled(made, names, PackedParts(*package), loose, is_plain)


def keep(template: bytes, setting: str, made: Compiled) -> None:
    """Keep what was compiled, in nothing but what `marshal` knows."""
    parts = {name: (*part[:-1], dict(part.said)) for name, part in made.parts.items()}
    content = marshal.dumps(
        (parts, made.names, tuple(made.package), dict(made.loose), made.is_plain)
    )
    sealed = _seal() + _DIGEST(content).digest() + content
    _keepers[0].keep(template, _name(template, setting), sealed)


def _name(template: bytes, setting: str) -> str:
    return _DIGEST(_DIGEST(template).digest() + setting.encode()).hexdigest()[:32]


@cache
def _seal() -> bytes:
    """Tells this program from every other one, as Python does: by when its code was written.

    A portable folder may say of every file that it was written at one moment: hence our own version
    among those of what is installed.
    """
    code = [
        (each.name, status.st_size, status.st_mtime_ns)
        for folder in _OURS
        for each in os.scandir(folder)
        if each.name.endswith(".py")
        for status in (each.stat(),)
    ]
    about = (sorted(code), sorted(_installed()), sys.version)
    return _DIGEST(repr(about).encode()).digest()


def _installed() -> Iterator[str]:
    """Name and version of each of the libraries, as the folders of installed ones tell them."""
    for folder in filter(os.path.isdir, sys.path):
        for each in os.scandir(folder):
            spelt = each.name.lower().replace("_", "-")
            if spelt.endswith("-info") and spelt.startswith(LIBRARIES):
                yield spelt
