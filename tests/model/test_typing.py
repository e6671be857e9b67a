"""What mypy refuses of a declaration and of references to it, in one run over small snippets."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAD = """
from nastavnik.model import column
from nastavnik.model.schema import Col, Column, ColumnOf, Record
from nastavnik.model.sheets import Mentee, Mentor, Pair, Person, Staff

def see(mentor: Mentor, person: Person, row: Record, any_column: Column) -> None:
"""
WRONG = {
    "a misspelt field of a constructor": "Mentor(ful_name='Орлова Анна')",
    "a value of another type": "Mentor(places='три')",
    "a flag for a date": "Pair(start=True)",
    "a misspelt option of a column": "column.integer('Мест', minimun=1)",
    "a misspelt common option": "column.text('Предмет', requird=True)",
    "an option of another kind": "column.text('Предмет', minimum=1)",
    "a misspelt option said again": "column.again(Person.birth, foldet=True)",
    "a name instead of a column": "mentor.at('hours')",
    "a column of another sheet that a rule needs": "Pair().at(Staff.duty)",
    "a misspelt column": "mentor.at(Mentor.hourz)",
    "a column of another sheet": "mentor.at(Mentee.request)",
    "a column that not every person has": "person.at(Mentor.places)",
    "a value of another sheet": "Pair.start.of(mentor)",
    "a misspelt field of a row": "mentor.hourz",
    "an assignment": "mentor.places = 3",
    "a value of another type that is read": "text: str = Mentor.places.of(mentor)",
}
RIGHT = {
    "a constructor": "Mentor(full_name='Орлова Анна', places=3, row=4)",
    "an empty record": "Mentor()",
    "an option": "kept: Col[int | None] = column.integer('Мест', minimum=1, required=True)",
    "a column": "mentor.at(Mentor.hours)",
    "an inherited column": "mentor.at(Mentor.full_name)",
    "a column that all people have": "person.at(Person.consent_on)",
    "a column of whichever sheet": "row.at(any_column)",
    "a value": "years: float | None = Mentor.seniority.of(mentor)",
    "a value by an inherited column": "called: str = Person.full_name.of(mentor)",
    "a field": "name: str = mentor.full_name",
    "columns of one sheet": "cells = [mentor.at(each) for each in (Mentor.wish, Mentor.birth)]",
}


@pytest.fixture(scope="module")
def refused(
    tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> Mapping[int, str]:
    """What mypy says of each line of all snippets: number of the line → message."""
    file = tmp_path_factory.mktemp("typing") / "snippets.py"
    file.write_text(HEAD + "".join(f"    {line}\n" for line in SNIPPETS.values()), "utf-8")
    cache = pytestconfig.cache.mkdir("mypy") if pytestconfig.cache else file.parent
    run = subprocess.run(
        [sys.executable, "-m", "mypy", f"--cache-dir={cache}", str(file)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    found = re.finditer(r"snippets\.py:(\d+): error: (.+)", run.stdout)
    said = {int(line): message for line, message in (each.groups() for each in found)}
    assert said, run.stdout + run.stderr
    return said


SNIPPETS = {**WRONG, **RIGHT}
FIRST = HEAD.count("\n") + 1
LINES = {case: number for number, case in enumerate(SNIPPETS, start=FIRST)}


@pytest.mark.parametrize("case", WRONG)
def test_mypy_refuses(refused: Mapping[int, str], case: str) -> None:
    assert LINES[case] in refused


@pytest.mark.parametrize("case", RIGHT)
def test_mypy_accepts(refused: Mapping[int, str], case: str) -> None:
    assert LINES[case] not in refused, refused[LINES[case]]
