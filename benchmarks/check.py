"""How fast the check is, beside pandera and frictionless with seven comparable rules each.

200 workbooks of five sheets with 60 rows; ours is the whole check: every cell, every rule, the rows
of «Проверка». Two settings: `values` starts from what a host has read, `files` from workbooks on
disk. `rows` is how the time for a row grows from 1 000 rows a sheet to 100 000: 1 is linear.

The peers live in an environment of their own beside the temporary files, never in the product's.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from _books import TODAY, book, cells
from _turns import Figures
from nastavnik.checking import check
from nastavnik.school import read_school

WORKBOOKS, ROWS, RUNS = 200, 60, 3
SMALL, LARGE = 1_000, 100_000
PEERS = Path(tempfile.gettempdir()) / "nastavnik-benchmark-peers"
NEEDED = ("pandera>=0.24", "pandas>=2.2", "frictionless>=5.18", "rapidfuzz>=3.10")
Job = Callable[[], object]


def ours(books: list[dict[str, Any]]) -> Job:
    """The whole check of every workbook."""
    read = [cells(rows) for rows in books]
    return lambda: [check(read_school(each), TODAY) for each in read]


def beside_pandera(books: list[dict[str, Any]]) -> Job:
    """Seven rules of pandera on every workbook, all failures gathered."""
    from _peers import pandera_check  # type: ignore[import-not-found]

    return lambda: [pandera_check(rows) for rows in books]


def beside_frictionless(books: list[dict[str, Any]]) -> Job:
    """Seven rules of frictionless on every workbook."""
    from _peers import frictionless_check

    return lambda: [frictionless_check(rows) for rows in books]


def in_turns(mine: Job, peer: Job, runs: int) -> Figures:
    """Medians of interleaved runs."""
    taken = [(_seconds(mine), _seconds(peer)) for _ in range(runs)]
    ours_s, peer_s = (median(column) for column in zip(*taken, strict=True))
    return {"ours_s": ours_s, "peer_s": peer_s, "ratio": peer_s / ours_s}


def _seconds(job: Job) -> float:
    began = time.perf_counter()
    job()
    return time.perf_counter() - began


def growth() -> Figures:
    """The time for a row in a large book against a small one; here the small one is the peer."""
    small, large = (ours([book(rows)]) for rows in (SMALL, LARGE))
    small()
    mine, peer = _seconds(large) / LARGE, median(_seconds(small) for _ in range(5)) / SMALL
    return {"ours_s": mine, "peer_s": peer, "ratio": peer / mine}


def compared(workbooks: int) -> dict[str, Figures]:
    """Ours beside each peer."""
    books = [book(ROWS, seed=seed) for seed in range(workbooks)]
    mine = ours(books)
    return {
        "pandera": in_turns(mine, beside_pandera(books), RUNS),
        "frictionless": in_turns(mine, beside_frictionless(books), RUNS),
    }


def python_with_peers() -> Path | None:
    """A Python that has the peers, made at the first run; None where it cannot be made."""
    python = PEERS / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if python.exists():
        return python
    steps = (
        [sys.executable, "-m", "venv", str(PEERS)],
        [str(python), "-m", "pip", "install", "--quiet", *NEEDED],
    )
    for step in steps:
        if subprocess.run(step, check=False, stdout=sys.stderr).returncode:
            return None
    return python


def with_peers(arguments: list[str]) -> dict[str, Figures]:
    """The comparison, run by a Python that has the peers; empty where there is none."""
    python = python_with_peers()
    if python is None:
        print("pandera и frictionless не установились: сравнение пропущено", file=sys.stderr)
        return {}
    macros = Path(__file__).parents[1] / "macros"
    run = subprocess.run(
        [str(python), __file__, "--inside", *arguments],
        env={**os.environ, "PYTHONPATH": str(macros)},
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, Figures] = json.loads(run.stdout)
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one object on standard output")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--workbooks", type=int, default=WORKBOOKS)
    options = parser.parse_args()
    if options.inside:
        print(json.dumps(compared(options.workbooks)))
        return
    results = with_peers(["--workbooks", str(options.workbooks)]) | {"rows": growth()}
    if options.json:
        print(json.dumps(results))
        return
    for name, figures in results.items():
        print(
            f"{name:>14}  ours {figures['ours_s']:9.5f} s   peer {figures['peer_s']:9.5f} s"
            f"   {figures['ratio']:6.2f}×"
        )


if __name__ == "__main__":
    main()
