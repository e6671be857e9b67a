"""Turns sheets into tables of records: finds the headers and reports what a sheet lacks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, partial
from itertools import zip_longest
from typing import Generic, TypeVar

from nastavnik.model import codes
from nastavnik.model.cell_reader import Lists, Reader
from nastavnik.model.changes import Row
from nastavnik.model.findings import Finding, Level, Value
from nastavnik.model.grid import Grid, Position, address
from nastavnik.model.memory import remembered
from nastavnik.model.parsing import is_filled, parse_cell
from nastavnik.model.schema import Cell, Column, ColumnOf, Place, Record
from nastavnik.model.sheets import LISTS, RECORDS
from nastavnik.model.text import fold, listed, tidy
from nastavnik.model.titles import like

R = TypeVar("R", bound=Record)

HEADER_ROWS = 30
"""Headers are searched for in this many rows from the top."""


@dataclass(frozen=True)
class RecordTable(Generic[R]):
    """The records of one sheet and their positions.

    `headers` maps the declared titles that were found to their column (to their row in a vertical
    sheet); `header_row` is 0 and `headers` is empty where the sheet could not be recognised.
    `unseen` are titles of columns with a cell whose value is there and cannot be read; `lacks` are
    the findings about the sheet or its columns that an earlier version of the book explains.
    """

    record: type[R]
    rows: tuple[R, ...] = ()
    headers: Mapping[str, int] = field(default_factory=dict)
    header_row: int = 0
    last_row: int = 0
    value_column: int = 2
    grid: Grid = field(default_factory=lambda: Grid(()))
    present: bool = True
    unseen: frozenset[str] = frozenset()
    lacks: tuple[Finding, ...] = ()

    def position(self, row: int, header: str) -> Position | None:
        """The position of the cell in the workbook; None where the column is missing."""
        found = self.headers.get(header)
        if found is None:
            return None
        return (found, self.value_column) if self.record.vertical else (row, found)

    @cached_property
    def by_row(self) -> Mapping[int, R]:
        """The records by the number of their row."""
        return {record.row: record for record in self.rows}

    def fitting(self, rows: Iterable[Row]) -> tuple[Row, ...]:
        """The rows without the values whose headers the sheet has lost."""
        return tuple(
            row
            if self.headers.keys() >= row.keys()
            else {h: v for h, v in row.items() if h in self.headers}
            for row in rows
        )

    def value(self, cell: Cell) -> Value:
        """What the cell held when it was read."""
        position = self.position(cell.row, cell.header)
        return self.grid.value(*position) if position else None


def read_table(
    record: type[R], grid: Grid | None, lists: Lists, meant: str = ""
) -> tuple[RecordTable[R], list[Finding]]:
    """The records of a sheet and everything that is wrong with single cells of it.

    `grid` is None where the workbook has no such sheet; `meant` is then a sheet that may be this
    one under another title. Nothing stops at the first mistake.
    """
    if grid is None:
        missing = [] if record.is_made() else [_sheet_missing(record, meant)]
        lacks = () if record.place is Place.FRONT or meant else tuple(missing)
        return RecordTable(record, present=False, lacks=lacks), missing
    table, findings = _find_table(record, grid)
    if not table.headers:
        return table, [_no_headers(record)]
    repeated = [*_repeated_headers(table)]
    reader = Reader(record, _without_rows(grid, repeated), lists)
    if record.vertical:
        rows = [reader.labelled(table.headers, table.value_column)]
    else:
        rows = reader.rows(table.headers, table.header_row)
    last = rows[-1].row if rows else table.header_row
    findings += [*map(partial(_header_again, table), repeated), *reader.findings()]
    read = replace(
        table,
        rows=tuple(rows),
        last_row=max(last, *repeated, 0),
        unseen=frozenset(reader.unseen),
    )
    return read, findings


def find_table(record: type[R], grid: Grid) -> RecordTable[R]:
    """The sheet with its headers found and no record read."""
    return _find_table(record, grid)[0]


def _find_table(record: type[R], grid: Grid) -> tuple[RecordTable[R], list[Finding]]:
    return (_find_labels if record.vertical else _find_headers)(record, grid)


def _repeated_headers(table: RecordTable[R]) -> Iterator[int]:
    """The numbers of the rows that repeat the headers."""
    if table.record.vertical:
        return
    (title, number), *others = table.headers.items()
    for row, cells in enumerate(table.grid.rows[table.header_row :], start=table.header_row + 1):
        if len(cells) < number or cells[number - 1] != title:
            continue
        if any(len(cells) >= n and cells[n - 1] == other for other, n in others):
            yield row


def _without_rows(grid: Grid, numbers: Collection[int]) -> Grid:
    """The grid with these rows empty."""
    if not numbers:
        return grid
    rows = [() if n in numbers else row for n, row in enumerate(grid.rows, start=1)]
    return replace(grid, rows=rows)


def _header_again(table: RecordTable[R], row: int) -> Finding:
    title, number = next(iter(table.headers.items()))
    return Finding(
        codes.HEADERS_AGAIN,
        Level.ERROR,
        "строка заголовков повторяется",
        sheet=table.record.sheet,
        cell=address(row, number),
        header=title,
        reason=codes.HEADERS_AGAIN.reason,
        remedy=codes.HEADERS_AGAIN.remedy,
    )


def _sheet_missing(record: type[Record], meant: str) -> Finding:
    guess = f"Есть похожий лист «{meant}»: если это он, назовите его «{record.sheet}»"
    return Finding(
        codes.NO_SHEET,
        Level.ERROR if record.place is Place.FRONT else Level.QUESTION,
        "в книге нет этого листа",
        sheet=record.sheet,
        reason=codes.NO_SHEET.reason,
        remedy=guess if meant else codes.NO_SHEET.remedy,
    )


def _no_headers(record: type[Record]) -> Finding:
    wanted = [column.title for column in record.columns if column.required] or [
        record.columns[0].title
    ]
    return Finding(
        codes.NO_HEADERS,
        Level.ERROR,
        "не найдена строка заголовков",
        sheet=record.sheet,
        reason=codes.NO_HEADERS.reason,
        remedy=f"Верните в одну строку заголовки: {listed(wanted[:6])}",
    )


def _find_headers(record: type[R], grid: Grid) -> tuple[RecordTable[R], list[Finding]]:
    titles = _titles_by_key(record)
    best = _header_index(titles, grid)
    if best is None:
        return RecordTable(record, grid=grid), []
    headers: dict[str, int] = {}
    findings = []
    for number, key in enumerate(_header_keys(grid.rows[best]), start=1):
        if key in titles and titles[key] in headers:
            findings.append(_doubled(record, best + 1, number, titles[key]))
        elif key in titles:
            headers[titles[key]] = number
    if len(headers) < min(2, len(titles)):
        return RecordTable(record, grid=grid), []
    missing, lacks = _missing_columns(record, headers, best + 1, grid.rows[best])
    table = RecordTable(record, headers=headers, header_row=best + 1, grid=grid, lacks=lacks)
    return table, findings + missing


def _header_index(titles: Collection[str], grid: Grid) -> int | None:
    """The index of the row with the most titles; the first one if several tie."""
    rows = grid.rows[:HEADER_ROWS]
    filled = ((len(cells) - cells.count(None), -index) for index, cells in enumerate(rows))
    best = (0, 0)
    for at_most, index in sorted(filled, reverse=True):
        if (at_most, index) < best:
            break  # so is every row to come
        count = len({*_header_keys(rows[-index])}.intersection(titles))
        best = max(best, (count, index))
    most, index = best
    return -index if most else None


def _header_keys(cells: Sequence[Value]) -> list[str]:
    declared = _declared_keys()
    return [
        declared[cell] if cell in declared else header_key(str(cell)) if is_filled(cell) else ""
        for cell in cells
    ]


@cache
def _declared_keys() -> Mapping[Value, str]:
    """The keys of all declared titles, which nearly every header is."""
    titles = {column.title for record in RECORDS for column in record.columns}
    return {title: header_key(title) for title in titles}


@cache
def _titles_by_key(record: type[Record]) -> Mapping[str, str]:
    titles = [column.title for column in record.columns]
    return dict(zip(_header_keys(titles), titles, strict=True))


@remembered(4096)
def header_key(title: str) -> str:
    """A title without what people vary: case, whitespace, ё, dots, dashes, asterisks."""
    folded = fold(title)
    return re.sub(r"[\W_]", "", folded) or folded


def _doubled(record: type[Record], row: int, column: int, title: str) -> Finding:
    return Finding(
        codes.COLUMN_AGAIN,
        Level.ERROR,
        "столбец с таким заголовком уже есть левее",
        sheet=record.sheet,
        cell=address(row, column),
        header=title,
        reason=codes.COLUMN_AGAIN.reason,
        remedy=codes.COLUMN_AGAIN.remedy,
    )


def _missing_columns(
    record: type[Record], headers: Mapping[str, int], row: int | None, cells: Sequence[Value]
) -> tuple[list[Finding], tuple[Finding, ...]]:
    """The findings about missing columns, and those that an earlier version explains."""
    missing = [column for column in record.columns if column.title not in headers]
    if not missing:
        return [], ()
    strangers = [str(cell) for cell in cells if is_filled(cell) and str(cell) not in headers]
    alike = {column.title: like(column.title, strangers) for column in missing}
    found = {
        column: _missing_column(record, column, alike[column.title], row) for column in missing
    }
    lacks = (f for column, f in found.items() if not column.required and not alike[column.title])
    return list(found.values()), tuple(lacks)


def _missing_column(
    record: type[Record], column: Column, alike: str | None, row: int | None
) -> Finding:
    """What to do about a missing column: rename one that resembles it, or restore it."""
    restore = f"Верните столбец с заголовком «{column.title}»"
    return Finding(
        codes.NO_COLUMN,
        Level.ERROR if column.required else Level.QUESTION,
        "этого столбца нет",
        sheet=record.sheet,
        cell=address(row, 1) if row else None,
        header=column.title,
        reason=codes.NO_COLUMN.reason,
        remedy=f"Есть похожий заголовок «{alike}»: исправьте его" if alike else restore,
    )


def _find_labels(record: type[R], grid: Grid) -> tuple[RecordTable[R], list[Finding]]:
    """A vertical sheet has its titles in one column and the values in the next."""
    titles = _titles_by_key(record)
    keys = list(zip_longest(*map(_header_keys, grid.rows), fillvalue=""))
    counts = [sum(key in titles for key in column) for column in keys]
    label_column = counts.index(max(counts)) if counts else 0
    found: dict[str, int] = {}
    findings = []
    for row, key in enumerate(keys[label_column] if keys else (), start=1):
        title = titles.get(key)
        if title in found:
            findings.append(_doubled(record, row, label_column + 1, title))
        elif title:
            found[title] = row
    table = RecordTable(
        record, headers=found, header_row=0, value_column=label_column + 2, grid=grid
    )
    if found:
        labels = [cells[label_column] for cells in grid.rows if len(cells) > label_column]
        missing, lacks = _missing_columns(record, found, None, labels)
        return replace(table, lacks=lacks), findings + missing
    return table, findings


def read_lists(grid: Grid | None, wanted: Collection[str]) -> tuple[Lists, list[Finding]]:
    """The lists of «Справочники», which stand side by side, and what of them could not be read.

    The row with most of the titles `wanted` is the headers; lists that a person adds there are read
    as well.
    """
    if grid is None:
        return {}, []
    titles = {header_key(title): title for title in wanted}
    header = _header_index(titles, grid)
    if header is None:
        return {}, [_no_lists(wanted)]
    lists: dict[str, tuple[str, ...]] = {}
    findings: list[Finding] = []
    columns = zip_longest(*grid.rows[header:])
    for number, (typed, *cells) in enumerate(columns, start=1):
        if is_filled(typed):
            title = titles.get(header_key(str(typed)), tidy(str(typed)))
            below = {row: cell for row, cell in enumerate(cells, header + 2) if cell is not None}
            values = _list_values(title, below, number, findings)
            lists.setdefault(title, tuple(values))
    findings += [_list_missing(title) for title in wanted if title not in lists]
    return lists, findings


def _list_values(
    title: str, cells: Mapping[int, Value], number: int, findings: list[Finding]
) -> Iterator[str]:
    """The values of column `number`, whose cells are given by row; what is no text is noted."""
    column: Column = ColumnOf(title)
    for row, cell in cells.items():
        text, remark = parse_cell(cell, column)
        if remark:
            findings.append(
                Finding(
                    remark.code,
                    remark.level,
                    remark.message,
                    sheet=LISTS,
                    cell=address(row, number),
                    header=title,
                    reason="Из этого списка выбирают значения на других листах",
                    remedy=remark.remedy,
                    value=cell,
                )
            )
        if value := tidy(text):
            yield value


def _no_lists(wanted: Collection[str]) -> Finding:
    return Finding(
        codes.NO_HEADERS,
        Level.QUESTION,
        "не найдена строка с названиями списков",
        sheet=LISTS,
        reason="Без неё свои значения не читаются, списки взяты обычные",
        remedy=f"Верните в одну строку названия: {listed([*wanted][:6])}…",
    )


def _list_missing(title: str) -> Finding:
    return Finding(
        codes.NO_COLUMN,
        Level.QUESTION,
        f"нет списка «{title}»",
        sheet=LISTS,
        header=title,
        reason="Свои значения этого списка не читаются, взяты обычные",
        remedy=f"Верните столбец с названием «{title}»",
    )
