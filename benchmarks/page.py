"""The page of results: every figure of docs/speed.md, from one run on this machine.

    .venv/bin/python benchmarks/page.py [BENCHMARK…]

It runs the other benchmarks, or those that are named, one after another, each in a process of its
own: about a quarter of an hour in all where the machine does nothing else. Their figures are kept
beside this file, each with its day; the words above the table are kept by hand.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from _builds import FIRST, ROOT

PAGE = ROOT / "docs" / "speed.md"
FIGURES = Path(__file__).with_name("figures.json")
MARK = "<!-- all below is made by benchmarks/page.py -->"
LIBRARIES = ("python-calamine", "lxml", "jinja2", "docxtpl", "numpy", "scipy", "click")

RUNS: Mapping[str, tuple[str, ...]] = {
    "against": (FIRST, "--runs", "3"),
    "documents": (),
    "check": (),
    "click": (),
    "reading": (),
    "registry": (),
    "printing": (),
}
"""The benchmarks and what they are told."""
Found = dict[str, dict[str, Any]]
"""By benchmark: when and on what machine it was run, and the figures of its cases."""


class Row(NamedTuple):
    """A line of the table: which figure of which benchmark, beside whom, and what is wanted.

    Where the target is 0 the line is a yardstick alone.
    """

    title: str
    benchmark: str
    case: str
    peer: str
    target: float
    is_most: bool = False
    """Whether the target is the most that we may take, in parts of the peer."""


OLD = f"build {FIRST}"
ROWS = (
    Row("`check --fix`, a click", "against", "check --fix", OLD, 4),
    Row("`heal`, a click", "against", "heal", OLD, 4),
    Row("`check --fix`, a folder of eight books", "against", "fix, a folder of books", OLD, 6),
    Row("`check --fix`, 10 000 rows × 5 sheets", "against", "fix, 10 000 rows", OLD, 6),
    Row("`new`", "against", "new", OLD, 2.2),
    Row("`registry`", "against", "registry", OLD, 2.2),
    Row("the window, drawn", "against", "window", OLD, 3.8),
    Row("`documents`, the kinds that both builds know", "against", "documents", OLD, 2),
    Row("`match`, the sample", "against", "match", OLD, 1.5),
    Row("`match`, a hundred people", "against", "match, a hundred people", OLD, 1.5),
    Row("`match`, nobody free", "against", "match, nobody free", OLD, 1.5),
    Row("`check` of the sample, which has ten more sheets now", "against", "check", OLD, 1),
    Row("`check` of the same rows", "against", "check, the same rows", OLD, 1),
    Row(
        "shipped template, cold process",
        "documents",
        "agreement, cold",
        "docxtpl",
        5,
    ),
    Row(
        "template never seen, cold process",
        "documents",
        "agreement, never seen",
        "docxtpl",
        1.3,
    ),
    Row("the same template again", "documents", "agreement", "docxtpl", 20),
    Row("the same, docxtpl keeps its template", "documents", "agreement, kept", "docxtpl", 20),
    Row("an order of 500 rows", "documents", "order, 500 rows", "docxtpl", 12),
    Row("check of books from files", "check", "pandera", "pandera on calamine", 3),
    Row("check of books from files", "check", "frictionless", "frictionless", 28),
    Row("check, a row of 100 000 against 1 000", "check", "rows", "1 000 rows", 1.1, True),
    Row("reading the sample", "reading", "sample", "calamine", 1.6, True),
    Row("reading 10 000 rows × 5 sheets", "reading", "rows", "calamine", 1.6, True),
    Row("`check`, a click", "click", "check", "python + calamine", 8, True),
    Row(
        "registry, a row of 20 000 against 1 000",
        "registry",
        "rows",
        "1 000 rows",
        1.1,
        True,
    ),
    Row("registry, 10 000 people read and cleaned", "registry", "cleaning", "pandas", 0),
    Row("PDF of 60 documents (by the clock)", "printing", "sixty documents", "one process", 0),
    Row(
        "PDF of 200 documents (by the clock)",
        "printing",
        "documents of a school",
        "one process",
        1.6,
    ),
)
"""Every target, in the order of the page."""
MEMORY = (
    ("`check --fix`, 10 000 rows × 5 sheets", "fix, 10 000 rows", 600),
    ("`check --fix`, a click", "check --fix", 143),
    ("`check --fix`, a folder of eight books", "fix, a folder of books", 143),
    ("`match`, the sample", "match", 112),
    ("`documents`", "documents", 136),
)
"""Peaks of memory: title, case, and the most mebibytes that are wanted."""


def run(name: str) -> dict[str, Any]:
    """What a benchmark says, and where.

    Raises:
        CalledProcessError: it failed.
    """
    command = [sys.executable, str(ROOT / "benchmarks" / f"{name}.py"), *RUNS[name], "--json"]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "macros"), "PYTHONUTF8": "1"}
    where = f"{datetime.now(UTC):%d.%m.%Y}, load {os.getloadavg()[0]:.1f}: {_machine()}"
    output = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True).stdout
    return {"where": where, "figures": json.loads(output)}


def page(found: Found) -> Iterator[str]:
    """The lines of the made part."""
    for name, each in found.items():
        yield f"* `{name}`: {each['where']}"
    yield ""
    yield "| what | the other | now | spread | beside | times | target |"
    yield "|---|---:|---:|---:|---|---:|---:|"
    for row in ROWS:
        yield _line(row, _figures(found, row.benchmark, row.case))
    yield ""
    yield "| peak of memory | the other | now | target |"
    yield "|---|---:|---:|---:|"
    for title, case, most in MEMORY:
        if sizes_of := _figures(found, "against", f"{case}, MiB"):
            now, before = sizes_of["ours_mib"], sizes_of["peer_mib"]
            sizes = f"{before:.0f} MiB | {now:.0f} MiB | ≤ {most} MiB"
            yield f"| {title} | {sizes} {_met(now <= most)} |"


def _figures(found: Found, benchmark: str, case: str) -> Mapping[str, float]:
    figures: Mapping[str, Mapping[str, float]] = found.get(benchmark, {}).get("figures", {})
    return figures.get(case) or {}


def _line(row: Row, figures: Mapping[str, float]) -> str:
    wanted = f"{'≤' if row.is_most else '≥'} {_number(row.target)}×" if row.target else ""
    if not figures:
        return f"| {row.title} | — | — | — | {row.peer} | — | {wanted} |"
    ratio = 1 / figures["ratio"] if row.is_most else figures["ratio"]
    is_met = ratio <= row.target if row.is_most else ratio >= row.target
    verdict = f"{wanted} {_met(is_met)}" if wanted else "—"
    around = f"±{figures['spread']:.0%}" if figures.get("spread") else "one run"
    times = f"{_time(figures['peer_s'])} | {_time(figures['ours_s'])} | {around}"
    return f"| {row.title} | {times} | {row.peer} | {_number(ratio)}× | {verdict} |"


def _met(is_met: bool) -> str:
    return "met" if is_met else "**missed**"


def _number(value: float) -> str:
    return f"{value:.2g}" if value < 100 else f"{value:.0f}"


def _time(seconds: float) -> str:
    if seconds < 1e-3:
        return f"{seconds * 1e6:.0f} µs"
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1e3:.3g} ms"


def _machine() -> str:
    cores = os.cpu_count()
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return (
        f"{_processor()}, {cores} cores; "
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}; {libraries}"
    )


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.is_file() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())


def main() -> None:
    """Measure what is asked for, and write the page of all that is known."""
    found: Found = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    for name in sys.argv[1:] or RUNS:
        found[name] = run(name)
        FIGURES.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    by_hand = PAGE.read_text(encoding="utf-8").partition(MARK)[0]
    made = "\n".join(page(found))
    PAGE.write_text(f"{by_hand}{MARK}\n\n{made}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
