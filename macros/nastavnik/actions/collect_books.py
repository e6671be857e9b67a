"""`collect`: the gate of a municipality."""

from __future__ import annotations

import secrets
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any, TypeVar

from nastavnik.actions.print_pdf import printed
from nastavnik.actions.session import Session
from nastavnik.model.errors import JobError
from nastavnik.model.outcome import Block, Outcome
from nastavnik.region.child import Begin, Cause, Loss, LostAnswerError
from nastavnik.region.collecting import Collection, Spread
from nastavnik.region.district import District
from nastavnik.region.lanes import Limits, cores, one_by_one, side_by_side
from nastavnik.region.making import MadePart, RunTerms, maker
from nastavnik.region.opening import OpenedDistrict, Opening, opener
from nastavnik.region.parcels import found_files, leftovers
from nastavnik.region.places import Places
from nastavnik.region.publishing import Publication, publisher
from nastavnik.region.remarks import BOOK_WITH_ERRORS, UNREAD_FILE
from nastavnik.region.scratch import scratch_folder
from nastavnik.region.sheets import SubmissionState
from nastavnik.region.standings import DistrictRegister
from nastavnik.region.store import Store
from nastavnik.region.writing import BackgroundWriter
from nastavnik.russian.dates import SchoolYear
from nastavnik.workbooks import storage
from nastavnik.workbooks.disk import PRIVATE, plain_errors, sweep, write_new

T = TypeVar("T")
R = TypeVar("R")

LETTERS_AT_ONCE = 100
"""So many letters are printed by one run of LibreOffice."""
FEW = 3
"""So few books are checked sooner here than by processes that first have to start."""
SMALL_BOOK, FEW_SCHOOLS = 100_000, 20
"""So small a workbook, in bytes, and so few schools need no memory to speak of."""
UNMADE = (
    "Свод не составлен: программе не хватило памяти или её остановили. Что проверено, сохранено: "
    "закройте другие программы и повторите сбор"
)
WHOLE = Limits(seconds=3600, memory=8 * 1024**3)
"""What may be taken by what goes over the whole district."""


