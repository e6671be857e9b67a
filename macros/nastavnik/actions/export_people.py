"""`registry --export`: the registries of a book as files."""

from __future__ import annotations

import secrets
from datetime import date
from pathlib import Path

from nastavnik.actions.files_made import FilesMade
from nastavnik.actions.kept_beside import beside
from nastavnik.actions.session import Session
from nastavnik.model.errors import JobError
from nastavnik.model.outcome import Outcome
from nastavnik.people_import.export.nameless import NAMELESS, nameless_values
from nastavnik.people_import.export.registries import Format, give
from nastavnik.workbooks.disk import PRIVATE, mode_beside, sweep, write_new

ALIASES = ".псевдонимы.ключ"
"""The secret that makes the aliases stays beside the book: with it they are the same each time,
without it nobody finds the names by trying all he knows."""


def run(
    session: Session,
    *,
    book: Path,
    folder: Path,
    today: date,
    aliases: bool = False,
    csv: bool = False,
) -> FilesMade:
    """Write the registries into a folder, with `aliases` in place of the people.

    With aliases there is also a whole book of the program that names nobody: it may be sent on.

    Raises:
        JobError: the book cannot be read, or the folder has such files already.
    """
    school = session.look(book, lambda school: Outcome("")).school
    key = _alias_key(book) if aliases else None
    made = give(school, Format.TEXT if csv else Format.EXCEL, key)
    if key:
        from nastavnik.workbooks.build.book import build_book

        made[NAMELESS] = build_book(nameless_values(school, key, today))
    sweep(folder)
    files = {folder / name: content for name, content in made.items()}
    if there := [path.name for path in files if path.exists()]:
        raise JobError(f"В папке «{folder}» уже есть «{there[0]}»: выберите другую папку")
    write_new(files, mode=mode_beside(book))
    return FilesMade("", paths=tuple(files), lines=tuple(f"Готово: {path}" for path in files))


def _alias_key(book: Path) -> bytes:
    path = beside(book, ALIASES)
    write_new({path: secrets.token_hex(32).encode()}, mode=PRIVATE)
    try:
        return bytes.fromhex(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise JobError(
            f"Файл «{path.name}» рядом с книгой не читается, а без него псевдонимы будут другими: "
            "верните его из копии или удалите"
        ) from error
