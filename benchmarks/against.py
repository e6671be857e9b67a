"""What each verb costs as a whole process, beside another build of the product in one run.

    python3 run.py benchmark against 9b3a9e1

The other build is checked out into a temporary folder with an environment of its own, from its own
requirements; both are kept for the next run. Each build works on a book that it made itself, of the
same rows, a fresh copy each time; the two take turns. So a build with more sheets does more; what
the cases of generated books hold is in five sheets that both have. Of documents only the kinds that
both know are made. Seconds are those of the processor, user and system; memory is the peak of the
process. A ratio above 1 says that this build is faster, or smaller.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple

from _builds import FIRST, ROOT, Build, checked_out
from _turns import Figures, compared, line

BOOK = "Наставничество.xlsx"
LIST = "Список.csv"
DAY = ("--today", "15.10.2026")
PEOPLE_IN_LIST = 100
RUNS = 9
KINDS = "{kinds}"
"""Stands for the kinds of documents that both builds know."""
BOOKS, ROWS, LARGE = 8, 60, 10_000
"""How many generated books lie in a folder, and how many rows their five sheets have."""
SMALL_SCHOOL = 50
"""So many mentors wait for so many mentees in a school of a hundred people."""
WINDOW = """
import tkinter
from datetime import date
from pathlib import Path
tkinter.Misc.mainloop = lambda self, n=0: self.update()
try:
    from nastavnik.faces.window import open_panel
except ImportError:
    from nastavnik.panel import open_panel
open_panel(Path("Наставничество.xlsx"), date(2026, 10, 15))
"""
"""The window drawn once, in any build."""


class Case(NamedTuple):
    """What is asked, of a folder that holds what `start` says, and how often (else as the rest)."""

    words: tuple[str, ...]
    start: str = "sample"
    runs: int | None = None


CASES: Mapping[str, Case] = {
    "check": Case(("check", BOOK, *DAY), "settled"),
    "check, the same rows": Case(("check", BOOK, *DAY), "generated settled"),
    "check --fix": Case(("check", BOOK, "--fix", *DAY)),
    "heal": Case(("heal", BOOK)),
    "fix, a folder of books": Case(("check", ".", "--fix", *DAY), "books", 3),
    "fix, 10 000 rows": Case(("check", BOOK, "--fix", *DAY), "large", 1),
    "check folder": Case(("check", ".", *DAY), "settled"),
    "new": Case(("new", "другая", "--sample")),
    "registry": Case(("registry", LIST, "--into", BOOK)),
    "window": Case(("-c", WINDOW)),
    "match": Case(("match", BOOK, *DAY)),
    "match, a hundred people": Case(("match", BOOK, *DAY), "unmatched"),
    "match, nobody free": Case(("match", BOOK, *DAY), "generated"),
    "order": Case(("order", BOOK, *DAY)),
    "documents": Case(("documents", BOOK, KINDS, *DAY)),
    "roadmap --out": Case(("roadmap", "--from", BOOK, "--out", "карта", *DAY)),
    "carry": Case(("carry", BOOK, "--year", "2027")),
}
"""What is asked, by name."""
BUILD = """
import pickle, sys
try:
    from nastavnik.workbooks.build.book import build_book
except ImportError:
    from nastavnik.books.builder import build_book
sys.stdout.buffer.write(build_book(pickle.load(sys.stdin.buffer)))
"""
"""Rows into a workbook, in any build."""
KNOWN = """
try:
    from nastavnik.documents.catalogue.table import KINDS
except ImportError:
    from nastavnik.documents.catalogue import KINDS
