"""What the command line shows: tables for a person, lines for a pipe, one JSON object for programs.

rich is imported only when a terminal is there to show its tables: a click pays for each import.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any, TypeVar

from nastavnik.model.findings import Level
from nastavnik.model.outcome import Listing, Result
from nastavnik.model.text import tidy
from nastavnik.model.wording import in_commands

if TYPE_CHECKING:
    from rich.console import Console

T = TypeVar("T")

MOST_ROWS = 40
"""A table on the console shows no more; the workbook has them all."""
STYLES = {Level.ERROR.word: "red", Level.QUESTION.word: "yellow"}
"""The colours of words that stand first in a row."""


def say(message: str) -> None:
    """A line on standard output, whatever its code page: what it cannot show is replaced."""
    _lenient(sys.stdout)
    print(message)


def complain(message: str) -> None:
    """One sentence on standard error."""
    _lenient(sys.stderr)
    print(in_commands(message), file=sys.stderr)


def _lenient(stream: Any) -> None:
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="replace")


def print_json(data: Mapping[str, Any], indent: int | None = 1) -> None:
    """One object on standard output."""
    import json

    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    print(json.dumps(data, ensure_ascii=False, indent=indent, default=str), flush=True)


def print_line(data: Mapping[str, Any]) -> None:
    """One object as one line on standard output, at once."""
    print_json(data, indent=None)


def show_news(news: Mapping[str, Any]) -> None:
    """What has just been learnt of a file, as one line with tabs."""
    _lenient(sys.stdout)
    words = [str(value) for value in news.values() if not isinstance(value, bool)]
    print("\t".join(map(tidy, words)), flush=True)


def console() -> Console:
    """Standard output as rich knows it."""
    from rich.console import Console

    _lenient(sys.stdout)
    return Console(highlight=False)


def watched(steps: Sequence[T], title: str) -> Iterable[T]:
    """The steps one after another; in a terminal with a progress bar, on standard error."""
    if not sys.stderr.isatty():
        return steps
    from rich.console import Console
    from rich.progress import track

    return track(steps, title, console=Console(stderr=True), transient=True)


def lines() -> Iterator[str]:
    """The lines of standard input, which with standard output is UTF-8 then.

    Only «\\n» ends a line, with or without «\\r» before it: a lone «\\r» stands inside one.
    """
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", newline="\n")
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    return (line.rstrip("\r\n") for line in sys.stdin)


def show(result: Result) -> None:
    """A result as a person reads it."""
    _lenient(sys.stdout)
    for block in result.as_blocks():
        if isinstance(block, str):
            print(in_commands(block))
        elif block.rows:
            _show_listing(block)


def _show_listing(listing: Listing) -> None:
    """A drawn table in a terminal, elsewhere a line with tabs for each row."""
    shown = listing.rows[:MOST_ROWS] if listing.rest else listing.rows
    rows = [tuple(map(in_commands, row)) for row in shown]
    if listing.framed or sys.stdout.isatty():
        _draw_table(listing.titles, rows)
    else:
        for row in rows:
            print("\t".join(tidy(cell) for cell in row))
    if len(rows) < len(listing.rows):
        print(f"…и ещё {len(listing.rows) - len(rows)}{listing.rest}")


def _draw_table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for title in titles:
        table.add_column(title, overflow="fold")
    for first, *others in rows:
        table.add_row(Text(first, style=STYLES.get(first, "")), *map(Text, others))
    console().print(table)
