"""Two jobs measured in turns, so that a noisy machine is noisy for both."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Mapping
from statistics import median

Figures = dict[str, float]
"""ours_s and peer_s: medians in seconds; ratio: peer / ours."""


def seconds(job: Callable[[], object]) -> float:
    """How long the job takes once."""
    began = time.perf_counter()
    job()
    return time.perf_counter() - began


def taking_turns(ours: Callable[[], object], peer: Callable[[], object], runs: int) -> Figures:
    """The figures of `runs` interleaved runs, after one of each that does not count."""
    ours(), peer()
    pairs = [(seconds(ours), seconds(peer)) for _ in range(runs)]
    mine, theirs = (median(column) for column in zip(*pairs, strict=True))
    return {"ours_s": mine, "peer_s": theirs, "ratio": theirs / mine}


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
        mine, theirs = figures["ours_s"] * 1000, figures["peer_s"] * 1000
        print(f"{name:24} {mine:9.1f} ms   {peer} {theirs:9.1f} ms   {figures['ratio']:6.2f}×")
