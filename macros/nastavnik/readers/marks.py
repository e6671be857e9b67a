"""What a sheet of Excel says of its cells beside values: hidden rows, struck out text, comments.

openpyxl would tell it too, but gives a whole workbook up for one style that it finds odd.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from nastavnik.model.grid import Position, position
from nastavnik.readers.limits import MAX_PART_BYTES
from nastavnik.readers.package.archive import Archive
from nastavnik.readers.package.outline import relationships
from nastavnik.readers.preflight.inspection import Facts
from nastavnik.readers.sheet import Marks

_MARKED = re.compile(rb"""<(?:\w+:)?(?:(?:row|col)\s[^>]*\bhidden\s*=\s*["'](?:1|true)|strike\b)""")
_OFF = ("0", "false")


def marks_of(facts: Facts) -> dict[str, Marks]:
    """Title → marks of each sheet that has any."""
    archive, parts = facts.archive, facts.outline.others
    struck = _Struck(
        _struck_styles(archive, parts.get("styles", "")),
        _struck_strings(archive, parts.get("sharedStrings", "")),
    )
    found = {}
    for title in facts.titles:
        part = facts.sheet(title).part
        comments = dict(_comments(archive, part))
        if comments or struck.styles or struck.strings or _has(archive, part):
            hidden, crossed = _of_sheet(archive, part, struck)
            unseen = frozenset(_hidden_columns(archive, part))
            found[title] = Marks(frozenset(hidden), frozenset(crossed), comments, unseen)
    return found


class _Struck(NamedTuple):
    """What of a workbook is struck out: styles of cells and shared texts, by their numbers."""

    styles: Collection[int]
    strings: Collection[int]


def _has(archive: Archive, part: str) -> bool:
    """Whether a part speaks of what is hidden or struck out."""
    if part not in archive:
        return False
    return any(_MARKED.search(block) for block in archive.blocks(part, MAX_PART_BYTES))


def _elements(archive: Archive, part: str, *names: str) -> Iterator[Any]:
    """The elements of these names in the order of their ends; each is emptied afterwards."""
    from lxml import etree

    source = io.BytesIO(archive.read(part, MAX_PART_BYTES))
    tags = [f"{{*}}{name}" for name in names]
    for _, node in etree.iterparse(source, tag=tags, resolve_entities=False, no_network=True):
        yield node
        node.clear()


def _is_on(node: Any) -> bool:
    return node is not None and node.get("val") not in _OFF


def _struck_styles(archive: Archive, part: str) -> frozenset[int]:
    """The numbers of the styles of cells whose font is struck out."""
    if not _has(archive, part):
        return frozenset()
    fonts, styles = list[bool](), list[int]()
    for node in _elements(archive, part, "fonts", "cellXfs"):
        if node.tag.endswith("}fonts"):
            fonts = [_is_on(font.find("{*}strike")) for font in node]
        else:
            styles = [int(style.get("fontId", 0)) for style in node]
    struck = {number for number, is_struck in enumerate(fonts) if is_struck}
    return frozenset(number for number, font in enumerate(styles) if font in struck)


def _struck_strings(archive: Archive, part: str) -> frozenset[int]:
    """The numbers of the shared texts all of whose pieces are struck out."""
    if not _has(archive, part):
        return frozenset()
    texts = enumerate(_elements(archive, part, "si"))
    return frozenset(number for number, text in texts if _is_struck(text))


def _is_struck(text: Any) -> bool:
    """Whether a text has pieces of its own formats, and all with words are struck out."""
    pieces = [p for p in text.findall("{*}r") if (p.findtext("{*}t") or "").strip()]
    return bool(pieces) and all(_is_on(piece.find("{*}rPr/{*}strike")) for piece in pieces)


def _of_sheet(archive: Archive, part: str, struck: _Struck) -> tuple[set[int], set[Position]]:
    """(rows that are hidden, cells that are struck out)."""
    hidden, crossed, number = set[int](), set[Position](), 0
    for row in _elements(archive, part, "row"):
        number = int(row.get("r", number + 1))
        if row.get("hidden", "0") not in _OFF:
            hidden.add(number)
        crossed |= {
            position(cell.get("r"))
            for cell in row
            if cell.get("r") and len(cell) and _is_cell_struck(cell, struck)
        }
    return hidden, crossed


_WIDEST = 16_384


def _hidden_columns(archive: Archive, part: str) -> Iterator[int]:
    """The columns that nobody sees, from 0."""
    for about in _elements(archive, part, "col"):
        if about.get("hidden", "0") not in _OFF:
            first, last = int(about.get("min", 1)), int(about.get("max", 0))
            yield from range(first - 1, min(last, _WIDEST))


def _is_cell_struck(cell: Any, struck: _Struck) -> bool:
    if int(cell.get("s", 0)) in struck.styles:
        return True
    if cell.get("t") == "s":
        return int(cell.findtext("{*}v") or -1) in struck.strings
    inline = cell.find("{*}is")
    return inline is not None and _is_struck(inline)


def _comments(archive: Archive, sheet: str) -> Iterator[tuple[Position, str]]:
    for _, kind, part in relationships(archive, sheet):
        if kind == "comments" and part in archive:
            for comment in _elements(archive, part, "comment"):
                text = "".join(node.text or "" for node in comment.iter("{*}t")).strip()
                if text and comment.get("ref"):
                    yield position(comment.get("ref")), text
