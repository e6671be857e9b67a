"""Reading a foreign file in a process of its own.

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
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

from nastavnik.model.errors import JobError
from nastavnik.model.findings import Value
from nastavnik.model.grid import Grid, as_moment
from nastavnik.readers.blocks import Block, Line, Row
from nastavnik.readers.limits import READING_MEMORY, READING_SECONDS
from nastavnik.readers.new_books import new_sheets
from nastavnik.readers.old_books import binary_sheets, old_sheets
from nastavnik.readers.open_books import open_sheets
from nastavnik.readers.pdf import pdf_blocks
from nastavnik.readers.refusals import Refusal, RefusedError
from nastavnik.readers.sheet import Marks, ReadSheet
from nastavnik.readers.sheet_xml import xml_sheets
from nastavnik.readers.sniff import FileKind

_ROOT = str(Path(__file__).resolve().parents[2])
_START = (
    f"import sys; sys.path.append({_ROOT!r}); from {__name__} import main; "
    "sys.exit(main(*sys.argv[1:]))"
)
_NO_WINDOW = 0x08000000
_REFUSED = 3
"""The exit code of a child that refuses the file: a line with the cause, a line with the words."""

_SHEETS: Mapping[FileKind, Callable[[bytes, str], Iterable[ReadSheet]]] = {
    FileKind.BOOK: new_sheets,
    FileKind.OLD_BOOK: old_sheets,
    FileKind.BINARY_BOOK: binary_sheets,
    FileKind.OPEN_BOOK: open_sheets,
    FileKind.SHEET_XML: xml_sheets,
}


def sheets_apart(content: bytes, kind: FileKind, name: str) -> list[ReadSheet]:
    """The sheets of a workbook read by a child.

    Raises:
        JobError: the file is damaged, closed by a password, too big, or stopped the child.
    """
    return [_sheet(shape) for shape in _apart(content, kind, name)]


def blocks_apart(content: bytes, name: str) -> list[Block]:
    """The lines and rows of a PDF, read by a child.

    Raises:
        JobError: as `sheets_apart`.
    """
    return [_block(shape) for shape in _apart(content, FileKind.PDF, name)]


def _apart(content: bytes, kind: FileKind, name: str) -> list[Any]:
    """What the reader of this kind finds, as JSON has it.

    Where no child may be started (some guards forbid it to office programs) the file is read here:
    nothing has been written yet, so a crash would lose nothing.
    """
    try:
        done = subprocess.run(
            [sys.executable or "python3", "-P", "-c", _START, kind.value, name],
            input=content,
            capture_output=True,
            check=False,
            timeout=READING_SECONDS,
            creationflags=_NO_WINDOW if os.name == "nt" else 0,
        )
    except subprocess.TimeoutExpired:
        raise RefusedError(Refusal.TOO_BIG, name) from None
    except OSError:
        return _here(content, kind, name)
    if done.returncode == _REFUSED:
        cause, _, sentence = done.stdout.decode().partition("\n")
        raise RefusedError(Refusal[cause], name) if cause else JobError(sentence)
    if done.returncode:
        raise RefusedError(_damage(kind), name)
    shapes: list[Any] = json.loads(done.stdout)
    return shapes


def _here(content: bytes, kind: FileKind, name: str) -> list[Any]:
    try:
        text = json.dumps(_shapes(content, kind, name), default=_day)
    except JobError:
        raise
    except Exception as error:  # readers have no common base for what a damaged file does to them
        raise RefusedError(_damage(kind), name) from error
    shapes: list[Any] = json.loads(text)
    return shapes


def _damage(kind: FileKind) -> Refusal:
    return Refusal.DAMAGED_PDF if kind is FileKind.PDF else Refusal.DAMAGED_BOOK


def main(kind: str, name: str) -> int:
    """Read standard input as a file of this kind and name; the exit code."""
    _limit_memory()
    try:
        shapes = _shapes(sys.stdin.buffer.read(), FileKind(kind), name)
    except JobError as error:
        cause = error.refusal.name if isinstance(error, RefusedError) else ""
        sys.stdout.buffer.write(f"{cause}\n{error}".encode())
        return _REFUSED
    sys.stdout.buffer.write(json.dumps(shapes, ensure_ascii=False, default=_day).encode())
    return 0


def _limit_memory() -> None:
    """No more than `READING_MEMORY`, where the system can hold a process to it."""
    if os.name == "nt":
        from nastavnik.readers.windows_job import limit_memory

        with suppress(OSError, AttributeError):
            limit_memory(READING_MEMORY)
        return
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (READING_MEMORY, READING_MEMORY))


def _shapes(content: bytes, kind: FileKind, name: str) -> list[Any]:
    if kind is FileKind.PDF:
        return [_shape_of_block(block) for block in pdf_blocks(content, name)]
    return [_shape_of_sheet(sheet) for sheet in _SHEETS[kind](content, name)]


def _shape_of_sheet(sheet: ReadSheet) -> dict[str, Any]:
    grid, marks = sheet.grid, sheet.marks
    return {
        "title": sheet.title,
        "hidden": sheet.hidden,
        "rows": grid.rows,
        "errors": [[*place, text] for place, text in grid.errors.items()],
        "uncalculated": sorted(grid.uncalculated),
        "merged": grid.merged,
        "hidden_rows": sorted(marks.hidden),
        "hidden_columns": sorted(marks.columns),
        "struck": sorted(marks.struck),
        "comments": [[*place, text] for place, text in marks.comments.items()],
    }


def _day(value: date) -> list[str]:
    """A day or moment: a list, which no other cell is."""
    return [value.isoformat()]


def _sheet(shape: Mapping[str, Any]) -> ReadSheet:
    grid = Grid(
        [list(map(_cell, row)) for row in shape["rows"]],
        _texts(shape["errors"]),
        frozenset(map(tuple, shape["uncalculated"])),
        merged=tuple((tuple(first), tuple(last)) for first, last in shape["merged"]),
    )
    hidden, struck = frozenset(shape["hidden_rows"]), frozenset(map(tuple, shape["struck"]))
    columns = frozenset(shape["hidden_columns"])
    marks = Marks(hidden, struck, _texts(shape["comments"]), columns)
    return ReadSheet(shape["title"], grid, shape["hidden"], marks)


def _texts(shape: Sequence[Any]) -> dict[tuple[int, int], str]:
    return {(row, column): text for row, column, text in shape}


def _cell(value: Any) -> Value:
    held: Value = as_moment(datetime.fromisoformat(value[0])) if isinstance(value, list) else value
    return held


def _shape_of_block(block: Block) -> list[Any]:
    if isinstance(block, Line):
        return [block.text, block.place]
    return [block.cells, block.place, block.table, sorted(block.merged)]


def _block(shape: Sequence[Any]) -> Block:
    if isinstance(shape[0], str):
        return Line(*shape)
    cells, place, table, merged = shape
    return Row(tuple(cells), place, table, frozenset(merged))
