"""Files put on the disk whole or not at all: the one way in which anything is written."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import chain, count
from pathlib import Path

from nastavnik.model.seals import is_sealed
from nastavnik.workbooks.port import BookError

TEMPORARY = ".tmp-nastavnik"
"""How the name of a file ends that is being written."""
PRIVATE = 0o600
"""The mode of a file that only its owner may read."""

SECONDS_TO_WRITE = 600
"""No write takes longer; a temporary file that is older was left behind."""

Ownership = Callable[[Path], bool]
"""Whether a file that is there may be replaced by one of ours."""

_SHARING_VIOLATION = 32
_numbers = count()


def replace_any(path: Path) -> bool:
    """Replace whatever file is there: the name is ours alone, or the person was asked."""
    return path.is_file()


def is_ours(path: Path) -> bool:
    """Whether we wrote this file and nobody has changed it since."""
    return path.is_file() and is_sealed(path.read_bytes())


def refuse_foreign(path: Path) -> None:
    """Nothing, if `path` is free or its file is ours: to be asked before a long job writes there.

    Raises:
        BookError: something else stands there.
    """
    with plain_errors():
        _final(path, is_ours)


def free_place(path: Path, content: bytes, ours: str = "") -> Path:
    """`path` where it is free, holds this content or a file of ours; else one with a number.

    `ours` is the digest of a file of ours that bears no seal.
    """
    numbered = (path.with_name(f"{path.stem} ({number}){path.suffix}") for number in count(2))
    return next(place for place in chain((path,), numbered) if _may_take(place, content, ours))


def _may_take(place: Path, content: bytes, ours: str) -> bool:
    if not _is_there(place):
        return True
    if not place.is_file():
        return False
    there = place.read_bytes()
    return there == content or is_sealed(there) or digest(there) == ours


def write_atomically(
    path: Path, content: bytes, *, mode: int | None = None, may_replace: Ownership = replace_any
) -> None:
    """Put one file in its place; see `write_all`."""
    write_all({path: content}, mode=mode, may_replace=may_replace)


def write_new(files: Mapping[Path, bytes], *, mode: int | None = None) -> None:
    """Write the files that are not there yet, all or none; the others stay as they are.

    Raises:
        BookError: a folder cannot be made or written; the sentence names the file.
    """
    write_all({path: new for path, new in files.items() if not _is_there(path)}, mode=mode)


def append_line(path: Path, line: bytes) -> int:
    """Add a line to a file that only its owner reads; where it begins.

    What a killed process left without an end stays a line of its own.

    Raises:
        BookError: the file cannot be written.
    """
    with plain_errors(path):
        Traces().make_folder(path.parent)
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags, PRIVATE), "r+b") as file:
            begins = file.seek(0, os.SEEK_END)
            if begins:
                file.seek(-1, os.SEEK_END)
                if file.read(1) != b"\n":
                    file.write(b"\n")
                    begins += 1
            file.write(line + b"\n")
    return begins


def write_all(
    files: Mapping[Path, bytes], *, mode: int | None = None, may_replace: Ownership = replace_any
) -> None:
    """Put files in their places, each whole, all or none, safe from a loss of power.

    A link is followed; without `mode` a file that is replaced keeps the one it has.

    Raises:
        BookError: one may not be replaced, or a folder cannot be written; the sentence names it.
    """
    with plain_errors():
        targets = {_final(path, may_replace): content for path, content in files.items()}
        for folder in {target.parent for target in targets}:
            sweep(folder)
        traces = Traces()
        try:
            staged = {
                target: traces.staged(target, content, mode or _mode_of(target))
                for target, content in targets.items()
            }
            _publish(staged, traces)
        except BaseException:
            traces.wipe()
            raise
        flush_folders({target.parent for target in targets})


def remove_all(paths: Iterable[Path], *, may_remove: Ownership) -> None:
    """Take away files of ours that are needed no more, and the folders left empty.

    Raises:
        BookError: one cannot be removed; the sentence names it.
    """
    with plain_errors():
        for path in paths:
            if may_remove(path):
                with named(path):
                    path.unlink(missing_ok=True)
                with suppress(OSError):  # a folder that is not empty stays
                    path.parent.rmdir()


def _final(path: Path, may_replace: Ownership) -> Path:
    """Where the file is in the end.

    Raises:
        BookError: something stands there that may not be replaced.
        OSError: links lead round in a circle.
    """
    try:
        target = path.resolve()
    except RuntimeError as error:  # what older versions of Python make of a circle
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from error
    if _is_there(target) and not may_replace(target):
        what = (
            "не файл"
            if not target.is_file()
            else "чужой файл, его сделал или изменил не «Наставник»"
        )
        raise BookError(f"«{path.name}» — {what}: выберите другое имя или другую папку")
    return target


def _is_there(path: Path) -> bool:
    return os.path.lexists(path)


def _mode_of(path: Path) -> int | None:
    return path.stat().st_mode & 0o7777 if path.exists() else None


def _publish(staged: Mapping[Path, Path], traces: Traces) -> None:
    """Give the files their names; after a failure what stood there stands there again."""
    former: dict[Path, bytes | None] = {}
    try:
        for target, path in staged.items():
            before = target.read_bytes() if len(staged) > 1 and target.exists() else None
            put(path, target)
            former[target] = before
    except BaseException:
        for target, content in former.items():
            if content is None:
                target.unlink()
            else:
                traces.staged(target, content, _mode_of(target)).replace(target)
        raise


def put(path: Path, target: Path) -> None:
    """Give a file that was written under a temporary name its own.

    Raises:
        OSError: it is not possible; the error names the target.
    """
    with named(target):
        path.replace(target)


def digest(content: bytes) -> str:
    """What tells one content of a file from another."""
    import hashlib

    return hashlib.sha256(content).hexdigest()


def mode_beside(book: Path) -> int:
    """The mode of what is made beside a book: whoever may read the one may read the other."""
    return book.stat().st_mode & 0o666


def sweep(folder: Path) -> None:
    """Take away what a killed process left under temporary names."""
    for path in folder.glob(f".*{TEMPORARY}"):
        if not _is_abandoned(path):
            continue
        if path.is_dir():
            remove_folder(path)
        else:
            path.unlink(missing_ok=True)


def temporary_beside(target: Path) -> Path:
    """A name of ours for what will get the target's, or has lost it."""
    return target.with_name(f".{next(_numbers)}-{os.getpid()}{TEMPORARY}")


