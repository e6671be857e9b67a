"""Which column each of the texts that stand below one another is a cell of.

Cells that were empty have left no trace, and a cell of several paragraphs has left several texts.
Of all ways to read the texts as rows the one that supposes least is sought, by dynamic programming.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from nastavnik.roadmap.layouts.cell_signs import NEVER, CellSigns
from nastavnik.roadmap.layouts.columns import ColumnKind

_EMPTY = {
    ColumnKind.NUMBER: 0.4,
    ColumnKind.STAGE: 0.4,
    ColumnKind.OTHER: 0.2,
    ColumnKind.DOCUMENTS: 1.0,
    ColumnKind.ACTIVITY: 3.0,
}
"""What an empty cell of a column costs: numbers and stages are told once for several rows."""
_EMPTY_CERTAIN = 1.5
_SECTION = 2.5
"""What a row costs of which nothing follows its activity, as in the title of a section."""
_STAGE_UNNUMBERED = 1.0
"""What a stage costs whose number, in the column before it, is not told."""


class StackedCell(NamedTuple):
    """Where a text belongs: the number of its column, and whether it opens a row.

    `column` is None for what stands between the rows.
    """

    column: int | None
    opens_row: bool


@dataclass(frozen=True, slots=True)
class Alignment:
    """A place for each text; `cost` is what had to be supposed, for one text on average."""

    cells: tuple[StackedCell, ...]
    cost: float


class _Step(NamedTuple):
    """The cheapest way to a state: its cost, the state before, and whether a row opens."""

    cost: float
    before: int
    opens_row: bool


def aligned_cells(texts: Sequence[str], kinds: Sequence[ColumnKind]) -> Alignment:
    """The cheapest reading of the texts as rows of these columns."""
    grid = _Grid(kinds)
    reached = grid.start()
    ways: list[list[_Step]] = []
    for signs in map(CellSigns.of, texts):
        reached = grid.after(reached, signs)
        ways.append(reached)
    return grid.traced(ways)


class _Grid:
    """The columns of a table as states; the last state is what stands between the rows."""

    def __init__(self, kinds: Sequence[ColumnKind]) -> None:
        self._kinds = kinds
        self._outside = len(kinds)
        self._skipped = [0.0, *accumulate(_EMPTY.get(kind, _EMPTY_CERTAIN) for kind in kinds)]
        """What it costs that all columns before one are empty."""
        whole = self._skipped[-1]
        right = [whole - before for before in self._skipped[1:]]
        self._right = [
            min(cost, _SECTION) if kind is ColumnKind.ACTIVITY else cost
            for kind, cost in zip(kinds, right, strict=True)
        ] + [0.0]
        """What it costs that all columns behind one are empty."""

    def start(self) -> list[_Step]:
        """Nothing read yet."""
        return [_Step(NEVER, self._outside, False)] * self._outside + [
            _Step(0.0, self._outside, False)
        ]

    def after(self, reached: Sequence[_Step], signs: CellSigns) -> list[_Step]:
        """The cheapest ways to each state with one more text."""
        ended = self._ended(reached)
        last = min(range(len(ended)), key=ended.__getitem__)
        closed = _Step(ended[last], last, False)
        columns = range(self._outside)
        inside = [self._into(column, signs, reached, closed) for column in columns]
        return [*inside, closed._replace(cost=closed.cost + signs.cost_outside)]

    def traced(self, ways: Sequence[Sequence[_Step]]) -> Alignment:
        """The cells of the cheapest way, followed from its end."""
        if not ways:
            return Alignment((), NEVER)
        ended = self._ended(ways[-1])
        state = min(range(len(ended)), key=ended.__getitem__)
        cost = ended[state] / len(ways)
        cells: list[StackedCell] = []
        for steps in reversed(ways):
            column = None if state == self._outside else state
            cells.append(StackedCell(column, steps[state].opens_row))
            state = steps[state].before
        return Alignment(tuple(reversed(cells)), cost)

    def _ended(self, reached: Sequence[_Step]) -> list[float]:
        """The cost of each state with the row closed: what is right of it is empty."""
        return [step.cost + empty for step, empty in zip(reached, self._right, strict=True)]

    def _into(
        self, column: int, signs: CellSigns, reached: Sequence[_Step], closed: _Step
    ) -> _Step:
        """The cheapest way into a column: a new row, a cell further right, or the same cell."""
        kind, skipped = self._kinds[column], self._skipped
        beginning = skipped[column] + signs.cost_beginning(kind)
        ways = [_Step(closed.cost + beginning + self._unnumbered(column), closed.before, True)]
        ways += [
            _Step(reached[left].cost + beginning - skipped[left + 1], left, False)
            for left in range(column)
        ]
        ways.append(_Step(reached[column].cost + signs.cost_further(kind), column, False))
        best = min(ways)
        return best._replace(cost=best.cost + signs.cost_in(kind))

    def _unnumbered(self, column: int) -> float:
        is_stage = self._kinds[column] is ColumnKind.STAGE
        numbered = column > 0 and self._kinds[column - 1] is ColumnKind.NUMBER
        return _STAGE_UNNUMBERED if is_stage and numbered else 0.0
