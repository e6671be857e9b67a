"""Our verbs on a book full of what a load and save would lose: all of it is still there."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest

from nastavnik.actions.new_book import new_book
from nastavnik.actions.session import Verb, closed_book, work
from nastavnik.matching.proposing import propose
from nastavnik.model.sheets import FIT, Check, Pair
from nastavnik.rules.checking import check
from support.rich_workbook import census, make_rich_workbook

DAY = date(2026, 10, 15)
KINDS_AT_LEAST = 14


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def verbs() -> dict[str, tuple[Verb, set[str]]]:
    return {
        "check": (lambda school: check(school, DAY), {Check.sheet}),
        "match": (lambda school: propose(school, DAY), {Pair.sheet, FIT}),
    }


@pytest.mark.parametrize("verb", ["check", "match"])
def test_a_verb_loses_nothing_and_touches_only_its_own_parts(tmp_path: Path, verb: str) -> None:
    path = tmp_path / "полная.xlsm"
    kinds = make_rich_workbook(path, new_book(tmp_path / "пример", sample=True))
    assert len(kinds) >= KINDS_AT_LEAST
    kept, before = census(path), parts(path)

    act, sheets = verbs()[verb]
    done = work(closed_book(path), act)

    after = parts(path)
    assert {patch.sheet for patch in done.patches} == sheets
    assert census(path) == kept
    assert list(after) == list(before)
    changed = {name for name in before if before[name] != after[name]}
    assert changed
    assert all(name.startswith(("xl/worksheets/sheet", "xl/tables/table")) for name in changed)
    assert len({name for name in changed if "tables" in name}) <= 1
