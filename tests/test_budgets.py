"""No verb does much more than it did: calls are counted, which is the same on every machine.

`NASTAVNIK_APPROVE=1 pytest tests/test_budgets.py` takes what a verb does now for its budget.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from nastavnik.actions.new_book import new_book
from nastavnik.workbooks.shipped import BOOK_NAME
from support.counting import DONE, calls_of, peak_of, run_verb

BUDGETS = Path(__file__).with_name("budgets.json")
PYTHON = "{}.{}".format(*sys.version_info)
DAY = ("--today", "15.10.2026")
SPARE = 1.1
"""What a verb may do more before somebody has to say that it is worth it."""
NAMED = 8
PEOPLE = 100
VERBS: Mapping[str, tuple[str, ...]] = {
    "check": ("check", BOOK_NAME, *DAY),
    "fix": ("check", BOOK_NAME, "--fix", *DAY),
    "documents": ("documents", BOOK_NAME, *DAY),
    "registry": ("registry", "Список.csv", "--into", BOOK_NAME),
    "match": ("match", BOOK_NAME, *DAY),
}
"""What is counted; each verb works on the sample as it left it the last time but one."""
FEW, MANY = 2, 10
MOST_MIB, GROWTH = 64, 1.15
"""Memory of a check of a folder, and how much more it may be for five times as many books."""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample and a list of pupils."""
    folder = new_book(tmp_path_factory.mktemp("образец") / "дело", sample=True).parent
    letters = "абвгдежзик"
    names = (f"Иванова{letters[n // 10]}{letters[n % 10]} Анна" for n in range(PEOPLE))
    rows = [f"{name} Петровна;{5 + n % 7} А;математика" for n, name in enumerate(names)]
    text = "\n".join(["ФИО обучающегося;Класс;Запрос", *rows])
    (folder / "Список.csv").write_text(text, encoding="utf-8-sig")
    return folder


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_keeps_to_its_budget(verb: str, sample: Path, tmp_path: Path) -> None:
    kept = json.loads(BUDGETS.read_text(encoding="utf-8")) if BUDGETS.exists() else {}
    is_approved = bool(os.environ.get("NASTAVNIK_APPROVE"))
    if kept.get("python", PYTHON) != PYTHON and not is_approved:
        pytest.skip(f"the budgets are those of Python {kept['python']}")
    folder = tmp_path / "дело"
    shutil.copytree(sample, folder)
    run_verb(DONE, VERBS[verb], folder)  # what is kept from run to run is kept now
    if verb != "check":
        shutil.rmtree(folder)
        shutil.copytree(sample, folder)
    counted = calls_of(VERBS[verb], folder)
    if is_approved:
        kept = {"python": PYTHON, "calls": kept.get("calls", {}) | {verb: counted}}
        BUDGETS.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    budget = kept["calls"][verb]
    now, most = sum(counted.values()), SPARE * sum(budget.values())
    assert now <= most, f"{now} calls, {most:.0f} at most; {grown(budget, counted)}"


def grown(budget: Mapping[str, int], counted: Mapping[str, int]) -> str:
    """The modules that call more than they did, those that grew most first."""
    more = {name: number - budget.get(name, 0) for name, number in counted.items()}
    most = sorted(more.items(), key=lambda each: -each[1])[:NAMED]
    return ", ".join(f"{name} +{number}" for name, number in most if number > 0)


def test_the_modules_that_grew_are_named() -> None:
    counted = {"nastavnik.model.cells": 90, "nastavnik.rules.names": 10, "lxml": 7}
    budget = {"nastavnik.model.cells": 50, "nastavnik.rules.names": 10}
    assert grown(budget, counted) == "nastavnik.model.cells +40, lxml +7"


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of memory is read from /proc")
def test_memory_of_a_folder_does_not_grow_with_its_books(sample: Path, tmp_path: Path) -> None:
    peaks = {}
    for books in (FEW, MANY):
        folder = tmp_path / f"книг {books}"
        folder.mkdir()
        for number in range(books):
            shutil.copyfile(sample / BOOK_NAME, folder / f"Школа {number}.xlsx")
        peaks[books] = peak_of(("check", ".", *DAY), folder)
    assert peaks[MANY] <= MOST_MIB
    assert peaks[MANY] <= GROWTH * peaks[FEW]
