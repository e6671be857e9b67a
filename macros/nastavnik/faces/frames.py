"""Sheets of records as DataFrames of pandas, and DataFrames as changes to sheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from nastavnik.model.cells import RecordTable, read_table
from nastavnik.model.changes import AppendRows, Change, Changes, Link, Row, SetCell
from nastavnik.model.errors import JobError
from nastavnik.model.findings import Finding, Level, Value
from nastavnik.model.grid import Position, address
from nastavnik.model.schema import CellKind, Column, Record
from nastavnik.model.school import School, resolve
from nastavnik.model.text import fold, listed

if TYPE_CHECKING:
    import pandas as pd

ROW = "Строка"
"""The name of the index: the number of the row on the sheet."""
DTYPES = {
    CellKind.TEXT: "object",
    CellKind.DATE: "datetime64[s]",
    CellKind.INTEGER: "Int64",
    CellKind.NUMBER: "Float64",
    CellKind.FLAG: "boolean",
}
DIFFERENCES_SHOWN = 5


class FrameError(JobError):
    """A DataFrame that cannot become rows of its sheet; `findings` are its faults in cells."""

    def __init__(self, message: str, findings: tuple[Finding, ...] = ()) -> None:
        super().__init__(message)
        self.findings = findings


class FrameChanges(NamedTuple):
    """The changes that a DataFrame asks for; `differences` are (cell, header, before, after)."""

    changes: Changes
    differences: tuple[tuple[str, str, Any, Any], ...]


def frame_of(table: RecordTable[Any]) -> pd.DataFrame:
    """The records of a sheet, a column a header, indexed by the number of the row."""
    import pandas as pd

    index = pd.Index([row.row for row in table.rows], name=ROW, dtype="int64")
    columns = {
        column.title: pd.Series(
            [getattr(row, column.name) for row in table.rows],
            index=index,
            dtype=DTYPES[column.kind],
        )
        for column in table.record.columns
        if column.title in table.headers
    }
    return pd.DataFrame(columns, index=index)


def changes_of(school: School, record: type[Record], frame: pd.DataFrame) -> FrameChanges:
    """What has to change on the sheet of `record` so that it says what the frame says.

    Raises:
        FrameError: the frame cannot become rows of the sheet.
    """
    table = school.table(record)
    _check_headers(table, frame)
    titled = {column.title: column for column in record.columns}
    known = table.by_row
    changes: list[Change] = []
    new: list[Row] = []
    for number, values in zip(frame.index, frame.to_dict("records"), strict=True):
        row = {str(t): _value(titled[str(t)], value) for t, value in values.items()}
        if record.vertical or number in known:
            old = next(iter(known.values())) if record.vertical else known[number]
            changes += _set(old, row, titled)
        elif filled := {title: value for title, value in row.items() if value is not None}:
            new.append(filled)
    if new:
        changes.append(AppendRows(record.sheet, tuple(new)))
    differences = _differences(school, table, changes)
    return FrameChanges(Changes(tuple(changes)), differences)


def _check_headers(table: RecordTable[Any], frame: pd.DataFrame) -> None:
    sheet, titles = table.record.sheet, [str(title) for title in frame.columns]
    if again := [title for title, count in Counter(titles).items() if count > 1]:
        raise FrameError(f"Столбцы таблицы повторяются: {listed(again)}. Оставьте по одному")
    if unknown := [title for title in titles if title not in table.headers]:
        raise FrameError(
            f"На листе «{sheet}» нет столбцов: {listed(unknown)}. Есть: {listed(table.headers)}"
        )
    if frame.index.has_duplicates:
        raise FrameError(f"Номера строк в указателе «{ROW}» повторяются: у каждой должен быть свой")
    if table.record.vertical and len(frame) != 1:
        raise FrameError(f"На листе «{sheet}» одна запись, а строк в таблице {len(frame)}")


def _value(column: Column, value: Any) -> Value:
    """A value of a DataFrame as a cell holds it; None where nothing is there."""
    import pandas as pd

    if pd.api.types.is_scalar(value) and pd.isna(value):
        return None
    if hasattr(value, "item"):  # a scalar of numpy
        value = value.item()
    if isinstance(value, pd.Timestamp):
        value = value.to_pydatetime()
    if isinstance(value, datetime):
        return value.date() if value.time() == datetime.min.time() else str(value)
    if isinstance(value, float) and value.is_integer() and column.kind is CellKind.INTEGER:
        return int(value)
    if isinstance(value, str | bool | int | float | date):
        return value or None if isinstance(value, str) else value
    raise FrameError(
        f"Столбец «{column.title}»: {type(value).__name__} в ячейку не записать. "
        "Годятся текст, число, дата, True и False"
    )


def _set(old: Record, row: Mapping[str, Value], titled: Mapping[str, Column]) -> Iterator[SetCell]:
    for title, value in row.items():
        before = getattr(old, titled[title].name)
        if (None if before == "" else before) != value:
            yield SetCell(old.sheet, old.row, title, value)


def _differences(
    school: School, table: RecordTable[Any], changes: list[Change]
) -> tuple[tuple[str, str, Any, Any], ...]:
    """Every cell that would change, provided that each of them is right then.

    Raises:
        FrameError: one would be wrong.
    """
    found: list[tuple[str, str, Any, Any]] = []
    headers = {number: title for title, number in table.headers.items()}
    for patch in resolve(changes, school):
        for (row, column), value in sorted(patch.cells.items()):
            header = headers[row if table.record.vertical else column]
            found.append((address(row, column), header, table.grid.value(row, column), value))
        _refuse_faults(school, table, patch.cells)
    return tuple(found)


def _refuse_faults(
    school: School, table: RecordTable[Any], cells: Mapping[Position, Value | Link]
) -> None:
    plain = {place: v.text if isinstance(v, Link) else v for place, v in cells.items()}
    after, findings = read_table(table.record, table.grid.with_values(plain), school.lists)
    places = {address(*place) for place in plain}
    rows = {row for row, _ in plain}
    wrong = [
        each
        for each in findings
        if each.level is Level.ERROR and each.cell and (each.cell in places or _row(each) in rows)
    ]
    faults = (*wrong, *_keys_again(after, rows))
    made = {column.title for column in table.record.columns if column.made}
    by_program = [table.headers[title] for title in made if title in table.headers]
    if not table.record.vertical and any(column in by_program for _, column in plain):
        raise FrameError(f"Столбцы {listed(sorted(made))} заполняет программа: уберите их")
    if faults:
        shown = "; ".join(str(each) for each in faults[:DIFFERENCES_SHOWN])
        more = f" (всего {len(faults)})" if len(faults) > DIFFERENCES_SHOWN else ""
        raise FrameError(f"Таблица не записана: {shown}{more}", faults)


def _row(finding: Finding) -> int:
    return int("".join(sign for sign in finding.cell or "0" if sign.isdigit()))


def _keys_again(table: RecordTable[Any], rows: set[int]) -> Iterator[Finding]:
    """A finding for each changed row whose key another row has as well."""
    key = table.record.key()
    if key is None or table.record.vertical:
        return
    count = Counter(fold(str(getattr(row, key.name))) for row in table.rows)
    for row in table.rows:
        value = str(getattr(row, key.name))
        if row.row in rows and value and count[fold(value)] > 1:
            position = table.position(row.row, key.title)
            yield Finding(
                "",
                Level.ERROR,
                "такая строка уже есть",
                sheet=table.record.sheet,
                cell=address(*position) if position else None,
                header=key.title,
                remedy="Оставьте одну из них",
            )
