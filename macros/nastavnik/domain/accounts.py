"""Where every filled cell of a file from outside went: the numbers add up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, NamedTuple

from nastavnik.model.outcome import Listing


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

    def listing(self) -> Listing:
        """What was left out, by title and reason."""
        found = Counter((each.title, each.why) for each in self.left_out)
        rows = [(title, str(cells), why) for (title, why), cells in found.items()]
        return Listing(("Не взято: столбец", "Ячеек", "Почему"), rows)

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
