"""A workbook open in LibreOffice, read and written over UNO in few calls.

A sheet costs few calls to read (`calc_reading`) and mostly one to write.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from nastavnik.model.changes import CellValue, Link, NewFile, Patch
from nastavnik.model.findings import Value
from nastavnik.model.grid import Cells, Grid
from nastavnik.workbooks.blocks import before, blocks
from nastavnik.workbooks.libreoffice.reading import LOGICAL, Uno, day_of, read_cells
from nastavnik.workbooks.libreoffice.spelling import DATE, TRUTH, SpeltBlock
from nastavnik.workbooks.live import (
    Job,
    Saving,
    changed_meanwhile,
    gives_numbers,
    missing_sheet,
    protected_sheet,
    read_only,
    refuse_covered,
    write_all,
)
from nastavnik.workbooks.port import BookError

STEP = "Наставник"
"""What the undo list of the office calls a click."""


class CalcBook:
    """A document open in LibreOffice; a `Book` of `port`."""

    def __init__(self, document: Uno, now: Callable[[], datetime]) -> None:
        self._document = document
        self._now = now
        self._cells: Cells = {}
        self._edits: tuple[str, ...] = ()

    @property
    def path(self) -> Path:
        """The file of the document.

        Raises:
            BookError: it has never been saved.
        """
        return path_of(self._document)

    def read(self) -> Cells:
        """The values of every sheet, in the order of the sheets."""
        self._edits = self._edits_so_far()
        self._cells = read_cells(self._document)
        return self._cells

    def apply(self, patches: Sequence[Patch], files: Sequence[NewFile] = ()) -> None:
        """Write all of it, or nothing.

        Raises:
            BookError: the document is read-only, was edited since `read`, a sheet is protected.
        """
        if not patches and not files:
            return
        self._refuse_if_changed()
        jobs: list[Job] = [self._job(patch) for patch in patches]
        if gives_numbers(patches):
            jobs.append(Saving(self.path, self._document.store))
        write_all(self.path, jobs, files, self._now, _in_one_step(self._document))
        self._edits = self._edits_so_far()

    def _job(self, patch: Patch) -> _CalcPatch:
        grid = self._cells.get(patch.sheet, Grid(()))
        refuse_covered(patch, grid)
        return _CalcPatch(self._document, self._sheet(patch.sheet), patch, grid)

    def _sheet(self, title: str) -> Uno:
        if not self._document.Sheets.hasByName(title):
            raise missing_sheet(title)
        sheet = self._document.Sheets.getByName(title)
        if sheet.isProtected():
            raise protected_sheet(title)
        return sheet

    def _refuse_if_changed(self) -> None:
        if self._document.isReadonly():
            raise read_only(self.path)
        if self._edits_so_far() != self._edits:
            raise changed_meanwhile(self.path)

    def _edits_so_far(self) -> tuple[str, ...]:
        return tuple(self._document.UndoManager.AllUndoActionTitles)


def path_of(document: Uno) -> Path:
    """The file of a document.

    Raises:
        BookError: it has never been saved, or lies elsewhere than on a disk.
    """
    from urllib.parse import unquote, urlparse
    from urllib.request import url2pathname  # 70 ms, which only an open document need pay for

    if not document.URL:
        raise BookError("Книга ещё не сохранена: сохраните её в папку школы и повторите")
    url = urlparse(document.URL)
    if url.scheme != "file":
        raise BookError("Книга открыта не с диска: сохраните её в папку на компьютере и повторите")
    return Path(url2pathname(unquote(url.path)))


class _CalcPatch:
    """A patch ready to be written: whatever could not be written has been refused.

    LibreOffice's own undo of many cells leaves those as they are that were empty; where the cells
    are first copied onto themselves, which changes nothing, it empties them too.
    """

    def __init__(self, document: Uno, sheet: Uno, patch: Patch, grid: Grid) -> None:
        self._document, self._sheet, self._patch = document, sheet, patch
        origin = day_of(document.NullDate)
        wanted = blocks(patch.cells, grid)
        after = grid.with_values({p: _value(v) for p, v in patch.cells.items()})
        self._blocks = [SpeltBlock.of(block, grid, origin) for block in wanted]
        self._before = [SpeltBlock.of(before(block, grid), after, origin) for block in wanted]

    def write(self) -> None:
        """Resize the table and fill the cells."""
        if self._patch.table_ends is not None and self._patch.header_row:
            _resize_table(
                self._document, self._sheet, self._patch.header_row, self._patch.table_ends
            )
        for block in self._blocks:
            area = self._area(block)
            self._sheet.copyRange(_first_cell(area.RangeAddress), area.RangeAddress)
            self._fill(block)

    def take_back(self) -> None:
        """Give the cells the values they had when the book was read."""
        for block in self._before:
            self._fill(block)

    def _fill(self, block: SpeltBlock) -> None:
        area = self._area(block)
        area.setFormulaArray(block.rows)
        for showing in block.showings:
            cells = area.getCellRangeByPosition(
                showing.left, showing.top, showing.right, showing.bottom
            )
            cells.NumberFormat = _number_format(self._document, showing.kind)

    def _area(self, block: SpeltBlock) -> Uno:
        return self._sheet.getCellRangeByPosition(
            block.left - 1, block.top - 1, block.right - 1, block.bottom - 1
        )


@contextmanager
def _in_one_step(document: Uno) -> Iterator[None]:
    """Nothing is redrawn within, and one undo of the office takes all of it back."""
    document.lockControllers()
    document.UndoManager.enterUndoContext(STEP)
    try:
        yield
    finally:
        document.UndoManager.leaveUndoContext()
        document.unlockControllers()


def _value(value: CellValue) -> Value:
    return value.text if isinstance(value, Link) else value


def _first_cell(area: Uno) -> Uno:
    """The address of the first cell of an area."""
    import uno  # there is a document, so this Python has it

    made = uno.createUnoStruct("com.sun.star.table.CellAddress")
    made.Sheet, made.Column, made.Row = area.Sheet, area.StartColumn, area.StartRow
    return made


def _number_format(document: Uno, kind: str) -> int:
    formats, locale = document.NumberFormats, document.CharLocale
    if kind != DATE:
        return int(formats.getStandardFormat(LOGICAL if kind == TRUTH else 0, locale))
    known = int(formats.queryKey("DD.MM.YYYY", locale, False))
    return known if known >= 0 else int(formats.addNew("DD.MM.YYYY", locale))


def _resize_table(document: Uno, sheet: Uno, header_row: int, last_row: int) -> None:
    """Make the table whose header stands in `header_row` end at `last_row`."""
    number = sheet.RangeAddress.Sheet
    for table in document.DatabaseRanges:
        area = table.DataArea
        if area.Sheet == number and area.StartRow == header_row - 1:
            if area.EndRow != last_row - 1:
                area.EndRow = last_row - 1
                table.setDataArea(area)
            return
