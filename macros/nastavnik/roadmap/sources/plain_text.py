"""Text files: tables made with tabs, with «|», or as Word writes them into a text."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from nastavnik.readers.blocks import Block, Line, Row
from nastavnik.readers.markup import plain
from nastavnik.roadmap.layouts.columns import ColumnKind, columns_by_titles, kind_of_title
from nastavnik.roadmap.layouts.headings import is_heading

_RULING = re.compile(r"\+(?:[-=]+\+)+")
_FEWEST_RULES = 3
_Cell = tuple[int, str]
"""(number of the line, text with its empty lines)."""


def text_blocks(text: str) -> Iterator[Block]:
    """Blocks of a text whose tables are made with tabs or «|»."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    if sum(map(_is_ruling, lines)) >= _FEWEST_RULES:
        lines = [*_without_ruling(lines)]
    if mark := _separator(lines):
        return _separated(lines, mark)
    if _is_list_of_cells(lines):
        return _listed_cells(lines)
    if barred := _closed_by_bars(lines):
        return iter(barred)
    return _rows_by_line(lines)


def _is_ruling(line: str) -> bool:
    """Whether a line rules a table drawn with signs: «+-----+-----+»."""
    return _RULING.fullmatch(line.strip()) is not None


def _without_ruling(lines: Sequence[str]) -> Iterator[str]:
    """A drawn table with each row, which may take several lines between rules, in one line."""
    row: list[list[str]] = []
    for line in lines:
        parts = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.strip().startswith("|") and (not row or len(parts) == len(row[-1])):
            row.append(parts)
            continue
        if row:
            cells = [" ".join(filter(None, column)) for column in zip(*row, strict=True)]
            yield f"|{'|'.join(cells)}|"
            row = []
        if not _is_ruling(line):
            yield line


def _separator(lines: Sequence[str]) -> str | None:
    """The mark that parts the columns of a table saved as CSV: «;» or «,»; None where none does."""
    for mark in ";,":
        for line, following in pairwise([*lines, ""]):
            if line.count(mark) > 1 and columns_by_titles(_fields([line], mark)):
                same = following.count(mark) >= line.count(mark)
                return mark if same or mark == ";" else None
    return None


def _fields(lines: Sequence[str], mark: str) -> list[str]:
    return next(csv.reader(lines, delimiter=mark), [])


def _separated(lines: Sequence[str], mark: str) -> Iterator[Block]:
    """Rows of a CSV; a line with one field is mere text until the titles are met."""
    reader = csv.reader([f"{line}\n" for line in lines], delimiter=mark)
    titled = False
    for fields in reader:
        cells = tuple(plain(cell).strip() for cell in fields)
        titled = titled or columns_by_titles(cells) is not None
        if titled or sum(map(bool, cells)) > 1:
            yield Row(cells, f"строка {reader.line_num}")
        else:
            yield Line("".join(cells), f"строка {reader.line_num}")


def _is_list_of_cells(lines: Sequence[str]) -> bool:
    """Whether every tab opens a line, as in Word's own text of a table."""
    tabbed = [line for line in lines if "\t" in line]
    opened = any(line.startswith("\t") for line in tabbed)
    return opened and len(tabbed) > 1 and all(line.rstrip().rfind("\t") <= 0 for line in tabbed)


_FEWEST_BARRED = 6
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]?")


def _closed_by_bars(lines: Sequence[str]) -> list[Block]:
    """A table whose cells stand below one another, each with «|» at its end; else nothing."""
    first = next((place for place, line in enumerate(lines) if line.rstrip().endswith("|")), None)
    filled = [line.rstrip() for line in lines[first:] if line.strip()]
    single = [line for line in filled if line.endswith("|") and line.count("|") == 1]
    if first is None or len(single) < max(_FEWEST_BARRED, len(filled) / 2):
        return []
    cells, rest = _cells_before_bars(lines, first)
    width = _width_of_titles([text for _, text in cells])
    if not width:
        return []
    head = [_line(line, number) for number, line in enumerate(lines[:first], start=1)]
    return [*head, *_rows_of_barred(cells, width), *rest]


def _cells_before_bars(lines: Sequence[str], first: int) -> tuple[list[_Cell], list[Line]]:
    """The cells, each up to its «|», and the lines after the last of them."""
    cells: list[_Cell] = []
    text, begun = "", first + 1
    for number, line in enumerate(lines[first:], start=first + 1):
        *closed, left = line.split("|")
        for part in closed:
            cells.append((begun, plain(f"{text}\n{part}").strip()))
            text, begun = "", number
        begun = begun if text.strip() or left.strip() else number + 1
        text = f"{text}\n{left}" if text else left
    rest = [_line(line, begun + place) for place, line in enumerate(text.strip().split("\n"))]
    return cells, rest


def _width_of_titles(texts: Sequence[str]) -> int:
    """How many of the first cells are titles of the columns; 0 where they are none."""
    known = next((n for n, text in enumerate(texts) if not kind_of_title(text)), len(texts))
    widths = range(known, 2, -1)
    return next((width for width in widths if columns_by_titles(texts[:width])), 0)


