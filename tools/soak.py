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
import shutil
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
    from soaking.kills import HEADER, Killed, kill_everywhere
    from soaking.turning import TURNS, KilledTurn
    from soaking.verbs import FOLLOWING, VERBS, prepared

    def of_verb(name: str) -> Killed:
        book = prepared(name, folder / name)
        return kill_everywhere(name, VERBS[name], book, FOLLOWING, asked.every)

    def of_turn(name: str) -> Killed:
        return KilledTurn(name, folder / name).everywhere(asked.every)

    jobs = dict.fromkeys(VERBS, of_verb) | dict.fromkeys(TURNS, of_turn)
    found = 0
    print(HEADER)
    for name in [name for name in jobs if asked.only in {"", name}]:
        report = jobs[name](name)
        print(report, flush=True)
        for fault in report.faults[:FAULTS_SHOWN]:
            print(f"  НЕВЕРНО: {fault}", flush=True)
        found += len(report.faults)
        shutil.rmtree(folder / name)
    print(f"неверно: {found}")
    return found


def kills_of_a_year(folder: Path, asked: argparse.Namespace) -> int:
    """A year opened, taken back, a person taken out, each killed at random moments."""
    from soaking.turning import TURNS, KilledTurn

    found = 0
    for name in [name for name in TURNS if asked.only in {"", name}]:
        turn = KilledTurn(name, folder / name)
        faults = list(turn.at_random(asked.times, random.Random(asked.seed)))
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
