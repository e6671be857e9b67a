"""A school year that is opened, taken back, or loses a person, killed at random moments.

What is left is judged from the files alone, before any line of the program sees them, after the
next run has read the book, and after the same was done once more.
"""

from __future__ import annotations

import hashlib
import io
import os
import random
import re
import shutil
import signal
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from python_calamine import CalamineError, CalamineWorkbook

from nastavnik.actions import forget_person, make_documents, open_year, undo_step
from nastavnik.actions.new_book import new_book
from nastavnik.actions.session import closed_file
from nastavnik.model import actions
from nastavnik.model.actions import Action
from nastavnik.model.errors import JobError
from soaking.checker import STAMP
from soaking.kills import Deed, Killed, changes_of, killed
from soaking.verbs import DAY, JUNE, SESSION, without_lists

KINDS = ["Согласие на ПДн", "Соглашение пары"]
WHO = "Петров Ньургун Афанасьевич"
DOCUMENTS, CLOSED = Path("Документы"), Path("Архив") / "2026-2027"
ALIAS = re.compile(rb"\xd0\x9d-\d{12}")
"""The end of what stands in an archive for a person taken out: «Н-» and the moment."""


class Folder(NamedTuple):
    """A book and what is beside it: digests by paths; `naming` are the files that name a person."""

    book: str
    documents: Mapping[str, str]
    archive: Mapping[str, str]
    naming: frozenset[str]

    @classmethod
    def of(cls, book: Path) -> Folder:
        """The folder as it is now."""
        folder = book.parent
        return cls(
            hashlib.sha256(book.read_bytes()).hexdigest(),
            dict(_files(folder / DOCUMENTS)),
            dict(_files(folder / CLOSED)),
            frozenset(_naming(folder)),
        )

    def papers(self) -> set[tuple[str, str]]:
        """Every document, wherever it lies."""
        kept = {(Path(p), d) for p, d in self.archive.items()}
        closed = {
            (p.relative_to(DOCUMENTS).as_posix(), d) for p, d in kept if DOCUMENTS in p.parents
        }
        return closed | set(self.documents.items())


