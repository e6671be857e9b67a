"""Whom the rows of a list join: both sides of a row, or its person and the other whom it names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from nastavnik.model.cell_reader import Lists
from nastavnik.model.findings import Value
from nastavnik.model.schema import Record
from nastavnik.model.sheets import Mentee, Mentor
from nastavnik.model.text import tidy
from nastavnik.people_import.cells.cleaning import clean_name, shown
from nastavnik.people_import.columns.contents import is_name, may_name, name_part, names_in
from nastavnik.people_import.columns.pair_columns import days_of, is_unclear, told
from nastavnik.people_import.model import (
    NAME,
    OF_PAIRS,
    SKIPPED,
    ColumnMapping,
    ListTable,
    NamedPair,
)
from nastavnik.people_import.pairs import SIDES
from nastavnik.people_import.people.rows import TableReader
from nastavnik.people_import.people.values import at
from nastavnik.people_import.roles.captions import side_in
from nastavnik.russian.dates import SchoolYear

Names = Mapping[type[Record], Sequence[str]]
"""The names of a row by the sides of a pair."""


def named_pairs(readers: Iterable[TableReader], lists: Lists) -> Iterator[NamedPair]:
    """Every pair that the tables name, in the order of their rows."""
    tables: dict[str, list[TableReader]] = defaultdict(list)
    for reader in readers:
        tables[reader.table.source.at()].append(reader)
    for those in tables.values():
        table = those[0].table
        titles = (c.title for r in those for c in r.shown.columns if c.field in (NAME, SKIPPED))
        said = (*titles, *reversed(table.source.captions))
        year = next(filter(None, map(SchoolYear.parse, said)), None)
        for row in table.rows:
            names = _two_sides(those, row) if table.is_side else _named_beside(those[0], row)
            values = {k: v for each in those for k, v in _told(each, row, lists).items()}
            unclear = tuple(dict.fromkeys(u for each in those for u in _unclear(each, row, lists)))
            for mentor, mentee in product(names.get(Mentor, ()), names.get(Mentee, ())):
                place = table.source.at(row)
                yield NamedPair(mentor, mentee, place, table.source.file, year, values, unclear)


def _two_sides(readers: Iterable[TableReader], row: int) -> Names:
    """Who stands on each side of a row; "" on the side that is empty, nothing in an empty row."""
    found = _own(readers, row)
    return {side: found.get(side) or [""] for side in SIDES} if found else {}


def _named_beside(reader: TableReader, row: int) -> Names:
    """The people of a row and those whom its columns of the other side name."""
    found = _own([reader], row)
    if len(found) != 1:
        return {}
    for column in reader.shown.columns:
        side = side_in(column.title)
        if side and side not in found and reader.values.names_other(column):
            return {**found, side: _names(reader.table, row, column.column)}
    return {}


def _own(readers: Iterable[TableReader], row: int) -> Names:
    """The people who were read from a row."""
    found: dict[type[Record], list[str]] = defaultdict(list)
    for reader in readers:
        for person in reader.named.get(row, ()):
            if person.record in SIDES:
                found[person.record].append(person.name)
    return found


def _names(table: ListTable, row: int, column: int) -> list[str]:
    """The names in a cell, or its text as it stands: that nobody is called so will be asked."""
    text = tidy(shown(at(table.source.grid.rows[row - 1], column)))
    names = [clean_name(name_part(name)) for name in names_in(text) if is_name(name)]
    return names or ([text] if may_name(text) else [])


def _told(reader: TableReader, row: int, lists: Lists) -> dict[str, Any]:
    """What the columns of a row tell of its pair."""
    values: dict[str, Any] = {}
    for found, cell in _cells_of_pair(reader, row):
        if is_unclear(found.field, cell, lists):
            values |= dict.fromkeys(days_of(found.field))
        values |= told(found.field, cell, lists)
    return values


def _unclear(reader: TableReader, row: int, lists: Lists) -> Iterator[tuple[str, str]]:
    """The titles and the texts of the cells that cannot be read."""
    for found, cell in _cells_of_pair(reader, row):
        if is_unclear(found.field, cell, lists):
            yield found.title, shown(cell)


def _cells_of_pair(reader: TableReader, row: int) -> Iterator[tuple[ColumnMapping, Value]]:
    """The columns that tell of the pair, with their cells in a row."""
    cells = reader.table.source.grid.rows[row - 1]
    for found in reader.shown.columns:
        if found.field in OF_PAIRS:
            yield found, at(cells, found.column)
