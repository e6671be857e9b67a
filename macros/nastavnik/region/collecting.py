"""`collect`: what schools sent goes into the register, the sums and the letters, step by step.

The books are gone through in one order whoever checks them; all that is known of them and of the
schools is on the disk, so that neither memory nor the result depends on how many there are, or on
how many processes share them.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from nastavnik.model.errors import JobError
from nastavnik.region.child import Begin, Cause, Loss, LostAnswerError
from nastavnik.region.comparing import TwoCopies, comparer
from nastavnik.region.district import District
from nastavnik.region.letters import LetterFiles, ReturnedBook, letter_maker
from nastavnik.region.parcels import (
    File,
    FoundFile,
    Leftover,
    Parcel,
    Spoilt,
    content_of,
    opened,
)
from nastavnik.region.places import file_name
from nastavnik.region.plan import UnreadFile
from nastavnik.region.register import Received, TypedRow, decided, receipt
from nastavnik.region.roll import ReceivedFrom, name_of
from nastavnik.region.rows import BookSummary
from nastavnik.region.sheets import SubmissionStep
from nastavnik.region.standings import DistrictRegister
from nastavnik.region.store import Shelf, Store
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


@dataclass
class Tally:
    """What a run met with, in numbers."""

    books: int = 0
    repeats: int = 0
    returned: int = 0
    unread: int = 0
    kinds: Counter[str] = field(default_factory=Counter)


@dataclass
class Collection:
    """One run over what came: the register grows as book after book is gone through.

    `unread` are files that belong to no school.
    """

    district: District
    register: DistrictRegister
    settings: ReceiverSettings
    store: Store
    spread: Spread
    tell: Tell
    writer: BackgroundWriter
    keeps_copies: bool = True
    tally: Tally = field(default_factory=Tally)
    unread: Shelf[UnreadFile] = field(init=False)

    def __post_init__(self) -> None:
        self.unread = self.store.shelf("unread")

    def go_through(self, found: Iterable[File]) -> None:
        """Enter decisions and what came, and judge anew what was judged otherwise.

        Raises:
            JobError: as for `take_in`.
        """
        self.decide()
        self.take_in(found)
        self.recheck()
        self.compare()

    def decide(self) -> None:
        """Enter what the coordinator has decided, and free the cells for her next decision."""
        typed: Shelf[TypedRow] = self.store.shelf("typed")
        for key, row in typed.items():
            last = self.register.standing_of(key).last
            event = decided(row, last, self.register.named(key), self.register.today)
            if event:
                self.register.journal.enter(event)
                self.register.freed[key] = True

    def take_in(self, found: Iterable[File]) -> None:
        """Check what came and enter it, in the order in which it was written.

        Raises:
            JobError: the disk is full or gone; what is done is kept.
        """
        files: Shelf[FoundFile] = self.store.shelf("files")
        for number, each in enumerate(found):
            if isinstance(each, FoundFile):
                files[f"{max(each.moment, 0):020.7f} {each.label} {number}"] = each
            else:
                self._leave(each)
        for parcel, answer in self._answers(files):
            self.tally.books += 1
            if isinstance(answer, Loss):
                self._set_aside(parcel.label, answer.text or LOST[answer.cause])
            else:
                self._receive(parcel, answer)
        self.writer.finish()

    def _leave(self, each: Spoilt | Leftover) -> None:
        if isinstance(each, Spoilt):
            self._set_aside(each.label, each.fault)
        else:
            self.tally.kinds[each.ending] += 1

    def _answers(self, files: Shelf[FoundFile]) -> Iterator[tuple[Parcel, BookSummary | Loss]]:
        """What is known of each book, as soon as it is of those before it too."""
        done, lost = self.register.done, dict[str, Loss]()
        parcels: Shelf[Parcel] = self.store.shelf("parcels")
        answers, place = self._asked(self._unknown(files, parcels)), 0
        while True:
            parcel = parcels.get(str(place))
            key = done.key(parcel.digest, parcel.day) if parcel else ""
            summary = done.summary(key)
            if parcel and (summary or key in lost):
                yield parcel, summary or lost[key]
                place += 1
                continue
            answered = next(answers, None)
            if answered is None and parcel:  # the line of an earlier run was torn
                (answered,) = self._asked([parcel])
            elif answered is None and str(place) not in parcels:
                return
            if answered and answered[1]:
                lost[answered[0]] = answered[1]

    def _unknown(self, files: Shelf[FoundFile], parcels: Shelf[Parcel]) -> Iterator[Parcel]:
        """The books of the files that are not checked yet, each once; all are put on the shelf.

        Each is judged on the day on which it came first.
        """
        journal, done, wanted = (
            self.register.journal,
            self.register.done,
            self.store.shelf("wanted"),
        )
        count = 0
        for file in files.by_key():
            for each in opened(file, self.register.today, journal.knows):
                if not isinstance(each, Parcel):
                    self._leave(each)
                    continue
                parcel = each._replace(day=journal.first_seen(each.digest) or each.day)
                parcels[str(count)] = parcel
                count += 1
                key = done.key(parcel.digest, parcel.day)
                if key not in done and key not in wanted:
                    wanted[key] = True
                    yield parcel

    def _asked(self, parcels: Iterable[Parcel]) -> Iterator[tuple[str, Loss | None]]:
        """The key of each parcel that is checked, its row kept; with a loss where there is none."""
        for parcel, answer in self.spread(partial(checker, self.settings), parcels):
            key = self.register.done.key(parcel.digest, parcel.day)
            if isinstance(answer, Loss):
                yield key, _worded(answer)
            else:
                self.register.done.put(key, answer)
                yield key, None

    def _set_aside(self, label: str, fault: str) -> None:
        self.unread[str(self.tally.unread)] = UnreadFile(label, fault)
        self.tally.unread += 1
        self.tell({"file": label, "fault": fault})

    def _receive(self, parcel: Parcel, book: BookSummary) -> None:
        sender = self.register.roll.sender(book.inn, book.short_name, book.name)
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
        kinds = self._enter(parcel, book, sender, kept)
        is_same = SubmissionStep.UNCHANGED in kinds
        self.tally.repeats += is_same
        self.tally.returned += SubmissionStep.RETURNED in kinds
        self.tell(
            {
                "file": parcel.label,
                "school": sender.name,
                "inn": sender.inn,
                "state": self.register.standing_of(sender.key).state.value,
                "errors": book.errors,
                "questions": book.questions,
                "same_as_before": is_same,
            }
        )

    def _enter(
        self, parcel: Parcel, book: BookSummary, sender: ReceivedFrom, kept: Path
    ) -> list[SubmissionStep]:
        """Write into the journal what the copy means; the kinds of the new lines."""
        came = Received(
            parcel.day,
            sender,
            book.errors,
            book.questions,
            self.register.places.beside(kept),
            parcel.digest,
            book.content,
            hashlib.sha256(parcel.label.encode("utf-8", "surrogateescape")).hexdigest()[:12],
            _other_name(book, sender),
        )
        journal = self.register.journal
        made = receipt(journal.of(sender.key), came, self.register.terms)
        for event in made:
            journal.enter(event)
        return [event.kind for event in made]

    def _copy_of(self, parcel: Parcel, sender: ReceivedFrom) -> Path:
        """Where the copy is kept from now on."""
        folder = file_name(" ".join((sender.inn, sender.name)))
        return self.register.places.received / folder / f"{parcel.day} {parcel.digest[:8]}.xlsx"

    def recheck(self) -> None:
        """Check the last books from the copies that are kept, where they were judged otherwise.

        So the sums stand on the rules of today, wherever the files that came are by now.
        """
        for _ in self._asked(self._stale()):
            pass

    def _stale(self) -> Iterator[Parcel]:
        register = self.register
        for key in register.journal.schools():
            last = register.standing_of(key).last
            if last and register.done_key(last) not in register.done:
                path = register.places.kept(last)
                if path.exists():
                    yield Parcel(last.file, path, (), last.digest, last.day)

    def compare(self) -> None:
        """Put down what changed in the books that came again in this run."""
        for copies, answer in self.spread(comparer, self._twice()):
            said = answer if isinstance(answer, str) else "сравнить не удалось"
            number, event = [
                each for each in self.register.journal.numbered(copies.key) if each[1].is_receipt
            ][-1]
            note = "; ".join(filter(None, (event.note, said)))
            self.register.journal.replace(number, event._replace(note=note))

    def _twice(self) -> Iterator[TwoCopies]:
        journal, places = self.register.journal, self.register.places
        for key in journal.schools():
            receipts = [event for event in journal.of(key) if event.is_receipt]
            if len(receipts) > 1 and receipts[-1] in journal.new(key):
                former, latter = (places.kept(event) for event in receipts[-2:])
                if former.exists() and latter.exists():
                    yield TwoCopies(key, former, latter)

    def letters(self) -> Iterator[tuple[Path, LetterFiles]]:
        """The letters on books that were returned in this run, each with its file of findings."""
        for about, files in self.spread(letter_maker, self._returned()):
            if isinstance(files, Loss):
                raise LostAnswerError(files.text or files.cause.value, *files.places)
            yield self.register.places.book.parent / about.path, files

    def _returned(self) -> Iterator[ReturnedBook]:
        register = self.register
        for line in register.lines():
            new = [e for e in register.journal.new(line.key) if e.kind is SubmissionStep.RETURNED]
            row = register.done.get(line.done_key) if line.letter and new else None
            if row and line.standing.last:
                yield ReturnedBook(
                    line.letter,
                    line.name,
                    line.standing.last.day,
                    new[-1].day,
                    line.redo_by or register.today,
                    self.district.card,
                    row._replace(people=(), indicators=(), forms=()),
                    new[-1].note,
                )


def _other_name(book: BookSummary, sender: ReceivedFrom) -> str:
    """That the book is known by its ИНН while its name is another; "" where it is not so."""
    names = {name_of(name) for name in (book.short_name, book.name) if name}
    if not names or name_of(sender.name) in names:
        return ""
    return f"в книге другое название: «{book.title}»"


def _worded(loss: Loss) -> Loss:
    return loss if loss.cause is Cause.REFUSED else loss._replace(text=LOST[loss.cause])
