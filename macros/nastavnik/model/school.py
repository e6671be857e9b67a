"""The whole workbook as typed records that know their rows."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

from nastavnik.model import sheets
from nastavnik.model.cell_reader import Lists
from nastavnik.model.cells import RecordTable, read_lists, read_table
from nastavnik.model.changes import (
    AppendRows,
    ArrangeRows,
    CellValue,
    Change,
    Link,
    Patch,
    PutGrid,
    ReplaceRows,
    Row,
    SetCell,
)
from nastavnik.model.choices import PairState
from nastavnik.model.errors import JobError
from nastavnik.model.findings import Finding, Value
from nastavnik.model.grid import Cells, Grid, Position, address
from nastavnik.model.memory import forget
from nastavnik.model.patterns import FULL_NAME
from nastavnik.model.schema import Cell, CellKind, Column, Record
from nastavnik.model.sheets import LISTS, RECORDS
from nastavnik.model.text import fold
from nastavnik.model.titles import Titles

R = TypeVar("R", bound=Record)
TableChange = SetCell | AppendRows | ReplaceRows | ArrangeRows
SHEETS_READ = frozenset((LISTS, *(record.sheet for record in RECORDS)))
"""The sheets that `read_school` asks for."""


@dataclass(frozen=True, eq=False)
class School:
    """Every sheet of the workbook as records; `findings` are what reading the cells remarked.

    `picture` reads a sheet that is no table of records, None where there is none; `title` says
    what a sheet is called in this workbook, in whatever case and spacing; `former` finds the school
    of the year before. A school equals only itself; what is derived from it is kept in its `index`,
    and what was remembered about its texts is forgotten when it goes.
    """

    tables: Mapping[str, RecordTable[Any]]
    findings: tuple[Finding, ...]
    lists: Lists
    picture: Callable[[str], Grid | None]
    title: Callable[[str], str] = str
    former: Callable[[School], School | None] = lambda _: None
    index: dict[Any, Any] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        weakref.finalize(self, forget).atexit = False

    @cached_property
    def before(self) -> School | None:
        """The school a year ago, by the archive beside its workbook; None where there is none.

        Raises:
            JobError: the archive cannot be read.
        """
        return self.former(self)

    def table(self, record: type[R]) -> RecordTable[R]:
        """The sheet that `record` declares."""
        return self.tables[record.sheet]

    @property
    def card(self) -> sheets.Card:
        """The sheet «Школа»; empty where the sheet is missing."""
        rows = self.table(sheets.Card).rows
        return rows[0] if rows else sheets.Card()

    @property
    def activities(self) -> tuple[sheets.Activity, ...]:
        """The roadmap."""
        return self.table(sheets.Activity).rows

    @property
    def mentors(self) -> tuple[sheets.Mentor, ...]:
        """The registry of mentors."""
        return self.table(sheets.Mentor).rows

    @property
    def mentees(self) -> tuple[sheets.Mentee, ...]:
        """The registry of mentees."""
        return self.table(sheets.Mentee).rows

    @property
    def pairs(self) -> tuple[sheets.Pair, ...]:
        """All pairs, whatever their state."""
        return self.table(sheets.Pair).rows

    @property
    def staff(self) -> tuple[sheets.Staff, ...]:
        """Who is responsible for what."""
        return self.table(sheets.Staff).rows

    @property
    def orders(self) -> tuple[sheets.Order, ...]:
        """The journal of orders."""
        return self.table(sheets.Order).rows

    @property
    def papers(self) -> tuple[sheets.Paper, ...]:
        """The documents owed and made."""
        return self.table(sheets.Paper).rows

    @property
    def meetings(self) -> tuple[sheets.MeetingRow, ...]:
        """The journal of meetings."""
        return self.table(sheets.MeetingRow).rows

    @property
    def tasks(self) -> tuple[sheets.ProgrammeTask, ...]:
        """The tasks of all personal programmes."""
        return self.table(sheets.ProgrammeTask).rows

    @property
    def events(self) -> tuple[sheets.Event, ...]:
        """The events of the programme."""
        return self.table(sheets.Event).rows

    @cached_property
    def forms(self) -> Mapping[str, sheets.FormRow]:
        """What the school sets for each form of mentoring; of two rows for one the first."""
        rows = self.table(sheets.FormRow).rows
        return {row.form: row for row in reversed(rows) if row.form}

    @property
    def people(self) -> tuple[sheets.Person, ...]:
        """Everyone in the two registries."""
        return (*self.mentors, *self.mentees)

    @cached_property
    def mentor_named(self) -> Mapping[str, sheets.Mentor]:
        """Mentors by folded name; of two with one name the first."""
        return {fold(mentor.full_name): mentor for mentor in reversed(self.mentors)}

    @cached_property
    def mentee_named(self) -> Mapping[str, sheets.Mentee]:
        """Mentees by folded name; of two with one name the first."""
        return {fold(mentee.full_name): mentee for mentee in reversed(self.mentees)}

    @cached_property
    def live_pairs(self) -> tuple[sheets.Pair, ...]:
        """Pairs that are proposed, accepted or at work."""
        over = {PairState.FINISHED, PairState.STOPPED, PairState.REFUSED}
        return tuple(pair for pair in self.pairs if pair.state not in over)

    @cached_property
    def prose(self) -> Mapping[type[Record], str]:
        """The distinct free texts of each sheet as one string, to rule a search out quickly."""
        return {table.record: "\n".join(_free_texts(table)) for table in self.tables.values()}

    def has(self, column: Column) -> bool:
        """Whether a column is present and every value in it can be read."""
        table = self.tables[column.sheet]
        return column.title in table.headers and column.title not in table.unseen

    def grid(self, sheet: str) -> Grid:
        """A sheet as it was read, whether a table of records or a picture."""
        found = self.tables[sheet].grid if sheet in self.tables else self.picture(sheet)
        return found or Grid(())

    def position(self, cell: Cell) -> Position | None:
        """The position of a cell in the workbook; None where its column is missing."""
        return self.tables[cell.sheet].position(cell.row, cell.header)

    def address(self, cell: Cell) -> str | None:
        """The address of a cell, such as «C7»."""
        position = self.position(cell)
        return address(*position) if position else None

    def value(self, cell: Cell) -> Value:
        """What the cell held when the workbook was read."""
        return self.tables[cell.sheet].value(cell)


def free_columns(record: type[Record]) -> tuple[Column, ...]:
    """The columns in which people write what they like."""
    return tuple(
        column
        for column in record.columns
        if column.kind is CellKind.TEXT and not (column.choices or column.made)
        if column.pattern is None or column.pattern is FULL_NAME
    )


def _free_texts(table: RecordTable[Any]) -> set[str]:
    free = {column.name for column in free_columns(table.record)}
    return {text for row in table.rows for name, text in vars(row).items() if name in free}


def read_school(cells: Cells, former: Callable[[School], School | None] = lambda _: None) -> School:
    """The workbook as records. Sheets are found by title, ignoring case, whitespace and ё."""
    titles = Titles(cells)

    def grid(title: str) -> Grid | None:
        found = titles.of(title)
        return cells[found[0]] if found else None

    def called(title: str) -> str:
        return next(iter(titles.of(title)), title)

    lists, findings = read_lists(grid(LISTS), sheets.choice_lists())
    tables: dict[str, RecordTable[Any]] = {}
    for record in RECORDS:
        found = grid(record.sheet)
        meant = titles.like(record.sheet) if found is None else ""
        tables[record.sheet], remarks = read_table(record, found, lists, meant)
        findings += [*titles.doubled(record.sheet), *remarks]
    return School(tables, tuple(findings), lists, grid, called, former)


def cells_of(school: School, changes: Iterable[SetCell]) -> dict[str, dict[Position, Value]]:
    """Sheet → position → the value that a change puts there; links are none of them."""
    found: dict[str, dict[Position, Value]] = {}
    for change in changes:
        place = school.tables[change.sheet].position(change.row, change.header)
        if place and not isinstance(change.value, Link):
            found.setdefault(change.sheet, {})[place] = change.value
    return found


def with_values(school: School, by_sheet: Mapping[str, Mapping[Position, Value]]) -> School:
    """The school as it is read with other values in some cells of its tables."""
    tables, findings = dict(school.tables), list(school.findings)
    for sheet, values in by_sheet.items():
        record: type[Record] = tables[sheet].record
        grid = tables[sheet].grid.with_values(values)
        tables[sheet], remarks = read_table(record, grid, school.lists)
        findings = [finding for finding in findings if finding.sheet != sheet] + remarks
    return replace(school, tables=tables, findings=tuple(findings))


def after(school: School, changes: Iterable[Change]) -> School:
    """The school as it will be read once the changes of its tables are written.

    Raises:
        JobError: as `resolve`.
    """
    declared = {school.title(sheet): sheet for sheet in school.tables}
    cells = {
        declared[patch.sheet]: {p: v for p, v in patch.cells.items() if not isinstance(v, Link)}
        for patch in resolve(changes, school)
        if patch.sheet in declared
    }
    return with_values(school, cells)


def resolve(changes: Iterable[Change], school: School) -> list[Patch]:
    """The changes as one patch a sheet, with positions found and no-ops left out.

    Raises:
        JobError: a sheet or a column that a change needs is missing.
    """
    by_sheet: dict[str, list[TableChange]] = {}
    patches = []
    for change in changes:
        if isinstance(change, PutGrid):
            patches.append(_resolve_picture(school.picture(change.sheet), change))
        else:
            by_sheet.setdefault(change.sheet, []).append(change)
    patches += [_resolve_sheet(school.tables[sheet], mine) for sheet, mine in by_sheet.items()]
    return [p._replace(sheet=school.title(p.sheet)) for p in patches if p.cells]


def _resolve_picture(grid: Grid | None, change: PutGrid) -> Patch:
    """A sheet missing from the workbook is skipped: a picture is no reason to fail."""
    if grid is None:
        return Patch(change.sheet, {})
    cells: dict[Position, CellValue] = {
        (row, column): None
        for row, values in enumerate(grid.rows, start=1)
        for column in range(1, len(values) + 1)
        if row >= change.row
    }
    for row, shown in enumerate(change.rows, start=change.row):
        cells.update({(row, column): value for column, value in enumerate(shown, start=1)})
    return Patch(change.sheet, _changed(cells, grid))


def _changed(cells: Mapping[Position, CellValue], grid: Grid) -> dict[Position, CellValue]:
    return {p: value for p, value in cells.items() if not _same(grid.value(*p), value)}


def _resolve_sheet(table: RecordTable[Any], changes: Iterable[TableChange]) -> Patch:
    cells: dict[Position, CellValue] = {}
    last = table.last_row
    for change in changes:
        match change:
            case SetCell(row=row, header=header, value=value):
                cells[_place(table, row, header)] = value
            case AppendRows(rows=rows):
                cells.update(_rows_at(table, last + 1, rows))
                last += len(rows)
            case ReplaceRows(headers=headers, rows=rows):
                cells.update(_emptied(table, headers))
                cells.update(_rows_at(table, table.header_row + 1, rows))
                last = table.header_row + max(1, len(rows))
            case ArrangeRows(rows=numbers):
                cells.update(_arranged(table, numbers))
                last = table.header_row + len(numbers)
    changed = _changed(cells, table.grid)
    ends = None if table.record.vertical else max(last, table.header_row + 1)
    return Patch(table.record.sheet, changed, table.header_row, ends)


def _place(table: RecordTable[Any], row: int, header: str) -> Position:
    position = table.position(row, header)
    if position is None:
        raise JobError(
            f"На листе «{table.record.sheet}» нет столбца «{header}»: верните заголовок и повторите"
        )
    return position


def _rows_at(
    table: RecordTable[Any], first: int, rows: Iterable[Row]
) -> Iterator[tuple[Position, CellValue]]:
    for number, row in enumerate(rows, start=first):
        for header, value in row.items():
            yield _place(table, number, header), value


def _emptied(
    table: RecordTable[Any], headers: Iterable[str]
) -> Iterator[tuple[Position, CellValue]]:
    for header in headers:
        for row in range(table.header_row + 1, table.last_row + 1):
            yield _place(table, row, header), None


def _arranged(
    table: RecordTable[Any], numbers: Sequence[int | None]
) -> Iterator[tuple[Position, CellValue]]:
    grid, first, declared = table.grid, table.header_row + 1, set(table.headers.values())
    left = (None,) * (table.last_row - table.header_row - len(numbers))
    for row, number in enumerate((*numbers, *left), start=first):
        width = max(map(len, _rows_of(grid, row, number)), default=0)
        for column in range(1, width + 1):
            if column in declared or not _is_calculated(grid, (row, column), (number, column)):
                yield (row, column), None if number is None else grid.value(number, column)


def _rows_of(grid: Grid, *numbers: int | None) -> Iterator[Sequence[Value]]:
    return (grid.rows[each - 1] for each in numbers if each and each <= len(grid.rows))


def _is_calculated(grid: Grid, *places: tuple[int | None, int]) -> bool:
    return any(place in grid.formulas for place in places)


def _same(old: Value, new: CellValue) -> bool:
    shown = new.text if isinstance(new, Link) else new
    return old == shown and isinstance(old, bool) == isinstance(shown, bool)
