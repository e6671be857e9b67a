"""PDF: where its words and ruling lines stand decides what is a table, and what is in its cells."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from nastavnik.readers.blocks import Block, Line, Row
from nastavnik.readers.drawn_tables import PAGE_GAP, drawn_blocks
from nastavnik.readers.limits import MAX_PAGES
from nastavnik.readers.page import PageWord, cell_text, lines_of, text_of
from nastavnik.readers.refusals import Refusal, RefusedError

_NEAR = 3.0
"""Edges of cells that are no further apart, in points, are one."""
_FEWEST_RULES = 3
_USUAL = 0.8
_PAGE_NUMBER = re.compile(r"[-–— ]*\d{1,3}[-–— ]*")


class _RuledCell(NamedTuple):
    """A cell between ruling lines."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, word: PageWord) -> bool:
        """Whether the middle of a word is inside."""
        across = (word.left + word.right) / 2
        return self.left <= across <= self.right and self.top <= word.middle <= self.bottom


class _Page(NamedTuple):
    """The words of a page, its tables between ruling lines, and rules across it."""

    words: list[PageWord]
    tables: list[list[_RuledCell]]
    rules: list[float]


def pdf_blocks(content: bytes, name: str) -> Iterator[Block]:
    """Lines and rows of a PDF in their order; nothing where its pages are pictures.

    Raises:
        RefusedError: it has too many pages.
    """
    import pdfplumber

    with pdfplumber.open(io.BytesIO(content)) as document:
        if len(document.pages) > MAX_PAGES:
            raise RefusedError(Refusal.TOO_BIG, name)
        pages = []
        for page in document.pages:
            pages.append(_page(page))
            page.close()
    if any(page.tables for page in pages):
        yield from _ruled_blocks(pages)
        return
    pages = list(_joined(pages))
    rules = sorted(rule for page in pages for rule in page.rules)
    lines = [line for page in pages for line in lines_of(page.words)]
    if any(lines):
        yield from drawn_blocks(lines, rules=rules if len(rules) >= _FEWEST_RULES else ())


def _joined(pages: Sequence[_Page]) -> Iterator[_Page]:
    """The pages that have words, one right below another."""
    end = None
    for page in filter(lambda page: page.words, pages):
        first = min(page.words, key=lambda word: word.top)
        down = 0.0 if end is None else end + PAGE_GAP * first.height - first.top
        words = [w._replace(top=w.top + down, bottom=w.bottom + down) for w in page.words]
        end = max(word.bottom for word in words)
        yield _Page(words, [], [rule + down for rule in page.rules])


def _page(page: Any) -> _Page:
    words = [
        PageWord(word["x0"], word["top"], word["x1"], word["bottom"], word["text"])
        for word in page.dedupe_chars().extract_words(use_text_flow=False)
    ]
    tables = [[_RuledCell(*cell) for cell in table.cells] for table in page.find_tables()]
    half = float(page.width) / 2
    rules = [edge["top"] for edge in page.horizontal_edges if edge["x1"] - edge["x0"] > half]
    return _Page(_numberless(words), [table for table in tables if _is_table(table)], rules)


def _is_table(cells: Sequence[_RuledCell]) -> bool:
    """A frame around a page or a paragraph is none."""
    return len({round(cell.left) for cell in cells}) > 1 and len({round(c.top) for c in cells}) > 1


def _numberless(words: list[PageWord]) -> list[PageWord]:
    """The words of a page less its number at the top or bottom."""
    lines = lines_of(words)
    for line in (lines[:1], lines[-1:]) if len(lines) > 1 else ():
        if _PAGE_NUMBER.fullmatch(text_of(line[0])):
            words = [word for word in words if word not in line[0]]
    return words


