"""Published roadmaps taken into the sample school's whole year, and judged row by row.

A row is judged by the documents it names, or by its own words where it names none: whether they
are made with content of the book, as forms that are filled by hand, or not at all; and whether the
row closes once the documents that were made for it are signed.

PYTHONPATH=macros:tests python -m cases.year_of_rows КАРТЫ ТАБЛИЦА.md
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import IntEnum
from pathlib import Path
from typing import NamedTuple

from documents.grades import grades
from nastavnik.actions.import_roadmap import run as import_roadmap
from nastavnik.actions.make_documents import run as make_documents
from nastavnik.actions.new_book import SAMPLE_DAY, SAMPLE_END, new_book
from nastavnik.actions.session import Session, closed_file, templates_for, work
from nastavnik.actions.show_progress import run as show_progress
from nastavnik.documents.batch import Batch
from nastavnik.documents.catalogue.kinds import DocumentKind
from nastavnik.documents.catalogue.table import KINDS
from nastavnik.documents.permission import Asked
from nastavnik.documents.ties import Tie, tie_of
from nastavnik.documents.wording import paragraphs
from nastavnik.model.changes import Changes, SetCell
from nastavnik.model.choices import ActivityState, PaperState
from nastavnik.model.outcome import Outcome
from nastavnik.model.schema import Tab
from nastavnik.model.school import School, read_school
from nastavnik.model.sheets import RECORDS, Activity, Card, Event, Order, Paper, Staff
from nastavnik.model.text import items
from nastavnik.roadmap.booking import WHOLE_STAGE

OVER = date(2027, 8, 31)
"""The last day of the year: nothing of it is ahead any more."""
OF_THE_YEAR = (
    Activity.sheet,
    *(
        r.sheet
        for r in RECORDS
        if r.tab in {Tab.PEOPLE, Tab.RESULTS, Tab.PAPERS} and r is not Staff
    ),
)
"""The sheets that hold what a school does, beside those that say what it is."""
KIND_OF = {kind.key: kind for kind in KINDS}
OF_AN_EVENT = ("event-programme", "event-minutes", "event-attendance")
SESSION = Session()
Wording = tuple[str, ...]


class Substance(IntEnum):
    """What is in a document; the further down, the better."""

    NOTHING = 0
    FORM = 1
    CONTENT = 2


WORDS = {
    Substance.NOTHING: "ничего",
    Substance.FORM: "бланк",
    Substance.CONTENT: "с данными книги",
}


class JudgedRow(NamedTuple):
    """One row of a roadmap: what it is tied to, what is made of that, whether it closed."""

    source: str
    number: int
    kinds: str
    substance: Substance
    is_closed: bool


class Library:
    """What is made of a year, beside what is made of a school that told little but its name."""

    def __init__(self, folder: Path) -> None:
        end = new_book(folder / "end", sample=True, end=True, without=(Paper.sheet, Order.sheet))
        start = new_book(folder / "start", sample=True)
        bare = new_book(folder / "bare", sample=True, end=True, without=OF_THE_YEAR)
        work(closed_file(bare), _only_its_name)
        self._templates = templates_for(end)
        self._year = ((_school(end), SAMPLE_END), (_school(start), SAMPLE_DAY))
        self._bare = _school(bare)
        self._held = {event.kind for event in self._year[0][0].table(Event).rows}
        self._grades, self._known = grades(), dict[str, Substance]()

    def substance(self, tie: Tie) -> Substance:
        """The best of what a tie stands for."""
        events = OF_AN_EVENT if tie.events & self._held else ()
        return max(map(self._of_kind, (*tie.kinds, *events)), default=Substance.NOTHING)

    def _of_kind(self, key: str) -> Substance:
        if key not in self._known:
            self._known[key] = self._looked_at(KIND_OF[key])
        return self._known[key]

    def _looked_at(self, kind: DocumentKind) -> Substance:
        said = None if kind.tracked else self._wording_in_the_year(kind)
        if said is None:
            return Substance.NOTHING
        is_form = self._grades[kind.key].grade == "D"
        return Substance(1 + (not is_form and said != self._wording(kind, self._bare, SAMPLE_END)))

    def _wording_in_the_year(self, kind: DocumentKind) -> Wording | None:
        wordings = (self._wording(kind, school, day) for school, day in self._year)
        return next(filter(None, wordings), None)

    def _wording(self, kind: DocumentKind, school: School, day: date) -> Wording | None:
        """What the first document of a kind says; None where there is none."""
        batch = Batch(school, self._templates, day)
        for step in batch.steps(kind, Asked(by_name=True, missing=False, register=False)):
            step()
            if files := [made.file for made in batch.made if made.file]:
                return paragraphs(files[0].content)
        return None


def _only_its_name(school: School) -> Outcome:
    """A card without the settings that it can do without."""
    card = school.card
    cells = (SetCell(Card.sheet, card.row, c.title, None) for c in Card.columns if not c.required)
    return Outcome("", Changes(tuple(cells)))


def _school(book: Path) -> School:
    return read_school(closed_file(book).read())


def judged(roadmap: Path, library: Library, folder: Path) -> Iterator[JudgedRow]:
    """Each row of a roadmap that a school at the end of its year has taken in."""
    book = new_book(folder, sample=True, end=True, without=(Activity.sheet,))
    import_roadmap(SESSION, files=[roadmap], into=book, year=2026)
    ties = [tuple(_ties(each)) for each in _school(book).activities]
    keys = {key for row in ties for tie in row for key in tie.kinds if not KIND_OF[key].tracked}
    make_documents(SESSION, book=book, today=SAMPLE_END, kinds=sorted(keys), register=True)
    work(closed_file(book), _signed)
    show_progress(SESSION, book=book, today=OVER)
    rows = zip(_school(book).activities, ties, strict=True)
    own = [(each, row) for each, row in rows if each.lead != WHOLE_STAGE]
    for number, (activity, row) in enumerate(own, start=1):
        substance = min(map(library.substance, row), default=Substance.NOTHING)
        is_closed = activity.state == ActivityState.DONE
        yield JudgedRow(roadmap.name[:3], number, _titles(row), substance, is_closed)


def _ties(activity: Activity) -> Iterator[Tie]:
    for name in items(activity.documents) or (activity.title,):
        yield tie_of(name) or tie_of(f"{name} {activity.title}")


def _titles(ties: Iterable[Tie]) -> str:
    titles = [KIND_OF[key].title for tie in ties for key in sorted(tie.kinds)]
    return "; ".join(dict.fromkeys([*titles, *(e for tie in ties for e in sorted(tie.events))]))


def _signed(school: School) -> Outcome:
    """Every document of the book as signed by whoever had to."""
    signed = PaperState.SIGNED.value
    cells = (SetCell(Paper.sheet, p.row, Paper.state.title, signed) for p in school.papers)
    return Outcome("", Changes(tuple(cells)))


def everything(roadmaps: Path) -> list[JudgedRow]:
    """The rows of every roadmap in a folder."""
    with tempfile.TemporaryDirectory() as place:
        library = Library(Path(place))
        return [
            row
            for file in sorted(roadmaps.glob("*.txt"))
            for row in judged(file, library, Path(place) / file.stem)
        ]


def counts(rows: Iterable[JudgedRow]) -> Mapping[str, int]:
    """How many rows are of each substance, and how many closed."""
    rows = list(rows)
    substances = Counter(WORDS[row.substance] for row in rows)
    return {**substances, "закрыто": sum(row.is_closed for row in rows)}


def table(rows: Iterable[JudgedRow]) -> str:
    """The verdicts as a table of Markdown."""
    rows = list(rows)
    lines = ["| Карта | Строка | Что делается | Чем | Закрыта |", "|---|---|---|---|---|"]
    lines += [
        f"| {row.source} | {row.number} | {row.kinds or '—'} | {WORDS[row.substance]} "
        f"| {'да' if row.is_closed else 'нет'} |"
        for row in rows
    ]
    total = ", ".join(f"{what}: {count}" for what, count in counts(rows).items())
    return "\n".join([*lines, "", f"Строк: {len(rows)}; {total}", ""])


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(table(everything(Path(sys.argv[1]))), encoding="utf-8")
