"""Which cell styles of a workbook show a date; the styles themselves are never changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from nastavnik.workbooks.ooxml.outline import Element, elements

_BUILT_IN_DATES = frozenset((*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)))
_LITERALS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


@dataclass(frozen=True, slots=True)
class DateStyles:
    """Numbers of the cell styles that show a date."""

    numbers: frozenset[int]

    def __contains__(self, style: int | None) -> bool:
        return style in self.numbers

    @property
    def first(self) -> int | None:
        """Any of them, None if the workbook has none."""
        return min(self.numbers, default=None)


@dataclass(frozen=True, slots=True)
class Dates:
    """How the workbook writes dates; `styles` is asked only when a date is written."""

    styles: Callable[[], DateStyles]
    date1904: bool


def date_styles(styles_xml: bytes) -> DateStyles:
    """The cell styles of this styles part whose number format has a day or a year."""
    found = elements(styles_xml)
    formats = {
        element.attributes["numFmtId"]
        for element in found
        if element.name == "numFmt" and _shows_date(element.attributes.get("formatCode", ""))
    }
    formats |= {str(number) for number in _BUILT_IN_DATES}
    return DateStyles(
        frozenset(
            number
            for number, style in enumerate(_cell_styles(found))
            if style.attributes.get("numFmtId") in formats
        )
    )


def _shows_date(code: str) -> bool:
    bare = _LITERALS.sub("", code.partition(";")[0]).lower()
    return "y" in bare or "d" in bare


def _cell_styles(found: list[Element]) -> list[Element]:
    """The `xf` elements directly after `cellXfs`: those of `cellStyleXfs` stand before it."""
    start = next((at for at, element in enumerate(found) if element.name == "cellXfs"), len(found))
    count = int(found[start].attributes.get("count", 0)) if start < len(found) else 0
    styles = [element for element in found[start:] if element.name == "xf"]
    return styles[:count] if count else styles
