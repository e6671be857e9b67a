"""Gather, ask, apply: the one way in which a verb meets a workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from nastavnik.model.changes import Changes, Link, Patch
from nastavnik.model.errors import JobError
from nastavnik.model.findings import Finding
from nastavnik.model.grid import address
from nastavnik.model.outcome import Block, Listing, Outcome, findings_listing, value_text
from nastavnik.model.school import School, read_school, resolve
from nastavnik.readers.files import real_path
from nastavnik.readers.preflight.inspection import Facts
from nastavnik.workbooks import shipped
from nastavnik.workbooks.closed import ClosedBook
from nastavnik.workbooks.history import History
from nastavnik.workbooks.port import OpenBook
from nastavnik.workbooks.undo import NamedStep, RecordedBook

T = TypeVar("T")
Answer = TypeVar("Answer", bound=Outcome)
Answer_co = TypeVar("Answer_co", bound=Outcome, covariant=True)
Verb = Callable[[School], Outcome]
OWN_TEMPLATES = "Шаблоны"
DECLINED = "В книгу ничего не записано"


@dataclass(frozen=True)
class Done(Generic[Answer_co]):
    """What a verb answered, the school it looked at, and what was (or would be) written.

    `path` is the file of the workbook, where the face named one.
    """

    outcome: Answer_co
    school: School
    patches: tuple[Patch, ...]
    is_dry: bool = False
    path: Path = Path()

    @property
    def message(self) -> str:
        """One Russian sentence on what was done."""
        return self.outcome.message

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What needs a person."""
        return self.outcome.findings

    @property
    def changes(self) -> Changes:
        """What was (or would be) written."""
        return self.outcome.changes

    @property
    def has_failed(self) -> bool:
        """Whether a part of the job could not be done."""
        return self.outcome.has_failed

    @property
    def leaves_questions(self) -> bool:
        """Whether cells were left as they are for a person to settle."""
        return self.outcome.leaves_questions

    @property
    def is_streamed(self) -> bool:
        """Whether other programs read one line after another."""
        return self.outcome.is_streamed

    def as_json(self) -> dict[str, Any]:
        """The answer in the shape other programs read."""
        return self.outcome.as_json()

    def as_blocks(self) -> Iterator[Block]:
        """The answer as a person reads it; after a dry run with all that would change."""
        yield from self.outcome.listings()
        if self.is_dry:
            yield Listing(("Где", "Было", "Стало"), list(self._differences()), " ячеек")
            yield from (f"Новый файл: {file.path}" for file in self.changes.files)
        yield from findings_listing(self.findings)
        yield self.message

    def _differences(self) -> Iterator[tuple[str, str, str]]:
        for patch in self.patches:
            if not self.outcome.previews(patch.sheet):
                continue
            grid = self.school.grid(patch.sheet)
            for (row, column), value in sorted(patch.cells.items()):
                new = value.text if isinstance(value, Link) else value
                place = f"{patch.sheet}!{address(row, column)}"
                yield place, value_text(grid.value(row, column)), value_text(new)


def work(
    book: OpenBook,
    verb: Callable[[School], Answer],
    *,
    dry_run: bool = False,
    former: Callable[[School], School | None] = lambda _: None,
) -> Done[Answer]:
    """Read the book once, ask the verb, apply its outcome once; `former` is as in `School`.

    Raises:
        JobError: the book cannot be read or written, or lacks a column that the outcome needs.
    """
    school = read_school(book.read(), former)
    outcome = verb(school)
    patches = tuple(resolve(outcome.changes.cells, school))
    if not dry_run:
        book.apply(patches, outcome.changes.files)
    return Done(outcome, school, patches, dry_run)


def closed_file(path: Path, known: Facts | None = None) -> ClosedBook:
    """The workbook in a file, copies named by the clock; `known` is as in `ClosedBook`."""
    return ClosedBook(path, datetime.now, known)


def closed_book(path: Path, step: str = "", before: str = "") -> OpenBook:
    """The workbook in a file; what is written into it can be undone under the name `step`.

    `before` is the digest of the file before the step, where it has already changed the file.
    """
    return RecordedBook(closed_file(path), History(path), datetime.now, NamedStep(step, before))


class Watch(Protocol):
    """Passes the steps of long work on, and may show how far it is."""

    def __call__(self, steps: Sequence[T], title: str) -> Iterable[T]:
        """The steps, one after another."""


