"""A child that is killed, swells or hangs costs one answer, and the culprit is named."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from nastavnik.region import lanes
from nastavnik.region.child import Cause, Loss
from nastavnik.region.lanes import Limits, one_by_one, side_by_side
from region.lane_jobs import begin, loaded_modules

QUICK = Limits(seconds=4, memory=1024**3)
MISCHIEF = ["one", "die", "two", "swell", "three", "wait", "four", "print", "refuse", "fail"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_only_the_culprits_have_no_answer(jobs: int) -> None:
    answers = dict(side_by_side(begin, MISCHIEF, jobs, QUICK))
    lost = {thing: a.cause for thing, a in answers.items() if isinstance(a, Loss)}
    assert lost == {
        "die": Cause.KILLED,
        "swell": Cause.SWELLED,
        "wait": Cause.HUNG,
        "refuse": Cause.REFUSED,
        "fail": Cause.FAILED,
    }
    assert {t for t in MISCHIEF if answers[t] == t.upper()} == set(MISCHIEF) - set(lost)


def test_a_failure_says_its_kind_and_place_and_none_of_its_words() -> None:
    (_, loss), *_ = one_by_one(begin, ["fail"])
    assert isinstance(loss, Loss)
    assert loss.text == "LookupError"
    assert loss.places[-1].startswith("lane_jobs.py:")
    assert "Орлова" not in repr(loss)


def test_things_are_taken_as_they_are_wanted_and_answers_come_meanwhile() -> None:
    taken: list[str] = []

    def things() -> Iterator[str]:
        for number in range(100):
            taken.append(str(number))
            yield str(number)

    answers = side_by_side(begin, things(), 1)
    next(answers)
    assert len(taken) < 20
    answers.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("python", ["/bin/false", "/no/such/python"])
def test_without_children_the_answers_are_the_same(
    python: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", python)
    things = ["one", "refuse", "two"]
    assert list(side_by_side(begin, things, 2)) == list(one_by_one(begin, things))


def test_a_child_loads_nothing_that_starts_others() -> None:
    (_, loaded), *_ = side_by_side(loaded_modules, ["nastavnik.actions.check_one"], 1)
    assert isinstance(loaded, set)
    assert "nastavnik.actions.check_book" in loaded
    assert not loaded & {"concurrent.futures", "subprocess", "nastavnik.region.lanes"}


def test_a_child_makes_way_for_a_fresh_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes, "THINGS_OF_A_CHILD", 2)
    things = [str(number) for number in range(7)]
    assert dict(side_by_side(begin, things, 1)) == {thing: thing for thing in things}
