"""Packages that Office opens and libraries do not: relationships that lead to no part."""

from __future__ import annotations

import posixpath
import re

from nastavnik.readers.package.archive import Archive
from nastavnik.readers.package.outline import relationships

_RELATIONSHIP = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*?(?:/>|>\s*</(?:\w+:)?Relationship>)")
_IDENTIFIER = re.compile(rb"""\bId\s*=\s*["']([^"']*)["']""")


def loadable_package(content: bytes) -> bytes:
    """The package less the relationships whose target is missing; the same where there are none."""
    archive = Archive(content)
    mended = {}
    for rels in archive.names:
        if rels.endswith(".rels"):
            folder, name = posixpath.split(rels)
            part = posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))
            lost = {key for key, _, target in relationships(archive, part) if target not in archive}
            if lost:
                mended[rels] = _without(archive.read(rels), lost)
    return archive.rewritten(mended) if mended else content


def _without(rels: bytes, lost: set[str]) -> bytes:
    def kept(found: re.Match[bytes]) -> bytes:
        identifier = _IDENTIFIER.search(found[0])
        return b"" if identifier and identifier[1].decode() in lost else found[0]

    return _RELATIONSHIP.sub(kept, rels)
