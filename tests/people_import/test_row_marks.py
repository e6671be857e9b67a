"""Rows that nobody sees, people struck out, comments: asked about, and kept."""

from __future__ import annotations

from dataclasses import replace

from nastavnik.people_import.model import Reading
from nastavnik.people_import.taking import take_registries
from nastavnik.readers.sheet import Marks
from people_import.lists import EMPTY, codes, source

LIST = """
    | ФИО                    | Класс | Телефон            |
    | Пак Милана Олеговна    | 8 Б   | +7 900 000-00-40   |
    | Ким Виктор Андреевич   | 8 Б   | +7 900 000-00-41   |
    | Гусев Матвей Ильич     | 8 Б   | +7 900 000-00-42   |
"""


def read(marks: Marks) -> Reading:
    marked = replace(source(LIST, "Наставляемые"), marks=marks)
    return take_registries(EMPTY, [marked]).reading


def names(reading: Reading) -> list[str]:
    return [person.name for person in reading.people]


def test_a_hidden_row_is_not_taken_and_a_question_names_the_person() -> None:
    reading = read(Marks(hidden=frozenset({3})))
    assert names(reading) == ["Пак Милана Олеговна", "Гусев Матвей Ильич"]
    (asked,) = [finding for finding in reading.findings if finding.code == "РЕ11"]
    assert "Ким Виктор Андреевич" in asked.message
    assert "строка 3" in (asked.place or "")


def test_people_struck_out_are_asked_about_together() -> None:
    reading = read(Marks(struck=frozenset({(2, 1), (4, 1)})))
    assert names(reading) == ["Ким Виктор Андреевич"]
    assert codes(reading.findings).count("РЕ14") == 1


def test_a_struck_out_phone_strikes_out_nobody() -> None:
    reading = read(Marks(struck=frozenset({(2, 3)})))
    assert len(reading.people) == 3
    assert "РЕ14" not in codes(reading.findings)


def test_a_comment_becomes_a_note_without_its_author() -> None:
    reading = read(Marks(comments={(2, 3): "Секретарь:\nзвонить после 15", (3, 1): "перешёл"}))
    notes = [person.known.get("note") for person in reading.people]
    assert notes == ["Телефон: звонить после 15", "ФИО: перешёл", None]
