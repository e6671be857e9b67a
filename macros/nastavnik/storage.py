"""Files of ours beside a person's: each whole or not at all, never over one that is not ours."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path

from nastavnik.model.errors import JobError
from nastavnik.seals import is_sealed


def is_ours(path: Path) -> bool:
    """Whether we wrote this file and nobody has changed it since."""
    return path.is_file() and is_sealed(path.read_bytes())


def refuse_foreign(path: Path) -> None:
    """Nothing, if `path` may be written: it is free, or its file is ours.

    Raises:
        JobError: somebody's file or a folder is there, or the folder to write into is not.
    """
    if path.is_dir():
        raise JobError(f"«{path}» — папка: укажите имя файла")
    if not path.resolve().parent.is_dir():
        raise JobError(f"Папки «{path.parent}» нет: создайте её или укажите другое место")
    if path.exists() and not is_ours(path):
        raise JobError(
            f"Файл «{path.name}» уже есть, и он не наш или с тех пор изменён — он не тронут: "
            "укажите другое имя файла"
        )


def free_place(path: Path, content: bytes) -> Path:
    """`path` where it is free, holds this content or a file of ours; else one with a number."""
    numbered = (path.with_name(f"{path.stem} ({number}){path.suffix}") for number in count(2))
    candidates = (path, *(next(numbered) for _ in range(998)))
    return next(place for place in candidates if _may_take(place, content))


def _may_take(place: Path, content: bytes) -> bool:
    if not place.exists():
        return True
    return place.is_file() and (place.read_bytes() == content or is_ours(place))


def write_files(files: Mapping[Path, bytes]) -> None:
    """Write files that `free_place` or `refuse_foreign` has found a place for, each whole.

    Of files that were not there, all are written or none.

    Raises:
        JobError: a folder cannot be made or written.
    """
    made: list[Path] = []
    path = Path()
    try:
        for path, content in files.items():
            made += [] if path.exists() else [path]
            made[:0] = _make_folders(path.parent)
            _write_whole(path, content)
    except OSError as error:
        for each in reversed(made):
            with suppress(OSError):  # another program may have put something there meanwhile
                each.rmdir() if each.is_dir() else each.unlink(missing_ok=True)
        raise cannot_write(path) from error


def cannot_write(path: Path) -> JobError:
    """What to say where the system refuses to write a file."""
    return JobError(
        f"Не удалось записать «{path.name}» в папку «{path.parent}»: проверьте, что она доступна "
        "для записи и на диске есть место"
    )


def write_new(files: Mapping[Path, bytes]) -> None:
    """Write files, all or none, each whole; those that exist already stay as they are.

    Raises:
        JobError: as `write_files`.
    """
    write_files({path: content for path, content in files.items() if not path.exists()})


def _write_whole(path: Path, content: bytes) -> None:
    temporary = path.parent / f".{os.urandom(8).hex()}.part"
    try:
        with temporary.open("xb") as file:
            file.write(content)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _make_folders(folder: Path) -> list[Path]:
    """Make the folder and those above it; the ones that were not there, from the top down."""
    missing = [above for above in (folder, *folder.parents) if not above.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing[::-1]
