"""The last change sets of a book, kept beside it so that they can be taken back.

It holds personal data as the copies do, so it stays in «Архив» and keeps few steps.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import accumulate, takewhile
from pathlib import Path
from typing import Any, NamedTuple

from nastavnik.domain.folders import ARCHIVE_FOLDER
from nastavnik.model.changes import CellValue, Link, NewFile
from nastavnik.model.findings import Value
from nastavnik.model.grid import Position, address, position
from nastavnik.readers.files import real_path
from nastavnik.workbooks.closed_years import ClosedYear
from nastavnik.workbooks.disk import digest, mode_beside, plain_errors, write_atomically
from nastavnik.workbooks.write_plan import is_inside

STEPS_KEPT = 10
CELLS_KEPT = 100_000
"""Steps that are further back than so many cells are forgotten: each click reads them all."""


class SheetStep(NamedTuple):
    """What one change set did to one sheet: position → (before, after)."""

    sheet: str
    header_row: int | None
    has_table: bool
    cells: Mapping[Position, tuple[CellValue, CellValue]]


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """One applied change set: `files` maps paths beside the book to digests of their content.

    `before` and `after` are digests of the closed book's own file, "" where it did not change;
    `archive` is the folder, beside the book, of a school year that the step closed; `midway` is
    what the file was when the step went on from something done for it before.
    """

    action: str
    moment: datetime
    sheets: tuple[SheetStep, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    before: str = ""
    after: str = ""
    archive: str = ""
    midway: str = field(default="", compare=False)

    def __bool__(self) -> bool:
        return bool(self.sheets or self.files or self.before)

    def is_first_half_of(self, step: HistoryStep) -> bool:
        """Whether this one only brought the file to what `step` says it went on from."""
        is_of_file = not (self.sheets or self.files)
        return is_of_file and self.before == step.before and self.after == step.midway

    def __str__(self) -> str:
        return f"«{self.action}» от {self.moment:%d.%m.%Y %H:%M}"


class History:
    """The last steps on one book, in a file in «Архив»."""

    def __init__(self, book: Path) -> None:
        self._book = real_path(book)
        self._folder = self._book.parent
        self._path = self._folder / ARCHIVE_FOLDER / f"{book.stem}.отмена.json"

    def steps(self) -> list[HistoryStep]:
        """From the oldest to the last; empty where the file is missing or unreadable."""
        try:
            kept = json.loads(self.text)
            return [_step(shape) for shape in kept["steps"]]
        except (OSError, ValueError, KeyError, TypeError):
            return []

    def add(self, step: HistoryStep) -> None:
        """Keep one more step; one that changed nothing is kept only while it is the last.

        Raises:
            BookError: the folder cannot be written.
        """
        if record := self.with_step(step):
            self._write(record[1])

    def with_step(self, step: HistoryStep) -> tuple[Path, bytes] | None:
        """The file that keeps one more step, None where it says so already.

        What the step before did to the same file for this one, such as a repair before a check, is
        kept as one step with it.
        """
        known = self.steps()
        steps = [kept for kept in known if kept]
        said_already = not step and steps != known
        if said_already or not (steps or step):
            return None
        if steps and step.before and steps[-1].is_first_half_of(step):
            steps.pop()
        return self._path, _packed(_latest([*steps, step]))

    def without_last(self) -> tuple[Path, bytes]:
        """The file less the last step."""
        return self._path, _packed(self.steps()[:-1])

    def settle(self, before: str) -> None:
        """Note that the last step found the file with the digest `before`, and how it left it."""
        *others, last = self.steps()
        after = self.digest_of_book()
        if before == after:
            before = after = ""
        self._write(_packed([*others, replace(last, before=before, after=after)]))

    def digest_of_book(self) -> str:
        """The digest of the book's file; "" where it cannot be read."""
        try:
            return digest(self._book.read_bytes())
        except OSError:
            return ""

    def whole_before(self, step: HistoryStep) -> bytes | None:
        """The book's file as it was before the step, from its copy in «Архив».

        None where the file has been changed since, or the copy is gone.
        """
        if not step.before or self.digest_of_book() != step.after:
            return None
        for copy in (self._folder / ARCHIVE_FOLDER).glob(f"*{self._book.suffix}"):
            content = copy.read_bytes()
            if digest(content) == step.before:
                return content
        return None

    def closed_year(self, step: HistoryStep) -> ClosedYear | None:
        """The archive of the school year that the step closed, if it closed one."""
        return ClosedYear(self._book, step.archive) if step.archive else None

    def drop_last(self) -> None:
        """Forget the last step."""
        self._write(self.without_last()[1])

    @property
    def text(self) -> str:
        """The whole of what is kept, as it is written; "" where there is nothing."""
        try:
            return self._path.read_text(encoding="utf-8")
        except (OSError, ValueError):
            return ""

    def clear(self) -> None:
        """Forget every step.

        Raises:
            BookError: the folder cannot be written.
        """
        if self.steps():
            self._write(_packed(()))

    def digests_of_new(self, files: Iterable[NewFile]) -> dict[str, str]:
        """Path → digest of each file that does not stand beside the book already."""
        return {f.path: digest(f.content) for f in files if not self._stands(f)}

    def _stands(self, file: NewFile) -> bool:
        path = self._folder / file.path
        return path.is_file() and path.read_bytes() == file.content

    def own_files(self, step: HistoryStep) -> Iterator[tuple[Path, bool]]:
        """Each file that the step made and that is still there, and whether it is unchanged."""
        for name, known in step.files.items():
            path = self._folder / name
            if is_inside(self._folder, name) and path.is_file():
                yield path, digest(path.read_bytes()) == known

    def _write(self, content: bytes) -> None:
        with plain_errors(self._book):
            write_atomically(self._path, content, mode=mode_beside(self._book))


