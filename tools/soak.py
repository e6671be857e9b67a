"""Walks over a school's year, kills at every change of a file and at random, races of two.

    .venv/bin/python tools/soak.py walk --steps 200 --seed 1
    .venv/bin/python tools/soak.py kills
    .venv/bin/python tools/soak.py kills-of-a-year --times 200 --seed 1
    .venv/bin/python tools/soak.py races --rounds 100

After every step `soaking.checker` judges book and folder from the files alone.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

FAULTS_SHOWN = 10
ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "macros"), str(ROOT / "tools")]


def main() -> int:
    """Run what was asked for; 1 if something was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    jobs = {"walk": walks, "kills": kills, "kills-of-a-year": kills_of_a_year, "races": races}
    parser.add_argument("what", choices=tuple(jobs))
    parser.add_argument("--steps", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--times", type=int, default=200, help="kills of each turn of a year")
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--every", type=int, default=1, help="only every so many places of a kill")
    parser.add_argument(
        "--only", default="", help="a school of the walks, a verb of the kills, a turn of the year"
    )
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        started = time.monotonic()
        faults = jobs[asked.what](Path(folder), asked)
        print(f"{time.monotonic() - started:.0f} с")
    return 1 if faults else 0


def walks(folder: Path, asked: argparse.Namespace) -> int:
    """A year of the sample school and one of an invented one."""
    from soaking.walk import Walk, generated_school, sample_school

    schools: dict[str, Callable[[], Path]] = {
        "пример": lambda: sample_school(folder / "пример"),
        "другая": lambda: generated_school(folder / "другая", asked.seed),
    }
    found = 0
    for name, made in schools.items():
        if asked.only in {"", name}:
            report = Walk(made(), asked.seed, asked.steps).go()
            print(f"{name}: {report}")
            found += len(report.faults)
    return found


def kills(folder: Path, asked: argparse.Namespace) -> int:
    """Every writing verb, killed before everything it does to the disk."""
    from soaking.kills import kill_everywhere
    from soaking.verbs import FOLLOWING, VERBS, prepared

    found = 0
    for name in [name for name in VERBS if asked.only in {"", name}]:
        book = prepared(name, folder / name)
        for fault in kill_everywhere(name, VERBS[name], book, FOLLOWING, asked.every):
            print(f"НЕВЕРНО: {fault}")
            found += 1
        print(f"{name}: пройдено")
    return found


def kills_of_a_year(folder: Path, asked: argparse.Namespace) -> int:
    """A year opened, taken back, a person taken out, each killed at random moments."""
    from soaking.turning import TURNS, KilledAtRandom

    found = 0
    for name in [name for name in TURNS if asked.only in {"", name}]:
        turn = KilledAtRandom(name, folder / name, random.Random(asked.seed))
        faults = list(turn.go(asked.times))
        for fault in faults[:FAULTS_SHOWN]:
            print(f"НЕВЕРНО: {fault}")
        found_as = ", ".join(f"{word} {count}" for word, count in sorted(turn.tally.items()))
        print(f"{name}: {asked.times} раз, неверно {len(faults)}; книга: {found_as}", flush=True)
        found += len(faults)
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
