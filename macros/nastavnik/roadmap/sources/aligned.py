"""Tables that are only drawn, as on pages of a PDF: columns are told by blank strips."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from nastavnik.readers.blocks import Block, Line, Row
from nastavnik.roadmap.deadlines.grammar import read_deadline
from nastavnik.roadmap.layouts.columns import ColumnKind, kind_of_title
from nastavnik.roadmap.layouts.headings import is_heading, is_stage_heading

_TITLES = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        r"мероприят|содержан|действи",
        r"\bсрок|\bдата",
        r"ответствен|исполнит",
        r"результат|документ",
        r"№",
    )
)
_FEWEST_TITLES = 3
_CROSSED_SHARE = 0.12
"""In what part of the lines words may run across a strip between columns: headings do."""

_YEAR = re.compile(r"20\d\d|г\.|год|учебн")
_WIDE_GAP = re.compile(r"  +")
_HYPHENATED = re.compile(r"(?<=\w)- (?=[а-яё])")
_NUMERAL = re.compile(r"\d{1,2}(\.\d{1,2})*[.)]?")


class LineWord(NamedTuple):
    """A word of a page: from where to where it goes, and its text."""

    start: int
    end: int
    text: str


Words = Sequence[LineWord]
"""The words of one line, from left to right."""

Strip = tuple[int, int]


def is_drawn(text: str) -> bool:
    """Whether a text has a table whose columns are parted by blanks alone."""
    titles = (line for line in text.split("\n") if _has_titles(_words(line)))
    heading = next(titles, "")
    return not re.search(r"[\t|]", text) and len(_WIDE_GAP.findall(heading.strip())) > 1


def words_of_text(text: str) -> list[Words]:
    """The words of a text line by line; a letter is as wide as any other."""
    return [_words(line) for line in text.replace("\f", "\n").split("\n")]


def _words(line: str) -> Words:
    return [LineWord(match.start(), match.end(), match[0]) for match in re.finditer(r"\S+", line)]


def aligned_blocks(lines: Sequence[Words]) -> Iterator[Block]:
    """Lines above the table, then its rows; all lines if there is no such table."""
    first = next((n for n, line in enumerate(lines) if _has_titles(line)), len(lines))
    for number, line in enumerate(lines[:first], start=1):
        yield Line(_text(line), f"строка {number}")
    if first < len(lines):
        yield from _table(lines[first:], first + 1)


def _text(line: Words) -> str:
    return " ".join(word.text for word in line)


def _has_titles(line: Words) -> bool:
    text = _text(line)
    return sum(1 for title in _TITLES if title.search(text)) >= _FEWEST_TITLES


def _table(lines: Sequence[Words], number: int) -> Iterator[Block]:
    """The heading and the rows of a table, each of several lines."""
    height = next((n for n, line in enumerate(lines) if n and _begins_rows(line)), 1)
    strips = _columns(lines, height)
    yield Row(_cells(lines[:height], strips), f"строка {number}")
    kinds = [kind_of_title(_title(lines[:height], strip)) for strip in strips]
    told = (
        kinds.index(kind) if kind in kinds else None
        for kind in (ColumnKind.DEADLINE, ColumnKind.ACTIVITY)
    )
    for place, block in _gathered(lines[height:], strips, *told):
        yield _block(block, strips, f"строка {number + height + place}")


def _gathered(
    lines: Sequence[Words], strips: Sequence[Strip], time: int | None, deed: int | None
) -> Iterator[tuple[int, Sequence[Words]]]:
    """(place, lines) of each row: a row begins with a number, after a gap or after a heading.

    Where nothing numbers a row, it begins with a deadline and an activity of its own, in the
    columns `time` and `deed`.
    """
    first = 0
    for place, line in enumerate(lines):
        numbered = _opens(line) and _column(line[0], strips) == 0
        begins = numbered or not line or _spans(line, strips) or _is_signature(line)
        if not begins and time is not None and deed is not None:
            cells, above = _cells([line], strips), _cells(lines[first:place], strips)
            begins = cells[deed][:1].isupper() and _is_another(above[time], cells[time])
        if place > first and (begins or _spans(lines[place - 1], strips)):
            yield first, lines[first:place]
            first = place
    yield first, lines[first:]


def _is_another(above: str, text: str) -> bool:
    """Whether a line has a deadline of its own, not the rest of the one above it."""
    is_open = above.endswith((",", "-", "–")) or _YEAR.match(text)
    return not (is_open or read_deadline(above).trouble or read_deadline(text).trouble)


def _begins_rows(line: Words) -> bool:
    """Whether a line is the first below the heading of the table."""
    return _opens(line) or is_stage_heading(_text(line))


def _opens(line: Words) -> bool:
    """Whether a line begins with the number of a row or of a section."""
    return bool(line) and _NUMERAL.fullmatch(line[0].text) is not None


def _is_signature(line: Words) -> bool:
    """Whether a line has a blank for a signature, as below a table."""
    return any("___" in word.text for word in line)


def _block(lines: Sequence[Words], strips: Sequence[Strip], place: str) -> Block:
    """A row of the table; a heading that runs across its columns is one of a single cell."""
    text = " ".join(_text(line) for line in lines)
    if not text.strip() or _is_signature(lines[0]):
        return Line(text, place)
    if _spans(lines[0], strips):
        return Row((text, *[""] * (len(strips) - 1)), place)
    return Row(_cells(lines, strips), place)


def _spans(line: Words, strips: Sequence[Strip]) -> bool:
    """Whether a heading's words run across the edges of columns."""
    text, edges = _text(line), [start for start, _ in strips[1:]]
    if any(word.start < edge < word.end for word in line for edge in edges):
        return is_heading(text)
    wide = bool(line) and _column(line[0], strips) != _column(line[-1], strips)
    return _is_running(line) and (is_heading(text) if wide else is_stage_heading(text))


