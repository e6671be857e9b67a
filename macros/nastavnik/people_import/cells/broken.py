"""Cells that hold an error in place of a value."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from nastavnik.model.errors import JobError
from nastavnik.model.findings import Value
from nastavnik.model.grid import Position, address
from nastavnik.people_import.model import ListTable

_ERROR = re.compile(
    r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|Н/Д|ССЫЛКА!|ЗНАЧ!|ИМЯ\?|ДЕЛ/0!|ЧИСЛО!|ПУСТО!)"
    r"|(?:Err|Ошибка):\d{3}"
)
_MOST_NAMED = 3


def refuse_errors(table: ListTable, columns: Collection[int]) -> None:
    """Nothing, if no cell that is to be taken holds an error; `columns` are counted from 1.

    Raises:
        JobError: some do; the text names the first of them.
    """
    grid, rows = table.source.grid, set(table.rows)
    every = {
        **_error_texts(grid.rows, columns),
        **grid.errors,
        **dict.fromkeys(grid.uncalculated, "формула не посчитана"),
    }
    bad = sorted(place for place in every if place[0] in rows and place[1] in columns)
    if bad:
        cells = ", ".join(f"{address(*place)} — {every[place]}" for place in bad[:_MOST_NAMED])
        raise JobError(
            f"{table.source.at()}: вместо значений стоят ошибки формул ({cells}): "
            "исправьте их, сохраните файл и повторите"
        )


def _error_texts(rows: Sequence[Sequence[Value]], columns: Collection[int]) -> dict[Position, str]:
    """Errors that became texts when a sheet was saved as a text."""
    return {
        (number, column): cell
        for number, cells in enumerate(rows, start=1)
        for column in columns
        if column <= len(cells)
        and isinstance(cell := cells[column - 1], str)
        and cell.startswith(("#", "Err:", "Ошибка:"))
        and _ERROR.fullmatch(cell)
    }
