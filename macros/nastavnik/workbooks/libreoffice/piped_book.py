"""A workbook open in LibreOffice, told of and written by our extension there, line by line of JSON.

Our Python never speaks to LibreOffice itself, so it works with any LibreOffice on any system.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from datetime import date, datetime
from pathlib import Path
from typing import Any

from nastavnik.model.changes import NewFile, Patch
from nastavnik.model.grid import Cells, Grid, Position
from nastavnik.workbooks.blocks import blocks
from nastavnik.workbooks.libreoffice.reading import CalcSheet, grid_of
from nastavnik.workbooks.libreoffice.spelling import SpeltBlock
from nastavnik.workbooks.live import (
    gives_numbers,
    missing_sheet,
    protected_sheet,
    read_only,
    refuse_covered,
    unsaved,
    write_all,
)
from nastavnik.workbooks.port import BookError

Exchange = Callable[[Mapping[str, Any]], Mapping[str, Any]]
"""Sends a request to the extension; its answer."""


class PipedBook:
    """A document as the extension told of it; a `Book` of `port`."""

    def __init__(
        self, told: Mapping[str, Any], exchange: Exchange, now: Callable[[], datetime]
    ) -> None:
        self._told, self._exchange, self._now = told, exchange, now
        self._origin = date(*told["origin"])
        self._cells: Cells = {}

    @property
    def path(self) -> Path:
        """The file of the document."""
        return Path(self._told["path"])

    def read(self) -> Cells:
        """The values of every sheet, in the order of the sheets."""
        if not self._cells:
            sheets = self._told["sheets"]
            self._cells = {s["name"]: grid_of(_facts(s), self._origin) for s in sheets}
        return self._cells

    def apply(self, patches: Sequence[Patch], files: Sequence[NewFile] = ()) -> None:
        """Write all of it, or nothing.

        Raises:
            BookError: the document is read-only, a sheet is protected, or it cannot be written.
        """
        if not patches and not files:
            return
        if self._told["readonly"]:
            raise read_only(self.path)
        request = {
            "do": "write",
            "patches": [self._spelt(patch) for patch in patches],
            "save": gives_numbers(patches),
        }
        jobs = [_Writing(self.path, request, self._exchange)] if patches else []
        write_all(self.path, jobs, files, self._now, nullcontext())

    def _spelt(self, patch: Patch) -> dict[str, Any]:
        protected = {sheet["name"]: sheet["protected"] for sheet in self._told["sheets"]}
        if patch.sheet not in protected:
            raise missing_sheet(patch.sheet)
        if protected[patch.sheet]:
            raise protected_sheet(patch.sheet)
        grid = self.read().get(patch.sheet, Grid(()))
        refuse_covered(patch, grid)
        spelt = (SpeltBlock.of(block, grid, self._origin) for block in blocks(patch.cells, grid))
        has_table = patch.table_ends is not None and patch.header_row
        table = [patch.header_row, patch.table_ends] if has_table else None
        return {"sheet": patch.sheet, "table": table, "blocks": [each._asdict() for each in spelt]}


class _Writing:
    """The cells of a click, which the extension writes in one step or not at all."""

    def __init__(self, book: Path, request: Mapping[str, Any], exchange: Exchange) -> None:
        self._book, self._request, self._exchange = book, request, exchange

    def write(self) -> None:
        """Let the extension write them.

        Raises:
            BookError: it could not; nothing has been written.
        """
        match self._exchange(self._request):
            case {"fault": "save"}:
                raise unsaved(self._book)
            case {"fault": fault}:
                raise BookError(
                    f"LibreOffice не записал изменения, книга осталась прежней: {fault}. "
                    "Сохраните книгу и повторите"
                )

    def take_back(self) -> None:
        """Nothing: the extension has taken back what it could not write whole."""


def _facts(told: Mapping[str, Any]) -> CalcSheet:
    marked: set[Position] = {
        (row, column)
        for top, left, bottom, right in told["marked"]
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }
    return CalcSheet(
        told["rows"],
        marked,
        {(row, column): text for row, column, text in told["errors"]},
        {(row, column) for row, column in told["truths"]},
        tuple(((top, left), (bottom, right)) for top, left, bottom, right in told["merged"]),
    )
