"""Reading roadmaps from files: to show them, or to take them into a book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from nastavnik.actions.session import Done, closed_book, work
from nastavnik.actions.take_roadmap import of_school_year, take_roadmap, take_standard
from nastavnik.faces.console import print_changes, print_findings, print_json, say, show_table
from nastavnik.model.errors import JobError
from nastavnik.model.findings import blocks
from nastavnik.model.outcome import Outcome
from nastavnik.model.school import School, read_school
from nastavnik.model.text import listed
from nastavnik.roadmap.model import Roadmap
from nastavnik.roadmap.reading import read_roadmap
from nastavnik.roadmap.standard import Scheme, standard_roadmap
from nastavnik.russian.dates import SchoolYear


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
    return _show([(path.name, read_file(path, year)) for path in paths], as_json=as_json)


def _show(read: Sequence[tuple[str, Roadmap]], *, as_json: bool) -> int:
    """The roadmaps with the names of their files; the exit code."""
    if as_json:
        shapes = [{"file": name, **roadmap.as_json()} for name, roadmap in read]
        print_json(shapes[0] if len(shapes) == 1 else {"files": shapes})
    else:
        for name, roadmap in read:
            _print_roadmap(name, roadmap)
    return int(any(blocks(roadmap.findings) for _, roadmap in read))


def _print_roadmap(name: str, roadmap: Roadmap) -> None:
    say(f"{name}: {roadmap.title or 'без названия'}")
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
    return _tell(paths, done, as_json=as_json, dry_run=dry_run)


def _tell(paths: Sequence[Path], done: Sequence[Done], *, as_json: bool, dry_run: bool) -> int:
    """What was taken in from each file; the exit code."""
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


@dataclass(frozen=True, slots=True)
class Standard:
    """A standard roadmap that is asked for: whose, for which year, of which forms."""

    whom: str
    year: int | None
    forms: tuple[str, ...]

    @property
    def scheme(self) -> Scheme:
        """The scheme of that name.

        Raises:
            JobError: there is none.
        """
        if self.whom not in list(Scheme):
            raise JobError(f"Готовой карты «{self.whom}» нет. Есть: {listed(Scheme)}")
        return Scheme(self.whom)


def take_standard_into(wanted: Standard, into: Path | None, *, as_json: bool, dry_run: bool) -> int:
    """Write a standard roadmap into a book, or only show it; the exit code."""
    scheme = wanted.scheme
    if into is None:
        school = read_school({})
        year = of_school_year(school, wanted.year)
        ready = standard_roadmap(scheme, year, school, wanted.forms)
        return _show([(scheme.value, ready)], as_json=as_json)
    verb = lambda school: take_standard(school, scheme, wanted.year, wanted.forms)  # noqa: E731
    done = work(closed_book(into, "Готовая дорожная карта"), verb, dry_run=dry_run)
    return _tell([into], [done], as_json=as_json, dry_run=dry_run)