def _unwatched(steps: Sequence[T], title: str) -> Iterable[T]:
    return steps


def _agreed(question: str) -> bool:
    return True


def _raised(error: Exception) -> str:
    raise error


def _untold(news: Mapping[str, Any]) -> None:
    """Nobody listens."""


@dataclass(frozen=True)
class Session:
    """How a face lets verbs meet workbooks and the person.

    `find` gives the workbook of a path where it is open, else the closed file; `watch` shows how
    long work goes on, `tell` passes on what it has just learnt; `agree` puts a question to the
    person. `excuse` writes an error of ours down and says it in a sentence, where the work goes on
    after it. `step` is what her undo list calls the work, "" for the name that the verb itself has
    for it. `is_closed` says that the file may be rewritten as a whole, `makes_page` that the face
    makes a page of the answer.
    """

    find: Callable[[Path], OpenBook] = closed_file
    watch: Watch = _unwatched
    tell: Callable[[Mapping[str, Any]], None] = _untold
    agree: Callable[[str], bool] = _agreed
    excuse: Callable[[Exception], str] = _raised
    step: str = ""
    is_closed: bool = True
    makes_page: bool = False

    def knowing(self, seen: Facts) -> Session:
        """The session where the book has been looked at: a closed one is not looked at again."""
        if self.find is not closed_file:
            return self
        return replace(self, find=partial(closed_file, known=seen))

    def work(
        self,
        path: Path,
        verb: Callable[[School], Answer],
        step: str,
        *,
        dry_run: bool = False,
        before: str = "",
    ) -> Done[Answer]:
        """Do the verb to the workbook of a path so that it can be undone; see `work`.

        A preview is shown to the person first, and nothing is written if she does not agree.
        `before` is as in `closed_book`.

        Raises:
            JobError: as `work`.
        """
        name = self.step or step
        book = RecordedBook(self.find(path), History(path), datetime.now, NamedStep(name, before))

        def agreed(school: School) -> Answer:
            outcome = verb(school)
            if outcome.refusal and self.agree is _agreed and not dry_run:
                raise JobError(outcome.refusal)
            if dry_run or not outcome.question or self.agree(outcome.question):
                return outcome
            return replace(outcome, message=DECLINED, changes=Changes(), findings=())

        former = partial(former_school, path)
        return replace(work(book, agreed, dry_run=dry_run, former=former), path=path)

    def look(self, path: Path, verb: Callable[[School], Answer]) -> Done[Answer]:
        """Ask the verb of the workbook of a path; nothing is written.

        Raises:
            JobError: the book cannot be read.
        """
        return work(self.find(path), verb, dry_run=True, former=partial(former_school, path))


def former_school(path: Path, school: School) -> School | None:
    """The school a year before, by the archive beside its workbook; None where there is none.

    Raises:
        JobError: the archive cannot be read.
    """
    from nastavnik.russian.dates import SchoolYear
    from nastavnik.workbooks.new_year.turn import archive_of

    year = SchoolYear.parse(school.card.year)
    if year is None:
        return None
    last = SchoolYear(year.start_year - 1)
    books = list((real_path(path).parent / archive_of(last)).glob("*.xls[xm]"))
    if len(books) != 1:
        return None
    try:
        found = read_school(closed_file(books[0]).read())
    except JobError as error:
        raise JobError(f"«{archive_of(last)}»: {error}") from error
    return found if SchoolYear.parse(found.card.year) == last else None


def templates_for(book: Path) -> dict[str, bytes]:
    """The templates that hold for a book: the school's own in «Шаблоны» beside it win."""
    from nastavnik.documents.templates.compiled import keep_with
    from nastavnik.workbooks.kept_templates import KeptTemplates

    ours = shipped.templates()
    keep_with(KeptTemplates(ours.values()))
    return ours | shipped.templates_in(real_path(book).parent / OWN_TEMPLATES)


def reader_beside(book: Path) -> Callable[[str], bytes | None]:
    """Reads a made document by its path beside the book or in an archive; None elsewhere."""
    from nastavnik.domain.folders import ARCHIVE_FOLDER, DOCUMENTS_FOLDER

    folder = real_path(book).parent

    def read(path: str) -> bytes | None:
        try:
            file = real_path(folder / path)
            places = (folder / DOCUMENTS_FOLDER, folder / ARCHIVE_FOLDER)
            return file.read_bytes() if any(map(file.is_relative_to, places)) else None
        except (OSError, ValueError):
            return None

    return read
