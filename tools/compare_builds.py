"""Run two builds of the product over the same inputs and say where their answers differ.

    python tools/compare_builds.py OTHER [--other-python PYTHON] [--roadmaps DIR] [--lists DIR]

OTHER is the root of another checkout. Both builds work on copies of the same books, which OTHER
makes: what every verb answers with `--json`, its exit code, and a digest of each file that it
leaves behind (of a workbook or document, of each part) are compared. Exit code 1 where anything
differs.
"""

from __future__ import annotations

import argparse
import difflib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
DAY = ("--today", "15.10.2026")
BOOK = "Наставничество.xlsx"
OVER_A_BOOK: tuple[tuple[str, ...], ...] = (
    ("check", BOOK, *DAY),
    ("check", BOOK, "--fix", "--act", *DAY),
    ("match", BOOK, *DAY),
    ("order", BOOK, *DAY),
    ("order", BOOK, "--register", *DAY),
    ("documents", BOOK, *DAY),
    ("documents", BOOK, "--missing", *DAY),
    ("templates", "check", BOOK),
    ("roadmap", "--from", BOOK, "--out", "карта", *DAY),
    ("roadmap", "--standard", "pupils", "--into", BOOK),
    ("progress", BOOK, *DAY),
    ("carry", BOOK, "--year", "2027"),
    ("registry", BOOK, "--export", "реестры", "--csv"),
    ("heal", BOOK),
    ("undo", BOOK),
)
"""What is asked of every book, each of a fresh copy."""


class Build(NamedTuple):
    """A checkout and the Python that has its libraries."""

    root: Path
    python: Path

    def answer(self, arguments: Sequence[str], folder: Path) -> dict[str, object]:
        """What the verb says and leaves behind in `folder`."""
        environment = os.environ | {"PYTHONPATH": str(self.root / "macros"), "PYTHONUTF8": "1"}
        run = subprocess.run(
            [str(self.python), "-m", "nastavnik", *arguments, "--json"],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        said = run.stdout.replace(str(folder), "…")
        return {
            "code": run.returncode,
            "json": _parsed(said),
            "error": run.stderr.replace(str(folder), "…").strip(),
            "files": dict(_digests(folder)),
        }


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _digests(folder: Path) -> Iterator[tuple[str, str]]:
    """A digest of every file, or of every part of one that is a package; copies are left out."""
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder).as_posix()
        if not path.is_file() or "Архив" in place:
            continue
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as package:
                for name in sorted(package.namelist()):
                    yield f"{place}!{name}", _digest(package.read(name))
        else:
            yield place, _digest(path.read_bytes())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


class Case(NamedTuple):
    """One command over the files of a folder."""

    title: str
    arguments: tuple[str, ...]
    files: Path


def cases(inputs: Path, roadmaps: Path | None, lists: Path | None) -> Iterator[Case]:
    """Every verb over the books, and the files of the given folders read and taken in."""
    for name in ("sample", "flawed"):
        for arguments in OVER_A_BOOK:
            yield Case(f"{name}: {' '.join(arguments)}", arguments, inputs / name)
    for verb, folder in (("roadmap", roadmaps), ("registry", lists)):
        for file in sorted(folder.iterdir()) if folder else ():
            if not file.is_file() or file.suffix in {".md", ".tsv"}:
                continue
            taken = (verb, str(file.resolve()), "--into", BOOK)
            yield Case(f"{verb} {file.name}", (verb, str(file.resolve())), inputs / "sample")
            yield Case(f"{verb} {file.name} --into", taken, inputs / "sample")


def difference(old: dict[str, object], new: dict[str, object]) -> list[str]:
    """The lines in which two answers differ."""
    before, after = (
        json.dumps(each, ensure_ascii=False, indent=1, sort_keys=True).splitlines()
        for each in (old, new)
    )
    return [
        line
        for line in difflib.unified_diff(before, after, lineterm="", n=0)
        if not line.startswith(("---", "+++", "@@"))
    ]


def answers(builds: Sequence[Build], case: Case) -> Iterator[dict[str, object]]:
    """The answer of each build to the case, over its own copy of the files."""
    for build in builds:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / "дело"
            shutil.copytree(case.files, folder)
            yield build.answer(case.arguments, folder)


def main() -> int:
    """Compare; the number of cases that differ decides the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("other", type=Path)
    parser.add_argument("--other-python", type=Path, default=Path(sys.executable))
    parser.add_argument("--roadmaps", type=Path)
    parser.add_argument("--lists", type=Path)
    options = parser.parse_args()
    builds = (Build(options.other, options.other_python), Build(ROOT, Path(sys.executable)))
    differing = total = 0
    with tempfile.TemporaryDirectory() as place:
        inputs = Path(place)
        for name in ("sample", "flawed"):
            builds[0].answer(("new", str(inputs / name), f"--{name}"), inputs)
        for case in cases(inputs, options.roadmaps, options.lists):
            old, new = answers(builds, case)
            lines = difference(old, new)
            total += 1
            differing += bool(lines)
            if lines:
                print(f"≠ {case.title}: {len(lines)}", *lines[:12], sep="\n    ", flush=True)
    print(f"{total - differing} of {total} cases equal")
    return int(bool(differing))


if __name__ == "__main__":
    sys.exit(main())
