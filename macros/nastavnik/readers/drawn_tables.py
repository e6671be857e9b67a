"""Tables of a page without ruling lines: columns are told by blank strips, rows by gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from nastavnik.readers.blocks import Block, Line, Row
from nastavnik.readers.page import PageWord, Words, cell_text, columns_of, runs_of, text_of

Strip = tuple[float, float]
_FEWEST_COLUMNS, _FEWEST_LINES = 3, 2
_PROSE = 6
"""So many lines of running text part two tables."""
_LEEWAY = 0.35
"""A gap wider than the usual one by so many heights parts rows."""
_WIDEST_SPACING = 0.6
"""Lines of one paragraph are no further apart than so many heights."""
PAGE_GAP = 0.97
"""So many heights under the last line of a page the next page begins: a row may end there."""
_CROSSED = 0.02
"""In what part of the lines words may run across a strip between columns."""
_KEYED = 0.6
"""Where the first column is filled in so many rows, each row has it filled."""
_NUMERAL = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,4})[.)]?")


def drawn_blocks(
    lines: Sequence[Words], table: int = 1, rules: Sequence[float] = ()
) -> Iterator[Block]:
    """Lines of text, and rows where the words stand in columns; `rules` part rows as well.

    `lines` are those of all pages, one page below another.
    """
    done = 0
    for number, (first, last) in enumerate(_regions(lines), start=table):
        yield from _texts(lines[done:first], done)
        yield from _table(lines[first:last], number, rules)
        done = last
    yield from _texts(lines[done:], done)


def _texts(lines: Sequence[Words], before: int) -> Iterator[Line]:
    for number, line in enumerate(lines, start=before + 1):
        yield Line(text_of(line), f"строка {number}")


def _regions(lines: Sequence[Words]) -> Iterator[tuple[int, int]]:
    """(first, one after the last) of the lines of each table: between lines of many columns."""
    wide = [n for n, line in enumerate(lines) if len(runs_of(line)) >= _FEWEST_COLUMNS]
    groups: list[list[int]] = []
    for number in wide:
        if groups and number - groups[-1][-1] <= _PROSE + _runs_between(
            lines, groups[-1][-1], number
        ):
            groups[-1].append(number)
        else:
            groups.append([number])
    for group in groups:
        if len(group) >= _FEWEST_LINES:
            yield group[0], _end(lines, group)


def _runs_between(lines: Sequence[Words], first: int, last: int) -> int:
    """How many lines between two stand in a column each, as the rest of a long cell does."""
    strips = columns_of(runs_of(lines[first]))
    between = lines[first + 1 : last]
    return sum(1 for line in between if not _crosses(line, strips))


def _end(lines: Sequence[Words], group: Sequence[int]) -> int:
    """One after the last line of a table: the rest of its last row goes on in its columns."""
    strips = _strips(lines[group[0] : group[-1] + 1])
    end = group[-1] + 1
    while end < len(lines) and _goes_on(lines[end - 1], lines[end], strips):
        end += 1
    return end


def _goes_on(line: Words, following: Words, strips: Sequence[Strip]) -> bool:
    near = following[0].top - line[0].bottom < line[0].height
    places = [_place(run, strips) for run in runs_of(following)]
    starts = all(abs(run[0].left - strips[p][0]) < run[0].height or len(places) > 1
                 for run, p in zip(runs_of(following), places, strict=True))  # fmt: skip
    return near and starts and not _crosses(following, strips)


def _strips(lines: Sequence[Words]) -> list[Strip]:
    """The columns: strips that only lines of running text go across.

    A title set in the middle and the cells below it make two strips of one column: no line has
    words in both.
    """
    split = [runs for line in lines if len(runs := runs_of(line)) >= _FEWEST_COLUMNS - 1]
    runs = [run for line in split for run in line]
    strips = max(columns_of(runs), columns_of(runs, _CROSSED), key=len)
    filled = [{_place(run, strips) for run in line} for line in split]
    joined = strips[:1]
    for number, strip in enumerate(strips[1:], start=1):
        if any({number - 1, number} <= places for places in filled):
            joined.append(strip)
        else:
            joined[-1] = (joined[-1][0], strip[1])
    return joined


def _crosses(line: Words, strips: Sequence[Strip]) -> bool:
    """Whether a run goes from one column into the next, as a heading does."""
    return any(
        run[0].left < left[1] and run[-1].right > right[0] + 1
        for run in runs_of(line)
        for left, right in pairwise(strips)
    )


def _place(run: Words, strips: Sequence[Strip]) -> int:
    """The column that a run begins in."""
    return max((n for n, (left, _) in enumerate(strips) if left <= run[0].left + 1), default=0)


def _table(lines: Sequence[Words], number: int, rules: Sequence[float]) -> Iterator[Row]:
    strips = _strips(lines)
    edges = _edges(lines, strips)
    for order, block in enumerate(_rows(lines, strips, rules), start=1):
        place = f"таблица {number}, строка {order}"
        if any(_crosses(line, strips) for line in block):
            text = " ".join(word.text for line in block for word in line)
            yield Row((text, *[""] * (len(strips) - 1)), place, number)
        else:
            cells = _cells(block, strips)
            texts = (cell_text(cell, edge) for cell, edge in zip(cells, edges, strict=True))
            yield Row(tuple(texts), place, number)


def _edges(lines: Sequence[Words], strips: Sequence[Strip]) -> list[float]:
    """How far to the right the text of each column may go."""
    lefts = [left for left, _ in strips[1:]]
    height = lines[0][0].height
    return [
        max(right, following - height) if following is not None else right
        for (_, right), following in zip(strips, [*lefts, None], strict=True)
    ]


def _cells(lines: Sequence[Words], strips: Sequence[Strip]) -> list[list[list[PageWord]]]:
    """The lines of each column."""
    cells: list[list[list[PageWord]]] = [[] for _ in strips]
    for line in lines:
        of_line: dict[int, list[PageWord]] = {}
        for run in runs_of(line):
            of_line.setdefault(_place(run, strips), []).extend(run)
        for place, words in of_line.items():
            cells[place].append(words)
    return cells


def _rows(
    lines: Sequence[Words], strips: Sequence[Strip], rules: Sequence[float]
) -> list[list[Words]]:
    """The lines of each row."""
    blocks = _blocks(lines, strips, rules)
    filled = [not _crosses(block[0], strips) and _fills_first(block, strips) for block in blocks]
    if rules or sum(filled) < _KEYED * len(blocks):
        return blocks
    rows: list[list[Words]] = []
    for block, is_filled in zip(blocks, filled, strict=True):
        if rows and not is_filled and not any(_crosses(line, strips) for line in block):
            rows[-1] += block
        else:
            rows.append(block)
    return rows


def _fills_first(lines: Sequence[Words], strips: Sequence[Strip]) -> bool:
    return any(_place(line, strips) == 0 for line in lines)


def _blocks(
    lines: Sequence[Words], strips: Sequence[Strip], rules: Sequence[float]
) -> list[list[Words]]:
    """The lines between wide gaps or rules; where rows follow closely, each begins anew."""
    gaps = sorted(_gap(pair) for pair in pairwise(lines))
    height = lines[0][0].height
    usual = min(gaps[len(gaps) // 4] if gaps else 0.0, _WIDEST_SPACING * height)
    limit = usual + _LEEWAY * height
    is_parted = any(gap > limit for gap in gaps)
    blocks: list[list[Words]] = [[lines[0]]]
    for pair in pairwise(lines):
        above, line = pair
        if rules:
            begins = any(above[0].middle < rule < line[0].middle for rule in rules)
        else:
            begins = _gap(pair) > limit or _opens_row(blocks[-1], line, strips, tight=not is_parted)
        if begins:
            blocks.append([line])
        else:
            blocks[-1].append(line)
    return blocks


def _gap(pair: tuple[Words, Words]) -> float:
    return pair[1][0].top - pair[0][0].bottom


def _opens_row(
    block: Sequence[Words], line: Words, strips: Sequence[Strip], *, tight: bool
) -> bool:
    """Whether a line close below others begins a row: by its number, or by the cells it fills."""
    filled = _filled(line, strips)
    if _NUMERAL.fullmatch(line[0].text) and 0 in filled:
        return True
    if not tight:
        return False
    crosses = _crosses(line, strips)
    if crosses != _crosses(block[-1], strips):
        return crosses or len(filled) > 1
    is_whole = len(filled) == len(strips) and not line[0].text[0].islower()
    is_fuller = len(filled) > len(_filled(block[-1], strips)) and len(filled) >= len(strips) - 1
    return not crosses and (is_whole or is_fuller)


def _filled(line: Words, strips: Sequence[Strip]) -> set[int]:
    """The columns that a line has words in."""
    return {_place(run, strips) for run in runs_of(line)}
