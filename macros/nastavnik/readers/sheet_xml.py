"""Tables XML 2003 («Таблица XML»), which many systems save under the name of an .xls."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from nastavnik.model.findings import Value
from nastavnik.model.grid import Grid, Position, as_moment, as_number
from nastavnik.readers.limits import MAX_LISTED_CELLS
from nastavnik.readers.refusals import Refusal, RefusedError
from nastavnik.readers.sheet import Marks, ReadSheet

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_EXCEL = "{urn:schemas-microsoft-com:office:excel}"


def xml_sheets(content: bytes, name: str) -> Iterator[ReadSheet]:
    """The sheets of a table XML 2003.

    Raises:
        RefusedError: it is damaged, or has too many cells.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        book = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise RefusedError(Refusal.DAMAGED_BOOK, name) from error
    if book is None:
        raise RefusedError(Refusal.DAMAGED_BOOK, name)
    struck = {
        style.get(f"{_SS}ID")
        for style in book.iter(f"{_SS}Style")
        if any(font.get(f"{_SS}StrikeThrough") == "1" for font in style.iter(f"{_SS}Font"))
    }
    for sheet in book.iter(f"{_SS}Worksheet"):
        visible = sheet.findtext(f"{_EXCEL}WorksheetOptions/{_EXCEL}Visible", "")
        is_hidden, title = visible.startswith("SheetHidden"), sheet.get(f"{_SS}Name", "")
        yield ReadSheet(title, _grid(sheet, name), is_hidden, _marks(sheet, struck))


def _grid(sheet: Any, name: str) -> Grid:
    held: dict[Position, Value] = {}
    errors: dict[Position, str] = {}
    merged: list[tuple[Position, Position]] = []
    for place, cell in _cells(sheet):
        data = cell.find(f"{_SS}Data")
        if data is not None and data.get(f"{_SS}Type") == "Error":
            errors[place] = _text(data)
        elif data is not None:
            held[place] = _value(data)
        down, right = (int(cell.get(f"{_SS}Merge{way}", 0)) for way in ("Down", "Across"))
        if down or right:
            merged.append((place, (place[0] + down, place[1] + right)))
    return Grid(_rows(held, name), errors, merged=tuple(merged))


def _marks(sheet: Any, struck: Collection[str]) -> Marks:
    hidden, crossed, comments = set(), set(), {}
    for place, cell in _cells(sheet):
        if cell.getparent().get(f"{_SS}Hidden") == "1":
            hidden.add(place[0])
        if cell.get(f"{_SS}StyleID") in struck:
            crossed.add(place)
        if (comment := cell.find(f"{_SS}Comment/{_SS}Data")) is not None:
            comments[place] = _text(comment)
    return Marks(frozenset(hidden), frozenset(crossed), comments)


def _cells(sheet: Any) -> Iterator[tuple[Position, Any]]:
    """Cells with their places: one without an index stands right of the one before."""
    row = 0
    for line in sheet.iterfind(f"{_SS}Table/{_SS}Row"):
        row = int(line.get(f"{_SS}Index", row + 1))
        column = 0
        for cell in line.iterfind(f"{_SS}Cell"):
            column = int(cell.get(f"{_SS}Index", column + 1))
            yield (row, column), cell
            column += int(cell.get(f"{_SS}MergeAcross", 0))
        row += int(line.get(f"{_SS}Span", 0))


def _rows(held: dict[Position, Value], name: str) -> list[list[Value]]:
    if not held:
        return []
    height, width = (max(side) for side in zip(*held, strict=True))
    if height * width > MAX_LISTED_CELLS:
        raise RefusedError(Refusal.TOO_BIG, name)
    rows: list[list[Value]] = [[None] * width for _ in range(height)]
    for (row, column), value in held.items():
        rows[row - 1][column - 1] = value
    return rows


def _text(data: Any) -> str:
    return "".join(data.itertext())


def _value(data: Any) -> Value:
    kind, text = data.get(f"{_SS}Type"), _text(data)
    try:
        if kind == "DateTime":
            return as_moment(datetime.fromisoformat(text))
        if kind == "Number":
            return as_number(float(text))
    except ValueError:
        return text or None
    return text in ("1", "true") if kind == "Boolean" else text or None
