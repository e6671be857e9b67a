"""Tables of a sheet: where they stand, and how one is made longer or shorter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nastavnik.workbooks.ooxml.archive import Archive
from nastavnik.workbooks.ooxml.outline import elements, relationships
from nastavnik.workbooks.port import BookError

_REFERENCE = re.compile(r"([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)")
_REF_OF = rb'(<(?:\w+:)?%b\s(?:[^>]*?\s)?ref=")[^"]*(")'


@dataclass(frozen=True, slots=True)
class TablePart:
    """A table: its name, the part that declares it, its area, and whether a totals row ends it."""

    name: str
    part: str
    area: str
    has_totals: bool

    @property
    def first_row(self) -> int:
        """The number of its header row."""
        return int(_corners(self.area)[1])


def tables_of(archive: Archive, sheet_part: str) -> Iterator[TablePart]:
    """The tables that stand on the sheet of this part."""
    for _, kind, part in relationships(archive, sheet_part):
        if kind == "table" and part in archive:
            given = elements(archive.read(part))[0].attributes
            name = given.get("displayName") or given.get("name", "")
            has_totals = given.get("totalsRowCount", "0") != "0"
            yield TablePart(name, part, given.get("ref", "A1:A1"), has_totals)


def resized(archive: Archive, table: TablePart, last_row: int) -> bytes:
    """The table's part with its area ending at `last_row`; the same bytes where it does already.

    Raises:
        BookError: the table ends with a totals row, which would be overwritten.
    """
    xml = archive.read(table.part)
    left, top, right, bottom = _corners(table.area)
    last_row = max(last_row, int(top) + 1)
    if last_row == int(bottom):
        return xml
    if table.has_totals:
        raise BookError(
            f"Таблица «{table.name}» кончается строкой итогов: уберите её "
            "(«Конструктор таблиц → Строка итогов») и повторите"
        )
    area = f"{left}{top}:{right}{last_row}".encode()
    for tag in (b"table", b"autoFilter"):
        xml = re.sub(_REF_OF % tag, rb"\g<1>%b\g<2>" % area, xml, count=1)
    return xml


def _corners(area: str) -> tuple[str, str, str, str]:
    found = _REFERENCE.fullmatch(area)
    if found is None:
        raise BookError(f"Таблица занимает непонятное место «{area}»: создайте её заново")
    left, top, right, bottom = found.groups()
    return left, top, right, bottom
