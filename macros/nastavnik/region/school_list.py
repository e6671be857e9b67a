"""A list of schools that a coordinator has: a table with names, and perhaps ИНН and more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from nastavnik.model.errors import JobError
from nastavnik.model.text import fold, tidy
from nastavnik.readers.blocks import Row
from nastavnik.readers.reading import WORKBOOKS, blocks_of, sheets_of
from nastavnik.readers.sheet import ReadSheet
from nastavnik.readers.sheets import sheet_rows
from nastavnik.readers.sniff import FileKind, kind_of
from nastavnik.readers.text import text_grid
from nastavnik.region.sheets import ExpectedSchool

_HEADS = {
    "name": re.compile(r"школ|наименован|назван|организац|учрежден|\bоо\b"),
    "inn": re.compile(r"\bинн\b"),
    "email": re.compile(r"почт|e-?mail|mail"),
    "former": re.compile(r"прежн|бывш|ранее|старое"),
    "excused": re.compile(r"не участв|причин"),
}
_INN = re.compile(r"\d{10}|\d{12}")
_SCHOOL = re.compile(r"школ|гимнази|лице[йя]|сош|оош|колледж|техникум|детск|центр|дом|интернат")
_ORDER = ("former", "excused", "inn", "email", "name")
_TITLES = {"школа", "школы", "наименование", "название", "организация", "учреждение"}
_HEAD_ROWS, _LONGEST_HEAD = 12, 60


def schools_in(content: bytes, name: str) -> list[ExpectedSchool]:
    """The schools of a list, in its order.

    Raises:
        JobError: the file cannot be read, or there is no list of schools in it.
    """
    rows = [[tidy(cell) for cell in row.cells] for row in _rows(content, name)]
    found = list(_schools(rows))
    if not found:
        raise JobError(
            f"В файле «{name}» не видно списка школ: нужна таблица со столбцом «Школа» и, если "
            "можно, «ИНН»"
        )
    return found


def _rows(content: bytes, name: str) -> Iterator[Row]:
    kind = kind_of(content, name)
    if kind in WORKBOOKS:
        yield from sheet_rows(sheets_of(content, kind, name))
    elif kind is FileKind.TEXT:
        yield from sheet_rows([ReadSheet(name, text_grid(content, name))])
    else:
        yield from (block for block in blocks_of(content, kind, name) if isinstance(block, Row))


def _schools(rows: Sequence[Sequence[str]]) -> Iterator[ExpectedSchool]:
    start, columns = _head(rows)
    for cells in rows[start:]:
        values = {field: cells[n] for field, n in columns.items() if n < len(cells) and cells[n]}
        if "inn" in values and not _INN.fullmatch(values["inn"]):
            values["inn"] = values["inn"].zfill(10) if values["inn"].isdecimal() else ""
        title = values.get("name", "")
        is_head = fold(title) in _TITLES or fold(title).startswith(("итого", "всего"))
        if title and not is_head:
            yield ExpectedSchool(row=0, **values)


def _head(rows: Sequence[Sequence[str]]) -> tuple[int, Mapping[str, int]]:
    """The row after the headers and the column of each field; without headers by what stands there.

    A column is taken by the first field whose words it has; «прежнее наименование» is no name.
    """
    heads = {
        number: columns
        for number, cells in enumerate(rows[:_HEAD_ROWS], start=1)
        if "name" in (columns := _fields(cells)) and not any(map(_INN.fullmatch, cells))
    }
    if not heads:
        return 0, _by_content(rows)
    best = max(heads, key=lambda number: len(heads[number]))
    return best, heads[best]


def _fields(cells: Sequence[str]) -> dict[str, int]:
    """The column of each field that a row of headers names."""
    columns: dict[str, int] = {}
    for place, cell in enumerate(cells):
        named = (field for field in _ORDER if _HEADS[field].search(fold(cell)))
        field = next((field for field in named if field not in columns), None)
        if field and len(cell) < _LONGEST_HEAD:
            columns[field] = place
    return columns


def _by_content(rows: Sequence[Sequence[str]]) -> Mapping[str, int]:
    columns: dict[str, int] = {}
    for cells in rows[:_HEAD_ROWS]:
        for place, cell in enumerate(cells):
            if _INN.fullmatch(cell):
                columns.setdefault("inn", place)
            elif _SCHOOL.search(fold(cell)):
                columns.setdefault("name", place)
    return columns if "name" in columns else {}
