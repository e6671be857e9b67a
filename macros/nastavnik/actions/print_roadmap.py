"""The book's roadmap printed out: Word for approval, plain text, calendars of people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import count
from pathlib import Path

from nastavnik.actions.session import closed_file
from nastavnik.documents.files import FOLDER, safe_name
from nastavnik.faces.console import print_json, say
from nastavnik.model.errors import JobError
from nastavnik.model.school import School, read_school
from nastavnik.model.sheets import Activity
from nastavnik.model.text import counted

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
    files = {_free(target / name, content): content for name, content in outputs(school, today)}
    if not dry_run:
        _write(files)
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


def _free(path: Path, content: bytes) -> Path:
    """The path itself, or a numbered one where somebody may have edited a document under it."""
    if path.suffix != ".docx":
        return path
    numbered = (path.with_name(f"{path.stem} ({number}){path.suffix}") for number in count(2))
    candidates = (path, *(next(numbered) for _ in range(99)))
    return next(c for c in candidates if not c.exists() or c.read_bytes() == content)


def _write(files: Mapping[Path, bytes]) -> None:
    for path, content in files.items():
        temporary = path.with_name(f".{path.name}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(content)
            temporary.replace(path)
        except OSError as error:
            raise JobError(
                f"Не удалось записать «{path.name}» в папку «{path.parent}»: проверьте, что она "
                "доступна для записи и на диске есть место"
            ) from error


def _tell(target: Path, files: Mapping[Path, bytes]) -> None:
    for path in files:
        say(str(path.relative_to(target)))
    say(f"Папка «{target}»: {counted(len(files), 'файл', 'файла', 'файлов')}")
