"""The calculation chain: Excel calls a book damaged if it lists a cell without a formula."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

_ENTRY = re.compile(rb"<(?:\w+:)?c\s([^>]*?)/>")
_ATTRIBUTE = re.compile(rb'(\w+)="([^"]*)"')


def chain_without(xml: bytes, lost: Collection[tuple[str, str]]) -> bytes | None:
    """The chain without the (sheet id, address) of `lost`; None where nothing would be left."""
    kept = list(_kept(xml, lost))
    entries = list(_ENTRY.finditer(xml))
    if len(kept) == len(entries):
        return xml
    if not kept:
        return None
    return xml[: entries[0].start()] + b"".join(kept) + xml[entries[-1].end() :]


def _kept(xml: bytes, lost: Collection[tuple[str, str]]) -> Iterator[bytes]:
    """Entries that stay; an entry without a sheet id means that of the one before it."""
    sheet, last_written = b"", b""
    for entry in _ENTRY.finditer(xml):
        given = dict(_ATTRIBUTE.findall(entry[1]))
        sheet = given.get(b"i", sheet)
        if (sheet.decode(), given.get(b"r", b"").decode()) in lost:
            continue
        if b"i" in given or sheet == last_written:
            yield entry[0]
        else:
            yield entry[0].replace(b"/>", b' i="%b"/>' % sheet)
        last_written = sheet


def without_part(xml: bytes, tag: bytes, part_name: bytes) -> bytes:
    """A list of parts (`Override` or `Relationship` elements) less the one that names this part."""
    pattern = rb"<(?:\w+:)?%b\s[^>]*?%b\"[^>]*?/>" % (tag, re.escape(part_name))
    return re.sub(pattern, b"", xml)
