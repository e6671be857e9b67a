"""What became of every cell of the files while they were read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from nastavnik.model.findings import Value
from nastavnik.model.parsing import is_filled

NOBODYS = "строка не о человеке: слова над таблицей, итог, подпись"
NOT_NEEDED = "в книге нет такого столбца, и он не нужен"
EMPTY_IN_MEANING = "пусто по смыслу"
REFUSED = "человек не участвует"
NO_PEOPLE = "в таблице нет столбца с ФИО"


class Fate(IntEnum):
    """What became of a cell; of two rows read from one cell the higher counts."""

    LEFT_OUT = 0
    ASKED = 1
    TAKEN = 2


class Told(NamedTuple):
    """What became of one cell, and what its column is called in the file and in the book."""

    fate: Fate
    why: str = ""
    title: str = ""
    header: str = ""


@dataclass
class Ledger:
    """The cells of every row that was read: place of a row → column from 0 → what became of it."""

    rows: dict[str, dict[int, Told]] = field(default_factory=dict)
    others: dict[str, Told] = field(default_factory=dict)
    """Place of a table → what became of the cells of it that nothing else is told of."""

    def tell(self, place: str, column: int, told: Told) -> None:
        """What became of a cell."""
        row = self.rows.setdefault(place, {})
        if column not in row or row[column].fate < told.fate:
            row[column] = told

    def tell_row(self, place: str, cells: Sequence[Value], told: Told) -> None:
        """What became of every filled cell of a row."""
        for column, cell in enumerate(cells):
            if is_filled(cell):
                self.tell(place, column, told)

    def ask(self, place: str, header: str = "", title: str = "") -> None:
        """What was taken of a row after all waits for an answer.

        All of it, what goes under one header of the book, or a column of the file by its title.
        """
        row = self.rows.get(place, {})
        for column, told in row.items():
            if (
                told.fate is Fate.TAKEN
                and header in ("", told.header)
                and title in ("", told.title)
            ):
                row[column] = told._replace(fate=Fate.ASKED)
