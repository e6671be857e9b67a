"""Drawing sheets as text tables, so that a test shows what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from nastavnik.model.findings import Value
from nastavnik.model.grid import Grid
from nastavnik.model.school import School, read_school

TODAY = date(2026, 10, 15)


def drawn(picture: str) -> list[list[Value]]:
    """Rows of a picture such as «| ФИО | Мест |»; an empty cell is None."""
    lines = (line.strip() for line in picture.strip().splitlines())
    return [[cell.strip() or None for cell in line.strip("|").split("|")] for line in lines if line]


def grid(picture: str) -> Grid:
    """A sheet drawn as a text table."""
    return Grid(drawn(picture))


def school(**pictures: str) -> School:
    """A school with only the sheets drawn; «_» in a name stands for a blank."""
    return read_school({name.replace("_", " "): grid(text) for name, text in pictures.items()})


def typed(rows: Sequence[Sequence[Value]]) -> Grid:
    """A sheet whose cells are typed values."""
    return Grid(rows)
