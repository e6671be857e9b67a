"""Short runs of the soak: a walk, some kills, a race; `tools/soak.py` makes the long ones."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from nastavnik.actions.new_book import SAMPLE_DAY, new_book
from nastavnik.actions.session import Session
from nastavnik.actions.verbs import BEHIND, behind
from nastavnik.model import actions
from nastavnik.model.actions import Action
from soaking.turning import TURNS
from soaking.verbs import FIRST_COLLECTION, READING, VERBS
from support.depth import tries

TOOL = Path(__file__).parents[2] / "tools" / "soak.py"
EVERY, TIMES = str(tries(9, quick=31)), str(tries(2, quick=1))
"""Between which places a verb is killed, and how often a turn of the year is."""
TRIED_TURNS = ("undo of a year", "year of a worn book", "forget")[: tries(3, quick=1)]

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
    "verb",
    ["order --register", "undo of order", "check --fix", "roadmap --out", "templates adopt"],
)
def test_a_verb_that_is_killed_leaves_nothing_half_done(verb: str) -> None:
    assert "неверно: 0" in soaked("kills", "--only", verb, "--every", EVERY)


def test_every_action_that_writes_is_killed_by_the_soak() -> None:
    """One that only reads has to be named for it, and changes nothing."""
    killed = {verb.action.key for verb in VERBS.values()}
    turned = {turn.action.key for turn in TURNS.values()}
    assert killed | turned | {action.key for action in READING} == set(BEHIND)
    assert (killed | turned).isdisjoint(action.key for action in READING)


def test_what_may_be_taken_back_is_killed_while_it_is() -> None:
    undone = {name for name, verb in VERBS.items() if verb.action is actions.UNDO}
    steps = {name for name, verb in VERBS.items() if verb.action.undoable}
    assert undone == {f"undo of {name}" for name in steps - {FIRST_COLLECTION}}


@pytest.mark.parametrize("action", READING, ids=lambda action: action.key)
def test_an_action_that_reads_writes_nothing(action: Action, tmp_path: Path) -> None:
    book = new_book(tmp_path, sample=True)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    given = {"book": book, "today": SAMPLE_DAY, "missing": True, "lines": ["Орлова Анна\tж"]}
    asked = {option.name for option in action.asks if option.required or option.name in given}
    result = behind(action)(Session(), **{name: given[name] for name in asked & given.keys()})
    assert list(result.as_blocks())
    assert before == {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}


@pytest.mark.parametrize("turn", TRIED_TURNS)
def test_a_turn_of_the_year_that_is_killed_at_random_leaves_one_whole_year(turn: str) -> None:
    said = soaked("kills-of-a-year", "--times", TIMES, "--seed", "5", "--only", turn)
    assert f"{TIMES} раз, неверно 0" in said


def test_two_books_in_one_folder_do_not_hinder_each_other() -> None:
    assert "4 кругов" in soaked("races", "--rounds", "4")
