"""How a receiver's check scales: memory, processes, and a second run after few books changed.

So many generated books, each of a school of its own with people of its own, are collected in a
process of its own, whose largest memory counts (its children's does not: each has one book). Then
they are collected again after twenty have changed. `--jobs 2` and one are compared on the checking
alone, without the first start of the children. `--books 10000` for a region, once, by hand.

    .venv/bin/python benchmarks/region.py [--books 2000] [--json]
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
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "macros"), str(ROOT / "tests")]

from nastavnik.region.lanes import Loss, side_by_side  # noqa: E402
from nastavnik.region.parcels import Parcel, arrivals  # noqa: E402
from nastavnik.region.task import ReceiverSettings, checker  # noqa: E402
from support.district import school_book  # noqa: E402

DAY = date(2026, 10, 15)
FEWER, CHANGED, WARM = 500, 20, 60
_COLLECT = """
import json, resource, sys, time
from datetime import date
from pathlib import Path
sys.path[:0] = json.loads(sys.argv[1])
from nastavnik.actions.collect_books import run
from nastavnik.actions.session import Session
from nastavnik.region import collecting
first, spent = [], [0.0]
def peak():  # a new process starts with the largest memory of the one that made it, but not here
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024
asked = collecting.Collection.take_in
def timed(self, arrived):
    arrived = list(arrived)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    asked(self, arrived)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent[0] = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
collecting.Collection.take_in = timed
began = time.monotonic()
def tell(news):
    first[:] = first or [time.monotonic() - began]
result = run(
    Session(tell=tell), folders=[Path(sys.argv[2])], into=Path(sys.argv[3]),
    today=date(2026, 10, 15), jobs=int(sys.argv[4]),
)
own, children = (resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(json.dumps({
    "books": result.books, "unread": result.unread, "seconds": time.monotonic() - began,
    "first_row_s": first[0] if first else None, "peak_mb": peak(),
    "own_cpu_s": own.ru_utime + own.ru_stime,
    "children_cpu_s": children.ru_utime + children.ru_stime,
    "checking_cpu_s": spent[0],
}))
"""


def fill(folder: Path, numbers: range, seed: int = 0) -> None:
    """The books of so many schools, every tenth with mistakes."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        more = {"12300456": f"99{number:08}"}
        book = school_book(number, flawed=number % 10 == 0, more=more, seed=seed)
        (folder / f"школа {number}.xlsx").write_bytes(book)


def collected(folder: Path, into: Path, jobs: int) -> dict[str, Any]:
    """What a run over the folder cost, in a process of its own."""
    paths = json.dumps(sys.path[:2])
    done = subprocess.run(
        [sys.executable, "-c", _COLLECT, paths, str(folder), str(into), str(jobs)],
        capture_output=True,
        text=True,
        check=True,
    )
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def checking(folder: Path, jobs: int) -> float:
    """Seconds of the checking alone with so many children that are at work already."""
    parcels = [each for each in arrivals([folder], DAY) if isinstance(each, Parcel)]
    answers = side_by_side(partial(checker, ReceiverSettings()), _repeated(parcels), jobs)
    for _ in range(WARM):
        next(answers)
    began = time.monotonic()
    count = sum(not isinstance(answer, Loss) for _, answer in answers)
    return (time.monotonic() - began) / count


def _repeated(parcels: list[Parcel]) -> Iterator[Parcel]:
    yield from parcels[:WARM]
    yield from parcels


def report(books: int, jobs: int) -> dict[str, Any]:
    """All figures, with the folder of the books taken away afterwards."""
    place = Path(tempfile.mkdtemp(prefix="nastavnik-region-"))
    try:
        few, many, into = place / "few", place / "many", place / "СВОД.xlsx"
        fill(few, range(1, FEWER + 1))
        fill(many, range(1, books + 1))
        smaller = collected(few, place / "малый" / "СВОД.xlsx", jobs)
        first = collected(many, into, jobs)
        fill(many, range(1, CHANGED + 1), seed=1)
        second = collected(many, into, jobs)
        one, two = checking(few, 1), checking(few, 2)
    finally:
        shutil.rmtree(place)
    return {
        "few": smaller,
        "first": first,
        "second": second,
        "memory_ratio": first["peak_mb"] / smaller["peak_mb"],
        "jobs_2_over_1": one / two,
        "second_checking_quicker": first["checking_cpu_s"] / second["checking_cpu_s"],
        "second_whole_quicker": _cpu(first) / _cpu(second),
        "cores": os.cpu_count(),
    }


def _cpu(figures: dict[str, Any]) -> float:
    return float(figures["own_cpu_s"] + figures["children_cpu_s"])


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--books", type=int, default=2000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    figures = report(asked.books, asked.jobs)
    print(json.dumps(figures, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
