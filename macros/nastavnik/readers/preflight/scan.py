"""What a sheet part holds, found with byte searches: a full parse would cost more than the read.

Every ordinary program writes a cell as `<c r="A1" …>`; the few that spell it otherwise (a prefix,
other quotes, no address) are first brought to this spelling.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from nastavnik.model.grid import Position, column_number, letters
from nastavnik.readers.limits import MAX_COLUMNS, MAX_ROW_BYTES, MAX_ROWS

_LONG, _WIDE = (89_999, 104), (9_999, 702)
_BEYOND = {
    _LONG: re.compile(rb'<c(?! r="[A-C]?[A-Z][0-8]?[0-9]{1,4}+")'),
    _WIDE: re.compile(rb'<c(?! r="[A-Z]{1,2}+[0-9]{1,4}+")'),
}
"""Finds a cell that lies beyond CZ89999 or ZZ9999, or is spelt otherwise.

Where there is none, nothing need be measured: so many cells a workbook may have.
"""

_VALUE = re.compile(rb"</(?:v|is)>")
_VALUED_CELL = re.compile(rb'<c r="([^"]*)"(?:[^>]*[^/>])?>\s*(?!</c>)<')
_CELL = re.compile(rb'<c r="([A-Z]+)([0-9]+)"([^>]*)>')
_ADDRESS = re.compile(rb"([A-Z]+)([0-9]+)")
_FORMULA_CELL = re.compile(
    rb'<c r="([A-Z]+)([0-9]+)"([^>]*)>\s*<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)'
    rb"\s*(?:<(v)(?:\s[^>]*)?(?:/>|>([^<]*)</v>))?"
)
_ERROR = re.compile(rb'\bt="e"')
_STORED = re.compile(rb"<v(?:\s[^>]*)?>([^<]*)</v>")
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*["']([^"']*)["']""")
_TAG = re.compile(rb"<(row|c)(?=[\s/>])((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>")
_OWN_ADDRESS = re.compile(rb"""\sr\s*=\s*["']([^"']*)["']""")
_NO_MARKUP = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>", re.DOTALL)

# a pattern finds a few bytes in many twice as fast as `in` does
_PREFIXED = re.compile(rb":(?:c|row|sheetData)[\s/>]")
_FORMULA = re.compile(rb"<f")
_ERROR_TYPE = re.compile(rb't="e"')
_MERGES = re.compile(rb"mergeCell")


class TooBigError(Exception):
    """The sheet claims more than a workbook can hold."""


class OddSheetError(Exception):
    """A cell's address is none."""


class SheetScan:
    """What was found in one sheet part; no cell with a value lies beyond (`rows`, `columns`)."""

    def __init__(self) -> None:
        self.errors: dict[Position, str] = {}
        self.formulas: set[Position] = set()
        self.uncalculated: set[Position] = set()
        self.rows = self.columns = 0
        self.has_values = False
        self.merges = self.merged_cells = 0


def scan_sheet(blocks: Iterable[bytes], *, closely: bool = False) -> SheetScan:
    """The facts about a sheet from its part, read block by block.

    How far its values reach is known exactly if one looks `closely`, else at most too large.

    Raises:
        TooBigError: a row or a merged area is larger than a workbook can have.
        OddSheetError: a cell's address is none.
    """
    scan, speller = SheetScan(), _Speller()
    for block in _whole_rows(blocks):
        _count_merges(scan, block)
        rows = speller.usual(block)
        _widen(scan, [speller.bounds] if speller.bounds and not closely else _valued(rows))
        _scan_rows(scan, rows)
    return scan


def place(reference: bytes) -> Position:
    """(row, column) of an address such as C7.

    Raises:
        OddSheetError: it is none.
    """
    found = _ADDRESS.fullmatch(reference)
    if found is None:
        raise OddSheetError(reference[:20].decode("utf-8", "replace"))
    return int(found[2]), _column(found[1])


@lru_cache(maxsize=MAX_COLUMNS)
def _column(text: bytes) -> int:
    return column_number(text.decode())


