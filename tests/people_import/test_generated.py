"""Two hundred files as schools keep them: every cell lands in its field, or a person is asked."""

from __future__ import annotations

import time
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from nastavnik.model.findings import Value
from nastavnik.model.grid import Grid
from nastavnik.model.school import read_school
from nastavnik.people_import.model import PARTS, ListedPerson, Reading, Source
from nastavnik.people_import.sources import read_sources
from nastavnik.people_import.taking import take_registries
from people_import.generated import Made, made_file, shown, write

FILES = 200
EMPTY_BOOK = read_school({})
NOT_A_FIELD = {"", "skipped", *PARTS}


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Made, Reading, set[str]]]:
    """Every file read: what was made, what was read, the codes with places of what was asked."""
    return [_read(seed, tmp_path_factory.getbasetemp()) for seed in range(FILES)]


def _read(seed: int, folder: Path) -> tuple[Made, Reading, set[str]]:
    made = made_file(seed)
    outcome = take_registries(EMPTY_BOOK, read_sources(write(made, seed, folder)))
    return made, outcome.reading, {f"{f.code} {f.place} {f.header}" for f in outcome.findings}


def _same(one: Any, other: Any) -> bool:
    return _plain(one) == _plain(other)


@cache
def _plain(value: Any) -> str:
    return shown(value).casefold().replace(" ", "")


def _cells(made: Made, reading: Reading) -> Counter[str]:
    """How many cells are right, left for a question, or wrong."""
    (_, mapping), *_ = reading.mappings
    taken = mapping.places().values()
    people = {_plain(person.name): person for person in reading.people}
    found: Counter[str] = Counter()
    for column, name in enumerate(made.fields):
        for wanted in made.people:
            if name in NOT_A_FIELD or wanted.get(name) in (None, ""):
                continue
            person: ListedPerson | None = people.get(_plain(wanted["full_name"]))
            got = person.values.get(name) if person else None
            right = _same(got, wanted[name])
            found["right" if right else "wrong" if column in taken else "asked"] += 1
    return found


def test_of_two_hundred_files_98_percent_of_the_cells_land_right_and_the_rest_is_asked(
    readings: list[tuple[Made, Reading, set[str]]],
) -> None:
    cells = sum((_cells(made, reading) for made, reading, _ in readings), Counter[str]())
    assert cells["wrong"] == 0
    assert cells["right"] / cells.total() >= 0.98


def test_nobody_in_them_is_lost_doubled_or_put_into_another_registry(
    readings: list[tuple[Made, Reading, set[str]]],
) -> None:
    for made, reading, _ in readings:
        wanted = sorted(_plain(person["full_name"]) for person in made.people)
        assert sorted(_plain(person.name) for person in reading.people) == wanted, made.name
        assert {person.record for person in reading.people} == {made.record}, made.name


def test_columns_that_no_registry_has_are_asked_about_and_go_nowhere(
    readings: list[tuple[Made, Reading, set[str]]],
) -> None:
    for made, reading, asked in readings:
        for column, name in enumerate(made.fields):
            if name == "":
                (_, mapping), *_ = reading.mappings
                assert column not in mapping.places().values(), made.name
                assert any(f"{made.titles[column]}" in place for place in asked), made.name


def test_ten_thousand_people_take_less_than_ten_seconds() -> None:
    rows: list[list[Value]] = [["ФИО", "Класс", "Дата рождения", "Телефон", "Запрос"]]
    for number in range(10_000):
        middle = "".join("бвгдж"[number // 5**power % 5] + "а" for power in range(6))
        birth = f"{number % 28 + 1:02}.09.2012"
        phone = f"8900{number:07}"
        rows.append([f"Ор{middle}ва Анна Ильинична", f"{number % 7 + 5}а", birth, phone, "алгебра"])
    began = time.process_time()
    source = Source("база.csv", "", Grid(rows), ("Наставляемые",))
    outcome = take_registries(EMPTY_BOOK, [source])
    assert (outcome.as_json()["new"], outcome.findings) == (10_000, ())
    assert time.process_time() - began < 10
