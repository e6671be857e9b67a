"""What a click of `documents` cannot do without: libraries loaded, a dictionary, files written.

No code of the product is run: Python starts, loads what fills, declines and mends, and writes as
many files as the sample school has documents, each synced and moved to its place. What `documents`
takes more, in `benchmarks/against.py`, is ours.

    .venv/bin/python benchmarks/writing.py
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from functools import partial
from statistics import median

from _turns import seconds

RUNS = 7
LIBRARIES = "import click, jinja2, lxml.etree, python_calamine"
DICTIONARY = "import pymorphy3; pymorphy3.MorphAnalyzer().parse('наставника')"
FILES = """
import os, sys, zlib
folder, text = sys.argv[1], os.urandom(9_000)
for number in range(300):
    with open(f"{folder}/{number}.part", "wb") as file:
        file.write(zlib.compress(text))
        file.flush()
        os.fsync(file.fileno())
    os.replace(f"{folder}/{number}.part", f"{folder}/{number}.docx")
"""
STEPS = {
    "Python": "",
    "and libraries": LIBRARIES,
    "and a dictionary": f"{LIBRARIES}; {DICTIONARY}",
    "and three hundred files": f"{LIBRARIES}; {DICTIONARY}\n{FILES}",
}


def run(program: str) -> None:
    """The program in a process of its own, with an empty folder."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-c", program, folder], check=True)


def main() -> None:
    """Measure and print."""
    for name, program in STEPS.items():
        taken = median(seconds(partial(run, program)) for _ in range(RUNS))
        print(f"{name:>24}  {1000 * taken:6.0f} ms")


if __name__ == "__main__":
    main()