def _rows_of_barred(cells: Sequence[_Cell], width: int) -> Iterator[Row]:
    """Rows of the titles' width; a text where a number is due is the title of a section."""
    numbered = kind_of_title(cells[0][1]) is ColumnKind.NUMBER
    place = 0
    while place < len(cells):
        text = cells[place][1]
        is_section = place > 0 and numbered and text and not _NUMBERED.fullmatch(text)
        row = cells[place : place + (1 if is_section else width)]
        yield Row(tuple(text for _, text in row), f"строка {row[0][0]}")
        place += len(row)


def _rows_by_line(lines: Sequence[str]) -> Iterator[Block]:
    """A table where each row is a line; a line may also go on with a cell of the row above."""
    cells_of_lines = list(_cells_of_lines(lines))
    last = max((n for n, cells in enumerate(cells_of_lines) if cells), default=-1)
    width, pending = 0, None
    for number, (line, cells) in enumerate(zip(lines, cells_of_lines, strict=True)):
        if pending and number <= last and _continues(pending, line, cells, width):
            pending = _continued(pending, cells or (plain(line),))
            continue
        if pending:
            yield pending
            pending = None
        if cells is None:
            yield _line(line, number + 1)
        elif cells:
            width = max(width, len(cells))
            pending = Row(cells, f"строка {number + 1}")
    if pending:
        yield pending


def _continues(row: Row, line: str, cells: tuple[str, ...] | None, width: int) -> bool:
    """Whether a line is the rest of a cell: it lacks marks of columns, or makes the row whole."""
    if not line.strip():
        return False
    if cells is None or len(cells) == 1:
        text = line.rstrip("| \t")
        return len(row.cells) < width or not (is_heading(text) or "__" in text)
    fits = len(row.cells) < width and len(row.cells) + len(cells) - 1 == width
    return fits and _OPEN.search(row.cells[-1]) is not None


def _continued(row: Row, cells: tuple[str, ...]) -> Row:
    """The row with its last cell gone on with, and further cells after it."""
    return Row((*row.cells[:-1], f"{row.cells[-1]}\n{cells[0]}", *cells[1:]), row.place)


def _line(line: str, number: int) -> Line:
    """A line of mere text; a gap at its start stays, it may stand for a lost number."""
    text = plain(line).strip(" \t")
    return Line(text if text.strip() else "", f"строка {number}")


_OPEN = re.compile(r"[:;,–-]$|\n")
_MARKDOWN_RULE = re.compile(r"[\s|:+=-]*\|[\s|:+=-]*")


def _cells_of_lines(lines: Sequence[str]) -> Iterator[tuple[str, ...] | None]:
    """The cells of each line; below a row of a table one mark suffices to begin a row."""
    fewest = 2
    for line in lines:
        cells = _cells_of(line, fewest)
        fewest = 1 if cells and "|" in line else fewest
        yield cells


def _cells_of(line: str, fewest: int) -> tuple[str, ...] | None:
    """The cells of a line; none for a ruling line of Markdown, None where it is mere text."""
    if "\t" in line:
        return tuple(plain(cell).strip() for cell in line.split("\t"))
    if line.count("|") < fewest:
        return None
    if _MARKDOWN_RULE.fullmatch(line):
        return ()
    return tuple(
        plain(cell).strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")
    )


def _listed_cells(lines: Sequence[str]) -> Iterator[Block]:
    """Word's own text of a table: a cell begins with a tab, rows are parted by empty lines."""
    first = next(number for number, line in enumerate(lines) if line.startswith("\t"))
    for number, line in enumerate(lines[:first], start=1):
        yield _line(line, number)
    cells = list(_cells_with_places(lines, first))
    begins, width = _header(cells)
    for number, text in cells[:begins]:
        yield from (_line(line, number) for line in [*text.split("\n"), ""])
    yield from _rows_of_cells(cells[begins:], width)


def _header(cells: Sequence[_Cell]) -> tuple[int, int]:
    """Where the heading of the roadmap's table begins, and how many cells it has."""
    kinds = [kind_of_title(plain(text)) for _, text in cells]
    titled = (place for place in range(len(kinds) - 2) if all(kinds[place : place + 3]))
    begins = next(titled, 0)
    closed = (place for place, (_, text) in enumerate(cells) if _is_closed(text) and place > begins)
    return begins, next(closed, len(cells) - 1) - begins + 1


def _rows_of_cells(cells: Sequence[_Cell], width: int) -> Iterator[Row]:
    """Rows of the heading's width; a heading alone before an empty line is a row by itself."""
    row: list[_Cell] = []
    for cell in cells:
        row.append(cell)
        alone = len(row) == 1 and _is_closed(cell[1]) and is_heading(cell[1])
        if len(row) == width or alone:
            yield _row(row)
            row = []
    if row:
        yield _row(row)


def _row(cells: Sequence[_Cell]) -> Row:
    return Row(tuple(plain(text).strip() for _, text in cells), f"строка {cells[0][0]}")


def _is_closed(text: str) -> bool:
    """Whether an empty line follows the cell."""
    return text.endswith("\n")


def _cells_with_places(lines: Sequence[str], first: int) -> Iterator[_Cell]:
    """The cells of Word's text in their order."""
    start, text = first + 1, lines[first][1:]
    for number, line in enumerate(lines[first + 1 :], start=first + 2):
        if line.startswith("\t"):
            yield start, text
            start, text = number, line[1:]
        else:
            text += "\n" + line
    yield start, text
