"""What reading a workbook costs, beside python-calamine that reads the same sheets alone.

Ours is the whole reading: the file is looked through before it is opened, sheets are found, the
cells of every sheet become a grid that knows dates and errors. The peer gives its rows. `rows` are
five sheets of ten thousand rows; `sample` is the sample school.
"""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Callable
from pathlib import Path

from python_calamine import CalamineWorkbook

from _books import book
from _turns import Figures, report, taking_turns
from nastavnik.__main__ import OBJECTS_OF_A_CLICK
from nastavnik.actions.new_book import new_book
from nastavnik.actions.session import closed_file
from nastavnik.workbooks.build.book import build_book

ROWS = 10_000


def ours(file: Path) -> None:
    """Every sheet as a grid."""
    cells = closed_file(file).read()
    for sheet in cells:
        cells[sheet]


def peer(file: Path) -> None:
    """The rows of every sheet."""
    workbook = CalamineWorkbook.from_path(file)
    for sheet in workbook.sheet_names:
        workbook.get_sheet_by_name(sheet).to_python()


def sample(folder: Path) -> Path:
    """The sample school."""
    return new_book(folder, sample=True)


def large(folder: Path) -> Path:
    """Five sheets of so many rows."""
    file = folder / "большая.xlsx"
    file.write_bytes(build_book(book(ROWS)))
    return file


def measured(make: Callable[[Path], Path], runs: int) -> Figures:
    """The figures of a workbook."""
    with tempfile.TemporaryDirectory() as folder:
        file = make(Path(folder))
        return taking_turns(lambda: ours(file), lambda: peer(file), runs)


if __name__ == "__main__":
    gc.set_threshold(OBJECTS_OF_A_CLICK)  # as the product runs
    cases = {"sample": lambda: measured(sample, 15), "rows": lambda: measured(large, 2)}
    report(cases, __doc__, "calamine")
