"""What a workbook keeps of texts that no cell shows any more: shared strings, notes, charts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from nastavnik.readers.package.archive import Archive
from nastavnik.readers.preflight.inspection import Facts

_STRING = re.compile(rb"<((?:\w+:)?)si(?:\s[^>]*)?(?:/>|>.*?</(?:\w+:)?si>)", re.DOTALL)
_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\bt=\"s\"[^>]*>(.*?)</(?:\w+:)?c>", re.DOTALL)
_VALUE = re.compile(rb"<(?:\w+:)?v>\s*(\d+)\s*</")
_TEXT = re.compile(rb">([^<>]+)<")


def purged(data: bytes, facts: Facts, without: Callable[[str], str]) -> bytes:
    """The workbook without shared strings that no cell shows; `without` mends other texts.

    Sheets themselves are left alone: they are patched cell by cell.
    """
    archive = Archive(data)
    strings = facts.outline.others.get("sharedStrings", "")
    sheets = {sheet.part for sheet in facts.outline.sheets}
    parts: dict[str, bytes] = {}
    if strings in archive:
        used = {number for part in sheets for number in _used(archive.read(part))}
        parts[strings] = _emptied(archive.read(strings), used)
    for name in facts.archive.names:
        if name.endswith(".xml") and name not in sheets and name != strings:
            xml = archive.read(name)
            if (mended := _TEXT.sub(lambda text: _mended(text, without), xml)) != xml:
                parts[name] = mended
    changed = {name: xml for name, xml in parts.items() if xml != archive.read(name)}
    return archive.rewritten(changed) if changed else data


def _used(xml: bytes) -> Iterator[int]:
    for cell in _CELL.finditer(xml):
        if value := _VALUE.search(cell[1]):
            yield int(value[1])


def _emptied(xml: bytes, used: set[int]) -> bytes:
    """The strings in their places, those that nothing shows without their text."""
    counter = iter(range(xml.count(b"<") + 1))

    def kept(string: re.Match[bytes]) -> bytes:
        return string[0] if next(counter) in used else b"<%ssi><%st/></%ssi>" % ((string[1],) * 3)

    return _STRING.sub(kept, xml)


def _mended(text: re.Match[bytes], without: Callable[[str], str]) -> bytes:
    try:
        said = text[1].decode()
    except UnicodeDecodeError:
        return text[0]
    return b">%s<" % without(said).encode()
