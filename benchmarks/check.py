"""How fast the check is, beside pandera and frictionless with seven comparable rules each.

200 workbooks of five sheets with 60 rows, each with people of its own; ours is the whole check:
every cell, every rule, the rows of «Проверка». `pandera` and `frictionless` start from files, as a
coordinator does; pandera's pandas reads by calamine, the fastest reader it knows. With `, values`
all start from values already read. Ours and the peer's take turns batch by batch: a figure is the
median batch, times the number of batches. `rows` is how the time for a row grows: 100 000 rows a
sheet in one workbook against as many in a hundred; 1 is linear.

The peers live in an environment of their own beside the temporary files, never in the product's,
whose libraries they are given after their own. It is made at the first run.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from _books import TODAY, book, cells
from _turns import Figures, compared, seconds
from nastavnik.__main__ import OBJECTS_OF_A_CLICK
from nastavnik.model.school import read_school
from nastavnik.rules.checking import check

WORKBOOKS, ROWS, BATCH = 200, 60, 10
SMALL, LARGE = 1_000, 100_000
PEERS = Path(tempfile.gettempdir()) / "nastavnik-benchmark-peers-{}.{}".format(*sys.version_info)
NEEDED = ("pandera>=0.24", "pandas>=2.2", "openpyxl>=3.1", "frictionless[excel]>=5.18")
Books = list[dict[str, Any]]
Check = Callable[[Any], object]


def ours(values: Any) -> object:
    """The whole check of a workbook whose values are read already."""
    return check(read_school(values), TODAY)


def ours_from(file: Path) -> object:
    """The whole check of a workbook on disk."""
    from nastavnik.actions.session import closed_file

    return ours(closed_file(file).read())


def save(books: Books, folder: Path) -> None:
    """The workbooks as files of the product, with all its sheets, lists and formats."""
    from nastavnik.workbooks.build.book import build_book

    for number, rows in enumerate(books):
        (folder / f"{number:03}.xlsx").write_bytes(build_book(rows))


def in_turns(mine: Check, peer: Check, things: Sequence[tuple[Any, Any]]) -> Figures:
    """Ours of the first and the peer's of the second of each pair, batch by batch in turns."""
    batches = [
        list(zip(*things[at : at + BATCH], strict=True)) for at in range(0, len(things), BATCH)
    ]
    mine(things[0][0]), peer(things[0][1])
    taken = [(seconds(each(mine, own)), seconds(each(peer, theirs))) for own, theirs in batches]
    figures = compared(*map(list, zip(*taken, strict=True)))
    whole = {title: figures[title] * len(batches) for title in ("ours_s", "peer_s")}
    return figures | whole


def each(job: Check, things: Sequence[Any]) -> Callable[[], object]:
    """The job on one thing after another."""
    return lambda: [job(thing) for thing in things]


def growth() -> Figures:
    """The time for a row in one large book against many small ones."""
    small = [cells(book(SMALL, first=first)) for first in range(0, LARGE, SMALL)]
    ours(small[-1])
    peer = seconds(each(ours, small)) / LARGE
    del small
    large = cells(book(LARGE, first=LARGE))  # people that nobody has looked up yet
    mine = seconds(each(ours, [large])) / LARGE
    return {"ours_s": mine, "peer_s": peer, "ratio": peer / mine}


def generated(workbooks: int) -> Books:
    """So many workbooks, each with people and mistakes of its own."""
    return [book(ROWS, seed=seed, first=seed * ROWS) for seed in range(workbooks)]


def beside_peers(folder: Path) -> dict[str, Figures]:
    """Ours beside each peer, from the files of the folder and from the same values."""
    import _peers  # type: ignore[import-not-found]

    files = [(file, file) for file in sorted(folder.glob("*.xlsx"))]
    values = [(cells(rows), rows) for rows in generated(len(files))]
    return {
        "pandera": in_turns(ours_from, _peers.pandera_file, files),
        "frictionless": in_turns(ours_from, _peers.frictionless_file, files),
        "pandera, values": in_turns(ours, _peers.pandera_check, values),
        "frictionless, values": in_turns(ours, _peers.frictionless_check, values),
    }


def python_with_peers() -> Path | None:
    """A Python that has the peers, made at the first run; None where it cannot be made."""
    python = PEERS / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists() and not all(map(_done, _steps(python))):
        shutil.rmtree(PEERS, ignore_errors=True)
        return None
    found = next(PEERS.rglob("site-packages"))
    (found / "product.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python


def _steps(python: Path) -> tuple[list[str], ...]:
    return (
        [sys.executable, "-m", "venv", str(PEERS)],
        [str(python), "-m", "pip", "install", "-qq", "--disable-pip-version-check", *NEEDED],
    )


def _done(step: list[str]) -> bool:
    return subprocess.run(step, check=False, stdout=sys.stderr).returncode == 0


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
        print(json.dumps(beside_peers(options.inside)))
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
