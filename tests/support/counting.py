"""What a verb does, counted: how many functions each module calls, and how much memory it takes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import nastavnik

MACROS = Path(nastavnik.__file__).parents[1]
DONE = """
from nastavnik.__main__ import main
main()
"""
COUNTED = """
import json, sys
from collections import Counter
calls = Counter()
def seen(frame, event, _):
    if event == "call" or event == "c_call":
        calls[frame.f_code.co_filename] += 1
told = sys.argv.pop(1)
sys.setprofile(seen)
try:
    from nastavnik.faces.cli.commands import run
    run()
finally:
    sys.setprofile(None)
    with open(told, "w", encoding="utf-8") as file:
        json.dump(calls, file)
"""
MEASURED = """
import sys
told = sys.argv.pop(1)
try:
    from nastavnik.faces.cli.commands import run
    run()
finally:
    with open("/proc/self/status", encoding="ascii") as status, open(told, "w") as file:
        file.write(next(line for line in status if line.startswith("VmHWM")).split()[1])
"""


def calls_of(words: Sequence[str], folder: Path) -> Mapping[str, int]:
    """How many calls each module, or package of another's, makes in a run of the verb.

    A process of its own, without randomness of hashes; its imports count as its work does.
    """
    told = folder.with_suffix(".calls")
    run_verb(COUNTED, [str(told), *words], folder)
    counted: dict[str, int] = {}
    for file, number in json.loads(told.read_text(encoding="utf-8")).items():
        if not file.startswith("<frozen"):  # the importer has more to do where nothing is compiled
            name = module_of(file)
            counted[name] = counted.get(name, 0) + number
    return dict(sorted(counted.items()))


def peak_of(words: Sequence[str], folder: Path) -> float:
    """The most memory of a run of the verb, in mebibytes; Linux only."""
    told = folder.with_suffix(".peak")
    run_verb(MEASURED, [str(told), *words], folder)
    return int(told.read_text(encoding="ascii")) / 1024


def run_verb(code: str, arguments: Sequence[str], folder: Path) -> None:
    """The code as a process in the folder; what the product keeps for itself lies beside it."""
    own = {"PYTHONPATH": str(MACROS), "PYTHONHASHSEED": "0"}
    environment = os.environ | own | {"XDG_CACHE_HOME": str(folder.with_suffix(".cache"))}
    command = [sys.executable, "-c", code, *arguments]
    run = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode in {0, 1}, run.stderr


def module_of(file: str) -> str:
    """Our modules by their own names, other files by the package or module they belong to."""
    path = Path(file)
    if path.is_relative_to(MACROS):
        return ".".join(path.relative_to(MACROS).with_suffix("").parts)
    places = [Path(place) for place in sys.path if place and path.is_relative_to(place)]
    if not places:
        return file
    return path.relative_to(max(places, key=lambda place: len(place.parts))).parts[0]
