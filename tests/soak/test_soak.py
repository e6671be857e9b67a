"""Short runs of the soak: a walk, some kills, a race; `tools/soak.py` makes the long ones."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from support.depth import tries

TOOL = Path(__file__).parents[2] / "tools" / "soak.py"
EVERY, TIMES = str(tries(9, quick=31)), str(tries(2, quick=1))
"""Between which places a verb is killed, and how often a turn of the year is."""
TURNS = ("undo of a year", "year of a worn book", "forget")[: tries(3, quick=1)]

pytestmark = pytest.mark.skipif(os.name != "posix", reason="processes are forked and killed")


def soaked(*arguments: str) -> str:
    """What the tool says, in a process of its own: it forks and hooks the interpreter."""
    done = subprocess.run(
        [sys.executable, str(TOOL), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_short_walk_breaks_nothing() -> None:
    assert "10 шагов" in soaked("walk", "--steps", "10", "--seed", "5", "--only", "пример")


@pytest.mark.parametrize(
    "verb", ["order --register", "undo of an order", "check --fix", "roadmap --out"]
)
def test_a_verb_that_is_killed_leaves_nothing_half_done(verb: str) -> None:
    assert "пройдено" in soaked("kills", "--only", verb, "--every", EVERY)


@pytest.mark.parametrize("turn", TURNS)
def test_a_turn_of_the_year_that_is_killed_at_random_leaves_one_whole_year(turn: str) -> None:
    said = soaked("kills-of-a-year", "--times", TIMES, "--seed", "5", "--only", turn)
    assert f"{TIMES} раз, неверно 0" in said


def test_two_books_in_one_folder_do_not_hinder_each_other() -> None:
    assert "4 кругов" in soaked("races", "--rounds", "4")
