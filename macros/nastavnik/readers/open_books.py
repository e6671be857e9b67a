"""Workbooks of LibreOffice: .ods, walked through row by row.

python-calamine takes errors for empty cells here, and unrolls a row that is repeated without end.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from nastavnik.model.findings import Value
from nastavnik.model.grid import Grid, Position, as_moment, as_number
from nastavnik.readers.limits import MAX_LISTED_CELLS, MAX_PART_BYTES, MAX_REPEATED
from nastavnik.readers.refusals import Refusal, RefusedError
from nastavnik.readers.sheet import Marks, ReadSheet

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")


def open_sheets(content: bytes, name: str) -> Iterator[ReadSheet]:
    """The sheets of an .ods, or of an .fods, which is the same in one part.

    Raises:
        RefusedError: it is damaged, closed by a password, or has too many cells.
    """
    from lxml import etree

    try:
        if not content.startswith(b"PK"):
            yield from _open_sheets(io.BytesIO(content), name)
            return
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise RefusedError(Refusal.PASSWORD, name)
            if archive.getinfo("content.xml").file_size > MAX_PART_BYTES:
                raise RefusedError(Refusal.TOO_BIG, name)
            with archive.open("content.xml") as part:
                yield from _open_sheets(part, name)
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, RuntimeError) as error:
        raise RefusedError(Refusal.DAMAGED_BOOK, name) from error


def _open_sheets(part: Any, name: str) -> Iterator[ReadSheet]:
    from lxml import etree

    hiding, striking = set[str](), set[str]()
    table: _OpenTable | None = None
    tags = [f"{_TABLE}table", f"{_TABLE}table-row", f"{_STYLE}style"]
    for event, node in etree.iterparse(
        part, events=("start", "end"), tag=tags, resolve_entities=False, no_network=True
    ):
        is_end = event == "end"
        if node.tag == f"{_STYLE}style":
            if is_end and any(of.get(f"{_TABLE}display") == "false" for of in node):
                hiding.add(node.get(f"{_STYLE}name"))
            if is_end and any(of.get(_THROUGH, "none") != "none" for of in node):
                striking.add(node.get(f"{_STYLE}name"))
        elif node.tag == f"{_TABLE}table-row":
            if is_end and table:
                table.take(node)
                node.clear()
        elif not is_end:
            table = _OpenTable(node.get(f"{_TABLE}name", ""), name, striking)
        elif table:
            yield table.sheet(hidden=node.get(f"{_TABLE}style-name") in hiding)
            table = None


_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_THROUGH = f"{_STYLE}text-line-through-style"
_SEEN = "visible"


@dataclass
class _OpenTable:
    """A table of an .ods while its rows come in; empty rows wait until a filled one follows."""

    title: str
    file: str
    striking: Collection[str] = ()
    rows: list[list[Value]] = field(default_factory=list)
    errors: dict[Position, str] = field(default_factory=dict)
    merged: list[tuple[Position, Position]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    struck: set[Position] = field(default_factory=set)
    comments: dict[Position, str] = field(default_factory=dict)
    waiting: int = 0
    held: int = 0

    def take(self, row: Any) -> None:
        """Add a row, as often as it is repeated."""
        times = int(row.get(f"{_TABLE}number-rows-repeated", 1))
        cells = list(self._cells(row))
        if not cells:
            self.waiting += times
            return
        self.held += times * len(cells) + self.waiting
        if times > MAX_REPEATED or self.held > MAX_LISTED_CELLS:
            raise RefusedError(Refusal.TOO_BIG, self.file)
        self.rows += [[] for _ in range(self.waiting)]
        self.waiting = 0
        for _ in range(times):
            if row.get(f"{_TABLE}visibility", _SEEN) != _SEEN:
                self.hidden.add(len(self.rows) + 1)
            self._put(cells)

    def _put(self, cells: Sequence[tuple[int, Any]]) -> None:
        """One row of cells, each with its column from 1."""
        row: list[Value] = [None] * cells[-1][0]
        number = len(self.rows) + 1
        for column, cell in cells:
            row[column - 1] = _open_value(cell)
            self._mark((number, column), cell)
            if cell.get(f"{_CALC}value-type") == "error":
                self.errors[number, column] = _paragraphs(cell) or "#VALUE!"
                row[column - 1] = None
            down, right = (int(cell.get(f"{_TABLE}number-{side}-spanned", 1))
                           for side in ("rows", "columns"))  # fmt: skip
            if down > 1 or right > 1:
                self.merged.append(((number, column), (number + down - 1, column + right - 1)))
        self.rows.append(row)

    def _mark(self, place: Position, cell: Any) -> None:
        if cell.get(f"{_TABLE}style-name") in self.striking:
            self.struck.add(place)
        if (comment := cell.find(f"{_OFFICE}annotation")) is not None:
            self.comments[place] = _paragraphs(comment)

    def _cells(self, row: Any) -> Iterator[tuple[int, Any]]:
        """The filled cells of a row with their columns."""
        column = 1
        for cell in row.iterchildren(*_CELLS):
            times = int(cell.get(f"{_TABLE}number-columns-repeated", 1))
            if cell.get(f"{_OFFICE}value-type") and cell.tag == _CELLS[0]:
                if times > MAX_REPEATED:
                    raise RefusedError(Refusal.TOO_BIG, self.file)
                yield from ((column + more, cell) for more in range(times))
            column += times

    def sheet(self, *, hidden: bool) -> ReadSheet:
        """The table as a sheet."""
        grid = Grid(self.rows, self.errors, merged=tuple(self.merged))
        marks = Marks(frozenset(self.hidden), frozenset(self.struck), self.comments)
        return ReadSheet(self.title, grid, hidden, marks)


TRUE = ("true", "1")
"""How XML spells a yes: LibreOffice the first, OnlyOffice and Р7 the second."""


def _open_value(cell: Any) -> Value:
    kind = cell.get(f"{_OFFICE}value-type")
    if kind == "date":
        text = cell.get(f"{_OFFICE}date-value", "")
        return as_moment(datetime.fromisoformat(text)) if _is_moment(text) else text or None
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value") in TRUE
    if kind in ("float", "percentage", "currency"):
        return as_number(float(cell.get(f"{_OFFICE}value", "0")))
    return _paragraphs(cell) or cell.get(f"{_OFFICE}string-value") or None


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _paragraphs(cell: Any) -> str:
    """The lines of a cell; its comment is no part of it."""
    return "\n".join("".join(_pieces(part)) for part in cell.iterchildren(f"{_TEXT}p")).strip()


def _pieces(node: Any) -> Iterator[str]:
    blanks = {f"{_TEXT}s": " " * int(node.get(f"{_TEXT}c", 1)), f"{_TEXT}tab": "\t",
              f"{_TEXT}line-break": "\n"}  # fmt: skip
    yield blanks.get(node.tag, "") + (node.text or "")
    for child in node:
        if isinstance(child.tag, str) and child.tag != f"{_OFFICE}annotation":
            yield from _pieces(child)
        yield child.tail or ""
