"""What Excel does with the calls that xlwings' remote engine writes down, as far as we use them."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from nastavnik.model.changes import CellValue, Link, Patch
from nastavnik.model.grid import Position, letters, position
from nastavnik.workbooks.closed import ClosedBook

_LINK = re.compile(r"""=HYPERLINK\("#'(?P<sheet>[^']*)'!(?P<cell>\w+)","(?P<text>[^"]*)"\)""")
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def now() -> datetime:
    return datetime(2026, 10, 15, 12, 0)


class StandIn:
    """A file as if open in Excel: gives xlwings the book's JSON, carries out its actions."""

    def __init__(self, path: Path, folder: Path) -> None:
        self._path, self._folder = path, folder
        self._numbers = itertools.count()
        self._done = 0
        self._formats: dict[tuple[str, Position], str] = {}
        self._written: dict[str, dict[Position, CellValue]] = {}
        self._ends: dict[str, tuple[int, int]] = {}
        self.calls: Counter[str] = Counter()
        self.is_drawing = True
        self._file = load_workbook(path)
        self.titles = self._file.sheetnames
        self.api = self._json()
        self.book: Any = None

    def open(self) -> Any:
        """The book in real xlwings code."""
        import xlwings

        self.book = xlwings.Book(json=self.api)
        return self.book

    def saved(self) -> Path:
        """The file as Excel would save it now."""
        self._carry_out()
        copy = self._folder / f"saved{next(self._numbers)}.xlsx"
        copy.write_bytes(self._path.read_bytes())
        book = ClosedBook(copy, now)
        book.apply(
            [
                Patch(title, self._written.get(title, {}), *self._ends.get(title, (None, None)))
                for title in {*self._written, *self._ends}
            ]
        )
        return copy

    def refresh(self) -> None:
        """Let xlwings see what it has written: its engine keeps the values it began with."""
        self._carry_out()
        cells = ClosedBook(self.saved(), now).read()
        for sheet in self.api["sheets"]:
            sheet["values"] = _values(cells[sheet["name"]].rows)

    def _json(self) -> dict[str, Any]:
        cells = ClosedBook(self._path, now).read()
        sheets = [
            {
                "name": title,
                "values": _values(grid.rows),
                "pictures": [],
                "tables": [
                    _table(table.name, table.ref) for table in self._file[title].tables.values()
                ],
            }
            for title, grid in cells.items()
        ]
        about = {"name": str(self._path), "active_sheet_index": 0, "selection": "A1"}
        return {
            "client": "Office.js",
            "version": "dev",
            "book": about,
            "names": [],
            "sheets": sheets,
        }

    def _carry_out(self) -> None:
        actions = self.book.json()["actions"] if self.book else []
        for action in actions[self._done :]:
            getattr(self, f"_do_{action['func']}")(action)
        self._done = len(actions)

    def _do_setScreenUpdating(self, action: Mapping[str, Any]) -> None:  # noqa: N802
        self.is_drawing = bool(action["args"][0])

    def _do_setNumberFormat(self, action: Mapping[str, Any]) -> None:  # noqa: N802
        for place in _places(action):
            self._formats[self._title(action), place] = action["args"][0]

    def _do_resizeTable(self, action: Mapping[str, Any]) -> None:  # noqa: N802
        first, last = (position(c) for c in action["args"][1].replace("$", "").split(":"))
        title = self._title(action)
        self._ends[title] = first[0], last[0]

    def _do_setValues(self, action: Mapping[str, Any]) -> None:  # noqa: N802
        title = self._title(action)
        self.calls[title] += 1
        values = itertools.chain.from_iterable(action["values"])
        for place, value in zip(_places(action), values, strict=True):
            number_format = self._formats.get((title, place)) or self._format(title, place)
            self._written.setdefault(title, {})[place] = entered(value, number_format)

    def _format(self, title: str, place: Position) -> str:
        sheet = self._file[title]
        cell = sheet._cells.get(place)
        return str((cell or sheet.column_dimensions[letters(place[1])]).number_format)

    def _title(self, action: Mapping[str, Any]) -> str:
        return str(self.titles[action["sheet_position"]])


def entered(value: Any, number_format: str) -> CellValue:
    """What a cell of this format holds after a value was put into it, as Excel would have it."""
    if value in ("", None):
        return None
    if number_format == "@":
        return str(value)
    kept: CellValue = _understood(value) if isinstance(value, str) else value
    return kept


def _understood(text: str) -> CellValue:
    """A text put into an ordinary cell: a link, a date, a number, or a text after all."""
    if link := _LINK.fullmatch(text):
        return Link(link["sheet"], link["cell"], link["text"])
    for pattern, order in ((_DAY, (2, 1, 0)), (_ISO, (0, 1, 2))):
        if found := pattern.fullmatch(text):
            year, month, day = (int(found.groups()[n]) for n in order)
            return date(year, month, day)
    try:
        return float(text)
    except ValueError:
        return text.removeprefix("'").removeprefix("=")


def _places(action: Mapping[str, Any]) -> list[Position]:
    top, left = action["start_row"] + 1, action["start_column"] + 1
    return [
        (row, column)
        for row in range(top, top + action["row_count"])
        for column in range(left, left + action["column_count"])
    ]


def _values(rows: Any) -> list[list[Any]]:
    width = max((len(row) for row in rows), default=0)
    return [[_spelt(value) for value in (*row, *[None] * (width - len(row)))] for row in rows]


def _spelt(value: Any) -> Any:
    if isinstance(value, date):
        moment = value if isinstance(value, datetime) else datetime(*value.timetuple()[:3])
        return f"{moment.isoformat()}.000Z"
    return "" if value is None else value


def _table(name: str, area: str) -> dict[str, Any]:
    return {"name": name, "range_address": area, "data_body_range_address": area}
