"""Two jobs measured in turns by the time of the processor: noise is shared, waiting left out."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from statistics import median, quantiles

Figures = dict[str, float]
"""ours_s and peer_s: medians of CPU seconds; ratio: peer / ours; spread: of ours, see `spread`."""


def processor_seconds() -> float:
    """What this process and its ended children took of the processor, system time included."""
    mine, theirs = getrusage(RUSAGE_SELF), getrusage(RUSAGE_CHILDREN)
    return mine.ru_utime + mine.ru_stime + theirs.ru_utime + theirs.ru_stime


def seconds(job: Callable[[], object]) -> float:
    """CPU seconds of the job, run once; of children too, once they have ended."""
    began = processor_seconds()
    job()
    return processor_seconds() - began


def spread(taken: list[float]) -> float:
    """The distance between the quartiles in parts of the median; 0 for a single run."""
    if len(taken) < 2:
        return 0.0
    lower, middle, upper = quantiles(taken, n=4)
    return (upper - lower) / middle if middle else 0.0


def taking_turns(ours: Callable[[], object], peer: Callable[[], object], runs: int) -> Figures:
    """The figures of `runs` interleaved runs, after one of each that does not count."""
    ours(), peer()
    mine, theirs = [], []
    for _ in range(runs):
        mine.append(seconds(ours))
        theirs.append(seconds(peer))
    return compared(mine, theirs)


def compared(mine: list[float], theirs: list[float]) -> Figures:
    """The figures of runs that took turns."""
    ours_s, peer_s = median(mine), median(theirs)
    return {
        "ours_s": ours_s,
        "peer_s": peer_s,
        "ratio": peer_s / ours_s if ours_s else float("inf"),
        "spread": spread(mine),
    }


def report(cases: Mapping[str, Callable[[], Figures]], about: str | None, peer: str) -> None:
    """Measure the cases asked for on the command line, and print a table or JSON."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--json", action="store_true", help="one object on standard output")
    parser.add_argument("--cases", default=",".join(cases), help="which cases, by name")
    options = parser.parse_args()
    found = {name: cases[name]() for name in options.cases.split(",")}
    if options.json:
        print(json.dumps(found, ensure_ascii=False))
        return
    for name, figures in found.items():
        print(line(name, figures, peer))


def line(name: str, figures: Figures, peer: str) -> str:
    """The figures of a case as a line of a table."""
    mine, theirs = figures["ours_s"] * 1000, figures["peer_s"] * 1000
    around = f"±{figures['spread']:.0%}" if "spread" in figures else ""
    return (
        f"{name:24} {mine:9.2f} ms {around:>5}   {peer} {theirs:9.2f} ms   {figures['ratio']:6.2f}×"
    )
