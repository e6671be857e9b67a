"""The copy without names: nobody can be read in it, and everything can still be counted."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from nastavnik.actions.export_people import run as export
from nastavnik.actions.session import Session
from nastavnik.model.school import School
from nastavnik.model.sheets import RECORDS, AnswerRow
from nastavnik.people_import.export.nameless import NAMELESS, nameless_values
from nastavnik.region.comparing import changes_between
from nastavnik.region.task import ReceiverSettings, check_book, school_in
from nastavnik.rules.checking import check
from nastavnik.workbooks.build.book import build_book
from support.district import sample_book, with_texts

DAY = date(2026, 10, 15)
KEY = b"k" * 32


def copy_of(book: bytes) -> bytes:
    return build_book(nameless_values(school_in(book, "книга.xlsx"), KEY, DAY))


@pytest.fixture(scope="module")
def sent() -> bytes:
    """The copy of the sample school."""
    return copy_of(sample_book())


def text_of(book: bytes) -> str:
    with zipfile.ZipFile(BytesIO(book)) as archive:
        return "".join(archive.read(name).decode("utf-8", "ignore") for name in archive.namelist())


def personal_texts(school: School) -> set[str]:
    """What stands in personal columns, and the free words of answers and meetings."""
    return {
        str(column.of(row))
        for record in RECORDS
        for row in school.table(record).rows
        for column in record.columns
        if column.personal and not column.choices and len(str(column.of(row))) > 4
    }


def test_it_passes_the_check_as_the_book_itself_does(sent: bytes) -> None:
    own = [f.code for f in check(school_in(sample_book(), "а"), DAY).findings]
    assert [f.code for f in check(school_in(sent, "б"), DAY).findings] == own


def test_no_personal_text_of_the_book_is_in_it(sent: bytes) -> None:
    text = text_of(sent)
    school = school_in(sample_book(), "а")
    assert [told for told in personal_texts(school) if told in text] == []
    wrote = {answer.value for answer in school_in(sample_book(), "а").table(AnswerRow).rows}
    assert [words for words in wrote if len(words) > 5 and words in text] == []


def test_all_that_is_counted_is_counted_alike(sent: bytes) -> None:
    settings = ReceiverSettings()
    own, copy = (check_book(b, "к", DAY, settings) for b in (sample_book(), sent))
    assert copy.indicators == own.indicators
    assert copy.forms == own.forms
    assert copy.is_nameless
    assert not own.is_nameless


def test_ages_are_right_and_birthdays_are_not_told(sent: bytes) -> None:
    before, after = (school_in(b, "к") for b in (sample_book(), sent))
    births = [person.birth for person in after.people if person.birth]
    anchor = before.card.sized_on or DAY
    assert len(births) == sum(person.birth is not None for person in before.people)
    assert {(birth.month, birth.day) for birth in births} == {(anchor.month, anchor.day)}
    assert {mentee.school_class for mentee in after.mentees} <= {
        "", "1-4 кл.", "5-9 кл.", "10-11 кл.", "группа 1"
    }  # fmt: skip


def test_two_copies_of_one_school_can_be_compared_by_aliases(sent: bytes) -> None:
    changed = with_texts(
        sample_book(), {"Дзагоева Залина Казбековна": "Дзагоева Зарина Казбековна"}
    )
    said = changes_between(school_in(sent, "а"), school_in(copy_of(changed), "б"))
    assert "Наставляемые: добавлено 1 (Участник " in said
    assert "Дзагоева" not in said


def test_another_school_gives_other_aliases(sent: bytes) -> None:
    other = build_book(nameless_values(school_in(sample_book(), "а"), b"o" * 32, DAY))
    names = [{p.full_name for p in school_in(book, "к").people} for book in (sent, other)]
    assert names[0].isdisjoint(names[1])


def test_it_is_exported_beside_the_tables(tmp_path: Path) -> None:
    book = tmp_path / "Наставничество.xlsx"
    book.write_bytes(sample_book())
    made = export(Session(), book=book, folder=tmp_path / "вон", today=DAY, aliases=True)
    assert tmp_path / "вон" / NAMELESS in made.paths
    assert (tmp_path / ".Наставничество.псевдонимы.ключ").exists() or list(tmp_path.glob(".*ключ"))
