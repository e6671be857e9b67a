"""A verb killed before each thing it does to the disk, one run for each; then the next run.

The interpreter itself tells of every file that is opened, named, moved or taken away (audit
events), so that no place is missed.
"""

from __future__ import annotations

import io
import os
import shutil
import signal
import sys
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeGuard

from nastavnik.model.errors import JobError
from soaking.checker import STAMP, Snapshot, snapshot, standing_faults, step_faults
from soaking.verbs import SoakedVerb

CHANGES = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.truncate"})
FORMER = "(прежний"
PDF_ENDS = 1024
"""So many bytes at its end may hold what says that a PDF ends."""
Deed = Callable[[Path], object]


class _Fuse:
    """Kills the process before the change of a number, counted from 0, under a folder."""

    def __init__(self, folder: Path, at: int | None, count: Callable[[int], None]) -> None:
        self._folder, self._at, self._count, self._seen = str(folder), at, count, 0

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self._is_change(event, arguments):
            return
        if self._seen == self._at:
            os.kill(os.getpid(), signal.SIGKILL)
        self._seen += 1
        self._count(self._seen)

    def _is_change(self, event: str, arguments: tuple[object, ...]) -> bool:
        if event == "open":
            path, _, flags = arguments
            writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            return bool(writes) and self._folder in os.fsdecode(path) if _is_path(path) else False
        return event in CHANGES and any(
            self._folder in os.fsdecode(each) for each in arguments if _is_path(each)
        )


def _is_path(value: object) -> TypeGuard[str | bytes | os.PathLike[str]]:
    return isinstance(value, str | bytes | os.PathLike)


def changes_of(deed: Deed, book: Path) -> int:
    """How many changes of files a deed makes; it is done in a process of its own."""
    counter = book.parent.parent / "changes"
    _in_child(deed, book, None, lambda seen: _note(counter, seen))
    return int(counter.read_text() or 0) if counter.exists() else 0


def _note(counter: Path, seen: int) -> None:
    handle = os.open(counter, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.write(handle, str(seen).encode())
    os.close(handle)


def killed(deed: Deed, book: Path, at: int) -> bool:
    """Whether the deed was killed before its change of this number."""
    return _in_child(deed, book, at, lambda _: None) == -signal.SIGKILL


def _in_child(deed: Deed, book: Path, at: int | None, count: Callable[[int], None]) -> int:
    child = os.fork()
    if child == 0:
        code = 1
        try:
            sys.addaudithook(_Fuse(book.parent, at, count))
            deed(book)
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


class Killed(NamedTuple):
    """A verb that was killed: how many changes of files it makes, how many kills, what is wrong."""

    name: str
    changes: int
    kills: int
    faults: Sequence[str]
    seconds: float

    def __str__(self) -> str:
        return (
            f"{self.name:28}{self.changes:5}{self.kills:6}{len(self.faults):8}{self.seconds:8.0f}"
        )


HEADER = f"{'глагол':28}{'изм.':>5}{'убит':>6}{'неверно':>8}{'секунд':>8}"


def kill_everywhere(
    name: str, verb: SoakedVerb, book: Path, following: Deed, every: int = 1
) -> Killed:
    """Kill the verb at each place and look at the book once more each time.

    The book is then as before the verb or as after it, and so are the files beside it.
    """
    began = time.monotonic()
    folder, kept = book.parent, book.parent.with_name("как было")
    shutil.copytree(folder, kept, copy_function=shutil.copy2)
    total = changes_of(verb, book)
    judge = _Judge(verb, snapshot(kept / book.name), snapshot(book), book)
    planted = set(standing_faults(judge.before, kept / book.name))
    faults = [] if total else [f"{name}: делать было нечего"]
    places = range(0, total, every)
    for at in places:
        shutil.rmtree(folder)
        shutil.copytree(kept, folder, copy_function=shutil.copy2)
        place = f"{name}, изменение {at} из {total}"
        if not killed(verb, book, at) and not verb.varies:
            faults.append(f"{place}: до него дело не дошло")
        found = dict.fromkeys(judge.faults(following))
        faults += [f"{place}: {fault}" for fault in found if fault not in planted]
    shutil.rmtree(kept)
    return Killed(name, total, len(places), faults, time.monotonic() - began)


class _Judge:
    """Tells what a killed verb left, by what it leaves undisturbed."""

    def __init__(self, verb: SoakedVerb, before: Snapshot, after: Snapshot, book: Path) -> None:
        self.before, self._after, self._verb, self._book = before, after, verb, book
        self._is_of_files = before.book == after.book

    def faults(self, following: Deed) -> Iterator[str]:
        """What is wrong now, and once the book has been looked at, or the verb done once more."""
        finished = False
        if self._is_of_files or self._verb.goes_on:
            yield from self._half_made()
            finished = self._verb.again and self._is_done_again()
        following(self._book)
        now = snapshot(self._book)
        yield from standing_faults(now, self._book)
        yield from step_faults(self.before, now, is_undo=True)
        yield from self._differences(now, finished=finished)

    def _differences(self, now: Snapshot, *, finished: bool) -> Iterator[str]:
        before, after = self.before, self._after
        varies = self._verb.varies and self._verb.goes_on
        if now.sheets not in (before.sheets, after.sheets) and not varies:
            yield "книга ни прежняя, ни новая"
        is_done = now.sheets == after.sheets and now.book != before.book
        if is_done and set(now.files) != set(after.files):
            yield "книга новая, а файлы не те"
        if self._verb.goes_on and not finished:
            yield "сделать ещё раз нельзя"
        is_whole = now.files in (before.files, after.files)
        if self._is_of_files and not self._verb.again and not is_whole:
            yield "файлы ни прежние, ни новые"
        if now.book == before.book and not (self._is_of_files and not finished):
            wanted = (after if finished else before).files
            goes_on = self._verb.goes_on  # what it began before may stay beside, renamed
            left = {p: text for p, text in now.files.items() if not (goes_on and FORMER in p)}
            if left != wanted and not (self._verb.varies and _names(left) == _names(wanted)):
                yield "книга прежняя, а файлы не те"

    def _is_done_again(self) -> bool:
        """Whether the verb finishes the work; some want an empty folder."""
        try:
            self._verb(self._book)
        except JobError:
            return False
        return True

    def _half_made(self) -> Iterator[str]:
        """Files beside the book that are neither as before, nor whole and as meant."""
        before, after = self.before.files, self._after.files
        for path, content in snapshot(self._book).files.items():
            known = content in {before.get(path), after.get(path)}
            if known or "tmp-nastavnik" in path:
                continue
            if not (self._verb.varies and _is_whole((self._book.parent / path).read_bytes())):
                yield f"файл «{path}» записан не целиком"


def _names(files: Mapping[str, str]) -> list[str]:
    """The names of files, whenever they were made."""
    return sorted(STAMP.sub("", path) for path in files)


def _is_whole(content: bytes) -> bool:
    """Whether a file that holds something else each time is one from its beginning to its end."""
    if content.startswith(b"PK"):
        return zipfile.is_zipfile(io.BytesIO(content))
    return not content.startswith(b"%PDF") or b"%%EOF" in content[-PDF_ENDS:]
