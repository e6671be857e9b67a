"""The declaration is whole and means what it says."""

from __future__ import annotations

import re

import pytest

from nastavnik.model.schema import Column, Kind, Record
from nastavnik.model.sheets import RECORDS, Check, Mentor, Pair

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
        assert column.kind is Kind.TEXT
    if column.pattern:
        assert column.pattern.matches(column.pattern.example)
    if column.refers:
        assert column.refers.key() is not None


def test_a_record_is_built_from_titles_and_gives_them_back() -> None:
    mentor = Mentor.titled({"ФИО": "Орлова Анна", "Мест": 2, "Чужое": 1}, row=7)
    assert (mentor.full_name, mentor.places, mentor.row) == ("Орлова Анна", 2, 7)
    assert mentor.values()["ФИО"] == "Орлова Анна"
    assert mentor.at("places").header == "Мест"


def test_people_are_marked_as_personal_data_wherever_they_stand() -> None:
    people = re.compile(r"ФИО|Телефон|Почта|Наставни|Наставляем|Представитель|Для кого|О ком")
    innocent = {"Телефон школы", "Почта школы", "Согласие наставника", "Согласие наставляемого"}
    for record in RECORDS:
        for column in record.columns:
            if (
                people.match(column.title)
                and column.title not in innocent
                and record.sheet != "Школа"
            ):
                assert column.personal, f"{record.sheet}.{column.title}"


def test_what_the_check_writes_is_marked_as_made() -> None:
    made = {column.title for column in Check.columns if not column.made}
    assert made == {"Пояснение"}
    assert Pair.column("score").made
