"""A workbook open in Excel, read and written by xlwings in few calls (its BSD part only).

A sheet costs one call to read and, where a verb writes into it, one to see that nobody edited it
meanwhile and one to write; a call more gives text cells the format «@», without which Excel makes
dates and numbers of texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from nastavnik.model.changes import CellValue, Link, NewFile, Patch
from nastavnik.model.findings import Value
from nastavnik.model.grid import Cells, Grid, Position, as_moment, as_number
from nastavnik.readers.files import real_path
from nastavnik.workbooks.blocks import Block, before, blocks, has_gaps
from nastavnik.workbooks.live import (
    Job,
    Saving,
    changed_meanwhile,
    gives_numbers,
    missing_sheet,
    write_all,
)
from nastavnik.workbooks.ooxml.text import check_length, link_formula
from nastavnik.workbooks.port import BookError

Xl = Any
"""An object of xlwings, which has no types."""

TEXT, GENERAL, DATE = "@", "General", "dd.mm.yyyy"
BUSY = (-2147418111, -2146777998, -2147417846)
"""What COM answers while a person is typing in a cell or a dialog is open."""
ERRORS = frozenset(
    ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA")
)


class ExcelBook:
    """A book open in Excel; a `Book` of `port`."""

    def __init__(self, book: Xl, now: Callable[[], datetime]) -> None:
        self._book = book
        self._now = now
        self.cells: dict[str, Grid] = {}  # as they were when last read

    @property
    def path(self) -> Path:
        """The file of the book.

        Raises:
            BookError: it has never been saved, or its folder on the disk is not known.
        """
        return path_of(self._book)

    def read(self) -> Cells:
        """The values of every sheet, in the order of the sheets.

        Raises:
            BookError: Excel is busy.
        """
        with plain_errors():
            self.cells = {sheet.name: _grid(sheet) for sheet in self._book.sheets}
            titles = set(self.cells)
            for title, grid in self.cells.items():
                if _may_have_links(grid, titles):
                    self.cells[title] = _with_formulas(self._book.sheets[title], grid)
        return self.cells

    def apply(self, patches: Sequence[Patch], files: Sequence[NewFile] = ()) -> None:
        """Write all of it, or nothing.

        Raises:
            BookError: Excel is busy, a sheet is protected or filtered, was edited since `read`.
        """
        if not patches and not files:
            return
        with plain_errors():
            jobs: list[Job] = [self._job(patch) for patch in patches]
            if gives_numbers(patches):
                jobs.append(Saving(self.path, self._book.save))
            write_all(self.path, jobs, files, self._now, _frozen(self._book.app))

    def _job(self, patch: Patch) -> _ExcelPatch:
        sheet = self._sheet(patch.sheet)
        grid = self.cells.get(patch.sheet, Grid(()))
        if patch.cells and has_gaps(patch.cells) and not grid.formulas:
            grid = _with_formulas(sheet, grid)
        job = _ExcelPatch(sheet, patch, grid)
        if not job.is_as_read():
            raise changed_meanwhile(self.path)
        return job

    def _sheet(self, title: str) -> Xl:
        if title not in self.cells:
            raise missing_sheet(title)
        sheet = self._book.sheets[title]
        if _flag(sheet, "ProtectContents"):
            raise BookError(
                f"Лист «{title}» защищён: снимите защиту («Рецензирование → Снять защиту листа») "
                "и повторите"
            )
        if _flag(sheet, "FilterMode"):
            raise BookError(
                f"На листе «{title}» включён отбор строк: снимите его («Данные → Очистить») "
                "и повторите"
            )
        return sheet


class _ExcelPatch:
    """A patch ready to be written."""

    def __init__(self, sheet: Xl, patch: Patch, grid: Grid) -> None:
        self._sheet, self._patch, self._grid = sheet, patch, grid
        self._blocks = blocks(patch.cells, grid)
        for block in self._blocks:
            _check(block)

    def is_as_read(self) -> bool:
        """Whether the cells still hold what was read."""
        return all(
            values_in(self._area(block)) == [list(row) for row in before(block, self._grid).rows]
            for block in self._blocks
        )

    def write(self) -> None:
        """Resize the table and fill the cells."""
        if self._patch.table_ends is not None:
            _resize_table(self._sheet, self._patch.header_row, self._patch.table_ends)
        for block in self._blocks:
            self._fill(block)

    def take_back(self) -> None:
        """Give the cells the values they had when the book was read."""
        for block in self._blocks:
            self._fill(before(block, self._grid))

    def _fill(self, block: Block) -> None:
        for part in _formats(block, self._grid, self._patch.header_row or 0):
            area = self._sheet.range((part.top, part.left), (part.bottom, part.right))
            area.number_format = part.number_format
        self._area(block).value = [[_cast(value) for value in row] for row in block.rows]

    def _area(self, block: Block) -> Xl:
        return self._sheet.range((block.top, block.left), (block.bottom, block.right))


def path_of(book: Xl) -> Path:
    """The file of a book.

    Raises:
        BookError: it has never been saved, or lies in a cloud whose folder is not known.
    """
    in_cloud = BookError(
        "Книга открыта из облака (OneDrive, SharePoint), и её папка на компьютере не найдена: "
        "сохраните книгу в обычную папку, откройте оттуда и повторите"
    )
    try:
        name = str(book.fullname)
    except Exception as error:  # xlwings raises what it happens to meet while guessing the folder
        raise in_cloud from error
    if "://" in name:
        raise in_cloud
    if not Path(name).is_absolute():
        raise BookError("Книга ещё не сохранена: сохраните её в папку школы и повторите")
    return Path(name)


def open_book(path: Path) -> Xl | None:
    """The book of this file in any running Excel, None where none has it open."""
    try:
        import xlwings
    except ImportError:
        return None
    try:
        apps = list(xlwings.apps)
    except xlwings.XlwingsError:  # a system for which there is no Excel
        return None
    for app in apps:
        for book in app.books:
            with suppress(BookError):
                if path_of(book) == real_path(path):
                    return book
    return None


@contextmanager
def plain_errors() -> Iterator[None]:
    """What Excel refuses, as one Russian sentence.

    Raises:
        BookError: in place of every error of COM.
    """
    try:
        yield
    except Exception as error:
        if type(error).__name__ != "com_error":  # a class that exists on Windows only
            raise
        code = error.args[0] if error.args else None
        if code in BUSY:
            raise BookError(
                "Excel занят: закончите ввод в ячейке (Enter или Esc), закройте окна Excel "
                "и повторите"
            ) from error
        raise BookError(
            "Excel не дал записать в книгу: сохраните её, откройте заново и повторите"
        ) from error


@contextmanager
def _frozen(app: Xl) -> Iterator[None]:
    """Nothing is redrawn within; afterwards it is again, whatever happened."""
    app.screen_updating = False
    try:
        yield
    finally:
        app.screen_updating = True


def _flag(sheet: Xl, name: str) -> bool:
    """A property of the sheet that only Excel for Windows tells."""
    return getattr(sheet.api, name, False) is True


def _grid(sheet: Xl) -> Grid:
    used = sheet.used_range.last_cell
    rows = values_in(sheet.range((1, 1), (used.row, used.column)), keep_errors=True)
    errors = {
        (r, c): str(value)
        for r, row in enumerate(rows, 1)
        for c, value in enumerate(row, 1)
        if value in ERRORS
    }
    for row, column in errors:
        rows[row - 1][column - 1] = None
    return Grid(rows, errors)


def values_in(area: Xl, *, keep_errors: bool = False) -> list[list[Value]]:
    """The values of a range, row by row, asked for in one call."""
    found = area.options(ndim=2, err_to_str=keep_errors).value
    return [[_value(cell) for cell in row] for row in found]


def _value(cell: Any) -> Value:
    if cell == "":
        return None
    if isinstance(cell, datetime):
        return as_moment(cell)
    if isinstance(cell, float):
        return as_number(cell)
    value: Value = cell
    return value


def _may_have_links(grid: Grid, titles: set[str]) -> bool:
    """Whether a text of the sheet looks like what a link of ours shows."""
    texts = (value for row in grid.rows for value in row if isinstance(value, str) and "!" in value)
    return any(text.rpartition("!")[0] in titles for text in texts)


def _with_formulas(sheet: Xl, grid: Grid) -> Grid:
    if not grid.rows or not grid.rows[0]:
        return grid
    area = sheet.range((1, 1), (len(grid.rows), len(grid.rows[0])))
    try:
        found = area.formula
    except NotImplementedError:  # the engine that tests drive tells no formulas
        return grid
    rows = found if isinstance(found, tuple) else ((found,),)
    return replace(grid, formulas=frozenset(_formula_cells(rows)))


def _formula_cells(rows: Sequence[Sequence[Any]]) -> Iterator[Position]:
    for r, row in enumerate(rows, start=1):
        for c, formula in enumerate(row, start=1):
            if isinstance(formula, str) and formula.startswith("="):
                yield r, c


def _check(block: Block) -> None:
    for row in block.rows:
        for value in row:
            if isinstance(value, str):
                check_length(value)


@dataclass(frozen=True, slots=True)
class _Formatted:
    """A rectangle that must have a format before it is filled."""

    number_format: str
    top: int
    bottom: int
    left: int
    right: int


def _formats(block: Block, grid: Grid, header_row: int) -> Iterator[_Formatted]:
    """Where the block needs a format, columns alike side by side taken together."""
    pending: list[_Formatted] = []
    for column, values in enumerate(zip(*block.rows, strict=True), start=block.left):
        runs = list(_runs(values, column, block.top, _Column.of(grid, column, header_row)))
        if pending and [_lines(run) for run in runs] == [_lines(run) for run in pending]:
            pending = [replace(run, right=column) for run in pending]
            continue
        yield from pending
        pending = runs
    yield from pending


def _lines(run: _Formatted) -> tuple[str, int, int]:
    return run.number_format, run.top, run.bottom


@dataclass(frozen=True, slots=True)
class _Column:
    """What a column holds already."""

    has_texts: bool
    has_dates: bool

    @classmethod
    def of(cls, grid: Grid, column: int, header_row: int) -> _Column:
        held = [grid.value(row, column) for row in range(header_row + 1, len(grid.rows) + 1)]
        return cls(
            any(isinstance(value, str) for value in held),
            any(isinstance(value, date) for value in held),
        )


def _runs(
    values: Sequence[CellValue], column: int, top: int, held: _Column
) -> Iterator[_Formatted]:
    """The cells of a column that need a format, those below each other taken together."""
    is_mixed = held.has_texts or any(isinstance(value, str) for value in values)
    run: _Formatted | None = None
    for row, value in enumerate(values, start=top):
        wanted = _format(value, is_mixed, held)
        if run and value is not None and wanted != run.number_format:
            yield run
            run = None
        if wanted:
            run = replace(run, bottom=row) if run else _Formatted(wanted, row, row, column, column)
    if run:
        yield run


def _format(value: CellValue, is_mixed: bool, held: _Column) -> str:
    """The format a cell must have before it is given `value`; empty if any will do."""
    match value:
        case Link():
            return GENERAL  # in a text cell a formula would stay a text
        case str():
            return TEXT
        case date():
            return "" if held.has_dates else DATE
        case None:
            return ""
    return GENERAL if is_mixed else ""  # in a text cell a number would become a text


def _cast(value: CellValue) -> Any:
    """A value as Excel wants it: dates with a time of day, links as formulas."""
    if isinstance(value, Link):
        return f"={link_formula(value)[0]}"
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)
    return value


def _resize_table(sheet: Xl, header_row: int | None, last_row: int) -> None:
    """Make the table whose header stands in `header_row` end at `last_row`."""
    for table in sheet.tables:
        area = table.range
        if area.row == header_row and area.last_cell.row != last_row:
            last = (last_row, area.last_cell.column)
            table.resize(sheet.range((area.row, area.column), last))
            return
