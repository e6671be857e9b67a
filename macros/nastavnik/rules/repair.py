"""One repair as data: what a cell held, what it should hold, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from nastavnik.model.changes import Link, Row, SetCell
from nastavnik.model.findings import Value
from nastavnik.model.grid import Position, address
from nastavnik.model.outcome import value_text
from nastavnik.model.sheets import RepairRow

TITLES = ("Где", "Что исправлено", "Было", "Стало")


@dataclass(frozen=True, slots=True)
class Repair:
    """One cell that is typed otherwise than it should be: what it held, what it should hold."""

    sheet: str
    row: int
    position: Position
    header: str
    before: Value
    after: Value
    what: str

    def as_json(self) -> dict[str, Any]:
        """The repair in the shape other programs read."""
        return {
            "sheet": self.sheet,
            "cell": address(*self.position),
            "header": self.header,
            "before": self.before,
            "after": self.after,
            "what": self.what,
        }

    def row_on(self, day: date) -> Row:
        """The repair as a row of «Исправления»."""
        cell = address(*self.position)
        after = f"{self.after:%d.%m.%Y}" if isinstance(self.after, date) else str(self.after)
        return {
            RepairRow.day.title: day,
            RepairRow.link.title: Link(self.sheet, cell, f"{self.sheet}!{cell}"),
            RepairRow.header.title: self.header,
            RepairRow.before.title: str(self.before),
            RepairRow.after.title: after,
            RepairRow.what.title: self.what,
        }

    def shown(self) -> tuple[str, str, str, str]:
        """The repair as a row under `TITLES`."""
        place = f"{self.sheet}!{address(*self.position)}"
        return place, self.what, value_text(self.before), value_text(self.after)

    @property
    def change(self) -> SetCell:
        """What to write."""
        return SetCell(self.sheet, self.row, self.header, self.after)
