"""What the sheets of a document open in LibreOffice hold, asked for in few calls.

A sheet costs two calls: its values, and which of them are dates or formulas; where it has a 1 or
a 0, a third tells whether that is a yes or a no. Whether areas are merged is asked once for all
sheets that people fill in; only where some are, a search by halves finds them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from nastavnik.model.findings import Value
from nastavnik.model.grid import Cells, Grid, Position, address, as_number
from nastavnik.model.sheets import PICTURES, RECORDS

Uno = Any
"""An object of LibreOffice; its types are known only there."""
Area = tuple[Position, Position]

DATES_OR_FORMULAS = 2 | 16
"""com.sun.star.sheet.CellFlags: DATETIME, FORMULA."""
LOGICAL = 1024
"""com.sun.star.util.NumberFormat: shown as yes and no."""
FIRST_DATE, LAST_DATE = 3653, 109_574
"""Serial numbers of 1910 and 2199: what a formula gives outside of them is a number."""


def read_cells(document: Uno) -> Cells:
    """The values of every sheet of a document, in the order of the sheets."""
    origin = day_of(document.NullDate)
    used = [_used(sheet) for sheet in document.Sheets]
    merged = _merged_areas(document, used)
    return {
        sheet.Name: _grid(
            document,
            area,
            origin,
            merged.get(sheet.Name, ()),
            is_picture=sheet.Name in PICTURES,
        )
        for sheet, area in zip(document.Sheets, used, strict=True)
    }


def day_of(day: Uno) -> date:
    """A date of LibreOffice as ours."""
    return date(day.Year, day.Month, day.Day)


def _used(sheet: Uno) -> Uno:
    """The cells from A1 to the last one that is used."""
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    end = cursor.RangeAddress
    return sheet.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow)


def _grid(
    document: Uno, used: Uno, origin: date, merged: Sequence[Area], *, is_picture: bool
) -> Grid:
    """The values of a sheet. An error in a picture is no data: gaps in its charts are such."""
    marked = set(_positions(used.queryContentCells(DATES_OR_FORMULAS).RangeAddresses))
    rows = used.getDataArray()
    errors = {
        (row, column): str(used.getCellByPosition(column - 1, row - 1).String)
        for row, cells in enumerate(rows, start=1)
        for column, cell in enumerate(cells, start=1)
        if cell is None and not is_picture
    }
    places = _ones_and_noughts(rows)
    typed = _typed_truths(used, [place for place in places if place in marked])
    shown = _of_truths(document, used, [place for place in places if place not in marked])
    return grid_of(CalcSheet(rows, marked, errors, {*typed, *shown}, merged), origin)


class CalcSheet(NamedTuple):
    """A sheet as LibreOffice tells of it: `marked` cells are dates or formulas, `truths` a yes or
    a no; in `merged` areas only the first cell counts.
    """

    rows: Sequence[Sequence[str | float | None]]
    marked: Collection[Position]
    errors: Mapping[Position, str]
    truths: Collection[Position]
    merged: Sequence[Area]


def grid_of(facts: CalcSheet, origin: date) -> Grid:
    """The values of a sheet; `origin` is the day of the number 0."""
    rows: list[list[Value]] = []
    formulas: set[Position] = set()
    for row, cells in enumerate(facts.rows, start=1):
        values = [_value(c, (row, n) in facts.marked, origin) for n, c in enumerate(cells, 1)]
        rows.append(values)
        formulas |= {
            (row, n)
            for n, (cell, value) in enumerate(zip(cells, values, strict=True), start=1)
            if (row, n) in facts.marked and cell is not None and not isinstance(value, date)
        }
    for row, column in facts.truths:
        rows[row - 1][column - 1] = bool(rows[row - 1][column - 1])
    for area in facts.merged:
        _clear_covered(rows, area)
    kept = frozenset(formulas - set(facts.truths))
    return Grid(rows, facts.errors, formulas=kept, merged=tuple(facts.merged))


def _positions(addresses: Sequence[Uno]) -> Iterator[Position]:
    for a in addresses:
        for row in range(a.StartRow + 1, a.EndRow + 2):
            for column in range(a.StartColumn + 1, a.EndColumn + 2):
                yield row, column


def _value(cell: str | float | None, is_marked: bool, origin: date) -> Value:
    if cell is None or cell == "":
        return None
    if isinstance(cell, str):
        return cell
    if is_marked and FIRST_DATE <= cell <= LAST_DATE:
        return _moment(cell, origin)
    return as_number(cell)


def _moment(serial: float, origin: date) -> date:
    day = origin + timedelta(days=int(serial))
    seconds = round((serial - int(serial)) * 86_400)
    if not seconds:
        return day
    return datetime(day.year, day.month, day.day) + timedelta(seconds=seconds)


# yes and no


def _ones_and_noughts(rows: Sequence[Sequence[str | float | None]]) -> list[Position]:
    """The cells that may be yes or no, column by column."""
    found = [
        (row, column)
        for row, values in enumerate(rows, start=1)
        for column, value in enumerate(values, start=1)
        if value in (0, 1)
    ]
    return sorted(found, key=lambda place: place[1])


def _typed_truths(used: Uno, places: Sequence[Position]) -> list[Position]:
    """The formulas that only say yes or no: so LibreOffice reads these values of a file."""
    if not places:
        return []
    spelt = used.getFormulaArray()
    return [(row, c) for row, c in places if spelt[row - 1][c - 1] in ("=TRUE()", "=FALSE()")]


def _of_truths(document: Uno, used: Uno, places: Sequence[Position]) -> Iterator[Position]:
    """The cells of `places` with a format of yes and no; 0 for a format is one, or several."""
    if not places:
        return
    if number := _format_of(document, used, places):
        if document.NumberFormats.getByKey(number).Type & LOGICAL:
            yield from places
    elif len(places) > 1:
        half = len(places) // 2
        yield from _of_truths(document, used, places[:half])
        yield from _of_truths(document, used, places[half:])


def _format_of(document: Uno, used: Uno, places: Sequence[Position]) -> int:
    cells = document.createInstance("com.sun.star.sheet.SheetCellRanges")
    sheet = used.RangeAddress.Sheet
    cells.addRangeAddresses(tuple(_address(sheet, place) for place in places), True)
    return int(cells.NumberFormat or 0)


def _address(sheet: int, place: Position) -> Uno:
    """One cell as LibreOffice addresses it."""
    import uno  # there is a document, so this Python has it

    made = uno.createUnoStruct("com.sun.star.table.CellRangeAddress")
    made.Sheet = sheet
    made.StartRow = made.EndRow = place[0] - 1
    made.StartColumn = made.EndColumn = place[1] - 1
    return made


# merged areas


@dataclass(frozen=True, slots=True)
class _Box:
    """Cells over several sheets: the first and last sheet, row and column, from 0."""

    sheets: tuple[int, int]
    rows: tuple[int, int]
    columns: tuple[int, int]

    def halves(self) -> tuple[_Box, _Box] | None:
        """Two boxes that make up this one, sheets apart first; None where it is one cell."""
        for name in ("sheets", "rows", "columns"):
            first, last = getattr(self, name)
            if first < last:
                middle = (first + last) // 2
                return self._with(name, (first, middle)), self._with(name, (middle + 1, last))
        return None

    def _with(self, name: str, span: tuple[int, int]) -> _Box:
        kept = {"sheets": self.sheets, "rows": self.rows, "columns": self.columns}
        return _Box(**{**kept, name: span})


def _merged_areas(document: Uno, used: Sequence[Uno]) -> dict[str, list[Area]]:
    """The merged areas of the sheets that people fill in, by title."""
    titles = [str(name) for name in document.Sheets.ElementNames]
    filled = {record.sheet for record in RECORDS}
    places = [number for number, title in enumerate(titles) if title in filled]
    if not places:
        return {}
    ends = [used[number].RangeAddress for number in places]
    whole = _Box(
        (places[0], places[-1]),
        (0, max(end.EndRow for end in ends)),
        (0, max(end.EndColumn for end in ends)),
    )
    found: dict[str, list[Area]] = {}
    for number, row, column in _first_cells(document, titles, filled, whole):
        sheet = document.Sheets.getByIndex(number)
        cursor = sheet.createCursorByRange(sheet.getCellByPosition(column, row))
        cursor.collapseToMergedArea()
        end = cursor.RangeAddress
        area = ((row + 1, column + 1), (end.EndRow + 1, end.EndColumn + 1))
        found.setdefault(titles[number], []).append(area)
    return found


def _first_cells(
    document: Uno, titles: Sequence[str], filled: set[str], box: _Box
) -> Iterator[tuple[int, int, int]]:
    """(sheet, row, column) from 0 of the first cell of every merged area in the box."""
    if filled.isdisjoint(titles[box.sheets[0] : box.sheets[1] + 1]):
        return
    (cells,) = document.Sheets.getCellRangesByName(_spelt(titles, box))
    if not cells.getIsMerged():
        return
    halves = box.halves()
    if halves is None:
        yield box.sheets[0], box.rows[0], box.columns[0]
        return
    for half in halves:
        yield from _first_cells(document, titles, filled, half)


def _spelt(titles: Sequence[str], box: _Box) -> str:
    """The box as LibreOffice addresses it."""
    corners = zip(box.sheets, box.rows, box.columns, strict=True)
    return ":".join(
        f"$'{titles[sheet].replace(chr(39), chr(39) * 2)}'.{address(row + 1, column + 1)}"
        for sheet, row, column in corners
    )


def _clear_covered(rows: list[list[Value]], area: Area) -> None:
    """Only the first cell of a merged area counts; others may hold what nobody sees."""
    (top, left), (bottom, right) = area
    for number in range(top, min(bottom, len(rows)) + 1):
        row = rows[number - 1]
        for column in range(left, min(right, len(row)) + 1):
            if (number, column) != (top, left):
                row[column - 1] = None
