"""Writing beside and over a person's book: all of it or nothing, and never half a file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from itertools import takewhile
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from nastavnik.model.changes import NewFile
from nastavnik.workbooks.disk import (
    Traces,
    flush_folders,
    mode_beside,
    moved_aside,
    plain_errors,
    put,
    sweep,
)
from nastavnik.workbooks.port import BookError

ARCHIVE_FOLDER = "Архив"
COPIES_KEPT = 10
LOCK_SECONDS = 15
_STAMP = r"\d{4}-\d{2}-\d{2} \d{2}-\d{2}-\d{2}(?: \(\d+\))?"


class OfficeLock(NamedTuple):
    """The file that an office application lays beside a book it has open."""

    path: Path
    application: str


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
        raise BookError(
            f"Книга «{book.name}» открыта в {lock.application}: закройте её и повторите "
            f"(если она нигде не открыта, удалите рядом с ней файл «{lock.path.name}»)"
        )


@contextmanager
def only_writer(book: Path) -> Iterator[None]:
    """No other process of ours writes this book meanwhile.

    Raises:
        BookError: another one has been writing for too long.
    """
    from filelock import FileLock, Timeout  # 50 ms that reading need not pay

    lock = FileLock(book.parent / f".{book.stem}.lock-nastavnik")
    try:
        with lock.acquire(timeout=LOCK_SECONDS):
            yield
    except Timeout:
        raise BookError(
            f"Книгу «{book.name}» сейчас записывает другое окно «Наставника»: "
            "дождитесь его и повторите"
        ) from None


def targets(book: Path, files: Sequence[NewFile]) -> dict[Path, bytes]:
    """Where each new file goes; those that are there already with this content are left out.

    Raises:
        BookError: a path leads out of the book's folder, or a folder stands there.
    """
    wanted: dict[Path, bytes] = {}
    for file in files:
        target = _inside(book.parent, file.path)
        if target.is_dir():
            raise BookError(
                f"На месте файла «{file.path}» стоит папка: переименуйте её и повторите"
            )
        if not target.exists() or target.read_bytes() != file.content:
            wanted[target] = file.content
    return wanted


def _inside(folder: Path, path: str) -> Path:
    pure = PurePosixPath(path)
    is_plain = not re.search(r"[\\:\0]", path) and ".." not in pure.parts
    target = folder / pure
    if not path or pure.is_absolute() or not is_plain or not _leads_into(folder, target):
        raise BookError(
            f"Файл «{path}» оказался бы вне папки книги: исправьте имя папки или файла в настройках"
        )
    return target


def _leads_into(folder: Path, target: Path) -> bool:
    """True unless a link on the way leads elsewhere."""
    return target.resolve().is_relative_to(folder.resolve()) and target != folder


def replace_all(
    book: Path, content: bytes | None, files: dict[Path, bytes], moment: datetime
) -> None:
    """Put new content into the book and new files beside it; what is new has the book's mode.

    Everything is first written under temporary names; then an archive copy is kept, the book is
    replaced in one step, and the files get their names. Nothing remains of a failure before that
    step, and a failure after it is undone.

    Raises:
        OSError: the disk or the folder does not allow it.
    """
    folders = {book.parent, *(target.parent for target in files)}
    for folder in folders:
        sweep(folder)
    traces, mode = Traces(), mode_beside(book)
    try:
        staged = {target: traces.staged(target, new, mode) for target, new in files.items()}
        if content is None:
            _publish(staged)
        else:
            _replace_book(book, content, staged, traces, moment)
    except BaseException:
        traces.wipe()
        raise
    flush_folders(folders)


def put_beside(files: Mapping[Path, bytes]) -> None:
    """Give files their names, all or none; what has such a name stays beside, renamed.

    Raises:
        BookError: the disk or a folder does not allow it.
    """
    traces = Traces()
    with plain_errors():
        try:
            _publish({target: traces.staged(target, new) for target, new in files.items()})
        except BaseException:
            traces.wipe()
            raise
        flush_folders({target.parent for target in files})


def _replace_book(
    book: Path, content: bytes, staged: dict[Path, Path], traces: Traces, moment: datetime
) -> None:
    old, mode = book.read_bytes(), book.stat().st_mode & 0o7777
    new_book = traces.staged(book, content, mode)
    copy = _keep_copy(book, old, traces, moment)
    is_replaced = False
    try:
        put(new_book, book)
        is_replaced = True
        _publish(staged)
    except BaseException:
        if is_replaced:
            put(traces.staged(book, old, mode), book)
        copy.unlink(missing_ok=True)
        raise
    _drop_old_copies(book)


def _publish(staged: dict[Path, Path]) -> None:
    """Give the files their names; all of them or none. What stood there stays beside, renamed."""
    done: list[Path] = []
    moved: dict[Path, Path] = {}
    try:
        for target, path in staged.items():
            if target.exists():
                moved[target] = moved_aside(target, name_of_former(target))
            put(path, target)
            done.append(target)
    except BaseException:
        for target in done:
            target.unlink()
        for target, former in moved.items():
            former.rename(target)
        raise


def bring_back_former(target: Path) -> None:
    """Give a name that is free again to the file that had to give it up last."""
    formers = list(takewhile(Path.exists, _names_of_formers(target)))
    if formers:
        formers[-1].rename(target)


def name_of_former(target: Path) -> Path:
    """Where a file goes whose name a newer one takes."""
    return next(path for path in _names_of_formers(target) if not path.exists())


def _names_of_formers(target: Path) -> Iterator[Path]:
    for mark in ("прежний", *(f"прежний {number}" for number in range(2, 1000))):
        yield target.with_name(f"{target.stem} ({mark}){target.suffix}")


def _keep_copy(book: Path, old: bytes, traces: Traces, moment: datetime) -> Path:
    folder = book.parent / ARCHIVE_FOLDER
    traces.make_folder(folder)
    sweep(folder)
    name = f"{book.stem} {moment:%Y-%m-%d %H-%M-%S}"
    names = (name, *(f"{name} ({number})" for number in range(2, 1000)))
    copy = next(path for path in (folder / f"{n}{book.suffix}" for n in names) if not path.exists())
    put(traces.staged(copy, old, mode_beside(book)), copy)
    return copy


def _drop_old_copies(book: Path) -> None:
    pattern = re.compile(re.escape(book.stem) + f" {_STAMP}" + re.escape(book.suffix))
    folder = book.parent / ARCHIVE_FOLDER
    copies = sorted((path for path in folder.iterdir() if pattern.fullmatch(path.name)), key=_age)
    for path in copies[:-COPIES_KEPT]:
        with suppress(OSError):  # the book is written; a copy that stays harms nobody
            path.unlink()


def _age(copy: Path) -> tuple[str, int]:
    stamp = re.search(r"([\d -]+?)(?: \((\d+)\))?$", copy.stem)
    return (stamp[1], int(stamp[2] or 1)) if stamp else ("", 0)
