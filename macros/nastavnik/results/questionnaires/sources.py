"""Exports of form services as tables: text, workbooks, the answers of an interface, archives."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePath
from typing import Any

from nastavnik.model.errors import JobError
from nastavnik.model.findings import Value
from nastavnik.model.grid import Grid
from nastavnik.model.parsing import is_filled
from nastavnik.model.text import fold, tidy
from nastavnik.readers.files import load
from nastavnik.readers.members import packed_tables
from nastavnik.readers.reading import WORKBOOKS, sheets_of
from nastavnik.readers.sniff import FileKind, kind_of
from nastavnik.results.questionnaires.model import ExportTable
from nastavnik.results.questionnaires.service_columns import is_known

_TITLE_ROWS = 10
_NO_TABLE = "В файле «{name}» нет таблицы с ответами: выгрузите ответы формы в .csv или .xlsx"


def read_exports(path: Path) -> list[ExportTable]:
    """The tables of a file that have titles and a row under them; the file is never changed.

    Raises:
        JobError: it cannot be opened, or there is no table in it; one sentence says why.
    """
    tables = list(_tables(load(path), path.name))
    if not tables:
        raise JobError(_NO_TABLE.format(name=path.name))
    return tables


def _tables(content: bytes, name: str) -> Iterator[ExportTable]:
    kind = kind_of(content, name)
    if kind is FileKind.ARCHIVE:
        yield from _of_archive(content, name)
    elif kind in WORKBOOKS:
        for sheet in sheets_of(content, kind, name):
            place = f"лист «{sheet.title}»"
            yield from _table(sheet.grid, name, place, f"{PurePath(name).stem} {sheet.title}")
    elif kind is FileKind.TEXT:
        yield from _of_text(content, name)
    else:
        raise JobError(_NO_TABLE.format(name=name))


def _of_archive(content: bytes, name: str) -> Iterator[ExportTable]:
    """The tables of every file in an archive; what is no table there is left alone."""
    for inner, packed in packed_tables(content, name):
        for table in _tables(packed, inner):
            place = ", ".join(filter(None, (f"файл «{inner}»", table.place)))
            yield _renamed(table, name, place)


def _renamed(table: ExportTable, file: str, place: str) -> ExportTable:
    caption = f"{PurePath(file).stem} {table.caption}"
    return ExportTable(
        *(file, place, caption, table.titles, table.rows, table.first, table.broken, table.is_text)
    )


def _of_text(content: bytes, name: str) -> Iterator[ExportTable]:
    from nastavnik.readers.decode import decode
    from nastavnik.readers.text import text_grid

    if content.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"["):
        try:
            shape = json.loads(decode(content))
        except ValueError:
            shape = None
        if isinstance(shape, dict) and isinstance(shape.get("columns"), list):
            yield from _of_interface(shape, name)
            return
    yield from _table(text_grid(content, name), name, "", PurePath(name).stem, is_text=True)


def _of_interface(shape: dict[str, Any], name: str) -> Iterator[ExportTable]:
    """What the interface of Яндекс Формы answers: columns, and answers in their order."""
    columns = [each for each in shape["columns"] if isinstance(each, dict)]
    titles = ["ID", "Время создания"]
    for column in columns:
        text = str(column.get("text", ""))
        parts = column.get("rows") if column.get("type") == "matrix" else None
        titles += [f"{text} [{part}]" for part in parts] if parts else [text]
    rows = [
        [each.get("id"), each.get("created"), *_interface_cells(columns, each.get("data", []))]
        for each in shape.get("answers", [])
        if isinstance(each, dict)
    ]
    yield from _table(Grid([titles, *rows]), name, "", PurePath(name).stem)


def _interface_cells(columns: Sequence[dict[str, Any]], data: Sequence[Any]) -> Iterator[Value]:
    for column, cell in zip(columns, data, strict=False):
        value = cell.get("value") if isinstance(cell, dict) else None
        parts = column.get("rows") if column.get("type") == "matrix" else None
        if parts:
            held = value if isinstance(value, list) else []
            yield from (_plain(held[n]) if n < len(held) else None for n in range(len(parts)))
        else:
            yield _plain(value)


def _plain(value: Any) -> Value:
    """A value of JSON as a cell; several are written one a line."""
    if isinstance(value, list):
        return "\n".join(str(_plain(each)) for each in value if each is not None) or None
    if isinstance(value, dict):
        return str(value.get("text", "")) or None
    return value if isinstance(value, str | int | float | bool) else None


def _table(
    grid: Grid, file: str, place: str, caption: str, *, is_text: bool = False
) -> Iterator[ExportTable]:
    rows = _lengthwise([list(row) for row in grid.rows])
    head = _head(rows)
    if head is None:
        return
    titles, first = _titles(rows, head)
    below = rows[first:]
    while below and not any(map(is_filled, below[-1])):
        below.pop()
    if below:
        broken = frozenset((*grid.errors, *grid.uncalculated))
        yield ExportTable(file, place, caption, titles, below, first + 1, broken, is_text)


def _head(rows: Sequence[Sequence[Value]]) -> int | None:
    """The index of the row of titles: of the first ones that which most titles are known of."""
    found = [
        (sum(isinstance(cell, str) and is_known(cell) for cell in row), _filled(row), -number)
        for number, row in enumerate(rows[:_TITLE_ROWS])
    ]
    best = max((each for each in found if each[1] > 1), default=None)
    return None if best is None else -best[2]


def _filled(row: Iterable[Value]) -> int:
    return sum(isinstance(cell, str) and bool(cell.strip()) for cell in row)


def _titles(rows: Sequence[Sequence[Value]], head: int) -> tuple[tuple[str, ...], int]:
    """The titles, and the index of the row below them; SurveyMonkey has two rows of them."""
    titles = [tidy(str(cell)) if is_filled(cell) else "" for cell in rows[head]]
    is_double = any(fold(title) == "respondent id" for title in titles[:2])
    if not is_double or len(rows) <= head + 1:
        return tuple(titles), head + 1
    above, joined = "", []
    for number, title in enumerate(titles):
        below = rows[head + 1][number] if number < len(rows[head + 1]) else None
        above = title or above
        part = tidy(str(below)) if is_filled(below) else ""
        joined.append(f"{above} [{part}]" if part and part.lower() not in _NO_PART else above)
    return tuple(joined), head + 2


_NO_PART = frozenset(("response", "open-ended response", "ответ"))


def _lengthwise(rows: list[list[Value]]) -> list[list[Value]]:
    """The table with questions across: one typed by hand may list them downwards."""
    first = [row[0] for row in rows if row]
    across = [cell for row in rows[:1] for cell in row[1:]]
    downwards = sum(isinstance(cell, str) and is_known(cell) for cell in first)
    if downwards < 2 or sum(isinstance(cell, str) and is_known(cell) for cell in across) > 1:
        return rows
    width = max(map(len, rows))
    return [[row[n] if n < len(row) else None for row in rows] for n in range(width)]