def remove_folder(folder: Path) -> None:
    """Take a folder away with all that is in it; read-only files would not go on Windows.

    Raises:
        OSError: another program holds a file of it.
    """
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(0o666)
    import shutil  # brings bz2 and lzma, which no click needs

    shutil.rmtree(folder)


def _is_abandoned(path: Path) -> bool:
    """Whether the process that wrote the file is gone."""
    writer = path.name.removesuffix(TEMPORARY).rpartition("-")[2]
    with suppress(OSError):
        if time.time() - path.stat().st_mtime > SECONDS_TO_WRITE:
            return True
    if os.name != "posix" or not writer.isdigit():  # to ask of a process elsewhere is to end it
        return False
    try:
        os.kill(int(writer), 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


class Traces:
    """What a write has put on the disk so far, to be taken away if it fails."""

    def __init__(self) -> None:
        self.files: list[Path] = []
        self.folders: list[Path] = []
        self._there: set[Path] = set()

    def staged(self, target: Path, content: bytes, mode: int | None = None) -> Path:
        """The content under a temporary name in the target's folder, safe on the disk.

        Raises:
            OSError: it is not possible; the error names the target.
        """
        with named(target):
            self.make_folder(target.parent)
            path = temporary_beside(target)
            self.files.append(path)
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
            with os.fdopen(os.open(path, flags, 0o666 if mode is None else mode), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if mode is not None:
                path.chmod(mode)  # what the system takes from every new file is given back
            return path

    def make_folder(self, folder: Path) -> None:
        """Make the folder and those above it, remembering which were not there."""
        if folder in self._there:
            return
        self._there.add(folder)
        missing = [path for path in (folder, *folder.parents) if not path.exists()]
        self.folders += reversed(missing)
        folder.mkdir(parents=True, exist_ok=True)

    def wipe(self) -> None:
        """Take away every file and folder that is still there."""
        for path in self.files:
            with suppress(OSError):
                path.unlink(missing_ok=True)
        for folder in reversed(self.folders):
            with suppress(OSError):  # another program may have put something there meanwhile
                folder.rmdir()


@contextmanager
def named(target: Path) -> Iterator[None]:
    """An error of the system names the file that was meant, not a temporary one.

    Raises:
        OSError: the same error, the target in it.
    """
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = str(target), None
        raise


def flush_folders(folders: set[Path]) -> None:
    """Let the disk remember the names of files, too."""
    if os.name != "posix":
        return
    for folder in folders:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def plain_errors(book: Path | None = None) -> Iterator[None]:
    """What the system says about a failed write, as one Russian sentence about the file it names.

    `book` is what was being written where the error names nothing, and what is kept as it was.

    Raises:
        BookError: in place of every OSError.
    """
    try:
        yield
    except OSError as error:
        raise BookError(_sentence(error, book)) from error


def _sentence(error: OSError, book: Path | None) -> str:
    path = Path(error.filename2 or error.filename or book or ".")
    what, remedy = _SENTENCES[_cause(error, path)]
    kept = ", книга осталась прежней" if book else ""
    return f"{what.format(file=path.name, folder=path.parent.name)}{kept}: {remedy}"


def _cause(error: OSError, path: Path) -> int:
    """The number of the system's error that says most about why a file was not written."""
    if getattr(error, "winerror", None) == _SHARING_VIOLATION:
        return errno.EBUSY
    code = _ALIKE.get(error.errno or 0, error.errno or 0)
    if code in (errno.ENOSPC, errno.ELOOP, errno.ENOTDIR):
        return code
    if not os.access(_nearest(path.parent), os.W_OK):
        return errno.EROFS
    return code if code in _SENTENCES else errno.EIO


_ALIKE = {
    errno.EDQUOT: errno.ENOSPC,
    errno.EEXIST: errno.ENOTDIR,
    errno.EPERM: errno.EACCES,
}
_SENTENCES = {
    errno.ENOSPC: ("На диске нет места для файла «{file}»", "освободите место и повторите"),
    errno.EBUSY: ("Файл «{file}» открыт в другой программе", "закройте его и повторите"),
    errno.ELOOP: ("Ссылки на пути к файлу «{file}» ведут по кругу", "укажите сам файл"),
    errno.ENOTDIR: (
        "На месте папки для файла «{file}» стоит другой файл",
        "переименуйте его и повторите",
    ),
    errno.EROFS: (
        "В папку «{folder}» нельзя записывать",
        "возьмите папку, доступную для записи, и повторите",
    ),
    errno.EACCES: (
        "Система не даёт заменить файл «{file}»",
        "закройте его во всех программах, снимите отметку «Только чтение» и повторите",
    ),
    errno.EIO: ("Не удалось записать файл «{file}»", "проверьте диск или сеть и повторите"),
}


def _nearest(folder: Path) -> Path:
    """The folder itself, or the first one above it that is there."""
    return next((each for each in (folder, *folder.parents) if each.exists()), folder)
