"""Registries in files: shown, taken into a book, given out again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from nastavnik.actions.session import Done, Verb, closed_book, work
from nastavnik.faces.console import (
    MOST_ROWS,
    print_changes,
    print_findings,
    print_json,
    say,
    show_table,
    watched,
)
from nastavnik.model.errors import JobError
from nastavnik.model.findings import blocks
from nastavnik.model.outcome import Outcome
from nastavnik.model.school import School, read_school
from nastavnik.model.sheets import Check
from nastavnik.people_import.choosing import Memory, Wishes, remembered
from nastavnik.people_import.export import Format, give
from nastavnik.people_import.model import Reading, Source
from nastavnik.people_import.sources import read_sources
from nastavnik.people_import.taking import column_shape, take_registries
from nastavnik.storage import write_files, write_new

LONG_TABLE = 300
MEMORY = ".столбцы.json"
"""What was said of the columns of files stays beside the book: it concerns this school alone, goes
where the book goes, and holds neither titles nor people."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a command was called: `sheet` and `columns` as typed, and what the answer should be."""

    sheet: str = ""
    columns: tuple[str, ...] = ()
    as_json: bool = False
    dry_run: bool = False
    quiet: bool = False


def take_files(paths: Sequence[Path], into: Path | None, options: Options) -> int:
    """Show what is in the files, or take it into a book as one change set; the exit code.

    Raises:
        JobError: a file or the book cannot be read or written.
    """
    memory = _read_memory(into) if into else {}
    wishes = Wishes.said(options.sheet, options.columns, memory)
    done, reading = _taken(_sources(paths), wishes, into, dry_run=options.dry_run)
    if into and not options.dry_run:
        _write_memory(into, memory, remembered(memory, reading.tables, wishes))
    if options.as_json:
        asked = {"message": done.outcome.message, "question": question(done.outcome)}
        print_json({**done.outcome.data, **asked})
    elif not options.quiet:
        _show(done, reading, dry_run=options.dry_run)
    return int(blocks(done.outcome.findings))


def taking(paths: Sequence[Path], book: Path) -> Verb:
    """The verb of a button: the lists in the files taken into a book, open or closed, at `book`.

    The files are read now and once, so that a host may show a preview (`desk.work` with `dry_run`),
    put `question` to the person and then write what she saw. What she said of columns before holds.

    Raises:
        JobError: a file cannot be read; the verb raises it where there is no list of people in one.
    """
    wishes = Wishes(memory=_read_memory(book))
    sources = _sources(paths)
    return lambda school: take_registries(school, sources, wishes)[0]


def question(preview: Outcome) -> str:
    """What a host asks before it writes a preview; "" where there is nothing to write.

    The counts are numbers in `preview.data`, under the keys of `registry.comparing.State`.
    """
    return f"{preview.message}. Записать в книгу?" if preview.changes else ""


def _sources(paths: Sequence[Path]) -> list[Source]:
    return [source for path in paths for source in read_sources(path)]


def _watched_rows(rows: Sequence[int]) -> Iterable[int]:
    """The rows of a table; over a long one a progress bar shows how far the reading is."""
    return watched(rows, "Чтение реестра") if len(rows) > LONG_TABLE else rows


def _taken(
    sources: Sequence[Source], wishes: Wishes, into: Path | None, *, dry_run: bool
) -> tuple[Done, Reading]:
    """What was (or would be) written into the book, an empty one where none is named."""
    readings: list[Reading] = []

    def verb(school: School) -> Outcome:
        outcome, reading = take_registries(school, sources, wishes, _watched_rows)
        readings.append(reading)
        return outcome

    if into:
        done = work(closed_book(into, "Реестры"), verb, dry_run=dry_run)
    else:
        school = read_school({})
        done = Done(verb(school), school, ())
    return done, readings[0]


def _show(done: Done, reading: Reading, *, dry_run: bool) -> None:
    """The mapping found, what was cleaned, what has to be asked, what would be written."""
    for table, mapping in reading.mappings:
        say(f"{table.source.at()} → лист «{mapping.record.sheet}»")
        shapes = (column_shape(table, f, mapping.record) for f in mapping.columns if f.title)
        show_table(("Столбец файла", "Столбец книги", "Уверенность", "Почему"), map(_row, shapes))
    rows = [(m.place, m.header, m.was, m.now) for m in reading.mended[:MOST_ROWS]]
    if rows:
        show_table(("Где", "Столбец", "Было", "Стало"), rows)
    if len(reading.mended) > MOST_ROWS:
        say(f"…и ещё {len(reading.mended) - MOST_ROWS} исправлений")
    if dry_run:  # the questions follow as a table of their own
        people = tuple(patch for patch in done.patches if patch.sheet != Check.sheet)
        print_changes(replace(done, patches=people))
    print_findings(done.outcome.findings)
    say(done.outcome.message)


def _row(shape: Mapping[str, Any]) -> tuple[str, str, str, str]:
    """A column of a file as a row of the table that a person looks through."""
    taken = shape["column"] or (f"{shape['guess']}?" if shape["guess"] else "не взят")
    return shape["title"], taken, f"{shape['certainty']:.0%}", shape["why"]


def give_files(
    books: Sequence[Path], folder: Path, *, csv: bool, aliases: bool, as_json: bool
) -> int:
    """The registries of a book as files of a folder; the exit code.

    Raises:
        JobError: the book cannot be read, or the folder has such files already.
    """
    if len(books) != 1:
        raise JobError("Выгружается одна книга: укажите только её файл")
    book, fmt = books[0], Format.TEXT if csv else Format.EXCEL
    school = work(closed_book(book), lambda school: Outcome(""), dry_run=True).school
    key = _alias_key(book) if aliases else None
    files = {folder / name: content for name, content in give(school, fmt, key).items()}
    if there := [path.name for path in files if path.exists()]:
        raise JobError(f"В папке «{folder}» уже есть «{there[0]}»: выберите другую папку")
    write_new(files)
    if as_json:
        print_json({"files": [str(path) for path in files]})
    else:
        for path in files:
            say(f"Готово: {path}")
    return 0


def _memory_path(book: Path, ending: str = MEMORY) -> Path:
    return book.resolve().with_name(f".{book.stem}{ending}")


def _read_memory(book: Path) -> Memory:
    return _kept_memory(_memory_path(book)) or {}


def _kept_memory(path: Path) -> Memory | None:
    """What was kept; None where the file is not one of ours."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return kept if isinstance(kept, dict) else None


def _write_memory(book: Path, before: Memory, after: Memory) -> None:
    path = _memory_path(book)
    if after == before or (path.exists() and _kept_memory(path) is None):
        return
    text = json.dumps(after, ensure_ascii=False, indent=1, sort_keys=True)
    write_files({path: text.encode()})


ALIASES = ".псевдонимы.ключ"
"""The secret that makes the aliases stays beside the book: with it they are the same each time,
without it nobody finds the names by trying all he knows."""


def _alias_key(book: Path) -> bytes:
    import secrets

    path = _memory_path(book, ALIASES)
    write_new({path: secrets.token_hex(32).encode()})
    try:
        return bytes.fromhex(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise JobError(
            f"Файл «{path.name}» рядом с книгой не читается, а без него псевдонимы будут другими: "
            "верните его из копии или удалите"
        ) from error
