"""Walks over a school's year, kills at every change of a file, races of two processes.

    .venv/bin/python tools/soak.py walk --steps 200 --seed 1
    .venv/bin/python tools/soak.py kills
    .venv/bin/python tools/soak.py races --rounds 100

After every step `soaking.checker` judges book and folder from the files alone.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "macros"), str(ROOT / "tools")]


def main() -> int:
    """Run what was asked for; 1 if something was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("walk", "kills", "races"))
    parser.add_argument("--steps", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=100)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        started = time.monotonic()
        faults = {"walk": walks, "kills": kills, "races": races}[asked.what](Path(folder), asked)
        print(f"{time.monotonic() - started:.0f} с")
    return 1 if faults else 0


def walks(folder: Path, asked: argparse.Namespace) -> int:
    """A year of the sample school and one of an invented one."""
    from soaking.walk import Walk, generated_school, sample_school

    books = [sample_school(folder / "пример"), generated_school(folder / "другая", asked.seed)]
    reports = [Walk(book, asked.seed, asked.steps).go() for book in books]
    for report in reports:
        print(report)
    return sum(len(report.faults) for report in reports)


def kills(folder: Path, asked: argparse.Namespace) -> int:
    """Every writing verb, killed before everything it does to the disk."""
    from soaking.kills import kill_everywhere
    from soaking.verbs import FOLLOWING, VERBS, prepared

    found = 0
    for name, deed in VERBS.items():
        book = prepared(name, folder / name)
        for fault in kill_everywhere(name, deed, book, FOLLOWING):
            print(f"НЕВЕРНО: {fault}")
            found += 1
        print(f"{name}: пройдено")
    return found


def races(folder: Path, asked: argparse.Namespace) -> int:
    """Two books in one folder, two processes."""
    from soaking.races import race
    from soaking.walk import sample_school

    faults = list(race(sample_school(folder / "пример"), asked.rounds))
    for fault in faults:
        print(f"НЕВЕРНО: {fault}")
    print(f"{asked.rounds} кругов")
    return len(faults)


if __name__ == "__main__":
    sys.exit(main())
