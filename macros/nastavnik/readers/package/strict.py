"""The «strict» spelling of Office's XML brought to the usual one, which libraries understand."""

from __future__ import annotations

import re

from nastavnik.readers.package.archive import Archive
from nastavnik.readers.package.outline import main_part

_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/([\w/]+)")
_RENAMED = {
    b"extendedProperties": b"extended-properties",
    b"customProperties": b"custom-properties",
}


def usual(xml: bytes) -> bytes:
    """The part with the names of the strict format in place of those of 2006."""
    return _STRICT.sub(_named, xml) if b"purl.oclc.org/ooxml" in xml[:_HEAD] else xml


_HEAD = 4096
"""Namespaces are declared at the root of a part."""


def _named(found: re.Match[bytes]) -> bytes:
    folder, slash, last = found[2].rpartition(b"/")
    what = folder + slash + _RENAMED.get(last, last)
    return b"http://schemas.openxmlformats.org/%b/2006/%b" % (found[1], what)


def usual_package(archive: Archive) -> bytes:
    """The package with every part in the usual spelling; the same bytes where its main one is."""
    main = main_part(archive)
    if main is None or main not in archive or b"purl.oclc.org/ooxml" not in archive.head(main):
        return archive.data
    names = [name for name in archive.names if name.endswith((".xml", ".rels"))]
    return archive.rewritten({name: usual(archive.read(name)) for name in names})
