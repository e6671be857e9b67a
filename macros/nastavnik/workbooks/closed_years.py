"""The archive of a school year: its book, its documents, the templates they were made by.

It is put beside the book whole or not at all, before the book becomes that of the next year, and
no step writes into it but the one that takes people out.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from nastavnik.domain.folders import DOCUMENTS_FOLDER
from nastavnik.model.changes import NewFile
from nastavnik.readers.files import real_path
from nastavnik.workbooks.disk import (
    digest,
    flush_folders,
    plain_errors,
    remove_folder,
    sweep,
    temporary_beside,
)
from nastavnik.workbooks.storage import only_writer

TEMPLATES = "Шаблоны"
_READ_ONLY = 0o444


class ClosedYear:
    """The archive of one school year beside a book; `name` is its path from there."""

    def __init__(self, book: Path, name: str) -> None:
        self._book, self.name = book, name
        self.folder = book.parent / name

    @property
    def book(self) -> Path:
        """The book of the year."""
        return self.folder / self._book.name

    def put(self, content: bytes, templates: Mapping[str, bytes]) -> None:
        """Lay down the year: the book, a copy of every document beside it, and templates.

        What a step that was interrupted left there gives way; anything else stays, renamed.

        Raises:
            BookError: the disk or the folder does not allow it.
        """
        with plain_errors(self._book), only_writer(self._book):
            sweep(self.folder.parent)
            staged = temporary_beside(self.folder)
            try:
                self._fill(staged, content, templates)
                self._make_room(content)
                staged.rename(self.folder)
            except BaseException:
                if staged.exists():
                    remove_folder(staged)
                raise
            flush_folders({self.folder.parent, self.folder})

    def documents_kept(self) -> dict[Path, str]:
        """Where each document of the archive was beside the book → the digest of its content."""
        return {self._own(path): digest(self._kept(path).read_bytes()) for path in self._paths()}

    def documents_left(self) -> tuple[str, ...]:
        """The documents that still stand beside the book; folders without any go.

        One that was changed after it was put into the archive stays.
        """
        _remove_empty(self._book.parent / DOCUMENTS_FOLDER)
        return tuple(path.as_posix() for path in self._paths() if self._own(path).exists())

    def documents_back(self) -> tuple[NewFile, ...]:
        """The documents of the archive, for the folder of the book.

        Raises:
            BookError: the archive cannot be read.
        """
        with plain_errors(self._book):
            return tuple(
                NewFile((Path(DOCUMENTS_FOLDER) / path).as_posix(), self._kept(path).read_bytes())
                for path in self._paths()
            )

    def documents_twice(self) -> tuple[str, ...]:
        """The documents whose name another file beside the book has by now."""
        kept = self.documents_kept()
        return tuple(p.name for p in kept if p.exists() and digest(p.read_bytes()) != kept[p])

    def added(self) -> tuple[str, ...]:
        """The files that a person has put into the archive beside what belongs there."""
        parts = (DOCUMENTS_FOLDER, TEMPLATES, self._book.name)
        found = (path.relative_to(self.folder) for path in _files(self.folder))
        theirs = (path for path in found if path.parts[0] not in parts)
        return tuple(path.as_posix() for path in theirs if not _is_of_system(path))

    def discard(self) -> None:
        """Take the archive away, whole in one moment.

        Raises:
            BookError: another program holds a file of it.
        """
        with plain_errors(self._book):
            if self.folder.exists():
                remove_folder(self.folder.rename(temporary_beside(self.folder)))

    def _paths(self) -> list[Path]:
        """The documents of the archive by their paths in the folder of documents."""
        kept = self.folder / DOCUMENTS_FOLDER
        return [path.relative_to(kept) for path in _files(kept)]

    def _own(self, path: Path) -> Path:
        return self._book.parent / DOCUMENTS_FOLDER / path

    def _kept(self, path: Path) -> Path:
        return self.folder / DOCUMENTS_FOLDER / path

    def _fill(self, staged: Path, content: bytes, templates: Mapping[str, bytes]) -> None:
        _write(staged / self._book.name, content, _READ_ONLY)
        own = self._book.parent / DOCUMENTS_FOLDER
        for path in _files(own):
            _write(staged / DOCUMENTS_FOLDER / path.relative_to(own), path.read_bytes(), _READ_ONLY)
        for name, template in templates.items():
            _write(staged / TEMPLATES / name, template, _READ_ONLY)

    def _make_room(self, content: bytes) -> None:
        if not self.folder.exists():
            return
        if self.book.is_file() and self.book.read_bytes() == content:
            self.discard()
        else:
            self.folder.rename(_free_name(self.folder))


def documents_beside(book: Path) -> frozenset[str]:
    """The paths of the documents beside a book, from its folder."""
    folder = real_path(book).parent
    return frozenset(
        path.relative_to(folder).as_posix() for path in _files(folder / DOCUMENTS_FOLDER)
    )


def _files(folder: Path) -> list[Path]:
    """The files under a folder, less those that office applications lay beside open ones."""
    if not folder.is_dir():
        return []
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return [path for path in found if not path.name.startswith(("~$", ".~lock"))]


def _is_of_system(path: Path) -> bool:
    """Whether a file manager laid the file there by itself."""
    return path.name.startswith(".") or path.name.lower() in {"thumbs.db", "desktop.ini"}


def _write(path: Path, content: bytes, mode: int) -> None:
    """A new file, safe on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(mode)


def _remove_empty(folder: Path) -> None:
    if folder.is_dir():
        for path in sorted(folder.rglob("*"), reverse=True):
            if path.is_dir():
                with suppress(OSError):  # it is not empty
                    path.rmdir()


def _free_name(folder: Path) -> Path:
    names = (folder.with_name(f"{folder.name} (прежний {number})") for number in range(1, 1000))
    return next(path for path in names if not path.exists())
