"""A book made before programmes and events gets their sheets and fields, and keeps its settings."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from nastavnik.actions import heal_book, propose_programmes
from nastavnik.actions.new_book import SAMPLE_DAY, new_book
from nastavnik.actions.session import Session, closed_file
from nastavnik.model.errors import JobError
from nastavnik.model.school import School, read_school
from nastavnik.model.sheets import BankTask, Card, Event, EventGuest, Pair, ProgrammeTask

GONE = (ProgrammeTask.sheet, BankTask.sheet, Event.sheet, EventGuest.sheet)


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A book without the sheets, and without a field that a new book fills."""
    path = new_book(tmp_path, sample=True)
    book = openpyxl.load_workbook(path)
    for title in GONE:
        del book[title]
    for row in book[Card.sheet].iter_rows():
        if row[0].value == Card.font_size.title:
            row[0].value = row[1].value = None
    book.save(path)
    return path


def read(path: Path) -> School:
    return read_school(closed_file(path).read())


def test_without_the_sheets_programmes_are_refused_with_what_to_do(older: Path) -> None:
    with pytest.raises(JobError, match="Восстановить книгу"):
        propose_programmes.run(Session(), book=older, today=SAMPLE_DAY)


def test_healed_it_has_the_sheets_with_the_bank_of_tasks(older: Path) -> None:
    heal_book.run(Session(), book=older)
    school = read(older)
    assert all(school.table(record).headers for record in (ProgrammeTask, Event, EventGuest))
    assert len(school.table(BankTask).rows) == 66
    assert school.has(Pair.goal)
    done = propose_programmes.run(Session(), book=older, today=SAMPLE_DAY)
    assert len(done.outcome.proposed) == 9
    assert len(read(older).tasks) > 50


def test_a_field_comes_back_empty_for_the_school_to_fill(older: Path) -> None:
    heal_book.run(Session(), book=older)
    school = read(older)
    assert school.has(Card.font_size)
    assert school.card.font_size is None
    assert not [finding for finding in school.findings if finding.sheet == Card.sheet]
