"""Turns cells into records and findings, as their columns demand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from operator import itemgetter
from typing import Any, Generic, TypeVar

from nastavnik.model import codes
from nastavnik.model.findings import Finding, Level, Value
from nastavnik.model.grid import Grid, Position, address
from nastavnik.model.parsing import CellRemark, error, is_filled, parse_cell, question
from nastavnik.model.plain_columns import plain_values
from nastavnik.model.schema import Column, Record
from nastavnik.model.text import fold

R = TypeVar("R", bound=Record)

Lists = Mapping[str, Sequence[str]]
"""The lists of «Справочники»: title → allowed values."""

ROWS_AT_ONCE = 500
"""Rows are turned into columns in blocks: a whole large sheet would not fit a processor's cache."""


class Reader(Generic[R]):
    """Reads the cells of one sheet and collects what is wrong with them."""

    def __init__(self, record: type[R], grid: Grid, lists: Lists) -> None:
        self._record = record
        self._grid = grid
        self._found: list[tuple[Position, Finding]] = []
        self._empty: set[Position] = set()
        self.unseen: set[str] = set()
        """Titles of columns with a cell whose value is there and cannot be read."""
        self._columns = {column.title: column for column in record.columns}
        self._lists = lists
        self._allowed: dict[str, Mapping[str, str]] = {}
        self._spread = dict(_spread_merged(grid))
        self._special: dict[int, set[int]] = {}
        for row, number in (*grid.errors, *grid.uncalculated, *self._spread):
            self._special.setdefault(number, set()).add(row)

    def findings(self) -> list[Finding]:
        """What was wrong with the cells read so far, row by row.

        Where the key of a row is wrong, that is said and not what else is empty in the row.
        """
        key = self._record.key()
        wrong = {
            row
            for (row, _), found in self._found
            if key and found.header == key.title and found.level is Level.ERROR
        }
        return [
            found
            for place, found in sorted(self._found, key=itemgetter(0))
            if not (
                place in self._empty and place[0] in wrong and key and found.header != key.title
            )
        ]

    def labelled(self, labels: Mapping[str, int], number: int) -> R:
        """The one record of a vertical sheet, whose values are in the column `number`."""
        values = {}
        for title, row in labels.items():
            column, value = self._columns[title], self._grid.value(row, number)
            values[column.name] = self._cell(column, (row, number), value)
        return self._record(**values)

    def rows(self, headers: Mapping[str, int], header_row: int) -> list[R]:
        """The non-empty rows below the headers."""
        columns = [(self._columns[title], number) for title, number in headers.items()]
        records: list[R] = []
        for start in range(header_row, len(self._grid.rows), ROWS_AT_ONCE):
            block = self._grid.rows[start : start + ROWS_AT_ONCE]
            records += self._block(columns, block, start + 1)
        return records

    def _block(
        self, columns: Sequence[tuple[Column, int]], block: Sequence[Sequence[Value]], first: int
    ) -> list[R]:
        """The records of the rows from number `first`, read column by column."""
        across = [(), *zip_longest(*block)]
        blank: Sequence[Value] = (None,) * len(block)
        cells = [across[number] if number < len(across) else blank for _, number in columns]
        filled = [i for i, row in enumerate(zip(*cells, strict=True)) if any(map(is_filled, row))]
        if not filled:
            return []
        if len(filled) < len(block):
            cells = [tuple(values[i] for i in filled) for values in cells]
            blank = blank[: len(filled)]
        rows = [first + i for i in filled]
        read = {
            column.name: self._column(column, number, rows, values)
            for (column, number), values in zip(columns, cells, strict=True)
            if values != blank or column.required or number in self._special
        }
        return self._record.read(rows, read)

    def _column(
        self, column: Column, number: int, rows: Sequence[int], cells: Sequence[Value]
    ) -> Sequence[Any]:
        """The values of the cells in these rows of one column, each parsed once if it repeats."""
        allowed = self._choices(column)
        special = self._special.get(number, ())
        if not special and (plain := plain_values(cells, column, allowed)) is not None:
            return plain
        # 1, 1.0 and True are one key of a dictionary, so their types go with them
        keys = [*zip(map(type, cells), cells, strict=True)]
        parsed = {key: parse_cell(key[1], column, allowed) for key in set(keys)}
        values = [parsed[key][0] for key in keys]
        doubtful = {key for key, (_, remark) in parsed.items() if remark}
        if doubtful or special:
            for index, (row, key) in enumerate(zip(rows, keys, strict=True)):
                if key in doubtful or row in special:
                    values[index] = self._cell(column, (row, number), cells[index])
        return values

    def _choices(self, column: Column) -> Mapping[str, str] | None:
        """Folded texts and the values that a column with choices takes for them."""
        if not column.choices:
            return None
        title = column.choices.title
        if title not in self._allowed:
            listed = self._lists.get(title) or column.choices.values
            self._allowed[title] = {fold(value): value for value in listed}
        return self._allowed[title]

    def _cell(self, column: Column, position: Position, value: Value) -> Any:
        """The value of one cell, "" or None where there is none; notes what is wrong."""
        if not is_filled(value):
            value = self._behind(column, position)
        parsed, remark = parse_cell(value, column, self._choices(column))
        if remark and not self._is_unseen(position):
            if not is_filled(value):
                self._empty.add(position)
            self._note(column, position, value, remark)
        return parsed

    def _behind(self, column: Column, position: Position) -> Value:
        """The value of a cell that only looks empty: an error, a formula, a merged area."""
        shown: Value = None
        if position in self._grid.errors:
            found = self._grid.errors[position]
            remark = error(codes.FORMULA_ERROR, f"вместо значения ошибка {found}")
        elif position in self._grid.uncalculated:
            remark = error(codes.NOT_CALCULATED, "формула ещё не посчитана")
        elif position in self._spread:
            shown = self._spread[position]
            remark = (error if column.key else question)(
                codes.MERGED, "ячейка объединена с соседней: взято общее значение"
            )
        else:
            return None
        self._note(column, position, None, remark)
        return shown

    def _is_unseen(self, position: Position) -> bool:
        return position in self._grid.errors or position in self._grid.uncalculated

    def _note(self, column: Column, position: Position, value: Value, remark: CellRemark) -> None:
        if column.made:
            return
        if self._is_unseen(position):
            self.unseen.add(column.title)
        finding = Finding(
            remark.code,
            remark.level,
            remark.message,
            sheet=self._record.sheet,
            cell=address(*position),
            header=column.title,
            reason=_why(column),
            remedy=remark.remedy,
            value=value,
        )
        self._found.append((position, finding))


def _why(column: Column) -> str:
    return column.hint or f"Так устроен столбец «{column.title}»"


def _spread_merged(grid: Grid) -> Iterator[tuple[Position, Value]]:
    """The cells of areas merged down a column, but the first, each with its value."""
    for (top, left), (bottom, right) in grid.merged:
        value = grid.value(top, left)
        if left == right and is_filled(value):
            yield from (((row, left), value) for row in range(top + 1, bottom + 1))
