"""Reading a foreign workbook in a process of its own.

A reader may crash, loop or fill the memory over a file that is badly made, or made to do harm:
then the child ends and not the program. It is a command and not a pool of processes, since a pool
starts by importing the main module again, which inside Excel is not ours. JSON comes back, which
holds nothing but values.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from nastavnik.model.findings import Value
from nastavnik.model.grid import Grid, as_moment
from nastavnik.people_import.sources.old_books import binary_sheets, old_sheets
from nastavnik.people_import.sources.open_books import open_sheets
from nastavnik.people_import.sources.sheet import Refusal, RefusedError, Sheet
from nastavnik.people_import.sources.sheet_xml import xml_sheets
from nastavnik.workbooks import shipped

SECONDS = 120
MOST_MEMORY = 2 * 1024**3
_NO_WINDOW = 0x08000000
_REFUSED = 3
"""The exit code of a child that refuses the file; standard output says why."""

READERS: Mapping[str, Callable[[bytes], Iterable[Sheet]]] = {
    "xls": old_sheets,
    "xlsb": binary_sheets,
    "ods": open_sheets,
    "xml": xml_sheets,
}


def sheets_apart(content: bytes, kind: str) -> list[Sheet]:
    """The sheets of a workbook of a kind that `READERS` knows, read by a child.

    Where no child may be started (some guards forbid it to office programs) the file is read here:
    nothing has been written yet, so a crash would lose nothing.

    Raises:
        RefusedError: the file is damaged, closed by a password, too big, or stopped the child.
    """
    try:
        done = subprocess.run(
            [sys.executable or "python3", "-P", "-m", __name__, kind],
            input=content,
            capture_output=True,
            check=False,
            timeout=SECONDS,
            env={**os.environ, "PYTHONPATH": shipped.source_root()},
            creationflags=_NO_WINDOW if os.name == "nt" else 0,
        )
    except subprocess.TimeoutExpired:
        raise RefusedError(Refusal.BIG) from None
    except OSError:
        return _here(content, kind)
    if done.returncode == _REFUSED:
        raise RefusedError(done.stdout.decode())
    if done.returncode:
        raise RefusedError(Refusal.BROKEN)
    return [_sheet(shape) for shape in json.loads(done.stdout)]


def _here(content: bytes, kind: str) -> list[Sheet]:
    try:
        return list(READERS[kind](content))
    except RefusedError:
        raise
    except Exception as error:  # readers have no common base for what a damaged file does to them
        raise RefusedError(Refusal.BROKEN) from error


def main() -> int:
    """Read standard input as the kind that the only argument names; the exit code."""
    _limit_memory()
    try:
        shapes = [_shape(sheet) for sheet in READERS[sys.argv[1]](sys.stdin.buffer.read())]
    except RefusedError as error:
        sys.stdout.write(error.refusal.value)
        return _REFUSED
    sys.stdout.buffer.write(json.dumps(shapes, ensure_ascii=False, default=_day).encode())
    return 0


def _limit_memory() -> None:
    """No more than `MOST_MEMORY`, where the system can hold a process to it."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def _shape(sheet: Sheet) -> dict[str, Any]:
    errors = [[*place, text] for place, text in sheet.grid.errors.items()]
    return {"title": sheet.title, "rows": sheet.grid.rows, "errors": errors,
            "merged": sheet.grid.merged, "hidden": sheet.hidden}  # fmt: skip


def _day(value: date) -> list[str]:
    """A day or moment: a list, which no other cell is."""
    return [value.isoformat()]


def _sheet(shape: Mapping[str, Any]) -> Sheet:
    errors = {(row, column): text for row, column, text in shape["errors"]}
    merged = tuple((tuple(first), tuple(last)) for first, last in shape["merged"])
    rows = [list(map(_cell, row)) for row in shape["rows"]]
    return Sheet(shape["title"], Grid(rows, errors, merged=merged), shape["hidden"])


def _cell(value: Any) -> Value:
    held: Value = as_moment(datetime.fromisoformat(value[0])) if isinstance(value, list) else value
    return held


if __name__ == "__main__":
    sys.exit(main())
