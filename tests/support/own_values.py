"""A workbook with a value of the school's own at the end of every list of «Справочники»."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import openpyxl

from nastavnik.actions.new_book import new_book
from nastavnik.model.choices import SYNONYMS
from nastavnik.model.parsing import parse_cell
from nastavnik.model.school import School, read_school
from nastavnik.model.sheets import LISTS, RECORDS, choice_lists
from nastavnik.model.text import fold
from nastavnik.workbooks.closed import ClosedBook

TITLES = (*choice_lists(), SYNONYMS.title)


def own_value(title: str) -> str:
    """What the school has added to the list."""
    return f"своё: {title.lower()}"


def book_with_own_values(folder: Path) -> Path:
    """The empty workbook, saved by another program with these values."""
    path = new_book(folder)
    book = openpyxl.load_workbook(path)
    sheet = book[LISTS]
    header = next(row for row in sheet.iter_rows() if row[0].value == TITLES[0])
    for cell in header:
        if cell.value in TITLES:
            row = cell.row
            while sheet.cell(row, cell.column).value is not None:
                row += 1
            sheet.cell(row, cell.column, own_value(str(cell.value)))
    book.save(path)
    return path


def school_in(path: Path) -> School:
    """The workbook as it is read."""
    return read_school(ClosedBook(path, datetime.now).read())


def assert_own_values_count(school: School) -> None:
    """Every list ends with its own value, and every column that chooses from it takes it."""
    assert {title: values[-1] for title, values in school.lists.items() if title in TITLES} == {
        title: own_value(title) for title in TITLES
    }
    assert [finding for finding in school.findings if finding.sheet == LISTS] == []
    for column in (column for record in RECORDS for column in record.columns):
        if not column.choices:
            continue
        value = own_value(column.choices.title)
        allowed = {fold(each): each for each in school.lists[column.choices.title]}
        assert parse_cell(value.upper(), column, allowed) == (value, None)
