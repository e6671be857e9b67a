"""The cells of a workbook of Excel (.xlsx, .xlsm), each sheet read when it is first asked for.

python-calamine reads the values; what it does not tell (errors, formulas without a result) comes
from the preflight.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from functools import cached_property
from io import BytesIO
from types import MappingProxyType
from typing import TYPE_CHECKING

from nastavnik.model.errors import BookError
from nastavnik.model.findings import Value
from nastavnik.model.grid import Grid, Position, as_moment, as_number
from nastavnik.readers.package.archive import Archive, BrokenArchiveError
from nastavnik.readers.package.outline import WORKSHEET
from nastavnik.readers.preflight.inspection import Facts, SheetFacts
from nastavnik.readers.workbook_layout import is_usual, usual_layout, usual_names

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_ERRORS_CALAMINE_KNOWS = frozenset(
    ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA")
)

_NO_MERGES = b"<mergeCells></mergeCells>"


class Workbook(Mapping[str, Grid]):
    """The grids of a workbook by title; each is searched and read when it is first asked for.

    Sheets called as `first` says are sure to be asked for; the rest is not unpacked before it is.

    Raises:
        BookError: python-calamine cannot read the sheet or leaves out what is there, or the
            preflight forbids it; at once, where it is not a sheet alone that is damaged.
    """

    def __init__(self, facts: Facts, first: Collection[str] = ()) -> None:
        self._facts = facts
        self._first = {title for title in facts.titles if title in first or not first}
        self._workbook = _opened(facts, self._first)
        self._grids: dict[str, Grid] = {}

    @cached_property
    def _others(self) -> CalamineWorkbook:
        return _opened(self._facts, {*self._facts.titles} - self._first)

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
        workbook = self._workbook if sheet.title in self._first else self._others
        if unknown := set(sheet.errors.values()) - _ERRORS_CALAMINE_KNOWS:
            xml = _with_known_errors(self._facts.archive.read(sheet.part), unknown)
            workbook = _opened(self._facts, {sheet.title}, {sheet.part: xml})
        with _plain_damage(self._facts.name):
            grid = _grid(workbook, sheet)
        if not grid.rows and _should_have_rows(sheet):
            raise damaged_book(self._facts.name)
        return grid


def _opened(
    facts: Facts, titles: Collection[str], instead: Mapping[str, bytes] = MappingProxyType({})
) -> CalamineWorkbook:
    """The workbook with these sheets only, or with what stands in place of their parts."""
    from python_calamine import CalamineWorkbook  # only for safe books

    sheets = [s for s in facts.outline.sheets if s.kind == WORKSHEET and s.title in titles]
    names = [sheet.part for sheet in sheets]
    with _plain_damage(facts.name):
        parts = {**_unpacked(facts.archive, names), **instead}
        if is_usual(facts):
            book = facts.archive.picked((*usual_names(facts), *names), parts)
        else:
            book = usual_layout(facts, parts)
        return CalamineWorkbook.from_filelike(BytesIO(book))


def _unpacked(archive: Archive, names: Iterable[str]) -> dict[str, bytes]:
    """The parts of sheets as python-calamine reads them fastest, as far as there is room.

    What the preflight unpacks need not be unpacked again; and a sheet without merged areas says so
    before its rows, else python-calamine goes through it a second time to find them.
    """
    return {name: _up_to_rows(archive.read(name)) for name in names if archive.keeps(name)}


def _up_to_rows(xml: bytes) -> bytes:
    """The sheet less what follows its rows, unless that tells of merged areas."""
    start, end = xml.find(b"<sheetData"), xml.rfind(b"</sheetData>")
    if not 0 <= start < end or xml.find(b"mergeCell", end) >= 0:
        return xml
    return b"".join((xml[:start], _NO_MERGES, xml[start:end], b"</sheetData></worksheet>"))


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
        raise damaged_book(name) from error
    except BaseException as error:
        # a panic in Rust arrives as a BaseException of a module that cannot be imported
        if type(error).__name__ != "PanicException":
            raise
        raise damaged_book(name) from error


def damaged_book(name: str) -> BookError:
    """The refusal of a book that is not whole."""
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
        value or None if type(value) is str else _TIDY[type(value)](value)  # most are texts
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
