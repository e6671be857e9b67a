"""Workers of a real Dask scheduler on this machine, one of them killed in the middle."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from nastavnik.actions.collect_books import run
from nastavnik.actions.session import Session
from nastavnik.model.errors import JobError
from nastavnik.region.child import Cause, Loss
from nastavnik.region.lanes import Limits, one_by_one
from region.lane_jobs import begin
from support.district import school_book

distributed = pytest.importorskip("distributed", reason="the extra «region» is not installed")
from nastavnik.region.cluster import over_cluster  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore")
QUICK = Limits(seconds=6, memory=1024**3)


@pytest.fixture
def cluster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A scheduler and two worker processes on loopback."""
    monkeypatch.chdir(tmp_path)
    with distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        dashboard_address=None,
        local_directory=tmp_path,
    ) as found:
        yield found


def test_every_other_thing_has_its_answer_and_the_culprits_are_named(cluster: Any) -> None:
    good = [f"book {number}" for number in range(60)]
    things = [*good[:20], "swell", *good[20:40], "wait", "die", "refuse", *good[40:]]
    answers: dict[str, str | Loss] = {}
    for thing, answer in over_cluster(cluster.scheduler_address, QUICK)(begin, things):
        answers[thing] = answer
        if len(answers) == 10:
            os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)
    lost = {thing: a.cause for thing, a in answers.items() if isinstance(a, Loss)}
    assert lost == {
        "swell": Cause.SWELLED,
        "wait": Cause.HUNG,
        "die": Cause.KILLED,
        "refuse": Cause.REFUSED,
    }
    assert {t: answers[t] for t in good} == dict(one_by_one(begin, good))


def test_a_scheduler_that_is_not_there_is_one_sentence() -> None:
    with pytest.raises(JobError, match="не отвечает"):
        list(over_cluster("tcp://127.0.0.1:1", QUICK)(begin, ["book"]))


def test_a_district_comes_out_the_same(cluster: Any, tmp_path: Path) -> None:
    inbox = tmp_path / "почта"
    inbox.mkdir()
    for number in range(1, 21):
        (inbox / f"{number}.xlsx").write_bytes(school_book(number, flawed=number % 5 == 0))
    made = []
    for name, scheduler in (("один", ""), ("сеть", cluster.scheduler_address)):
        result = run(
            Session(),
            folders=[inbox],
            into=tmp_path / name / "СВОД.xlsx",
            today=date(2026, 11, 9),
            jobs=1,
            scheduler=scheduler,
        )
        made.append((result.states, result.books, (tmp_path / name / "СВОД.xlsx").read_bytes()))
    assert made[0] == made[1]
