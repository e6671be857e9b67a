"""How fast the check is, beside pandera and frictionless with seven comparable rules each.

200 workbooks of five sheets with 60 rows; ours is the whole check: every cell, every rule, the rows
of «Проверка». `pandera` and `frictionless` start from files, as a coordinator does, each with its
own reader of workbooks; with `, values` all start from values already read. `rows` is how the time
for a row grows from 1 000 rows a sheet to 100 000: 1 is linear.

The peers live in an environment of their own beside the temporary files, never in the product's.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from _books import TODAY, book, cells
from _turns import Figures
from nastavnik.__main__ import OBJECTS_OF_A_CLICK
from nastavnik.checking import check
from nastavnik.school import read_school

WORKBOOKS, ROWS, RUNS = 200, 60, 3
SMALL, LARGE = 1_000, 100_000
PEERS = Path(tempfile.gettempdir()) / "nastavnik-benchmark-peers"
NEEDED = ("pandera>=0.24", "pandas>=2.2", "openpyxl>=3.1", "frictionless[excel]>=5.18")
OWN = ("rapidfuzz>=3.10", "python-calamine>=0.5", "lxml>=5.3", "filelock>=3.16", "XlsxWriter>=3.2")
Job = Callable[[], object]
Books = list[dict[str, Any]]


def ours(books: Books) -> Job:
    """The whole check of every workbook whose values are read already."""
    read = [cells(rows) for rows in books]
    return each(lambda values: check(read_school(values), TODAY), read)


def ours_from(files: list[Path]) -> Job:
    """The whole check of every workbook on disk."""
    from nastavnik.desk import closed_file

    return each(lambda file: check(read_school(closed_file(file).read()), TODAY), files)


def save(books: Books, folder: Path) -> None:
    """The workbooks as files of the product, with all its sheets, lists and formats."""
    from nastavnik.books.builder import build_book

    for number, rows in enumerate(books):
        (folder / f"{number}.xlsx").write_bytes(build_book(rows))


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


def generated(workbooks: int) -> Books:
    """So many workbooks, each with mistakes of its own."""
    return [book(ROWS, seed=seed) for seed in range(workbooks)]


def compared(folder: Path) -> dict[str, Figures]:
    """Ours beside each peer, from the files of the folder and from the same values."""
    import _peers  # type: ignore[import-not-found]

    files = sorted(folder.glob("*.xlsx"))
    books = generated(len(files))
    from_files = {"pandera": _peers.pandera_file, "frictionless": _peers.frictionless_file}
    from_values = {"pandera": _peers.pandera_check, "frictionless": _peers.frictionless_check}
    results = {n: in_turns(ours_from(files), each(p, files), RUNS) for n, p in from_files.items()}
    for name, peer in from_values.items():
        results[f"{name}, values"] = in_turns(ours(books), each(peer, books), RUNS)
    return results


def each(check_one: Callable[[Any], object], things: Sequence[Any]) -> Job:
    """The peer's check of every workbook."""
    return lambda: [check_one(thing) for thing in things]


def python_with_peers() -> Path | None:
    """A Python that has the peers, made at the first run; None where it cannot be made."""
    python = PEERS / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if python.exists():
        return python
    steps = (
        [sys.executable, "-m", "venv", str(PEERS)],
        [str(python), "-m", "pip", "install", "--quiet", *NEEDED, *OWN],
    )
    for step in steps:
        if subprocess.run(step, check=False, stdout=sys.stderr).returncode:
            return None
    return python


def with_peers(workbooks: int) -> dict[str, Figures]:
    """The comparison, run by a Python that has the peers; empty where there is none."""
    python = python_with_peers()
    if python is None:
        print("pandera и frictionless не установились: сравнение пропущено", file=sys.stderr)
        return {}
    macros = Path(__file__).parents[1] / "macros"
    with tempfile.TemporaryDirectory() as folder:
        save(generated(workbooks), Path(folder))
        run = subprocess.run(
            [str(python), __file__, "--inside", folder],
            env={**os.environ, "PYTHONPATH": str(macros)},
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    found: dict[str, Figures] = json.loads(run.stdout)
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one object on standard output")
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--workbooks", type=int, default=WORKBOOKS)
    options = parser.parse_args()
    gc.set_threshold(OBJECTS_OF_A_CLICK)  # as the product runs; the peers gain by it as well
    if options.inside:
        print(json.dumps(compared(options.inside)))
        return
    results = with_peers(options.workbooks) | {"rows": growth()}
    if options.json:
        print(json.dumps(results))
        return
    for name, figures in results.items():
        print(
            f"{name:>22}  ours {figures['ours_s']:9.5f} s   peer {figures['peer_s']:9.5f} s"
            f"   {figures['ratio']:6.2f}×"
        )


if __name__ == "__main__":
    main()
