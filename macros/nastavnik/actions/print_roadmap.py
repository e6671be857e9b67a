"""`roadmap --from`: the book's roadmap in Word for approval, as plain text, as calendars."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from nastavnik.actions.files_made import FilesMade
from nastavnik.actions.session import Session
from nastavnik.documents.files import FOLDER, safe_name
from nastavnik.model.errors import JobError
from nastavnik.model.school import School, read_school
from nastavnik.model.seals import sealed
from nastavnik.model.sheets import Activity
from nastavnik.model.text import counted
from nastavnik.readers.files import real_path
from nastavnik.workbooks.disk import free_place, write_all

NAME = "Дорожная карта"
CALENDARS = "Календари"


def run(
    session: Session,
    *,
    book: Path,
    today: date,
    folder: Path | None = None,
    dry_run: bool = False,
) -> FilesMade:
    """Print the roadmap of a book into a folder, «Документы» beside it by default.

    Raises:
        JobError: the book has no roadmap or is not readable, or the folder cannot be written.
    """
    school = read_school(session.find(book).read())
    if not school.activities:
        raise JobError(f"Лист «{Activity.sheet}» пуст: печатать нечего")
    target = folder or real_path(book).parent / FOLDER / NAME
    made = ((target / name, sealed(content)) for name, content in outputs(school, today))
    files = {free_place(path, content): content for path, content in made}
    if not dry_run:
        write_all(files)
    message = f"Папка «{target}»: {counted(len(files), 'файл', 'файла', 'файлов')}"
    lines = tuple(str(path.relative_to(target)) for path in files)
    return FilesMade(message, paths=tuple(files), lines=lines)


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
