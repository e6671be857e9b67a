"""How high a row has to be for its texts, in a file that no office application has seen yet."""

from __future__ import annotations

from collections.abc import Iterable

from nastavnik.model.letter_widths import LetterWidths

LINE, HIGHEST = 15.0, 409.0
"""Points of one line of Calibri 11, and the most that a row may have."""
SIZE, CHARACTER = 11.0, 5.25
"""Points of the font, and of one character of a column's width."""


_WIDTHS = LetterWidths(
    (
        (26, " \u00a0ijlI',.:;"),
        (34, "fJ()-[]{}t!`"),
        (40, "гrтsz/\\"),
        (44, 'зсхГcxL"'),
        (46, "уэkvyFS"),
        (48, "авкчьяЗagZ?|"),
        (50, "еёЕЁТeETY#*+<=>^_~–"),
        (52, "лРХKPX0123456789$«»"),
        (54, "бнопръБСУЬbdhnopquC"),
        (58, "дийцВКЧЭЯАBRAV"),
        (62, "ЛЪD"),
        (66, "фНПЦДИЙGHNU"),
        (68, "мыОOQ"),
        (74, "жФ&…w%шю"),
        (78, "щЫ"),
        (82, "mЖ"),
        (90, "МШЮЩMW@"),
        (92, "—"),
    ),
    other=0.7,
)
"""Letters of Calibri: parts of the size, rounded up."""
_BOLDER = 1.05


def row_height(cells: Iterable[tuple[str, float]], *, bold: bool = False) -> float:
    """Points for a row of wrapped cells, each a text and the width of its column in characters."""
    lines = max((lines_of(text, width, bold=bold) for text, width in cells), default=1)
    return min(HIGHEST, LINE * lines)


def lines_of(text: str, width: float, *, bold: bool = False) -> int:
    """So many lines the text takes in a column of this width."""
    room = width * CHARACTER / SIZE / (_BOLDER if bold else 1)
    return sum(_lines(line, room) for line in text.splitlines()) or 1


def _lines(text: str, room: float) -> int:
    """So many lines a paragraph takes where a line has room for so many sizes of the font."""
    lines, used = 1, 0.0
    for word in text.split(" "):
        wanted = _length(word)
        if used and used + wanted > room:
            lines, used = lines + 1, 0.0
        more = int(wanted / room) if wanted > room else 0
        lines += more
        used += wanted - more * room + _length(" ")
    return lines


def _length(text: str) -> float:
    return sum(map(_WIDTHS.__getitem__, text))
