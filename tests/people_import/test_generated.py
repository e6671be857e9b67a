"""Files as schools keep them: every cell lands in its field, or a person is asked."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from nastavnik.model.findings import Value
from nastavnik.model.grid import Grid
from nastavnik.model.school import read_school
from nastavnik.people_import.model import PARTS, ListedPerson, Reading, Source
from nastavnik.people_import.results import PeopleTaken
from nastavnik.people_import.sources import read_sources
from nastavnik.people_import.taking import take_registries
from people_import.generated import Made, made_file, shown, write
from people_import.lists import adds_up
from support.depth import tries

FILES = tries(200, quick=70)
EMPTY_BOOK = read_school({})
NOT_A_FIELD = {"", "skipped", *PARTS}


@dataclass(frozen=True)
class TakenFile:
    """A file that was made, what was found in it and what became of that."""

    made: Made
    sources: Sequence[Source]
    outcome: PeopleTaken

    @property
    def reading(self) -> Reading:
        return self.outcome.reading

    def asked(self) -> set[str]:
        """The codes with places of what is asked."""
        return {f"{f.code} {f.place} {f.header}" for f in self.outcome.findings}


@pytest.fixture(scope="module")
def files(files_read_here: None, tmp_path_factory: pytest.TempPathFactory) -> list[TakenFile]:
    """Every file, taken into an empty book."""
    return [_taken(seed, tmp_path_factory.mktemp("списки")) for seed in range(FILES)]


def _taken(seed: int, folder: Path) -> TakenFile:
    made = made_file(seed)
    sources = read_sources(write(made, seed, folder))
    return TakenFile(made, sources, take_registries(EMPTY_BOOK, sources))


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


def test_98_percent_of_the_cells_land_right_and_the_rest_is_asked(files: list[TakenFile]) -> None:
    cells = sum((_cells(file.made, file.reading) for file in files), Counter[str]())
    assert cells["wrong"] == 0
    assert cells["right"] / cells.total() >= 0.98


def test_nobody_in_them_is_lost_doubled_or_put_into_another_registry(
    files: list[TakenFile],
) -> None:
    for file in files:
        made, people = file.made, file.reading.people
        wanted = sorted(_plain(person["full_name"]) for person in made.people)
        assert sorted(_plain(person.name) for person in people) == wanted, made.name
        assert {person.record for person in people} == {made.record}, made.name


def test_of_every_cell_it_is_told_what_became_of_it(files: list[TakenFile]) -> None:
    assert [file.made.name for file in files if not adds_up(file.outcome, file.sources)] == []


def test_columns_that_no_registry_has_are_asked_about_and_go_nowhere(
    files: list[TakenFile],
) -> None:
    for file in files:
        made, asked = file.made, file.asked()
        for column, name in enumerate(made.fields):
            if name == "":
                (_, mapping), *_ = file.reading.mappings
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
