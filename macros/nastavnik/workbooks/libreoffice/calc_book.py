"""A workbook open in LibreOffice, read and written over UNO in few calls.

A sheet costs few calls to read (`calc_reading`) and mostly one to write.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from urllib.parse import unquote, urlparse
from urllib.request import url2pathname

from nastavnik.model.changes import CellValue, Link, NewFile, Patch
from nastavnik.model.grid import Cells, Grid
from nastavnik.workbooks.blocks import Block, before, blocks
from nastavnik.workbooks.libreoffice.reading import LOGICAL, Uno, day_of, read_cells
from nastavnik.workbooks.live import changed_meanwhile, missing_sheet, refuse_covered, write_all
from nastavnik.workbooks.ooxml.text import check_length, link_formula
from nastavnik.workbooks.port import BookError


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
        jobs = [self._job(patch) for patch in patches]
        write_all(self.path, jobs, files, self._now, _frozen(self._document))
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
            raise BookError(
                f"Лист «{title}» защищён: снимите защиту («Сервис → Защитить лист») и повторите"
            )
        return sheet

    def _refuse_if_changed(self) -> None:
        if self._document.isReadonly():
            raise BookError(
                f"Книга «{self.path.name}» открыта только для чтения: закройте её в других "
                "программах, откройте заново и повторите"
            )
        if self._edits_so_far() != self._edits:
            raise changed_meanwhile(self.path)

    def _edits_so_far(self) -> tuple[str, ...]:
        return tuple(self._document.UndoManager.AllUndoActionTitles)


def path_of(document: Uno) -> Path:
    """The file of a document.

    Raises:
        BookError: it has never been saved, or lies elsewhere than on a disk.
    """
    url = urlparse(document.URL)
    if not document.URL:
        raise BookError("Книга ещё не сохранена: сохраните её в папку школы и повторите")
    if url.scheme != "file":
        raise BookError("Книга открыта не с диска: сохраните её в папку на компьютере и повторите")
    return Path(url2pathname(unquote(url.path)))


class _CalcPatch:
    """A patch ready to be written: whatever could not be written has been refused."""

    def __init__(self, document: Uno, sheet: Uno, patch: Patch, grid: Grid) -> None:
        self._document, self._sheet, self._patch, self._grid = document, sheet, patch, grid
        origin = day_of(document.NullDate)
        self._blocks = blocks(patch.cells, grid)
        self._spelt = [_spelt_block(block, origin) for block in self._blocks]
        self._before = [_spelt_block(before(block, grid), origin) for block in self._blocks]

    def write(self) -> None:
        """Resize the table and fill the cells."""
        if self._patch.table_ends is not None and self._patch.header_row:
            _resize_table(
                self._document, self._sheet, self._patch.header_row, self._patch.table_ends
            )
        for block, spelt in zip(self._blocks, self._spelt, strict=True):
            area = self._area(block)
            area.setFormulaArray(spelt)
            _show_dates(self._document, area, block, self._grid)
            _show_truths(self._document, area, block, self._grid)

    def take_back(self) -> None:
        """Give the cells the values they had when the book was read."""
        for block, spelt in zip(self._blocks, self._before, strict=True):
            self._area(block).setFormulaArray(spelt)
            _show_truths(self._document, self._area(block), before(block, self._grid), None)

    def _area(self, block: Block) -> Uno:
        return self._sheet.getCellRangeByPosition(
            block.left - 1, block.top - 1, block.right - 1, block.bottom - 1
        )


@contextmanager
def _frozen(document: Uno) -> Iterator[None]:
    """Nothing is redrawn within."""
    document.lockControllers()
    try:
        yield
    finally:
        document.unlockControllers()


def _spelt_block(block: Block, origin: date) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(_spelt(value, origin) for value in row) for row in block.rows)


def _spelt(value: CellValue, origin: date) -> str:
    """A value as `setFormulaArray` takes it, whatever the language: a text is marked as one."""
    match value:
        case None:
            return ""
        case Link():
            return "=" + link_formula(value)[0].replace('",', '";', 1)
        case bool():
            return str(int(value))
        case date():
            return repr(_serial(value, origin))
        case str():
            check_length(value)
            return f"'{value}"
    return repr(value)


def _serial(day: date, origin: date) -> float | int:
    plain = day.date() if isinstance(day, datetime) else day
    days = (plain - origin).days
    if not isinstance(day, datetime):
        return days
    return days + (day.hour * 3600 + day.minute * 60 + day.second) / 86_400


def _show_dates(document: Uno, area: Uno, block: Block, grid: Grid) -> None:
    """Give a date format to columns of the block that never held a date before."""
    for place, column in enumerate(zip(*block.rows, strict=True)):
        number = block.left + place
        held = (grid.value(row, number) for row in range(1, len(grid.rows) + 1))
        if any(isinstance(value, date) for value in column) and not any(
            isinstance(value, date) for value in held
        ):
            cells = area.getCellRangeByPosition(place, 0, place, len(block.rows) - 1)
            cells.NumberFormat = _date_format(document)


def _show_truths(document: Uno, area: Uno, block: Block, grid: Grid | None) -> None:
    """Let cells show yes or no where they are given it, and no longer where they held it.

    Where `grid`, what they held, is None, those that get none are left.
    """
    for down, row in enumerate(block.rows):
        for right, value in enumerate(row):
            place = (block.top + down, block.left + right)
            held = isinstance(grid.value(*place), bool) if grid else False
            if isinstance(value, bool) != held:
                kind = LOGICAL if isinstance(value, bool) else 0
                number = document.NumberFormats.getStandardFormat(kind, document.CharLocale)
                area.getCellByPosition(right, down).NumberFormat = number


def _date_format(document: Uno) -> int:
    formats, locale = document.NumberFormats, document.CharLocale
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
