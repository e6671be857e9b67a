"""Tables copied so that every cell stands on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from nastavnik.domain.posts import is_post
from nastavnik.readers.blocks import Block, Line, Row
from nastavnik.roadmap.deadlines.grammar import read_deadline
from nastavnik.roadmap.layouts.columns import (
    ColumnKind,
    ColumnRoles,
    columns_by_titles,
    kind_of_title,
)
from nastavnik.roadmap.layouts.headings import TITLE, is_heading
from nastavnik.roadmap.layouts.tables import TableLayout, read_tables
from nastavnik.roadmap.people import names_in
from nastavnik.roadmap.text import is_rule

_FEWEST_COLUMNS = 3
_MOST_COLUMNS = 12
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]?")
_LONGEST_TITLE, _LONGEST_BARE = 45, 30
_NO_TITLES = (None, ColumnKind.PERIOD)
_WORDY = (ColumnKind.STAGE, ColumnKind.ACTIVITY, ColumnKind.DOCUMENTS)


def read_stacked(blocks: Sequence[Block]) -> TableLayout | None:
    """The roadmap of a text with a cell on each line; None where no titles stand so."""
    places = [n for n, block in enumerate(blocks) if isinstance(block, Line) and block.text.strip()]
    lines = [blocks[place] for place in places]
    texts = [line.text.strip() for line in lines if isinstance(line, Line)]
    for first, width in _titled(texts):
        columns = _columns(texts[first:], width)
        if columns:
            header = Row(columns.titles, lines[first].place)
            rows = _rows(lines[first + len(columns.titles) :], columns)
            return read_tables([*blocks[: places[first]], header, *rows])
    return None


def _titled(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """(place, how many) of lines that follow one another and may be titles of columns."""
    titles = [_is_title(text) for text in texts]
    for first, opens in enumerate(titles):
        run = takewhile(bool, titles[first : first + _MOST_COLUMNS]) if opens else ()
        width = sum(1 for _ in run)
        if width >= _FEWEST_COLUMNS:
            yield first, width


def _columns(texts: Sequence[str], most: int) -> ColumnRoles | None:
    """The columns whose titles stand first, if a row or a heading and a row follow them."""
    for width in range(most, _FEWEST_COLUMNS - 1, -1):
        columns = columns_by_titles([text.capitalize() for text in texts[:width]])
        after = texts[width:]
        if columns and any(_is_row(after[skipped:], columns) for skipped in (0, 1)):
            return columns
    return None


def _is_title(text: str) -> bool:
    """Whether a line may be the title of a column, not that of the roadmap."""
    most = _LONGEST_BARE if TITLE.match(text) else _LONGEST_TITLE
    return len(text) <= most and kind_of_title(text) not in _NO_TITLES


def _is_row(texts: Sequence[str], columns: ColumnRoles) -> bool:
    """Whether the first of the texts are a whole row."""
    kinds = columns.kinds
    return len(texts) >= len(kinds) and all(
        _fits(text, kind) for text, kind in zip(texts, kinds, strict=False)
    )


def _fits(text: str, kind: ColumnKind) -> bool:
    """Whether a cell may stand in a column of a kind."""
    if kind is ColumnKind.NUMBER:
        return _NUMBER.fullmatch(text) is not None
    if kind in (ColumnKind.DEADLINE, ColumnKind.STARTS, ColumnKind.ENDS):
        return is_rule(text) or not read_deadline(text).trouble
    return True


def _rows(lines: Sequence[Block], columns: ColumnRoles) -> Iterator[Block]:
    """Rows of the table; where cells are lost, those left are told by what they say."""
    texts = [line.text.strip() for line in lines if isinstance(line, Line)]
    width, place = len(columns.kinds), 0
    while place < len(texts):
        if _is_row(texts[place:], columns):
            yield Row(tuple(texts[place : place + width]), lines[place].place)
            place += width
            continue
        if is_heading(texts[place]):
            yield Row((texts[place], *[""] * (width - 1)), lines[place].place)
            place += 1
            continue
        end = _end_of_torn(texts, place, columns)
        yield _torn_row(texts[place:end], lines[place].place, columns)
        place = end


def _end_of_torn(texts: Sequence[str], place: int, columns: ColumnRoles) -> int:
    """Where the next whole row or heading begins."""
    for end in range(place + 1, len(texts)):
        by_number = columns.has(ColumnKind.NUMBER) and _NUMBER.fullmatch(texts[end])
        if by_number or _is_row(texts[end:], columns) or is_heading(texts[end]):
            return end
    return len(texts)


def _torn_row(texts: Sequence[str], place: str, columns: ColumnRoles) -> Block:
    """A row of which some cells are lost; mere text where nothing tells it is a row."""
    wordy = [kind for kind in _WORDY if columns.has(kind)]
    cells: dict[ColumnKind, str] = {}
    for text in texts:
        kind = _told_by(text, columns) or next((kind for kind in wordy if kind not in cells), None)
        kind = kind or wordy[-1]
        cells[kind] = f"{cells[kind]}\n{text}" if kind in cells else text
    if len(texts) > 1 and not {ColumnKind.DEADLINE, ColumnKind.RESPONSIBLE} & set(cells):
        return Line(" ".join(texts), place)
    return Row(tuple(cells.pop(kind, "") for kind in columns.kinds), place)


def _told_by(text: str, columns: ColumnRoles) -> ColumnKind | None:
    """The kind of column a cell can be told to stand in."""
    signs = (
        (ColumnKind.NUMBER, _NUMBER.fullmatch(text)),
        (ColumnKind.DEADLINE, not read_deadline(text).trouble),
        (ColumnKind.RESPONSIBLE, is_post(text) or names_in(text)),
    )
    return next((kind for kind, sign in signs if sign and columns.has(kind)), None)
