"""Where every filled cell of the files went: taken, asked about, or left out and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from nastavnik.model.grid import letters
from nastavnik.model.parsing import is_filled
from nastavnik.people_import.ledger import NOBODYS, Fate, Ledger, Told
from nastavnik.people_import.model import Source


class CellLeftOut(NamedTuple):
    """A cell that was left out: where it is, under which title, and why; never what it holds."""

    place: str
    title: str
    why: str


@dataclass(frozen=True)
class ListAccount:
    """How many filled cells there were, and what became of them; the numbers add up."""

    cells: int = 0
    taken: int = 0
    asked: int = 0
    left_out: tuple[CellLeftOut, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The account as other programs read it: an entry for each cell that was left out."""
        return {
            "cells": self.cells,
            "taken": self.taken,
            "asked": self.asked,
            "left_out": [
                {"place": f"{each.place}, столбец {each.title}", "why": each.why}
                for each in self.left_out
            ],
        }


def account_of(sources: Iterable[Source], ledger: Ledger) -> ListAccount:
    """What became of every filled cell of the sources."""
    fates: Counter[Fate] = Counter()
    left_out: list[CellLeftOut] = []
    for source in sources:
        for place, column, told in _cells(source, ledger):
            fates[told.fate] += 1
            if told.fate is Fate.LEFT_OUT:
                title = f"«{told.title}»" if told.title else letters(column + 1)
                left_out.append(CellLeftOut(place, title, told.why))
    return ListAccount(fates.total(), fates[Fate.TAKEN], fates[Fate.ASKED], tuple(left_out))


def _cells(source: Source, ledger: Ledger) -> Iterator[tuple[str, int, Told]]:
    rest = ledger.others.get(source.at(), Told(Fate.LEFT_OUT, NOBODYS))
    empty: Mapping[int, Told] = {}
    for number, cells in enumerate(source.grid.rows, start=1):
        place = source.at(number)
        told = ledger.rows.get(place, empty)
        for column, cell in enumerate(cells):
            if is_filled(cell):
                yield place, column, told.get(column, rest)