def _latest(steps: Sequence[HistoryStep]) -> Sequence[HistoryStep]:
    """The last step, and those before it as far as they are kept."""
    counts = [sum(len(sheet.cells) for sheet in step.sheets) for step in reversed(steps)]
    sums = accumulate(counts[:STEPS_KEPT])
    fitting = sum(1 for _ in takewhile(lambda cells: cells <= CELLS_KEPT, sums))
    return steps[-max(1, fitting) :]


def _packed(steps: Sequence[HistoryStep]) -> bytes:
    file = io.BytesIO()
    file.writelines(_pieces(steps))
    return file.getvalue()


def _pieces(steps: Sequence[HistoryStep]) -> Iterator[bytes]:
    """The steps as JSON, cell by cell: of long sheets nothing else is kept beside it."""
    yield b'{"steps": ['
    for number, step in enumerate(steps):
        yield b", " if number else b""
        when = step.moment.isoformat()
        whole = {"before": step.before, "after": step.after}
        more = {"files": dict(step.files), "archive": step.archive, **whole}
        yield _json({"action": step.action, "when": when, **more})[:-1] + b', "sheets": ['
        for place, sheet in enumerate(step.sheets):
            yield b", " if place else b""
            yield from _sheet_pieces(sheet)
        yield b"]}"
    yield b"]}"


def _sheet_pieces(sheet: SheetStep) -> Iterator[bytes]:
    about = {"sheet": sheet.sheet, "header_row": sheet.header_row, "has_table": sheet.has_table}
    yield _json(about)[:-1] + b', "cells": {'
    for number, (place, states) in enumerate(sheet.cells.items()):
        yield b", " if number else b""
        yield _json(address(*place)) + b": " + _json([*map(_value_shape, states)])
    yield b"}}"


_encoder = json.JSONEncoder(ensure_ascii=False)


def _json(shape: object) -> bytes:
    return _encoder.encode(shape).encode()


def _step(shape: Mapping[str, Any]) -> HistoryStep:
    sheets = tuple(
        SheetStep(
            sheet["sheet"],
            sheet["header_row"],
            sheet["has_table"],
            {
                position(place): (_value(before), _value(after))
                for place, (before, after) in sheet["cells"].items()
            },
        )
        for sheet in shape["sheets"]
    )
    when = datetime.fromisoformat(shape["when"])
    whole = tuple(shape.get(name, "") for name in ("before", "after", "archive"))
    return HistoryStep(shape["action"], when, sheets, shape["files"], *whole)


def _value_shape(value: CellValue) -> Any:
    match value:
        case Link(sheet=sheet, cell=cell, text=text):
            return {"link": [sheet, cell, text]}
        case datetime():
            return {"moment": value.isoformat()}
        case date():
            return {"date": value.isoformat()}
    return value


def _value(shape: Any) -> CellValue:
    match shape:
        case {"link": [sheet, cell, text]}:
            return Link(sheet, cell, text)
        case {"moment": text}:
            return datetime.fromisoformat(text)
        case {"date": text}:
            return date.fromisoformat(text)
    value: Value = shape
    return value