print(*(kind.key for kind in KINDS))
"""


def fresh_folder(build: Build, place: Path, start: str) -> Path:
    """A folder of the build as each run finds it: a sample or generated books, and a list."""
    kind, *settled = start.split()
    if kind in {"sample", "settled"}:
        build.popen(("new", str(place), "--sample"), place.parent).wait()
        write_list(place / LIST)
    else:
        place.mkdir()
        with tempfile.TemporaryDirectory() as made:
            subprocess.run([sys.executable, __file__, "--generate", kind, made], check=True)
            for rows in Path(made).iterdir():
                (place / rows.stem).write_bytes(build.answer(BUILD, given=rows))
    if settled or kind == "settled":
        build.popen(("check", BOOK, *DAY), place).wait()
    return place


def write_list(path: Path) -> None:
    """A list of pupils that the book does not know."""
    letters = "абвгдежзик"
    names = (f"Иванова{letters[n // 10]}{letters[n % 10]} Анна" for n in range(PEOPLE_IN_LIST))
    rows = [f"{name} Петровна;{5 + n % 7} А;математика" for n, name in enumerate(names)]
    text = "\n".join(["ФИО обучающегося;Класс;Запрос", *rows])
    path.write_text(text, encoding="utf-8-sig")


def generate(kind: str, folder: Path) -> None:
    """The rows of the books of a folder, a file each.

    In a process of its own: a process starts with the memory of the one that it comes from.
    """
    for name, rows in _generated(kind):
        (folder / f"{name}.rows").write_bytes(pickle.dumps(rows))


def _generated(kind: str) -> Iterator[tuple[str, object]]:
    from _books import book

    if kind == "books":
        for seed in range(BOOKS):
            yield f"Школа {seed}.xlsx", book(ROWS, seed=seed, first=seed * ROWS)
    elif kind == "unmatched":
        rows = book(SMALL_SCHOOL, mistakes=0)
        yield BOOK, {sheet: rows[sheet] for sheet in ("Наставники", "Наставляемые")}
    else:
        yield BOOK, book(LARGE if kind == "large" else ROWS)


def measured(ours: Build, other: Build, name: str, runs: int) -> Iterator[tuple[str, Figures]]:
    """The figures of time and of memory of a case."""
    case = CASES[name]
    kinds = [word.decode() for word in ours.answer(KNOWN).split()] if KINDS in case.words else []
    known = other.answer(KNOWN).decode().split() if kinds else []
    common = [kind for kind in kinds if kind in known]
    words = tuple(w for word in case.words for w in (common if word == KINDS else [word]))
    runs = min(runs, case.runs or runs)
    with tempfile.TemporaryDirectory() as place:
        fresh = {
            build: fresh_folder(build, Path(place, f"fresh-{side}"), case.start)
            for side, build in enumerate((ours, other))
        }
        costs: dict[Build, list[tuple[float, int]]] = {ours: [], other: []}
        for turn in range(runs + (runs > 1)):
            for build, found in costs.items():
                folder = Path(place, "run")
                shutil.copytree(fresh[build], folder)
                cost = build.cost(words, folder)
                shutil.rmtree(folder)
                if turn or runs == 1:
                    found.append(cost)
    mine, theirs = ([seconds for seconds, _ in costs[build]] for build in (ours, other))
    yield name, compared(mine, theirs)
    mib = [median(kib for _, kib in costs[build]) / 1024 for build in (ours, other)]
    yield f"{name}, MiB", {"ours_mib": mib[0], "peer_mib": mib[1], "ratio": mib[1] / mib[0]}


@contextmanager
def screen() -> Iterator[bool]:
    """A screen to draw a window on, where there is one or can be made."""
    if os.name == "nt" or sys.platform == "darwin" or os.environ.get("DISPLAY"):
        yield True
        return
    program = shutil.which("Xvfb")
    if program is None:
        yield False
        return
    command = [program, "-displayfd", "1", "-screen", "0", "1366x768x24"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as server:
        assert server.stdout
        os.environ["DISPLAY"] = f":{server.stdout.readline().decode().strip()}"
        try:
            yield True
        finally:
            del os.environ["DISPLAY"]
            server.terminate()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("revision", nargs="?", default=FIRST, help="a commit of this repository")
    parser.add_argument("--generate", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--json", action="store_true", help="one object on standard output")
    parser.add_argument("--cases", default=";".join(CASES), help="which, by name; with «;» between")
    parser.add_argument("--runs", type=int, default=RUNS)
    options = parser.parse_args()
    if options.generate:
        generate(options.generate[0], Path(options.generate[1]))
        return
    ours, other = Build(ROOT, Path(sys.executable)), checked_out(options.revision)
    found: dict[str, Figures] = {}
    with screen() as has_screen:
        for case in options.cases.split(";"):
            if case == "window" and not has_screen:
                continue
            for name, figures in measured(ours, other, case, options.runs):
                found[name] = figures
                if not options.json:
                    tell(name, figures)
    if options.json:
        print(json.dumps(found, ensure_ascii=False))


def tell(name: str, figures: Figures) -> None:
    """A line of the table."""
    if "ours_mib" in figures:
        about = f"{figures['ours_mib']:9.1f} MiB       other {figures['peer_mib']:9.1f} MiB"
        print(f"{'':24} {about}  {figures['ratio']:6.2f}×", flush=True)
    else:
        print(line(name, figures, "other"), flush=True)


if __name__ == "__main__":
    main()
