"""What the command line shows: readable tables for a person, one JSON object for a program."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from nastavnik.changes import Link, Patch
from nastavnik.desk import Done
from nastavnik.findings import Finding, Level
from nastavnik.grid import address

MOST_ROWS = 40
"""A table on the console shows no more; the workbook has them all."""
COLOURS = {Level.ERROR: "red", Level.QUESTION: "yellow"}


def console() -> Console:
    """Standard output, whatever its code page: what it cannot show is replaced."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    return Console(highlight=False, soft_wrap=False)


def complain(message: str) -> None:
    """One sentence on standard error."""
    if hasattr(sys.stderr, "reconfigure"):
        sys.stderr.reconfigure(errors="replace")
    print(message, file=sys.stderr)


def print_json(data: Mapping[str, Any]) -> None:
    """One object on standard output."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    print(json.dumps(data, ensure_ascii=False, indent=1, default=str))


def plain_table(titles: Sequence[str], rows: Iterable[Sequence[str | Text]]) -> Table:
    """A table that stays readable in a narrow window."""
    table = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for title in titles:
        table.add_column(title, overflow="fold")
    for row in rows:
        table.add_row(*row)
    return table


def print_findings(findings: Sequence[Finding]) -> None:
    """Findings as a table, errors first as they come."""
    if not findings:
        return
    rows = (
        (
            Text(finding.level.word, style=COLOURS[finding.level]),
            Text(_where(finding)),
            Text(finding.header or ""),
            Text(finding.message),
            Text(finding.remedy),
        )
        for finding in findings[:MOST_ROWS]
    )
    out = console()
    out.print(plain_table(("Уровень", "Где", "Столбец", "Что не так", "Что сделать"), rows))
    if len(findings) > MOST_ROWS:
        out.print(f"…и ещё {len(findings) - MOST_ROWS}: все они на листе «Проверка»")


def _where(finding: Finding) -> str:
    if finding.sheet and finding.cell:
        return f"{finding.sheet}!{finding.cell}"
    return finding.sheet or finding.place


def print_changes(done: Done) -> None:
    """What would be written: «было — стало», and the files."""
    rows = [row for patch in done.patches for row in _change_rows(done, patch)]
    out = console()
    out.print(plain_table(("Где", "Было", "Стало"), rows[:MOST_ROWS]))
    if len(rows) > MOST_ROWS:
        out.print(f"…и ещё {len(rows) - MOST_ROWS} ячеек")
    for file in done.outcome.changes.files:
        out.print(Text(f"Новый файл: {file.path}"))


def _change_rows(done: Done, patch: Patch) -> Iterable[tuple[Text, Text, Text]]:
    grid = done.school.tables[patch.sheet].grid
    for (row, column), value in sorted(patch.cells.items()):
        shown = value.text if isinstance(value, Link) else value
        old = grid.value(row, column)
        place = f"{patch.sheet}!{address(row, column)}"
        yield Text(place), _shown(old), _shown(shown)


def _shown(value: object) -> Text:
    if value is None:
        return Text("–")
    text = f"{value:%d.%m.%Y}" if hasattr(value, "strftime") else str(value)
    return Text(text if len(text) <= 60 else f"{text[:57]}…")
