"""The check as one HTML page: no network, no libraries; it says where things stand, not whose.

Values of cells and names of people stay in the workbook: a page may be passed on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from nastavnik.actions.check_books import BooksChecked, CheckedBook
from nastavnik.actions.session import Done
from nastavnik.domain.redaction import without_names
from nastavnik.model.findings import Finding, Level
from nastavnik.model.grid import Grid, letters, position
from nastavnik.model.outcome import Result
from nastavnik.model.school import School
from nastavnik.model.seals import BLANK_SEAL, sealed
from nastavnik.workbooks.disk import is_ours, write_atomically

CELL, GAP, MOST_ROWS, MOST_COLUMNS = 9, 2, 60, 50
"""A picture of a sheet: the side of a cell and the gap in pixels, and how much is drawn."""
TEMPLATE = Path(__file__).with_name("findings.html")


class FoundMark(NamedTuple):
    """A cell of a picture in which something was found: its corner in pixels."""

    level: str
    x: int
    y: int
    title: str


class Picture(NamedTuple):
    """A sheet drawn small: `filled` is the path of its cells that hold something."""

    sheet: str
    width: int
    height: int
    filled: str
    marks: tuple[FoundMark, ...]


@dataclass(frozen=True)
class ReportSection:
    """What the page says of one workbook; `school` is None where it could not be read."""

    name: str
    message: str
    findings: Sequence[Finding] = ()
    school: School | None = None

    @property
    def is_read(self) -> bool:
        """Whether the workbook could be read."""
        return self.school is not None

    @property
    def errors(self) -> int:
        """How many errors were found."""
        return sum(finding.level is Level.ERROR for finding in self.findings)

    @property
    def questions(self) -> int:
        """How many questions were found."""
        return len(self.findings) - self.errors

    @property
    def sheets(self) -> dict[str, str]:
        """The sheets with findings: title → title and how many."""
        found = Counter(finding.sheet or "" for finding in self.findings)
        return {sheet: f"{sheet} ({number})" for sheet, number in found.items()}

    @property
    def codes(self) -> dict[str, str]:
        """The rules that found something: code → code and how often."""
        found = Counter(finding.code for finding in self.findings)
        return {code: f"{code} ({number})" for code, number in sorted(found.items())}

    @property
    def pictures(self) -> Iterator[Picture]:
        """Every sheet with findings in cells."""
        if self.school is None:
            return
        by_sheet: dict[str, dict[tuple[int, int], Finding]] = {}
        for finding in reversed(self.findings):
            if finding.sheet and finding.cell:
                by_sheet.setdefault(finding.sheet, {})[position(finding.cell)] = finding
        for sheet, table in self.school.tables.items():
            if sheet in by_sheet:
                yield _picture(sheet, table.grid, by_sheet[sheet])


def write_page(path: Path, result: Result, today: date) -> None:
    """Write what a check of one book or of many found as a page.

    Raises:
        JobError: the file cannot be written, or is not ours.
    """
    page = sealed(findings_page(list(sections(result)), today).encode())
    write_atomically(path, page, may_replace=is_ours)


def findings_page(books: Sequence[ReportSection], today: date) -> str:
    """The whole page; of several workbooks with a table of them first."""
    from jinja2 import Environment

    template = Environment(autoescape=True).from_string(TEMPLATE.read_text(encoding="utf-8"))
    levels = {level.value: level.word for level in Level}
    return (
        template.render(books=books, today=today, levels=levels, side=CELL, seal=BLANK_SEAL) + "\n"
    )


def sections(result: Result) -> Iterator[ReportSection]:
    """What the page says of each workbook that was checked."""
    if isinstance(result, BooksChecked):
        yield from map(_section, result.books)
    elif isinstance(result, Done):
        yield _section(CheckedBook(result.path, result.path.name, result))


def _section(book: CheckedBook) -> ReportSection:
    if book.done is None:
        return ReportSection(book.label, book.failure)
    school = book.done.school
    findings = tuple(without_names(book.done.findings, school))
    return ReportSection(book.label, book.done.message, findings, school)


def _picture(sheet: str, grid: Grid, found: dict[tuple[int, int], Finding]) -> Picture:
    rows = min(len(grid.rows), MOST_ROWS)
    columns = min(max((len(row) for row in grid.rows), default=0), MOST_COLUMNS)
    filled = "".join(
        _outline(row, column)
        for row in range(1, rows + 1)
        for column in range(1, columns + 1)
        if grid.value(row, column) is not None
    )
    marks = tuple(_mark(*place, finding) for place, finding in found.items())
    return Picture(sheet, columns * (CELL + GAP), rows * (CELL + GAP), filled, marks)


def _corner(row: int, column: int) -> tuple[int, int]:
    return (column - 1) * (CELL + GAP), (row - 1) * (CELL + GAP)


def _outline(row: int, column: int) -> str:
    x, y = _corner(row, column)
    return f"M{x} {y}h{CELL}v{CELL}h-{CELL}z"


def _mark(row: int, column: int, finding: Finding) -> FoundMark:
    title = f"{letters(column)}{row}: {finding.message}"
    return FoundMark(finding.level.value, *_corner(row, column), title)
