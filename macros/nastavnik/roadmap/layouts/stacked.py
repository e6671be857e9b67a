"""Tables copied so that their cells stand below one another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, takewhile
from operator import itemgetter
from typing import NamedTuple

from nastavnik.readers.blocks import Block, Line, Row
from nastavnik.roadmap.deadlines.grammar import read_deadline
from nastavnik.roadmap.layouts.alignment import (
    Alignment,
    StackedCell,
    aligned_cells,
)
from nastavnik.roadmap.layouts.columns import (
    ColumnKind,
    ColumnRoles,
    columns_by_titles,
    kind_of_title,
)
from nastavnik.roadmap.layouts.headings import TITLE, is_heading
from nastavnik.roadmap.layouts.tables import TableLayout, read_tables
from nastavnik.roadmap.text import collapse, starts_low

_FEWEST_COLUMNS = 3
_MOST_COLUMNS = 12
_LONGEST_TITLE, _LONGEST_BARE = 60, 30
_NO_TITLES = (None, ColumnKind.PERIOD)
_WORST_COST = 0.8
"""Texts of which more must be supposed, on average, are no table."""
_JOINT = "\v"
"""Stands between the lines of one title."""
_TRIED = 80
"""So many texts tell whether those before them are titles."""
_UNUSED_TITLE = 0.5
"""What it costs to take for a cell a text that may be a title as well."""
_FEWEST_ROWS = 2
_MOST_LINES = 4
"""So many lines a title has at most."""
_GAP = re.compile(r"[ \xa0]{2,}")
_NUMBERED = re.compile(r"(\d{1,2}\.\d{1,2}[.)]?)\s+(\D.*)", re.DOTALL)


class _Text(NamedTuple):
    """A text, where it stands in the file, and the number of its first block."""

    text: str
    place: str
    block: int


class _Table(NamedTuple):
    """A table found among texts: its titles begin at `first`, what is below them at `below`."""

    columns: ColumnRoles
    first: int
    below: Sequence[_Text]
    alignment: Alignment

    def supposed(self, titles: int) -> float:
        """What must be supposed to read the texts so, where so many of them may be titles."""
        unused = titles - len(self.columns.kinds)
        return self.alignment.cost * len(self.below) + _UNUSED_TITLE * unused


def read_stacked(blocks: Sequence[Block]) -> TableLayout | None:
    """The roadmap of a text with its cells below one another; None where no titles stand so."""
    found = [
        table
        for texts in (_paragraphs(blocks), _lines(blocks))
        if (table := _table(_titles_parted(texts))) is not None
    ]
    if not found:
        return None
    table = min(found, key=lambda one: one.alignment.cost)
    header = Row(table.columns.titles, blocks[table.first].place)
    layout = read_tables([*blocks[: table.first], header, *_rows(table)])
    return layout and replace(layout, stacked=table.alignment.cost > 0)


def _lines(blocks: Sequence[Block]) -> list[_Text]:
    """Every line as a text of its own."""
    return [
        _Text(block.text.strip(), block.place, number)
        for number, block in enumerate(blocks)
        if isinstance(block, Line) and block.text.strip()
    ]


def _paragraphs(blocks: Sequence[Block]) -> list[_Text]:
    """Lines with no empty one between them as one text."""
    lines = groupby(
        enumerate(blocks), lambda one: isinstance(one[1], Line) and bool(one[1].text.strip())
    )
    texts = []
    for is_filled, run in lines:
        if is_filled:
            (first, block), *rest = run
            told = [block, *(further for _, further in rest)]
            text = "\n".join(line.text.strip() for line in told if isinstance(line, Line))
            texts.append(_Text(text, block.place, first))
    return texts


def _table(texts: Sequence[_Text]) -> _Table | None:
    """The first table among the texts, its titles told so that least must be supposed."""
    for first, titles in _titled([text.text for text in texts]):
        tried = texts[first : first + _TRIED]
        tables = filter(
            None, (_under(tried, titles[:n]) for n in range(_FEWEST_COLUMNS, len(titles) + 1))
        )
        sure = [(table.supposed(len(titles)), table) for table in tables if _is_sure(table)]
        if sure:
            _, best = min(sure, key=itemgetter(0))
            return _under(texts[first:], titles[: len(best.columns.kinds)])
    return None


def _under(texts: Sequence[_Text], titles: Sequence[str]) -> _Table | None:
    """The texts as these titles and rows below them; None where they are no titles."""
    columns = columns_by_titles([collapse(title).capitalize() for title in titles])
    if columns is None:
        return None
    lines = sum(title.count(_JOINT) + 1 for title in titles)
    below = _numbers_parted(_below(texts[lines:], len(titles)), columns)
    alignment = aligned_cells([one.text for one in below], columns.kinds)
    return _Table(columns, texts[0].block, below, alignment)


def _titled(texts: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """(place, titles) where texts that follow one another may be titles of columns.

    A title of several lines, each but the first with a small letter, is joined by a sign.
    """
    for first in range(len(texts)):
        titles: list[str] = []
        place = first
        while len(titles) < _MOST_COLUMNS and (lines := _lines_of_title(texts[place:])):
            titles.append(_JOINT.join(texts[place : place + lines]))
            place += lines
        if len(titles) >= _FEWEST_COLUMNS:
            yield first, titles


def _lines_of_title(texts: Sequence[str]) -> int:
    """How many of the first texts are one title; 0 where they are none."""
    further = sum(1 for _ in takewhile(starts_low, texts[1:_MOST_LINES]))
    widths = range(1 + min(further, len(texts) - 1), 0, -1)
    return next((width for width in widths if _is_title(" ".join(texts[:width]))), 0)


def _titles_parted(texts: Sequence[_Text]) -> list[_Text]:
    """The texts with titles that stand in one line, parted by blanks, as texts of their own."""
    parted = []
    for text in texts:
        parts = _GAP.split(text.text)
        is_titles = len(parts) > 1 and _is_title(parts[0])
        parted += [text._replace(text=part) for part in (parts if is_titles else [text.text])]
    return parted


def _is_title(text: str) -> bool:
    """Whether a text may be the title of a column, not that of the roadmap."""
    most = _LONGEST_BARE if TITLE.match(text) else _LONGEST_TITLE
    return len(text) <= most and kind_of_title(text) not in _NO_TITLES


def _below(texts: Sequence[_Text], width: int) -> Sequence[_Text]:
    """The texts below the titles, without the numbers of the columns."""
    counted = [str(number) for number in range(1, width + 1)]
    return texts[width if [text.text for text in texts[:width]] == counted else 0 :]


def _numbers_parted(texts: Sequence[_Text], columns: ColumnRoles) -> list[_Text]:
    """The texts with the number of a row, «1.2. …», as a text of its own."""
    if not columns.has(ColumnKind.NUMBER):
        return list(texts)
    parted = []
    for text in texts:
        numbered = _NUMBERED.fullmatch(text.text) if read_deadline(text.text).trouble else None
        parts = numbered.groups() if numbered else (text.text,)
        parted += [text._replace(text=part) for part in parts]
    return parted


def _is_sure(table: _Table) -> bool:
    """Whether the texts below titles are rows of them and not something else."""
    kinds = table.columns.kinds
    told = [
        {kinds[cell.column] for cell, _ in row if cell.column is not None} for row in _runs(table)
    ]
    certain = {ColumnKind.DEADLINE, ColumnKind.RESPONSIBLE, ColumnKind.STARTS} & set(kinds)
    whole = [row for row in told if ColumnKind.ACTIVITY in row and row & certain]
    fewest = _FEWEST_ROWS if len(table.below) > len(kinds) else 1
    return len(whole) >= fewest and table.alignment.cost <= _WORST_COST


_Run = list[tuple[StackedCell, _Text]]


def _runs(table: _Table) -> Iterator[_Run]:
    """The texts row by row; what stands between rows by itself."""
    run: _Run = []
    for cell, text in zip(table.alignment.cells, table.below, strict=True):
        if run and (cell.opens_row or cell.column is None):
            yield run
            run = []
        run.append((cell, text))
        if cell.column is None:
            yield run
            run = []
    if run:
        yield run


def _rows(table: _Table) -> Iterator[Block]:
    """Rows of the table, and what stands between them as headings or mere text."""
    for run in _runs(table):
        cell, first = run[0]
        if cell.column is not None:
            yield _row(run, len(table.columns.kinds))
        elif is_heading(first.text):
            yield Row((first.text, *[""] * (len(table.columns.kinds) - 1)), first.place)
        else:
            yield Line(first.text, first.place)


def _row(run: _Run, width: int) -> Row:
    texts = [""] * width
    for cell, text in run:
        if cell.column is not None:
            texts[cell.column] = f"{texts[cell.column]}\n{text.text}".strip()
    return Row(tuple(texts), run[0][1].place)
