"""`collect`: what schools sent goes into the register, the sums and the letters, step by step.

The books are gone through in one order whoever checks them; of each only what is kept on the disk
remains, so that neither memory nor the result depends on how many there are, or on how many
processes share them.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from nastavnik.domain.folders import ARCHIVE_FOLDER
from nastavnik.model.errors import JobError
from nastavnik.region.comparing import TwoCopies, comparer
from nastavnik.region.district import District, Extras
from nastavnik.region.done import DoneRows
from nastavnik.region.lanes import Begin, Cause, Loss, LostAnswerError
from nastavnik.region.letters import LetterFiles, ReturnedBook, letter_maker
from nastavnik.region.parcels import Arrival, Leftover, Parcel, Spoilt, content_of
from nastavnik.region.plan import DistrictPlan, SchoolLine
from nastavnik.region.register import (
    Received,
    SchoolStanding,
    SubmissionEvent,
    by_school,
    decided,
    receipt,
    standing,
)
from nastavnik.region.roll import ReceivedFrom, key_of, name_of
from nastavnik.region.rows import BookRow
from nastavnik.region.sheets import ExpectedSchool, SubmissionRow, SubmissionStep
from nastavnik.region.task import ReceiverSettings, checker
from nastavnik.region.writing import BackgroundWriter
from nastavnik.workbooks.disk import write_new

Spread = Callable[[Begin[Any, Any], Iterable[Any]], Iterator[tuple[Any, Any]]]
"""Does a job to many things, here or elsewhere; see `lanes` and `cluster`."""
Tell = Callable[[dict[str, Any]], None]
"""Passes on what has just been learnt of a file."""
LOST = {
    Cause.KILLED: "проверка этой книги оборвалась: попросите школу сохранить её заново",
    Cause.HUNG: "проверка этой книги заняла слишком много времени и остановлена",
    Cause.SWELLED: "проверке этой книги не хватило памяти: попросите убрать лишние листы",
    Cause.FAILED: "внутренняя ошибка программы, остальные книги проверены: пришлите нам эту книгу",
}


_DECISION = tuple(
    c.title for c in (SubmissionRow.decision, SubmissionRow.decided_by, SubmissionRow.decided_on)
)
"""The cells that are free again when a decision is entered."""


class Places(NamedTuple):
    """Where everything is: the workbook, and beside it what belongs to it."""

    book: Path

    @property
    def received(self) -> Path:
        """The folder of every copy that came."""
        return self.book.with_name(f"{self.book.stem} — полученное")

    @property
    def letters(self) -> Path:
        """The folder of letters on returned books."""
        return self.book.with_name(f"{self.book.stem} — письма")

    @property
    def done(self) -> Path:
        """What is checked already; may be deleted."""
        return self.received / ".проверено.jsonl"

    @property
    def secret(self) -> Path:
        """The secret by which people of two schools are compared."""
        return self.received / ".сличение.ключ"

    @property
    def note(self) -> Path:
        """The analytical note."""
        return self.book.with_name(f"{self.book.stem} — справка.docx")

    @property
    def note_mark(self) -> Path:
        """The digest of the note that was written last: a person may have changed it since."""
        return self.received / ".справка.отпечаток"

    @property
    def page(self) -> Path:
        """The page."""
        return self.book.with_name(f"{self.book.stem}.html")

    def kept(self, event: SubmissionEvent) -> Path:
        """Where the copy of an event is kept."""
        return self.book.parent / event.file

    @property
    def own(self) -> tuple[Path, ...]:
        """What is not to be taken for something that a school sent."""
        archive = self.book.parent / ARCHIVE_FOLDER
        return self.book, self.received, self.letters, self.note, self.page, archive


@dataclass
class Tally:
    """What a run met with, in numbers; `unread` are files that belong to no school."""

    books: int = 0
    repeats: int = 0
    returned: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    unread: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Collection:
    """One run over what came: the register grows as book after book is gone through."""

    district: District
    places: Places
    settings: ReceiverSettings
    today: date
    spread: Spread
    tell: Tell
    writer: BackgroundWriter
    keeps_copies: bool = True
    tally: Tally = field(default_factory=Tally)
    extras: dict[str, Extras] = field(init=False)
    done: DoneRows = field(init=False)
    events: dict[str, list[SubmissionEvent]] = field(init=False)
    order: list[SubmissionEvent] = field(init=False)

    def __post_init__(self) -> None:
        self.done = DoneRows(self.places.done, self.settings)
        self.extras = dict(self.district.extras)
        self.order = list(self.district.events)
        self.events = {key: list(mine) for key, mine in by_school(self.order).items()}

    def decide(self) -> None:
        """Enter what the coordinator has decided, and free the cells for her next decision."""
        for key, typed in self.district.typed.items():
            last = standing(self.events.get(key, ()), self.today, None, excused=False).last
            event = decided(typed, last, self._named(key), self.today)
            if event:
                self._enter(event)
                kept = self.extras[key].items()
                self.extras[key] = {title: v for title, v in kept if title not in _DECISION}

    def _named(self, key: str) -> ReceivedFrom:
        school = self.district.roll.by_key.get(key)
        if school:
            return ReceivedFrom(key, school.name, school.inn)
        mine = self.events.get(key)
        return (
            ReceivedFrom(key, mine[-1].name, mine[-1].inn) if mine else ReceivedFrom(key, key, "")
        )

    def _enter(self, event: SubmissionEvent) -> None:
        self.order.append(event)
        self.events.setdefault(event.key, []).append(event)

    def take_in(self, arrived: Iterable[Arrival]) -> None:
        """Check what came and enter it, in the order in which it was written.

        Raises:
            JobError: the disk is full or gone; what is done is kept.
        """
        parcels: list[Parcel] = []
        for each in arrived:
            match each:
                case Parcel():
                    parcels.append(each)
                case Spoilt():
                    self._set_aside(each.label, each.fault)
                case Leftover():
                    self.tally.kinds[each.ending] += 1
        first_seen = {e.digest: e.day for e in reversed(self.order) if e.digest}
        dated = [p._replace(day=first_seen.get(p.digest, self.today)) for p in parcels]
        for parcel, row in self._rows(sorted(dated, key=lambda p: (p.moment, p.label))):
            self.tally.books += 1
            if isinstance(row, Loss):
                self._set_aside(parcel.label, row.text or LOST[row.cause])
            else:
                self._receive(parcel, row)
        self.writer.finish()

    def _rows(self, parcels: Sequence[Parcel]) -> Iterator[tuple[Parcel, BookRow | Loss]]:
        """The row of each parcel in their order, as soon as it and those before it are there."""
        wanted = {self.done.key(p): p for p in reversed(parcels)}
        missing = {key: p for key, p in reversed(wanted.items()) if key not in self.done}
        answers = self._asked(missing.values())
        lost: dict[str, Loss] = {}
        for parcel in parcels:
            key = self.done.key(parcel)
            if key not in self.done and key not in missing:
                answers = chain(self._asked([parcel]), answers)
            while key not in self.done and key not in lost:
                of, answer = next(answers)
                if answer:
                    lost[of] = answer
            row = lost.get(key) or self.done.get(key)
            yield parcel, row or Loss(Cause.KILLED, LOST[Cause.KILLED])

    def _asked(self, parcels: Iterable[Parcel]) -> Iterator[tuple[str, Loss | None]]:
        """The key of each parcel that is checked, its row kept; with a loss where there is none."""
        for parcel, answer in self.spread(partial(checker, self.settings), parcels):
            key = self.done.key(parcel)
            if isinstance(answer, Loss):
                yield key, _worded(answer)
            else:
                self.done.put(key, answer)
                yield key, None

    def _set_aside(self, label: str, fault: str) -> None:
        self.tally.unread.append((label, fault))
        self.tell({"file": label, "fault": fault})

    def _receive(self, parcel: Parcel, row: BookRow) -> None:
        sender = self.district.roll.sender(row.inn, row.short_name, row.name)
        if sender.doubt or not sender.key:
            fault = f"книга не отнесена ни к одной школе: {sender.doubt}"
            self._set_aside(parcel.label, f"{fault}. Уточните у школы или поправьте лист «Школы»")
            return
        kept = self._copy_of(parcel, sender)
        if self.keeps_copies and not kept.exists():
            try:
                content = content_of(parcel)
            except JobError as error:  # the share is gone, or another file is there by now
                self._set_aside(parcel.label, str(error))
                return
            self.writer.begin(partial(write_new, {kept: content}))
        came = Received(
            parcel.day,
            sender,
            row.errors,
            row.questions,
            kept.relative_to(self.places.book.parent).as_posix(),
            parcel.digest,
            row.content,
            hashlib.sha256(parcel.label.encode()).hexdigest()[:12],
            _other_name(row, sender),
        )
        made = receipt(self.events.get(sender.key, ()), came, self.district.conditions)
        for event in made:
            self._enter(event)
        is_same = any(event.kind is SubmissionStep.UNCHANGED for event in made)
        self.tally.repeats += is_same
        self.tally.returned += any(event.kind is SubmissionStep.RETURNED for event in made)
        self.tell(
            {
                "file": parcel.label,
                "school": sender.name,
                "inn": sender.inn,
                "state": self.standing_of(sender.key).state.value,
                "errors": row.errors,
                "questions": row.questions,
                "same_as_before": is_same,
            }
        )

    def _copy_of(self, parcel: Parcel, sender: ReceivedFrom) -> Path:
        """Where the copy is kept from now on."""
        folder = self.places.received / file_name(" ".join((sender.inn, sender.name)))
        return folder / f"{parcel.day} {parcel.digest[:8]}.xlsx"

    def standing_of(self, key: str) -> SchoolStanding:
        """How a school stands today."""
        school = self.district.roll.by_key.get(key)
        due, is_excused = self.district.conditions.due, bool(school and school.excused.strip())
        return standing(self.events.get(key, ()), self.today, due, excused=is_excused)

    def recheck(self) -> None:
        """Check the last books from the copies that are kept, where they were judged otherwise.

        So the sums stand on the rules of today, wherever the files that came are by now.
        """
        lasts = [last for key in self.events if (last := self.standing_of(key).last)]
        stale = [event for event in lasts if self._done_key(event) not in self.done]
        kept = [
            Parcel(event.file, path, (), event.digest, 0, event.day)
            for event in stale
            if (path := self.places.kept(event)).exists()
        ]
        for _ in self._asked(kept) if kept else ():
            pass

    def compare(self) -> dict[str, str]:
        """What changed in the books that came again in this run, by school."""
        pairs = [pair for key in self.events if (pair := self._two_copies(key))]
        found: dict[str, str] = {}
        for copies, answer in self.spread(comparer, pairs) if pairs else ():
            found[copies.key] = answer if isinstance(answer, str) else "сравнить не удалось"
        self.order = [self._with_changes(event, found) for event in self.order]
        self.events = {key: list(mine) for key, mine in by_school(self.order).items()}
        return found

    def _two_copies(self, key: str) -> TwoCopies | None:
        receipts = [event for event in self.events[key] if event.is_receipt]
        if len(receipts) < 2 or receipts[-1] in self.district.events:
            return None
        former, latter = (self.places.kept(event) for event in receipts[-2:])
        return TwoCopies(key, former, latter) if former.exists() and latter.exists() else None

    def _with_changes(self, event: SubmissionEvent, found: dict[str, str]) -> SubmissionEvent:
        if event.key not in found or not event.is_receipt:
            return event
        last = [e for e in self.events[event.key] if e.is_receipt][-1]
        said = "; ".join(filter(None, (event.note, found[event.key])))
        return event._replace(note=said) if event == last else event

    def plan(self, year: str) -> DistrictPlan:
        """The district as it is now, every school with a line."""
        schools = self.district.roll.by_key
        added = tuple(
            ExpectedSchool(name=mine[-1].name, inn=mine[-1].inn, note="нет в списке, книга пришла")
            for key, mine in self.events.items()
            if key not in schools
        )
        lines = [self._line(key, school.name, school.inn) for key, school in schools.items()]
        lines += [self._line(key_of(s.inn, s.name), s.name, s.inn) for s in added]
        district = replace(self.district, added=(*self.district.added, *added))
        if not district.own:
            roll = replace(district.roll, schools=(*district.roll.schools, *added))
            district = replace(district, roll=roll)
        return DistrictPlan(
            district,
            tuple(lines),
            tuple(self.order),
            self.today,
            year,
            self.places.done,
            self.settings,
            tuple(self.tally.unread),
        )

    def _line(self, key: str, name: str, inn: str) -> SchoolLine:
        now = self.standing_of(key)
        last: SubmissionEvent | None = now.last
        returned_on = now.returned_on
        return SchoolLine(
            key,
            name,
            inn,
            now,
            self.district.conditions.redo_by(returned_on) if returned_on else None,
            last.note if last and last.kind is SubmissionStep.RECEIVED_AGAIN else "",
            self.extras.get(key, {}),
            self._done_key(last) if last else "",
            last.file if last else "",
            self._letter_path(returned_on, name, inn) if returned_on else "",
        )

    def _done_key(self, event: SubmissionEvent) -> str:
        return self.done.key(Parcel("", Path(), (), event.digest, 0, event.day))

    def _letter_path(self, day: date, name: str, inn: str) -> str:
        stem = file_name(" ".join((inn, name)))
        path = self.places.letters / f"{stem} — возврат {day}.docx"
        return path.relative_to(self.places.book.parent).as_posix()

    def letters(self, plan: DistrictPlan) -> Iterator[tuple[Path, LetterFiles]]:
        """The letters on books that were returned in this run, each with its file of findings."""
        returned = list(self._returned(plan))
        for about, files in self.spread(letter_maker, returned) if returned else ():
            if isinstance(files, Loss):
                raise LostAnswerError(files.text or files.cause.value, *files.places)
            yield self.places.book.parent / about.path, files

    def _returned(self, plan: DistrictPlan) -> Iterator[ReturnedBook]:
        before = set(self.district.events)
        for line in plan.lines:
            mine = [e for e in self.events.get(line.key, ()) if e.kind is SubmissionStep.RETURNED]
            is_new = line.letter and mine and mine[-1] not in before
            row = self.done.get(line.done_key) if is_new else None
            if row and line.standing.last:
                yield ReturnedBook(
                    line.letter,
                    line.name,
                    line.standing.last.day,
                    mine[-1].day,
                    line.redo_by or self.today,
                    self.district.card,
                    row._replace(people=(), indicators=(), forms=()),
                    mine[-1].note,
                )


def _other_name(row: BookRow, sender: ReceivedFrom) -> str:
    """That the book is known by its ИНН while its name is another; "" where it is not so."""
    names = {name_of(name) for name in (row.short_name, row.name) if name}
    if not names or name_of(sender.name) in names:
        return ""
    return f"в книге другое название: «{row.title}»"


def _worded(loss: Loss) -> Loss:
    return loss if loss.cause is Cause.REFUSED else loss._replace(text=LOST[loss.cause])


def file_name(text: str) -> str:
    """A text as the name of a file or folder on any system."""
    return re.sub(r'[<>:"/\\|?*\x00-\x1f«»]+', "", text).strip(" .")[:80] or "школа"
