"""`collect`: the gate of a municipality."""

from __future__ import annotations

import secrets
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from nastavnik.actions.print_pdf import printed
from nastavnik.actions.session import Session
from nastavnik.model.errors import JobError
from nastavnik.model.findings import Finding
from nastavnik.model.outcome import Block, Outcome
from nastavnik.readers.files import load
from nastavnik.readers.preflight.inspection import glance
from nastavnik.readers.workbook import Workbook
from nastavnik.region.collecting import Collection, Places, Spread
from nastavnik.region.district import District, district_in, with_schools
from nastavnik.region.lanes import Loss, LostAnswerError, cores, one_by_one, side_by_side
from nastavnik.region.making import DistrictFiles, made_of
from nastavnik.region.parcels import arrivals, leftovers
from nastavnik.region.plan import DistrictPlan
from nastavnik.region.remarks import BOOK_WITH_ERRORS, UNREAD_FILE
from nastavnik.region.school_list import schools_in
from nastavnik.region.sheets import SubmissionState
from nastavnik.region.writing import BackgroundWriter
from nastavnik.russian.dates import SchoolYear
from nastavnik.workbooks import storage
from nastavnik.workbooks.disk import (
    PRIVATE,
    digest,
    free_place,
    plain_errors,
    sweep,
    write_all,
    write_new,
)
from nastavnik.workbooks.history import History, HistoryStep

STEP = "Сбор книг школ"
LETTERS_AT_ONCE = 100
"""So many letters are printed by one run of LibreOffice."""
FEW = 3
"""So few books are checked sooner here than by processes that first have to start."""


@dataclass(frozen=True)
class Collected(Outcome):
    """What came of a collection: each file was told as it came, this is the last word."""

    plan: DistrictPlan | None = None
    books: int = 0
    repeats: int = 0
    unread: int = 0
    seconds: float = 0
    notes: tuple[str, ...] = ()

    @property
    def is_streamed(self) -> bool:
        """Whether other programs read one line after another."""
        return True

    @property
    def missing(self) -> tuple[str, ...]:
        """The schools whose book has not come."""
        lines = self.plan.lines if self.plan else ()
        waited = (SubmissionState.AWAITED, SubmissionState.OVERDUE)
        return tuple(line.name for line in lines if line.standing.state in waited)

    def as_json(self) -> dict[str, Any]:
        """The last line that other programs read."""
        total = {
            "books": self.books,
            "schools": len(self.plan.lines) if self.plan else 0,
            "missing": list(self.missing),
            "repeats": self.repeats,
            "seconds": round(self.seconds, 2),
        }
        return {"total": total}

    def as_blocks(self) -> Iterator[Block]:
        """What a person reads in the end."""
        yield from self.notes
        yield self.message


def run(
    session: Session,
    *,
    folders: Sequence[Path],
    into: Path,
    today: date,
    schools: Path | None = None,
    due: date | None = None,
    jobs: int | None = None,
    scheduler: str = "",
    pdf: bool = False,
    dry_run: bool = False,
) -> Collected:
    """Take in what schools sent: check, enter, keep, sum up, and write letters on what is returned.

    `pdf` asks for the letters as PDF too.

    Raises:
        JobError: a folder, the workbook or the list of schools cannot be read, or nothing can be
            written; what is checked by then need not be checked again.
    """
    began = time.monotonic()
    _insist_on_folders(folders)
    storage.refuse_if_open(into)
    district, notes = _district(into, schools, due)
    year = district.card.year or str(SchoolYear.containing(today))
    with _places(into, dry_run=dry_run) as places, BackgroundWriter() as writer:
        settings = district.settings(year, _secret(places, district))
        collection = Collection(
            district, places, settings, today, _spread(jobs, scheduler), session.tell, writer,
            keeps_copies=not dry_run,
        )  # fmt: skip
        collection.decide()
        collection.take_in(arrivals(folders, today, Places(into).own))
        collection.recheck()
        collection.compare()
        plan = collection.plan(year)
        message = _message(plan, collection)
        if not dry_run:
            notes += _write(places, plan, collection, pdf=pdf)
    notes += [line for line in (leftovers(collection.tally.kinds),) if line]
    tally, seconds = collection.tally, time.monotonic() - began
    return Collected(
        message, plan=plan, books=tally.books, repeats=tally.repeats, unread=len(tally.unread),
        seconds=seconds, notes=tuple(notes),
        findings=(*district.findings, *_remarks(plan)),
    )  # fmt: skip


def _insist_on_folders(folders: Sequence[Path]) -> None:
    for folder in folders:
        if not folder.exists():
            raise JobError(f"Папки «{folder}» нет или сеть недоступна: проверьте путь")


def _district(into: Path, schools: Path | None, due: date | None) -> tuple[District, list[str]]:
    """The district of the workbook that is there or begins, with what was asked for put in."""
    district, notes = District(), []
    if into.exists():
        content = load(into)
        district = district_in(Workbook(glance(content, into.name)), into.name)
    if due:
        district = replace(district, card=district.card.replace(due=due))
    if schools:
        roll, added = with_schools(district.roll, schools_in(load(schools), schools.name))
        district = replace(district, roll=roll, added=tuple(added))
        notes.append(f"Школ в списке: {len(roll.schools)}, новых: {len(added)}")
    notes += [f"{finding}" for finding in district.findings]
    return district, notes


