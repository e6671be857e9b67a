"""How a receiver's check scales: memory, processes, and a second run after few books changed.

So many generated books, each of a school of its own with people of its own, are collected in a
process of its own, whose largest memory counts (its children have one book each). Then they are
collected again after twenty have changed. Work is in seconds of processors, so that what else the
machine does does not count; `--jobs 2` beside one is in seconds of the clock, of a whole run and of
children that are at work already, and says something only on two cores that are free. With
`--against` another build checks a folder of a size that it survives, beside this one.

    .venv/bin/python benchmarks/region.py [--books 2000] [--against 9b3a9e1]
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from _builds import ROOT, Build, checked_out

sys.path[:0] = [str(ROOT / "macros"), str(ROOT / "tests")]

DAY = date(2026, 10, 15)
FEWER, CHANGED, WARM = 500, 20, 60
SURVIVED = (100, 300)
"""Sizes of folders that a build survives which keeps every book in memory."""
MEGABYTE = 1024


def fill(folder: Path, numbers: range, seed: int = 0) -> None:
    """The books of so many schools, every tenth with mistakes."""
    from support.district import inn_of, school_book

    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        more = {"12300456": inn_of(number)}
        book = school_book(number, flawed=number % 10 == 0, more=more, seed=seed)
        (folder / f"школа {number}.xlsx").write_bytes(book)


def collect(folder: Path, into: Path, jobs: int) -> dict[str, Any]:
    """Collect the folder here; what it cost."""
    from nastavnik.actions.collect_books import run
    from nastavnik.actions.session import Session
    from nastavnik.region.collecting import Collection

    begun, first, checked = time.monotonic(), [0.0], [0.0]

    def tell(news: Mapping[str, Any]) -> None:
        first[0] = first[0] or time.monotonic() - begun

    class Timed(Collection):
        def take_in(self, arrived: Any) -> None:
            super().take_in(arrived)
            checked[0] = children()

    import nastavnik.actions.collect_books as action

    vars(action)["Collection"] = Timed
    result = run(Session(tell=tell), folders=[folder], into=into, today=DAY, jobs=jobs)
    return {
        "books": result.books,
        "schools": result.schools,
        "unread": result.unread,
        "first_row_s": first[0],
        "seconds": time.monotonic() - begun,
        "peak_mb": peak(),
        "own_cpu_s": time.process_time(),
        "checking_cpu_s": checked[0],
        "cpu_s": time.process_time() + children(),
    }


def children() -> float:
    """Seconds that the children that are over have worked."""
    times = os.times()
    return times.children_user + times.children_system


def peak() -> float:
    """The most memory of this process so far, without what it was started from."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / MEGABYTE


def collected(folder: Path, into: Path, jobs: int) -> dict[str, Any]:
    """What a run over the folder cost, in a process of its own."""
    words = ["--collect", str(folder), str(into), str(jobs)]
    done = subprocess.run([sys.executable, __file__, *words], stdout=subprocess.PIPE, check=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


class Pace(NamedTuple):
    """What a book takes: of the clock, and of the processor in the process that shares it out."""

    seconds: float
    own_cpu_s: float


def checking(folder: Path, jobs: int) -> Pace:
    """What the checking alone takes, with so many children that are at work already."""
    from nastavnik.region.lanes import Loss, side_by_side
    from nastavnik.region.parcels import Parcel, arrivals
    from nastavnik.region.task import ReceiverSettings, checker

    parcels = [each for each in arrivals([folder], DAY) if isinstance(each, Parcel)]

    def repeated() -> Iterator[Parcel]:
        yield from parcels[:WARM]
        yield from parcels

    answers = side_by_side(partial(checker, ReceiverSettings()), repeated(), jobs)
    for _ in range(WARM):
        next(answers)
    began, own = time.monotonic(), time.process_time()
    count = sum(not isinstance(answer, Loss) for _, answer in answers)
    return Pace((time.monotonic() - began) / count, (time.process_time() - own) / count)


def side_by_side_figures(few: Path, place: Path) -> dict[str, Any]:
    """What two children are worth: a whole run of either, and the checking alone, in turns."""
    whole = {
        jobs: collected(few, place / f"with {jobs}" / "СВОД.xlsx", jobs)["seconds"]
        for jobs in (1, 2)
    }
    one, two = checking(few, 1), checking(few, 2)
    return {
        "whole_s": whole,
        "whole_jobs_2_over_1": whole[1] / whole[2],
        "one": one._asdict(),
        "two": two._asdict(),
        "jobs_2_over_1": one.seconds / two.seconds,
    }


def beside(revision: str, place: Path) -> dict[str, Any]:
    """`check` of a folder by this build and by another: memory and seconds, and each book more."""
    builds = {"ours": Build(ROOT, Path(sys.executable)), "other": checked_out(revision)}
    small, large = SURVIVED
    found: dict[str, Any] = {}
    for name, build in builds.items():
        costs = {}
        for size in SURVIVED:
            folder = place / f"{name} {size}"
            fill(folder, range(1, size + 1))
            seconds, kib = build.cost(("check", ".", "--today", f"{DAY:%d.%m.%Y}"), folder)
            costs[size] = {"cpu_s": seconds, "peak_mb": kib / MEGABYTE}
            shutil.rmtree(folder)
        more = costs[large]["peak_mb"] - costs[small]["peak_mb"]
        found[name] = {"books": costs, "mb_a_book": more / (large - small)}
    return found


def report(books: int, jobs: int, other: str) -> dict[str, Any]:
    """All figures; the folder of the books is taken away afterwards."""
    place = Path(tempfile.mkdtemp(prefix="nastavnik-region-"))
    try:
        few, many, into = place / "few", place / "many", place / "out" / "СВОД.xlsx"
        fill(few, range(1, FEWER + 1))
        fill(many, range(1, books + 1))
        smaller = collected(few, place / "small" / "СВОД.xlsx", jobs)
        first = collected(many, into, jobs)
        fill(many, range(1, CHANGED + 1), seed=1)
        second = collected(many, into, jobs)
        children = side_by_side_figures(few, place)
        peers = {"check_of_a_folder": beside(other, place)} if other else {}
    finally:
        shutil.rmtree(place)
    return {
        "few": smaller,
        "first": first,
        "second": second,
        "memory_ratio": first["peak_mb"] / smaller["peak_mb"],
        "second_checking_quicker": first["checking_cpu_s"] / second["checking_cpu_s"],
        "second_whole_quicker": first["cpu_s"] / second["cpu_s"],
        "children": children,
        "cores": os.cpu_count(),
        **peers,
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--books", type=int, default=2000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument(
        "--against", default="", metavar="REVISION", help="another build, by commit"
    )
    parser.add_argument("--collect", nargs=3, metavar=("FOLDER", "INTO", "JOBS"))
    asked = parser.parse_args()
    if asked.collect:
        folder, into, jobs = asked.collect
        figures = collect(Path(folder), Path(into), int(jobs))
    else:
        figures = report(asked.books, asked.jobs, asked.against)
    print(json.dumps(figures, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
