"""Sheets into tables of records: finding the headers and telling what of a sheet is missing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache, partial
from itertools import zip_longest
from typing import Generic, TypeVar

from nastavnik.model.cell_reader import Lists, Reader
from nastavnik.model.changes import Row
from nastavnik.model.findings import Finding, Level, Value
from nastavnik.model.grid import Grid, Position, address, position
from nastavnik.model.parsing import is_filled, parse_cell
from nastavnik.model.schema import Cell, Column, Place, Record
from nastavnik.model.sheets import LISTS
from nastavnik.model.text import fold, listed, tidy
from nastavnik.model.titles import like

R = TypeVar("R", bound=Record)

HEADER_ROWS = 30
"""Headers are looked for in this many first rows."""


@dataclass(frozen=True)
class Table(Generic[R]):
    """The records of one sheet and where they stood.

    `headers` maps the declared titles that were found to their column (to their row in a vertical
    sheet); `header_row` is 0 and `headers` is empty where the sheet could not be recognised.
    """

    record: type[R]
    rows: tuple[R, ...] = ()
    headers: Mapping[str, int] = field(default_factory=dict)
    header_row: int = 0
    last_row: int = 0
    value_column: int = 2
    grid: Grid = field(default_factory=lambda: Grid(()))
    present: bool = True

    def position(self, row: int, header: str) -> Position | None:
        """Where the cell stands in the workbook; None where the column is missing."""
        found = self.headers.get(header)
        if found is None:
            return None
        return (found, self.value_column) if self.record.vertical else (row, found)

    @cached_property
    def by_row(self) -> Mapping[int, R]:
        """The records by the number of their row."""
        return {record.row: record for record in self.rows}

    def fitting(self, rows: Iterable[Row]) -> tuple[Row, ...]:
        """The rows less what belongs under headers that the sheet has lost."""
        return tuple({h: v for h, v in row.items() if h in self.headers} for row in rows)

    def value(self, cell: Cell) -> Value:
        """What the cell held when it was read."""
        position = self.position(cell.row, cell.header)
        return self.grid.value(*position) if position else None


def read_table(record: type[R], grid: Grid | None, lists: Lists) -> tuple[Table[R], list[Finding]]:
    """The records of a sheet and everything that is wrong with single cells of it.

    `grid` is None where the workbook has no such sheet. Nothing stops at the first mistake.
    """
    if grid is None:
        return Table(record, present=False), [] if record.is_made() else [_sheet_missing(record)]
    table, findings = (_find_labels if record.vertical else _find_headers)(record, grid)
    if not table.headers:
        return table, [_no_headers(record)]
    repeated = [*_repeated_headers(table)]
    reader = Reader(record, _without_rows(grid, repeated), lists)
    if record.vertical:
        rows = [reader.labelled(table.headers, table.value_column)]
    else:
        rows = reader.rows(table.headers, table.header_row)
    last = rows[-1].row if rows else table.header_row
    findings += [*map(partial(_header_again, table), repeated)]
    findings += _own_faults(record, reader.findings())
    return replace(table, rows=tuple(rows), last_row=max(last, *repeated, 0)), findings


def _repeated_headers(table: Table[R]) -> Iterator[int]:
    """The numbers of rows below the headers that are the headers again."""
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


def _header_again(table: Table[R], row: int) -> Finding:
    title, number = next(iter(table.headers.items()))
    return Finding(
        "ЛС06",
        Level.ERROR,
        "строка заголовков повторяется",
        sheet=table.record.sheet,
        cell=address(row, number),
        header=title,
        reason="Лист читается как одна таблица по верхней строке заголовков",
        remedy="Удалите эту строку; если столбцы под ней стоят иначе, перенесите данные",
    )


def _own_faults(record: type[Record], findings: Sequence[Finding]) -> Iterator[Finding]:
    """Without what the program fills, and what else is empty in a row whose key is wrong."""
    made = {column.title for column in record.columns if column.made}
    key = record.key()
    wrong = {
        position(f.cell)[0]
        for f in findings
        if key and f.header == key.title and f.cell and f.level is Level.ERROR
    }
    for finding in findings:
        is_echo = finding.code == "ЯЧ01" and key and finding.header != key.title
        if finding.header in made:
            continue
        if not (is_echo and finding.cell and position(finding.cell)[0] in wrong):
            yield finding


def _sheet_missing(record: type[Record]) -> Finding:
    return Finding(
        "ЛС01",
        Level.ERROR if record.place is Place.FRONT else Level.QUESTION,
        "в книге нет этого листа",
        sheet=record.sheet,
        reason="Без листа не проверить то, что на нём должно быть",
        remedy="Верните лист из копии в папке «Архив» или перенесите данные в новую книгу",
    )


def _no_headers(record: type[Record]) -> Finding:
    wanted = [column.title for column in record.columns if column.required] or [
        record.columns[0].title
    ]
    return Finding(
        "ЛС02",
        Level.ERROR,
        "не найдена строка заголовков",
        sheet=record.sheet,
        reason="Столбцы узнаются по заголовкам",
        remedy=f"Верните в одну строку заголовки: {listed(wanted[:6])}",
    )


def _find_headers(record: type[R], grid: Grid) -> tuple[Table[R], list[Finding]]:
    titles = {header_key(column.title): column.title for column in record.columns}
    best = _header_index(set(titles), grid)
    if best is None:
        return Table(record, grid=grid), []
    headers: dict[str, int] = {}
    findings = []
    for number, key in enumerate(_header_keys(grid.rows[best]), start=1):
        if key in titles and titles[key] in headers:
            findings.append(_doubled(record, best + 1, number, titles[key]))
        elif key in titles:
            headers[titles[key]] = number
    if len(headers) < min(2, len(titles)):
        return Table(record, grid=grid), []
    findings += _missing_columns(record, headers, best + 1, grid.rows[best])
    return Table(record, headers=headers, header_row=best + 1, grid=grid), findings


def _header_index(titles: set[str], grid: Grid) -> int | None:
    """The row, from 0, that has the most of the titles; the first of equals."""
    best, most = None, 0
    for index, cells in enumerate(grid.rows[:HEADER_ROWS]):
        count = len(titles.intersection(_header_keys(cells)))
        if count > most:
            best, most = index, count
        if count == len(titles):
            break
    return best


def _header_keys(cells: Sequence[Value]) -> list[str]:
    return [header_key(str(cell)) if is_filled(cell) else "" for cell in cells]


@lru_cache(maxsize=4096)
def header_key(title: str) -> str:
    """A title without what people change in passing: case, blanks, ё, dots, dashes, asterisks."""
    folded = fold(title)
    return re.sub(r"[\W_]", "", folded) or folded


def _doubled(record: type[Record], row: int, column: int, title: str) -> Finding:
    return Finding(
        "ЛС04",
        Level.ERROR,
        "столбец с таким заголовком уже есть левее",
        sheet=record.sheet,
        cell=address(row, column),
        header=title,
        reason="Читается только первый из одинаковых столбцов",
        remedy="Перенесите данные в первый столбец или переименуйте второй",
    )


def _missing_columns(
    record: type[Record], headers: Mapping[str, int], row: int | None, cells: Sequence[Value]
) -> Iterator[Finding]:
    missing = [column for column in record.columns if column.title not in headers]
    if not missing:
        return
    strangers = [str(cell) for cell in cells if is_filled(cell) and str(cell) not in headers]
    for column in missing:
        yield Finding(
            "ЛС03",
            Level.ERROR if column.required else Level.QUESTION,
            "этого столбца нет",
            sheet=record.sheet,
            cell=address(row, 1) if row else None,
            header=column.title,
            reason="Лист прочитан без него, столбец считается пустым",
            remedy=_look_alike(column.title, strangers),
        )


def _look_alike(title: str, strangers: Sequence[str]) -> str:
    """What to do about a missing column: rename one like it, or bring it back."""
    if alike := like(title, strangers):
        return f"Есть похожий заголовок «{alike}»: исправьте его"
    return f"Верните столбец с заголовком «{title}»"


def _find_labels(record: type[R], grid: Grid) -> tuple[Table[R], list[Finding]]:
    """A vertical sheet: titles stand in one column, each value in the next."""
    titles = {header_key(column.title): column.title for column in record.columns}
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
    table = Table(record, headers=found, header_row=0, value_column=label_column + 2, grid=grid)
    if found:
        labels = [cells[label_column] for cells in grid.rows if len(cells) > label_column]
        findings += _missing_columns(record, found, None, labels)
    return table, findings


def read_lists(grid: Grid | None, wanted: Collection[str]) -> tuple[Lists, list[Finding]]:
    """The lists of «Справочники», which stand side by side, and what of them could not be read.

    The row with most of the titles `wanted` is the headers; lists that a person adds there are read
    as well.
    """
    if grid is None:
        return {}, []
    titles = {header_key(title): title for title in wanted}
    header = _header_index(set(titles), grid)
    if header is None:
        return {}, [_no_lists(wanted)]
    lists: dict[str, tuple[str, ...]] = {}
    findings: list[Finding] = []
    for number, typed in enumerate(grid.rows[header], start=1):
        if is_filled(typed):
            title = titles.get(header_key(str(typed)), tidy(str(typed)))
            values = _list_values(grid, header + 1, number, title, findings)
            lists.setdefault(title, tuple(values))
    findings += [_list_missing(title) for title in wanted if title not in lists]
    return lists, findings


def _list_values(
    grid: Grid, above: int, number: int, title: str, findings: list[Finding]
) -> Iterator[str]:
    """The values of the column below row `above`; what is no text is noted."""
    column = Column(title)
    for row in range(above + 1, len(grid.rows) + 1):
        text, remark = parse_cell(grid.value(row, number), column)
        if remark:
            place = {"sheet": LISTS, "cell": address(row, number), "header": title}
            findings.append(
                Finding(
                    remark.code,
                    remark.level,
                    remark.message,
                    **place,
                    reason="Из этого списка выбирают значения на других листах",
                    remedy=remark.remedy,
                    value=grid.value(row, number),
                )
            )
        if tidy(text):
            yield tidy(text)


def _no_lists(wanted: Collection[str]) -> Finding:
    return Finding(
        "ЛС02",
        Level.QUESTION,
        "не найдена строка с названиями списков",
        sheet=LISTS,
        reason="Без неё свои значения не читаются, списки взяты обычные",
        remedy=f"Верните в одну строку названия: {listed([*wanted][:6])}…",
    )


def _list_missing(title: str) -> Finding:
    return Finding(
        "ЛС03",
        Level.QUESTION,
        f"нет списка «{title}»",
        sheet=LISTS,
        header=title,
        reason="Свои значения этого списка не читаются, взяты обычные",
        remedy=f"Верните столбец с названием «{title}»",
    )
