"""No stale number: stored results of formulas that read a changed sheet are taken out.

The formula stays, and the office application works it out anew when it opens the book. Only the
stored result leaves the part, all other bytes stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from nastavnik.model.grid import Position, column_number
from nastavnik.workbooks.ooxml.formulas import FormulaVocabulary, References

_CELL = re.compile(
    rb"<(?P<prefix>(?:\w+:)?)c(?=[\s>])(?P<attributes>[^>]*)(?<!/)>(?P<body>.*?)</(?P=prefix)c>",
    re.DOTALL,
)
_FORMULA = re.compile(rb"<(?:\w+:)?f(?P<attributes>(?:\s[^>]*?)?)(?:/>|>(?P<text>[^<]*)<)")
_RESULT = re.compile(rb"<(?P<tag>(?:\w+:)?v)(?:\s[^>]*)?(?:/>|>[^<]*</(?P=tag)>)")
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*["']([^"']*)["']""")
_ADDRESS = re.compile(r"([A-Z]+)([0-9]+)")

Area = tuple[Position, Position]


@dataclass(frozen=True, slots=True)
class _Formula:
    """A formula and the bytes where its cell stands in the part; `fills` is an array's area."""

    sheet: str
    text: str
    span: tuple[int, int]
    fills: Area | None


def without_stale_results(
    parts: Mapping[str, bytes], changed: Iterable[str], words: FormulaVocabulary
) -> dict[str, bytes]:
    """Of `parts` (folded sheet title → sheet part) those that change, with stale results gone."""
    formulas = [formula for sheet, xml in parts.items() for formula in _formulas(sheet, xml)]
    stale = _stale(formulas, set(changed), words)
    fresh = {}
    for sheet, xml in parts.items():
        own = [formula for formula in stale if formula.sheet == sheet]
        emptied = _without_results(xml, own) if own else xml
        if emptied != xml:
            fresh[sheet] = emptied
    return fresh


def _stale(formulas: list[_Formula], changed: set[str], words: FormulaVocabulary) -> list[_Formula]:
    """Formulas that read a changed sheet, or one where a stale formula stands."""
    waiting = [(formula, words.references(formula.text, formula.sheet)) for formula in formulas]
    stale: list[_Formula] = []
    while True:
        left: list[tuple[_Formula, References]] = []
        for formula, reads in waiting:
            if reads.is_volatile or reads.sheets & changed:
                stale.append(formula)
            else:
                left.append((formula, reads))
        if len(left) == len(waiting):
            return stale
        waiting = left
        changed |= {formula.sheet for formula in stale}


def _formulas(sheet: str, xml: bytes) -> Iterator[_Formula]:
    if not re.search(rb"<(?:\w+:)?f[\s/>]", xml):
        return
    shared: dict[bytes, str] = {}
    for cell in _CELL.finditer(xml):
        found = _FORMULA.search(cell["body"])
        if found is None:
            continue
        attributes = dict(_ATTRIBUTE.findall(found["attributes"]))
        text = unescape((found["text"] or b"").decode("utf-8", "replace"))
        if attributes.get(b"t") == b"shared":
            text = shared.setdefault(attributes.get(b"si", b""), text) or text
        if attributes.get(b"t") == b"dataTable":
            text = "A1"  # such a table reads cells of its own sheet
        yield _Formula(sheet, text, cell.span(), _filled(attributes))


def _filled(attributes: Mapping[bytes, bytes]) -> Area | None:
    """The cells that an array formula fills besides its own."""
    reference = attributes.get(b"ref", b"").decode()
    if attributes.get(b"t") not in (b"array", b"dataTable") or ":" not in reference:
        return None
    first, last = (_ADDRESS.fullmatch(corner) for corner in reference.split(":"))
    if first is None or last is None:
        return None
    return (
        (int(first[2]), column_number(first[1])),
        (int(last[2]), column_number(last[1])),
    )


def _without_results(xml: bytes, stale: list[_Formula]) -> bytes:
    spans = {formula.span for formula in stale}
    areas = [formula.fills for formula in stale if formula.fills]
    if areas:
        spans |= {cell.span() for cell in _CELL.finditer(xml) if _is_filled(cell, areas)}
    pieces, at = [], 0
    for start, end in sorted(spans):
        pieces += [xml[at:start], _RESULT.sub(b"", xml[start:end])]
        at = end
    return b"".join([*pieces, xml[at:]])


def _is_filled(cell: re.Match[bytes], areas: list[Area]) -> bool:
    attributes = dict(_ATTRIBUTE.findall(cell["attributes"]))
    found = _ADDRESS.fullmatch(attributes.get(b"r", b"").decode())
    if found is None or _FORMULA.search(cell["body"]):
        return False
    row, column = int(found[2]), column_number(found[1])
    return any(
        top <= row <= bottom and left <= column <= right for (top, left), (bottom, right) in areas
    )
