"""The receiver's findings as a file, and the file taken into the school's own check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from nastavnik.model.choices import RuleLevel
from nastavnik.model.errors import JobError
from nastavnik.model.findings import Finding, Level, Value
from nastavnik.model.grid import Grid
from nastavnik.model.school import School
from nastavnik.model.sheets import RuleRow
from nastavnik.people_import.plain_book import plain_book
from nastavnik.readers.reading import WORKBOOKS, sheets_of
from nastavnik.readers.sniff import kind_of
from nastavnik.region.rows import BookRow

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
)
SCHOOL, RECEIVER = "школа", "принимающий"
"""Whose check looks for a finding: the school's too, or the receiver's alone."""
_LEVELS = {level.word: level for level in Level}


class ReturnedFindings(NamedTuple):
    """What a receiver found: for the school with this ИНН.

    `others` are what no check of the school itself looks for.
    """

    inn: str
    findings: tuple[Finding, ...]
    others: tuple[Finding, ...] = ()


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
            RECEIVER if f.is_receivers else SCHOOL,
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
            mine, others = (
                [r for r in rows if (r[HEADERS[-1]] == RECEIVER) is is_other]
                for is_other in (False, True)
            )
            return ReturnedFindings(
                min(inns, default=""), tuple(map(_finding, mine)), tuple(map(_finding, others))
            )
    raise JobError(
        f"«{name}» — не файл замечаний о возврате: возьмите тот, что пришёл вместе с письмом"
    )


def _rows(grid: Grid) -> Iterator[Mapping[str, Value]]:
    for number in range(2, len(grid.rows) + 1):
        row = {title: grid.value(number, place) for place, title in enumerate(HEADERS, start=1)}
        if row["Что не так"]:
            yield row


def _finding(row: Mapping[str, Value]) -> Finding:
    text = {title: "" if value is None else str(value) for title, value in row.items()}
    day = row["День"]
    when = f"{day:%d.%m.%Y}" if isinstance(day, date) else text["День"]
    reason = f"Возвращено {when}, {text['От кого'] or 'принимающий'}. {text['Почему']}".strip()
    return Finding(
        text["Правило"],
        _LEVELS.get(text["Уровень"], Level.QUESTION),
        text["Что не так"],
        sheet=text["Лист"] or None,
        cell=text["Ячейка"] or None,
        header=text["Столбец"] or None,
        reason=reason,
        remedy=text["Что сделать"],
    )


def taken_in(
    own: Sequence[Finding], returned: ReturnedFindings, school: School
) -> Iterator[Finding]:
    """The school's own findings, those that were returned marked so, and what only they say.

    What the school's own check looks for and no longer finds is mended, and not said again.

    Raises:
        JobError: they are about another school.
    """
    inn = school.card.inn.strip()
    if inn and returned.inn and inn != returned.inn:
        raise JobError(
            f"Замечания — для школы с ИНН {returned.inn}, а в книге ИНН {inn}: возьмите файл, "
            "который пришёл вашей школе"
        )
    sent = {_place(finding): finding for finding in returned.findings}
    for finding in own:
        back = sent.pop(_place(finding), None)
        yield finding._replace(reason=back.reason) if back else finding
    levels = {row.code: row.level for row in school.table(RuleRow).rows}
    yield from (f for f in sent.values() if levels.get(f.code) == RuleLevel.OFF)
    yield from returned.others


def _place(finding: Finding) -> tuple[object, ...]:
    return finding.code, finding.sheet, finding.cell, finding.header
