"""Tables as text (.csv): the delimiter told by how evenly it parts the lines."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence

from nastavnik.model.grid import Grid
from nastavnik.model.text import cleaned
from nastavnik.readers.decode import decode
from nastavnik.readers.limits import MAX_LISTED_CELLS
from nastavnik.readers.refusals import Refusal, RefusedError

_DELIMITERS = (";", ",", "\t", "|")
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_SAMPLE_LINES = 40
_GUARDED = re.compile(r"^'(?=[=+\-@\t\r])")
_LONGEST_CELL = 1_000_000
_WORTH_OF_PROSE = 0.3


def text_grid(content: bytes, name: str) -> Grid:
    """The one table of a text file.

    Raises:
        RefusedError: a cell is endless, or there are too many.
    """
    text = decode(content)
    separator = _SEPARATOR_LINE.match(text)
    body = text[separator.end() :] if separator else text
    delimiter = separator[1] if separator else delimiter_of(body)
    csv.field_size_limit(_LONGEST_CELL)
    try:
        rows = _rows(body, delimiter)
    except csv.Error as error:
        raise RefusedError(Refusal.ENDLESS_CELL, name) from error
    if sum(map(len, rows)) > MAX_LISTED_CELLS:
        raise RefusedError(Refusal.TOO_BIG, name)
    return Grid([[cleaned(_GUARDED.sub("", cell)) or None for cell in row] for row in rows])


def _rows(text: str, delimiter: str) -> list[list[str]]:
    """The cells of each row; where a quote is never closed, none of them is a quote.

    Raises:
        csv.Error: a cell is endless.
    """
    try:
        list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        if "unexpected end" in str(error):
            plain = csv.reader(text.splitlines(), delimiter=delimiter, quoting=csv.QUOTE_NONE)
            return [[cell.strip('"') for cell in row] for row in plain]
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def delimiter_of(text: str) -> str:
    """The mark that parts most lines into equally many cells.

    A comma may stand in every line of a list that another mark parts: where one parts every line
    into the same cells, or the commas are those of prose, the comma counts for less.
    """
    lines = [line for line in text.splitlines() if line.strip()][:_SAMPLE_LINES]
    parted = {mark: list(csv.reader(lines, delimiter=mark)) for mark in _DELIMITERS}
    even = [mark for mark in _DELIMITERS if mark != "," and _is_even(parted[mark])]
    return max(even or _DELIMITERS, key=lambda mark: _evenness(parted[mark]))


def _is_even(rows: Sequence[Sequence[str]]) -> bool:
    widths = {len(row) for row in rows}
    return len(rows) > 1 and len(widths) == 1 and widths != {1}


def _evenness(rows: Sequence[Sequence[str]]) -> float:
    widths = Counter(len(row) for row in rows)
    width, times = max(
        widths.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]), default=(1, 0)
    )
    worth = times * (width - 1) ** 0.5 if width > 1 else 0
    behind = [cell for row in rows for cell in row[1:] if cell]
    is_prose = sum(cell.startswith(" ") for cell in behind) > len(behind) / 2
    return worth * _WORTH_OF_PROSE if is_prose else worth
