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

from nastavnik.actions.book_report import BookReport, SheetOutline, report_of
from nastavnik.actions.books_checked import BooksChecked
from nastavnik.actions.session import Done
from nastavnik.model.findings import Finding, Level
from nastavnik.model.grid import letters, position
from nastavnik.model.outcome import Result
from nastavnik.model.seals import BLANK_SEAL, sealed
from nastavnik.workbooks.disk import is_ours, write_atomically

CELL, GAP = 9, 2
"""A picture of a sheet: the side of a cell and the gap in pixels."""
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
    """What the page says of one workbook; `report` is None where it could not be read."""

    name: str
    message: str
    report: BookReport | None = None

    @property
    def is_read(self) -> bool:
        """Whether the workbook could be read."""
        return self.report is not None

    @property
    def findings(self) -> Sequence[Finding]:
        """What was found, without names."""
        return self.report.findings if self.report else ()

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
        by_sheet: dict[str, dict[tuple[int, int], Finding]] = {}
        for finding in reversed(self.findings):
            if finding.sheet and finding.cell:
                by_sheet.setdefault(finding.sheet, {})[position(finding.cell)] = finding
        for outline in self.report.outlines if self.report else ():
            yield _picture(outline, by_sheet[outline.sheet])


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
        for book in result.books:
            yield ReportSection(book.book.label, book.message or book.failure, book.report)
    elif isinstance(result, Done):
        report = report_of(result.school, result.findings)
        yield ReportSection(result.path.name, result.message, report)


def _picture(outline: SheetOutline, found: dict[tuple[int, int], Finding]) -> Picture:
    filled = "".join(_square(row, column) for row, column in outline.filled)
    marks = tuple(_mark(*place, finding) for place, finding in found.items())
    width, height = (number * (CELL + GAP) for number in (outline.columns, outline.rows))
    return Picture(outline.sheet, width, height, filled, marks)


def _corner(row: int, column: int) -> tuple[int, int]:
    return (column - 1) * (CELL + GAP), (row - 1) * (CELL + GAP)


def _square(row: int, column: int) -> str:
    x, y = _corner(row, column)
    return f"M{x} {y}h{CELL}v{CELL}h-{CELL}z"


def _mark(row: int, column: int, finding: Finding) -> FoundMark:
    title = f"{letters(column)}{row}: {finding.message}"
    return FoundMark(finding.level.value, *_corner(row, column), title)
