"""Writing beside and over a person's book: all of it or nothing, and never half a file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import NamedTuple

from nastavnik.domain.folders import ARCHIVE_FOLDER
from nastavnik.model.changes import NewFile
from nastavnik.workbooks.disk import (
    Traces,
    flush_folders,
    mode_beside,
    put,
    sweep,
)
from nastavnik.workbooks.port import BookError
from nastavnik.workbooks.write_plan import (
    Errand,
    Inside,
    WritePlan,
    is_unfinished,
)

COPIES_KEPT = 10
LOCK_SECONDS = 60
MOST_OF_LOCK = 4096
_STAMP = r"\d{4}-\d{2}-\d{2} \d{2}-\d{2}-\d{2}(?: \(\d+\))?"


class OfficeLock(NamedTuple):
    """The file that an office application lays beside a book it has open."""

    path: Path
    application: str

    @property
    def computer(self) -> str:
        """The other computer where the book is open; "" where it is this one or is not told."""
        from socket import gethostname

        try:
            content = self.path.read_bytes()[:MOST_OF_LOCK]
        except OSError:
            return ""
        told = content.decode("utf-8", "replace").split(",")  # the name, the login, the computer
        computer = told[2].strip() if len(told) > 2 else ""
        return "" if computer == gethostname() else computer


def office_lock(book: Path) -> OfficeLock | None:
    """What says that the book is open; None where nothing does."""
    locks = (
        OfficeLock(book.parent / f"~${book.name}", "Excel"),
        OfficeLock(book.parent / f".~lock.{book.name}#", "LibreOffice или Р7-Офисе"),
    )
    return next((lock for lock in locks if lock.path.exists()), None)


def refuse_if_open(book: Path) -> None:
    """Nothing, if no office application has the book open.

    Raises:
        BookError: the file that Excel or LibreOffice lays beside an open book is there.
    """
    if lock := office_lock(book):
        there = f" на компьютере {lock.computer}" if lock.computer else ""
        raise BookError(
            f"Книга «{book.name}» открыта в {lock.application}{there}: закройте её и повторите "
            f"(если она нигде не открыта, удалите рядом с ней файл «{lock.path.name}»)"
        )


@contextmanager
def only_writer(book: Path, seconds: float = LOCK_SECONDS) -> Iterator[None]:
    """No other process of ours writes this book, or another beside it, meanwhile.

    Books in one folder share the folders of their documents.

    Raises:
        BookError: another one has been writing for too long.
    """
    from filelock import FileLock, Timeout  # 50 ms that reading need not pay

    lock = FileLock(book.parent / ".lock-nastavnik")
    try:
        with lock.acquire(timeout=seconds):
            yield
    except Timeout:
        raise BookError(
            f"В папку книги «{book.name}» сейчас записывает другое окно «Наставника»: "
            "дождитесь его и повторите"
        ) from None


def targets(book: Path, files: Sequence[NewFile]) -> dict[Path, bytes]:
    """Where each new file goes; those that are there already with this content are left out.

    Raises:
        BookError: a path leads out of the book's folder, or a folder stands there.
    """
    wanted: dict[Path, bytes] = {}
    inside = Inside(book.parent)
    for file in files:
        target = _place(inside, file.path)
        if target.is_dir():
            raise BookError(
                f"На месте файла «{file.path}» стоит папка: переименуйте её и повторите"
            )
        if not target.exists() or target.read_bytes() != file.content:
            wanted[target] = file.content
    return wanted


def _place(inside: Inside, path: str) -> Path:
    pure = PurePosixPath(path)
    is_plain = not re.search(r"[\\:\0]", path) and ".." not in pure.parts
    if not path or pure.is_absolute() or not is_plain or not inside.holds(path):
        raise BookError(
            f"Файл «{path}» оказался бы вне папки книги: исправьте имя папки или файла в настройках"
        )
    return inside.folder / pure


class BookWrite(NamedTuple):
    """What one write does to a book and beside it; `content` is None where the book stays as it is.

    A file whose name one of the `files` takes stays beside, renamed; of `ours` it is replaced.
    `gone`, `away` and `folder` are as in `BookStep`.
    """

    content: bytes | None
    files: Mapping[Path, bytes] = MappingProxyType({})
    ours: Mapping[Path, bytes] = MappingProxyType({})
    gone: Sequence[Path] = ()
    away: Mapping[Path, str] = MappingProxyType({})
    folder: Path | None = None


def write_book(book: Path, write: BookWrite, moment: datetime) -> None:
    """Do a write whole or not at all; what is new has the book's mode.

    Everything is first written under other names, and a plan of what goes where; then an archive
    copy is kept, the book is replaced in one step, and the rest of the plan is carried out. Nothing
    remains of a failure before that step, a failure after it is undone, and what a killed process
    left of the plan the next run does.

    Raises:
        OSError: the disk or the folder does not allow it.
    """
    finish_what_was_begun(book)
    for folder in {book.parent, *(target.parent for target in write.files)}:
        sweep(folder)
    plan, traces = WritePlan(book), Traces()
    try:
        plan.prepare(list(_errands(book, write)), write.content, mode_beside(book))
        if write.content is None:
            plan.carry_out()
        else:
            _replace_book(book, write.content, plan, traces, moment)
    except BaseException:
        traces.wipe()
        plan.abandon()
        raise
    plan.close()
    flush_folders({book.parent})


def _errands(book: Path, write: BookWrite) -> Iterator[Errand]:
    parts = (("new", write.files), ("ours", write.ours))
    for kind, target, content in ((k, t, c) for k, files in parts for t, c in files.items()):
        yield Errand(kind, target.relative_to(book.parent).as_posix(), content)
    for target in write.gone:
        yield Errand("gone", target.relative_to(book.parent).as_posix(), target.read_bytes())
    for target, known in write.away.items():
        yield Errand("away", target.relative_to(book.parent).as_posix(), known=known)
    if write.folder:
        yield Errand("folder", write.folder.relative_to(book.parent).as_posix())


def finish_what_was_begun(book: Path) -> None:
    """Do what a killed process was about to do beside the book, or forget what it had not begun.

    Raises:
        OSError: the disk or the folder does not allow it.
    """
    if is_unfinished(book):
        WritePlan(book).finish()
        for folder in (book.parent, book.parent / ARCHIVE_FOLDER):
            sweep(folder)


def settle_before_reading(book: Path) -> None:
    """Finish what a killed process began, unless a living one is writing or it is not possible."""
    if is_unfinished(book):
        with suppress(OSError, BookError), only_writer(book, seconds=0):
            finish_what_was_begun(book)
    with suppress(OSError):  # an undo list is written without a plan where nothing else is
        sweep(book.parent / ARCHIVE_FOLDER)


def _replace_book(
    book: Path, content: bytes, plan: WritePlan, traces: Traces, moment: datetime
) -> None:
    old, mode = book.read_bytes(), book.stat().st_mode & 0o7777
    new_book = traces.staged(book, content, mode)
    copy = _keep_copy(book, old, traces, moment)
    is_replaced = False
    try:
        put(new_book, book)
        is_replaced = True
        plan.carry_out()
    except BaseException:
        if is_replaced:
            put(traces.staged(book, old, mode), book)
        copy.unlink(missing_ok=True)
        raise
    _drop_old_copies(book, copy)


def _keep_copy(book: Path, old: bytes, traces: Traces, moment: datetime) -> Path:
    folder = book.parent / ARCHIVE_FOLDER
    traces.make_folder(folder)
    sweep(folder)
    name = f"{book.stem} {moment:%Y-%m-%d %H-%M-%S}"
    names = (name, *(f"{name} ({number})" for number in range(2, 1000)))
    copy = next(path for path in (folder / f"{n}{book.suffix}" for n in names) if not path.exists())
    put(traces.staged(copy, old, mode_beside(book)), copy)
    return copy


def _drop_old_copies(book: Path, newest: Path) -> None:
    """Keep the last copies; the newest stays, though the clock may have been set back."""
    pattern = re.compile(re.escape(book.stem) + f" {_STAMP}" + re.escape(book.suffix))
    folder = book.parent / ARCHIVE_FOLDER
    copies = sorted((path for path in folder.iterdir() if pattern.fullmatch(path.name)), key=_age)
    copies = [path for path in copies if path != newest]
    for path in copies[: 1 - COPIES_KEPT]:
        with suppress(OSError):  # the book is written; a copy that stays harms nobody
            path.unlink()


def _age(copy: Path) -> tuple[str, int]:
    stamp = re.search(r"([\d -]+?)(?: \((\d+)\))?$", copy.stem)
    return (stamp[1], int(stamp[2] or 1)) if stamp else ("", 0)
