"""The declaration is whole and means what it says."""

from __future__ import annotations

import re
from typing import Any

import pytest

from nastavnik.model import column
from nastavnik.model.schema import CellKind, Col, Column, Record
from nastavnik.model.sheets import RECORDS, Check, Mentee, Mentor, Pair, Person
from nastavnik.workbooks.build.validation import FORMULAS

COLUMNS = [pytest.param(r, c, id=f"{r.sheet}.{c.title}") for r in RECORDS for c in r.columns]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.sheet)
def test_titles_are_told_apart_whatever_case_blanks_and_yo(record: type[Record]) -> None:
    tags = [column.tag for column in record.columns]
    assert len(set(tags)) == len(tags)
    assert all(tag.isidentifier() for tag in tags)


@pytest.mark.parametrize(("record", "column"), COLUMNS)
def test_a_column_is_declared_soundly(record: type[Record], column: Column) -> None:
    assert column.title == column.title.strip()
    assert len(column.hint) <= 255
    assert not (column.choices and column.refers)
    if column.choices or column.refers or column.pattern or column.several:
        assert column.kind is CellKind.TEXT
    if column.pattern:
        assert column.pattern.matches(column.pattern.example)
    if column.refers:
        assert column.refers.key() is not None


def test_a_record_is_built_from_titles_and_gives_them_back() -> None:
    mentor = Mentor.titled({"ФИО": "Орлова Анна", "Мест": 2, "Чужое": 1}, row=7)
    assert (mentor.full_name, mentor.places, mentor.row) == ("Орлова Анна", 2, 7)
    assert mentor.values()["ФИО"] == "Орлова Анна"
    assert mentor.at(Mentor.places).header == "Мест"


def test_people_are_marked_as_personal_data_wherever_they_stand() -> None:
    people = re.compile(r"ФИО|Телефон|Почта|Наставни|Наставляем|Представитель|Для кого|О ком")
    innocent = {"Телефон школы", "Почта школы", "Согласие наставника", "Согласие наставляемого"}
    for record in RECORDS:
        for each in record.columns:
            if people.match(each.title) and each.title not in innocent and record.sheet != "Школа":
                assert each.personal, f"{record.sheet}.{each.title}"


def test_what_the_check_writes_is_marked_as_made() -> None:
    made = {each.title for each in Check.columns if not each.made}
    assert made == {"Пояснение"}
    assert Pair.score.made


class _Common(Record):
    name: Col[str] = column.text("Имя")
    note: Col[str] = column.text("Примечание")


class _Full(_Common, sheet="Полный"):
    first: Col[str] = column.text("Первый", after=_Common.name)
    second: Col[int | None] = column.integer("Второй", minimum=1)
    note: Col[str] = column.again(_Common.note, folded=True)
    last: Col[bool | None] = column.flag("Последний")


class _Moved(_Common, sheet="Переставленный"):
    own: Col[str] = column.text("Свой")
    name: Col[str] = column.again(_Common.name, after=own)


def test_columns_of_a_sheet_stand_among_the_inherited_ones_where_they_are_declared() -> None:
    assert [c.name for c in _Full.columns] == ["name", "first", "second", "note", "last"]
    assert [c.name for c in _Moved.columns] == ["note", "own", "name"]


def test_each_sheet_has_its_own_columns_of_what_it_inherits() -> None:
    assert (_Full.note.folded, _Moved.note.folded, _Common.note.folded) == (True, False, False)
    assert {_Full.name.sheet, _Moved.name.sheet} == {"Полный", "Переставленный"}


def test_a_row_is_asked_by_the_columns_of_what_it_inherits_too() -> None:
    mentee = Mentee(full_name="Белов Пётр", row=5)
    assert mentee.at(Person.role).header == "Категория"
    assert Person.full_name.of(mentee) == "Белов Пётр"
    assert (Mentee.birth.of(mentee), Mentee.role.of(mentee)) == (None, "")


def test_a_record_takes_no_field_that_is_not_declared_and_no_name_for_a_column() -> None:
    mentor: Any = Mentor(full_name="Орлова Анна")
    with pytest.raises(TypeError, match="places_free"):
        mentor.replace(places_free=1)
    with pytest.raises(TypeError, match=r"Mentor\.hours"):
        mentor.at("hours")
    with pytest.raises(AttributeError, match="replace"):
        mentor.places = 1


def test_office_applications_are_told_of_every_pattern() -> None:
    used = {column.pattern for record in RECORDS for column in record.columns if column.pattern}
    assert used == set(FORMULAS)
