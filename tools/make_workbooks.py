"""Write the workbooks of `workbook/`: what a visitor opens without installing anything.

    python3 run.py generate workbooks

An empty book, the invented school, and the empty book with macros, as `nastavnik new` makes them
on a computer where the product is installed in its usual place.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from nastavnik.actions.new_book import USUAL_SETTINGS, built_content
from nastavnik.workbooks import shipped
from nastavnik.workbooks.macro_book import MacroKit, with_macros, with_pages
from nastavnik.workbooks.restore.ready_made import spelt, worked_out

FOLDER = Path(__file__).resolve().parents[1] / "workbook"
MACRO_NAME = "Наставничество (с макросами).xlsm"


def workbooks() -> Iterator[tuple[str, bytes]]:
    """The books by their file names; the same bytes at every call."""
    empty = built_content()
    kit = MacroKit(shipped.macro_sources(), with_pages(shipped.ribbon()), USUAL_SETTINGS)
    yield shipped.BOOK_NAME, empty
    yield shipped.SAMPLE_BOOK_NAME, built_content(sample=True)
    yield MACRO_NAME, with_macros(empty, kit)


def main(folder: Path) -> None:
    """Write every book anew."""
    for name, content in workbooks():
        (folder / name).write_bytes(content)
    (folder / shipped.FRESH_HOLDINGS).write_text(fresh_holdings(folder), encoding="utf-8")


def fresh_holdings(folder: Path) -> str:
    """What the new workbook of the folder has, tied to its bytes."""
    book = (folder / shipped.BOOK_NAME).read_bytes()
    return spelt(worked_out(book), book)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
