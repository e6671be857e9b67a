"""Text files: tables made with tabs, with «|», or as Word writes them into a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nastavnik.roadmap.blocks import Block, Line, Row
from nastavnik.roadmap.text import plain


def text_blocks(text: str) -> Iterator[Block]:
    """Blocks of a text whose tables are made with tabs or «|»."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    if _is_list_of_cells(lines):
        return _listed_cells(lines)
    return _rows_by_line(lines)


def _is_list_of_cells(lines: Sequence[str]) -> bool:
    """Whether every tab opens a line, as in Word's own text of a table."""
    tabbed = [line for line in lines if "\t" in line]
    return len(tabbed) > 1 and all(line.rstrip().rfind("\t") <= 0 for line in tabbed)


def _rows_by_line(lines: Sequence[str]) -> Iterator[Block]:
    """A table where each row is a line; a line without a mark may continue a short row."""
    width, pending = 0, None
    for number, line in enumerate(lines, start=1):
        cells = _cells_of(line)
        if cells is None and pending and line.strip() and len(pending.cells) < width:
            pending = _continued(pending, line)
            continue
        if pending:
            yield pending
            pending = None
        if cells is None:
            yield _line(line, number)
        elif cells:
            width = max(width, len(cells))
            pending = Row(cells, f"строка {number}")
    if pending:
        yield pending


def _line(line: str, number: int) -> Line:
    """A line of mere text; a gap at its start stays, it may stand for a lost number."""
    text = plain(line).strip(" \t")
    return Line(text if text.strip() else "", f"строка {number}")


def _continued(row: Row, line: str) -> Row:
    return Row((*row.cells[:-1], f"{row.cells[-1]}\n{plain(line)}"), row.place)


_MARKDOWN_RULE = re.compile(r"[\s|:+=-]*\|[\s|:+=-]*")


def _cells_of(line: str) -> tuple[str, ...] | None:
    """The cells of a line; none for a ruling line of Markdown, None where it is mere text."""
    if "\t" in line:
        return tuple(plain(cell).strip() for cell in line.split("\t"))
    if line.count("|") < 2:
        return None
    if _MARKDOWN_RULE.fullmatch(line):
        return ()
    return tuple(plain(cell).strip() for cell in line.strip().strip("|").split("|"))


def _listed_cells(lines: Sequence[str]) -> Iterator[Block]:
    """Word's own text of a table: a cell begins with a tab, rows are parted by empty lines."""
    first = next(number for number, line in enumerate(lines) if line.startswith("\t"))
    for number, line in enumerate(lines[:first], start=1):
        yield _line(line, number)
    cells = list(_cells_with_places(lines, first))
    width = _width_of_header(cells)
    for start in range(0, len(cells), width):
        chunk = cells[start : start + width]
        texts = tuple(plain(text).strip() for _, text in chunk)
        yield Row(texts, f"строка {chunk[0][0]}")


def _cells_with_places(lines: Sequence[str], first: int) -> Iterator[tuple[int, str]]:
    """(number of the line, text with its empty lines) of each cell."""
    start, text = first + 1, lines[first][1:]
    for number, line in enumerate(lines[first + 1 :], start=first + 2):
        if line.startswith("\t"):
            yield start, text
            start, text = number, line[1:]
        else:
            text += "\n" + line
    yield start, text


def _width_of_header(cells: Sequence[tuple[int, str]]) -> int:
    """The number of cells up to the first one that an empty line follows."""
    closed = (place for place, (_, text) in enumerate(cells, start=1) if text.endswith("\n"))
    return next(closed, len(cells))
