"""What schools sent: every book in the folders, in archives too, and a word on everything else."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath
from stat import S_ISREG
from typing import NamedTuple, TypeAlias

from nastavnik.model.errors import JobError
from nastavnik.readers.files import load, real_path
from nastavnik.readers.limits import MAX_FILE_BYTES
from nastavnik.readers.package.archive import Archive, BrokenArchiveError
from nastavnik.readers.refusals import refusal_of
from nastavnik.readers.sniff import FileKind, kind_of

DEEPEST = 3
"""So many archives inside each other are opened; a mail's attachment in an archive is two."""
MOST_UNPACKED = 1024**3
"""So many bytes of one archive are unpacked, whatever is in it."""
_TABLES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_CONTAINERS = (b"PK", b"\xd0\xcf\x11\xe0")
"""How files begin that may hold a workbook; of other files only this much is read."""
_OLDER = (
    "Файл «{name}» — таблица не в том виде: если это книга школы, откройте её в Excel и сохраните "
    "как «Книга Excel (.xlsx)»"
)
_REFUSED = {
    FileKind.PASSWORD: "",
    FileKind.OLD_BOOK: _OLDER,
    FileKind.BINARY_BOOK: _OLDER,
    FileKind.OPEN_BOOK: _OLDER,
    FileKind.CUT: "",
    FileKind.CUT_BOOK: "",
    FileKind.ZEROS: "",
}
"""What is said of files that may be books; nothing where `refusals` has the sentence."""
_TOO_DEEP = "Архив «{name}» лежит слишком глубоко в других архивах: распакуйте его"
_TOO_BIG = "Архив «{name}» слишком велик: распакуйте его и положите в папку только книги"
_BROKEN = "Архив «{name}» повреждён: попросите прислать его ещё раз"


class Parcel(NamedTuple):
    """A book that came: `inner` are the names inside archives on the way to it.

    `day` is the one on which it is judged.
    """

    label: str
    path: Path
    inner: tuple[str, ...]
    digest: str
    day: date

    @property
    def name(self) -> str:
        """The name of the book's file."""
        return PurePath(_shown(self.inner[-1])).name if self.inner else self.path.name


class Spoilt(NamedTuple):
    """A file that may be a school's book and cannot be read."""

    label: str
    fault: str


class Leftover(NamedTuple):
    """A file that is no book: only its kind is counted."""

    ending: str


Arrival = Parcel | Spoilt | Leftover
File: TypeAlias = "FoundFile | Spoilt | Leftover"
"""A file of a folder, and what of it is known at once."""


class FoundFile(NamedTuple):
    """A file that came: where it is, its path as it is told, and when it was last written."""

    path: Path
    label: str
    moment: float


def found_files(folders: Sequence[Path], without: Collection[Path] = ()) -> Iterator[File]:
    """All files in the folders and below, less the files and folders of our own."""
    own = {real_path(path) for path in without}
    for folder in folders:
        if not folder.is_dir():
            yield _found(folder, folder.name)
            continue
        for path in _files(folder, own):
            if isinstance(path, Spoilt):
                yield path
            else:
                yield _found(path, str(path.relative_to(folder)))


def _files(folder: Path, own: Collection[Path]) -> Iterator[Path | Spoilt]:
    lost: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=lost.append):
        here = Path(place)
        folders[:] = sorted(n for n in folders if real_path(here / n) not in own)
        for name in sorted(names):
            if not name.startswith(("~$", ".")) and real_path(here / name) not in own:
                yield here / name
        while lost:
            where = Path(lost.pop().filename or folder).name
            yield Spoilt(where, f"Папка «{where}» недоступна: проверьте сеть и права и повторите")


def _found(path: Path, label: str) -> File:
    try:
        about = path.stat()
    except OSError:
        return _gone(path, label)
    # to read a pipe is to wait for ever
    return FoundFile(path, label, about.st_mtime) if S_ISREG(about.st_mode) else Leftover("")


def _gone(path: Path, label: str) -> Spoilt:
    return Spoilt(label, f"Файл «{path.name}» недоступен: проверьте сеть и права и повторите")


