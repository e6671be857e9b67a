"""Mappings on the disk behave as those in memory do."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.model.errors import JobError
from nastavnik.region.store import Shelf, Store

KEYS = st.text(max_size=3)
STEPS = st.lists(st.tuples(KEYS, st.none() | st.integers()))


@given(steps=STEPS)
def test_a_shelf_is_a_dict_that_outlives_its_process(
    steps: list[tuple[str, int | None]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path, expected = tmp_path_factory.mktemp("store") / "store", dict[str, int]()
    with Store(path) as store:
        shelf: Shelf[int] = store.shelf("things")
        for key, value in steps:
            if value is not None:
                shelf[key] = expected[key] = value
            elif key in expected:
                del shelf[key], expected[key]
        other = store.shelf("other")
        other["x"] = 1
    with Store(path) as store:
        again: Shelf[int] = store.shelf("things")
        assert list(again.items()) == list(expected.items())
        assert list(again.by_place()) == list(expected.values())
        assert list(again.by_key()) == [expected[key] for key in sorted(expected)]
        assert len(again) == len(expected)


def test_names_of_files_that_are_no_text_are_keys_too(tmp_path: Path) -> None:
    with Store(tmp_path / "store") as store:
        shelf = store.shelf("things")
        shelf["книга\udcff.xlsx"] = 1
        assert list(shelf) == ["книга\udcff.xlsx"]


def test_a_mapping_may_change_while_it_is_gone_through(tmp_path: Path) -> None:
    with Store(tmp_path / "store") as store:
        shelf: Shelf[int] = store.shelf("things")
        shelf["0"] = 0
        for key in shelf:
            if len(shelf) < 2000:
                shelf[str(int(key) + 1)] = int(key) + 1
        assert list(shelf.by_place()) == list(range(2000))


def test_what_is_not_there_is_a_key_error(tmp_path: Path) -> None:
    with Store(tmp_path / "store") as store:
        shelf = store.shelf("things")
        with pytest.raises(KeyError):
            shelf["нет"]
        with pytest.raises(KeyError):
            del shelf["нет"]


def test_a_full_disk_is_a_sentence(tmp_path: Path) -> None:
    with Store(tmp_path / "store") as store:
        shelf = store.shelf("things")
        store._database.execute("PRAGMA max_page_count = 4")
        with pytest.raises(JobError, match="освободите место") as error:
            shelf.update((str(number), "x" * 1000) for number in range(10_000))
        assert isinstance(error.value.__cause__, sqlite3.OperationalError)
