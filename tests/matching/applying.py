"""A workbook in memory: apply the changes of an outcome and read again."""

from __future__ import annotations

from nastavnik.model.changes import Link
from nastavnik.model.findings import Value
from nastavnik.model.grid import Cells, Grid
from nastavnik.model.outcome import Outcome
from nastavnik.model.school import School, read_school, resolve
from nastavnik.model.sheets import RECORDS


def cells_of(school: School) -> Cells:
    """The cells a school was read from."""
    return {record.sheet: school.tables[record.sheet].grid for record in RECORDS}


def applied(school: School, outcome: Outcome) -> School:
    """The school after the changes of an outcome."""
    cells = dict(cells_of(school))
    for patch in resolve(outcome.changes.cells, school):
        rows = [list(row) for row in cells[patch.sheet].rows]
        width = max(len(row) for row in rows)
        for (row, column), value in patch.cells.items():
            rows += [[None] * width for _ in range(row - len(rows))]
            shown: Value = value.text if isinstance(value, Link) else value
            rows[row - 1] += [None] * (column - len(rows[row - 1]))
            rows[row - 1][column - 1] = shown
        cells[patch.sheet] = Grid(rows)
    return read_school({title: grid for title, grid in cells.items() if grid.rows})


def pairs_of(outcome: Outcome) -> set[tuple[str, str]]:
    """The proposed pairs by names."""
    return {(pair["mentor"], pair["mentee"]) for pair in outcome.data["pairs"]}
