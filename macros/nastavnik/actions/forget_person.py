"""`forget`: where a person still stands, and taking her out of there."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any

from nastavnik.actions.pdf_folder import PdfFolder
from nastavnik.actions.session import DECLINED, Session, closed_file
from nastavnik.domain.folders import ARCHIVE_FOLDER, DOCUMENTS_FOLDER
from nastavnik.domain.mentions import PersonMentions
from nastavnik.model.errors import JobError
from nastavnik.model.outcome import Listing, Outcome
from nastavnik.model.school import read_school
from nastavnik.model.text import counted, counted_cells, tidy
from nastavnik.readers.files import load, real_path
from nastavnik.readers.preflight.inspection import glance
from nastavnik.readers.workbook import Workbook
from nastavnik.workbooks import disk, storage
from nastavnik.workbooks.history import History
from nastavnik.workbooks.new_year.forgetting import (
    Erasure,
    erasure,
    names_known,
    own_files,
    whole_name,
)
from nastavnik.workbooks.ooxml.patching import patched
from nastavnik.workbooks.ooxml.purging import purged
from nastavnik.workbooks.port import BookStep

GOES, STAYS, LOOK = "уходит", "остаётся: приказы и сотрудники", "посмотрите сами"


@dataclass(frozen=True)
class PersonPlace:
    """A place where a person stands: how often, and what becomes of it."""

    where: str
    what: str
    fate: str

    def as_json(self) -> dict[str, str]:
        """The place in the shape other programs read."""
        return {"where": self.where, "what": self.what, "fate": self.fate}


@dataclass(frozen=True)
class PersonForgotten(Outcome):
    """Where a person stood, and what went."""

    places: tuple[PersonPlace, ...] = ()

    @property
    def question(self) -> str:
        """What to ask before anything goes."""
        lines = "\n".join(f"{place.where}: {place.what} — {place.fate}" for place in self.places)
        return f"{lines}\n\nУбрать этого человека? Вернуть его отменой будет нельзя"

    @property
    def leaves_questions(self) -> bool:
        """Whether something is left for a person to look at."""
        return any(place.fate == LOOK for place in self.places)

    def as_json(self) -> dict[str, Any]:
        """The places in the shape other programs read."""
        return {**super().as_json(), "places": [place.as_json() for place in self.places]}

    def listings(self) -> Iterator[Listing]:
        """The places in a table."""
        if self.places:
            rows = [(place.where, place.what, place.fate) for place in self.places]
            yield Listing(("Где", "Сколько", "Что будет"), rows)


def run(session: Session, *, book: Path, name: str, dry_run: bool = False) -> PersonForgotten:
    """Take a person out of the book, its archives, copies, undo list and documents.

    Orders stay. The undo list and the copies of the book that name her go, since an undo would
    bring her back; so this step itself cannot be undone.

    Raises:
        JobError: nobody of this name is found, or the book is open or cannot be written.
    """
    search = _Search(real_path(book), tidy(name))
    storage.refuse_if_open(search.book)
    found = PersonForgotten(search.message, places=tuple(search.places()))
    if not found.places:
        raise JobError(f"«{tidy(name)}» нигде не найдено: проверьте фамилию, имя и отчество")
    if dry_run:
        return found
    if not session.agree(found.question):
        return replace(found, message=DECLINED)
    search.take_out()
    return found


class _SearchedBook:
    """A workbook on the disk, and what of it speaks of the person."""

    def __init__(self, path: Path, mentions: PersonMentions, alias: str = "") -> None:
        self.path, self._mentions = path, mentions
        self._facts = glance(load(path), path.name)
        cells = Workbook(self._facts)
        self._school = read_school(cells)
        self.erasure: Erasure = erasure(self._school, cells, mentions, alias)
        self.files = tuple(own_files(self._school, mentions))

    @property
    def cells(self) -> int:
        """So many cells are emptied."""
        return sum(each.cells for each in self.erasure.erased if not each.is_kept)

    @property
    def kept(self) -> int:
        """So many cells stay."""
        return sum(each.cells for each in self.erasure.erased if each.is_kept)

    def without(self) -> bytes:
        """The workbook without the person."""
        content = patched(self._facts, self.erasure.patches)
        return purged(content, glance(content, self.path.name), self._mentions.without)


class _Search:
    """Everything beside a book that may name a person."""

    def __init__(self, book: Path, name: str) -> None:
        self.book, self._archive = book, book.parent / ARCHIVE_FOLDER
        years = sorted(self._archive.glob(f"*/{book.name}"))
        schools = [read_school(closed_file(path).read()) for path in (book, *years)]
        self._name = whole_name(schools, name)
        copies = (read_school(closed_file(path).read()) for path in self._dated())
        known = (names_known(school, self._name) for school in (*schools, *copies))
        self._mentions = PersonMentions.of(chain.from_iterable(known))
        self._alias = f"Участник Н-{datetime.now():%y%m%d%H%M%S}"
        self._own = _SearchedBook(book, self._mentions)
        self._years = [_SearchedBook(path, self._mentions, self._alias) for path in years]

    @property
    def message(self) -> str:
        """What was found, in a sentence."""
        cells = sum(copy.cells for copy in (self._own, *self._years))
        return (
            f"«{self._name}»: {counted_cells(cells)} в книге и архивах, "
            f"{counted(len(self._files()), 'документ', 'документа', 'документов')}; приказы "
            "остаются, прежние копии с этим именем и список отмены уходят"
        )

    def places(self) -> Iterator[PersonPlace]:
        """Where the person stands, and what becomes of it."""
        for copy in (self._own, *self._years):
            where = copy.path.relative_to(self.book.parent).as_posix()
            for each in copy.erasure.erased:
                what = f"«{each.sheet}», ячеек: {each.cells}"
                yield PersonPlace(where, what, STAYS if each.is_kept else GOES)
        for path in self._copies():
            yield PersonPlace(f"{ARCHIVE_FOLDER}/{path.name}", "прежняя копия книги", GOES)
        if self._is_in_undo():
            yield PersonPlace(ARCHIVE_FOLDER, "список отмены", GOES)
        own = self._files()
        for path in own:
            yield PersonPlace(self._name_of(path), "документ этого человека", GOES)
        for path in self._documents():
            if path not in own and self._speaks(path):
                is_order = "Приказы" in path.parts
                yield PersonPlace(self._name_of(path), "документ", STAYS if is_order else LOOK)

    def take_out(self) -> None:
        """Take her out: last of all what still tells her other names, and which files are hers.

        So where this is cut off, to do it again finds all that is left, half-written files too.
        """
        with disk.plain_errors(self.book):
            for folder in (self.book.parent, self._archive, *(c.path.parent for c in self._years)):
                disk.sweep(folder)
        self._remove(self._files())
        for copy in self._years:
            if copy.cells:
                disk.write_atomically(copy.path, copy.without(), mode=0o444)
        if self._own.cells:
            closed_file(self.book).do(BookStep(whole=self._own.without()))
        History(self.book).clear()
        self._remove(self._copies())

    def _remove(self, paths: list[Path]) -> None:
        with disk.plain_errors(self.book):
            for path in paths:
                path.chmod(0o644)
                path.unlink()

    def _dated(self) -> list[Path]:
        """The dated copies of the book."""
        return sorted(self._archive.glob(f"*{self.book.suffix}"))

    def _copies(self) -> list[Path]:
        """The dated copies of the book that name her."""
        return [path for path in self._dated() if _SearchedBook(path, self._mentions).cells]

    def _is_in_undo(self) -> bool:
        return self._mentions.are_in(History(self.book).text)

    def _files(self) -> list[Path]:
        """The documents about her alone and their PDF, beside the book and in the archives."""
        found: list[Path] = []
        for copy in (self._own, *self._years):
            folder = copy.path.parent
            pdf = PdfFolder(folder) if copy.files else None
            printed = filter(None, (pdf.of(name) for name in copy.files)) if pdf else ()
            found += [folder / name for name in (*printed, *copy.files)]
        return [path for path in dict.fromkeys(found) if path.is_file() and self._is_ours(path)]

    def _is_ours(self, path: Path) -> bool:
        return real_path(path).is_relative_to(self.book.parent) and DOCUMENTS_FOLDER in path.parts

    def _documents(self) -> Iterator[Path]:
        folders = (self.book.parent, *(copy.path.parent for copy in self._years))
        for folder in folders:
            yield from (p for p in sorted((folder / DOCUMENTS_FOLDER).rglob("*")) if p.is_file())

    def _speaks(self, path: Path) -> bool:
        return self._mentions.are_in(path.stem) or self._mentions.are_in(_words(path))

    def _name_of(self, path: Path) -> str:
        return path.relative_to(self.book.parent).as_posix()


def _words(path: Path) -> str:
    """The words of a document of Word; "" of any other."""
    if path.suffix.lower() != ".docx":
        return ""
    from docx import Document

    try:
        document = Document(str(path))
    except (KeyError, ValueError, zipfile.BadZipFile):
        return ""
    return "\n".join(node.text or "" for node in document.element.body.iter("{*}t"))