@dataclass(frozen=True)
class Collected(Outcome):
    """What came of a collection: each file was told as it came, this is the last word."""

    states: Mapping[SubmissionState, int] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    books: int = 0
    repeats: int = 0
    unread: int = 0
    seconds: float = 0
    notes: tuple[str, ...] = ()

    @property
    def schools(self) -> int:
        """How many schools there are."""
        return sum(self.states.values())

    @property
    def is_streamed(self) -> bool:
        """Whether other programs read one line after another."""
        return True

    def as_json(self) -> dict[str, Any]:
        """The last line that other programs read."""
        total = {
            "books": self.books,
            "schools": self.schools,
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
    with (
        _places(into, dry_run=dry_run) as places,
        Store(places.store) as store,
        BackgroundWriter() as writer,
    ):
        district, notes = _opened(Opening(places, into, schools, due))
        year = district.card.year or str(SchoolYear.containing(today))
        terms = RunTerms(places, district.settings(year, _secret(places, district)), today, year)
        register = DistrictRegister(store, places, district.conditions, terms.settings, today)
        collection = Collection(
            district, register, terms.settings, store, _spread(jobs, scheduler), session.tell,
            writer, keeps_copies=not dry_run,
        )  # fmt: skip
        collection.go_through(found_files(folders, Places(into, places.scratch).own))
        result = _result(collection)
        if not dry_run:
            notes = (*notes, *_write(terms, collection, jobs or cores(), pdf=pdf))
    notes = (*notes, *filter(None, [leftovers(collection.tally.kinds)]))
    return replace(
        result, seconds=time.monotonic() - began, notes=notes,
        findings=(*district.findings, *result.findings),
    )  # fmt: skip


def _insist_on_folders(folders: Sequence[Path]) -> None:
    for folder in folders:
        if not folder.exists():
            raise JobError(f"Папки «{folder}» нет или сеть недоступна: проверьте путь")


def _opened(asked: Opening) -> OpenedDistrict:
    """The district of the workbook, on the disk; a large workbook is read by another process."""
    is_small = not asked.book.exists() or asked.book.stat().st_size < SMALL_BOOK
    (found,) = _whole(opener, [asked], 0 if is_small else 1)
    return found


def _whole(begin: Begin[T, R], things: Sequence[T], jobs: int) -> list[R]:
    """What comes of jobs that go over the whole district, by so many processes; 0 is this one.

    Raises:
        JobError: one cannot be done.
    """
    answers = side_by_side(begin, things, jobs, WHOLE) if jobs else one_by_one(begin, things)
    return [_answer(answer) for _, answer in answers]


def _answer(answer: R | Loss) -> R:
    if not isinstance(answer, Loss):
        return answer
    if answer.cause is Cause.FAILED:
        raise LostAnswerError(answer.text, *answer.places)
    raise JobError(answer.text or UNMADE)


@contextmanager
def _places(into: Path, *, dry_run: bool) -> Iterator[Places]:
    """Where everything is; in a dry run somewhere that is gone afterwards."""
    with scratch_folder() as scratch:
        places = Places(scratch / "dry" / into.name if dry_run else into, scratch)
        if not dry_run:
            with plain_errors(into):
                for received in (places.received, *places.received.glob("*/")):
                    sweep(received)
        yield places


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
        first = list(islice(rest := iter(things), FEW + 1))
        if len(first) <= FEW and jobs is None:
            return one_by_one(begin, first)
        return side_by_side(begin, chain(first, rest), jobs or cores())

    return spread


def _write(terms: RunTerms, collection: Collection, jobs: int, *, pdf: bool) -> Iterator[str]:
    """Write the letters, then the workbook, the note and the page; what is to be said of it."""
    places, letters = terms.places, collection.store.shelf("letters")
    for path, files in collection.letters():
        findings = path.with_name(f"{path.stem} — замечания.xlsx")
        collection.writer.begin(partial(write_new, {path: files.letter, findings: files.findings}))
        for each in (path, findings):
            letters[places.beside(each)] = True
    collection.writer.finish()
    if pdf:
        yield from _print_letters(places, _unprinted(collection.register), letters)
    _whole(partial(maker, terms), [*MadePart], min(jobs, len(MadePart)))
    is_small = len(letters) + collection.register.count() <= FEW_SCHOOLS
    _whole(publisher, [Publication(places, datetime.now())], 0 if is_small else 1)


def _unprinted(register: DistrictRegister) -> Iterator[Path]:
    """The letters on books that are returned now, as far as there is no PDF of them."""
    for line in register.lines():
        path = register.places.book.parent / line.letter
        if line.letter and path.exists() and not path.with_suffix(".pdf").exists():
            yield path


def _print_letters(
    places: Places, letters: Iterator[Path], written: MutableMapping[str, bool]
) -> Iterator[str]:
    """Put a PDF beside each letter and add it to what is written; a sentence where it cannot be."""
    while some := list(islice(letters, LETTERS_AT_ONCE)):
        try:
            made = printed([path.read_bytes() for path in some], [path.name for path in some])
        except JobError as error:
            yield f"Письма остались только в Word. {error}"
            return
        targets = [path.with_suffix(".pdf") for path in some]
        write_new(dict(zip(targets, made, strict=True)))
        written.update((places.beside(path), True) for path in targets)


def _result(collection: Collection) -> Collected:
    """What came of the run; the findings are what needs a person."""
    states: Counter[SubmissionState] = Counter()
    missing: list[str] = []
    findings = [
        UNREAD_FILE.at(each.label, fault=each.fault) for each in collection.unread.by_place()
    ]
    for line in collection.register.lines():
        standing = line.standing
        states[standing.state] += 1
        if standing.state in (SubmissionState.AWAITED, SubmissionState.OVERDUE):
            missing.append(line.name)
        if standing.last and standing.last.errors:
            findings.append(BOOK_WITH_ERRORS.at(line.name, errors=standing.last.errors))
    ordered, tally = {s: states[s] for s in SubmissionState if states[s]}, collection.tally
    return Collected(
        _message(ordered, collection), states=ordered, missing=tuple(missing), books=tally.books,
        repeats=tally.repeats, unread=tally.unread, findings=tuple(findings),
    )  # fmt: skip


def _message(states: Mapping[SubmissionState, int], collection: Collection) -> str:
    named = ", ".join(f"{state.value} — {number}" for state, number in states.items())
    tally, schools = collection.tally, sum(states.values())
    said = [f"Книг: {tally.books}; школ: {schools}" + (f" ({named})" if named else "")]
    if tally.repeats:
        said.append(f"Без изменений прислано: {tally.repeats}")
    if tally.returned:
        folder = collection.register.places.letters.name
        said.append(f"Возвращено сейчас: {tally.returned}, письма — в папке «{folder}»")
    if tally.unread:
        said.append(f"Не разобрано файлов: {tally.unread}")
    return ". ".join(said)
