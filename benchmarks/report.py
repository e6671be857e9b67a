"""What `report` costs as a whole process, beside a usual `check` of the same book.

Without documents it counts the indicators, the lists behind them and the conclusions. The figures
are seconds of the processor, which other work on the machine does not change. Aim for within four
times; the book is the sample, at the end of its year.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from _turns import Figures, report
from nastavnik.actions.new_book import new_book

RUNS = 9
TODAY = "20.05.2027"
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def processor(command: list[str]) -> float:
    """Seconds of the processor that a process and its children took."""

    def used() -> float:
        spent = resource.getrusage(resource.RUSAGE_CHILDREN)
        return spent.ru_utime + spent.ru_stime

    before = used()
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
    return used() - before


def nastavnik(verb: str, book: Path) -> Callable[[], float]:
    """The whole process of a verb."""
    command = [sys.executable, "-m", "nastavnik", verb, str(book), "--today", TODAY]
    return lambda: processor(command)


def measured() -> Figures:
    """The usual report beside the usual check: both find the book as they left it."""
    with tempfile.TemporaryDirectory() as folder:
        book = new_book(Path(folder), sample=True)
        ours, peer = nastavnik("report", book), nastavnik("check", book)
        ours(), peer()
        pairs = [(ours(), peer()) for _ in range(RUNS)]
        mine, theirs = (median(column) for column in zip(*pairs, strict=True))
        return {"ours_s": mine, "peer_s": theirs, "ratio": theirs / mine}


if __name__ == "__main__":
    report({"report": measured}, __doc__, "check")
