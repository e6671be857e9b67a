"""What the command line shows: tables for a person, lines for a pipe, one JSON object for programs.

rich is imported only when a terminal is there to show its tables: a click pays for each import.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from nastavnik.model.changes import Link, Patch
from nastavnik.model.findings import Finding, Level
from nastavnik.model.grid import address
from nastavnik.model.text import tidy

if TYPE_CHECKING:
    from rich.console import Console

    from nastavnik.actions.session import Done

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
    print(message, file=sys.stderr)


def _lenient(stream: Any) -> None:
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="replace")


def print_json(data: Mapping[str, Any]) -> None:
    """One object on standard output."""
    import json

    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    print(json.dumps(data, ensure_ascii=False, indent=1, default=str))


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


def show_table(
    titles: Sequence[str], rows: Iterable[Sequence[str]], *, drawn: bool | None = None
) -> None:
    """A drawn table in a terminal, elsewhere a line with tabs for each row.

    `drawn` says so whatever standard output is.
    """
    if drawn or (drawn is None and sys.stdout.isatty()):
        _draw_table(titles, rows)
    else:
        for row in rows:
            say("\t".join(tidy(cell) for cell in row))


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


def print_findings(findings: Sequence[Finding]) -> None:
    """Findings as a table, errors first as they come."""
    rows = [(f.level.word, place_of(f), f.header or "", f.message, f.remedy) for f in findings]
    titles = ("Уровень", "Где", "Столбец", "Что не так", "Что сделать")
    _show_first(titles, rows, ": все они на листе «Проверка»")


def _show_first(titles: Sequence[str], rows: Sequence[Sequence[str]], rest: str) -> None:
    """A table of the first rows; how many more there are, `rest` says what of them."""
    if rows:
        show_table(titles, rows[:MOST_ROWS])
    if len(rows) > MOST_ROWS:
        say(f"…и ещё {len(rows) - MOST_ROWS}{rest}")


def place_of(finding: Finding) -> str:
    """Where a finding is: sheet and cell, or the place in a text."""
    if finding.sheet and finding.cell:
        return f"{finding.sheet}!{finding.cell}"
    return finding.sheet or finding.place


def print_repairs(repairs: Sequence[Mapping[str, Any]]) -> None:
    """What was repaired: «было — стало»."""
    rows = [
        (f"{r['sheet']}!{r['cell']}", r["what"], _shown(r["before"]), _shown(r["after"]))
        for r in repairs
    ]
    _show_first(("Где", "Что исправлено", "Было", "Стало"), rows, " ячеек")


def print_pairs(match: Mapping[str, Any]) -> None:
    """The pairs of a match, each with its reasons, and who is left over and why."""
    pairs = [
        (pair["mentor"], pair["mentee"], f"{pair['score']} %", "; ".join(pair["reasons"]))
        for pair in match["pairs"]
    ]
    left = [(each["mentee"], "; ".join(each["reasons"])) for each in match["unpaired"]]
    chosen = ("Наставник", "Наставляемый", "Подходит", "Почему")
    _show_first(chosen, pairs, ": все они на листе «Пары»")
    alone = ("Без наставника", "Почему и что поможет")
    _show_first(alone, left, ": о каждом скажет --explain ФИО")


def print_changes(done: Done) -> None:
    """What would be written: «было — стало»."""
    rows = [row for patch in done.patches for row in _change_rows(done, patch)]
    _show_first(("Где", "Было", "Стало"), rows, " ячеек")


def print_new_files(done: Done) -> None:
    """The files that would be made."""
    for file in done.outcome.changes.files:
        say(f"Новый файл: {file.path}")


def _change_rows(done: Done, patch: Patch) -> Iterator[tuple[str, str, str]]:
    grid = done.school.grid(patch.sheet)
    for (row, column), value in sorted(patch.cells.items()):
        shown = value.text if isinstance(value, Link) else value
        old = grid.value(row, column)
        place = f"{patch.sheet}!{address(row, column)}"
        yield place, _shown(old), _shown(shown)


def _shown(value: object) -> str:
    if value is None:
        return "–"
    text = f"{value:%d.%m.%Y}" if hasattr(value, "strftime") else str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
