"""A worksheet of XlsxWriter with rows as high as their texts."""

from __future__ import annotations

from typing import Any

from xlsxwriter.utility import quote_sheetname, xl_range_abs
from xlsxwriter.worksheet import Worksheet

from nastavnik.workbooks.row_heights import LINE

LAST_ROW = 1_048_575
"""The last row of any sheet, from 0."""


class FittedSheet(Worksheet):  # type: ignore[misc]  # the library is not looked into
    """A worksheet that can leave the height of a row to the office application.

    XlsxWriter says of every height that a person set it: then a row no longer grows with what is
    typed. Without any height LibreOffice shows and prints one line of several.
    """

    def __init__(self) -> None:
        super().__init__()
        self._fitted: set[int] = set()

    def fit_row(self, row: int, height: float) -> None:
        """The height of a row, from 0, until its texts change."""
        if height != LINE:
            self.set_row(row, height)
            self._fitted.add(row)

    def print_columns(self, count: int) -> None:
        """Print only the first so many columns, down to the last row that is filled.

        An area of whole columns ends so in Excel and in LibreOffice. It is spelt with its rows:
        XlsxWriter leaves them out, and openpyxl then loses the area.
        """
        area = xl_range_abs(0, 0, LAST_ROW, count - 1)
        self.print_area_range = f"{quote_sheetname(self.name)}!{area}"

    def _xml_start_tag_unencoded(self, tag: str, attributes: Any = ()) -> None:
        given = list(attributes)
        if tag == "row" and dict(given)["r"] - 1 in self._fitted:
            given.remove(("customHeight", 1))
        super()._xml_start_tag_unencoded(tag, given)