def _ruled_blocks(pages: Sequence[_Page]) -> Iterator[Block]:
    """Text line by line, and the tables between ruling lines; one may go on over pages."""
    table = _RuledTable()
    for page in pages:
        words = list(page.words)
        for cells in sorted(page.tables, key=lambda cells: min(cell.top for cell in cells)):
            top, bottom = min(c.top for c in cells), max(c.bottom for c in cells)
            before = [word for word in words if word.middle < top]
            inside = [word for word in words if top <= word.middle <= bottom]
            words = [word for word in words if word.middle > bottom]
            if before or not table.goes_on_in(cells):
                yield from table.rows()
                yield from _text(before)
                table = _RuledTable(table.number + 1)
            table.add(cells, inside)
        if words:
            yield from table.rows()
            yield from _text(words)
            table = _RuledTable(table.number)
    yield from table.rows()


class _RuledTable:
    """A table while the parts of it that stand on several pages are put together."""

    def __init__(self, number: int = 0) -> None:
        self.number = number
        self._lefts: list[float] = []
        self._rows: list[tuple[list[str], set[int]]] = []

    def goes_on_in(self, cells: Sequence[_RuledCell]) -> bool:
        """Whether the cells on another page have the same columns."""
        return _same(_distinct(cell.left for cell in cells), self._lefts)

    def add(self, cells: Sequence[_RuledCell], words: Sequence[PageWord]) -> None:
        """Take the cells of one page; a row that the page's end cut in two becomes whole."""
        self._lefts = self._lefts or _distinct(cell.left for cell in cells)
        rows = list(_rows(cells, words, self._lefts))
        if rows and self._rows and rows[0][0] == self._rows[0][0]:
            del rows[0]  # titles that stand at the head of every page
        if rows and self._rows and self._is_rest(rows[0][0]):
            rest, _ = rows.pop(0)
            last, _ = self._rows[-1]
            last[:] = ["\n".join(filter(None, both)) for both in zip(last, rest, strict=True)]
        self._rows += rows

    def _is_rest(self, cells: Sequence[str]) -> bool:
        """Whether a row lacks what nearly every other has: its first cell."""
        filled = sum(bool(row[0]) for row, _ in self._rows)
        return not cells[0] and any(cells) and filled > _USUAL * len(self._rows)

    def rows(self) -> Iterator[Row]:
        """The rows of the whole table."""
        for order, (cells, merged) in enumerate(self._rows, start=1):
            place = f"таблица {self.number}, строка {order}"
            yield Row(tuple(cells), place, self.number, frozenset(merged))


def _same(first: Sequence[float], second: Sequence[float]) -> bool:
    return len(first) == len(second) and all(
        abs(one - other) < _NEAR for one, other in zip(first, second, strict=True)
    )


def _text(words: Sequence[PageWord]) -> Iterator[Line]:
    for line in lines_of(words):
        yield Line(text_of(line), "текст вне таблиц")


def _distinct(places: Iterator[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _NEAR:
            found.append(place)
    return found


def _rows(
    cells: Sequence[_RuledCell], words: Sequence[PageWord], lefts: Sequence[float]
) -> Iterator[tuple[list[str], set[int]]]:
    """(texts, columns that continue the cell above) of each row of a page's table."""
    texts = {cell: _text_in(cell, words) for cell in cells}
    for top in _distinct(cell.top for cell in cells):
        row, merged = [""] * len(lefts), set[int]()
        for cell, text in texts.items():
            if cell.top - _NEAR < top < cell.bottom - _NEAR:
                column = _index(lefts, cell.left)
                row[column] = text
                if top - cell.top > _NEAR:
                    merged.add(column)
        yield row, merged


def _index(lefts: Sequence[float], left: float) -> int:
    return min(range(len(lefts)), key=lambda column: abs(lefts[column] - left))


def _text_in(cell: _RuledCell, words: Sequence[PageWord]) -> str:
    held = [word for word in words if cell.holds(word)]
    if not held:
        return ""
    margin = max(min(word.left for word in held) - cell.left, 0.0)
    return cell_text(lines_of(held), cell.right - min(margin, _MOST_MARGIN))


_MOST_MARGIN = 8.0
"""Text further from the edge of its cell is not set against it."""