def opened(
    file: FoundFile, day: date, is_known: Callable[[str], bool] = lambda _: False
) -> Iterator[Arrival]:
    """The book that a file is, those of an archive, or what else it is.

    `is_known` says of a digest whether it is that of a book that came earlier.
    """
    path, label = file.path, file.label
    try:
        with path.open("rb") as content:
            begins = content.read(4)
        if not begins.startswith(_CONTAINERS) and path.suffix.lower() not in _TABLES:
            yield Leftover(path.suffix.lower())
            return
        opener = _Opener(file, day, is_known)
        yield from opener.inside(load(path), path.name, ())
    except JobError as error:
        yield Spoilt(label, str(error))
    except OSError:
        yield _gone(path, label)


@dataclass
class _Opener:
    """Opens one file, and archives in it, as far as there is room."""

    file: FoundFile
    day: date
    is_known: Callable[[str], bool]
    room: int = MOST_UNPACKED

    def inside(self, content: bytes, name: str, way: tuple[str, ...]) -> Iterator[Arrival]:
        """The book that the content is, or what is in the archive that it is."""
        digest, ending = hashlib.sha256(content).hexdigest(), PurePath(name).suffix.lower()
        kind = FileKind.BOOK if self.is_known(digest) else kind_of(content, name)
        if kind is FileKind.BOOK:
            yield Parcel(self._place(way), self.file.path, way, digest, self.day)
        elif kind is FileKind.ARCHIVE and len(way) < DEEPEST:
            yield from self._unpacked(content, name, way)
        elif kind is FileKind.ARCHIVE:
            yield self._spoilt(way, _TOO_DEEP, name)
        elif kind in _REFUSED and ending in (*_TABLES, ".zip"):
            yield self._spoilt(way, _REFUSED[kind] or refusal_of(kind).value, name)
        else:
            yield Leftover(ending)

    def _unpacked(self, content: bytes, name: str, way: tuple[str, ...]) -> Iterator[Arrival]:
        archive = Archive(content)
        for entry in archive.names:
            if entry.endswith("/") or PurePath(entry).name.startswith(("~$", ".")):
                continue
            size = archive.entries[entry].size
            self.room -= size
            if self.room < 0 or size > MAX_FILE_BYTES:
                yield self._spoilt(way, _TOO_BIG, name)
                return
            try:
                yield from self.inside(_member(archive, entry), _shown(entry), (*way, entry))
            except BrokenArchiveError:
                yield self._spoilt((*way, entry), _BROKEN, name)

    def _spoilt(self, way: tuple[str, ...], sentence: str, name: str) -> Spoilt:
        return Spoilt(self._place(way), sentence.format(name=PurePath(name).name))

    def _place(self, way: tuple[str, ...]) -> str:
        return "/".join((self.file.label, *map(_shown, way)))


def _shown(entry: str) -> str:
    """The name of an archive's entry; Windows packs Russian ones without naming their letters."""
    with suppress(UnicodeError):
        return entry if entry.isascii() else entry.encode("cp437").decode("cp866")
    return entry


def _member(archive: Archive, entry: str) -> bytes:
    return b"".join(archive.blocks(entry, MAX_FILE_BYTES))


def content_of(parcel: Parcel) -> bytes:
    """The bytes of the book.

    Raises:
        JobError: they are no longer there, or others are.
    """
    content = load(parcel.path)
    try:
        for entry in parcel.inner:
            content = _member(Archive(content), entry)
    except (BrokenArchiveError, KeyError):
        content = b""
    if hashlib.sha256(content).hexdigest() != parcel.digest:
        raise JobError(f"Файл «{parcel.name}» изменился, пока шла проверка: повторите действие")
    return content


def leftovers(kinds: Counter[str]) -> str:
    """What else lay there, in a sentence; "" where nothing did."""
    if not kinds:
        return ""
    named = ", ".join(f"{ending or 'без расширения'} — {n}" for ending, n in kinds.most_common(6))
    return f"Не книги и оставлены без внимания: {kinds.total()} ({named})"
