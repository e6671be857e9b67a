"""What a sheet says of its rows beside their values: hidden, struck out, commented on."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from nastavnik.model.findings import Finding
from nastavnik.model.text import counted, tidy
from nastavnik.people_import import remarks
from nastavnik.people_import.cleaning import shown
from nastavnik.people_import.model import Table

_AUTHOR = re.compile(r"^[^\n:]{1,60}:\n")
_THREADED = re.compile(r"^\[[^\]]*\].*?(?:Comment|Комментарий|Примечание):\s*", re.DOTALL)
"""What Excel writes before a comment that older versions cannot show."""


class SeenRows(NamedTuple):
    """The rows of a table that a person takes for its content, and those she does not."""

    rows: Sequence[int]
    hidden: Sequence[int]
    struck: Sequence[int]


def seen_rows(table: Table, naming: Collection[int]) -> SeenRows:
    """The rows, the hidden ones and those with a name struck out; `naming` are columns from 0."""
    marks = table.source.marks
    hidden = [row for row in table.rows if row in marks.hidden]
    struck = [
        row
        for row in table.rows
        if row not in marks.hidden and any((row, column + 1) in marks.struck for column in naming)
    ]
    left_out = {*hidden, *struck}
    return SeenRows([row for row in table.rows if row not in left_out], hidden, struck)


def questions(table: Table, seen: SeenRows, naming: Collection[int]) -> Iterator[Finding]:
    """A question about the rows that were not taken: how many they are, and whom they name."""
    for rows, what in ((seen.hidden, "скрыта"), (seen.struck, "зачёркнута")):
        names = [name for row in rows if (name := _name(table, row, naming))]
        if names:
            several = counted(len(names), "строка", "строки", "строк")
            message = f"не взято: {several} {what if len(names) == 1 else _PLURAL[what]}"
            place = table.source.at(rows[0] if len(rows) == 1 else 0)
            yield remarks.ask(remarks.ROWS, f"{message} ({remarks.some(names)})", place)


_PLURAL = {"скрыта": "скрыты", "зачёркнута": "зачёркнуты"}


def _name(table: Table, row: int, naming: Collection[int]) -> str:
    cells = table.source.grid.rows[row - 1]
    parts = (shown(cells[column]) for column in sorted(naming) if column < len(cells))
    return tidy(" ".join(filter(None, parts)))


def comments(table: Table, row: int) -> list[str]:
    """The comments on the cells of a row, each with the title of its column, without authors."""
    held = table.source.marks.comments
    found = []
    for column, title in enumerate(table.titles, start=1):
        text = _AUTHOR.sub("", _THREADED.sub("", held.get((row, column), ""))).strip()
        if text:
            found.append(f"{title}: {text}" if title else text)
    return found