@contextmanager
def _places(into: Path, *, dry_run: bool) -> Iterator[Places]:
    """Where everything is; in a dry run somewhere that is gone afterwards."""
    if not dry_run:
        places = Places(into)
        with plain_errors(into):
            for received in (places.received, *places.received.glob("*/")):
                sweep(received)
        yield places
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Places(Path(folder) / into.name)


def _secret(places: Places, district: District) -> bytes:
    """The secret by which people are compared, made once; none where there is no ground for it."""
    if not district.card.ground.strip():
        return b""
    write_new({places.secret: secrets.token_hex(32).encode()}, mode=PRIVATE)
    return places.secret.read_bytes()


def _spread(jobs: int | None, scheduler: str) -> Spread:
    """Who does a job to many things: a cluster, processes, or for few things this one."""
    if scheduler:
        from nastavnik.region.cluster import over_cluster

        return over_cluster(scheduler)

    def spread(begin: Any, things: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
        many = list(things)
        if len(many) <= FEW and jobs is None:
            return one_by_one(begin, many)
        return side_by_side(begin, many, min(jobs or cores(), max(len(many), 1)))

    return spread


def _write(
    places: Places, plan: DistrictPlan, collection: Collection, *, pdf: bool
) -> Iterator[str]:
    """Write the letters, then the workbook, the note and the page; what is to be said of it."""
    letters: list[Path] = []
    for path, files in collection.letters(plan):
        findings = path.with_name(f"{path.stem} — замечания.xlsx")
        collection.writer.begin(partial(write_new, {path: files.letter, findings: files.findings}))
        letters += (path, findings)
    collection.writer.finish()
    if pdf:
        yield from _print_letters(_unprinted(places, plan), letters)
    (_, made), *_ = side_by_side(_maker, [plan], 1)
    if isinstance(made, Loss):
        raise LostAnswerError(made.text or made.cause.value, *made.places)
    _write_book(places.book, made.book, letters)
    mark = places.note_mark
    note = free_place(places.note, made.note, mark.read_text("ascii") if mark.exists() else "")
    write_all({note: made.note, mark: digest(made.note).encode(), places.page: made.page})


def _unprinted(places: Places, plan: DistrictPlan) -> list[Path]:
    """The letters on books that are returned now, as far as there is no PDF of them."""
    letters = [places.book.parent / line.letter for line in plan.lines if line.letter]
    return [path for path in letters if path.exists() and not path.with_suffix(".pdf").exists()]


def _print_letters(letters: Sequence[Path], written: list[Path]) -> Iterator[str]:
    """Put a PDF beside each letter and add it to what is written; a sentence where it cannot be."""
    for at in range(0, len(letters), LETTERS_AT_ONCE):
        some = letters[at : at + LETTERS_AT_ONCE]
        try:
            made = printed([path.read_bytes() for path in some], [path.name for path in some])
        except JobError as error:
            yield f"Письма остались только в Word. {error}"
            return
        targets = [path.with_suffix(".pdf") for path in some]
        write_new(dict(zip(targets, made, strict=True)))
        written += targets


def _maker() -> Callable[[DistrictPlan], DistrictFiles]:
    return made_of


def _write_book(path: Path, content: bytes, files: Iterable[Path]) -> None:
    """Put the workbook in its place as a step that can be undone; the former one is kept."""
    storage.refuse_if_open(path)
    if not path.exists():
        write_all({path: content})
        return
    history, former = History(path), load(path)
    folder = path.parent
    made = {f.relative_to(folder).as_posix(): digest(f.read_bytes()) for f in files if f.exists()}
    moment = datetime.now()
    step = HistoryStep(STEP, moment, files=made, before=digest(former), after=digest(content))
    record = history.with_step(step)
    write = storage.BookWrite(content, ours=dict([record] if record else ()))
    with storage.only_writer(path), plain_errors(path):
        storage.write_book(path, write, moment)


def _remarks(plan: DistrictPlan) -> Iterator[Finding]:
    """What needs a person: files that nobody can read, and schools whose last book has errors."""
    for label, fault in plan.unread:
        yield UNREAD_FILE.at(label, fault=fault)
    for line in plan.lines:
        last = line.standing.last
        if last and last.errors:
            yield BOOK_WITH_ERRORS.at(line.name, errors=last.errors)


def _message(plan: DistrictPlan, collection: Collection) -> str:
    states = ", ".join(f"{state.value} — {number}" for state, number in plan.states.items())
    tally = collection.tally
    said = [f"Книг: {tally.books}; школ: {len(plan.lines)}" + (f" ({states})" if states else "")]
    if tally.repeats:
        said.append(f"Без изменений прислано: {tally.repeats}")
    if tally.returned:
        folder = collection.places.letters.name
        said.append(f"Возвращено сейчас: {tally.returned}, письма — в папке «{folder}»")
    if tally.unread:
        said.append(f"Не разобрано файлов: {len(tally.unread)}")
    return ". ".join(said)
