"""The book's roadmap printed out: Word for approval, plain text, calendars of people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from nastavnik.actions.session import closed_file
from nastavnik.documents.files import FOLDER, safe_name
from nastavnik.faces.console import print_json, say
from nastavnik.model.errors import JobError
from nastavnik.model.school import School, read_school
from nastavnik.model.sheets import Activity
from nastavnik.model.text import counted
from nastavnik.seals import sealed
from nastavnik.storage import free_place, write_files

NAME = "Дорожная карта"
CALENDARS = "Календари"


def print_out(book: Path, folder: Path | None, today: date, *, as_json: bool, dry_run: bool) -> int:
    """Print the roadmap of a book into a folder, «Документы» beside it by default; the exit code.

    Raises:
        JobError: the book has no roadmap or is not readable, or the folder cannot be written.
    """
    school = read_school(closed_file(book).read())
    if not school.activities:
        raise JobError(f"Лист «{Activity.sheet}» пуст: печатать нечего")
    target = folder or book.resolve().parent / FOLDER / NAME
    made = ((target / name, sealed(content)) for name, content in outputs(school, today))
    files = {free_place(path, content): content for path, content in made}
    if not dry_run:
        write_files(files)
    if as_json:
        print_json({"files": [str(path) for path in files]})
    else:
        _tell(target, files)
    return 0


def outputs(school: School, today: date) -> Iterator[tuple[str, bytes]]:
    """The files by their names under the folder."""
    from nastavnik.roadmap.approval import as_text, plan_of
    from nastavnik.roadmap.approval_docx import as_docx
    from nastavnik.roadmap.calendar_file import calendars

    plan = plan_of(school)
    yield f"{NAME}.docx", as_docx(plan)
    yield f"{NAME}.txt", as_text(plan).encode()
    for person, calendar in calendars(school, today).items():
        yield f"{CALENDARS}/{safe_name(person)}.ics", calendar


def _tell(target: Path, files: Mapping[Path, bytes]) -> None:
    for path in files:
        say(str(path.relative_to(target)))
    say(f"Папка «{target}»: {counted(len(files), 'файл', 'файла', 'файлов')}")
