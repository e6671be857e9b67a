"""The «strict» spelling of Office's XML brought to the usual one, which libraries understand."""

from __future__ import annotations

import re

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
