"""A worksheet of XlsxWriter with rows as high as their texts."""

from __future__ import annotations

from typing import Any

from xlsxwriter.worksheet import Worksheet

from nastavnik.workbooks.row_heights import LINE


class FittedSheet(Worksheet):
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

    def _xml_start_tag_unencoded(self, tag: str, attributes: Any = ()) -> None:
        given = list(attributes)
        if tag == "row" and dict(given)["r"] - 1 in self._fitted:
            given.remove(("customHeight", 1))
        super()._xml_start_tag_unencoded(tag, given)
