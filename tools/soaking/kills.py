"""A verb killed before each thing it does to the disk, one run for each; then the next run.

The interpreter itself tells of every file that is opened, named, moved or taken away (audit
events), so that no place is missed.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeGuard

from nastavnik.model.errors import JobError
from soaking.checker import Snapshot, snapshot, standing_faults, step_faults

CHANGES = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.truncate"})

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


def kill_everywhere(
    name: str, deed: Deed, book: Path, following: Deed, every: int = 1
) -> Iterator[str]:
    """What is wrong after the deed was killed at each place and the book was looked at once more.

    The book is then as before the deed or as after it, and so are the files beside it.
    """
    folder, kept = book.parent, book.parent.with_name("как было")
    shutil.copytree(folder, kept, copy_function=shutil.copy2)
    total = changes_of(deed, book)
    before, after = snapshot(kept / book.name), snapshot(book)
    planted = set(standing_faults(before, kept / book.name))
    if not total:
        yield f"{name}: делать было нечего"
    for at in range(0, total, every):
        shutil.rmtree(folder)
        shutil.copytree(kept, folder, copy_function=shutil.copy2)
        if not killed(deed, book, at):
            yield f"{name}: до изменения {at} дело не дошло"
        place = f"{name}, изменение {at} из {total}"
        finished = False
        if before.book == after.book:
            yield from (f"{place}: {fault}" for fault in _half_made(before, book, after))
            finished = _is_done_again(deed, book)
        following(book)
        now = snapshot(book)
        found = set(standing_faults(now, book)) - planted
        yield from (f"{place}: {fault}" for fault in sorted(found))
        yield from (f"{place}: {fault}" for fault in step_faults(before, now, is_undo=True))
        if _cells(now) not in (_cells(before), _cells(after)):
            yield f"{place}: книга ни прежняя, ни новая"
        is_done = _cells(now) == _cells(after) and now.book != before.book
        if is_done and set(now.files) != set(after.files):
            yield f"{place}: книга новая, а файлы не те"
        wanted = after if finished else before
        is_refused = before.book == after.book and not finished
        if now.book == before.book and now.files != wanted.files and not is_refused:
            yield f"{place}: книга прежняя, а файлы не те"
    shutil.rmtree(kept)


def _is_done_again(deed: Deed, book: Path) -> bool:
    """Whether a verb that only writes files finishes the work; some want an empty folder."""
    try:
        deed(book)
    except JobError:
        return False
    return True


def _half_made(before: Snapshot, book: Path, after: Snapshot) -> Iterator[str]:
    """Files beside a book that is not written into: each is as before, or whole and as meant."""
    for path, content in snapshot(book).files.items():
        if "tmp-nastavnik" in path or content in {before.files.get(path), after.files.get(path)}:
            continue
        yield f"файл «{path}» записан не целиком"


def _cells(now: Snapshot) -> object:
    return now.sheets
