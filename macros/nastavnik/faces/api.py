"""The interface for Python: a workbook opened, asked and changed from a script or a notebook.

Reading never writes. What a verb answers is written by `write()`, a DataFrame by
`ChangeSet.apply()`; `make_documents` and `import_people` write at once unless told `dry_run`. Each
of these is one step that `Book.undo` takes back. Every error a caller can mend is a `JobError`
whose text is a Russian sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from nastavnik.actions.session import Done, Session, reader_beside, templates_for
from nastavnik.actions.undo_step import run as undo_step
from nastavnik.documents.batch import DocumentsMade, make_documents
from nastavnik.faces.frames import FrameError, changes_of, frame_of
from nastavnik.matching.results import LeftOver, Matched, ProposedPair
from nastavnik.model.errors import JobError
from nastavnik.model.findings import Finding
from nastavnik.model.outcome import Outcome
from nastavnik.model.schema import Record
from nastavnik.model.school import School, read_school
from nastavnik.model.text import fold, listed
from nastavnik.people_import.results import PeopleTaken
from nastavnik.roadmap.model import Roadmap, RoadmapActivity
from nastavnik.rules.checking import Checked, check

if TYPE_CHECKING:
    import pandas as pd

    from nastavnik.russian.cases import Case

__all__ = [
    "Book",
    "ChangeSet",
    "Findings",
    "FrameError",
    "Sheet",
    "decline",
    "import_people",
    "open_book",
    "read_roadmap",
]

A = TypeVar("A", bound=Outcome)
B = TypeVar("B")


class Findings(Sequence[Finding]):
    """What needs a person, in order of urgency."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._findings = tuple(findings)

    @overload
    def __getitem__(self, place: int) -> Finding: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Finding]: ...
    def __getitem__(self, place: int | slice) -> Finding | Sequence[Finding]:
        return self._findings[place]

    def __len__(self) -> int:
        return len(self._findings)

    def __repr__(self) -> str:
        return f"Findings({len(self)})"

    def to_pandas(self) -> pd.DataFrame:
        """One row a finding: its fields as columns, `level` as «error» or «question»."""
        import pandas as pd

        rows = [{**each._asdict(), "level": str(each.level)} for each in self._findings]
        return pd.DataFrame(rows, columns=Finding._fields)


@dataclass(frozen=True)
class Answer(Generic[A]):
    """What a verb answered about a workbook; `write` puts it there."""

    done: Done[A]
    _write: Callable[[], Done[A]]

    @property
    def message(self) -> str:
        """One Russian sentence."""
        return self.done.message

    @property
    def findings(self) -> Findings:
        """What needs a person."""
        return Findings(self.done.findings)

    def as_json(self) -> dict[str, Any]:
        """The answer as `--json` prints it."""
        return self.done.as_json()

    def write(self) -> None:
        """Ask again and write the answer into the workbook, as a click does.

        Raises:
            JobError: the workbook is open elsewhere, or cannot be written.
        """
        self._write()


class MatchAnswer(Answer[Matched]):
    """The best pairs and who is left over."""

    @property
    def pairs(self) -> tuple[ProposedPair, ...]:
        """The proposed pairs with their score in per cent and their reasons."""
        return self.done.outcome.pairs

    @property
    def unpaired(self) -> tuple[LeftOver, ...]:
        """The mentees without any mentor, and why."""
        return self.done.outcome.unpaired

    def to_pandas(self) -> pd.DataFrame:
        """One row a proposed pair: mentor, mentee, score, reasons."""
        import pandas as pd

        columns = ["mentor", "mentee", "score", "reasons"]
        return pd.DataFrame([pair.as_json() for pair in self.pairs], columns=columns)


class DocumentsAnswer(Answer[DocumentsMade]):
    """The documents that were made."""

    @property
    def files(self) -> tuple[Path, ...]:
        """Where they are; after a dry run, where they would be."""
        folder = self.done.path.parent
        return tuple(folder / file.path for file in self.done.changes.files)


class PeopleAnswer(Answer[PeopleTaken]):
    """People read from a file."""