def _files(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        yield path.relative_to(folder).as_posix(), hashlib.sha256(_words(path)).hexdigest()


def _words(path: Path) -> bytes:
    """What a file says: of a workbook its parts, whatever stands for a person taken out."""
    content = path.read_bytes()
    if path.suffix != ".xlsx":
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return ALIAS.sub(b"", b"".join(package.read(name) for name in package.namelist()))


def _naming(folder: Path) -> Iterator[str]:
    for path in (path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        if zipfile.is_zipfile(io.BytesIO(content)):
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                content = b"".join(package.read(name) for name in package.namelist())
        if WHO.encode() in content:
            yield STAMP.sub("", path.relative_to(folder).as_posix())


class Turn(NamedTuple):
    """Something done to a school at the turn of the year; `prepare` makes the folder ready for it.

    `is_year` says that it closes a year or opens it again, so that the archive is whole or absent.
    """

    action: Action
    deed: Deed
    prepare: Callable[[Path], Path]
    is_year: bool = True


def _first_year(folder: Path) -> Path:
    """The sample school with documents of its own and a scan."""
    book = new_book(folder, sample=True)
    make_documents.run(SESSION, book=book, kinds=KINDS, today=DAY)
    scans = folder / DOCUMENTS / "Сканы"
    scans.mkdir()
    (scans / "подпись.pdf").write_bytes(b"%PDF-1.7 scan")
    return book


def _worn(folder: Path) -> Path:
    book = _first_year(folder)
    book.write_bytes(without_lists(book.read_bytes()))
    return book


def _second_year(folder: Path) -> Path:
    book = _first_year(folder)
    _opened(book)
    return book


def _opened(book: Path) -> object:
    return open_year.run(SESSION, book=book, to=2027, today=JUNE)


def _undone(book: Path) -> object:
    return undo_step.run(SESSION, book=book)


def _forgotten(book: Path) -> None:
    with suppress(JobError):  # the second time nothing may be left of her
        forget_person.run(SESSION, book=book, name=WHO)


TURNS: Mapping[str, Turn] = {
    "year": Turn(actions.YEAR_TURN, _opened, _first_year),
    "year of a worn book": Turn(actions.YEAR_TURN, _opened, _worn),
    "undo of a year": Turn(actions.UNDO, _undone, _second_year),
    "forget": Turn(actions.FORGET, _forgotten, _second_year, is_year=False),
}


class KilledTurn:
    """A turn, done once without a hindrance, then killed again and again."""

    def __init__(self, name: str, folder: Path) -> None:
        self._name, self._turn = name, TURNS[name]
        self._book = self._turn.prepare(folder / "школа")
        self._kept = folder / "как было"
        shutil.copytree(self._book.parent, self._kept, copy_function=shutil.copy2)
        self._before = Folder.of(self._book)
        began = time.monotonic()
        self._changes = changes_of(self._turn.deed, self._book)
        self._seconds = time.monotonic() - began
        self._after = Folder.of(self._book)
        self._went = self._after != self._before
        self.tally: Counter[str] = Counter()

    def at_random(self, times: int, dice: random.Random) -> Iterator[str]:
        """What was wrong after each of so many kills at moments drawn."""
        for number in range(1, times + 1):
            moment = dice.uniform(0, self._seconds)
            self._as_before()
            _in_child(self._turn.deed, self._book, moment)
            place = f"{self._name}, раз {number}, через {moment:.3f} с"
            yield from (f"{place}: {fault}" for fault in self._faults())

    def everywhere(self, every: int) -> Killed:
        """What was wrong after a kill before each change of a file."""
        began, faults = time.monotonic(), []
        places = range(0, self._changes, every)
        for at in places:
            self._as_before()
            place = f"{self._name}, изменение {at} из {self._changes}"
            if not killed(self._turn.deed, self._book, at):
                faults.append(f"{place}: до него дело не дошло")
            faults += [f"{place}: {fault}" for fault in self._faults()]
        return Killed(self._name, self._changes, len(places), faults, time.monotonic() - began)

    def _as_before(self) -> None:
        shutil.rmtree(self._book.parent)
        shutil.copytree(self._kept, self._book.parent, copy_function=shutil.copy2)

    def _faults(self) -> Iterator[str]:
        if not self._went:
            yield "не сделано и без помех"
            return
        yield from self._standing(found := Folder.of(self._book))
        is_done = found.book == self._after.book
        self.tally["новая" if is_done else "прежняя"] += 1
        closed_file(self._book).read()
        yield from self._standing(found := Folder.of(self._book))
        yield from _leftovers(self._book.parent, ".запись")
        wanted = self._after if is_done else self._before
        if self._turn.is_year and found.documents != wanted.documents:
            yield "книгу прочли, а документы рядом с ней не её года"
        if not (is_done and self._turn.is_year):
            _in_child(self._turn.deed, self._book)
        if Folder.of(self._book) != self._after:
            yield "повторили, а вышло не то, что без помех"
        yield from _leftovers(self._book.parent, "tmp-nastavnik")

    def _standing(self, now: Folder) -> Iterator[str]:
        """What may not be at any moment."""
        if now.book not in {self._before.book, self._after.book}:
            yield "книга ни прежняя, ни новая"
        if not _opens(self._book):
            yield "книга не открывается"
        known, now_papers = (self._before.papers(), self._after.papers()), now.papers()
        if lost := (known[0] & known[1]) - now_papers:
            yield f"потеряно документов: {len(lost)}"
        if strange := now_papers - (known[0] | known[1]):
            yield f"неизвестных документов: {len(strange)}"
        yield from self._archive_faults(now)

    def _archive_faults(self, now: Folder) -> Iterator[str]:
        before, after = self._before.archive, self._after.archive
        if self._turn.is_year:
            whole = before or after
            is_new_year = now.book == (self._before.book if before else self._after.book)
            if now.archive != whole and (now.archive or is_new_year):
                yield "архив года не цел"
            return
        for path in before.keys() | after.keys():
            if now.archive.get(path) not in {before.get(path), after.get(path)}:
                yield f"в архиве года испорчено «{path}»"


def _in_child(deed: Deed, book: Path, moment: float | None = None) -> int:
    """Do a deed in a process of its own, killed after so many seconds; the code it ends with."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            deed(book)
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    if moment is not None:
        time.sleep(moment)
        os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _opens(book: Path) -> bool:
    try:
        workbook = CalamineWorkbook.from_path(str(book))
        return all(workbook.get_sheet_by_name(t).to_python() for t in workbook.sheet_names)
    except CalamineError:
        return False


def _leftovers(folder: Path, mark: str) -> Iterator[str]:
    for path in folder.rglob("*"):
        if mark in path.name:
            yield f"осталось «{path.name}»"