def _whole_rows(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The blocks cut anew, so that each ends where a row begins."""
    kept = b""
    for block in blocks:
        at = max(kept.rfind(b"<row "), kept.rfind(b":row "))
        if at > 0:
            at = kept.rfind(b"<", 0, at + 1)
            yield kept[:at]
            kept = kept[at:]
        if len(kept) > MAX_ROW_BYTES:
            raise TooBigError("row")
        kept += block
    yield kept


def _widen(scan: SheetScan, places: Iterable[Position]) -> None:
    for row, column in places:
        scan.rows, scan.columns = max(scan.rows, row), max(scan.columns, column)


def _valued(rows: bytes) -> Iterator[Position]:
    """The positions of the cells with something in them."""
    return map(place, _VALUED_CELL.findall(rows))


def _scan_rows(scan: SheetScan, rows: bytes) -> None:
    if not scan.has_values:
        scan.has_values = _VALUE.search(rows) is not None
    if _FORMULA.search(rows):
        for column, row, attributes, is_stored, result in _FORMULA_CELL.findall(rows):
            position = (int(row), _column(column))
            scan.formulas.add(position)
            is_empty_text = is_stored and b't="str"' in attributes
            if not result and not is_empty_text:
                scan.uncalculated.add(position)
    if _ERROR_TYPE.search(rows):
        for found in _ERROR.finditer(rows):
            _note_error(scan, *_cell_around(rows, found.start()))


def _cell_around(rows: bytes, at: int) -> tuple[Position, bytes, bytes]:
    """Position, attributes and content of the cell that contains the byte at `at`."""
    found = _CELL.match(rows, max(rows.rfind(b"<c ", 0, at), 0))
    if found is None:
        raise OddSheetError("cell")
    end = rows.find(b"</c>", found.end())
    position = (int(found[2]), _column(found[1]))
    return position, found[3], rows[found.end() : max(end, found.end())]


def _note_error(scan: SheetScan, position: Position, attributes: bytes, body: bytes) -> None:
    stored = _STORED.search(body)
    if _ERROR.search(attributes) and stored and stored[1]:
        scan.errors[position] = stored[1].decode("utf-8", "replace")


def _count_merges(scan: SheetScan, block: bytes) -> None:
    first = _MERGES.search(block)
    if first is None:
        return
    for reference in _MERGED.findall(block, block.rfind(b"<", 0, first.start())):
        scan.merges += 1
        scan.merged_cells += _area(reference)


def _area(reference: bytes) -> int:
    first, _, last = reference.partition(b":")
    (top, left), (bottom, right) = place(first), place(last or first)
    if right > MAX_COLUMNS or bottom > MAX_ROWS:
        raise TooBigError("merge")
    return (right - left + 1) * (bottom - top + 1)


class _Speller:
    """Cuts out the rows and brings rare spellings of cells to the usual one.

    `bounds` are what no cell of the last block lies beyond, None if that takes measuring.
    """

    def __init__(self) -> None:
        self.started = self.finished = False
        self.bounds: Position | None = None
        self._row = self._column = 0

    def usual(self, block: bytes) -> bytes:
        """The rows of the block with every cell spelt `<c r="A1" …>`."""
        if _PREFIXED.search(block):
            block = re.sub(rb"<(/?)\w+:", rb"<\1", block)
        rows = self._inside(block)
        if b"!" in rows:
            rows = _NO_MARKUP.sub(b"", rows)
            if b"<!" in rows:
                raise OddSheetError("comment")
        found = (bounds for bounds, beyond in _BEYOND.items() if not beyond.search(rows))
        self.bounds = next(found, None)
        if not self.bounds and rows.count(b"<c") != rows.count(b'<c r="'):
            return _TAG.sub(self._spelt, rows)
        if last := _TAG.match(rows, max(rows.rfind(b"<row"), 0)):
            self._begin_row(_OWN_ADDRESS.search(last[2]))
        return rows

    def _inside(self, block: bytes) -> bytes:
        """What of the block lies between the ends of `sheetData`."""
        start = 0
        if not self.started:
            start = block.find(b"<sheetData")
            self.started = start >= 0
        if not self.started or self.finished:
            return b""
        end = block.rfind(b"</sheetData", start)
        self.finished = end >= 0
        return block[start:end] if self.finished else block[start:]

    def _begin_row(self, given: re.Match[bytes] | None) -> None:
        self._row = int(given[1]) if given and given[1].isdigit() else self._row + 1
        self._column = 0

    def _spelt(self, tag: re.Match[bytes]) -> bytes:
        name, attributes = tag[1], tag[2]
        given = _OWN_ADDRESS.search(attributes)
        if name == b"row":
            self._begin_row(given)
            return tag[0]
        own = given[1] if given else f"{letters(self._column + 1)}{self._row}".encode()
        self._column = place(own)[1]
        rest = attributes.replace(given[0], b"", 1) if given else attributes
        return b'<c r="%b"%b>' % (own, rest.replace(b"t='e'", b't="e"'))
