"""What a document may be made of: one list for the parts of templates and of what is made of them.

A template is somebody's file: it may hold objects, scripts, notes and names of its editors. What
is in no list is refused, what only its editor needs is left out, the rest is taken over.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from enum import Enum

from nastavnik.readers.package.archive import Archive
from nastavnik.readers.package.loadable import loadable_package


class PartFate(Enum):
    """What becomes of a part of a template."""

    KEPT = "kept"
    LEFT_OUT = "left out"
    OURS = "only where we made it"
    REFUSED = "refused"


_PICTURE = r"(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|wdp)"
PARTS: tuple[tuple[PartFate, str], ...] = (
    (PartFate.KEPT, r"\[Content_Types\]\.xml|(?:.*/)?_rels/[^/]*\.rels|docProps/(?:core|app)\.xml"),
    (PartFate.KEPT, r"word/(?:document|styles|header|footer|footnotes|endnotes)\d*\.xml"),
    (
        PartFate.KEPT,
        r"word/(?:web[sS]ettings|settings|fontTable|numbering|stylesWithEffects)\d*\.xml",
    ),
    (PartFate.KEPT, r"word/theme/theme\d*\.xml|word/(?:charts|diagrams|drawings)/[^/]+\.xml"),
    (PartFate.KEPT, rf"word/(?:theme/|charts/|diagrams/)?media/[^/]+\.{_PICTURE}"),
    (PartFate.KEPT, r"word/fonts/[^/]+\.(?:odttf|ttf)"),
    (PartFate.LEFT_OUT, r"docProps/(?:custom\.xml|thumbnail\.\w+)|(?:customXml|docMetadata)/.*"),
    (PartFate.LEFT_OUT, r"word/(?:comments\w*|people|recipientData|customizations)\d*\.xml"),
    (PartFate.LEFT_OUT, r"word/(?:glossary|printerSettings)/.*|(?:_xmlsignatures|customUI)/.*"),
    (PartFate.OURS, r"word/embeddings/(?:chart\d+|Microsoft_Excel_\w+)\.xlsx"),
)
"""The first pattern that the name of a part fits says what becomes of it."""
_PARTS = tuple((fate, re.compile(pattern)) for fate, pattern in PARTS)

_LEFT_OUT_RELATIONS = frozenset(
    {
        *("attachedTemplate", "mailMergeSource", "mailMergeHeaderSource", "recipientData"),
        *("custom-properties", "thumbnail", "customXml", "origin", "extensibility"),
        *("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people"),
        *("glossaryDocument", "printerSettings", "keyMapCustomizations", "classificationlabels"),
    }
)
"""Last words of the types of relationships that only the editor of a template needs."""
_RELATIONSHIP = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*?(?:/>|>\s*</(?:\w+:)?Relationship>)")
_OVERRIDE = re.compile(rb"""<(?:\w+:)?Override\b[^>]*?\bPartName=["']/([^"']*)["'][^>]*>""")
_KIND = re.compile(rb"""\bType=["'][^"']*?/(\w[\w-]*)["']""")


def fate_of(name: str) -> PartFate:
    """What becomes of the part of this name."""
    fates = (fate for fate, pattern in _PARTS if pattern.fullmatch(name))
    return next(fates, PartFate.REFUSED)


def refused_parts(archive: Archive) -> Iterator[str]:
    """The parts that no template may hold."""
    for name in archive.names:
        is_folder = name.endswith("/")
        if not is_folder and fate_of(name) in {PartFate.REFUSED, PartFate.OURS}:
            yield name


def belongs_to_editor(relationship: bytes) -> bool:
    """Whether a relationship leads to something that only the editor of the template needs."""
    kind = _KIND.search(relationship)
    return kind is not None and kind[1].decode("utf-8", "replace") in _LEFT_OUT_RELATIONS


def relationships_of(rels: bytes) -> list[bytes]:
    """The elements of a part of relationships, as they are written."""
    return [found[0] for found in _RELATIONSHIP.finditer(rels)]


def without_editors_parts(content: bytes) -> bytes:
    """The package less what only the editor of the template needs; the same where there is none."""
    archive = Archive(content)
    gone = {name for name in archive.names if fate_of(name) is PartFate.LEFT_OUT}
    rels = {name: archive.read(name) for name in archive.names if name.endswith(".rels")}
    mended = {name: _less(xml) for name, xml in rels.items() if name not in gone}
    changed = {name: xml for name, xml in mended.items() if xml != rels[name]}
    if not (gone or changed):
        return content
    gone |= {name for name in rels if _owner(name) in gone}
    types = "[Content_Types].xml"
    if types in archive:
        changed[types] = _OVERRIDE.sub(
            lambda found: b"" if found[1].decode() in gone else found[0], archive.read(types)
        )
    kept = {name: xml for name, xml in changed.items() if name not in gone}
    return loadable_package(archive.rewritten(kept, without=gone))


def _less(rels: bytes) -> bytes:
    return _RELATIONSHIP.sub(lambda each: b"" if belongs_to_editor(each[0]) else each[0], rels)


def _owner(rels: str) -> str:
    """The part whose relationships a part holds."""
    folder, name = posixpath.split(rels)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))
