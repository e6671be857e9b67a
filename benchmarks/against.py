"""What each verb costs as a whole process, beside another build of the product in one run.

    python3 run.py benchmark against 9b3a9e1

The other build is checked out into a temporary folder with an environment of its own, from its own
requirements; both are kept for the next run. Each build works on a book that it made itself, a
fresh copy each time; the two take turns. Seconds are those of the processor, user and system;
memory is the peak of the process. A ratio above 1 says that this build is faster, or smaller.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median

from _builds import ROOT, Build, checked_out
from _turns import Figures, compared, line

BOOK = "Наставничество.xlsx"
LIST = "Список.csv"
DAY = ("--today", "15.10.2026")
PEOPLE_IN_LIST = 100
RUNS = 9
CASES: Mapping[str, tuple[str, ...]] = {
    "check": ("check", BOOK, *DAY),
    "check --fix": ("check", BOOK, "--fix", *DAY),
    "check folder": ("check", ".", *DAY),
    "heal": ("heal", BOOK),
    "new": ("new", "другая", "--sample"),
    "registry": ("registry", LIST, "--into", BOOK),
    "match": ("match", BOOK, *DAY),
    "order": ("order", BOOK, *DAY),
    "documents": ("documents", BOOK, *DAY),
    "roadmap --out": ("roadmap", "--from", BOOK, "--out", "карта", *DAY),
    "carry": ("carry", BOOK, "--year", "2027"),
}
"""What is asked, by name."""
SETTLED = ("check", "check folder")
"""Cases that are measured on a book that was checked once, as it is on most days."""


def fresh_folder(build: Build, place: Path, *, settled: bool) -> Path:
    """A folder with the sample book of the build and a list, as each run finds it."""
    build.popen(("new", str(place), "--sample"), place.parent).wait()
    names = (
        f"Иванова{'абвгдежзик'[n // 10]}{'абвгдежзик'[n % 10]} Анна" for n in range(PEOPLE_IN_LIST)
    )
    rows = [f"{name} Петровна;{5 + n % 7} А;математика" for n, name in enumerate(names)]
    text = "\n".join(["ФИО обучающегося;Класс;Запрос", *rows])
    (place / LIST).write_text(text, encoding="utf-8-sig")
    if settled:
        build.popen(("check", BOOK, *DAY), place).wait()
    return place


def measured(ours: Build, other: Build, case: str, runs: int) -> Iterator[tuple[str, Figures]]:
    """The figures of time and of memory of a case."""
    with tempfile.TemporaryDirectory() as name:
        fresh = {
            build: fresh_folder(build, Path(name, f"fresh-{side}"), settled=case in SETTLED)
            for side, build in enumerate((ours, other))
        }
        costs: dict[Build, list[tuple[float, int]]] = {ours: [], other: []}
        for turn in range(runs + 1):
            for build, found in costs.items():
                folder = Path(name, "run")
                shutil.copytree(fresh[build], folder)
                cost = build.cost(CASES[case], folder)
                shutil.rmtree(folder)
                if turn:
                    found.append(cost)
    mine, theirs = ([seconds for seconds, _ in costs[build]] for build in (ours, other))
    yield case, compared(mine, theirs)
    mib = [median(kib for _, kib in costs[build]) / 1024 for build in (ours, other)]
    yield f"{case}, MiB", {"ours_mib": mib[0], "peer_mib": mib[1], "ratio": mib[1] / mib[0]}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("revision", help="a commit of this repository")
    parser.add_argument("--json", action="store_true", help="one object on standard output")
    parser.add_argument("--cases", default=",".join(CASES), help="which cases, by name")
    parser.add_argument("--runs", type=int, default=RUNS)
    options = parser.parse_args()
    ours, other = Build(ROOT, Path(sys.executable)), checked_out(options.revision)
    found: dict[str, Figures] = {}
    for case in options.cases.split(","):
        for name, figures in measured(ours, other, case, options.runs):
            found[name] = figures
            if options.json:
                continue
            if "ours_mib" in figures:
                about = f"{figures['ours_mib']:9.1f} MiB       other {figures['peer_mib']:9.1f} MiB"
                print(f"{'':24} {about}  {figures['ratio']:6.2f}×", flush=True)
            else:
                print(line(name, figures, "other"), flush=True)
    if options.json:
        print(json.dumps(found, ensure_ascii=False))


if __name__ == "__main__":
    main()
