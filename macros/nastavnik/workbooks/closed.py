"""A workbook that no office application has open: read whole, and patched part by part.

python-calamine reads the values; what it does not tell (errors, formulas without a result) comes
from the preflight. Writing changes only the cells asked for, see `ooxml`; whatever else the book
holds, such as pictures, buttons or a macro, keeps every byte.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from nastavnik.model.changes import CellValue, Link, NewFile, Patch
from nastavnik.model.findings import Value
from nastavnik.model.grid import Cells, Grid, Position, as_moment, as_number
from nastavnik.readers.preflight.inspection import Facts, SheetFacts, glance, load
from nastavnik.workbooks import storage
from nastavnik.workbooks.ooxml.archive import BrokenArchiveError
from nastavnik.workbooks.ooxml.outline import WORKSHEET
from nastavnik.workbooks.ooxml.text import cleaned
from nastavnik.workbooks.port import BookError

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_ERRORS_CALAMINE_KNOWS = frozenset(
    ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA")
)

_NO_MERGES = b"<mergeCells></mergeCells>"


class _Snapshot:
    """The book as it was last seen."""

    def __init__(self, data: bytes, facts: Facts) -> None:
        self.data, self.facts = data, facts
        self.cells: Cells = _Sheets(facts)


class ClosedBook:
    """A workbook in a file; a `Book` of `port`."""

    def __init__(self, path: Path, now: Callable[[], datetime]) -> None:
        self._path = path.resolve()
        self._now = now
        self._seen: _Snapshot | None = None
        self._written: bytes | None = None

    def read(self) -> Cells:
        """The values of every sheet with cells, in the order of the sheets.

        A sheet is read when it is first asked for, and may raise a BookError of its own.

        Raises:
            BookError: the file is no workbook, is damaged, or would harm the reader.
        """
        self._seen = self._written = None
        return self._snapshot().cells

    def apply(self, patches: Sequence[Patch], files: Sequence[NewFile] = ()) -> None:
        """Write the patches into the book and the files beside it: all of it, or nothing.

        Nothing is written where the cells hold these values already.

        Raises:
            BookError: the book is open elsewhere, was changed since `read`, cannot be written.
        """
        seen = self._snapshot()
        with storage.plain_errors(self._path):
            content = self._patched(seen, patches)
            wanted = storage.targets(self._path, files)
            if content is None and not wanted:
                return
            self._write(seen, content, files)

    def put_back(self, content: bytes) -> None:
        """Replace the whole file by an earlier one.

        Raises:
            BookError: as `apply`.
        """
        seen = self._snapshot()
        with storage.plain_errors(self._path):
            self._write(seen, content, ())

    def _snapshot(self) -> _Snapshot:
        """The book as it was read, or as we wrote it since."""
        if self._seen is None:
            data = self._written or load(self._path)
            self._seen = _Snapshot(data, glance(data, self._path.name))
        return self._seen

    def _patched(self, seen: _Snapshot, patches: Sequence[Patch]) -> bytes | None:
        """The book's new bytes, None where they are the old ones."""
        needed = [fewer for patch in patches if (fewer := _still_to_do(patch, seen.cells))]
        if not needed:
            return None
        from nastavnik.workbooks.ooxml.patching import patched  # reading need not pay for it

        try:
            content = patched(seen.data, seen.facts, needed)
        except BrokenArchiveError as error:
            raise _damaged(self._path.name) from error
        return None if content == seen.data else content

    def _write(self, seen: _Snapshot, content: bytes | None, files: Sequence[NewFile]) -> None:
        storage.refuse_if_open(self._path)
        with storage.only_writer(self._path):
            self._refuse_if_changed(seen)
            wanted = storage.targets(self._path, files)
            storage.replace_all(self._path, content, wanted, self._now())
        if content is not None:
            self._seen, self._written = None, content

    def _refuse_if_changed(self, seen: _Snapshot) -> None:
        """The content decides: a file only touched or synchronised is still the one we read."""
        if load(self._path) != seen.data:
            raise BookError(
                f"Книгу «{self._path.name}» изменили, пока «Наставник» работал с ней: "
                "повторите команду"
            )


def _still_to_do(patch: Patch, cells: Cells) -> Patch | None:
    """The patch less the cells that hold their value, None if nothing is left of it."""
    grid = cells.get(patch.sheet, Grid(()))
    wanted = {position: cleaned(value) for position, value in patch.cells.items()}
    left = {place: value for place, value in wanted.items() if not _holds(grid, place, value)}
    return patch._replace(cells=left) if left or patch.table_ends is not None else None


def _holds(grid: Grid, position: Position, value: CellValue) -> bool:
    if isinstance(value, Link) or position in grid.errors or position in grid.formulas:
        return False
    held = grid.value(*position)
    return type(held) is type(value) and held == value


