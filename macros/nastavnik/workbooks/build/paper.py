"""How sheets are printed: on A4, in type that can be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nastavnik.workbooks.build.sheet import FittedSheet

SMALLEST, USUAL = 9, 11
"""Points of the smallest type on paper, and of the type of the cells."""
SCALE = 100 * SMALLEST // USUAL + 1
"""The percentage at which the usual type is still no smaller than the smallest."""
SIDES, TOP, BOTTOM = 0.3, 0.5, 0.6
"""Margins in inches."""
INCH, LONG_SIDE = 72, 842
"""Points of an inch, and of the long side of A4."""
A4 = 9
"""What Excel calls this paper."""
PAGE_WIDTH = (LONG_SIDE - 2 * SIDES * INCH) / 5.6
"""Characters that A4 on its side takes in the usual type: in LibreOffice one is 5.6 points wide."""
FREE_WIDTH = 9.15
"""Characters of a column whose width nobody set."""


def free_columns(widths: Sequence[float]) -> list[float]:
    """The columns of the usual width that fit beside those of these widths, given in characters."""
    return [FREE_WIDTH] * max(0, int((PAGE_WIDTH - sum(widths)) // FREE_WIDTH))


def set_paper(
    sheet: FittedSheet,
    title: str,
    columns: int = 0,
    *,
    landscape: bool = True,
    across: bool = False,
) -> None:
    """A4 with a footer, as wide as one page; of the columns only the first so many, or all.

    A sheet that grows `across` is not made to fit: it takes more pages.
    """
    if landscape:
        sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=SIDES, right=SIDES, top=TOP, bottom=BOTTOM)
    sheet.set_footer(f"&L{title}&RСтраница &P из &N")
    if across:
        sheet.set_print_scale(SCALE)
    else:
        sheet.fit_to_pages(1, 0)
    if columns:
        sheet.print_columns(columns)
