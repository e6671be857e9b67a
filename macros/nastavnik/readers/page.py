"""Words on a page and how they stand: lines, runs of words, the text of a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from nastavnik.russian.voices import parses


class PageWord(NamedTuple):
    """A word and the box around it; everything is counted from the upper left, in points."""

    left: float
    top: float
    right: float
    bottom: float
    text: str

    @property
    def height(self) -> float:
        """How high the box is: about the size of the type."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Where the box is halfway from top to bottom."""
        return (self.top + self.bottom) / 2


Words = Sequence[PageWord]
"""The words of one line, or of one run in it, from left to right."""

GAP = 0.6
"""Words further apart than so many heights stand in different columns."""
_FEWEST_GAPS, _UNEVEN = 3, 1.0
_LEAST_MARGINS = 10.5
"""Two cells side by side keep their words so far apart, in points."""
_OPENS_ITEM = re.compile(r"[-–—•*·]$|(?:\d{1,2}\.)*\d{1,2}[.)](?:$|(?=[А-ЯЁ]))")
_BREAKS_AFTER = re.compile(r"\w[-/]$|\w\u00ad$")
"""A line may end inside what these signs join."""


def lines_of(words: Sequence[PageWord]) -> list[list[PageWord]]:
    """The words line by line, from top to bottom; words whose middles are level make a line."""
    lines: list[list[PageWord]] = []
    for word in sorted(words, key=lambda word: word.middle):
        if lines and word.middle - lines[-1][0].middle < word.height / 2:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line) for line in lines]


def runs_of(line: Words) -> list[list[PageWord]]:
    """The words of a line in runs, which wide gaps part; even gaps are those of a set line."""
    gaps = [second.left - first.right for first, second in pairwise(line)]
    is_set = len(gaps) >= _FEWEST_GAPS and max(gaps) - min(gaps) < _UNEVEN
    if is_set and max(gaps) < _LEAST_MARGINS:
        return [list(line)]
    runs: list[list[PageWord]] = []
    for word in line:
        if runs and word.left - runs[-1][-1].right < GAP * word.height:
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def text_of(line: Words) -> str:
    """A line of text; two blanks where a wide gap is."""
    return "  ".join(" ".join(word.text for word in run) for run in runs_of(line))


def cell_text(lines: Sequence[Words], edge: float) -> str:
    """The text of a cell whose words do not pass beyond `edge`.

    A line goes on in the next one, unless the first word there would have fitted into it or opens
    an item of a list. A word for which the whole column has no room is broken where its line is
    full, and goes on without a blank.
    """
    text, rest = "", list(lines)
    while rest:
        if pieces := _pieces_of_a_word(rest, edge):
            text += "".join(line[0].text for line in rest[: pieces - 1])
            rest = rest[pieces - 1 :]
        text += " ".join(word.text for word in rest[0])
        if len(rest) > 1:
            text += _between(rest[0], rest[1], edge)
        rest = rest[1:]
    return text.replace("\u00ad", "")


def _between(line: Words, following: Words, edge: float) -> str:
    """What parts two lines of a cell."""
    last, first = line[-1], following[0]
    if _OPENS_ITEM.match(first.text):
        return "\n"
    if _BREAKS_AFTER.search(last.text):
        return ""
    letter = _letter(last)
    return "\n" if edge - last.right > first.right - first.left + 2 * letter else " "


def _letter(word: PageWord) -> float:
    """The width of a letter."""
    return (word.right - word.left) / len(word.text)


def _pieces_of_a_word(lines: Sequence[Words], edge: float) -> int:
    """Of how many lines the first word is, broken where each is full; 0 where it is whole."""
    count = 1
    while count < len(lines) and _may_be_broken(lines[count - 1], lines[count], edge):
        count += 1
    for pieces in range(count, 1, -1):
        texts = [line[0].text for line in lines[:pieces]]
        is_end = pieces == len(lines) and len(lines[-1]) == 1
        if _make_a_word(texts, is_end=is_end):
            return pieces
    return 0


def _may_be_broken(line: Words, following: Words, edge: float) -> bool:
    word, rest = line[0], following[0].text
    is_full = len(line) == 1 and edge - word.right < 1.5 * _letter(word)
    letters = word.text[-1].isalpha() and rest[0].islower()
    return is_full and (letters or (word.text[-1].isdigit() and rest[0].isdigit()))


def _make_a_word(pieces: Sequence[str], *, is_end: bool) -> bool:
    """Whether pieces are one word; `is_end` says that nothing follows them in the cell."""
    if pieces[0][-1].isdigit():
        return True
    start, rest = pieces[0], pieces[-1].rstrip(_STOPS)
    if _is_known("".join(pieces).rstrip(_STOPS)):
        return is_end or pieces[-1] not in _SHORT or not _is_known(start)
    is_word = _is_known(rest) and (len(rest) > 2 or (rest in _SHORT and not is_end))
    return not any(map(_is_known, pieces[:-1])) and not (start[0].isupper() and is_word)


_STOPS = ".,;:!?)»"
_SHORT = frozenset(
    [
        "в",
        "и",
        "к",
        "о",
        "с",
        "у",
        "я",
        "во",
        "до",
        "за",
        "из",
        "их",
        "им",
        "на",
        "не",
        "об",
        "от",
        "по",
        "со",
    ]
)
"""Words of one or two letters that a line may begin with; no stop follows them."""
_MONTHS = re.compile(r"янв|февр?|март?|апр|май|ию[нл]ь?|авг|сент?|окт|ноя|нояб|дек")


def _is_known(word: str) -> bool:
    """Whether a dictionary has the word; all parts of «зам.директора» count."""
    parts = filter(None, re.split("[-.]", word.lower()))
    return all(_MONTHS.fullmatch(part) or any(p.is_known for p in parses(part)) for part in parts)


def columns_of(runs: Sequence[Words], share: float = 0.0) -> list[tuple[float, float]]:
    """(left, right) of each strip that runs stand in, with blank strips between them.

    A strip is blank that at most this share of the runs has a word in.
    """
    edges = sorted(
        (end, way) for run in runs for end, way in ((run[0].left, 1), (run[-1].right, -1))
    )
    limit, depth, strips = share * len(runs), 0, list[tuple[float, float]]()
    start = 0.0
    for place, way in edges:
        before, depth = depth, depth + way
        if before <= limit < depth:
            start = place
        elif depth <= limit < before:
            strips.append((start, place))
    return list(_merged(strips, GAP * _height(runs)))


def _merged(strips: Sequence[tuple[float, float]], gap: float) -> Iterator[tuple[float, float]]:
    """The strips, those with hardly a gap between them made one."""
    kept: tuple[float, float] | None = None
    for strip in strips:
        if kept and strip[0] - kept[1] < gap:
            kept = (kept[0], strip[1])
            continue
        if kept:
            yield kept
        kept = strip
    if kept:
        yield kept


def _height(runs: Sequence[Words]) -> float:
    heights = sorted(run[0].height for run in runs)
    return heights[len(heights) // 2] if heights else 0.0