class _Sheets(Mapping[str, Grid]):
    """The grids of a workbook by title; each is searched and read when it is first asked for.

    Raises:
        BookError: python-calamine cannot read the sheet or leaves out what is there, or the
            preflight forbids it; at once, where it is not a sheet alone that is damaged.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._workbook = _opened(facts, _unpacked(facts))
        self._grids: dict[str, Grid] = {}

    def __getitem__(self, title: str) -> Grid:
        if title not in self._grids:
            self._grids[title] = self._read(self._facts.sheet(title))
        return self._grids[title]

    def __contains__(self, title: object) -> bool:
        return title in self._facts.titles

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts.titles)

    def __len__(self) -> int:
        return len(self._facts.titles)

    def _read(self, sheet: SheetFacts) -> Grid:
        workbook = self._workbook
        if unknown := set(sheet.errors.values()) - _ERRORS_CALAMINE_KNOWS:
            xml = _with_known_errors(self._facts.archive.read(sheet.part), unknown)
            workbook = _opened(self._facts, {sheet.part: xml})
        with _plain_damage(self._facts.name):
            grid = _grid(workbook, sheet)
        if not grid.rows and _should_have_rows(sheet):
            raise _damaged(self._facts.name)
        return grid


def _unpacked(facts: Facts) -> dict[str, bytes]:
    """The parts of the sheets as python-calamine reads them fastest, as far as there is room.

    What the preflight unpacks need not be unpacked again; and a sheet without merged areas says so
    before its rows, else python-calamine goes through it a second time to find them.
    """
    archive, parts = facts.archive, {}
    for sheet in facts.outline.sheets:
        if sheet.kind == WORKSHEET and archive.keeps(sheet.part):
            with _plain_damage(facts.name):
                parts[sheet.part] = _up_to_rows(archive.read(sheet.part))
    return parts


def _up_to_rows(xml: bytes) -> bytes:
    """The sheet less what follows its rows, unless that tells of merged areas."""
    start, end = xml.find(b"<sheetData"), xml.rfind(b"</sheetData>")
    if not 0 <= start < end or xml.find(b"mergeCell", end) >= 0:
        return xml
    return b"".join((xml[:start], _NO_MERGES, xml[start:end], b"</sheetData></worksheet>"))


def _opened(facts: Facts, parts: Mapping[str, bytes]) -> CalamineWorkbook:
    """The workbook with these parts in place of its own."""
    from python_calamine import CalamineWorkbook  # only for safe books

    with _plain_damage(facts.name):
        return CalamineWorkbook.from_filelike(BytesIO(facts.archive.with_stored(parts)))


def _with_known_errors(xml: bytes, unknown: set[str]) -> bytes:
    """python-calamine gives a sheet up for an error that it does not know."""
    for text in unknown:
        xml = xml.replace(f">{text}<".encode(), b">#VALUE!<")
    return xml


@contextmanager
def _plain_damage(name: str) -> Iterator[None]:
    """What the archive and python-calamine say of a damaged book, as one Russian sentence.

    Raises:
        BookError: in place of their errors.
    """
    from python_calamine import CalamineError

    try:
        yield
    except (BrokenArchiveError, CalamineError) as error:
        raise _damaged(name) from error
    except BaseException as error:
        # a panic in Rust arrives as a BaseException of a module that cannot be imported
        if type(error).__name__ != "PanicException":
            raise
        raise _damaged(name) from error


def _damaged(name: str) -> BookError:
    return BookError(
        f"Книга «{name}» повреждена: откройте её в Excel, согласитесь на восстановление и сохраните"
    )


def _should_have_rows(sheet: SheetFacts) -> bool:
    """An empty grid is believed only where the archive holds nothing that would fill it."""
    return sheet.has_values and not sheet.errors and not sheet.formulas


def _grid(workbook: CalamineWorkbook, sheet: SheetFacts) -> Grid:
    found = workbook.get_sheet_by_name(sheet.title)
    rows = [_tidy_row(row) for row in found.to_python(skip_empty_area=False)]
    merged = tuple(
        ((top + 1, left + 1), (bottom + 1, right + 1))
        for (top, left), (bottom, right) in found.merged_cell_ranges or ()
    )
    for area in merged:
        _clear_covered(rows, area)
    return Grid(rows, sheet.errors, sheet.uncalculated, sheet.formulas, merged)


def _clear_covered(rows: list[list[Value]], area: tuple[Position, Position]) -> None:
    """Only the first cell of a merged area counts; others may hold what nobody sees."""
    (top, left), (bottom, right) = area
    for number, row in enumerate(rows[top - 1 : bottom], top):
        first = left if number == top else left - 1
        for column in range(first, min(right, len(row))):
            row[column] = None


def _tidy_row(row: Sequence[object]) -> list[Value]:
    return [
        None if value == "" else value if type(value) is str else _TIDY[type(value)](value)
        for value in row
    ]


def _clock(value: time) -> Value:
    return f"{value:%H:%M}" if not value.second else f"{value:%H:%M:%S}"


def _duration(value: timedelta) -> Value:
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}" + (f":{seconds:02}" if seconds else "")


def _same(value: Value) -> Value:
    return value


_TIDY: Mapping[type, Callable[..., Value]] = {
    bool: _same,
    int: _same,
    float: as_number,
    date: _same,
    datetime: as_moment,
    time: _clock,
    timedelta: _duration,
}
