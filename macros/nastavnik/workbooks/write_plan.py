"""What one write is going to do, kept on the disk so that no killed process leaves it half done.

Beside the copies of a book lies, while it is written, a folder with what goes where. Once the book
has its new content, or where it keeps the old one once the plan is there, the next run does the
rest; before that it forgets the plan.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import takewhile
from pathlib import Path
from typing import Any, NamedTuple

from nastavnik.domain.folders import ARCHIVE_FOLDER
from nastavnik.readers.files import real_path
from nastavnik.workbooks.disk import Traces, digest, flush_folders, named, put, remove_folder

_NAME = "план.json"
_LEAVING = frozenset({"gone", "away", "folder"})
_FORMER = re.compile(r" \(прежний(?: \d+)?\)$")


class Errand(NamedTuple):
    """One thing to do beside a book; `target` is a path from its folder, `content` the file's.

    `kind` is «new» (the file that is there stays beside, renamed), «ours» (it is replaced), «away»
    (it is taken away), «gone» (it is, and the one that had to give it its name comes back) or
    «folder» (one with all that is in it is taken away).
    """

    kind: str
    target: str
    content: bytes = b""
    known: str = ""

    @property
    def digest(self) -> str:
        """What tells the content of the file from others, where only that is known."""
        return self.known or digest(self.content)


class WritePlan:
    """The errands of one write; what they need waits in a folder of its own."""

    def __init__(self, book: Path) -> None:
        self._book, self._folder = book, _folder_of(book)
        self._traces = Traces()
        self._errands: list[Errand] = []
        self._moves: list[tuple[Path, Path]] = []

    def prepare(self, errands: Sequence[Errand], content: bytes | None, mode: int) -> None:
        """Put what is to be written, and last of all the plan itself, safely on the disk.

        `content` is what the book will hold, None where it stays as it is.

        Raises:
            OSError: the disk or the folder does not allow it.
        """
        self._errands = list(errands)
        if not errands:
            return
        for number, errand in enumerate(errands):
            if errand.kind not in _LEAVING:
                with named(self._target(errand)):
                    self._traces.make_folder(self._target(errand).parent)
                    self._stage(str(number), errand.content, mode)
        old = digest(self._book.read_bytes())
        plan = {
            "old": old,
            "new": old if content is None else digest(content),
            "errands": [[each.kind, each.target, each.digest] for each in errands],
        }
        with named(self._book):
            self._stage(_NAME, json.dumps(plan, ensure_ascii=False).encode(), mode)
            flush_folders({self._folder, self._folder.parent})

    def _stage(self, name: str, content: bytes, mode: int) -> None:
        put(self._traces.staged(self._folder / name, content, mode), self._folder / name)

    def carry_out(self) -> None:
        """Do every errand that is not done yet.

        Raises:
            OSError: one is not possible; those done before are taken back.
        """
        try:
            for number, errand in enumerate(self._errands):
                with named(self._target(errand)):
                    self._do(errand, self._folder / str(number))
        except BaseException:
            while self._moves:
                source, target = self._moves.pop()
                target.rename(source)
            raise
        flush_folders({self._target(errand).parent for errand in self._errands})

    def _do(self, errand: Errand, staged: Path) -> None:
        target = self._target(errand)
        if errand.kind in _LEAVING:
            self._take_away(target, errand, staged)
        elif staged.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.exists():
                is_new = errand.kind == "new"
                self._move(target, name_of_former(target) if is_new else _replaced(staged))
            self._move(staged, target)

    def _take_away(self, target: Path, errand: Errand, staged: Path) -> None:
        is_meant = target.is_dir() if errand.kind == "folder" else _holds(target, errand.digest)
        if is_meant and not staged.exists():
            self._move(target, staged)
        former = last_former(target) if errand.kind == "gone" else None
        if staged.exists() and former and not target.exists():
            self._move(former, target)

    def _move(self, source: Path, target: Path) -> None:
        put(source, target)
        self._moves.append((source, target))

    def close(self) -> None:
        """Forget the plan, then what is left of it."""
        with suppress(OSError):
            (self._folder / _NAME).unlink(missing_ok=True)
        with suppress(OSError):  # the next run tries again
            remove_folder(self._folder)

    def abandon(self) -> None:
        """Leave nothing of a write that failed."""
        self.close()
        self._traces.wipe()

    def _target(self, errand: Errand) -> Path:
        return self._book.parent / errand.target

    def finish(self) -> None:
        """Do what a killed process was about to do, or forget what it had not begun.

        Raises:
            OSError: the disk does not allow it.
        """
        plan = _read(self._folder / _NAME)
        if plan and _is_begun(self._book, plan["old"], plan["new"]):
            self._errands = [
                Errand(kind, target, known=known) for kind, target, known in plan["errands"]
            ]
            self.carry_out()
        self.close()


def _replaced(staged: Path) -> Path:
    return staged.with_name(f"{staged.name} прежний")


def is_unfinished(book: Path) -> bool:
    """Whether a write into the book was begun, by a process that is at it or was killed."""
    return _folder_of(book).exists()


def _folder_of(book: Path) -> Path:
    return book.parent / ARCHIVE_FOLDER / f".{book.stem}.запись"


def _read(path: Path) -> dict[str, Any] | None:
    """The plan that is there, None where it is damaged or leads out of the book's folder."""
    try:
        plan = json.loads(path.read_text(encoding="utf-8"))
        targets = [target for _, target, _ in plan["errands"]]
        folder = path.parent.parent.parent
        is_whole = isinstance(plan["old"], str) and isinstance(plan["new"], str)
        return plan if is_whole and all(is_inside(folder, target) for target in targets) else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _is_begun(book: Path, old: str, new: str) -> bool:
    """Whether the book has its new content, or had it before somebody worked on in it."""
    now = digest(book.read_bytes())
    if now in {old, new}:
        return now == new
    copies = (book.parent / ARCHIVE_FOLDER).glob(f"{book.stem} *{book.suffix}")
    return any(_holds(copy, old) for copy in copies)


def _holds(path: Path, content: str) -> bool:
    return path.is_file() and digest(path.read_bytes()) == content


def is_inside(folder: Path, path: str) -> bool:
    """Whether a path from the folder stays in it, whatever links are on the way."""
    return Inside(folder).holds(path)


class Inside:
    """Tells which paths from a folder stay in it; the links on the way are followed once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._home = real_path(folder)
        self._parents: dict[str, Path] = {}

    def holds(self, path: str) -> bool:
        """Whether the path stays in the folder, whatever links are on the way."""
        parent, name = os.path.split(path)
        if parent not in self._parents:
            self._parents[parent] = real_path(self._home / parent)
        target = self._parents[parent] / name
        if name in {"", ".", ".."} or target.is_symlink() or target.is_dir():
            target = real_path(self._home / path)
        return target != self._home and target.is_relative_to(self._home)


def last_former(target: Path) -> Path | None:
    """The file that had to give up this name last, if there is one."""
    formers = list(takewhile(Path.exists, _names_of_formers(target)))
    return formers[-1] if formers else None


def name_of_former(target: Path) -> Path:
    """Where a file goes whose name a newer one takes."""
    return next(path for path in _names_of_formers(target) if not path.exists())


def is_former(path: Path) -> bool:
    """Whether a file had to give up its name."""
    return _FORMER.search(path.stem) is not None


def _names_of_formers(target: Path) -> Iterator[Path]:
    for mark in ("прежний", *(f"прежний {number}" for number in range(2, 1000))):
        yield target.with_name(f"{target.stem} ({mark}){target.suffix}")
