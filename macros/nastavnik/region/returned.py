"""The receiver's findings as a file that the school's own book can take in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from nastavnik.domain.explanations import LookedForBy
from nastavnik.model.errors import JobError
from nastavnik.model.findings import Finding, Level, ReturnMark, Value
from nastavnik.model.grid import Grid
from nastavnik.people_import.export.plain_book import plain_book
from nastavnik.readers.reading import WORKBOOKS, sheets_of
from nastavnik.readers.sniff import kind_of
from nastavnik.region.rows import BookRow
from nastavnik.rules.returns import ReturnedFindings, ReturnedRow

SHEET = "Замечания к возврату"
HEADERS = (
    "Уровень",
    "Лист",
    "Ячейка",
    "Столбец",
    "Что не так",
    "Что сделать",
    "Почему",
    "Правило",
    "ИНН",
    "День",
    "От кого",
    "Кто проверяет",
    "Параметр",
    "Значение",
)
_LEVELS = {level.word: level for level in Level}


def returned_file(row: BookRow, sender: str, day: date) -> bytes:
    """The findings of a book as a workbook of one table."""
    words = {level.value: level.word for level in Level}
    rows: list[Sequence[Value]] = [
        (
            words[f.level],
            f.sheet,
            f.cell,
            f.header,
            f.message,
            f.remedy,
            f.reason,
            f.code,
            row.inn,
            day,
            sender,
            LookedForBy.RECEIVER if f.is_receivers else LookedForBy.SCHOOL,
            f.parameter,
            f.value or None,
        )
        for f in row.findings
    ]
    return plain_book(SHEET, HEADERS, rows)


def read_returned(content: bytes, name: str) -> ReturnedFindings:
    """The findings of a receiver's file.

    Raises:
        JobError: it is another file, or cannot be read.
    """
    kind = kind_of(content, name)
    grids = [sheet.grid for sheet in sheets_of(content, kind, name)] if kind in WORKBOOKS else []
    for grid in grids:
        if grid.rows and tuple(map(str, grid.rows[0][: len(HEADERS)])) == HEADERS:
            rows = list(_rows(grid))
            inns = {str(row["ИНН"] or "") for row in rows}
            return ReturnedFindings(min(inns, default=""), tuple(map(_returned, rows)))
    raise JobError(
        f"«{name}» — не файл замечаний о возврате: возьмите тот, что пришёл вместе с письмом"
    )


def _rows(grid: Grid) -> Iterator[Mapping[str, Value]]:
    for number in range(2, len(grid.rows) + 1):
        row = {title: grid.value(number, place) for place, title in enumerate(HEADERS, start=1)}
        if row["Что не так"]:
            yield row


def _returned(row: Mapping[str, Value]) -> ReturnedRow:
    text = {title: "" if value is None else str(value) for title, value in row.items()}
    day, limit = row["День"], row["Параметр"]
    when = f"{day:%d.%m.%Y}" if isinstance(day, date) else text["День"]
    mark = ReturnMark(
        ", ".join(filter(None, (when, text["От кого"] or "принимающий"))),
        text["Кто проверяет"] == LookedForBy.RECEIVER,
        float(limit) if isinstance(limit, int | float) else None,
    )
    finding = Finding(
        text["Правило"],
        _LEVELS.get(text["Уровень"], Level.QUESTION),
        text["Что не так"],
        sheet=text["Лист"] or None,
        cell=text["Ячейка"] or None,
        header=text["Столбец"] or None,
        reason=text["Почему"],
        remedy=text["Что сделать"],
        value=row["Значение"],
    )
    return ReturnedRow(finding, mark)
