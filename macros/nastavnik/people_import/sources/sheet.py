"""A sheet of somebody's workbook, and why a workbook may not be readable."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from nastavnik.model.grid import Grid

MOST_BYTES = 600 * 1024 * 1024
"""A part of a file that is longer when unpacked is not read."""
MOST_CELLS = 5_000_000
MOST_MARKUP = 50 * 1024 * 1024
"""A page, or the main part of a document, that is longer is not read: as a tree it fills memory."""
MOST_REPEATED = 20_000
"""How often a row or cell with a value may be repeated; empty ones are, a million times."""


class Refusal(StrEnum):
    """Why a workbook is not read."""

    PASSWORD = "password"
    BROKEN = "broken"
    BIG = "big"


class RefusedError(Exception):
    """A workbook is not read; the only argument is a `Refusal`."""

    @property
    def refusal(self) -> Refusal:
        """Why."""
        return Refusal(self.args[0])


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook: its title, its cells, and whether the workbook hides it."""

    title: str
    grid: Grid
    hidden: bool = False