@dataclass(frozen=True)
class RoadmapAnswer:
    """A roadmap as it was read from a file."""

    roadmap: Roadmap

    @property
    def rows(self) -> tuple[RoadmapActivity, ...]:
        """The activities in their order."""
        return tuple(self.roadmap.rows)

    @property
    def findings(self) -> Findings:
        """What is doubtful in it."""
        return Findings(self.roadmap.findings)

    def as_json(self) -> dict[str, Any]:
        """The roadmap as `--json` prints it."""
        return self.roadmap.as_json()

    def to_pandas(self) -> pd.DataFrame:
        """One row an activity, with the fields of `--json`."""
        import pandas as pd

        return pd.DataFrame(self.as_json()["rows"])


@dataclass(frozen=True)
class ChangeSet:
    """What a DataFrame would change on a sheet: `differences` are (cell, header, before, after)."""

    differences: tuple[tuple[str, str, Any, Any], ...]
    _apply: Callable[[], None]

    def __len__(self) -> int:
        return len(self.differences)

    def to_pandas(self) -> pd.DataFrame:
        """One row a changed cell."""
        import pandas as pd

        return pd.DataFrame(self.differences, columns=["cell", "header", "before", "after"])

    def apply(self) -> None:
        """Write the changes as one step that `Book.undo` takes back.

        Raises:
            JobError: the sheet has changed since, or the workbook cannot be written.
        """
        self._apply()


@dataclass(frozen=True)
class Sheet:
    """A sheet of records, as it was when it was asked for."""

    book: Book
    record: type[Record]
    school: School

    @property
    def title(self) -> str:
        """Its title in the workbook."""
        return self.record.sheet

    @property
    def rows(self) -> tuple[Record, ...]:
        """Its records; of the fields in `record.columns` the empty ones are "" or None."""
        return self.school.table(self.record).rows

    def to_pandas(self) -> pd.DataFrame:
        """The sheet as a DataFrame: a column a header, the number of the row as index «Строка».

        Dates are `datetime64`, whole numbers `Int64`, numbers `Float64`, да/нет `boolean`, texts
        `str` with "" where the cell is empty.
        """
        return frame_of(self.school.table(self.record))

    def changes_from(self, frame: pd.DataFrame) -> ChangeSet:
        """What has to be written so that the sheet says what the frame says; nothing is yet.

        Rows are found by the index, as `to_pandas` made it; those with an index that the sheet
        lacks are appended. Rows and columns that the frame lacks stay as they are.

        Raises:
            FrameError: unknown or repeated columns, values that their column cannot hold, a key
                that is empty or repeated; `findings` has each with its place.
        """
        made = changes_of(self.school, self.record, frame)

        def apply() -> None:
            def verb(school: School) -> Outcome:
                now = changes_of(school, self.record, frame)
                if now.differences != made.differences:
                    raise JobError(
                        f"Лист «{self.title}» изменился, пока готовились изменения: "
                        "прочитайте его заново"
                    )
                return Outcome("Изменения из таблицы записаны", made.changes)

            self.book.session.work(self.book.path, verb, f"Таблица на лист «{self.title}»")

        return ChangeSet(made.differences, apply)


