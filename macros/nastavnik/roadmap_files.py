"""Reading roadmaps from files: to show them, or to take them into a book."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from nastavnik.commands import take_roadmap
from nastavnik.console import print_changes, print_findings, print_json, say, show_table
from nastavnik.dates import SchoolYear
from nastavnik.desk import Done, closed_book, work
from nastavnik.errors import JobError
from nastavnik.findings import blocks
from nastavnik.outcome import Outcome
from nastavnik.roadmap.model import Roadmap
from nastavnik.roadmap.reading import read_roadmap
from nastavnik.school import School


def read_file(path: Path, year: int | None) -> Roadmap:
    """The roadmap in a file.

    Raises:
        JobError: there is no such file, or nothing in it can be read.
    """
    if path.is_dir():
        raise JobError(f"«{path}» — папка: укажите файл с дорожной картой")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise JobError(
            f"Файл «{path}» не читается: проверьте, что он есть и открывается"
        ) from error
    return read_roadmap(content, path.name, year)


def read_files(paths: Sequence[Path], year: int | None, *, as_json: bool) -> int:
    """Show the roadmaps; the exit code."""
    read = [(path, read_file(path, year)) for path in paths]
    if as_json:
        shapes = [{"file": path.name, **roadmap.as_json()} for path, roadmap in read]
        print_json(shapes[0] if len(shapes) == 1 else {"files": shapes})
    else:
        for path, roadmap in read:
            _print_roadmap(path, roadmap)
    return int(any(blocks(roadmap.findings) for _, roadmap in read))


def _print_roadmap(path: Path, roadmap: Roadmap) -> None:
    say(f"{path.name}: {roadmap.title or 'без названия'}")
    rows = (
        (
            roadmap.stages[row.stage].title if row.stage is not None else "",
            row.activity,
            row.deadline.as_written if row.deadline else "",
            ", ".join(row.responsible),
        )
        for row in roadmap.rows
    )
    show_table(("Этап", "Мероприятие", "Срок", "Ответственные"), rows)
    print_findings(roadmap.findings)


def take_files(
    paths: Sequence[Path], into: Path, year: int | None, *, as_json: bool, dry_run: bool
) -> int:
    """Read the roadmaps into «Дорожная карта» of a book; the exit code."""
    done = [_take(path, into, year, dry_run) for path in paths]
    if as_json:
        shapes = [dict(each.outcome.data) for each in done]
        print_json(shapes[0] if len(shapes) == 1 else {"files": shapes})
    else:
        for path, each in zip(paths, done, strict=True):
            if dry_run:
                print_changes(each)
            print_findings(each.outcome.findings)
            say(f"{path.name}: {each.outcome.message}")
    return int(any(blocks(each.outcome.findings) for each in done))


def _take(path: Path, into: Path, year: int | None, dry_run: bool) -> Done:
    def verb(school: School) -> Outcome:
        own = SchoolYear.parse(school.card.year)
        return take_roadmap(school, read_file(path, year or (own.start_year if own else None)))

    return work(closed_book(into), verb, dry_run=dry_run)
