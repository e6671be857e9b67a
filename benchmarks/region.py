"""How a receiver's check scales: memory, processes, and a second run after few books changed.

So many generated books, each of a school of its own with people of its own, are collected in a
process of its own, whose largest memory counts (its children have one book each). Then they are
collected again after twenty have changed. Work is in seconds of processors, so that what else the
machine does does not count; `--jobs 2` beside one is told twice: worked out from the seconds of
processors as two free cores would share them, and by the clock, of a whole run and of children that
are at work already, which says something only on two cores that are free. With `--against` another
build checks a folder of a size that it survives, beside this one.

The memory of the receiving process is `peak_mb`; beside it stands the largest child so far when the
workbook is taken apart, when books are checked, and when workbook, note and page are made.

    .venv/bin/python benchmarks/region.py [--books 2000] [--against 9b3a9e1] [--only]

`--only` leaves out the smaller folder and the children: 10 000 books take about 7 GB of the disk.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
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


class Spent(NamedTuple):
    """Seconds of the processor so far, and the most memory of a child that is over."""

    own_s: float
    children_s: float
    child_mb: float

    @classmethod
    def now(cls) -> Spent:
        """What this process and its children have taken."""
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / MEGABYTE
        return cls(time.process_time(), children(), most)


def collect(folder: Path, into: Path, jobs: int) -> dict[str, Any]:
    """Collect the folder here; what it cost."""
    import nastavnik.actions.collect_books as action
    from nastavnik.actions.session import Session
    from nastavnik.region.collecting import Collection

    begun, first = time.monotonic(), [0.0]
    spent: dict[str, Spent] = {}

    def tell(news: Mapping[str, Any]) -> None:
        first[0] = first[0] or time.monotonic() - begun

    class Timed(Collection):
        def take_in(self, found: Any) -> None:
            spent["opened"] = Spent.now()
            super().take_in(found)
            spent["checked"] = Spent.now()

    whole = action._whole

    def timed(begin: Any, things: Any, jobs: int) -> Any:
        found = whole(begin, things, jobs)
        spent["made" if len(things) > 1 else "published"] = Spent.now()
        return found

    vars(action).update(Collection=Timed, _whole=timed)
    result = action.run(Session(tell=tell), folders=[folder], into=into, today=DAY, jobs=jobs)
    seconds = time.monotonic() - begun
    return {
        "books": result.books,
        "schools": result.schools,
        "unread": result.unread,
        "first_row_s": first[0],
        "seconds": seconds,
        "rows_a_second": result.books / seconds,
        "peak_mb": peak(),
        **_costs(spent),
    }


def _costs(spent: Mapping[str, Spent]) -> dict[str, Any]:
    """Where the work went, and what two free cores make of it for two children beside one."""
    opened, checked, made, end = (spent[n] for n in ("opened", "checked", "made", "published"))
    taking_in = checked.own_s - opened.own_s
    shared = made.children_s - opened.children_s
    alone = end.own_s - taking_in + end.children_s - shared
    return {
        "own_cpu_s": end.own_s,
        "checking_cpu_s": checked.children_s - opened.children_s,
        "making_cpu_s": made.children_s - checked.children_s,
        "cpu_s": end.own_s + end.children_s,
        "peak_of_a_child_mb": {
            "opening": opened.child_mb,
            "checking": checked.child_mb,
            "making": made.child_mb,
        },
        "jobs_2_over_1_by_work": (alone + shared) / (alone + (shared + taking_in) / 2),
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
    from nastavnik.region.child import Loss
    from nastavnik.region.lanes import side_by_side
    from nastavnik.region.parcels import FoundFile, Parcel, found_files, opened
    from nastavnik.region.task import ReceiverSettings, checker

    files = [file for file in found_files([folder]) if isinstance(file, FoundFile)]
    arrived = (each for file in files for each in opened(file, DAY))
    parcels = [each for each in arrived if isinstance(each, Parcel)]

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


def report(books: int, jobs: int, other: str, *, only: bool = False) -> dict[str, Any]:
    """All figures; the folder of the books is taken away afterwards."""
    place = Path(tempfile.mkdtemp(prefix="nastavnik-region-"))
    try:
        few, many, into = place / "few", place / "many", place / "out" / "СВОД.xlsx"
        fill(many, range(1, books + 1))
        first = collected(many, into, jobs)
        fill(many, range(1, CHANGED + 1), seed=1)
        found = first_and_second(first, collected(many, into, jobs))
        if not only:
            shutil.rmtree(many)
            fill(few, range(1, FEWER + 1))
            smaller = collected(few, place / "small" / "СВОД.xlsx", jobs)
            found |= {"few": smaller, "memory_ratio": first["peak_mb"] / smaller["peak_mb"]}
            found["children"] = side_by_side_figures(few, place)
        if other:
            found["check_of_a_folder"] = beside(other, place)
    finally:
        shutil.rmtree(place)
    return found | {"cores": os.cpu_count()}


def first_and_second(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    """A run, and one after few books have changed."""
    return {
        "first": first,
        "second": second,
        "second_checking_quicker": first["checking_cpu_s"] / second["checking_cpu_s"],
        "second_whole_quicker": first["cpu_s"] / second["cpu_s"],
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--books", type=int, default=2000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument(
        "--against", default="", metavar="REVISION", help="another build, by commit"
    )
    parser.add_argument("--only", action="store_true", help="these books alone")
    parser.add_argument("--collect", nargs=3, metavar=("FOLDER", "INTO", "JOBS"))
    asked = parser.parse_args()
    if asked.collect:
        folder, into, jobs = asked.collect
        figures = collect(Path(folder), Path(into), int(jobs))
    else:
        figures = report(asked.books, asked.jobs, asked.against, only=asked.only)
    print(json.dumps(figures, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