@dataclass(frozen=True)
class Book:
    """A workbook of a school in a file. It is read anew at each call and kept open by none."""

    path: Path
    session: Session = field(default_factory=Session, repr=False)

    def school(self) -> School:
        """All its sheets as records."""
        return read_school(self.session.find(self.path).read())

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of the sheets of records."""
        return tuple(self.school().tables)

    def table(self, title: str) -> Sheet:
        """The sheet of that title, whatever the case of its letters.

        Raises:
            JobError: there is none; the text names those there are.
        """
        school = self.school()
        for table in school.tables.values():
            if fold(table.record.sheet) == fold(title):
                return Sheet(self, table.record, school)
        raise JobError(f"Листа «{title}» в книге нет. Есть: {listed(school.tables)}")

    def check(self, today: date | None = None) -> Answer[Checked]:
        """Everything for which the package would be sent back."""
        day = today or date.today()
        return self._answer(Answer, lambda school: check(school, day), "Проверка")

    def match(self, today: date | None = None) -> MatchAnswer:
        """The best pairs of mentors and mentees.

        Raises:
            JobError: a setting on which the match rests cannot be read.
        """
        from nastavnik.matching.proposing import propose

        day = today or date.today()
        return self._answer(MatchAnswer, lambda school: propose(school, day), "Подбор пар")

    def make_documents(
        self,
        kinds: Sequence[str] = (),
        today: date | None = None,
        *,
        missing: bool = False,
        register: bool = False,
        dry_run: bool = False,
    ) -> DocumentsAnswer:
        """Make documents of `kinds` (titles or keys; all where none is named) beside the workbook.

        With `missing` only what is not signed yet; with `register` the named orders get numbers.

        Raises:
            JobError: there is no such kind, or the workbook cannot be read or written.
        """
        day, path = today or date.today(), self.path

        def verb(school: School) -> DocumentsMade:
            return make_documents(
                school,
                templates_for(path),
                day,
                tuple(kinds),
                missing=missing,
                register=register,
                read=reader_beside(path),
            )

        return self._answer(DocumentsAnswer, verb, "Документы", write=not dry_run)

    def undo(self) -> str:
        """Take back the last step of the product; what was taken back, in a sentence.

        Raises:
            JobError: a person has changed its cells since.
        """
        return undo_step(self.session, book=self.path).message

    def _answer(
        self,
        kind: Callable[[Done[A], Callable[[], Done[A]]], B],
        verb: Callable[[School], A],
        step: str,
        *,
        write: bool = False,
    ) -> B:
        def work(*, dry_run: bool) -> Done[A]:
            return self.session.work(self.path, verb, step, dry_run=dry_run)

        return kind(work(dry_run=not write), lambda: work(dry_run=False))


def open_book(path: str | Path) -> Book:
    """The workbook in a file.

    Raises:
        JobError: there is no such file, or it is no workbook.
    """
    book = Book(Path(path))
    book.school()
    return book


def read_roadmap(path: str | Path, year: int | None = None) -> RoadmapAnswer:
    """The roadmap in a file of Word, Excel, PDF, HTML or text.

    `year` is the one in which the school year «Х» starts.

    Raises:
        JobError: there is no such file, or no roadmap in it.
    """
    from nastavnik.actions.import_roadmap import read_file

    return RoadmapAnswer(read_file(Path(path), year))


def import_people(
    path: str | Path, into: str | Path, *, sheet: str = "", dry_run: bool = False
) -> PeopleAnswer:
    """Take the people of a list (Excel, Word, CSV, HTML …) into the registries of a workbook.

    `sheet` names the registry where the list does not tell.

    Raises:
        JobError: a file cannot be read or written, or there is no list of people in it.
    """
    from nastavnik.actions.import_people import run

    def work(*, dry: bool) -> Done[PeopleTaken]:
        done = run(
            Session(),
            files=(Path(path),),
            into=Path(into),
            sheet=sheet,
            today=date.today(),
            dry_run=dry,
        )
        assert isinstance(done, Done)
        return done

    return PeopleAnswer(work(dry=dry_run), lambda: work(dry=False))


class Declension(str):
    """A name in a case: the text itself, and whether a person should look at it.

    Where `sure` is false, `reason` says in Russian what the doubt is and `alternative` may hold
    the other form.
    """

    sure: bool
    alternative: str
    reason: str

    @property
    def text(self) -> str:
        """The name as an ordinary text."""
        return str(self)


def decline(name: str, case: str | Case = "род", gender: str = "") -> Declension:
    """A full name in a case: «род», «дат», «вин», «тв», «пр» or the English name of the case.

    `gender` is «м» or «ж»; without it the patronymic tells.

    Raises:
        JobError: there is no such case.
    """
    from nastavnik.russian.cases import Gender
    from nastavnik.russian.names import decline_name

    declined = decline_name(name, _case(case), Gender.from_text(gender))
    shown = Declension(declined.text)
    shown.sure, shown.alternative, shown.reason = (
        declined.sure,
        declined.alternative,
        declined.reason,
    )
    return shown


def _case(named: str | Case) -> Case:
    from nastavnik.russian.cases import Case

    for case in Case:
        if fold(named) in {case.value, case.name.lower()} or fold(named).startswith(case.value):
            return case
    raise JobError(f"Падежа «{named}» нет. Есть: {listed(_cases())}")


def _cases() -> Iterator[str]:
    from nastavnik.russian.cases import Case

    yield from (case.value for case in Case)