def _cells(lines: Sequence[Words], strips: Sequence[Strip]) -> tuple[str, ...]:
    """The text of each column, its lines joined."""
    cells: list[list[str]] = [[] for _ in strips]
    for line in lines:
        for word in line:
            cells[_column(word, strips)].append(word.text)
    return tuple(_HYPHENATED.sub("-", " ".join(cell)) for cell in cells)


def _column(word: LineWord, strips: Sequence[Strip]) -> int:
    """The column where a word begins."""
    return max((place for place, (start, _) in enumerate(strips) if start <= word.start), default=0)


def _columns(lines: Sequence[Words], height: int) -> list[Strip]:
    """(start, end) of each column; a strip whose heading names nothing goes to its neighbour."""
    merged: list[Strip] = []
    for strip in _strips([line for line in lines if line and not _is_running(line)]):
        if merged and kind_of_title(_title(lines[:height], strip)) in (None, ColumnKind.PERIOD):
            merged[-1] = (merged[-1][0], strip[1])
        else:
            merged.append(strip)
    return merged


def _title(lines: Sequence[Words], strip: Strip) -> str:
    """The title in a strip; its lines go on one another, as narrow columns break words."""
    return "".join(
        _cells([line], [(0, strip[0]), strip, (strip[1], strip[1])])[1] for line in lines
    )


def _is_running(line: Words) -> bool:
    """Whether a line is running text or a signature, which know nothing of columns."""
    gaps = [second.start - first.end for first, second in pairwise(line)]
    even = len(gaps) > 1 and max(gaps) <= 2 * min(gaps) + 1
    return even or _is_signature(line)


def _strips(lines: Sequence[Words]) -> list[Strip]:
    """Stretches between the places that hardly any line has a word at."""
    width = 1 + max(word.end for line in lines for word in line)
    crossed = [0] * (width + 1)
    for line in lines:
        for word in line:
            for place in range(word.start, word.end):
                crossed[place] += 1
    limit = _CROSSED_SHARE * len(lines)
    runs = groupby(range(width), key=lambda place: crossed[place] > limit)
    starts = [next(places) for filled, places in runs if filled]
    return list(pairwise([0, *starts[1:], width]))
